/** What an operator does to projections. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { EventStore, NewEvent } from '../../libs/event-store';
import { PROJECTIONS, type Projection, parkEvent, type ReadModels, rebuild } from '../../libs/read-models';

/** The projection of that name. Throws for another one. */
function projectionNamed(name: string): Projection {
  const found = PROJECTIONS.find((projection) => projection.name === name);
  if (!found) throw new Error(`there is no projection ${name}: it is one of ${PROJECTIONS.map((each) => each.name).join(', ')}`);
  return found;
}

/** Fills new tables beside those in use and switches; readers notice nothing. `onProgress` is told how far it is, 0 to 1. */
export async function rebuildProjection(
  name: string,
  store: EventStore,
  models: ReadModels,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<void> {
  const projection = projectionNamed(name);
  const head = Number(await store.head());
  const owner = `${hostname()} ${process.pid} ${randomUUID()}`;
  const onTrouble = () => undefined;
  await rebuild({ models, store, projection, owner, signal, onTrouble }, (position) =>
    onProgress(head <= 0 ? 1 : Math.min(1, Math.max(0, Number(position) / head))),
  );
}

/** An event of the stream `projection-<name>`: an operator let it pass over an event it could not take. */
export type EventParked = {
  readonly type: 'EventParked';
  readonly data: { readonly projection: string; readonly position: string; readonly reason: string; readonly by: string };
};

/** Records the parking first, so that the audit trail has it before anything is left out. */
export async function park(
  store: EventStore,
  models: ReadModels,
  { projection, position, reason, by }: EventParked['data'],
): Promise<void> {
  projectionNamed(projection);
  const commandId = randomUUID();
  const event: NewEvent<EventParked> = {
    id: randomUUID(),
    type: 'EventParked',
    data: { projection, position, reason, by },
    metadata: {
      $correlationId: commandId,
      $causationId: commandId,
      commandId,
      commandHash: 'park',
      actor: by,
      role: 'operator',
      origin: 'command line',
      at: new Date().toISOString(),
      schema: store.codec.schema,
    },
  };
  await store.append(`projection-${projection}`, [event], 'any');
  await parkEvent(models, projection, BigInt(position), by, reason);
}
