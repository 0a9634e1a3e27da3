/** The rendering on paper: pages with their numbers, each event with its hash, and an index of the conversations at the end. */
import { deflateSync } from 'node:zlib';
import type { Language } from '../domain';
import { FONTS, isShaped, Typeface } from './fonts';
import type { HashedFile } from './hashed-file';
import type { BeginFile, Rendering, Told } from './package';
import type { Shown } from './shown';
import { EVIDENCE_WORDS } from './shown-words';

const MARGIN = 50;
const LEADING = 1.3;
const SPACE = 0x20;
/** A line may end behind these. */
const BREAKS = /[\s\-/\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Extended_Pictographic}]/u;
/** Signs that only say how others are shown. */
const JOINS = /\u200c|\u200d|[\ufe00-\ufe0f]/;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
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
      const { id, revision, title, role, author, times, texts, facts: said, marks, hash, conversation, isFirst } = shown;
      if (isFirst) {
        paper.room(60);
        index.push([conversation, paper.page]);
        paper.line(`${words.conversation} ${conversation}`, { size: 13, above: 12 });
      }
      paper.room(40);
      paper.line(`${revision}. ${title}: ${role} ${author}`, { size: 10, above: 8 });
      if (marks.length > 0) paper.line(marks.join(' · '), { colour: RED });
      paper.line(`${times[0]} · ${times[1]}`, { colour: GREY, size: 8 });
      for (const [name, text] of texts) paper.line(`${name}: ${text}`);
      if (said.length > 0) paper.line(said.map(([name, text]) => `${name}: ${text}`).join('; '), { colour: GREY, size: 8 });
      paper.line(`${words.event} ${id} · ${words.hash} ${hash}`, { colour: GREY, size: 7 });
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
  readonly isRight: boolean;
  /** A line may end behind it. */
  readonly isBreak: boolean;
}

/** What the library keeps of a page's content until it ends. */
interface PageContent {
  readonly buffer: readonly Uint8Array[];
  readonly data: object;
  write(bytes: Uint8Array): void;
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
    for (const paragraph of text.normalize('NFC').split('\n'))
      for (const line of this.#lines(paragraph, size)) {
        this.room(size * LEADING);
        this.#y += size * LEADING;
        this.#draw(line, { size, colour });
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

  /** Ends the page. The library would compress as hard as it can what the ZIP compresses once more. */
  #close(): void {
    this.#put();
    const { content } = this.#document.page as unknown as { readonly content: PageContent };
    const bytes = deflateSync(Buffer.concat(content.buffer), { level: 1 });
    Object.assign(content, { buffer: [], compress: false });
    Object.assign(content.data, { Length: 0, Filter: 'FlateDecode' });
    content.write(bytes);
  }

  /** Puts what was drawn on the page. */
  #put(): void {
    this.#document.addContent(Buffer.from(`BT\n${this.#content}ET\n`, 'latin1'));
    this.#content = '';
  }

  /** Draws what stands in a line, each stretch in its font. */
  #draw(line: readonly Sign[], look: Required<Pick<Look, 'size' | 'colour'>>): void {
    let x = MARGIN;
    for (let from = 0, to = 0; from < line.length; from = to) {
      const { face, isRight } = line[from];
      // A space between two words of such a writing goes with them.
      const belongs = (at: number) => line[at].isRight || (line[at].text === ' ' && at + 1 < line.length && line[at + 1].isRight);
      while (to < line.length && line[to].face === face && (isRight ? belongs(to) : !line[to].isRight)) to += 1;
      x += this.#stretch(line.slice(from, to), x, look);
    }
  }

  /** Draws signs of one font; how wide they are. */
  #stretch(signs: readonly Sign[], x: number, { size, colour }: Required<Pick<Look, 'size' | 'colour'>>): number {
    const [{ face }] = signs;
    const document = this.#document;
    if (signs.some((sign) => sign.isShaped)) {
      // Without features named, the library would remember every word.
      const options: PDFKit.Mixins.TextOptions = { lineBreak: false, baseline: 'alphabetic', features: [] };
      const text = signs.map((sign) => sign.text).join('');
      this.#put();
      this.#set = { font: '', colour: '' };
      document.fontSize(size).fillColor(colour).font(face.name).text(text, x, this.#y, options);
      return document.widthOfString(text, options);
    }
    const font = `/${face.on(document.page)} ${size} Tf\n`;
    if (this.#set.font !== font) this.#content += font;
    if (this.#set.colour !== colour) this.#content += colourOf(colour);
    this.#set = { font, colour };
    let written = '';
    let width = 0;
    for (const sign of signs) {
      written += sign.written;
      width += sign.advance;
    }
    // The library turned the page upside down.
    this.#content += `1 0 0 -1 ${rounded(x)} ${rounded(this.#y)} Tm(${written})Tj\n`;
    return (width * size) / 1_000;
  }

  /** Breaks a paragraph where there is a space, a hyphen or a sign that stands alone, and within words that no line takes. */
  #lines(paragraph: string, size: number): Sign[][] {
    const most = ((this.#document.page.width - 2 * MARGIN) * 1_000) / size;
    const lines: Sign[][] = [];
    let line: Sign[] = [];
    let [width, breakAt, widthThere] = [0, 0, 0];
    for (let at = 0, code = 0; at < paragraph.length; at += code > 0xffff ? 2 : 1) {
      code = paragraph.codePointAt(at) as number;
      for (const sign of this.#signsOf(code)) {
        if (width + sign.advance > most && sign.text !== ' ') {
          const cut = breakAt > 0 ? breakAt : line.length;
          width -= breakAt > 0 ? widthThere : width;
          lines.push(line.slice(0, cut));
          line = line.slice(cut);
          breakAt = 0;
        }
        line.push(sign);
        width += sign.advance;
        if (sign.isBreak) {
          breakAt = line.length;
          widthThere = width;
        }
      }
    }
    lines.push(line);
    return lines;
  }

  /** What is drawn of a sign. What no font has a sign for is told by its number: nothing is left out without a word. */
  #signsOf(code: number): readonly Sign[] {
    let signs = this.#signs.get(code);
    if (!signs) {
      signs = [...this.#made(code)];
      this.#signs.set(code, signs);
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
      const [isRight, isBreak] = [RIGHT_TO_LEFT, BREAKS].map((of) => of.test(text));
      yield { text, face, written, advance: face.advance(text), isShaped: shaped, isRight, isBreak };
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
const colourOf = (hex: string): string =>
  `/DeviceRGB cs ${[1, 3, 5].map((at) => rounded(Number.parseInt(hex.slice(at, at + 2), 16) / 255)).join(' ')} scn\n`;
