/** Follows $all with one projection: one loop that, whatever ends, starts again from the stored checkpoint. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { EventStore, StoredEvent } from '../../event-store';
import type { ReadModels } from './database';
import {
  activeGeneration,
  advance,
  CheckpointMoved,
  type Generation,
  lease,
  newGeneration,
  poisoned,
  release,
  switchTo,
} from './generation';
import type { Projection } from './projection';
import { type Portion, portionsAfter, type Tail } from './tail';

const BATCH = 2_000;
const LEASE_EVERY_MS = 3_000;
const POISON_TRIES = 3;
/**
 * Before the next batch a millisecond passes for each event of the last one, within these bounds: what comes after a while of nothing
 * is there at once, and the more there is the larger the batches grow, since many small ones cost the database more than their rows.
 */
const MIN_PACE_MS = 10;
const MAX_PACE_MS = 100;
/** How long a switch waits for readers at first; who comes after waits with it. */
const SWITCH_PATIENCE_MS = 50;
/** And at last: well below the time after which the database ends a statement, and with it the rebuild. */
const MAX_SWITCH_PATIENCE_MS = 2_000;

/** An event that a projection cannot take. */
class Poisoned extends Error {
  constructor(
    readonly generation: Generation,
    readonly position: bigint,
    override readonly cause: unknown,
  ) {
    super(`event at ${position}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

/** What filling a projection's tables needs. */
export interface Following {
  readonly models: ReadModels;
  readonly store: EventStore;
  readonly projection: Projection;
  /** Names this process in leases. */
  readonly owner: string;
  readonly signal: AbortSignal;
  /** Told about what went wrong and is tried again. */
  readonly onTrouble: (message: string) => void;
}

/** Keeps the generation in use current until the signal aborts; rebuilds first where the code is newer than the tables. */
export async function follow(following: Following, tail: Tail): Promise<void> {
  const { models, projection, owner, signal, onTrouble } = following;
  let failures = 0;
  while (!signal.aborted) {
    const started = Date.now();
    try {
      const generation = await activeGeneration(models, projection);
      assertNotNewer(generation, projection);
      if (!(await lease(models, generation, owner))) {
        await pause(1_000, signal);
        continue;
      }
      if (generation.version < projection.version) {
        onTrouble(`tables of version ${generation.version}, code of version ${projection.version}: rebuilding beside them`);
        await release(models, generation, owner);
        await rebuild(following, () => undefined);
        continue;
      }
      try {
        await fill(following, generation, { portions: (position, ending) => tail.after(position, ending) });
      } finally {
        await release(models, generation, owner).catch(() => undefined);
      }
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof Poisoned) await standStill(following, error);
      else if (!(error instanceof CheckpointMoved)) onTrouble(error instanceof Error ? error.message : String(error));
      await countRetry(models, projection.name);
    }
    failures = Date.now() - started > 10_000 ? 0 : failures + 1;
    await pause(Math.min(5_000, 50 * 2 ** failures) * (0.5 + Math.random() / 2), signal);
  }
}

/** Older code would write rows of its shape into newer tables. */
function assertNotNewer({ name, version }: Generation, projection: Projection): void {
  if (version > projection.version)
    throw new Error(`the tables of ${name} are of version ${version}, newer than this code (${projection.version})`);
}

/**
 * Fills a new generation beside the one in use and switches when it is as far. `onProgress` is told the position now and then.
 * Throws when it cannot be filled; what was filled is removed by the next attempt.
 */
export async function rebuild(following: Following, onProgress: (position: bigint) => void): Promise<Generation> {
  const { models, store, projection, owner, signal } = following;
  assertNotNewer(await activeGeneration(models, projection), projection);
  let generation = await newGeneration(models, projection, owner);
  try {
    for (let patienceMs = SWITCH_PATIENCE_MS; !signal.aborted; patienceMs = Math.min(2 * patienceMs, MAX_SWITCH_PATIENCE_MS)) {
      const { position: inUse } = await activeGeneration(models, projection);
      const head = await store.head();
      if (generation.position < head)
        generation = await fill(following, generation, {
          portions: (position, ending) => portionsAfter(store, position, ending),
          until: head,
          onProgress,
        });
      // What the generation in use has seen beyond the last event, which was looked up after, is the store's own.
      if (generation.position < inUse) generation = await advance(models, projection, generation, owner, [], inUse);
      if (await switchTo(models, projection, generation, patienceMs)) return { ...generation, active: true };
      await lease(models, generation, owner);
    }
    throw new Error('the rebuild was interrupted');
  } finally {
    await release(models, generation, owner).catch(() => undefined);
  }
}

interface Filling {
  readonly portions: (position: bigint, signal: AbortSignal) => AsyncIterable<Portion>;
  /** Where to end; without it, never. */
  readonly until?: bigint;
  readonly onProgress?: (position: bigint) => void;
}

/** Reads and writes at the same time: while one batch is written the next gathers, so batches grow as the projection falls behind. */
async function fill(
  { models, projection, owner, signal: outer }: Following,
  from: Generation,
  { portions, until, onProgress }: Filling,
): Promise<Generation> {
  const ending = new AbortController();
  const signal = AbortSignal.any([outer, ending.signal]);
  let generation = from;
  let gathered: StoredEvent[] = [];
  let reached = from.position;
  let failure: unknown;
  let writing: Promise<void> | undefined;
  let notBefore = 0;
  let hurry: () => void = () => undefined;
  const write = async () => {
    // What arrives in the same turn belongs to the same batch.
    await new Promise((resolve) => setImmediate(resolve));
    while (reached > generation.position) {
      const early = notBefore - performance.now();
      if (early > 0 && gathered.length < BATCH)
        await new Promise<void>((resolve) => {
          hurry = resolve;
          setTimeout(resolve, early);
        });
      const batch = gathered;
      gathered = [];
      notBefore = performance.now() + Math.max(MIN_PACE_MS, Math.min(MAX_PACE_MS, batch.length));
      generation = await take(models, projection, generation, owner, batch, reached);
      onProgress?.(generation.position);
      if (until !== undefined && generation.position >= until) ending.abort();
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
  const prolong = setInterval(() => {
    lease(models, generation, owner).then(
      (held) => {
        if (held) return;
        failure ??= new CheckpointMoved(`the lease of ${generation.name} is lost`);
        ending.abort();
      },
      () => undefined,
    );
  }, LEASE_EVERY_MS);
  try {
    for await (const portion of portions(generation.position, signal)) {
      for (const event of portion.events) gathered.push(event);
      reached = portion.reached;
      start();
      if (gathered.length >= BATCH) {
        hurry();
        await writing;
      }
      if (failure) throw failure;
    }
  } finally {
    clearInterval(prolong);
    ending.abort();
    await writing;
  }
  if (failure) throw failure;
  return generation;
}

/** Writes a batch; where it fails for what is in it, the halves are tried, so that one bad event is found and the rest is kept. */
async function take(
  models: ReadModels,
  projection: Projection,
  at: Generation,
  owner: string,
  events: readonly StoredEvent[],
  to: bigint,
): Promise<Generation> {
  for (let tries = 1; ; tries++) {
    try {
      return await advance(models, projection, at, owner, events, to);
    } catch (error) {
      if (!isPoison(error)) throw error;
      if (events.length > 1) break;
      if (events.length === 0) throw error;
      if (await isParked(models, projection.name, events[0].position))
        return await advance(models, projection, at, owner, [], to);
      if (tries === POISON_TRIES) {
        const poison = new Poisoned(at, events[0].position, error);
        await poisoned(models, at, poison.position, poison.message);
        throw poison;
      }
      await sleep(50 * tries);
    }
  }
  const middle = events.length >>> 1;
  const first = events.slice(0, middle);
  const half = await take(models, projection, at, owner, first, first[first.length - 1].position);
  return await take(models, projection, half, owner, events.slice(middle), to);
}

/** Errors of the code and of the data (SQLSTATE 22, 23, 54) come back every time; the rest is the database's weather. */
function isPoison(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return /^(22|23|54)/.test(error.code ?? '');
  return (
    error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError || error instanceof SyntaxError
  );
}

async function isParked(models: ReadModels, projection: string, position: bigint): Promise<boolean> {
  const rows = await models.query('SELECT 1 FROM projection_parked WHERE projection = $1 AND position = $2', [
    projection,
    String(position),
  ]);
  return rows.length > 0;
}

/** Waits until an operator parks the event it stands before, or another process or a rebuild has got past it. */
async function standStill({ models, projection, signal, onTrouble }: Following, poison: Poisoned): Promise<void> {
  onTrouble(`stopped before the ${poison.message}`);
  while (!signal.aborted) {
    await pause(1_000, signal);
    try {
      if (await isParked(models, projection.name, poison.position)) return;
      const { version, position } = await activeGeneration(models, projection);
      if (poison.generation.active ? position >= poison.position : version >= projection.version) return;
    } catch {
      // Asked again.
    }
  }
}

async function countRetry(models: ReadModels, name: string): Promise<void> {
  await models.query('UPDATE projections SET retries = retries + 1 WHERE name = $1 AND active', [name]).catch(() => undefined);
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}
