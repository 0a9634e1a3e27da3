/** Projections as followers of the log: their checkpoint is in the database, moved together with their rows. */
import pg from 'pg';
import {
  type Checkpoint,
  CheckpointMoved,
  type EventStore,
  type Fault,
  type Follower,
  faultOfCode,
  fill,
  follow,
  parkingOf,
  retriedBy,
  type SharedSubscription,
  type StoredEvent,
} from '../../event-store';
import type { ReadModels } from './database';
import {
  activeGeneration,
  advance,
  fits,
  type Generation,
  lacks,
  lease,
  newGeneration,
  poisoned,
  release,
  switchTo,
} from './generation';
import type { Projection } from './projection';
import { fallsTo, leave } from './sharing';

/** How long a switch waits for readers at first; who comes after waits with it. */
const SWITCH_PATIENCE_MS = 50;
/** And at last: well below the time after which the database ends a statement, and with it the rebuild. */
const MAX_SWITCH_PATIENCE_MS = 2_000;
/** Of a projection that nobody sees change: so long passes between its batches at least. */
const UNWATCHED_PACE_MS = 100;

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

/**
 * Keeps the generation in use current while it falls to this process, until the signal aborts; rebuilds first where the code is newer than
 * the tables, or an event is to be taken after all that they passed over.
 */
export async function followProjection(following: Following, subscription: SharedSubscription): Promise<void> {
  const { models, projection, owner, signal } = following;
  const open = async (): Promise<Checkpoint | undefined> => {
    const generation = await activeGeneration(models, projection);
    assertNotNewer(generation, projection);
    if (!(await hold(models, generation, owner))) return undefined;
    if (await isCurrent(following, generation)) return new GenerationCheckpoint(following, generation);
    await rebuildBeside(following, generation, subscription);
    return undefined;
  };
  await follow({ ...followerOf(following), source: (position, ending) => subscription.after(position, ending), open }, signal);
  await leave(models, projection.name, owner).catch(() => undefined);
}

/** Whether tables are of the code of today and lack nothing that it is to take. */
async function isCurrent({ store, projection }: Following, generation: Generation): Promise<boolean> {
  if (generation.version !== projection.version) return false;
  return generation.passedOver.length === 0 || !lacks(generation, await parkingOf(store, projection.name));
}

/** Takes or prolongs the lease of a generation; that of the one in use only while it falls to `owner`. */
async function hold(models: ReadModels, generation: Generation, owner: string): Promise<boolean> {
  return (!generation.active || (await fallsTo(models, generation.name, owner))) && (await lease(models, generation, owner));
}

function followerOf(following: Following): Omit<Follower, 'open'> {
  const { models, store, projection, onTrouble } = following;
  return {
    name: projection.name,
    store,
    ...(projection.unwatched && { minPaceMs: UNWATCHED_PACE_MS }),
    source: (position, ending) => store.subscribeBatches({ after: position, signal: ending }),
    faultOf,
    onTrouble,
    onRetry: () => countRetry(models, projection.name),
    passed: async (position) => {
      const active = await activeGeneration(models, projection);
      const isOther = active.version > projection.version || (await isCurrent(following, active));
      return isOther && active.position >= position;
    },
  };
}

/** Errors of the data (SQLSTATE 22, 23, 54) come back every time; a statement that ran out of time goes with less in it. */
function faultOf(error: unknown): Fault {
  if (!(error instanceof pg.DatabaseError)) return faultOfCode(error);
  if (error.code === '57014') return 'too-much';
  return /^(22|23|54)/.test(error.code ?? '') ? 'poison' : 'weather';
}

/** A generation's checkpoint, while this process has its lease. */
class GenerationCheckpoint implements Checkpoint {
  readonly #following: Following;
  #generation: Generation;
  #held = true;

  constructor(following: Following, generation: Generation) {
    this.#following = following;
    this.#generation = generation;
  }

  get generation(): Generation {
    return this.#generation;
  }

  get position(): bigint {
    return this.#generation.position;
  }

  async take(events: readonly StoredEvent[], reached: bigint, passedOver: readonly bigint[] = []): Promise<void> {
    const { models, projection, owner } = this.#following;
    this.#generation = await advance(models, projection, this.#generation, owner, events, reached, passedOver);
    const isTold = events.some((event) => retriedBy(projection.name, event) !== undefined);
    if (isTold && !(await isCurrent(this.#following, this.#generation)))
      throw new CheckpointMoved(`${projection.name} lacks an event that it is to take`);
  }

  async prolong(): Promise<boolean> {
    this.#held = await hold(this.#following.models, this.#generation, this.#following.owner);
    return this.#held;
  }

  stand(position: bigint, reason: string): Promise<void> {
    return poisoned(this.#following.models, this.#generation, position, reason);
  }

  async release(): Promise<void> {
    const { models, owner } = this.#following;
    // Who goes, or could not, does not count until it tries again; who was told to let go can go on any time.
    if (this.#held && this.#generation.active) await leave(models, this.#generation.name, owner);
    await release(models, this.#generation, owner);
  }
}

/** Older code would write rows of its shape into newer tables. */
function assertNotNewer({ name, version }: Generation, projection: Projection): void {
  if (version > projection.version)
    throw new Error(`the tables of ${name} are of version ${version}, newer than this code (${projection.version})`);
}

/**
 * Rebuilds until it is done, while the generation in use stays current: by this process where its tables have the columns of the code of
 * today, else by whatever process of the older code still runs.
 */
async function rebuildBeside(following: Following, old: Generation, subscription: SharedSubscription): Promise<void> {
  const { models, projection, owner, signal, onTrouble } = following;
  const why =
    old.version === projection.version ? 'events were passed over that are to be taken' : `code of version ${projection.version}`;
  onTrouble(`tables of version ${old.version}, ${why}: rebuilding beside them`);
  const rebuilt = new AbortController();
  const until = AbortSignal.any([signal, rebuilt.signal]);
  const keep = await fits(models.pool, projection, old.generation);
  const follower = { ...followerOf(following), source: subscription.after.bind(subscription) };
  const open = async () => {
    const active = await activeGeneration(models, projection);
    const isOurs = active.generation === old.generation && (await hold(models, active, owner));
    return isOurs ? new GenerationCheckpoint(following, active) : undefined;
  };
  const kept = keep ? follow({ ...follower, open }, until) : new GenerationCheckpoint(following, old).release();
  // What the new tables stand before holds up the new tables alone.
  const build = async () => {
    if ((await activeGeneration(models, projection)).generation === old.generation) await rebuild(following, () => undefined);
    rebuilt.abort();
    return undefined;
  };
  try {
    await follow({ ...follower, open: build }, until);
  } finally {
    rebuilt.abort();
    await kept;
    await release(models, old, owner).catch(() => undefined);
  }
}

/**
 * Fills a new generation beside the one in use and switches when it is as far. `onProgress` is told the position now and then. Throws
 * when it cannot be filled; what was filled is gone on with by the next attempt of code of the same version.
 */
export async function rebuild(following: Following, onProgress: (position: bigint) => void): Promise<Generation> {
  const { models, store, projection, owner, signal } = following;
  assertNotNewer(await activeGeneration(models, projection), projection);
  const parking = await parkingOf(store, projection.name);
  const checkpoint = new GenerationCheckpoint(following, await newGeneration(models, projection, owner, parking));
  try {
    for (let patienceMs = SWITCH_PATIENCE_MS; !signal.aborted; patienceMs = Math.min(2 * patienceMs, MAX_SWITCH_PATIENCE_MS)) {
      const { position: inUse } = await activeGeneration(models, projection);
      const head = await store.head();
      if (checkpoint.position < head) await fill(followerOf(following), checkpoint, signal, { until: head, onProgress });
      // The server may end a subscription before: what lies between has to be read, not passed.
      if (checkpoint.position < head) continue;
      // What the generation in use has seen beyond the last event, which was looked up after, is not the product's.
      if (checkpoint.position < inUse) await checkpoint.take([], inUse);
      if (await switchTo(models, projection, checkpoint.generation, patienceMs))
        return { ...checkpoint.generation, active: true };
      await checkpoint.prolong();
    }
    throw new Error('the rebuild was interrupted');
  } finally {
    await checkpoint.release().catch(() => undefined);
  }
}

async function countRetry(models: ReadModels, name: string): Promise<void> {
  await models.query('UPDATE projections SET retries = retries + 1 WHERE name = $1 AND active', [name]).catch(() => undefined);
}
