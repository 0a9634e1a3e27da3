/**
 * Following the log: one loop for projections, the product clock and reactions. Whatever ends it, it starts again from the stored
 * checkpoint; what it cannot take it stands before, says so, and goes on when somebody parks that event.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ParkEvent, type Parking, type ParkingEvent, parking, type Stamp } from '../domain';
import { CommandHandling } from './command-handling';
import { InvalidAppend } from './errors';
import type { EventBatch, EventStore } from './event-store';
import { bytesOf, type EventBytes, type StoredEvent } from './events';

/** What one batch has at most: events, and bytes of them. */
const BATCH = { events: 2_000, bytes: 4 * 1024 * 1024 };
const POISON_TRIES = 3;
const PROLONG_EVERY_MS = 3_000;
const LOOK_AGAIN_MS = 1_000;
/**
 * Before the next batch a millisecond passes for each event of the last one, within these bounds: what comes after a while of nothing
 * is there at once, and the more there is the larger the batches grow, since many small ones cost a database more than their rows.
 */
const MIN_PACE_MS = 10;
const MAX_PACE_MS = 100;

/** What is followed: the product's events, or whatever the store has. */
interface Followed {
  readonly position: bigint;
  readonly bytes: EventBytes;
}

/** Where a follower is, held by this process. */
export interface Checkpoint<E extends Followed = StoredEvent> {
  /** Everything up to here has been taken; -1: nothing. */
  readonly position: bigint;
  /**
   * Takes events in order and moves to `reached`, both or neither. `passedOver`: positions of events that are left out already, because
   * they are parked.
   */
  take(events: readonly E[], reached: bigint, passedOver: readonly bigint[]): Promise<void>;
  /** Keeps it held; false when another process has it now. */
  prolong(): Promise<boolean>;
  /** Notes the event it stands before, for health. */
  stand(position: bigint, reason: string): Promise<void>;
  /** Lets go of it. */
  release(): Promise<void>;
}

/** What becomes of an error while a batch is taken: `poison` is in the events and comes back every time, `too-much` goes with less at once. */
export type Fault = 'poison' | 'too-much' | 'weather' | 'moved';

/** Who follows. */
export interface Follower<E extends Followed = StoredEvent> {
  /** Names its parked events, which stand in `projection-<name>`, and its lines in health. */
  readonly name: string;
  readonly store: EventStore;
  /** Everything after a position. */
  readonly source: (
    position: bigint,
    signal: AbortSignal,
  ) => AsyncIterable<Pick<EventBatch, 'reached'> & { readonly events: readonly E[] }>;
  /** Takes its checkpoint; undefined while another process holds it. Throws what is tried again. */
  readonly open: () => Promise<Checkpoint<E> | undefined>;
  /** Kinds of what `take` throws; left out: what the code throws is poison, the rest weather. */
  readonly faultOf?: (error: unknown) => Fault;
  /** Told about what went wrong and is tried again. */
  readonly onTrouble: (message: string) => void;
  /** Told each time it starts again after trouble. */
  readonly onRetry?: () => unknown;
  /** At least so many milliseconds pass between batches; default 10. */
  readonly minPaceMs?: number;
  /** Whether somebody else, or a rebuild, got past an event it stands before; left out: nobody. */
  readonly passed?: (position: bigint) => Promise<boolean>;
}

/** An event that a follower cannot take. */
class Poisoned extends Error {
  constructor(
    readonly position: bigint,
    override readonly cause: unknown,
  ) {
    super(`event at ${position}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

/** The checkpoint is not where this process left it, or no longer held. */
export class CheckpointMoved extends Error {}

/** What was decided about events that a follower could not take: the fold of its stream `projection-<name>`, so that every database knows. */
export async function parkingOf(store: EventStore, name: string): Promise<Parking> {
  let state = parking.initial();
  for await (const event of store.read<ParkingEvent>(`${parking.category}-${name}`)) state = parking.evolve(state, event, event);
  return state;
}

/** The position of what an event tells this follower to take after all; undefined of any other event. */
export function retriedBy(name: string, event: Followed): bigint | undefined {
  const { stream, type, data } = event as StoredEvent<ParkingEvent>;
  return type === 'EventRetried' && stream === `${parking.category}-${name}` ? BigInt(data.position) : undefined;
}

/** The event at a position; undefined where none of the product's is there. */
export async function eventAt(store: EventStore, position: bigint): Promise<StoredEvent | undefined> {
  for await (const event of store.readAll({ from: position, maxCount: 1 })) if (event.position === position) return event;
  return undefined;
}

/** The same events, with those to be taken after all in the place of what tells so: for who may act on an event late, and again. */
export async function withRetried(
  store: EventStore,
  name: string,
  events: readonly StoredEvent[],
): Promise<readonly StoredEvent[]> {
  if (!events.some((event) => retriedBy(name, event) !== undefined)) return events;
  const taken = async (event: StoredEvent) => {
    const position = retriedBy(name, event);
    return (position !== undefined && (await eventAt(store, position))) || event;
  };
  return await Promise.all(events.map(taken));
}

/** Follows until the signal aborts. */
export async function follow<E extends Followed>(follower: Follower<E>, signal: AbortSignal): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const started = Date.now();
    try {
      const checkpoint = await follower.open();
      if (!checkpoint) {
        await pause(LOOK_AGAIN_MS, signal);
        continue;
      }
      try {
        await fill(follower, checkpoint, signal);
      } finally {
        await checkpoint.release().catch(() => undefined);
      }
    } catch (error) {
      if (signal.aborted) return;
      follower.onRetry?.();
      if (error instanceof Poisoned) await standStill(follower, error, signal);
      else if (!(error instanceof CheckpointMoved)) follower.onTrouble(error instanceof Error ? error.message : String(error));
    }
    failures = Date.now() - started > 10_000 ? 0 : failures + 1;
    await pause(Math.min(5_000, 50 * 2 ** failures) * (0.5 + Math.random() / 2), signal);
  }
}

/**
 * Takes everything from a checkpoint on, once: to `until`, or until the source ends. Reads and takes at the same time: while one batch
 * is taken the next gathers, so batches grow as it falls behind. Resolves with where it came. Throws {@link Poisoned},
 * {@link CheckpointMoved}, and what source and checkpoint throw.
 */
export async function fill<E extends Followed>(
  follower: Omit<Follower<E>, 'open'>,
  checkpoint: Checkpoint<E>,
  outer: AbortSignal,
  { until, onProgress }: { readonly until?: bigint; readonly onProgress?: (position: bigint) => void } = {},
): Promise<bigint> {
  const ending = new AbortController();
  const signal = AbortSignal.any([outer, ending.signal]);
  let position = checkpoint.position;
  let gathered: E[] = [];
  let bytes = 0;
  let reached = position;
  let failure: unknown;
  let writing: Promise<void> | undefined;
  let notBefore = 0;
  let hurry: () => void = () => undefined;
  const isFull = () => gathered.length >= BATCH.events || bytes >= BATCH.bytes;
  const write = async () => {
    // What arrives in the same turn belongs to the same batch.
    await new Promise((resolve) => setImmediate(resolve));
    while (reached > position) {
      const early = notBefore - performance.now();
      if (early > 0 && !isFull())
        await new Promise<void>((resolve) => {
          hurry = resolve;
          setTimeout(resolve, early);
        });
      const batch = gathered;
      gathered = [];
      bytes = 0;
      const to = reached;
      notBefore = performance.now() + Math.max(follower.minPaceMs ?? MIN_PACE_MS, Math.min(MAX_PACE_MS, batch.length));
      await take(follower, checkpoint, batch, to);
      position = to;
      onProgress?.(position);
      if (until !== undefined && position >= until) ending.abort();
    }
  };
  const start = () => {
    writing ??= write().then(
      () => {
        writing = undefined;
      },
      (error: unknown) => {
        writing = undefined;
        failure = error;
        ending.abort();
      },
    );
  };
  const prolong = async () => {
    const held = await checkpoint.prolong().catch(() => true);
    if (held) return;
    failure ??= new CheckpointMoved(`the checkpoint of ${follower.name} is lost`);
    ending.abort();
  };
  let prolonging: Promise<unknown> = Promise.resolve();
  const keep = setInterval(() => {
    prolonging = Promise.all([prolonging, prolong()]);
  }, PROLONG_EVERY_MS);
  try {
    for await (const batch of follower.source(position, signal)) {
      for (const event of batch.events) {
        gathered.push(event);
        bytes += bytesOf(event);
      }
      reached = batch.reached;
      start();
      if (isFull()) {
        hurry();
        await writing;
      }
      if (failure) throw failure;
    }
  } finally {
    clearInterval(keep);
    ending.abort();
    hurry();
    // Who lets go of it next finds nothing under way.
    await Promise.all([writing, prolonging]);
  }
  if (failure) throw failure;
  return position;
}

/** Takes a batch; where it fails for what is in it, the halves are tried, so that one bad event is found and the rest is kept. */
async function take<E extends Followed>(
  follower: Omit<Follower<E>, 'open'>,
  checkpoint: Checkpoint<E>,
  events: readonly E[],
  to: bigint,
): Promise<void> {
  const faultOf = follower.faultOf ?? faultOfCode;
  for (let tries = 1; ; tries++) {
    try {
      return await checkpoint.take(events, to, []);
    } catch (error) {
      const fault = faultOf(error);
      if (fault === 'moved') throw new CheckpointMoved(error instanceof Error ? error.message : String(error));
      if (fault === 'weather' || events.length === 0) throw error;
      if (events.length > 1) break;
      const position = retriedBy(follower.name, events[0]) ?? events[0].position;
      const decided = (await parkingOf(follower.store, follower.name)).get(position);
      if (decided?.parked) return await checkpoint.take([], to, [position]);
      if (tries === POISON_TRIES) {
        const poison = new Poisoned(position, error);
        if (decided && fault === 'poison') {
          await parkAgain(follower, poison);
          return await checkpoint.take([], to, [position]);
        }
        await checkpoint.stand(events[0].position, poison.message);
        // What ran out of time may have more of it later: it is told, and tried again.
        throw fault === 'too-much' ? error : poison;
      }
      await sleep(50 * tries);
    }
  }
  const middle = events.length >>> 1;
  const first = events.slice(0, middle);
  await take(follower, checkpoint, first, first[first.length - 1].position);
  await take(follower, checkpoint, events.slice(middle), to);
}

/**
 * What was parked once and cannot be taken after all is parked again, on record: nobody stands still because somebody tried. What went
 * wrong may quote what people wrote, so the record has its name alone.
 */
async function parkAgain<E extends Followed>(
  { name, store, onTrouble }: Omit<Follower<E>, 'open'>,
  { position, cause, message }: Poisoned,
): Promise<void> {
  onTrouble(`could not take the ${message}`);
  const { name: kind, code } = cause as { readonly name?: string; readonly code?: string };
  const id = randomUUID();
  const reason = `could not be taken again: ${[kind, code].filter(Boolean).join(' ')}`;
  const stamp: Stamp = {
    ...{ actor: { id: name, role: 'system' }, at: Date.now(), origin: 'follower' },
    ...{ commandId: id, commandHash: 'park', correlationId: id },
  };
  await new CommandHandling(store).handle(parking, new ParkEvent(name, stamp, String(position), reason, [position]));
}

const OF_CODE = [TypeError, RangeError, ReferenceError, SyntaxError, InvalidAppend];

/** Errors of the code come back every time, as does an event that it would write and that is none of the product's. */
export function faultOfCode(error: unknown): Fault {
  if (error instanceof CheckpointMoved) return 'moved';
  return OF_CODE.some((kind) => error instanceof kind) ? 'poison' : 'weather';
}

/** Waits until somebody parks the event it stands before, or another process or a rebuild has got past it. */
async function standStill<E extends Followed>(
  { name, store, passed, onTrouble }: Follower<E>,
  poison: Poisoned,
  signal: AbortSignal,
): Promise<void> {
  onTrouble(`stopped before the ${poison.message}`);
  while (!signal.aborted) {
    await pause(LOOK_AGAIN_MS, signal);
    try {
      if ((await parkingOf(store, name)).get(poison.position)?.parked) return;
      if (await passed?.(poison.position)) return;
    } catch {
      // Asked again.
    }
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}
