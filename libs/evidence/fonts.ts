/** The fonts of the report on paper: DejaVu Sans for what Europe, Arabic and Hebrew are written in, Unifont for every other sign. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inflateSync } from 'node:zlib';

const DEJAVU = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf/DejaVuSans.ttf');
const UNIFONT = join(dirname(require.resolve('@fontsource/unifontex/package.json')), 'files/unifontex-latin-400-normal.woff');
/** Signs whose form depends on those around them, or that stand on them: the font has to say how. */
const SHAPED = /[\p{M}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

interface Glyph {
  readonly id: number;
  readonly advanceWidth: number;
}
interface Run {
  readonly glyphs: readonly Glyph[];
  readonly positions: readonly object[];
  readonly advanceWidth: number;
}
/** What the library has of a font, and says nothing of in its types. */
interface LibraryFont {
  readonly font: { hasGlyphForCodePoint(code: number): boolean; glyphForCodePoint(code: number): Glyph };
  readonly scale: number;
  layoutRun(text: string, features: readonly string[]): Run;
  layout(text: string): Run;
}

/** A font in a document. Signs that stand for themselves are looked up once; nothing is remembered of texts. */
export class Typeface {
  readonly #font: LibraryFont;
  readonly #known = new Map<number, { readonly glyph: Glyph; readonly position: object; readonly advance: number }>();

  constructor(
    document: PDFKit.PDFDocument,
    readonly name: string,
    source: string | Buffer,
  ) {
    document.registerFont(name, source).font(name);
    this.#font = (document as unknown as { readonly _font: LibraryFont })._font;
    this.#font.layout = (text) => (SHAPED.test(text) ? this.#font.layoutRun(text, []) : this.#plain(text));
  }

  has(code: number): boolean {
    return this.#known.has(code) || this.#font.font.hasGlyphForCodePoint(code);
  }

  /** How wide a sign is, in thousandths of the size. */
  advance(code: number): number {
    return this.#glyph(code).advance;
  }

  #glyph(code: number) {
    let known = this.#known.get(code);
    if (!known) {
      const glyph = this.#font.font.glyphForCodePoint(code);
      const advance = glyph.advanceWidth * this.#font.scale;
      known = { glyph, advance, position: { xAdvance: advance, yAdvance: 0, xOffset: 0, yOffset: 0, advanceWidth: advance } };
      this.#known.set(code, known);
    }
    return known;
  }

  #plain(text: string): Run {
    const glyphs: Glyph[] = [];
    const positions: object[] = [];
    let advanceWidth = 0;
    for (const sign of text) {
      const { glyph, position, advance } = this.#glyph(sign.codePointAt(0) as number);
      glyphs.push(glyph);
      positions.push(position);
      advanceWidth += advance;
    }
    return { glyphs, positions, advanceWidth };
  }
}

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
