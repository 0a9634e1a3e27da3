/** Checkpoints of a log (C2SP tlog-checkpoint), and the proof of one entry as a file (C2SP tlog-proof). */
import { base64, Malformed } from './note';
import { HASH_BYTES, type TreeHead } from './tree';

/** A log's name, and its tree. */
export interface Checkpoint extends TreeHead {
  readonly origin: string;
  /** Lines the log added, which nobody audits. */
  readonly extensions: readonly string[];
}

/** A whole number as text: no sign, no leading zero. Undefined for any other text, and above 2^53 − 1. */
export function decimal(text: string): number | undefined {
  const number = /^(0|[1-9]\d{0,15})$/.test(text) ? Number(text) : undefined;
  return Number.isSafeInteger(number) ? number : undefined;
}

/** A hash as a line has it; undefined for any other text. */
function hashIn(text: string): Buffer | undefined {
  const bytes = base64(text);
  return bytes?.length === HASH_BYTES ? bytes : undefined;
}

/** The text that a log signs. */
export const printCheckpoint = ({
  origin,
  size,
  root,
  extensions = [],
}: TreeHead & { readonly origin: string; readonly extensions?: readonly string[] }): string =>
  [origin, size, Buffer.from(root).toString('base64'), ...extensions, ''].join('\n');

/** The checkpoint in a note's text. Throws {@link Malformed} with what is wrong. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = '', sizeText = '', rootText = '', ...extensions] = text.split('\n').slice(0, -1);
  const size = decimal(sizeText);
  const root = hashIn(rootText);
  if (!text.endsWith('\n') || origin === '') throw new Malformed('a checkpoint begins with the name of its log');
  if (size === undefined) throw new Malformed('the second line of a checkpoint is the number of its leaves');
  if (root === undefined) throw new Malformed('the third line of a checkpoint is its root, 32 bytes in base64');
  if (extensions.includes('')) throw new Malformed('a checkpoint has no empty lines');
  return { origin, size, root, extensions };
}

/** That one entry is in a log, to be checked by anybody who knows the log's key. */
export interface EntryProof {
  readonly index: number;
  /** From the leaf's sibling upwards. */
  readonly hashes: readonly Uint8Array[];
  /** The signed note of the checkpoint, as it was published. */
  readonly checkpoint: string;
}

const PROOF = 'c2sp.org/tlog-proof@v1';

/** An entry's proof as a file. */
export const printProof = ({ index, hashes, checkpoint }: EntryProof): string =>
  [PROOF, `index ${index}`, ...hashes.map((hash) => Buffer.from(hash).toString('base64')), '', checkpoint].join('\n');

/** The proof in a file; further data in it, which nothing vouches for, are left out. Throws {@link Malformed} with what is wrong. */
export function parseProof(file: string): EntryProof {
  const end = file.indexOf('\n\n');
  const [head, ...lines] = file.slice(0, Math.max(end, 0)).split('\n');
  if (head !== PROOF) throw new Malformed(`a proof begins with ${PROOF}`);
  if (lines[0]?.startsWith('extra ')) lines.shift();
  const [place = '', ...encoded] = lines;
  const index = place.startsWith('index ') ? decimal(place.slice('index '.length)) : undefined;
  if (index === undefined) throw new Malformed('a proof names the index of its entry');
  return { index, hashes: encoded.map(requireHash), checkpoint: file.slice(end + 2) };
}

/** The hash in a line. Throws {@link Malformed} for one that has none. */
export function requireHash(line: string): Buffer {
  const hash = hashIn(line);
  if (hash === undefined) throw new Malformed(`"${line.slice(0, 100)}" is no hash: 32 bytes in base64`);
  return hash;
}
