import { EventStore } from '../../libs/event-store';
import { Cluster, FAULTS } from './cluster';
import { talking } from './registry';
import { embeddedStore } from './store-under-test';
import { expectOnceUnder } from './under-load';

describe('a cluster of three', () => {
  let server: Awaited<ReturnType<typeof embeddedStore>>;
  let cluster: Cluster;
  let store: EventStore;

  beforeEach(async () => {
    server = await embeddedStore();
    cluster = await Cluster.before(server.port);
    store = EventStore.connect({ url: cluster.url, streams: talking(), budgetMs: 20_000 });
  });

  afterEach(async () => {
    await store.close();
    await cluster.end();
    await server.stop();
  });

  it.each(FAULTS)(
    'whose leader %s goes on with another',
    async (fault) => {
      const back = await expectOnceUnder(store, () => cluster.strike(fault), 4_000);
      // A frozen leader is given up after 2.5 s; whoever asks a frozen member for the others waits a second.
      expect(back).toBeLessThan(5_000);
    },
    60_000,
  );
});
