/** The fonts of the report on paper: DejaVu Sans for what Europe, Arabic and Hebrew are written in, Unifont for every other sign. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inflateSync } from 'node:zlib';

const DEJAVU = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf/DejaVuSans.ttf');
const UNIFONT = join(dirname(require.resolve('@fontsource/unifontex/package.json')), 'files/unifontex-latin-400-normal.woff');
const SHAPED = /[\p{M}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** What the library has of a font, and says nothing of in its types. */
interface LibraryFont {
  readonly id: string;
  readonly font: { hasGlyphForCodePoint(code: number): boolean };
  widthOfString(text: string, size: number, features: readonly string[]): number;
  encode(text: string, features: readonly string[]): readonly [codes: readonly string[], positions: unknown];
  ref(): PDFKit.PDFKitReference;
}

/** A font in a document. */
export class Typeface {
  readonly #font: LibraryFont;

  constructor(
    document: PDFKit.PDFDocument,
    readonly name: string,
    source: string | Buffer,
  ) {
    document.registerFont(name, source).font(name);
    this.#font = (document as unknown as { readonly _font: LibraryFont })._font;
  }

  has(code: number): boolean {
    return this.#font.font.hasGlyphForCodePoint(code);
  }

  /** How wide a sign is that stands alone, in thousandths of the size. */
  advance(sign: string): number {
    return this.#font.widthOfString(sign, 1_000, []);
  }

  /** A sign that stands for itself, as it is written between the brackets of a string. */
  written(sign: string): string {
    const [codes] = this.#font.encode(sign, []);
    const bytes = Buffer.from(codes.join(''), 'hex').toString('latin1');
    return bytes.replace(/[()\\\r]/g, (one) => (one === '\r' ? '\\r' : `\\${one}`));
  }

  /** What the font is called on a page. */
  on({ fonts }: PDFKit.PDFPage): string {
    const { id } = this.#font;
    fonts[id] ??= this.#font.ref();
    return id;
  }
}

/** Whether the form of what stands there depends on what is around it, or it stands on another sign: the font has to say how. */
export const isShaped = (sign: string): boolean => SHAPED.test(sign);

/** Fonts in the order they are asked in, each read when it is needed. */
export const FONTS: readonly { readonly name: string; read(): string | Buffer }[] = [
  { name: 'text', read: () => DEJAVU },
  { name: 'every other sign', read: () => sfntOf(readFileSync(UNIFONT)) },
];

/** The font in a WOFF file (W3C WOFF 1.0), whose tables are unpacked once in place of each time that one is looked into. */
function sfntOf(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12);
  const head = Buffer.alloc(12 + 16 * count);
  woff.copy(head, 0, 4, 8);
  head.writeUInt16BE(count, 4);
  const parts: Uint8Array[] = [head];
  let end = head.length;
  for (let table = 0; table < count; table++) {
    const at = 44 + 20 * table;
    const [offset, packed, size] = [4, 8, 12].map((place) => woff.readUInt32BE(at + place));
    const bytes = woff.subarray(offset, offset + packed);
    const entry = 12 + 16 * table;
    woff.copy(head, entry, at, at + 4);
    woff.copy(head, entry + 4, at + 16, at + 20);
    head.writeUInt32BE(end, entry + 8);
    head.writeUInt32BE(size, entry + 12);
    const padding = Buffer.alloc(-size & 3);
    parts.push(packed < size ? inflateSync(bytes) : bytes, padding);
    end += size + padding.length;
  }
  return Buffer.concat(parts);
}
