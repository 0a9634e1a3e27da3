/** What a file is, by its content alone: seven types, and nothing that is two of anything at once. */
import { createHash } from 'node:crypto';
import { ATTACHMENT_BYTES, CONTROL_IN_LINES, type MediaType } from '../domain';

/** A file that is not taken; `rule` in a word. */
export class FileRefused extends Error {
  constructor(
    readonly rule: 'empty' | 'size' | 'type' | 'ambiguous' | 'picture',
    message: string,
  ) {
    super(message);
  }
}

/** What was found while the bytes went by. */
export interface Content {
  readonly mediaType: MediaType;
  readonly sha256: string;
  readonly size: number;
}

/** Bytes from which each type is known. */
const HEAD_BYTES = 64;
/** A reader of PDF takes a header that stands anywhere in the first kilobyte. */
const PDF_HEADER_WITHIN = 1_024;
/** The end of a ZIP archive, with the longest comment. */
const ZIP_END_BYTES = 22 + 65_535;

const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx']);
const MP4_BRANDS = new Set([
  'isom',
  'iso2',
  'iso3',
  'iso4',
  'iso5',
  'iso6',
  'mp41',
  'mp42',
  'mp71',
  'avc1',
  'M4V ',
  'M4VP',
  'dash',
  'MSNV',
]);

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

/** The type that the first bytes of a file say; a text says none. */
function binaryTypeOf(head: Buffer): MediaType | undefined {
  const at = (from: number, to: number) => head.toString('latin1', from, to);
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'image/jpeg';
  if (head.subarray(0, 8).equals(PNG) && at(12, 16) === 'IHDR') return 'image/png';
  if (at(0, 4) === 'RIFF' && at(8, 12) === 'WEBP') return 'image/webp';
  if (at(0, 5) === '%PDF-') return 'application/pdf';
  return at(4, 8) === 'ftyp' ? byBrand(head) : undefined;
}

/** HEIC and MP4 are boxes of one kind; the first names what it is, and what else it may be read as. */
function byBrand(head: Buffer): MediaType | undefined {
  const end = Math.min(head.length, head.readUInt32BE(0));
  const brands: string[] = [];
  for (let from = 8; from + 4 <= end; from += 4) if (from !== 12) brands.push(head.toString('latin1', from, from + 4));
  if (HEIC_BRANDS.has(brands[0]) || (brands[0] === 'mif1' && brands.some((one) => HEIC_BRANDS.has(one)))) return 'image/heic';
  return MP4_BRANDS.has(brands[0]) ? 'video/mp4' : undefined;
}

/**
 * Lets bytes through and looks at them. `done` is told what they are when the last one went by, and only then. Throws
 * {@link FileRefused} as soon as it is known that the file will not do.
 */
export async function* inspected(bytes: AsyncIterable<Buffer>, done: (content: Content) => void): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  const text = new PlainText();
  let size = 0;
  let head = Buffer.alloc(0);
  let tail = Buffer.alloc(0);
  let mediaType: MediaType | undefined;
  const decide = () => {
    mediaType = binaryTypeOf(head) ?? 'text/plain';
    if (mediaType === 'text/plain') text.read(head);
    else if (mediaType !== 'application/pdf' && head.subarray(0, PDF_HEADER_WITHIN).includes('%PDF-')) throw twofold('PDF');
  };
  for await (const piece of bytes) {
    size += piece.length;
    if (size > ATTACHMENT_BYTES) throw tooLarge();
    hash.update(piece);
    if (mediaType === 'text/plain') text.read(piece);
    else if (mediaType === undefined) {
      head = Buffer.concat([head, piece]);
      // A type that nobody takes is not read to its end.
      if (head.length >= HEAD_BYTES && binaryTypeOf(head) === undefined) decide();
      else if (head.length >= PDF_HEADER_WITHIN) decide();
    }
    tail = Buffer.concat([tail, piece]).subarray(-ZIP_END_BYTES);
    yield piece;
  }
  if (size === 0) throw new FileRefused('empty', 'The file is empty.');
  if (mediaType === undefined) decide();
  if (mediaType === 'text/plain') text.end();
  if (endsAsZip(tail)) throw twofold('a ZIP archive');
  done({ mediaType: mediaType as MediaType, sha256: hash.digest('hex'), size });
}

/** The file has more than {@link ATTACHMENT_BYTES}. */
const tooLarge = (): FileRefused => new FileRefused('size', `A file has at most ${ATTACHMENT_BYTES} bytes.`);

const twofold = (what: string): FileRefused => new FileRefused('ambiguous', `The file can be read as ${what}, too.`);

/** Whether these last bytes of a file are the end of a ZIP archive: its comment ends where the file does. */
function endsAsZip(tail: Buffer): boolean {
  for (let at = tail.lastIndexOf('PK\x05\x06'); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf('PK\x05\x06', at - 1))
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length) return true;
  return false;
}

/** UTF-8 without control characters but tabs and line ends. */
class PlainText {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  /** A line end may come in two pieces. */
  #open = '';

  read(piece: Buffer): void {
    this.#check(this.#open + this.#decoded(piece));
  }

  end(): void {
    this.#check(`${this.#open}${this.#decoded()}\n`);
  }

  #decoded(piece?: Buffer): string {
    try {
      return this.#decoder.decode(piece, { stream: piece !== undefined });
    } catch {
      throw unknown();
    }
  }

  #check(text: string): void {
    this.#open = text.endsWith('\r') ? '\r' : '';
    if (CONTROL_IN_LINES.test(text.slice(0, text.length - this.#open.length))) throw unknown();
  }
}

const unknown = (): FileRefused =>
  new FileRefused('type', 'Attached are JPEG, PNG, WebP, HEIC, PDF, MP4 and plain text in UTF-8.');
