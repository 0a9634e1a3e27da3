/** Signed notes (C2SP signed-note) with Ed25519 keys: text, and who signed it. */
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** What a signature of a key says: that the key wrote the text, or that it saw it as a witness (C2SP tlog-cosignature). */
export type SignatureType = 'note' | 'cosignature';

const TYPE_BYTES: Readonly<Record<SignatureType, number>> = { note: 1, cosignature: 4 };
const ED25519_BYTES = 64;
/** DER in front of the 32 bytes of an Ed25519 public key (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** A name and the key behind it. */
export interface Verifier {
  readonly name: string;
  readonly type: SignatureType;
  readonly key: KeyObject;
  /** First four bytes of SHA-256(name, newline, type, public key). */
  readonly id: Buffer;
}

/** One line of a signature: a key's name and id, and what the key made. */
export interface Signature {
  readonly name: string;
  readonly id: Buffer;
  readonly bytes: Buffer;
}

/** A text with its signatures. */
export interface Note {
  /** Ends with a newline. */
  readonly text: string;
  readonly signatures: readonly Signature[];
}

/** A text that is no note, checkpoint, key or request, and why. */
export class Malformed extends Error {}

/** Names of keys and logs: nothing that a line could be cut at. */
const NAME = /^[^\s+\p{Cc}\u2028\u2029]+$/u;
const SIGNATURE = /^\u2014 ([^ ]+) ([A-Za-z0-9+/]+={0,2})$/;
/** A note accepts at least 16 signatures; more than these nobody needs. */
const SIGNATURES_AT_MOST = 100;

const rawKey = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' }).subarray(SPKI.length);

/** Who signs under `name` with the public half of an Ed25519 key. Throws {@link Malformed} for a name with a blank or a plus. */
export function verifierOf(name: string, type: SignatureType, key: KeyObject): Verifier {
  if (!NAME.test(name)) throw new Malformed(`a key's name has no blanks and no plus, "${name}" has`);
  if (key.asymmetricKeyType !== 'ed25519') throw new Malformed(`the key of ${name} is no Ed25519 key`);
  const id = createHash('sha256')
    .update(`${name}\n`)
    .update(Uint8Array.of(TYPE_BYTES[type]))
    .update(rawKey(key))
    .digest()
    .subarray(0, 4);
  return { name, type, key, id };
}

/** A verifier as one line: `name+id+base64`. */
export const printVerifier = ({ name, type, key, id }: Verifier): string =>
  `${name}+${id.toString('hex')}+${Buffer.concat([Uint8Array.of(TYPE_BYTES[type]), rawKey(key)]).toString('base64')}`;

/** The verifier a line names. Throws {@link Malformed} for one that names none, or whose id is not its key's. */
export function parseVerifier(line: string): Verifier {
  const [name, id, ...encoded] = line.trim().split('+');
  const bytes = base64(encoded.join('+'));
  const type = (Object.keys(TYPE_BYTES) as SignatureType[]).find((known) => TYPE_BYTES[known] === bytes?.[0]);
  if (bytes?.length !== 33 || type === undefined)
    throw new Malformed(`"${line}" is no key: it has to be name+id+base64 of an Ed25519 key`);
  const verifier = verifierOf(
    name,
    type,
    createPublicKey({ key: Buffer.concat([SPKI, bytes.subarray(1)]), format: 'der', type: 'spki' }),
  );
  if (verifier.id.toString('hex') !== id) throw new Malformed(`the id in the key of ${name} is not the one of its key`);
  return verifier;
}

/** Exactly the bytes base64 text stands for; undefined where it is not written as it would be written. */
export function base64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

/** A note as it is written. Throws {@link Malformed} with what is wrong. */
export function parseNote(note: string): Note {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) throw new Malformed('a note is a text, an empty line and lines of signatures');
  const text = note.slice(0, end + 1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is refused
  if (/[\u0000-\u0009\u000b-\u001f\p{Surrogate}]/u.test(note)) throw new Malformed('a note has no control characters');
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > SIGNATURES_AT_MOST) throw new Malformed(`a note has at most ${SIGNATURES_AT_MOST} signatures`);
  return { text, signatures: lines.map(parseSignature) };
}

/** A line of a signature. Throws {@link Malformed} for one that is none. */
function parseSignature(line: string): Signature {
  const [, name = '', encoded = ''] = SIGNATURE.exec(line) ?? [];
  const bytes = base64(encoded);
  if (!NAME.test(name) || bytes === undefined || bytes.length <= 4)
    throw new Malformed(`"${line.slice(0, 100)}" is no signature`);
  return { name, id: bytes.subarray(0, 4), bytes: bytes.subarray(4) };
}

/** A signature as a line. */
export const printSignature = ({ name, id, bytes }: Signature): string =>
  `\u2014 ${name} ${Buffer.concat([id, bytes]).toString('base64')}\n`;

/** The note as text. */
export const printNote = ({ text, signatures }: Note): string => `${text}\n${signatures.map(printSignature).join('')}`;

/** Signs as the writer of a text. */
export const signNote = (text: string, { name, id }: Verifier, key: KeyObject): Signature => ({
  name,
  id,
  bytes: sign(null, Buffer.from(text), key),
});

/** What a witness signs: that it saw this text at this second. */
const witnessed = (text: string, seconds: bigint): Buffer => Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);

/** Signs as a witness that saw a checkpoint's text; `at` in epoch milliseconds. */
export function cosign(text: string, { name, id }: Verifier, key: KeyObject, at: number): Signature {
  const time = Buffer.alloc(8);
  const seconds = BigInt(Math.floor(at / 1_000));
  time.writeBigUInt64BE(seconds);
  return { name, id, bytes: Buffer.concat([time, sign(null, witnessed(text, seconds), key)]) };
}

/** Whether the verifier's key made this signature for this text. */
function isSignedBy(text: string, { bytes }: Signature, { type, key }: Verifier): boolean {
  if (type === 'note') return verify(null, Buffer.from(text), key, bytes);
  if (bytes.length !== 8 + ED25519_BYTES) return false;
  const seconds = bytes.readBigUInt64BE();
  return seconds < 2n ** 63n && verify(null, witnessed(text, seconds), key, bytes.subarray(8));
}

/**
 * The signatures of a note that known keys made, each key's once; what nobody known signed is left out. Throws {@link Malformed} where a known key's signature does not verify: then the
 * note is not what it was.
 */
export function verified({ text, signatures }: Note, verifiers: readonly Verifier[]): Signature[] {
  return verifiers.flatMap((verifier) => {
    const own = signatures.filter(({ name, id }) => name === verifier.name && id.equals(verifier.id));
    if (own.some((signature) => !isSignedBy(text, signature, verifier)))
      throw new Malformed(`a signature of ${verifier.name} does not verify`);
    return own.slice(0, 1);
  });
}
