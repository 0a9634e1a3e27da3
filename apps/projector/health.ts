import fastify from 'fastify';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { type EventStore, observeStore, storeHealth } from '../../libs/event-store';
import { projectionStatus, type ReadModels } from '../../libs/read-models';

/** Health and metrics of the projector, for load balancers and Prometheus. */
export async function serveHealth(host: string, port: number, store: EventStore, models: ReadModels) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  observeStore([registry], store);
  const gauge = (name: string, help: string) =>
    new Gauge({ name: `helpdesk_projection_${name}`, help, labelNames: ['projection'] as const, registers: [registry] });
  const lagSeconds = gauge('lag_seconds', 'Age of the oldest event not taken yet');
  const lagPositions = gauge('lag_positions', 'Distance to the end of the log, in positions');
  const progress = gauge('last_progress_timestamp_seconds', 'When the checkpoint moved last');
  const retries = gauge('retries', 'Times the loop started again');
  const parked = gauge('parked', 'Events an operator let it pass over');
  const poisoned = gauge('poisoned', '1 when it stands before an event it cannot take');

  const server = fastify();
  server.get('/health/live', () => ({ status: 'live' }));
  server.get('/health/ready', async (_request, reply) => {
    try {
      const projections = await projectionStatus(models, store);
      const ready = projections.every((projection) => projection.poisoned === undefined);
      void reply.code(ready ? 200 : 503);
      return {
        status: ready ? 'ready' : 'not-ready',
        ...storeHealth(store),
        projections: projections.map(({ position, ...rest }) => ({ ...rest, position: String(position) })),
      };
    } catch (error) {
      void reply.code(503);
      return { status: 'not-ready', reason: error instanceof Error ? error.message : String(error) };
    }
  });
  server.get('/metrics', async (_request, reply) => {
    const [head, projections] = await Promise.all([store.head(), projectionStatus(models, store)]).catch(() => [0n, []] as const);
    for (const projection of projections) {
      const labels = { projection: projection.name };
      lagSeconds.set(labels, projection.lagSeconds);
      lagPositions.set(labels, Math.max(0, Number(head - projection.position)));
      progress.set(labels, Date.parse(projection.updatedAt) / 1_000);
      retries.set(labels, projection.retries);
      parked.set(labels, projection.parked);
      poisoned.set(labels, projection.poisoned ? 1 : 0);
    }
    void reply.type(registry.contentType);
    return registry.metrics();
  });
  await server.listen({ host, port });
  return server;
}
