/** Acts on events: follows $all and sends the commands that follow from what happened. Any number of them may run. */
import { randomUUID } from 'node:crypto';
import { hostname, setPriority } from 'node:os';
import { Bell, lineLogger, loadConfig, runProcess } from '../../libs/config';
import { SharedSubscription } from '../../libs/event-store';
import { Dispatch, ProductClock } from '../../libs/product-clock';
import { cleaned, followLedger, openSealed, ReadModels } from '../../libs/read-models';
import { workOff } from './correction-work';
import { serveReactorHealth } from './health';
import { REACTIONS } from './reactions';
import { type Reacting, react } from './reactor';

/** Niceness: where cores are few, who answers people and keeps deadlines goes first. */
const NICENESS = 5;

runProcess('reactor', async (signal) => {
  setPriority(NICENESS);
  const { eventStoreUrl, databaseUrl, sealing, reactorPort, api, clock: numbers, testClock } = loadConfig();
  const onTrouble = lineLogger('reactor');
  const models = ReadModels.connect(databaseUrl, { poolSize: REACTIONS.length + 3 });
  const store = await openSealed(eventStoreUrl, models, sealing, onTrouble);
  const clock = new ProductClock(store, { numbers, testClock, tzdata: process.versions.tz ?? 'unknown', onTrouble });
  const reacting: Reacting = {
    ...{ models, store, clock, onTrouble, signal },
    subscription: new SharedSubscription(store),
    commands: new Dispatch(store, clock),
    owner: `${hostname()} ${process.pid} ${randomUUID()}`,
    correctionsNoted: new Bell(),
  };
  const counts = { events: 0, commands: 0, failures: 0, pages: 0, moved: 0, setAside: 0 };
  await clock.start();
  const running = Promise.all([
    ...REACTIONS.map((reaction) => react(reacting, reaction, counts)),
    workOff(reacting, counts),
    followLedger({ store, models, signal, onTrouble, onEnded: () => cleaned(models) }),
  ]);
  const health = await serveReactorHealth(api.host, reactorPort, { store, models, counts, commands: reacting.commands });
  return async () => {
    await running;
    await Promise.all([health.close(), clock.stop(), models.close(), store.close()]);
  };
});
