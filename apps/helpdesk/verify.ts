/** Whether the event store still has what the log of proofs says it had, and the log what its checkpoints say. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type LogEvent, VERIFICATIONS } from '../../libs/domain';
import { type EventStore, type NewEvent, ownMetadata, type RawEvent } from '../../libs/event-store';
import {
  GrowingTree,
  HASH_BYTES,
  type Leaf,
  leafHash,
  leafOf,
  parseCheckpoint,
  parseNote,
  parseVerifier,
  readLeaf,
  TILE_WIDTH,
  type TreeHead,
  tilePath,
  verified,
  widthAt,
} from '../../libs/proof';
import { checkpointsAfter, leavesFrom, logState, logTiles, type ReadModels } from '../../libs/read-models';
import { readNamed } from './named-file';

const PAGE = 4 * TILE_WIDTH;

/** The first thing that is not as it was. */
export interface Finding {
  /** What became of the event; `checkpoint`: store and log agree on something else than was signed; `tile`: the log's own tree is not of its entries. */
  readonly check: 'altered' | 'removed' | 'inserted' | 'reordered' | 'checkpoint' | 'tile';
  /** Place in the log; of an event that is not in it, the place it stands at in the store. */
  readonly index: number;
  readonly stream: string;
  readonly revision: number;
  readonly event: string;
  readonly detail: string;
}

/** What was checked, up to the finding where there is one. */
export interface Verified {
  readonly events: number;
  readonly checkpoints: number;
  readonly finding?: Finding;
}

/** The entries of a log: those of the database, or copies of its bundles. */
export interface Entries {
  readonly size: number;
  /** Its key as `name+id+base64`; undefined where it does not say. */
  readonly key?: string;
  /** The leaves from an index on, and what its tree has of their hashes. */
  page(from: number): Promise<{ readonly leaves: readonly Buffer[]; readonly hashes: Buffer }>;
  /** Checkpoints, the smallest first. */
  checkpoints(): AsyncIterable<Claim>;
}

/** That a tree was the log's, and who says so. */
interface Claim extends TreeHead {
  readonly by: string;
}

/** The log in the database, as far as it is now. */
export async function entriesOf(models: ReadModels): Promise<Entries> {
  const { size, key } = await logState(models);
  return {
    size,
    ...(key !== null && { key }),
    async page(from) {
      const leaves = await leavesFrom(models, from, Math.min(PAGE, size - from));
      const tiles = Array.from({ length: PAGE / TILE_WIDTH }, (_, at) => ({ level: 0, index: from / TILE_WIDTH + at }));
      const hashes = await logTiles(models, tiles);
      return { leaves: leaves.map(({ leaf }) => leaf), hashes: Buffer.concat(hashes.map((tile) => tile ?? Buffer.alloc(0))) };
    },
    async *checkpoints() {
      for (let after = 0; ; ) {
        const some = await checkpointsAfter(models, after, 1_000);
        for (const { size: signed, root } of some) {
          yield { size: signed, root, by: 'the database' };
          after = signed;
        }
        if (some.length === 0) return;
      }
    },
  };
}

/** A directory with copies of the log's files (C2SP tlog-tiles). Throws where its checkpoint is none. */
export function entriesIn(directory: string): Entries {
  const read = (file: string) => readNamed('--log', file, "a copy of the log's own (C2SP tlog-tiles)");
  const checkpoint = parseCheckpoint(parseNote(read(join(directory, 'checkpoint')).toString('utf8')).text);
  const { size } = checkpoint;
  const file = (level: 'entries' | 0, index: number) => {
    const width = widthAt(size, { level: 0, index });
    const [own, full] = [width, TILE_WIDTH].map((wide) => join(directory, tilePath({ level, index, width: wide })));
    return width === 0 ? Buffer.alloc(0) : read(existsSync(own) ? own : full);
  };
  return {
    size,
    async page(from) {
      const indexes = Array.from({ length: PAGE / TILE_WIDTH }, (_, at) => from / TILE_WIDTH + at);
      const leaves = indexes.flatMap((index) => cut(file('entries', index)).slice(0, widthAt(size, { level: 0, index })));
      return { leaves, hashes: Buffer.concat(indexes.map((index) => file(0, index))) };
    },
    async *checkpoints() {
      yield { ...checkpoint, by: join(directory, 'checkpoint') };
    },
  };
}

function cut(bundle: Buffer): Buffer[] {
  const leaves: Buffer[] = [];
  for (let at = 0; at < bundle.length; ) {
    const length = bundle.readUInt16BE(at);
    leaves.push(bundle.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return leaves;
}

/** The checkpoints in files, each signed by the key. Throws for one that is not. */
export function claimsIn(files: readonly string[], key: string): Claim[] {
  const verifier = parseVerifier(key);
  return files
    .map((file) => {
      const note = parseNote(readNamed('--checkpoint', file, 'a signed checkpoint (C2SP)').toString('utf8'));
      if (verified(note, [verifier]).length === 0) throw new Error(`${file}: the key of ${verifier.name} did not sign it`);
      const { origin, size, root } = parseCheckpoint(note.text);
      if (origin !== verifier.name) throw new Error(`${file}: it is of the log ${origin}`);
      return { size, root, by: file };
    })
    .sort((one, other) => one.size - other.size);
}

async function* recorded(store: EventStore): AsyncGenerator<Claim> {
  for await (const { type, data } of store.read<LogEvent>('log-checkpoints'))
    if (type === 'CheckpointSigned') yield { size: data.size, root: Buffer.from(data.root, 'base64'), by: 'the event store' };
}

/** Claims in the order of their size, the next one always at hand. */
class Claims {
  #next: Claim | undefined;

  constructor(private readonly claims: AsyncIterator<Claim> | Iterator<Claim>) {}

  async start(): Promise<this> {
    await this.#read();
    return this;
  }

  async #read(): Promise<void> {
    const { value, done } = await this.claims.next();
    this.#next = done ? undefined : value;
  }

  /** Those of exactly this size. */
  async at(size: number): Promise<Claim[]> {
    const found: Claim[] = [];
    for (; this.#next && this.#next.size <= size; await this.#read()) if (this.#next.size === size) found.push(this.#next);
    return found;
  }
}

/** Records who verified, and what was found: the log says when that was last done. */
export async function recordVerification(
  store: EventStore,
  { events, checkpoints, finding }: Verified,
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<void> {
  const id = randomUUID();
  const data = { by, whole: finding === undefined, events, checkpoints, ...(finding && { finding }), at: at.toISOString() };
  const verified: NewEvent<LogEvent> = {
    ...{ id, type: 'StoreVerified', data },
    metadata: ownMetadata(store.codec, id, {
      ...{ actor: by, role: 'operator', origin: 'helpdesk', at: data.at, content: JSON.stringify(data) },
    }),
  };
  await store.append(VERIFICATIONS, [verified], 'any');
}

/** Reads all of the store and of the log beside it, in constant memory, to the first thing that is not as it was. */
export async function verifyStore(
  store: EventStore,
  entries: Entries,
  given: readonly Claim[],
  onProgress: (share: number) => void,
): Promise<Verified> {
  const events = new Events(store);
  const tree = await GrowingTree.of(0, async () => []);
  const claims = await Promise.all(
    [given.values(), entries.checkpoints()[Symbol.asyncIterator](), recorded(store)].map((each) => new Claims(each).start()),
  );
  let checkpoints = 0;
  let proven = 0;
  const so = (finding?: Finding): Verified => ({ events: tree.size, checkpoints, ...(finding && { finding }) });
  while (tree.size < entries.size) {
    const first = tree.size;
    const { leaves, hashes } = await entries.page(first);
    if (leaves.length === 0) throw new Error(`the log has no entry ${first}`);
    for (const [at, bytes] of leaves.entries()) {
      const index = first + at;
      const leaf = readLeaf(bytes);
      const place = { index, stream: leaf.stream, revision: leaf.revision, event: leaf.id };
      const event = await events.next();
      if (!event || !isOf(event, leaf, bytes)) return so(await compared(store, entries, index, leaf, bytes, event));
      const hash = leafHash(bytes);
      if (!hash.equals(hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES)))
        return so({ ...place, check: 'tile', detail: "the log's tree has another hash than its entry" });
      tree.add(hash);
      for (const each of claims)
        for (const { root, by } of await each.at(tree.size)) {
          checkpoints++;
          if (Buffer.compare(root, tree.root()) !== 0)
            return so({
              ...place,
              check: 'checkpoint',
              detail: `${by} has a checkpoint of ${tree.size} leaves with another root: store and log were changed alike, at leaf ${proven} at the earliest and ${index} at the latest`,
            });
          proven = tree.size;
        }
    }
    onProgress(tree.size / entries.size);
  }
  for (const each of given)
    if (each.size > tree.size)
      return so({
        ...(await lastOf(entries)),
        check: 'checkpoint',
        detail: `${each.by} has a checkpoint of ${each.size} leaves, the log has ${tree.size}: what came behind them is gone`,
      });
  return so();
}

async function lastOf({ size, page }: Entries): Promise<Pick<Finding, 'index' | 'stream' | 'revision' | 'event'>> {
  if (size === 0) return { index: 0, stream: '', revision: 0, event: '' };
  const { leaves } = await page(Math.floor((size - 1) / PAGE) * PAGE);
  const { stream, revision, id } = readLeaf(leaves[leaves.length - 1]);
  return { index: size - 1, stream, revision, event: id };
}

/** The store's events one by one. */
class Events {
  readonly #batches: AsyncIterator<readonly RawEvent[]>;
  #batch: readonly RawEvent[] = [];
  #at = 0;

  constructor(store: EventStore) {
    this.#batches = store.readRaw('start')[Symbol.asyncIterator]();
  }

  async next(): Promise<RawEvent | undefined> {
    if (this.#at === this.#batch.length) {
      const { value, done } = await this.#batches.next();
      [this.#batch, this.#at] = [done ? [] : value, 0];
    }
    return this.#batch[this.#at++];
  }
}

/** The leaf of an event, with the leaf before it as the log names it. */
const leafAs = (event: RawEvent, { previous }: Leaf) =>
  leafOf(event, previous === null ? undefined : Buffer.from(previous, 'hex')).bytes;

const isOf = (event: RawEvent, leaf: Leaf, bytes: Buffer): boolean => leafAs(event, leaf).equals(bytes);

/** What became of the event of a leaf, where the store has another at its place, or none. */
async function compared(
  store: EventStore,
  entries: Entries,
  index: number,
  leaf: Leaf,
  bytes: Buffer,
  event: RawEvent | undefined,
): Promise<Finding> {
  const logged = { index, stream: leaf.stream, revision: leaf.revision, event: leaf.id };
  if (event?.id === leaf.id) {
    const now = readLeaf(leafAs(event, leaf));
    const changed = (Object.keys(leaf) as (keyof Leaf)[]).filter(
      (name) => JSON.stringify(now[name]) !== JSON.stringify(leaf[name]),
    );
    return {
      ...logged,
      check: 'altered',
      detail: `its ${changed.join(', ')} is not what the log has (leaf ${leafHash(bytes).toString('hex')})`,
    };
  }
  const elsewhere = await isInStore(store, leaf.id);
  const stranger = event && !(await isInLog(entries, index, event.id)) ? event : undefined;
  if (stranger && elsewhere) {
    const { stream, revision, id } = stranger;
    return { index, stream, revision, event: id, check: 'inserted', detail: `the log has ${leaf.id} here, and no such event` };
  }
  if (stranger)
    return { ...logged, check: 'altered', detail: `the store has ${stranger.id} in its place, which the log does not know` };
  if (elsewhere)
    return { ...logged, check: 'reordered', detail: `the store has ${event?.id ?? 'nothing'} here, and this event elsewhere` };
  return { ...logged, check: 'removed', detail: 'the store does not have it any more' };
}

async function isInStore(store: EventStore, id: string): Promise<boolean> {
  for await (const events of store.readRaw('start')) if (events.some((event) => event.id === id)) return true;
  return false;
}

async function isInLog(entries: Entries, from: number, id: string): Promise<boolean> {
  for (let at = Math.floor(from / PAGE) * PAGE; at < entries.size; at += PAGE) {
    const { leaves } = await entries.page(at);
    if (leaves.some((leaf) => readLeaf(leaf).id === id)) return true;
  }
  return false;
}
