/** The LMDB file of a store: runs by position, positions by stream and revision, streams by name. */
import { hash } from 'node:crypto';
import { chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, open, type RootDatabase } from 'lmdb';
import { POSITION_BYTES, writePosition } from './positions';
import { assertWhole } from './whole-file';

/** What a process may take on beyond its size after opening before it lets go of the pages it maps. */
const MAX_GROWTH_BYTES = 80 * 1024 * 1024;
const MS_BETWEEN_LOOKS = 20;
/** Address space, not memory: a map that has to grow keeps its old ones. */
const MAP_BYTES = 2 ** 38;
const INDEX_KEY_BYTES = POSITION_BYTES + 6;

/** A revision behind all that are kept. */
export const MAX_REVISION_KEPT = 2 ** 48 - 1;

/** Key of a run in the index: its stream's number, and the revision of its last event. */
export function indexKey(stream: number, revision: number): Buffer {
  const key = Buffer.allocUnsafe(INDEX_KEY_BYTES);
  key.writeUIntBE(Math.min(revision, MAX_REVISION_KEPT), writePosition(key, stream), 6);
  return key;
}

/** The revision in a key of the index. */
export const revisionOf = (key: Buffer): number => key.readUIntBE(POSITION_BYTES, 6);

/** Key of a run in the log: the position of its last event. */
export function logKey(position: number): Buffer {
  const key = Buffer.allocUnsafe(POSITION_BYTES);
  writePosition(key, position);
  return key;
}

/** LMDB keys have from one byte to some 1,900; other names are kept by their hash behind a byte that no name begins with. */
export function nameKey(name: string): Buffer {
  const bytes = Buffer.from(name, 'utf8');
  return bytes.length > 0 && bytes.length <= 500 ? bytes : Buffer.concat([Buffer.from([0xff]), hash('sha256', bytes, 'buffer')]);
}

interface Databases {
  readonly log: Database<Buffer, Buffer>;
  readonly index: Database<Buffer, Buffer>;
  readonly names: Database<Buffer, Buffer>;
  readonly state: Database<Buffer, Buffer>;
}

/**
 * An open file. LMDB maps what it reads, and what is mapped counts as this process's memory until the file is closed: now and then it
 * is closed and opened again.
 */
export class Lmdb {
  readonly #directory: string;
  #root: RootDatabase<Buffer, Buffer>;
  #databases: Databases;
  #writing = false;
  #looked = 0;
  #sizeAfterOpening: number;
  #reopening: Promise<void> | undefined;

  /** Opens the file in a directory, making it where it is missing. Throws where it was cut off. */
  constructor(directory: string) {
    this.#directory = directory;
    [this.#root, this.#databases] = openIn(directory);
    this.#sizeAfterOpening = process.memoryUsage.rss();
  }

  /** To read from, in this turn of the event loop: whole commits only. */
  get databases(): Databases {
    const now = performance.now();
    if (now - this.#looked > MS_BETWEEN_LOOKS && !this.#reopening) {
      this.#looked = now;
      if (process.memoryUsage.rss() > this.#sizeAfterOpening + MAX_GROWTH_BYTES)
        this.#reopening = this.#reopen().finally(() => {
          this.#reopening = undefined;
        });
    }
    return this.#databases;
  }

  /** Writes what `put` puts, all of it or nothing; durable when it resolves. One at a time. */
  async write(put: (databases: Databases) => void): Promise<void> {
    await this.#reopening;
    this.#writing = true;
    try {
      await this.#root.batch(() => put(this.#databases));
    } catch (error) {
      // The reason is a promise of its own, which nobody else awaits.
      throw (await reasonOf(error)) ?? error;
    } finally {
      this.#writing = false;
    }
  }

  /** Ends it, after the write that was begun. */
  async close(): Promise<void> {
    await this.#reopening;
    await this.#root.close();
  }

  async #reopen(): Promise<void> {
    do await new Promise((resolve) => setImmediate(resolve));
    while (this.#writing);
    // Nothing is being written, so closing takes no turn of the loop, and no read comes between.
    await this.#root.close();
    [this.#root, this.#databases] = openIn(this.#directory);
    this.#sizeAfterOpening = process.memoryUsage.rss();
  }
}

function openIn(path: string): [RootDatabase<Buffer, Buffer>, Databases] {
  assertWhole(path);
  const options = { encoding: 'binary', keyEncoding: 'binary' } as const;
  const root = open<Buffer, Buffer>({
    path,
    // A directory, also where its name has a dot.
    noSubdir: false,
    ...options,
    // A write would resolve before the disk has it.
    overlappingSync: false,
    // A batch that fails would fail its turn too, which nobody awaits.
    eventTurnBatching: false,
    mapSize: MAP_BYTES,
    maxDbs: 4,
  });
  for (const file of ['data.mdb', 'lock.mdb']) keepPrivate(join(path, file));
  const database = (name: string) => root.openDB<Buffer, Buffer>({ name, ...options });
  return [root, { log: database('log'), index: database('index'), names: database('names'), state: database('state') }];
}

/** LMDB lets every account read; a file that belongs to another account stays as that has it. */
function keepPrivate(file: string): void {
  if (statSync(file).uid === process.getuid?.()) chmodSync(file, 0o600);
}

/** Why LMDB could not commit: it tells the error of the batch to look there. */
const reasonOf = (error: unknown): Promise<unknown> | undefined =>
  (error as { commitError?: Promise<void> }).commitError?.catch((reason: unknown) => reason);
