/** Where events are kept: a log by position, an index by stream and revision, and the names of streams. Nothing here knows a rule. */
import { hash } from 'node:crypto';
import { chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, open, type RootDatabase } from 'lmdb';
import { type Place, Recent } from './recent';
import { eventsOf, MAX_REVISION, placeOf, type Run, type Stored } from './records';

/** What is known of a stream by its name. `number` is the position of its first run: unique, growing, never reused. */
export interface StreamEntry {
  readonly number: number;
  readonly tombstoned: boolean;
}

/** A run with its place in its stream: of how many events it is, and the revision of the last; a tombstone has none. */
export interface StreamRun extends Run {
  readonly stream: number;
  readonly count: number;
  readonly revision?: number;
}

/** An event of a stream. */
export interface StreamEvent extends Stored {
  readonly revision: number;
}

/** One group of writes, made durable together or not at all. */
export interface Group {
  readonly runs: readonly StreamRun[];
  readonly streams: readonly { readonly name: string; readonly entry: StreamEntry }[];
}

/** What the server needs of a storage. Reads see whole groups only, and only durable ones. */
export interface Storage {
  /** Position of the last event; 0 in an empty store. */
  readonly lastPosition: number;
  stream(name: string): StreamEntry | undefined;
  /** Last revision of a stream, -1 if none. */
  lastRevision(stream: number): number;
  /** Up to `limit` events of a stream from a revision on, in either direction, that revision included. */
  ofStream(stream: number, from: number, limit: number, backwards: boolean): StreamEvent[];
  /** Up to `limit` events of the log: forwards from `from` included, backwards below `from`. */
  ofAll(from: number, limit: number, backwards: boolean): Stored[];
  /** Resolves when the group would survive the machine's end. */
  write(group: Group): Promise<void>;
  close(): Promise<void>;
}

const INDEX_KEY_BYTES = 14;
const MAX_REVISION_KEPT = 2 ** 48 - 1;

function indexKey(stream: number, revision: number): Buffer {
  const key = Buffer.allocUnsafe(INDEX_KEY_BYTES);
  key.writeUInt16BE(Math.floor(stream / 2 ** 48), 0);
  key.writeUIntBE(stream % 2 ** 48, 2, 6);
  key.writeUIntBE(Math.min(revision, MAX_REVISION_KEPT), 8, 6);
  return key;
}

function logKey(position: number): Buffer {
  const key = Buffer.allocUnsafe(8);
  key.writeUInt16BE(Math.floor(position / 2 ** 48), 0);
  key.writeUIntBE(position % 2 ** 48, 2, 6);
  return key;
}

const positionOf = (key: Buffer): number => key.readUInt16BE(0) * 2 ** 48 + key.readUIntBE(2, 6);

/** LMDB keys end at some 1,900 bytes; longer names are kept by their hash behind a byte that no name begins with. */
function nameKey(name: string): Buffer {
  const bytes = Buffer.from(name, 'utf8');
  return bytes.length <= 500 ? bytes : Buffer.concat([Buffer.from([0xff]), hash('sha256', bytes, 'buffer')]);
}

function encodeEntry({ number, tombstoned }: StreamEntry): Buffer {
  return Buffer.concat([logKey(number), Buffer.from([tombstoned ? 1 : 0])]);
}

/** Events written to the log before the index gets them, all at once: a group then costs what it adds, however many streams there are. */
const MAX_RECENT = 4_096;
/**
 * How long the last write may have taken for one that comes alone, as the last did, to be made durable in the loop itself: the way to a
 * thread and back costs as much as half of it. On a slower disk everybody would wait for it.
 */
const SHORT_MS = 2;
/** What a process may take on beyond its size after opening before it lets go of the pages it maps. */
const MAX_GROWTH_BYTES = 80 * 1024 * 1024;
const MS_BETWEEN_LOOKS = 20;
/** Address space, not memory: a map that has to grow keeps its old ones. */
const MAP_BYTES = 2 ** 38;
const INDEXED = Buffer.from('indexed');

/** LMDB lets every account read; a file that belongs to another account stays as that has it. */
function keepPrivate(file: string): void {
  if (statSync(file).uid === process.getuid?.()) chmodSync(file, 0o600);
}

interface Databases {
  readonly root: RootDatabase<Buffer, Buffer>;
  readonly log: Database<Buffer, Buffer>;
  readonly index: Database<Buffer, Buffer>;
  readonly names: Database<Buffer, Buffer>;
  /** Under `indexed` the position up to which index and names have everything. */
  readonly state: Database<Buffer, Buffer>;
}

function openDatabases(path: string): Databases {
  const options = { encoding: 'binary', keyEncoding: 'binary' } as const;
  const root = open<Buffer, Buffer>({
    path,
    ...options,
    // It would acknowledge before the disk has it.
    overlappingSync: false,
    mapSize: MAP_BYTES,
    maxDbs: 4,
  });
  for (const file of ['data.mdb', 'lock.mdb']) keepPrivate(join(path, file));
  const database = (name: string) => root.openDB<Buffer, Buffer>({ name, ...options });
  return { root, log: database('log'), index: database('index'), names: database('names'), state: database('state') };
}

/**
 * Storage on LMDB in a directory, which is there. A group is written to the log alone; what index and names lack of it is held in memory,
 * moved to them when it is much, and read from the end of the log when the store is opened.
 */
export class LmdbStorage implements Storage {
  readonly #directory: string;
  readonly #recent = new Recent();
  #db: Databases;
  #last = 0;
  #writing = false;
  /** How many runs the last group had, and how long it took. */
  #before = { runs: 0, ms: 0 };
  #looked = 0;
  #sizeAfterOpening = process.memoryUsage.rss();
  #reopening: Promise<void> | undefined;

  constructor(directory: string) {
    this.#directory = directory;
    this.#db = openDatabases(directory);
    for (const key of this.#db.log.getKeys({ reverse: true, limit: 1 })) this.#last = positionOf(key);
    const indexed = this.#db.state.get(INDEXED);
    // A store without the mark is new, or was written when every group went to the index.
    if (indexed) this.#recover(positionOf(indexed));
    else this.#db.state.putSync(INDEXED, logKey(this.#last));
  }

  get lastPosition(): number {
    return this.#last;
  }

  stream(name: string): StreamEntry | undefined {
    // LMDB has no key without a byte, and no stream has such a name.
    if (name === '') return undefined;
    const recent = this.#recent.names.get(name);
    if (recent) return recent;
    this.#look();
    const bytes = this.#db.names.get(nameKey(name));
    return bytes && { number: positionOf(bytes), tombstoned: bytes[8] === 1 };
  }

  lastRevision(stream: number): number {
    const recent = this.#recent.of(stream);
    if (recent) return recent.places[recent.places.length - 1].revision;
    this.#look();
    const range = {
      start: indexKey(stream, MAX_REVISION_KEPT),
      end: indexKey(stream - 1, MAX_REVISION_KEPT),
      reverse: true,
      limit: 1,
    };
    for (const key of this.#db.index.getKeys(range)) return key.readUIntBE(8, 6);
    return -1;
  }

  ofStream(stream: number, from: number, limit: number, backwards: boolean): StreamEvent[] {
    this.#look();
    const found: StreamEvent[] = [];
    for (const { revision, position } of this.#places(stream, from, backwards)) {
      const value = this.#db.log.get(logKey(position));
      const events = value ? eventsOf({ position, value }) : [];
      for (let step = 0; step < events.length; step++) {
        const back = backwards ? step : events.length - 1 - step;
        const at = revision - back;
        if (backwards ? at > from : at < from) continue;
        const event = events[events.length - 1 - back];
        if (found.push({ position: event.position, record: event.record, revision: at }) === limit) return found;
      }
    }
    return found;
  }

  ofAll(from: number, limit: number, backwards: boolean): Stored[] {
    this.#look();
    const { log } = this.#db;
    let start = logKey(from);
    // Backwards the first run may reach beyond.
    if (backwards) for (const key of log.getKeys({ start, limit: 1 })) start = key;
    const found: Stored[] = [];
    for (const { key, value } of log.getRange({ start, reverse: backwards })) {
      const events = eventsOf({ position: positionOf(key), value });
      for (const event of backwards ? events.reverse() : events) {
        if (backwards ? event.position >= from : event.position < from) continue;
        if (found.push(event) === limit) return found;
      }
    }
    return found;
  }

  async write(group: Group): Promise<void> {
    await this.#reopening;
    this.#writing = true;
    try {
      const moves = this.#recent.events >= MAX_RECENT;
      const { root, log, state } = this.#db;
      const put = () => {
        for (const { position, value } of group.runs) log.put(logKey(position), value);
        if (!moves) return;
        this.#putRecent();
        state.put(INDEXED, logKey(this.#last));
      };
      const began = performance.now();
      const runs = group.runs.length;
      if (runs === 1 && this.#before.runs === 1 && this.#before.ms < SHORT_MS && !moves) root.transactionSync(put);
      else await root.batch(put);
      this.#before = { runs, ms: performance.now() - began };
      if (moves) this.#recent.clear();
      this.#recent.add(group);
      this.#last = group.runs.at(-1)?.position ?? this.#last;
    } finally {
      this.#writing = false;
    }
    this.#look();
  }

  async close(): Promise<void> {
    await this.#reopening;
    await this.#db.root.close();
  }

  /** The runs of a stream that have the revision `from` and what follows it in a direction. */
  *#places(stream: number, from: number, backwards: boolean): Generator<Place> {
    const { index } = this.#db;
    const { first, places } = this.#recent.of(stream) ?? { first: MAX_REVISION_KEPT, places: [] };
    const reached = places.findIndex(({ revision }) => revision >= from);
    if (backwards && from >= first) for (let at = reached < 0 ? places.length - 1 : reached; at >= 0; at--) yield places[at];
    // What is being moved to the index may stand there already.
    if (first > 0 && (backwards || from < first)) {
      let start = indexKey(stream, backwards ? Math.min(from, first - 1) : from);
      let end = indexKey(stream, first);
      if (backwards) {
        // The first run may reach beyond.
        for (const key of index.getKeys({ start, end, limit: 1 })) start = key;
        end = indexKey(stream - 1, MAX_REVISION_KEPT);
      }
      for (const { key, value } of index.getRange({ start, end, reverse: backwards }))
        yield { revision: key.readUIntBE(8, 6), position: positionOf(value) };
    }
    if (!backwards && reached >= 0) for (let at = reached; at < places.length; at++) yield places[at];
  }

  #putRecent(): void {
    const { index, names } = this.#db;
    for (const { stream, revision, position } of this.#recent.inOrder()) index.put(indexKey(stream, revision), logKey(position));
    for (const [name, entry] of this.#recent.names) names.put(nameKey(name), encodeEntry(entry));
  }

  /** Reads the end of the log that the index lacks. */
  #recover(indexed: number): void {
    for (const { key, value } of this.#db.log.getRange({ start: logKey(indexed + 1) })) {
      const run = { position: positionOf(key), value };
      const events = eventsOf(run);
      const { stream: name, revision: first } = placeOf(events[0].record);
      const count = events.length;
      const tombstoned = first === MAX_REVISION;
      const known = this.stream(name);
      const entry = { number: known?.number ?? run.position, tombstoned };
      const revision = tombstoned ? undefined : Number(first) + count - 1;
      this.#recent.add({
        runs: [{ ...run, stream: entry.number, count, revision }],
        streams: known && !tombstoned ? [] : [{ name, entry }],
      });
    }
  }

  /** LMDB maps what it reads, and what is mapped counts as this process's memory until the file is closed: now and then it is. */
  #look(): void {
    const now = performance.now();
    if (now - this.#looked < MS_BETWEEN_LOOKS || this.#reopening) return;
    this.#looked = now;
    if (process.memoryUsage.rss() < this.#sizeAfterOpening + MAX_GROWTH_BYTES) return;
    this.#reopening = this.#reopen().finally(() => {
      this.#reopening = undefined;
    });
  }

  async #reopen(): Promise<void> {
    do await new Promise((resolve) => setImmediate(resolve));
    while (this.#writing);
    // Nothing is being written, so closing takes no turn of the loop, and no read comes between.
    await this.#db.root.close();
    this.#db = openDatabases(this.#directory);
    this.#sizeAfterOpening = process.memoryUsage.rss();
  }
}

/** The same without a disk: what the bench holds the real one against. Everything is lost with the process. */
export class MemoryStorage implements Storage {
  readonly #log: Stored[] = [];
  readonly #streams = new Map<string, StreamEntry>();
  readonly #events = new Map<number, Stored[]>();

  get lastPosition(): number {
    return this.#log.at(-1)?.position ?? 0;
  }

  stream(name: string): StreamEntry | undefined {
    return this.#streams.get(name);
  }

  lastRevision(stream: number): number {
    return (this.#events.get(stream)?.length ?? 0) - 1;
  }

  ofStream(stream: number, from: number, limit: number, backwards: boolean): StreamEvent[] {
    const events = this.#events.get(stream) ?? [];
    const first = backwards ? Math.max(0, Math.min(from, events.length - 1) - limit + 1) : from;
    const last = backwards ? Math.min(from, events.length - 1) : Math.min(events.length - 1, from + limit - 1);
    const found = events.slice(first, last + 1).map((stored, index) => ({ ...stored, revision: first + index }));
    return backwards ? found.reverse() : found;
  }

  ofAll(from: number, limit: number, backwards: boolean): Stored[] {
    let low = 0;
    let high = this.#log.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#log[middle].position < from) low = middle + 1;
      else high = middle;
    }
    return backwards ? this.#log.slice(Math.max(0, low - limit), low).reverse() : this.#log.slice(low, low + limit);
  }

  async write(group: Group): Promise<void> {
    for (const { name, entry } of group.streams) this.#streams.set(name, entry);
    for (const run of group.runs) {
      const stored = eventsOf(run);
      this.#log.push(...stored);
      if (run.revision === undefined) continue;
      const events = this.#events.get(run.stream);
      if (events) events.push(...stored);
      else this.#events.set(run.stream, stored);
    }
  }

  async close(): Promise<void> {}
}
