import { generateKeyPairSync } from 'node:crypto';
import { printCheckpoint } from './checkpoint';
import { printNote, signNote, verifierOf } from './note';
import { consistencyProof, GrowingTree, leafHash, type ReadHashes, type TreeHead } from './tree';
import { parseAddCheckpoint, printAddCheckpoint, type WitnessedLog, witness } from './witness';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const ORIGIN = 'example.com/log';
const verifier = verifierOf(ORIGIN, 'note', publicKey);
const kept = new Map<string, Buffer>();
const read: ReadHashes = async (subtrees) => subtrees.map(({ level, index }) => kept.get(`${level}/${index}`) as Buffer);
const heads: TreeHead[] = [];

beforeAll(async () => {
  const tree = await GrowingTree.of(0, read);
  for (let at = 0; at <= 20; at++) {
    heads.push({ size: at, root: tree.root() });
    for (const { subtree, hash } of tree.add(leafHash(Buffer.from([at])))) kept.set(`${subtree.level}/${subtree.index}`, hash);
  }
});

const head = (size: number): TreeHead => heads[size] as TreeHead;
const other = (size: number): TreeHead => ({ size, root: Buffer.alloc(32, 9) });
const noted = (tree: TreeHead, key = privateKey, origin = ORIGIN): string => {
  const text = printCheckpoint({ origin, ...tree });
  return printNote({ text, signatures: [signNote(text, verifier, key)] });
};
const asked = (old: number, note: string, proof: readonly Buffer[] = []): string => printAddCheckpoint({ old, proof, note });
const knows =
  (last?: TreeHead) =>
  (origin: string): WitnessedLog | undefined =>
    origin === ORIGIN ? { verifiers: [verifier], ...(last && { last }) } : undefined;

describe('a witness', () => {
  it('signs a first tree, one that grew, and the same again', async () => {
    const text = printCheckpoint({ origin: ORIGIN, ...head(5) });
    const signed = { status: 200, checkpoint: { origin: ORIGIN, ...head(5), extensions: [] }, text };
    expect(witness(asked(0, noted(head(5))), knows())).toEqual(signed);
    expect(witness(asked(0, noted(head(5))), knows(head(0)))).toEqual(signed);
    expect(witness(asked(0, noted(head(0))), knows())).toMatchObject({ status: 200, checkpoint: { size: 0 } });
    expect(witness(asked(3, noted(head(5)), await consistencyProof(3, 5, read)), knows(head(3)))).toEqual(signed);
    expect(witness(asked(5, noted(head(5))), knows(head(5)))).toEqual(signed);
  });

  it('tells the size it has to whoever thinks of another, and signs no other root of that size', () => {
    expect(witness(asked(0, noted(head(9))), knows(head(5)))).toEqual({ status: 409, size: 5 });
    expect(witness(asked(3, noted(head(4))), knows(head(5)))).toEqual({ status: 409, size: 5 });
    expect(witness(asked(4, noted(head(9))), knows())).toEqual({ status: 409, size: 0 });
    expect(witness(asked(5, noted(other(5))), knows(head(5)))).toEqual({ status: 409, size: 5 });
    expect(witness(asked(0, noted(other(0))), knows(head(0)))).toEqual({ status: 409, size: 0 });
  });

  it('never signs a tree that did not grow from the one it signed', async () => {
    const proof = await consistencyProof(3, 5, read);
    const refused = { status: 422, reason: 'the proof does not show that the tree only grew' };
    expect(witness(asked(3, noted(head(5))), knows(head(3)))).toEqual(refused);
    expect(witness(asked(3, noted(other(5)), proof), knows(head(3)))).toEqual(refused);
    expect(witness(asked(3, noted(head(5)), proof), knows(other(3)))).toEqual(refused);
    expect(witness(asked(0, noted(head(5)), proof), knows())).toEqual(refused);
    expect(witness(asked(5, noted(head(5)), proof), knows(head(5)))).toEqual(refused);
  });

  it('refuses strangers, their signatures, and a smaller tree after a larger one', () => {
    expect(witness(asked(0, noted(head(5), privateKey, 'example.com/other')), knows())).toEqual({
      status: 404,
      reason: 'the log example.com/other is not one of this witness',
    });
    const other = generateKeyPairSync('ed25519');
    const unsigned = { status: 403, reason: 'no key of this log signed the checkpoint' };
    expect(witness(asked(0, noted(head(5), other.privateKey)), knows())).toEqual(unsigned);
    // Signed as it should be, by a key of the same name that is not known.
    const text = printCheckpoint({ origin: ORIGIN, ...head(5) });
    const signature = signNote(text, verifierOf(ORIGIN, 'note', other.publicKey), other.privateKey);
    expect(witness(asked(0, printNote({ text, signatures: [signature] })), knows())).toEqual(unsigned);
    expect(witness(asked(5, noted(head(3))), knows(head(5)))).toEqual({
      status: 400,
      reason: 'the old size is above the size of the checkpoint',
    });
  });

  it.each([
    ['', 'an empty line'],
    ['\n\n', 'the first line'],
    ['old\n\n', 'the first line'],
    ['old 01\n\n', 'the first line'],
    ['new 1\n\n', 'the first line'],
    ['old 1\nAAAA\n\n', 'is no hash'],
    [`old 1\n${`${Buffer.alloc(32).toString('base64')}\n`.repeat(64)}\n`, 'at most 63'],
    ['old 0\n\nnothing signed\n', 'a note is'],
    ['old 0\n\nname\nmany\nroot\n\n— n AAAAAAAA\n', 'number of its leaves'],
  ])('%j is a bad request', (body, why) => {
    expect(witness(body, knows())).toEqual({ status: 400, reason: expect.stringContaining(why) });
  });

  it('reads what a log prints', async () => {
    const request = { old: 3, proof: await consistencyProof(3, 5, read), note: noted(head(5)) };
    expect(parseAddCheckpoint(printAddCheckpoint(request))).toEqual(request);
    const longest = { ...request, proof: Array(63).fill(Buffer.alloc(32, 1)) };
    expect(parseAddCheckpoint(printAddCheckpoint(longest))).toEqual(longest);
  });
});
