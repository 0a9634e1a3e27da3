/** The api as a process of its own. Ends cleanly on SIGTERM and SIGINT: streams first, then what is in flight, then the connections. */
import { loadConfig } from '../../libs/config';
import { EventStore } from '../../libs/event-store';
import { ProductClock } from '../../libs/product-clock';
import { ReadModels } from '../../libs/read-models';
import { createApi } from './app.setup';

async function main(): Promise<void> {
  const { eventStoreUrl, databaseUrl, api, clock: numbers, testClock, tokens } = loadConfig();
  const store = EventStore.connect({ url: eventStoreUrl });
  const models = await ReadModels.connect(databaseUrl);
  const clock = new ProductClock(store, { numbers, testClock, tzdata: process.versions.tz ?? 'unknown' });
  await clock.start();
  const app = await createApi({
    store,
    models,
    clock,
    tokens,
    testClock,
    requestsPerMinute: api.requestsPerMinute,
    trustProxy: api.trustProxy,
  });

  let ending: Promise<void> | undefined;
  const end = () => {
    ending ??= app
      .close()
      .then(() => Promise.all([clock.stop(), models.close(), store.close()]))
      .then(() => process.exit(0));
  };
  process.once('SIGTERM', end).once('SIGINT', end);
  // Under the supervisor there is a channel to it: when it closes, the supervisor is gone, however it went.
  process.once('disconnect', end);

  await app.listen(api.port, api.host);
  process.send?.({ ready: await app.getUrl() });
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
