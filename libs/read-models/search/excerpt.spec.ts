import { excerptOf } from './excerpt';
import { questionOf } from './question';
import { wordsOf } from './words';

/** The places of these words, as PostgreSQL gives them. */
const places = (body: string, ...wanted: string[]) =>
  wordsOf(body).flatMap(({ text }, at) => (wanted.includes(text) ? [at + 1] : []));
const excerpt = (body: string, ...wanted: string[]) => excerptOf(body, { places: places(body, ...wanted) });

describe('an excerpt', () => {
  it('is the text as it was written, with the words found between marks', () => {
    expect(excerpt('« Sì » Perché è\n<b>già</b> arrivato', 'perché', 'già')).toBe('« Sì » «Perché» è\n<b>«già»</b> arrivato');
    expect(excerpt('Größe\u00ad!'.normalize('NFD'), 'grösse')).toBe('«Größe\u00ad»!'.normalize('NFD'));
    expect(excerpt('nothing here')).toBe('nothing here');
  });

  it('marks what stands together as one, and pairs that overlap', () => {
    expect(excerpt('siehe rechnung_2027.pdf', 'rechnung', '2027', 'pdf')).toBe('siehe «rechnung_2027.pdf»');
    expect(excerpt('rot blau', 'rot', 'blau')).toBe('«rot» «blau»');
    expect(excerpt('日本語で返品したい', '返品', '品し')).toBe('日本語で«返品し»たい');
  });

  it('marks a number however it is typed', () => {
    expect(excerptOf('shipped · DHL · JJD 0003-4000 · 2099', { places: [5], number: 'jjd00034000' })).toBe(
      'shipped · DHL · «JJD 0003-4000» · 2099',
    );
    expect(excerptOf('shipped · DHL · JJD 0003-4000', { places: [5], number: 'else' })).toBe('shipped · DHL · JJD 0003-«4000»');
  });

  it('of the longest texts is there, whatever they are made of', () => {
    for (const body of [
      '商'.repeat(10_000),
      'a1 '.repeat(3_333),
      `a${'\u0301'.repeat(9_999)}`,
      '🙂'.repeat(5_000),
      'nop '.repeat(2_500),
    ]) {
      expect(excerptOf(body, { places: [1, 2], ...questionOf('a1a1 商商商 nope') }).length).toBeGreaterThan(0);
    }
  });

  it('marks the parts of a code where they stand together', () => {
    const { sequences } = questionOf('r2a');
    expect(excerptOf('a 2 R-2A r 2 b, R2A', { sequences })).toBe('a 2 «R-2A» r 2 b, «R2A»');
    expect(excerptOf('è 2', questionOf('E-2'))).toBe('«è» «2»');
    expect(excerptOf('Lager77 Lager8', questionOf('lager7', true))).toBe('«Lager77» Lager8');
    expect(excerptOf('商品を返品する商', questionOf('返品'))).toBe('商品を«返品»する商');
  });

  it('of a long text is the passage in which most is found, from a word to a word', () => {
    const filling = 'wort '.repeat(200);
    const shown = excerpt(`${filling}rot ${filling}rot blau gelb ${filling}`, 'rot', 'blau', 'gelb');
    expect(shown).toMatch(/^wort .*wort «rot» «blau» «gelb» wort .*wort$/);
    expect(shown.length).toBeLessThan(260);
    expect(excerpt(`${filling}ende`, 'ende')).toMatch(/wort «ende»$/);
    expect(excerpt(filling)).toHaveLength(239);
    expect(excerpt(`rot ${'x'.repeat(1_000)}`, 'rot')).toMatch(/^«rot»/);
  });
});
