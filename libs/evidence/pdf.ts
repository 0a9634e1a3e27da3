/** The rendering on paper: pages with their numbers, each event with its hash, and an index of the conversations at the end. */
import type { Language } from '../domain';
import { mirrored, type Stretch, stretchesOf } from './directions';
import { FONTS, isShaped, Typeface } from './fonts';
import type { HashedFile } from './hashed-file';
import type { BeginFile, Rendering, Told } from './package';
import { labelOf, type Shown } from './shown';
import { EVIDENCE_WORDS } from './shown-words';

const MARGIN = 50;
const LEADING = 1.3;
const SPACE = 0x20;
const HYPHEN = 0x2d;
const DIGIT = /\d/;
const LATIN = 0x250;
const WORDS_REMEMBERED = 10_000;
/** What is longer is most often a name that never comes again. */
const LETTERS_REMEMBERED = 24;
/** What may stand on the sign before, or be one with it. */
const COMPOSED = /[\u0300-\uffff]/;
/** A line may end behind these. */
const BREAKS = /[\s\-/\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Extended_Pictographic}]/u;
/** Signs that only say how others are shown. */
const JOINS = /\u200c|\u200d|[\ufe00-\ufe0f]/;
/** Hebrew, Arabic, Syriac, Thaana and their like. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const BLACK = '#111111';
const GREY = '#555555';
const RED = '#b00020';

/** Opens the rendering. The same events make the same bytes. */
export async function pdf(begin: BeginFile, told: Told, language: Language): Promise<Rendering<{ readonly shown: Shown }>> {
  const words = EVIDENCE_WORDS[language];
  const file = await begin('report.pdf');
  // Loaded where there is something to draw: who asks for packages and checks them needs none of it.
  const { default: Document } = await import('pdfkit');
  const paper = new Paper(Document, file, told, language);
  paper.line(words.title, { size: 18 });
  for (const text of [told.id, told.selection]) paper.line(text);
  const facts: readonly (readonly [string, string])[] = [
    [words.purpose, told.purpose],
    [words.reason, told.reason],
    [words.asOf, told.asOf],
    [words.requestedBy, `${told.requestedBy}, ${told.requestedAt}`],
  ];
  for (const [label, text] of facts) paper.line(`${label}: ${text}`);
  paper.line(words.authority, { colour: GREY, size: 8 });
  const index: (readonly [conversation: string, page: number])[] = [];
  return {
    add({ shown }) {
      const { id, revision, title, role, author, times, texts, told: said, marks, hash, conversation, isFirst } = shown;
      if (isFirst) {
        paper.room(60);
        index.push([conversation, paper.page]);
        paper.line(`${words.conversation} ${conversation}`, { size: 13, above: 12 });
      }
      paper.room(40);
      paper.line(`${revision}. ${title}: ${words.roles[role]} ${author}`, { size: 10, above: 8 });
      if (marks.length > 0) paper.line(marks.join(' · '), { colour: RED });
      paper.line(`${times[0]} · ${times[1]}`, { colour: GREY, size: 8 });
      for (const [field, text] of texts) paper.line(`${labelOf(language, field)}: ${text}`);
      if (said.length > 0) paper.line(said.map(([label, text]) => `${label}: ${text}`).join('; '), { colour: GREY, size: 8 });
      paper.line(`${words.event} ${id} · ${words.hash} ${hash}`, { colour: GREY, size: 6.5 });
      return paper.written();
    },
    async end() {
      paper.line(words.index, { size: 13, above: 16 });
      for (const [conversation, page] of index) paper.line(`${conversation} … ${words.page} ${page}`);
      if (paper.hasNumbers) paper.line(words.numbers, { colour: GREY, size: 8, above: 12 });
      await paper.end();
      return [await file.end()];
    },
  };
}

interface Look {
  readonly size?: number;
  readonly colour?: string;
  readonly above?: number;
}

/** A sign on its way to a line. */
interface Sign {
  readonly text: string;
  readonly face: Typeface;
  /** As it stands in the page, where nothing around it changes its form. */
  readonly written: string;
  /** In thousandths of the size. */
  readonly advance: number;
  readonly isShaped: boolean;
  /** A line may end behind it. */
  readonly isBreak: boolean;
}

/** Signs that stay in one line, of which the last may be one that a line may end behind. */
interface Piece {
  readonly text: string;
  /** In thousandths of the size. */
  readonly advance: number;
  /** The same without a blank at its end: it may stand in the margin. */
  readonly width: number;
  /** Undefined where signs are of several fonts, or have to be shaped. */
  readonly face: Typeface | undefined;
  readonly written: string;
}

function pieceOf(signs: readonly Sign[]): Piece {
  const [{ face }] = signs;
  let [text, written, advance] = ['', '', 0];
  let isPlain = true;
  for (const sign of signs) {
    text += sign.text;
    written += sign.written;
    advance += sign.advance;
    isPlain &&= sign.face === face && !sign.isShaped;
  }
  const last = signs[signs.length - 1];
  const width = last.text === ' ' ? advance - last.advance : advance;
  return { text, advance, width, face: isPlain ? face : undefined, written };
}

type DrawnLook = Required<Pick<Look, 'size' | 'colour'>>;

/** What the library has of a page's content until the page ends. */
interface PageContent {
  compress: boolean;
  readonly data: { Filter?: string };
}

/**
 * Lines on numbered pages. Nothing of a page is kept when the next has begun. The library keeps fonts, pages and the file; what stands on a
 * page is written here, since it takes ten times as long to write a line.
 */
class Paper {
  readonly #document: PDFKit.PDFDocument;
  readonly #faces: Typeface[] = [];
  /** By their code points. */
  readonly #signs = new Map<number, readonly Sign[]>();
  /** Those of most texts, by their number alone. */
  readonly #latin: (readonly Sign[] | undefined)[] = [];
  readonly #words = new Map<string, readonly Piece[]>();
  readonly #ended: Promise<unknown>;
  #writing: Promise<void> | undefined;
  #y = MARGIN;
  /** What is to stand on the page, and the font and the colour that are set there. */
  #content = '';
  #set = { font: '', colour: '' };
  /** The number of the page that is written on. */
  page = 0;
  /** Signs were told by their numbers. */
  hasNumbers = false;

  constructor(
    Document: new (options: PDFKit.PDFDocumentOptions) => PDFKit.PDFDocument,
    file: HashedFile,
    { id, requestedAt }: Told,
    language: Language,
  ) {
    const words = EVIDENCE_WORDS[language];
    const info = {
      Title: `${words.title} ${id}`,
      Producer: 'helpdesk',
      Creator: 'helpdesk',
      CreationDate: new Date(requestedAt),
    };
    const document = new Document({ size: 'A4', margin: MARGIN, info, lang: language, autoFirstPage: false });
    this.#document = document;
    document.on('data', (piece: Buffer) => {
      this.#writing = file.write(piece) ?? this.#writing;
    });
    this.#ended = new Promise((resolve) => document.once('end', resolve));
    this.#faceFor(SPACE);
    document.on('pageAdded', () => {
      this.page += 1;
      this.#set = { font: '', colour: '' };
      this.#y = document.page.height - MARGIN / 2;
      this.#draw(this.#lines(`${id} · ${words.page} ${this.page}`, 7)[0], { size: 7, colour: GREY });
      this.#y = MARGIN;
    });
    document.addPage();
  }

  /** A line, or as many as it takes. */
  line(text: string, { size = 9, colour = BLACK, above = 0 }: Look = {}): void {
    this.#y += above;
    // Signs below are in their form whatever follows.
    const composed = COMPOSED.test(text) ? text.normalize('NFC') : text;
    for (const paragraph of composed.includes('\n') ? composed.split('\n') : [composed]) {
      const lines = this.#lines(paragraph, size);
      const stretches = RIGHT_TO_LEFT.test(paragraph) ? stretchesOf(lines.map((line) => this.#signsIn(line))) : undefined;
      const look = { size, colour };
      for (let at = 0; at < lines.length; at++) {
        this.room(size * LEADING);
        this.#y += size * LEADING;
        if (stretches) this.#drawStretches(stretches[at], look);
        else this.#draw(lines[at], look);
      }
    }
  }

  /** Goes on on the next page where less than that is left. */
  room(points: number): void {
    if (this.#y + points <= this.#document.page.height - MARGIN) return;
    this.#close();
    this.#document.addPage();
  }

  /** What has to be waited for before more is written. */
  written(): Promise<void> | undefined {
    const writing = this.#writing;
    this.#writing = undefined;
    // A stream hands on what it has when it is given a turn.
    return this.#document.readableLength > 0 ? new Promise((resolve) => setImmediate(resolve)) : writing;
  }

  async end(): Promise<void> {
    this.#close();
    this.#document.end();
    await this.#ended;
    await this.written();
  }

  /** Ends the page, which is compressed once, with the ZIP around it: to begin it anew for each page took a tenth of what a package costs. */
  #close(): void {
    this.#put();
    const { content } = this.#document.page as unknown as { readonly content: PageContent };
    content.compress = false;
    delete content.data.Filter;
  }

  /** Puts what was drawn on the page. */
  #put(): void {
    this.#document.addContent(Buffer.from(`BT\n${this.#content}ET\n`, 'latin1'));
    this.#content = '';
  }

  /** Draws a line that is read from left to right: at once where all of it is written in one font. */
  #draw(line: readonly Piece[], look: DrawnLook): void {
    const [first] = line;
    if (first?.face && line.every(({ face }) => face === first.face)) {
      let written = '';
      for (const piece of line) written += piece.written;
      this.#write(first.face, written, MARGIN, look);
    } else if (first) this.#drawStretches([{ signs: this.#signsIn(line), isRight: false }], look);
  }

  /** Draws what stands in a line, each part of a stretch in its font. */
  #drawStretches(stretches: readonly Stretch<Sign>[], look: DrawnLook): void {
    let x = MARGIN;
    for (const { signs, isRight } of stretches) {
      const parts: Sign[][] = [];
      for (const sign of signs) {
        const part = parts.at(-1);
        if (part?.[0].face === sign.face) part.push(sign);
        else parts.push([sign]);
      }
      for (const part of isRight ? parts.reverse() : parts) x += this.#drawPart(part, isRight, x, look);
    }
  }

  /** Draws signs of one font; how wide they are. */
  #drawPart(part: readonly Sign[], isRight: boolean, x: number, look: DrawnLook): number {
    const [{ face }] = part;
    const text = part.map((sign) => (isRight ? mirrored(sign.text) : sign.text));
    if (part.some((sign) => sign.isShaped)) return this.#shape(face, text.join(''), x, look);
    const signs = isRight ? text.reverse().flatMap((one) => this.#signsOf(one.codePointAt(0) as number)) : part;
    this.#write(face, signs.map((sign) => sign.written).join(''), x, look);
    return (signs.reduce((sum, sign) => sum + sign.advance, 0) * look.size) / 1_000;
  }

  /** Has the library draw what the font has to shape; how wide it is. */
  #shape({ name }: Typeface, text: string, x: number, { size, colour }: DrawnLook): number {
    const document = this.#document;
    // Without features named, the library would remember every word.
    const options: PDFKit.Mixins.TextOptions = { lineBreak: false, baseline: 'alphabetic', features: [] };
    this.#put();
    this.#set = { font: '', colour: '' };
    document.fontSize(size).fillColor(colour).font(name).text(text, x, this.#y, options);
    return document.widthOfString(text, options);
  }

  #write(face: Typeface, written: string, x: number, { size, colour }: DrawnLook): void {
    const font = `/${face.on(this.#document.page)} ${size} Tf\n`;
    if (this.#set.font !== font) this.#content += font;
    if (this.#set.colour !== colour) this.#content += COLOURS[colour];
    this.#set = { font, colour };
    // The library turned the page upside down.
    this.#content += `1 0 0 -1 ${rounded(x)} ${rounded(this.#y)} Tm(${written})Tj\n`;
  }

  /** Breaks a paragraph between its pieces, and within those that no line takes. */
  #lines(paragraph: string, size: number): Piece[][] {
    const most = ((this.#document.page.width - 2 * MARGIN) * 1_000) / size;
    const lines: Piece[][] = [];
    let line: Piece[] = [];
    let width = 0;
    const makeRoom = (needed: number) => {
      if (width + needed <= most || line.length === 0) return;
      lines.push(line);
      line = [];
      width = 0;
    };
    for (let from = 0; from < paragraph.length; ) {
      const to = paragraph.indexOf(' ', from) + 1 || paragraph.length;
      for (const piece of this.#piecesOf(paragraph.slice(from, to))) {
        makeRoom(piece.width);
        const parts = piece.width <= most ? [piece] : this.#signsIn([piece]).map((sign) => pieceOf([sign]));
        for (const part of parts) {
          makeRoom(part.width);
          line.push(part);
          width += part.advance;
        }
      }
      from = to;
    }
    lines.push(line);
    return lines;
  }

  /** A word with the blank behind it, in pieces. People use the same words again and again: what was cut once is remembered. */
  #piecesOf(word: string): readonly Piece[] {
    let pieces = this.#words.get(word);
    if (!pieces) {
      pieces = this.#cut(word);
      if (this.#words.size === WORDS_REMEMBERED) this.#words.clear();
      if (word.length <= LETTERS_REMEMBERED) this.#words.set(word, pieces);
    }
    return pieces;
  }

  #cut(word: string): Piece[] {
    const pieces: Piece[] = [];
    let signs: Sign[] = [];
    for (let at = 0, code = 0; at < word.length; at += code > 0xffff ? 2 : 1) {
      code = word.codePointAt(at) as number;
      for (const sign of this.#signsOf(code)) {
        signs.push(sign);
        // A date stays in one line.
        if (!sign.isBreak || (code === HYPHEN && DIGIT.test(word[at + 1] ?? ''))) continue;
        pieces.push(pieceOf(signs));
        signs = [];
      }
    }
    if (signs.length > 0) pieces.push(pieceOf(signs));
    return pieces;
  }

  #signsIn = (line: readonly Piece[]): Sign[] =>
    line.flatMap(({ text }) => [...text].flatMap((sign) => this.#signsOf(sign.codePointAt(0) as number)));

  /** What is drawn of a sign. What no font has a sign for is told by its number: nothing is left out without a word. */
  #signsOf(code: number): readonly Sign[] {
    let signs = code < LATIN ? this.#latin[code] : this.#signs.get(code);
    if (!signs) {
      signs = [...this.#made(code)];
      if (code < LATIN) this.#latin[code] = signs;
      else this.#signs.set(code, signs);
    }
    return signs;
  }

  *#made(code: number): Generator<Sign> {
    const text = code < SPACE || code === 0x7f ? ' ' : String.fromCodePoint(code);
    if (JOINS.test(text)) return;
    const face = this.#faceFor(text.codePointAt(0) as number);
    if (face) {
      const shaped = isShaped(text);
      const written = shaped ? '' : face.written(text);
      yield { text, face, written, advance: face.advance(text), isShaped: shaped, isBreak: BREAKS.test(text) };
    } else {
      this.hasNumbers = true;
      const number = `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
      for (const one of number) yield* this.#signsOf(one.charCodeAt(0));
    }
  }

  #faceFor(code: number): Typeface | undefined {
    for (const [at, { name, read }] of FONTS.entries()) {
      this.#faces[at] ??= new Typeface(this.#document, name, read());
      if (this.#faces[at].has(code)) return this.#faces[at];
    }
    return undefined;
  }
}

const rounded = (points: number): number => Math.round(points * 1_000) / 1_000;

/** `#rrggbb` as a page sets it. */
const COLOURS: Readonly<Record<string, string>> = Object.fromEntries(
  [BLACK, GREY, RED].map((hex) => {
    const parts = [1, 3, 5].map((at) => rounded(Number.parseInt(hex.slice(at, at + 2), 16) / 255));
    return [hex, `/DeviceRGB cs ${parts.join(' ')} scn\n`];
  }),
);
