/** A log of proofs for those who look at a witness: it grows, and can be made to tell another history. */
import { generateKeyPairSync } from 'node:crypto';
import {
  consistencyProof,
  GrowingTree,
  leafHash,
  printAddCheckpoint,
  printCheckpoint,
  printNote,
  type ReadHashes,
  signNote,
  verifierOf,
} from '../../libs/proof';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
/** Who signs the checkpoints of every such log. */
export const LOG = verifierOf('example.com/log', 'note', publicKey);

export class GrowingLog {
  readonly #hashes = new Map<string, Buffer>();
  readonly #read: ReadHashes = async (subtrees) =>
    subtrees.map(({ level, index }) => this.#hashes.get(`${level}/${index}`) as Buffer);
  #tree: GrowingTree | undefined;

  /** `leaves` tells what leaf there is at an index. */
  constructor(private readonly leaves = (index: number) => `leaf ${index}`) {}

  /** Its signed checkpoint of so many leaves; sizes only grow. */
  async checkpoint(size: number): Promise<string> {
    this.#tree ??= await GrowingTree.of(0, this.#read);
    const tree = this.#tree;
    while (tree.size < size)
      for (const { subtree, hash } of tree.add(leafHash(Buffer.from(this.leaves(tree.size)))))
        this.#hashes.set(`${subtree.level}/${subtree.index}`, hash);
    const text = printCheckpoint({ origin: LOG.name, size, root: tree.root() });
    return printNote({ text, signatures: [signNote(text, LOG, privateKey)] });
  }

  /** What a witness is asked: its checkpoint of so many leaves, with the proof from a size before. */
  async grown(old: number, size: number): Promise<{ readonly body: string; readonly note: string }> {
    const note = await this.checkpoint(size);
    const proof = old === 0 || old === size ? [] : await consistencyProof(old, size, this.#read);
    return { body: printAddCheckpoint({ old, proof, note }), note };
  }
}
