/** What is kept outside the event store: bytes of any size under a key. */
import type { Readable } from 'node:stream';

/** What was put: its SHA-256 in hexadecimal, and its size in bytes. */
export interface Stored {
  readonly sha256: string;
  readonly size: number;
}

/** A part of a blob: from the byte `from`, to and with the byte `to` where there is one. */
export interface Span {
  readonly from: number;
  readonly to?: number;
}

/**
 * A place for blobs. Bytes stream through in constant memory, whatever their number. A key is parts with a `/` between, such as
 * `tile/0/x001/067.p/5`: letters, digits, `.`, `_`, `-`, `=`, none of them beginning with a dot, 200 characters at most. No key is
 * both a blob and the beginning of another's path. All throw {@link InvalidKey}, and what the place throws.
 */
export interface BlobStore {
  /**
   * Keeps what comes, in place of what was there. Whoever reads sees all of the old one or all of the new one, also after a crash; where
   * `content` fails the old one stays, and nothing else does. A `Readable` is content, and so is `[bytes]`.
   */
  put(key: string, content: Bytes): Promise<Stored>;
  /** All of it or a part. Throws {@link BlobMissing}; a stream that cannot be read to its end fails. */
  get(key: string, span?: Span): Promise<Readable>;
  has(key: string): Promise<boolean>;
  /** Removes it; one that is not there is removed already. */
  delete(key: string): Promise<void>;
  /** The keys that begin with `prefix`, in whatever order. */
  list(prefix: string): AsyncIterable<string>;
}

/** What comes in, in pieces. */
export type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** There is no blob of that key. */
export class BlobMissing extends Error {
  constructor(readonly key: string) {
    super(`there is no blob ${key}`);
  }
}

/** The place cannot be reached, or refuses. */
export class StorageUnavailable extends Error {}

/** A text that is no key. */
export class InvalidKey extends Error {}

const KEY = /^[\w=-][\w.=-]*(?:\/[\w=-][\w.=-]*)*$/;
const PREFIX = /^(?:[\w=-][\w.=-]*\/)*(?:[\w=-][\w.=-]*)?$/;
const CHARACTERS_AT_MOST = 200;

/** The key. Throws {@link InvalidKey}: no key leads out of the place. */
export function requireKey(key: string): string {
  if (!KEY.test(key) || key.length > CHARACTERS_AT_MOST) throw new InvalidKey(`${JSON.stringify(key.slice(0, 300))} is no key`);
  return key;
}

/** What keys may begin with. Throws {@link InvalidKey}. */
export function requirePrefix(prefix: string): string {
  if (!PREFIX.test(prefix)) throw new InvalidKey(`${JSON.stringify(prefix.slice(0, 300))} is no beginning of a key`);
  return prefix;
}
