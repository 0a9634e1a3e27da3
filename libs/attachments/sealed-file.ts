/**
 * Files under a key of their own, in pieces that open alone: AES-256-GCM with a counter and a mark of the last piece in the nonce, so
 * that none can be changed, left out, moved or added unnoticed. The head names the key that wraps the file's.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const HEAD_BYTES = 256;
const PIECE_BYTES = 64 * 1024;
const TAG_BYTES = 16;
const MAGIC = 'HDF1';
/** Bytes by which a sealed file is known. */
export const MAGIC_BYTES = MAGIC.length;
/** Whether a file that begins so is a sealed one. */
export const isSealedFile = (head: Buffer): boolean => head.toString('latin1', 0, MAGIC_BYTES) === MAGIC;
const WRAP = 'id-aes256-wrap';
/** RFC 3394, 2.2.3.1. */
const WRAP_IV = Buffer.alloc(8, 0xa6);

/** The key of a person, which wraps those of its files. */
export interface FileKey {
  /** Undefined where it was erased. */
  readonly key: Uint8Array | undefined;
  /** Since when what it sealed is for compliance only; null: it is not. */
  readonly restrictedOn: string | null;
}

/** Who seals files for whom, and opens them. */
export interface FileKeys {
  /** The key that wraps the keys of this person's files from now on. */
  sealing(person: string): Promise<{ readonly id: string; readonly key: Uint8Array }>;
  /** The key of this id; undefined where it is not there. */
  named(id: string): Promise<FileKey | undefined>;
}

/** The file is not as it was kept. */
export class FileAltered extends Error {}

/** There is no file where one is to be, or no key that opens it. */
export class FileLost extends Error {}

/** The key of whose file it is was erased. */
export class FileErased extends Error {}

/** Only compliance can open it. */
export class FileRestricted extends Error {}

/** Where the piece with a byte begins in the sealed file, and which one it is. */
const pieceOf = (byte: number): { readonly index: number; readonly at: number } => {
  const index = Math.floor(byte / PIECE_BYTES);
  return { index, at: HEAD_BYTES + index * (PIECE_BYTES + TAG_BYTES) };
};

/** The content, sealed; `name` is authenticated with it: under another name it does not open. */
export async function* sealed(
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  name: string,
  wrapping: { readonly id: string; readonly key: Uint8Array },
): AsyncGenerator<Buffer> {
  const key = randomBytes(32);
  const wrap = createCipheriv(WRAP, wrapping.key, WRAP_IV);
  const wrapped = Buffer.concat([wrap.update(key), wrap.final()]).toString('base64url');
  const head = Buffer.alloc(HEAD_BYTES);
  head.write(MAGIC + JSON.stringify({ key: wrapping.id, wrapped }));
  yield head;
  let index = 0;
  let held = Buffer.alloc(0);
  for await (const bytes of content) {
    held = Buffer.concat([held, bytes]);
    // The last piece is known when nothing follows.
    for (; held.length > PIECE_BYTES; held = held.subarray(PIECE_BYTES))
      yield sealedPiece(key, head, name, { index: index++, last: false }, held.subarray(0, PIECE_BYTES));
  }
  yield sealedPiece(key, head, name, { index, last: true }, held);
}

/** The bytes of a content whose sealed file has so many. */
export function sizeOfSealed(bytes: number): number {
  const pieces = Math.max(1, Math.ceil((bytes - HEAD_BYTES) / (PIECE_BYTES + TAG_BYTES)));
  return Math.max(0, bytes - HEAD_BYTES - pieces * TAG_BYTES);
}

interface Place {
  readonly index: number;
  readonly last: boolean;
}

function nonceOf({ index, last }: Place): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 7);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

function sealedPiece(key: Uint8Array, head: Buffer, name: string, place: Place, bytes: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(place), { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.concat([head, Buffer.from(name)]));
  return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/** What of a file is wanted, both ends with it, and whether by whom also what is restricted opens. */
export interface Span {
  readonly from?: number;
  readonly to?: number;
  readonly restricted?: boolean;
}

/** Reads a sealed file, from a byte of it on. */
export type ReadSealed = (from: number, to?: number) => Promise<AsyncIterable<Uint8Array>>;

/**
 * The bytes from `from` up to and with `to` of a content of `size` bytes, each piece when it is known to be whole. `restricted`: what
 * only compliance may open is opened, too. Throws {@link FileAltered}, {@link FileLost}, {@link FileErased}, {@link FileRestricted}.
 */
export async function* opened(
  read: ReadSealed,
  name: string,
  keys: FileKeys,
  { from, to, size, restricted = false }: Span & { readonly from: number; readonly to: number; readonly size: number },
): AsyncGenerator<Buffer> {
  const { head, key } = await headOf(read, keys, restricted);
  const last = pieceOf(Math.max(0, size - 1)).index;
  const first = pieceOf(from);
  const until = pieceOf(to);
  let index = first.index;
  let held = Buffer.alloc(0);
  const open = (bytes: Buffer) => {
    const plain = openedPiece(key, head, name, { index, last: index === last }, bytes);
    const start = index * PIECE_BYTES;
    index++;
    return plain.subarray(Math.max(0, from - start), Math.max(0, to + 1 - start));
  };
  // One byte more would come of a file that something was added to.
  const end = until.index === last ? undefined : until.at + PIECE_BYTES + TAG_BYTES - 1;
  for await (const bytes of await read(first.at, end)) {
    held = Buffer.concat([held, bytes]);
    for (; index < last && held.length >= PIECE_BYTES + TAG_BYTES; held = held.subarray(PIECE_BYTES + TAG_BYTES))
      yield open(held.subarray(0, PIECE_BYTES + TAG_BYTES));
    if (held.length > PIECE_BYTES + TAG_BYTES) throw new FileAltered(`${name} is longer than it was`);
  }
  if (index <= until.index) yield open(held);
}

async function headOf(read: ReadSealed, keys: FileKeys, restricted: boolean): Promise<{ head: Buffer; key: Buffer }> {
  const pieces: Uint8Array[] = [];
  for await (const bytes of await read(0, HEAD_BYTES - 1)) pieces.push(bytes);
  const head = Buffer.concat(pieces);
  const said = head.toString('latin1').replace(/\0+$/, '');
  const match = /^HDF1\{"key":"([^"]{1,100})","wrapped":"([\w-]{54})"\}$/.exec(said);
  if (head.length !== HEAD_BYTES || !match) throw new FileAltered('the head of the file is not as it was');
  const wrapping = await keys.named(match[1]);
  if (!wrapping) throw new FileLost('the key of this file is not there');
  if (!wrapping.key) throw new FileErased('the key of this file was erased');
  if (wrapping.restrictedOn !== null && !restricted) throw new FileRestricted('this file is for compliance only');
  try {
    const unwrap = createDecipheriv(WRAP, wrapping.key, WRAP_IV);
    return { head, key: Buffer.concat([unwrap.update(Buffer.from(match[2], 'base64url')), unwrap.final()]) };
  } catch {
    throw new FileAltered('the key of the file is not as it was');
  }
}

function openedPiece(key: Uint8Array, head: Buffer, name: string, place: Place, bytes: Buffer): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(place), { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.concat([head, Buffer.from(name)]));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw new FileAltered(`${name} is not as it was, in its piece ${place.index}`);
  }
}
