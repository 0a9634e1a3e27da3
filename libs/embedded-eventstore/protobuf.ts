/** The part of the protobuf wire format that the protocol needs: varints, 64-bit fixed fields skipped, length-delimited fields. */

/** Grows as it is written; `finish` gives the bytes written. Numbers are non-negative and below 2^53 unless a bigint is given. */
export class Writer {
  #bytes: Buffer;
  #length = 0;

  constructor(size = 256) {
    this.#bytes = Buffer.allocUnsafe(size);
  }

  /** A varint field; 0 is written too, since members of a oneof are present even when 0. */
  varint(field: number, value: number | bigint): this {
    this.#varint(field << 3);
    this.#varint(value);
    return this;
  }

  /** A length-delimited field: bytes, a string or a finished message. */
  bytes(field: number, value: Uint8Array | string): this {
    this.#varint((field << 3) | 2);
    if (typeof value === 'string') {
      const length = Buffer.byteLength(value);
      this.#varint(length);
      this.#reserve(length);
      this.#length += this.#bytes.write(value, this.#length, length, 'utf8');
      return this;
    }
    this.#varint(value.length);
    return this.raw(value);
  }

  /** Fields written before, as they are. */
  raw(fields: Uint8Array): this {
    this.#reserve(fields.length);
    this.#bytes.set(fields, this.#length);
    this.#length += fields.length;
    return this;
  }

  /** One byte that belongs to no field. */
  byte(value: number): this {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
    return this;
  }

  /** Four bytes that belong to no field, the highest first. */
  fixed32(value: number): this {
    this.#reserve(4);
    this.#length = this.#bytes.writeUInt32BE(value, this.#length);
    return this;
  }

  /** Begins a message of a known length, whose fields are written next. */
  message(field: number, length: number): this {
    this.#varint((field << 3) | 2);
    this.#varint(length);
    return this;
  }

  /** The bytes written so far; the writer must not be used afterwards. */
  finish(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  #varint(value: number | bigint): void {
    this.#reserve(10);
    let rest = value;
    if (typeof rest === 'bigint') {
      if (rest <= 0xffffffffn) rest = Number(rest);
      else {
        for (; rest > 0x7fn; rest >>= 7n) this.#bytes[this.#length++] = Number(rest & 0x7fn) | 0x80;
        this.#bytes[this.#length++] = Number(rest);
        return;
      }
    }
    // Bit operators end at 32 bits; positions go further.
    while (rest > 0x7f) {
      this.#bytes[this.#length++] = (rest % 128) | 0x80;
      rest = Math.floor(rest / 128);
    }
    this.#bytes[this.#length++] = rest;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + more));
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
  }
}

/** Bytes a varint takes. */
export function varintSize(value: number | bigint): number {
  let size = 1;
  if (typeof value === 'bigint') for (let rest = value; rest > 0x7fn; rest >>= 7n) size++;
  else for (let rest = value; rest >= 128; rest /= 128) size++;
  return size;
}

/** Bytes a length-delimited field takes, with a field number below 16. */
export const fieldSize = (length: number): number => 1 + varintSize(length) + length;

/** Bytes that are no protobuf message. */
class MalformedMessage extends Error {}

/** Steps through the fields of one message. */
export class Reader {
  readonly #bytes: Buffer;
  #at: number;
  readonly #end: number;
  /** Number of the field last met by `next`. */
  field = 0;
  #wire = 0;

  constructor(bytes: Buffer, start = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.#at = start;
    this.#end = end;
  }

  /** Moves to the next field; false at the end. Every field met has to be read or skipped. */
  next(): boolean {
    if (this.#at >= this.#end) return false;
    const tag = this.number();
    this.field = tag >>> 3;
    this.#wire = tag & 7;
    return true;
  }

  /** The current field as a message of its own. */
  message(): Reader {
    const start = this.#pass();
    return new Reader(this.#bytes, start, this.#at);
  }

  /** The current field as bytes, not copied. */
  view(): Buffer {
    const start = this.#pass();
    return this.#bytes.subarray(start, this.#at);
  }

  /** The current field as text. */
  text(): string {
    const start = this.#pass();
    return this.#bytes.toString('utf8', start, this.#at);
  }

  /** The current field as an unsigned number; exact below 2^53. */
  number(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      if (scale > 2 ** 63) throw new MalformedMessage('a varint has at most ten bytes');
    }
  }

  /** The current field as an unsigned 64-bit number. */
  bigint(): bigint {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.#byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asUintN(64, value);
      if (shift > 63n) throw new MalformedMessage('a varint has at most ten bytes');
    }
  }

  /** Passes over the current field. */
  skip(): void {
    if (this.#wire === 0) this.number();
    else if (this.#wire === 2) this.#pass();
    else if (this.#wire === 1) this.#at += 8;
    else if (this.#wire === 5) this.#at += 4;
    else throw new MalformedMessage(`unknown wire type ${this.#wire}`);
    if (this.#at > this.#end) throw new MalformedMessage('a field ends after its message');
  }

  /** Passes over a length-delimited field and says where it began. */
  #pass(): number {
    if (this.#wire !== 2) throw new MalformedMessage('expected a length-delimited field');
    const length = this.number();
    const start = this.#at;
    if (start + length > this.#end) throw new MalformedMessage('a field ends after its message');
    this.#at = start + length;
    return start;
  }

  #byte(): number {
    if (this.#at >= this.#end) throw new MalformedMessage('the message ends inside a varint');
    return this.#bytes[this.#at++];
  }
}
