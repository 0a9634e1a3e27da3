/** The leaves of the log and the tiles of its tree: written by one process at a time, each event's leaf once, whatever crashes. */
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import { type Checkpoint, CheckpointMoved, type RawEvent } from '../../event-store';
import { GrowingTree, hashesFrom, leafOf, type ReadHashes, TILE_WIDTH, type Tile } from '../../proof';
import type { ReadModels } from '../shared/database';

const WRITER_LOCK = 7_351_002;
const STREAMS_REMEMBERED = 20_000;
const SUBTREES_REMEMBERED = 50_000;
const LEVELS_OF_A_TILE = 8;

/** Where the log is. */
export interface LogState {
  /** Every event up to here has its leaf; -1: none. */
  readonly position: bigint;
  /** Leaves. */
  readonly size: number;
  /** Leaves up to the last one that tells of something else than the log itself. */
  readonly told: number;
  /** The key checkpoints are signed with, `name+id+base64`; null before the first writer started. */
  readonly key: string | null;
}

interface Queries {
  query(text: string, values?: readonly unknown[]): Promise<{ rows: unknown[] }>;
}

/** Where the log is now. */
export const logState = (models: ReadModels): Promise<LogState> => stateIn(models.pool as unknown as Queries);

async function stateIn(queries: Queries, lock = ''): Promise<LogState> {
  const { rows } = await queries.query(`SELECT position, size, told, key FROM log_state ${lock}`);
  const [{ position, ...rest }] = rows as { position: number; size: number; told: number; key: string | null }[];
  return { position: BigInt(position), ...rest };
}

/** Notes the key that checkpoints are signed with. */
export async function noteLogKey(models: ReadModels, key: string): Promise<void> {
  await models.query('UPDATE log_state SET key = $1 WHERE key IS DISTINCT FROM $1', [key]);
}

/** Reads hashes out of the tiles that are there. */
export const logHashes = (models: ReadModels): ReadHashes =>
  hashesFrom(async (tiles) => {
    const found = await logTiles(models, tiles);
    return tiles.map(({ level, index }, at) => {
      if (!found[at]) throw new RangeError(`there is no tile ${level}/${index}`);
      return found[at];
    });
  });

/** The same for many proofs: a complete subtree never changes, so what was read or computed once is remembered. */
export function rememberedHashes(models: ReadModels): ReadHashes {
  const known = new LRUCache<string, Buffer>({ max: SUBTREES_REMEMBERED });
  const read = logHashes(models);
  return async (subtrees) => {
    const found = subtrees.map(({ level, index }) => known.get(`${level}/${index}`));
    const missing = subtrees.filter((_, at) => !found[at]);
    const hashes = missing.length > 0 ? await read(missing) : [];
    missing.forEach(({ level, index }, at) => void known.set(`${level}/${index}`, hashes[at]));
    const rest = hashes.values();
    return found.map((hash) => hash ?? (rest.next().value as Buffer));
  };
}

/** The bytes of tiles, as wide as they are now; undefined for one that is not there. */
export async function logTiles(models: ReadModels, tiles: readonly Tile[]): Promise<(Buffer | undefined)[]> {
  if (tiles.length === 0) return [];
  const rows = await models.query<Tile & { hashes: Buffer }>(
    'SELECT t.level, t.index, t.hashes FROM unnest($1::int[], $2::bigint[]) k(level, index) JOIN log_tiles t USING (level, index)',
    [tiles.map(({ level }) => level), tiles.map(({ index }) => index)],
    'log tiles',
  );
  const byName = new Map(rows.map(({ level, index, hashes }) => [`${level}/${index}`, hashes]));
  return tiles.map(({ level, index }) => byName.get(`${level}/${index}`));
}

/** A leaf with its place. */
export interface LeafAt {
  readonly index: number;
  readonly event: string;
  readonly leaf: Buffer;
}

/** The leaves of events, the first where an id was used twice; in the order of the log. Those without one are left out. */
export async function leavesOf(models: ReadModels, events: readonly string[]): Promise<LeafAt[]> {
  return models.query<LeafAt>(
    // Asked for the first of each event alone, a planner that does not know the table yet walks through it in order.
    `SELECT index, event, leaf FROM (
       SELECT DISTINCT ON (event) index, event, leaf FROM log_leaves WHERE event = ANY($1::uuid[]) ORDER BY event, index
     ) l ORDER BY index`,
    [events],
    'log leaves',
  );
}

/** The leaves from an index on, `count` at most. */
export const leavesFrom = (models: ReadModels, index: number, count: number): Promise<LeafAt[]> =>
  models.query<LeafAt>('SELECT index, event, leaf FROM log_leaves WHERE index >= $1 ORDER BY index LIMIT $2', [index, count]);

/** The last leaf there is; undefined where there is none. */
export async function lastLeaf(models: ReadModels): Promise<(LeafAt & { readonly position: bigint }) | undefined> {
  const [row] = await models.query<LeafAt & { position: number }>('SELECT * FROM log_leaves ORDER BY index DESC LIMIT 1');
  return row && { ...row, position: BigInt(row.position) };
}

/**
 * The log, to be written by this process; undefined while another one does. `tellsOfLog`: events that are about the log itself, for which
 * alone no checkpoint is made; `onGrown` is told of each batch that was written.
 */
export async function openLog(
  models: ReadModels,
  tellsOfLog: (event: RawEvent) => boolean,
  onGrown: (leaves: number) => void,
): Promise<Checkpoint<RawEvent> | undefined> {
  const holder = await models.pool.connect();
  const ignore = () => undefined;
  holder.on('error', ignore);
  const letGo = (broken?: boolean) => {
    holder.off('error', ignore);
    holder.release(broken);
  };
  try {
    const { rows } = await holder.query('SELECT pg_try_advisory_lock($1) AS held', [WRITER_LOCK]);
    if (!rows[0].held) {
      letGo();
      return undefined;
    }
    const state = await stateIn(holder as unknown as Queries);
    const tree = await GrowingTree.of(state.size, logHashes(models));
    return new LogWriter(models, holder, letGo, state, tree, tellsOfLog, onGrown);
  } catch (error) {
    letGo(true);
    throw error;
  }
}

/** What was not written whole is not known to it: after an error it has to be opened again. */
class LogWriter implements Checkpoint<RawEvent> {
  readonly #previous = new LRUCache<string, Buffer>({ max: STREAMS_REMEMBERED });

  constructor(
    private readonly models: ReadModels,
    private readonly holder: pg.PoolClient,
    private readonly letGo: (broken?: boolean) => void,
    private state: LogState,
    private readonly tree: GrowingTree,
    private readonly tellsOfLog: (event: RawEvent) => boolean,
    private readonly onGrown: (leaves: number) => void,
  ) {}

  get position(): bigint {
    return this.state.position;
  }

  async take(events: readonly RawEvent[], reached: bigint): Promise<void> {
    const before = this.state;
    const after = await this.models.transaction(async (client) => {
      const { position, size } = await stateIn(client as unknown as Queries, 'FOR UPDATE');
      if (position !== before.position || size !== before.size)
        throw new CheckpointMoved(`the log is not at ${before.position} any more`);
      await this.#recall(client, events);
      const told = events.length > 0 ? await this.#write(client, events) : before.told;
      await client.query('UPDATE log_state SET position = $1, size = $2, told = $3, updated_at = now()', [
        String(reached),
        this.tree.size,
        told,
      ]);
      return { ...before, position: reached, size: this.tree.size, told };
    });
    this.state = after;
    if (events.length > 0) this.onGrown(events.length);
  }

  /** Leaf hashes that the streams' next leaves name. */
  async #recall(client: pg.PoolClient, events: readonly RawEvent[]): Promise<void> {
    const unknown = new Map<string, string>();
    for (const { stream } of events) if (!this.#previous.has(stream)) unknown.set(nameOf(stream).toString('hex'), stream);
    if (unknown.size === 0) return;
    const names = [...unknown.keys()].map((name) => Buffer.from(name, 'hex'));
    const { rows } = await client.query('SELECT stream, leaf FROM log_streams WHERE stream = ANY($1)', [names]);
    for (const { stream, leaf } of rows) this.#previous.set(unknown.get(stream.toString('hex')) as string, leaf);
  }

  /** Writes the leaves and what they complete of the tree; the new `told`. */
  async #write(client: pg.PoolClient, events: readonly RawEvent[]): Promise<number> {
    const first = this.tree.size;
    let { told } = this.state;
    const leaves: Buffer[] = [];
    const lengths: number[] = [];
    const streams = new Map<string, Buffer>();
    const tiles = new GrownTiles();
    for (const event of events) {
      const { stream } = event;
      const { bytes, hash } = leafOf(event, streams.get(stream) ?? this.#previous.get(stream));
      leaves.push(bytes);
      lengths.push(bytes.length);
      streams.set(stream, hash);
      tiles.keep(this.tree.add(hash));
      if (!this.tellsOfLog(event)) told = this.tree.size;
    }
    for (const [stream, hash] of streams) this.#previous.set(stream, hash);
    await client.query(
      `INSERT INTO log_leaves (index, event, position, leaf)
       SELECT $1::bigint + n - 1, event, position, substring($2::bytea FROM (sum(length) OVER (ORDER BY n) - length + 1)::int FOR length)
       FROM unnest($3::uuid[], $4::bigint[], $5::int[]) WITH ORDINALITY e(event, position, length, n)`,
      [first, Buffer.concat(leaves), events.map(({ id }) => id), events.map(({ position }) => String(position)), lengths],
    );
    await tiles.write(client);
    await client.query(
      `INSERT INTO log_streams (stream, leaf) SELECT * FROM unnest($1::bytea[], $2::bytea[])
       ON CONFLICT (stream) DO UPDATE SET leaf = excluded.leaf`,
      [[...streams.keys()].map(nameOf), [...streams.values()]],
    );
    return told;
  }

  async prolong(): Promise<boolean> {
    // The lock is this connection's: while it answers, it is held.
    await this.holder.query('SELECT 1');
    return true;
  }

  /** The log passes over nothing, and stands before nothing. */
  stand(): Promise<void> {
    return Promise.resolve();
  }

  async release(): Promise<void> {
    try {
      await this.holder.query('SELECT pg_advisory_unlock($1)', [WRITER_LOCK]);
      this.letGo();
    } catch {
      this.letGo(true);
    }
  }
}

/** A stream's name as a key: names that strangers gave are of any length, with any character. */
const nameOf = (stream: string): Buffer => createHash('sha256').update(stream).digest();

/** What a growing tree completed, by the tiles it stands in, until it is written. */
export class GrownTiles {
  readonly #tiles = new Map<string, { readonly tile: Tile; readonly hashes: Buffer[] }>();

  /** Subtrees in the order they were completed. A tile holds every eighth level of the tree. */
  keep(completed: ReturnType<GrowingTree['add']>): void {
    for (const { subtree, hash } of completed) {
      const { level, index } = subtree;
      if (level % LEVELS_OF_A_TILE !== 0) continue;
      const tile = { level: level / LEVELS_OF_A_TILE, index: Math.floor(index / TILE_WIDTH) };
      const name = `${tile.level}/${tile.index}`;
      const known = this.#tiles.get(name);
      if (known) known.hashes.push(hash);
      else this.#tiles.set(name, { tile, hashes: [hash] });
    }
  }

  /** Adds them to what the tiles have. */
  async write(queries: Queries): Promise<void> {
    const grown = [...this.#tiles.values()];
    this.#tiles.clear();
    await queries.query(
      `INSERT INTO log_tiles AS t (level, index, hashes) SELECT * FROM unnest($1::int[], $2::bigint[], $3::bytea[])
       ON CONFLICT (level, index) DO UPDATE SET hashes = t.hashes || excluded.hashes`,
      [
        grown.map(({ tile }) => tile.level),
        grown.map(({ tile }) => tile.index),
        grown.map(({ hashes }) => Buffer.concat(hashes)),
      ],
    );
  }
}
