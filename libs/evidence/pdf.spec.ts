/** The report on paper, as pdftotext and pdffonts read it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LANGUAGES } from '../domain';
import { HashedFile } from './hashed-file';
import type { Told } from './package';
import { pdf } from './pdf';
import type { Shown } from './shown';

const TOLD: Told = {
  ...{ id: 'ev-1', selection: 'one', asOf: '2026-03-03T12:00:00.000Z', purpose: 'a court', reason: 'asked for' },
  ...{ requestedBy: 'compliance cleo', requestedAt: '2026-03-03T12:00:00.000Z' },
};
const SHOWN: Shown = {
  ...{ conversation: '00000000-0000-4000-8000-000000000001', isFirst: true, type: 'MessageSent', revision: 1 },
  ...{ id: '00000000-0000-4000-8000-000000000002', hash: 'ab'.repeat(32), at: '2026-03-01T09:00:00.000Z' },
  times: ['2026-03-01 09:00:00 UTC', '2026-03-01 10:00:00 UTC+01:00 Europe/Berlin'],
  ...{ author: 'bea', role: 'buyer', title: 'Message', texts: [], facts: [], told: [], marks: [], answers: [] },
};

const WORD = /<word xMin="([\d.]+)".*?>(.*?)<\/word>/g;

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'pdf-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

/** The report of these texts, as the library that people read PDF with finds it. */
async function paperOf(texts: readonly string[], name = 'report'): Promise<{ file: string; words: string; fonts: string }> {
  const into = join(directory, name);
  const rendering = await pdf((each) => HashedFile.begin(into, each), TOLD, 'en');
  for (const [at, text] of texts.entries())
    await rendering.add({ shown: { ...SHOWN, isFirst: at === 0, revision: at, texts: [['body', text]] } });
  await rendering.end();
  const file = join(into, 'report.pdf');
  const read = (command: string, ...args: string[]) =>
    execFileSync(command, [...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  return { file, words: read('pdftotext', '-layout', file, '-').replace(/\s+/g, ' '), fonts: read('pdffonts', file) };
}

describe('the report on paper', () => {
  it('has every language of the markets, and Greek, Cyrillic, Chinese, Japanese, Korean, Hindi and emoji', async () => {
    const texts = [
      'Größe, Straße, „Ärger“ 3 €',
      'Zażółć gęślą jaźń',
      'Příliš žluťoučký kůň úpěl ďábelské ódy',
      'Kŕdeľ šťastných ďatľov',
      'Où est mon colis ? Ça l’abîme, œuvre',
      'Perché? Così è più caro',
      '¿Dónde está el paquete? Mañana',
      'Coördinatie, één, geïnd',
      'Unde este comanda? Țară, şi, ăâî',
      'Árvíztűrő tükörfúrógép',
      'Ζητώ απάντηση',
      'Где моя посылка? Щось пішло не так',
      '我的包裹在哪里？',
      '注文はどこですか',
      '주문은 어디에',
      'मेरा आदेश',
      '📦 😀 👍🏽 ❤ 🦄',
    ];
    const { words, fonts } = await paperOf(texts);
    for (const text of texts) expect(words).toContain(text);
    expect(words).not.toContain('[U+');
    // Both fonts are in the file, so that nothing is a box elsewhere.
    expect(fonts).toMatch(/DejaVuSans[^\n]* yes yes yes/);
    expect(fonts).toMatch(/Unifont[^\n]* yes yes yes/);
    expect((await paperOf(texts.slice(0, 12))).fonts).not.toContain('Unifont');
  });

  it('joins and turns what is written from right to left', async () => {
    const { words } = await paperOf(['x أين طلبي y', 'x איפה y']);
    // Marks around a stretch tell its direction; the letters stand in their order.
    const letters = words.replace(/[\u200e\u200f\u202a-\u202e]/g, '').normalize('NFKC');
    for (const text of ['أين طلبي', 'איפה']) expect(letters).toContain(text);
  });

  it('has several stretches of it in a line where Unicode has them, among words and numbers', async () => {
    const { file } = await paperOf(['first שלום 1234 עולם second مرحبا third']);
    // Such words may be told as they are read or as they stand.
    const words = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' }).matchAll(WORD);
    const places = new Map<string, number>();
    for (const [, x, told] of words) {
      const word = told.replace(/[\u200e\u200f\u202a-\u202e]/g, '').normalize('NFKC');
      for (const one of [word, [...word].reverse().join('')]) places.set(one, Number(x));
    }
    const order = ['first', 'שלום', '1234', 'עולם', 'second', 'مرحبا', 'third'];
    const found = [...order].sort((one, other) => (places.get(one) as number) - (places.get(other) as number));
    expect(found).toEqual(['first', 'עולם', '1234', 'שלום', 'second', 'مرحبا', 'third']);
  });

  it('tells by its number what no font has, and says so', async () => {
    const { words } = await paperOf(['a \u{1fae8} b \u0007 c']);
    expect(words).toContain('Text: a [U+1FAE8] b c');
    expect(words).toContain('Signs that no font of this report has stand there as their Unicode numbers');
    expect((await paperOf(['a'])).words).not.toContain('no font');
  });

  it('breaks lines at words, in words that no line takes, and between signs that stand alone, and loses nothing', async () => {
    const long = 'x'.repeat(400);
    const chinese = '我的包裹在哪里'.repeat(30);
    const sentence = Array.from({ length: 60 }, (_, at) => `word${at}`).join(' ');
    const { words } = await paperOf([long, chinese, sentence]);
    expect(words).toContain(sentence);
    const joined = words.replaceAll(' ', '');
    for (const text of [long, chinese]) expect(joined).toContain(text);
  });

  it('breaks no date, and has an event with its hash in one line in every language', async () => {
    const { file } = await paperOf([`${'2026-03-04 '.repeat(60)}well-known-and-long-words-`.repeat(3)]);
    const lines = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
    expect(lines.match(/2026-03-04/g)).toHaveLength(180);
    expect(lines).toMatch(/-\n/);
    for (const language of LANGUAGES) {
      const into = join(directory, language);
      const rendering = await pdf((each) => HashedFile.begin(into, each), TOLD, language);
      await rendering.add({ shown: SHOWN });
      await rendering.end();
      const paper = execFileSync('pdftotext', ['-layout', join(into, 'report.pdf'), '-'], { encoding: 'utf8' });
      expect(paper.split('\n').filter((line) => line.includes(SHOWN.id) && line.includes(SHOWN.hash))).toHaveLength(1);
    }
  });

  it('is the same bytes again, of many pages with their numbers and an index', async () => {
    const many = Array.from({ length: 40 }, (_, at) => `text ${at} 我`);
    const [one, other] = [await paperOf(many, 'one'), await paperOf(many, 'other')];
    expect(readFileSync(one.file).equals(readFileSync(other.file))).toBe(true);
    // The ZIP around it compresses it, once.
    expect(readFileSync(one.file, 'latin1')).toMatch(/Tm\(.*\)Tj\nET/);
    for (const page of [1, 2, 3, 4]) expect(one.words).toContain(`ev-1 · Page ${page}`);
    expect(one.words).toContain(`${SHOWN.conversation} … Page 1`);
    for (const text of many) expect(one.words).toContain(text);
  });
});
