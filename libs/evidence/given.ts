/** A log of made events, for specs: leaves, proofs and a signed checkpoint as the product has them. */
import { createHash, generateKeyPairSync } from 'node:crypto';
import {
  consistencyProof,
  digestOf,
  disclosureOf,
  GrowingTree,
  inclusionProof,
  leafOf,
  printCheckpoint,
  printNote,
  rootOf,
  type Subtree,
  signNote,
  verifierOf,
} from '../proof';
import type { PackagedEvent, StampedCheckpoint } from './package';

/** An event that is to be in the log, as the store has it; a `sealed` body is disclosed. */
export interface MadeEvent {
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly data: object;
  readonly role: string;
  readonly at: string;
  readonly sealed?: string;
}

/** The events of a log, its checkpoint and its key. */
export interface MadeLog {
  readonly events: readonly (PackagedEvent & { readonly made: MadeEvent })[];
  readonly checkpoint: string;
  readonly logKey: string;
  /** The checkpoint of so many entries, and that it and the one above are of one log. */
  at(size: number): Promise<Omit<StampedCheckpoint, 'stamp'>>;
}

const uuidOf = (text: string): string => {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** Puts events into a log, after `others` of somebody else and before `later` ones. */
export async function logOf(made: readonly MadeEvent[], others = 0, later = 0): Promise<MadeLog> {
  const tree = await GrowingTree.of(0, () => Promise.resolve([]));
  const known = new Map<string, Buffer>();
  const add = (hash: Buffer) => {
    for (const { subtree, hash: whole } of tree.add(hash)) known.set(nameOf(subtree), whole);
  };
  const addOthers = (count: number) => {
    for (let n = 0; n < count; n++) add(createHash('sha256').update(String(n)).digest());
  };
  addOthers(others);
  const before = new Map<string, Buffer>();
  const events: (Omit<PackagedEvent, 'hashes'> & { made: MadeEvent })[] = [];
  for (const one of made) {
    const { stream, revision, type, at, role, sealed } = one;
    const id = uuidOf(`${stream} ${revision}`);
    const disclosure = disclosureOf(createHash('sha256').update(id).digest('base64url').slice(0, 22), 'body', sealed);
    const shown =
      sealed === undefined ? one.data : { ...one.data, body: { sealed: 'Y2lwaGVydGV4dA', digest: digestOf(disclosure) } };
    const [data, metadata] = [shown, { role, at }].map((value) => Buffer.from(JSON.stringify(value)));
    const index = tree.size;
    const created = new Date(at);
    const leaf = leafOf(
      { id, stream, type, revision, position: BigInt(index), created, bytes: { data, metadata } },
      before.get(stream),
    );
    before.set(stream, leaf.hash);
    add(leaf.hash);
    const disclosures = sealed === undefined ? [] : [{ path: 'body', disclosure }];
    events.push({ id, leaf: leaf.bytes, index, data, metadata, disclosures, made: one });
  }
  const read = (subtrees: readonly Subtree[]) => Promise.resolve(subtrees.map((one) => known.get(nameOf(one)) as Buffer));
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { size } = tree;
  addOthers(later);
  const checkpointOf = async (entries: number): Promise<string> => {
    const text = printCheckpoint({ origin: 'log.example', size: entries, root: await rootOf(entries, read) });
    return printNote({ text, signatures: [signNote(text, verifierOf('log.example', 'note', publicKey), privateKey)] });
  };
  const proven: MadeLog['events'][number][] = [];
  for (const event of events) proven.push({ ...event, hashes: await inclusionProof(event.index, size, read) });
  return {
    events: proven,
    checkpoint: await checkpointOf(size),
    at: async (entries) => ({
      checkpoint: await checkpointOf(entries),
      consistency: await consistencyProof(Math.min(entries, size), Math.max(entries, size), read),
    }),
    logKey: publicKey.export({ type: 'spki', format: 'pem' }) as string,
  };
}

const nameOf = ({ level, index }: Subtree): string => `${level}/${index}`;
