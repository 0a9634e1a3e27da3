/** Where events are kept: a log by position, an index by stream and revision, and the names of streams. Nothing here knows a rule. */
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { type Database, open, type RootDatabase } from 'lmdb';

/** What is known of a stream by its name. `number` is the position of its first event: unique, growing, never reused. */
export interface StreamEntry {
  readonly number: number;
  readonly tombstoned: boolean;
}

/** A record with its place. */
export interface Stored {
  readonly position: number;
  readonly record: Buffer;
}

/** One group of writes, made durable together or not at all. */
export interface Group {
  readonly events: readonly {
    readonly position: number;
    readonly record: Buffer;
    readonly stream: number;
    readonly revision?: number;
  }[];
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
  ofStream(stream: number, from: number, limit: number, backwards: boolean): (Stored & { readonly revision: number })[];
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
  return bytes.length <= 500 ? bytes : Buffer.concat([Buffer.from([0xff]), createHash('sha256').update(bytes).digest()]);
}

function encodeEntry({ number, tombstoned }: StreamEntry): Buffer {
  return Buffer.concat([logKey(number), Buffer.from([tombstoned ? 1 : 0])]);
}

/** Storage on LMDB in a directory. */
export class LmdbStorage implements Storage {
  readonly #root: RootDatabase<Buffer, Buffer>;
  readonly #log: Database<Buffer, Buffer>;
  readonly #index: Database<Buffer, Buffer>;
  readonly #names: Database<Buffer, Buffer>;
  #last: number;

  constructor(directory: string) {
    mkdirSync(directory, { recursive: true });
    // overlappingSync would acknowledge before the disk has it.
    this.#root = open<Buffer, Buffer>({
      path: directory,
      encoding: 'binary',
      keyEncoding: 'binary',
      overlappingSync: false,
      // Maps parts of the file as they are needed and lets go of them: the whole of it would count as this process's memory.
      remapChunks: true,
      maxDbs: 4,
    });
    const options = { encoding: 'binary', keyEncoding: 'binary' } as const;
    this.#log = this.#root.openDB<Buffer, Buffer>({ name: 'log', ...options });
    this.#index = this.#root.openDB<Buffer, Buffer>({ name: 'index', ...options });
    this.#names = this.#root.openDB<Buffer, Buffer>({ name: 'names', ...options });
    this.#last = 0;
    for (const key of this.#log.getKeys({ reverse: true, limit: 1 })) this.#last = positionOf(key);
  }

  get lastPosition(): number {
    return this.#last;
  }

  stream(name: string): StreamEntry | undefined {
    const bytes = this.#names.get(nameKey(name));
    return bytes && { number: positionOf(bytes), tombstoned: bytes[8] === 1 };
  }

  lastRevision(stream: number): number {
    const range = {
      start: indexKey(stream, MAX_REVISION_KEPT),
      end: indexKey(stream - 1, MAX_REVISION_KEPT),
      reverse: true,
      limit: 1,
    };
    for (const key of this.#index.getKeys(range)) return key.readUIntBE(8, 6);
    return -1;
  }

  ofStream(stream: number, from: number, limit: number, backwards: boolean): (Stored & { revision: number })[] {
    const start = indexKey(stream, from);
    const end = backwards ? indexKey(stream - 1, MAX_REVISION_KEPT) : indexKey(stream + 1, 0);
    const found: (Stored & { revision: number })[] = [];
    for (const { key, value } of this.#index.getRange({ start, end, limit, reverse: backwards })) {
      const record = this.#log.get(value);
      if (record) found.push({ position: positionOf(value), record, revision: key.readUIntBE(8, 6) });
    }
    return found;
  }

  ofAll(from: number, limit: number, backwards: boolean): Stored[] {
    const start = backwards ? logKey(Math.max(0, from - 1)) : logKey(from);
    const found: Stored[] = [];
    for (const { key, value } of this.#log.getRange({ start, limit, reverse: backwards })) {
      found.push({ position: positionOf(key), record: value });
    }
    return found;
  }

  async write(group: Group): Promise<void> {
    await this.#root.batch(() => {
      for (const { position, record, stream, revision } of group.events) {
        const key = logKey(position);
        this.#log.put(key, record);
        if (revision !== undefined) this.#index.put(indexKey(stream, revision), key);
      }
      for (const { name, entry } of group.streams) this.#names.put(nameKey(name), encodeEntry(entry));
    });
    this.#last = group.events.at(-1)?.position ?? this.#last;
  }

  close(): Promise<void> {
    return this.#root.close();
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

  ofStream(stream: number, from: number, limit: number, backwards: boolean): (Stored & { revision: number })[] {
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
    for (const { position, record, stream, revision } of group.events) {
      this.#log.push({ position, record });
      if (revision === undefined) continue;
      const events = this.#events.get(stream);
      if (events) events.push({ position, record });
      else this.#events.set(stream, [{ position, record }]);
    }
  }

  async close(): Promise<void> {}
}
