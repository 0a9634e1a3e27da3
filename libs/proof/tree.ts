/** Merkle trees of RFC 6962: hashes, roots, proofs and their verification. Sizes and indexes are whole numbers up to 2^53 − 1. */
import { hash as hashed } from 'node:crypto';

/** Bytes of a hash. */
export const HASH_BYTES = 32;

const sha256 = (...parts: readonly Uint8Array[]): Buffer => hashed('sha256', Buffer.concat(parts), 'buffer');
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** The hash of a leaf's bytes (RFC 6962, 2.1). */
export const leafHash = (leaf: Uint8Array): Buffer => sha256(LEAF, leaf);

const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(NODE, left, right);

/** A complete subtree: the 2^level leaves from `index` × 2^level on. */
export interface Subtree {
  readonly level: number;
  readonly index: number;
}

/** Reads the hashes of complete subtrees, in the order asked for. */
export type ReadHashes = (subtrees: readonly Subtree[]) => Promise<readonly Buffer[]>;

/** The leaves from `from` up to, not including, `to`, as RFC 6962 cuts a tree. */
type Range = readonly [from: number, to: number];

/** The largest power of two below `n`, for n > 1. */
function cut(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}

/** The complete subtrees a range is made of, from left to right; where a range begins there is room for the largest that fits. */
function subtreesOf(from: number, to: number): Subtree[] {
  const subtrees: Subtree[] = [];
  for (let at = from; at < to; ) {
    let [level, leaves] = [0, 1];
    while (at + leaves * 2 <= to) [level, leaves] = [level + 1, leaves * 2];
    subtrees.push({ level, index: at / leaves });
    at += leaves;
  }
  return subtrees;
}

/** A node on its way to its hash. */
const node = Buffer.from([...NODE, ...Buffer.alloc(2 * HASH_BYTES)]);

/** The root over 2^n subtrees of one size, whose hashes stand one behind the other. Its bytes are its own: who keeps it keeps nothing else. */
export function paired(hashes: Uint8Array): Buffer {
  const level = Buffer.from(hashes);
  for (let { length } = level; length > HASH_BYTES; length /= 2)
    for (let at = 0; at < length; at += 2 * HASH_BYTES) {
      level.copy(node, NODE.length, at, at + 2 * HASH_BYTES);
      // A proof takes hundreds of these, and a buffer for each would cost more than its hash.
      level.write(hashed('sha256', node, 'binary'), at / 2, 'binary');
    }
  const root = Buffer.alloc(HASH_BYTES);
  level.copy(root);
  return root;
}

/** The root over subtrees from left to right, each larger than the next; of none, the hash of nothing. */
function joined(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 0) return sha256();
  return hashes.reduceRight((right, left) => nodeHash(left, right));
}

/** The root hashes of ranges: one read for all of them. */
async function rootsOf(ranges: readonly Range[], read: ReadHashes): Promise<Buffer[]> {
  const cuts = ranges.map(([from, to]) => subtreesOf(from, to));
  const hashes = await read(cuts.flat());
  let at = 0;
  return cuts.map(({ length }) => {
    at += length;
    return joined(hashes.slice(at - length, at));
  });
}

/** The root of a tree of `size` leaves. */
export async function rootOf(size: number, read: ReadHashes): Promise<Buffer> {
  const [root = sha256()] = await rootsOf([[0, size]], read);
  return root;
}

/** That the leaf at `index` is in the tree of `size` leaves: hashes from the leaf's sibling upwards. Throws RangeError for a leaf that is not in it. */
export async function inclusionProof(index: number, size: number, read: ReadHashes): Promise<Buffer[]> {
  if (!(index >= 0 && index < size)) throw new RangeError(`index ${index} is in no tree of ${size} leaves`);
  const ranges: Range[] = [];
  for (let [from, to] = [0, size]; to - from > 1; ) {
    const middle = from + cut(to - from);
    ranges.unshift(index < middle ? [middle, to] : [from, middle]);
    [from, to] = index < middle ? [from, middle] : [middle, to];
  }
  return rootsOf(ranges, read);
}

/** That the tree of `from` leaves is the beginning of the one of `to`. Throws RangeError unless 0 < from ≤ to: an empty tree proves nothing. */
export const consistencyProof = async (from: number, to: number, read: ReadHashes): Promise<Buffer[]> =>
  rootsOf(rangesBetween(from, to), read);

/** The same with the roots of both trees, by one read. */
export async function provenGrowth(
  from: number,
  to: number,
  read: ReadHashes,
): Promise<{ readonly fromRoot: Buffer; readonly toRoot: Buffer; readonly hashes: readonly Buffer[] }> {
  const [fromRoot, toRoot, ...hashes] = await rootsOf([[0, from], [0, to], ...rangesBetween(from, to)], read);
  return { fromRoot: fromRoot as Buffer, toRoot: toRoot as Buffer, hashes };
}

/** What the tree of `to` leaves has beside the one of `from`, as a proof names it. */
function rangesBetween(from: number, to: number): Range[] {
  if (!(from > 0 && from <= to)) throw new RangeError(`no tree of ${from} leaves is the proven beginning of one of ${to}`);
  const ranges: Range[] = [];
  let [left, right] = [0, to];
  while (from < right) {
    const middle = left + cut(right - left);
    ranges.unshift(from <= middle ? [middle, right] : [left, middle]);
    [left, right] = from <= middle ? [left, middle] : [middle, right];
  }
  // The verifier knows the root of the old tree itself.
  if (left > 0) ranges.unshift([left, right]);
  return ranges;
}

const isOdd = (n: number): boolean => n % 2 === 1;
const half = (n: number): number => Math.floor(n / 2);

/**
 * Walks a proof upwards from a node and from the last one of its level: `left` is called with each hash that stands left of both, `right`
 * with each that stands right of the node. False where the proof is too long or too short.
 */
function climb(
  node: number,
  last: number,
  proof: readonly Uint8Array[],
  left: (hash: Uint8Array) => void,
  right: (hash: Uint8Array) => void,
): boolean {
  let [at, end] = [node, last];
  for (const hash of proof) {
    if (end === 0) return false;
    if (isOdd(at) || at === end) {
      left(hash);
      while (!isOdd(at) && at !== 0) [at, end] = [half(at), half(end)];
    } else right(hash);
    [at, end] = [half(at), half(end)];
  }
  return end === 0;
}

/** Whether the proof shows that the leaf with this hash stands at `index` of the tree of `size` leaves with this root (RFC 9162, 2.1.3.2). */
export function isIncluded(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!(index >= 0 && index < size)) return false;
  let hash = leaf;
  const whole = climb(
    index,
    size - 1,
    proof,
    (left) => {
      hash = nodeHash(left, hash);
    },
    (right) => {
      hash = nodeHash(hash, right);
    },
  );
  return whole && Buffer.compare(hash, root) === 0;
}

/** A tree as a checkpoint tells it. */
export interface TreeHead {
  /** Leaves. */
  readonly size: number;
  readonly root: Uint8Array;
}

/** Whether the proof shows that `older` is the beginning of `newer` (RFC 9162, 2.1.4.2). Of an empty tree nothing is shown: false. */
export function isConsistent(older: TreeHead, newer: TreeHead, proof: readonly Uint8Array[]): boolean {
  if (!(older.size > 0 && older.size <= newer.size)) return false;
  if (older.size === newer.size) return proof.length === 0 && Buffer.compare(older.root, newer.root) === 0;
  let [node, last] = [older.size - 1, newer.size - 1];
  while (isOdd(node)) [node, last] = [half(node), half(last)];
  // A complete tree is a node of the newer one, which the proof leaves out.
  const [first, ...rest] = node === 0 ? [older.root, ...proof] : proof;
  if (first === undefined) return false;
  let [old, now] = [first, first];
  const whole = climb(
    node,
    last,
    rest,
    (left) => {
      [old, now] = [nodeHash(left, old), nodeHash(left, now)];
    },
    (right) => {
      now = nodeHash(now, right);
    },
  );
  return whole && Buffer.compare(old, older.root) === 0 && Buffer.compare(now, newer.root) === 0;
}

/**
 * A tree that grows: what it needs to know to add leaves and to say its root, its complete subtrees, at most one a level. Memory does not
 * grow with the number of leaves.
 */
export class GrowingTree {
  #size: number;
  readonly #subtrees: Buffer[];

  private constructor(size: number, subtrees: Buffer[]) {
    this.#size = size;
    this.#subtrees = subtrees;
  }

  /** The tree of `size` leaves that are there already. */
  static async of(size: number, read: ReadHashes): Promise<GrowingTree> {
    return new GrowingTree(size, [...(await read(subtreesOf(0, size)))]);
  }

  /** Leaves in it. */
  get size(): number {
    return this.#size;
  }

  /** Adds a leaf by its hash; the subtrees that it completes, smallest first: the leaf itself is one. */
  add(leaf: Buffer): { readonly subtree: Subtree; readonly hash: Buffer }[] {
    const completed = [{ subtree: { level: 0, index: this.#size }, hash: leaf }];
    let hash = leaf;
    for (let [level, index] = [0, this.#size]; isOdd(index); ) {
      hash = nodeHash(this.#subtrees.pop() as Buffer, hash);
      [level, index] = [level + 1, half(index)];
      completed.push({ subtree: { level, index }, hash });
    }
    this.#subtrees.push(hash);
    this.#size += 1;
    return completed;
  }

  /** The root now. */
  root(): Buffer {
    return joined(this.#subtrees);
  }
}
