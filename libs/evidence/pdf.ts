/** The rendering on paper: pages with their numbers, each event with its hash, and an index of the conversations at the end. */
import { dirname, join } from 'node:path';
import PDFDocument from 'pdfkit';
import type { Language } from '../domain';
import type { HashedFile } from './hashed-file';
import type { BeginFile, Rendering, Told } from './package';
import type { Shown } from './shown';
import { EVIDENCE_WORDS } from './shown-words';

const MARGIN = 50;
const FONTS = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf');
const GREY = '#555555';
const RED = '#b00020';

/** Opens the rendering. The same events make the same bytes. */
export async function pdf(begin: BeginFile, told: Told, language: Language): Promise<Rendering<{ readonly shown: Shown }>> {
  const words = EVIDENCE_WORDS[language];
  const file = await begin('report.pdf');
  const paper = new Paper(file, told, language);
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
      paper.line(`${words.event} ${id} · ${words.hash} ${hash}`, { colour: GREY, size: 7, once: true });
      return paper.written();
    },
    async end() {
      paper.line(words.index, { size: 13, above: 16 });
      for (const [conversation, page] of index) paper.line(`${conversation} … ${words.page} ${page}`);
      await paper.end();
      return [await file.end()];
    },
  };
}

interface Look {
  readonly size?: number;
  readonly colour?: string;
  readonly above?: number;
  /** Its words come no second time: how they are set is not remembered. */
  readonly once?: true;
}

/** Lines on numbered pages. */
class Paper {
  readonly #document: PDFKit.PDFDocument;
  readonly #has: (codePoint: number) => boolean;
  readonly #ended: Promise<unknown>;
  #writing: Promise<void> | undefined;
  /** The number of the page that is written on. */
  page = 0;

  constructor(file: HashedFile, { id, requestedAt }: Told, language: Language) {
    const words = EVIDENCE_WORDS[language];
    const info = {
      Title: `${words.title} ${id}`,
      Producer: 'helpdesk',
      Creator: 'helpdesk',
      CreationDate: new Date(requestedAt),
    };
    const document = new PDFDocument({ size: 'A4', margin: MARGIN, info, lang: language, autoFirstPage: false });
    this.#document = document;
    document.on('data', (piece: Buffer) => {
      this.#writing = file.write(piece) ?? this.#writing;
    });
    this.#ended = new Promise((resolve) => document.once('end', resolve));
    document.registerFont('text', join(FONTS, 'DejaVuSans.ttf')).font('text');
    // pdfkit says nothing of what its font lacks.
    const { _font } = document as unknown as { _font: { font: { hasGlyphForCodePoint(codePoint: number): boolean } } };
    this.#has = (codePoint) => _font.font.hasGlyphForCodePoint(codePoint);
    document.on('pageAdded', () => {
      this.page += 1;
      const { page, x } = document;
      // Below the margin, where no text of the page comes.
      const { bottom } = page.margins;
      page.margins.bottom = 0;
      document
        .fontSize(7)
        .fillColor(GREY)
        .text(`${id} · ${words.page} ${this.page}`, MARGIN, page.height - MARGIN / 2 - 8, { lineBreak: false });
      page.margins.bottom = bottom;
      document.x = x || MARGIN;
      document.y = MARGIN;
    });
    document.addPage();
  }

  /** A line, or as many as it takes. */
  line(text: string, { size = 9, colour = '#111111', above = 0, once }: Look = {}): void {
    this.#document.y += above;
    this.#document
      .fontSize(size)
      .fillColor(colour)
      .text(this.#printable(text), MARGIN, undefined, once && { features: [] });
  }

  /** Goes on on the next page where less than that is left. */
  room(points: number): void {
    const { page, y } = this.#document;
    if (y + points > page.height - MARGIN) this.#document.addPage();
  }

  /** What has to be waited for before more is written. */
  written(): Promise<void> | undefined {
    const writing = this.#writing;
    this.#writing = undefined;
    // A stream hands on what it has when it is given a turn.
    return this.#document.readableLength > 0 ? new Promise((resolve) => setImmediate(resolve)) : writing;
  }

  async end(): Promise<void> {
    this.#document.end();
    await this.#ended;
    await this.written();
  }

  /** What the font has no sign for is told by its number: nothing is left out without a word. */
  #printable(text: string): string {
    let printable = '';
    for (const sign of text) {
      const code = sign.codePointAt(0) as number;
      if (sign === '\n') printable += sign;
      else if (code < 0x20 || code === 0x7f) printable += ' ';
      else if (this.#has(code)) printable += sign;
      else printable += `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
    }
    return printable;
  }
}
