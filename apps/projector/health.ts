import { Gauge, Registry } from 'prom-client';
import { serveHealth } from '../../libs/config';
import { type EventStore, observeStore, storeHealth } from '../../libs/event-store';
import { holders, projectionStatus, type ReadModels } from '../../libs/read-models';

/** What the health of a projector tells of; `owner` is its name among those that share the projections. */
interface Projecting {
  readonly store: EventStore;
  readonly models: ReadModels;
  readonly owner: string;
}

/** Health and metrics of the projector, for load balancers and Prometheus. */
export function serveProjectorHealth(host: string, port: number, { store, models, owner }: Projecting) {
  const registry = new Registry();
  observeStore([registry], store);
  const gauge = (name: string, help: string) =>
    new Gauge({ name: `helpdesk_projection_${name}`, help, labelNames: ['projection'] as const, registers: [registry] });
  const lagSeconds = gauge('lag_seconds', 'Age of the oldest event not taken yet');
  const lagPositions = gauge('lag_positions', 'Distance to the end of the log, in positions');
  const progress = gauge('last_progress_timestamp_seconds', 'When the checkpoint moved last');
  const retries = gauge('retries', 'Times the loop started again');
  const parked = gauge('parked', 'Events an operator let it pass over');
  const held = gauge('held', '1 when this process follows it; the others are followed by other projectors');
  const poisoned = gauge('poisoned', '1 when it stands before an event it cannot take');

  const health = async () => {
    const [projections, heldBy] = await Promise.all([projectionStatus(models, store), holders(models)]);
    return {
      ready: projections.every((projection) => projection.poisoned === undefined),
      ...storeHealth(store),
      projector: owner,
      projections: projections.map(({ position, ...rest }) => ({
        ...rest,
        position: String(position),
        heldBy: heldBy.get(rest.name) ?? null,
      })),
    };
  };
  const collect = async () => {
    const asked = Promise.all([store.head(), projectionStatus(models, store), holders(models)]);
    const [head, projections, heldBy] = await asked.catch(() => [0n, [], new Map<string, string>()] as const);
    for (const projection of projections) {
      const labels = { projection: projection.name };
      lagSeconds.set(labels, projection.lagSeconds);
      lagPositions.set(labels, Math.max(0, Number(head - projection.position)));
      progress.set(labels, Date.parse(projection.updatedAt) / 1_000);
      retries.set(labels, projection.retries);
      parked.set(labels, projection.parked);
      held.set(labels, heldBy.get(projection.name) === owner ? 1 : 0);
      poisoned.set(labels, projection.poisoned ? 1 : 0);
    }
  };
  return serveHealth(host, port, { health, collect, registry });
}
