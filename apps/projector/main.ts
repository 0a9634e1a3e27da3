/**
 * Follows $all and keeps the read models current: one loop a projection, so that one that stops stops alone. Any number of projectors
 * share the projections.
 */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { lineLogger, loadConfig, runProcess } from '../../libs/config';
import { SharedSubscription } from '../../libs/event-store';
import { followProjection, openSealed, PROJECTIONS, ReadModels } from '../../libs/read-models';
import { serveProjectorHealth } from './health';

const say = lineLogger('projector');

runProcess('projector', async (signal) => {
  const { eventStoreUrl, databaseUrl, sealing, projectorPort, api } = loadConfig();
  const models = ReadModels.connect(databaseUrl, { poolSize: PROJECTIONS.length * 2 + 2 });
  const store = await openSealed(eventStoreUrl, models, sealing, say);
  const owner = `${hostname()} ${process.pid} ${randomUUID()}`;
  const subscription = new SharedSubscription(store);
  const loops = PROJECTIONS.map((projection) => {
    const onTrouble = (message: string) => say(`${projection.name}: ${message}`);
    return followProjection({ models, store, projection, owner, signal, onTrouble }, subscription);
  });
  const health = await serveProjectorHealth(api.host, projectorPort, { store, models, owner });
  return async () => {
    await Promise.all(loops);
    await Promise.all([health.close(), models.close(), store.close()]);
  };
});
