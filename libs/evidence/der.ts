/** DER (X.690), as much of it as certificates, signatures and key files take. */

/** Tags of what is written here. */
export const TAG = {
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  nothing: 0x05,
  oid: 0x06,
  text: 0x0c,
  time: 0x17,
  list: 0x30,
  set: 0x31,
} as const;

/** Bytes with their tag and length in front. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Uint8Array.of(tag, length), content]);
  const digits = Buffer.from(length.toString(16).padStart(length > 0xff_ff ? 6 : length > 0xff ? 4 : 2, '0'), 'hex');
  return Buffer.concat([Uint8Array.of(tag, 0x80 | digits.length), digits, content]);
}

/** A SEQUENCE. */
export const list = (...parts: readonly Uint8Array[]): Buffer => der(TAG.list, ...parts);

/** A SET: its members in the order of their bytes. */
export const set = (...parts: readonly Uint8Array[]): Buffer => der(TAG.set, ...[...parts].sort(Buffer.compare));

/** An OBJECT IDENTIFIER, of `1.2.840.…`. */
export function oid(dotted: string): Buffer {
  const [first, second, ...others] = dotted.split('.').map(Number);
  const bytes = [40 * first + second, ...others].flatMap((arc) => {
    const digits = [arc & 0x7f];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) digits.unshift(0x80 | (left & 0x7f));
    return digits;
  });
  return der(TAG.oid, Uint8Array.from(bytes));
}

/** A UTCTime, to the second. */
export const utcTime = (at: Date): Buffer =>
  der(TAG.time, Buffer.from(`${at.toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`));

/** One value of DER. */
export interface Value {
  readonly tag: number;
  readonly content: Buffer;
  /** With tag and length. */
  readonly raw: Buffer;
}

/** Bytes that are not the DER expected. */
export class NotDer extends Error {}

/** The values that stand one behind the other. Throws {@link NotDer}. */
export function values(bytes: Buffer): Value[] {
  const found: Value[] = [];
  for (let at = 0; at < bytes.length; ) {
    const short = bytes[at + 1];
    const digits = short > 0x80 && short <= 0x84 ? short - 0x80 : 0;
    const length = digits > 0 && at + 2 + digits <= bytes.length ? bytes.readUIntBE(at + 2, digits) : short;
    const from = at + 2 + digits;
    if (short === undefined || short === 0x80 || short > 0x84 || from + length > bytes.length) throw new NotDer('cut off');
    found.push({ tag: bytes[at], content: bytes.subarray(from, from + length), raw: bytes.subarray(at, from + length) });
    at = from + length;
  }
  return found;
}

/** What stands in a value of a value, by its places from outside. Throws {@link NotDer}. */
export function inside(bytes: Buffer, ...path: readonly number[]): Value {
  let content = bytes;
  let value: Value | undefined;
  for (const at of path) {
    value = values(content)[at];
    if (value === undefined) throw new NotDer('a part is missing');
    content = value.content;
  }
  return value as Value;
}
