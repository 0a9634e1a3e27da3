import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
  consistencyProof,
  GrowingTree,
  inclusionProof,
  isConsistent,
  isIncluded,
  leafHash,
  paired,
  provenGrowth,
  type ReadHashes,
  rootOf,
  type Subtree,
} from './tree';

const sha256 = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

/** RFC 6962, 2.1, as it is written there: what everything else is held against. */
function mth(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return sha256(Uint8Array.of(0), leaves[0] as Buffer);
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha256(Uint8Array.of(1), mth(leaves.slice(0, k)), mth(leaves.slice(k)));
}

const leaf = (n: number): Buffer => Buffer.from(`leaf ${n}`);
const leaves = (n: number): Buffer[] => Array.from({ length: n }, (_, at) => leaf(at));

/** A tree grown leaf by leaf, and its subtrees to be read. */
async function grown(size: number): Promise<{ readonly tree: GrowingTree; readonly read: ReadHashes }> {
  const kept = new Map<string, Buffer>();
  const name = ({ level, index }: Subtree): string => `${level}/${index}`;
  const read: ReadHashes = async (subtrees) =>
    subtrees.map((subtree) => {
      const hash = kept.get(name(subtree));
      if (hash === undefined) throw new Error(`no subtree ${name(subtree)}`);
      return hash;
    });
  const tree = await GrowingTree.of(0, read);
  for (let at = 0; at < size; at++) for (const { subtree, hash } of tree.add(leafHash(leaf(at)))) kept.set(name(subtree), hash);
  return { tree, read };
}

const SIZE = 70;
const whole = grown(SIZE);
const roots = Array.from({ length: SIZE + 1 }, (_, size) => mth(leaves(size)));

describe('a tree of RFC 6962', () => {
  it('has the roots of the definition, grown, read and taken up again at any size', async () => {
    const { read } = await whole;
    const tree = await GrowingTree.of(0, read);
    for (let size = 0; size <= SIZE; size++) {
      expect(tree.root()).toEqual(roots[size]);
      expect(await rootOf(size, read)).toEqual(roots[size]);
      const again = await GrowingTree.of(size, read);
      expect(again.root()).toEqual(roots[size]);
      if (size === SIZE) continue;
      tree.add(leafHash(leaf(size)));
      again.add(leafHash(leaf(size)));
      expect(again.root()).toEqual(roots[size + 1]);
    }
    expect(tree.size).toBe(SIZE);
  });

  it('has the same root over hashes that stand one behind the other, and leaves them as they are', () => {
    for (const count of [1, 2, 4, 8, 64]) {
      const hashes = Buffer.concat(leaves(count).map(leafHash));
      const before = Buffer.from(hashes);
      const root = paired(hashes);
      expect(root).toEqual(roots[count]);
      expect(root.buffer.byteLength).toBe(32);
      expect(hashes).toEqual(before);
    }
  });

  it('has the roots that are published for its test vectors', async () => {
    // Certificate Transparency's reference leaves, by their published roots for one, two, three and eight leaves.
    const vectors = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    const tree = (await grown(0)).tree;
    const seen: string[] = [tree.root().toString('hex')];
    for (const vector of vectors) {
      tree.add(leafHash(Buffer.from(vector, 'hex')));
      seen.push(tree.root().toString('hex'));
    }
    expect([0, 1, 2, 3, 8].map((size) => seen[size])).toEqual([
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    ]);
  });

  it('proves every leaf in every tree it is in, and no other leaf, place, size or root', async () => {
    const { read } = await whole;
    for (let size = 1; size <= 40; size++)
      for (let index = 0; index < size; index++) {
        const proof = await inclusionProof(index, size, read);
        const root = roots[size] as Buffer;
        const hash = leafHash(leaf(index));
        expect(isIncluded(hash, index, size, proof, root)).toBe(true);
        expect(isIncluded(leafHash(leaf(index + 1)), index, size, proof, root)).toBe(false);
        if (size > 1) expect(isIncluded(hash, index === 0 ? 1 : index - 1, size, proof, root)).toBe(false);
        expect(isIncluded(hash, index, size, [...proof, root], root)).toBe(false);
        expect(isIncluded(hash, index, size, proof.slice(1), root)).toBe(size === 1);
        expect(isIncluded(hash, index, size, proof, roots[size - 1] as Buffer)).toBe(false);
        expect(isIncluded(hash, size, size, proof, root)).toBe(false);
      }
  });

  it('proves every tree the beginning of every later one, and nothing of an empty one', async () => {
    const { read } = await whole;
    for (let to = 1; to <= 40; to++)
      for (let from = 1; from <= to; from++) {
        const proof = await consistencyProof(from, to, read);
        const [older, newer] = [
          { size: from, root: roots[from] as Buffer },
          { size: to, root: roots[to] as Buffer },
        ];
        expect(isConsistent(older, newer, proof)).toBe(true);
        expect(isConsistent({ ...older, root: roots[from - 1] as Buffer }, newer, proof)).toBe(false);
        expect(isConsistent(older, { ...newer, root: roots[to - 1] as Buffer }, proof)).toBe(false);
        expect(isConsistent(older, newer, [...proof, newer.root])).toBe(false);
        if (proof.length > 0) expect(isConsistent(older, newer, proof.slice(0, -1))).toBe(false);
        if (from < to) expect(isConsistent(newer, older, proof)).toBe(false);
      }
    expect(isConsistent({ size: 0, root: roots[0] as Buffer }, { size: 3, root: roots[3] as Buffer }, [])).toBe(false);
    await expect(consistencyProof(0, 3, read)).rejects.toThrow(RangeError);
    await expect(consistencyProof(0, 3, read)).rejects.toThrow('no tree of 0 leaves is the proven beginning of one of 3');
    await expect(consistencyProof(4, 3, read)).rejects.toThrow(RangeError);
    await expect(inclusionProof(3, 3, read)).rejects.toThrow(RangeError);
    await expect(inclusionProof(3, 3, read)).rejects.toThrow('index 3 is in no tree of 3 leaves');
    await expect(inclusionProof(-1, 3, read)).rejects.toThrow(RangeError);
  });

  it('has both roots and what lies between them of one read', async () => {
    const { read } = await whole;
    const once = jest.fn(read);
    expect(await provenGrowth(21, 40, once)).toEqual({
      ...{ fromRoot: roots[21], toRoot: roots[40] },
      hashes: await consistencyProof(21, 40, read),
    });
    expect(once).toHaveBeenCalledTimes(1);
    await expect(provenGrowth(0, 3, read)).rejects.toThrow(RangeError);
  });

  it('takes no proof with one bit changed', async () => {
    const { read } = await whole;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: SIZE }), fc.nat(), fc.nat(), async (size, at, bit) => {
        const index = at % size;
        const proof = (await inclusionProof(index, size, read)).map((hash) => Buffer.from(hash));
        const flipped = proof[at % proof.length] as Buffer;
        flipped[bit % 32] = (flipped[bit % 32] as number) ^ (1 << (bit % 8));
        expect(isIncluded(leafHash(leaf(index)), index, size, proof, roots[size] as Buffer)).toBe(false);
        const from = 1 + (bit % (size - 1));
        const grew = (await consistencyProof(from, size, read)).map((hash) => Buffer.from(hash));
        const other = grew[at % grew.length] as Buffer;
        other[bit % 32] = (other[bit % 32] as number) ^ (1 << (bit % 8));
        const heads = [from, size].map((leaves) => ({ size: leaves, root: roots[leaves] as Buffer })) as [never, never];
        expect(isConsistent(...heads, grew)).toBe(false);
      }),
    );
  });
});
