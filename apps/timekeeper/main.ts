/** Asks the clock read model what is due and sends commands. Any number of them may run. */
import { Gauge, Registry } from 'prom-client';
import { lineLogger, loadConfig, runProcess, serveHealth } from '../../libs/config';
import { observeStore, storeHealth } from '../../libs/event-store';
import { Dispatch, ProductClock } from '../../libs/product-clock';
import { openSealed, ReadModels, timersSetAside } from '../../libs/read-models';
import { keepRanking } from './ranking';
import { keepTime, type TimekeeperCounts } from './timekeeper';

runProcess('timekeeper', async () => {
  const { eventStoreUrl, databaseUrl, sealing, timekeeperPort, api, clock: numbers, score, testClock } = loadConfig();
  const onTrouble = lineLogger('timekeeper');
  const models = ReadModels.connect(databaseUrl, { poolSize: 4 });
  const store = await openSealed(eventStoreUrl, models, sealing, onTrouble);
  const clock = new ProductClock(store, { numbers, testClock, tzdata: process.versions.tz ?? 'unknown', onTrouble });
  await clock.start();
  const stopping = new AbortController();
  const told: TimekeeperCounts = { passes: 0, events: 0, failures: 0 };
  const commands = new Dispatch(store, clock);
  const timekeeping = { store, models, commands, clock, onTrouble };
  const running = Promise.all([keepTime(timekeeping, told, stopping.signal), keepRanking(timekeeping, score, stopping.signal)]);

  const registry = new Registry();
  observeStore([registry], store, commands);
  const gauge = (name: keyof TimekeeperCounts | 'set_aside', help: string) =>
    new Gauge({ name: `helpdesk_timekeeper_${name}`, help, registers: [registry] });
  const gauges = {
    passes: gauge('passes', 'Passes made'),
    events: gauge('events', 'Obligations that spoke'),
    failures: gauge('failures', 'Passes that failed'),
  };
  const setAside = gauge('set_aside', 'Timers that could not be handled and are left alone for a while');
  const aside = () => timersSetAside(models).catch(() => ({ count: 0, some: [] }));
  const health = async () => {
    const ready = await Promise.all([models.ping(), store.ready()]).then(
      ([, answers]) => answers,
      () => false,
    );
    // One that is set aside is shown, not counted: all others are kept in time.
    return { ready, ...told, setAside: await aside(), ...storeHealth(store) };
  };
  const collect = async () => {
    for (const name of ['passes', 'events', 'failures'] as const) gauges[name].set(told[name]);
    setAside.set((await aside()).count);
  };
  const server = await serveHealth(api.host, timekeeperPort, { health, collect, registry });

  return async () => {
    stopping.abort();
    await running;
    await Promise.all([server.close(), clock.stop(), models.close(), store.close()]);
  };
});
