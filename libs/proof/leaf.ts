/** An event of the store as a leaf of the log: what is proven of it, without the texts that people wrote. */
import { createHash } from 'node:crypto';
import { isSealedField } from './disclosure';
import { leafHash } from './tree';

/** An event exactly as the store has it, whoever wrote it. */
export interface StoredBytes {
  readonly id: string;
  readonly stream: string;
  readonly type: string;
  readonly revision: number;
  readonly position: bigint;
  readonly created: Date;
  readonly bytes: { readonly data: Uint8Array; readonly metadata: Uint8Array };
}

/** What a leaf says of its event; bytes are hashes in hex. */
export interface Leaf {
  readonly data: string;
  /** Digests of sealed fields by their place in the data. */
  readonly digests: Readonly<Record<string, string>>;
  readonly id: string;
  readonly metadata: string;
  readonly position: string;
  /** Hash of the leaf before in the same stream. */
  readonly previous: string | null;
  readonly recorded: string;
  readonly revision: number;
  readonly role: string | null;
  readonly stream: string;
  readonly type: string;
}

/** Entries of a log are shorter than 64 KiB (C2SP tlog-tiles): what strangers write is cut to fit, its hash covers the rest. */
const TEXT_AT_MOST = 1_024;
const DIGESTS_AT_MOST = 32 * 1_024;
const DEPTH_AT_MOST = 100;

const hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A leaf and its hash, which the next leaf of the stream names. */
export interface HashedLeaf {
  readonly bytes: Buffer;
  readonly hash: Buffer;
}

/** The leaf of an event, JSON as RFC 8785 writes it; `previous`: hash of the leaf before in its stream. The same event always has the same leaf. */
export function leafOf(event: StoredBytes, previous: Uint8Array | undefined): HashedLeaf {
  const { id, stream, type, revision, position, created, bytes } = event;
  // Names in the order of their UTF-16 units, no blanks; texts and whole numbers are written by JSON.stringify as RFC 8785 has them.
  const [before, after] = [
    { id, metadata: hex(bytes.metadata), position: String(position) },
    { previous: previous ? Buffer.from(previous).toString('hex') : null, recorded: created.toISOString(), revision },
  ];
  const text =
    `{"data":"${hex(bytes.data)}","digests":${digestsIn(bytes.data)},` +
    `${JSON.stringify(before).slice(1, -1)},${JSON.stringify(after).slice(1, -1)},` +
    `"role":${JSON.stringify(roleIn(bytes.metadata))},"stream":${JSON.stringify(short(stream))},"type":${JSON.stringify(short(type))}}`;
  const leaf = Buffer.from(text);
  return { bytes: leaf, hash: leafHash(leaf) };
}

/** What leaf bytes say. Throws SyntaxError for bytes that are no JSON. */
export const readLeaf = (bytes: Uint8Array): Leaf => JSON.parse(Buffer.from(bytes).toString('utf8')) as Leaf;

/** A text as a leaf has it: one too long is named by its hash. */
const short = (text: string): string => (text.length <= TEXT_AT_MOST ? text : `sha256:${hex(Buffer.from(text))}`);

function roleIn(metadata: Uint8Array): string | null {
  const about = parsed(metadata);
  const role = typeof about === 'object' && about !== null ? (about as { role?: unknown }).role : undefined;
  return typeof role === 'string' ? short(role) : null;
}

/** The digests of the sealed fields in data as JSON, by path, in the order of the paths; none where they would not fit. */
function digestsIn(data: Uint8Array): string {
  // Most events have none, and need not be read.
  if (!Buffer.from(data.buffer, data.byteOffset, data.byteLength).includes('"sealed"')) return '{}';
  const found = new Map<string, string>();
  collect(parsed(data), [], found);
  const entries = [...found].sort(([one], [other]) => (one < other ? -1 : 1));
  const text = `{${entries.map(([path, digest]) => `${JSON.stringify(path)}:${JSON.stringify(digest)}`).join(',')}}`;
  return Buffer.byteLength(text) <= DIGESTS_AT_MOST ? text : '{}';
}

function collect(value: unknown, path: readonly string[], found: Map<string, string>): void {
  if (typeof value !== 'object' || value === null || path.length > DEPTH_AT_MOST) return;
  if (isSealedField(value)) found.set(path.join('.'), value.digest);
  else for (const [name, part] of Object.entries(value)) collect(part, [...path, name], found);
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  } catch {
    return undefined;
  }
}
