/** Event ids, stream names and positions as messages of the protocol. */
import { Reader, Writer } from './protobuf';

const DASH = 0x2d;
/** Value of a hexadecimal digit by its character code; 255 for anything else. */
const NIBBLES = Uint8Array.from({ length: 256 }, (_, code) => {
  const value = Number.parseInt(String.fromCharCode(code), 16);
  return Number.isNaN(value) ? 255 : value;
});

/** The 16 bytes of a UUID's text, with or without dashes; undefined for anything else. */
function parseUuid(text: Buffer): Buffer | undefined {
  const id = Buffer.allocUnsafe(16);
  let digits = 0;
  for (const code of text) {
    if (code === DASH && digits >= 8 && digits <= 20 && digits % 4 === 0) continue;
    const nibble = NIBBLES[code];
    if (nibble === 255 || digits === 32) return undefined;
    id[digits >>> 1] = digits % 2 === 0 ? nibble << 4 : id[digits >>> 1] | nibble;
    digits++;
  }
  return digits === 32 ? id : undefined;
}

/** The 16 bytes of a UUID message in either form; undefined for nonsense. */
export function decodeUuid(reader: Reader): Buffer | undefined {
  while (reader.next()) {
    if (reader.field === 2) return parseUuid(reader.view());
    if (reader.field === 1) {
      const id = Buffer.alloc(16);
      const halves = reader.message();
      while (halves.next()) {
        if (halves.field === 1) id.writeBigUInt64BE(halves.bigint(), 0);
        else if (halves.field === 2) id.writeBigUInt64BE(halves.bigint(), 8);
        else halves.skip();
      }
      return id;
    }
    reader.skip();
  }
  return undefined;
}

const DIGITS = Buffer.from('0123456789abcdef');
const TEXT = Buffer.alloc(36, '-');

/** 16 bytes as the usual text, in a buffer that the next call writes over. */
export function uuidBytes(id: Buffer): Buffer {
  let at = 0;
  for (let index = 0; index < 16; index++) {
    if (index === 4 || index === 6 || index === 8 || index === 10) at++;
    TEXT[at++] = DIGITS[id[index] >>> 4];
    TEXT[at++] = DIGITS[id[index] & 15];
  }
  return TEXT;
}

/** The name in a StreamIdentifier. */
export function decodeStreamName(reader: Reader): string | undefined {
  let name: string | undefined;
  while (reader.next()) {
    if (reader.field === 3) name = reader.text();
    else reader.skip();
  }
  return name;
}

/** A StreamIdentifier. */
export const encodeStreamName = (name: string): Buffer => new Writer(name.length + 16).bytes(3, name).finish();

/** An AllStreamPosition, both of whose numbers are the same. */
export const encodePosition = (at: number): Buffer => new Writer(24).varint(1, at).varint(2, at).finish();
