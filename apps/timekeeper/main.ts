/** Asks the clock read model what is due and sends commands. Any number of them may run. */
import fastify from 'fastify';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { lineLogger, loadConfig, runProcess } from '../../libs/config';
import { EventStore } from '../../libs/event-store';
import { Dispatch, ProductClock } from '../../libs/product-clock';
import { ReadModels } from '../../libs/read-models';
import { keepTime, type Told } from './timekeeper';

runProcess('timekeeper', async () => {
  const { eventStoreUrl, databaseUrl, timekeeperPort, api, clock: numbers, testClock } = loadConfig();
  const onTrouble = lineLogger('timekeeper');
  const store = EventStore.connect({ url: eventStoreUrl });
  const models = ReadModels.connect(databaseUrl, { poolSize: 2 });
  const clock = new ProductClock(store, { numbers, testClock, tzdata: process.versions.tz ?? 'unknown', onTrouble });
  await clock.start();
  const stopping = new AbortController();
  const told: Told = { passes: 0, events: 0, failures: 0 };
  const running = keepTime({ models, commands: new Dispatch(store, clock), clock, onTrouble }, told, stopping.signal);

  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: keyof Told, help: string) =>
    new Gauge({ name: `helpdesk_timekeeper_${name}`, help, registers: [registry] });
  const gauges = {
    passes: gauge('passes', 'Passes made'),
    events: gauge('events', 'Obligations that spoke'),
    failures: gauge('failures', 'Passes that failed'),
  };
  const server = fastify();
  server.get('/health/live', () => ({ status: 'live' }));
  server.get('/health/ready', async (_request, reply) => {
    const dependencies = await Promise.all([models.ping(), store.ready()]).then(
      ([, ready]) => ready,
      () => false,
    );
    void reply.code(dependencies ? 200 : 503);
    return { status: dependencies ? 'ready' : 'not-ready', ...told };
  });
  server.get('/metrics', async (_request, reply) => {
    for (const name of ['passes', 'events', 'failures'] as const) gauges[name].set(told[name]);
    void reply.type(registry.contentType);
    return registry.metrics();
  });
  await server.listen({ host: api.host, port: timekeeperPort });

  return async () => {
    stopping.abort();
    await running;
    await Promise.all([server.close(), clock.stop(), models.close(), store.close()]);
  };
});
