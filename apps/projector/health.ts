import { Gauge, Registry } from 'prom-client';
import { serveHealth } from '../../libs/config';
import { type EventStore, observeStore, storeHealth } from '../../libs/event-store';
import { projectionStatus, type ReadModels } from '../../libs/read-models';

/** Health and metrics of the projector, for load balancers and Prometheus. */
export function serveProjectorHealth(host: string, port: number, store: EventStore, models: ReadModels) {
  const registry = new Registry();
  observeStore([registry], store);
  const gauge = (name: string, help: string) =>
    new Gauge({ name: `helpdesk_projection_${name}`, help, labelNames: ['projection'] as const, registers: [registry] });
  const lagSeconds = gauge('lag_seconds', 'Age of the oldest event not taken yet');
  const lagPositions = gauge('lag_positions', 'Distance to the end of the log, in positions');
  const progress = gauge('last_progress_timestamp_seconds', 'When the checkpoint moved last');
  const retries = gauge('retries', 'Times the loop started again');
  const parked = gauge('parked', 'Events an operator let it pass over');
  const poisoned = gauge('poisoned', '1 when it stands before an event it cannot take');

  const health = async () => {
    const projections = await projectionStatus(models, store);
    return {
      ready: projections.every((projection) => projection.poisoned === undefined),
      ...storeHealth(store),
      projections: projections.map(({ position, ...rest }) => ({ ...rest, position: String(position) })),
    };
  };
  const collect = async () => {
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
  };
  return serveHealth(host, port, { health, collect, registry });
}
