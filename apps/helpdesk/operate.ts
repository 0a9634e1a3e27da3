/** What an operator does to the database and the projections in it. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SealingConfig } from '../../libs/config';
import type { ParkingEvent } from '../../libs/domain';
import { type EventStore, type NewEvent, ownMetadata } from '../../libs/event-store';
import {
  migrate,
  PROJECTIONS,
  type Projection,
  poisonedPositions,
  type ReadModels,
  reactionStatus,
  rebuild,
  rewrapKeys,
  waitFor,
} from '../../libs/read-models';
import { addMasterKey, retireMasterKeys } from '../../libs/sealing';

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

/**
 * Records that a projection or a reaction may pass over an event: it folds its parked events from there, in every database. Throws where it does not
 * stand before an event at that position: nobody leaves out what can be taken.
 */
export async function park(
  store: EventStore,
  models: ReadModels,
  { projection, position, reason, by }: ParkingEvent['data'],
): Promise<void> {
  const reaction = (await reactionStatus(models)).find(({ name }) => name === projection);
  if (!reaction) projectionNamed(projection);
  const poisoned = reaction
    ? [reaction.standing?.position ?? []].flat().map(BigInt)
    : await poisonedPositions(models, projection);
  if (!poisoned.includes(BigInt(position)))
    throw new Error(
      `position: ${projection} does not stand before ${position}, but ${poisoned.length > 0 ? `before ${poisoned.join(' and ')}` : 'before no event'}`,
    );
  const event: NewEvent<ParkingEvent> = {
    id: randomUUID(),
    type: 'EventParked',
    data: { projection, position, reason, by },
    metadata: ownMetadata(store.codec, randomUUID(), {
      ...{ actor: by, role: 'operator', origin: 'command line', at: new Date().toISOString(), content: 'park' },
    }),
  };
  await store.append(`projection-${projection}`, [event], 'any');
}

/** Wraps the keys of people by another master key; `retire`: then those before are forgotten. Gives how many keys there are. */
export async function rotateKeys(models: ReadModels, { file, service }: SealingConfig, retire: boolean): Promise<number> {
  // It makes the file where there is none.
  service.current();
  if (file !== undefined) addMasterKey(file);
  const count = await rewrapKeys(models, async ({ wrapped, master }) => ({
    wrapped: await service.wrap(await service.unwrap(wrapped, master)),
    master: service.current(),
  }));
  if (retire && file !== undefined) retireMasterKeys(file);
  return count;
}

/** Brings the database that DATABASE_URL names up to date. Throws what it said, with the name of the variable. */
export async function migrateNamed(databaseUrl: string): Promise<void> {
  try {
    await migrate(databaseUrl);
  } catch (error) {
    // A host with two addresses fails with one error for each, and no message of its own.
    const [first = error] = error instanceof AggregateError ? error.errors : [];
    throw new Error(`DATABASE_URL: ${first instanceof Error ? first.message : String(first)}`);
  }
}

/** Whether a projection comes to a position in time, however often the database is away meanwhile. */
export async function arrives(models: ReadModels, projection: string, position: bigint, withinMs: number): Promise<boolean> {
  for (const until = Date.now() + withinMs; Date.now() < until; await sleep(500)) {
    try {
      return await waitFor(models, projection, position, until - Date.now());
    } catch {
      // Asked again when the database may be back.
    }
  }
  return false;
}
