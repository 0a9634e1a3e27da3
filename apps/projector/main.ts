/** Follows $all and keeps the read models current: one loop a projection, so that one that stops stops alone. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { loadConfig, runProcess, sayer } from '../../libs/config';
import { EventStore } from '../../libs/event-store';
import { follow, PROJECTIONS, ReadModels, Tail } from '../../libs/read-models';
import { serveHealth } from './health';

const say = sayer('projector');

runProcess('projector', async () => {
  const { eventStoreUrl, databaseUrl, projectorPort, api } = loadConfig();
  const store = EventStore.connect({ url: eventStoreUrl });
  const models = ReadModels.connect(databaseUrl, { poolSize: PROJECTIONS.length * 2 + 2 });
  const stopping = new AbortController();
  const owner = `${hostname()} ${process.pid} ${randomUUID()}`;
  const tail = new Tail(store);
  const loops = PROJECTIONS.map((projection) => {
    const onTrouble = (message: string) => say(`${projection.name}: ${message}`);
    return follow({ models, store, projection, owner, signal: stopping.signal, onTrouble }, tail);
  });
  const health = await serveHealth(api.host, projectorPort, store, models);
  return async () => {
    stopping.abort();
    await Promise.all(loops);
    await Promise.all([health.close(), models.close(), store.close()]);
  };
});
