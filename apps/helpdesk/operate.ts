/** What an operator does to the database and the projections in it. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SealingConfig } from '../../libs/config';
import { ParkEvent, type ParkingEvent, parking, RetryEvent, type Stamp } from '../../libs/domain';
import { CommandHandling, type EventStore } from '../../libs/event-store';
import {
  followers,
  migrate,
  PROJECTIONS,
  type Projection,
  type ReadModels,
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
 * Records, at a time in milliseconds, that a projection or a reaction may pass over the event it stands before, or is to take one after all that it
 * passed over. Throws where it is not so.
 */
export async function decide(
  store: EventStore,
  models: ReadModels,
  what: 'park' | 'retry',
  { projection, position, reason, by }: Extract<ParkingEvent, { type: 'EventParked' }>['data'],
  at: number,
): Promise<void> {
  const [follower] = await followers(models, projection);
  if (!follower) throw new Error(`there is no projection or reaction ${projection}`);
  const id = randomUUID();
  const stamp: Stamp = {
    ...{ actor: { id: by, role: 'operator' }, at, origin: 'command line' },
    ...{ commandId: id, commandHash: what, correlationId: id },
  };
  const before = follower.standing.map((standing) => standing.position);
  const command =
    what === 'park'
      ? new ParkEvent(projection, stamp, position, reason, before)
      : new RetryEvent(projection, stamp, position, reason);
  await new CommandHandling(store).handle(parking, command);
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
