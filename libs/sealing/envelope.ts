/** Fields under a data key, and keys under keys: AES-256-GCM and AES key wrap (RFC 3394). */
import { type Cipher, createCipheriv, createDecipheriv, type Decipher, randomFillSync } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;
const WRAP = 'id-aes256-wrap';
/** RFC 3394, 2.2.3.1. */
const WRAP_IV = Buffer.alloc(8, 0xa6);

/** Bytes of a key. */
export const KEY_BYTES = 32;

/** Random bytes are fetched so many at a time: one call of the system for a hundred fields. */
const POOL = Buffer.allocUnsafe(8_192);
let used = POOL.length;

/** Random bytes that nobody else gets. */
export function random(count: number): Buffer {
  if (used + count > POOL.length) {
    randomFillSync(POOL);
    used = 0;
  }
  const bytes = Buffer.from(POOL.subarray(used, used + count));
  // What was given away stays nowhere else.
  POOL.fill(0, used, used + count);
  used += count;
  return bytes;
}

/** A text under a data key: base64url of iv, ciphertext and tag. `about` is authenticated with it: elsewhere it does not open. */
export function sealText(key: Uint8Array, about: string, text: string): string {
  const iv = random(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(about));
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** The text again. Throws where key, place or bytes are others. */
export function openText(key: Uint8Array, about: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(about));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  // Nothing is released before it is known to be whole.
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8');
}

/** Each `update` of a cipher that wraps keys is whole in itself and leaves nothing for the end, so one serves all keys under a key. */
const ciphers = new WeakMap<Uint8Array, Cipher>();
const deciphers = new WeakMap<Uint8Array, Decipher>();

/** A key under another one: 40 bytes. */
export function wrapKey(under: Uint8Array, key: Uint8Array): Buffer {
  return ofKey(ciphers, under, createCipheriv).update(key);
}

/** The key again. Throws where it was wrapped under another one. */
export function unwrapKey(under: Uint8Array, wrapped: Uint8Array): Buffer {
  return ofKey(deciphers, under, createDecipheriv).update(wrapped);
}

function ofKey<C>(made: WeakMap<Uint8Array, C>, key: Uint8Array, make: (wrap: string, key: Uint8Array, iv: Uint8Array) => C): C {
  let one = made.get(key);
  if (!one) {
    one = make(WRAP, key, WRAP_IV);
    made.set(key, one);
  }
  return one;
}
