import { mirrored, stretchesOf } from './directions';

/** What stands in a line from left to right, where letters stand for signs: Hebrew ones from right to left. */
const seen = (...lines: string[]) =>
  stretchesOf(lines.map((line) => [...line].map((text) => ({ text })))).map((stretches) =>
    stretches
      .map(({ signs, isRight }) => {
        const texts = signs.map(({ text }) => text);
        return isRight ? texts.map(mirrored).reverse().join('') : texts.join('');
      })
      .join(''),
  );

describe('what is written in both directions', () => {
  it('stands as Unicode says: stretches from right to left among others, numbers and brackets in them', () => {
    expect(seen('plain')).toEqual(['plain']);
    expect(seen('a אבג b')).toEqual(['a גבא b']);
    // Two words with a number between them are one stretch, and begin at its right.
    expect(seen('a אב 12 גד b')).toEqual(['a דג 12 בא b']);
    expect(seen('a אב cd גד b')).toEqual(['a בא cd דג b']);
    expect(seen('אב 12, גד')).toEqual(['דג ,12 בא']);
    expect(seen('a (אב) b')).toEqual(['a (בא) b']);
    expect(seen('אב (גד) הו')).toEqual(['וה (דג) בא']);
    expect(seen('body: אב!')).toEqual(['body: בא!']);
    expect(seen('x العدد 3.5 كيلو y')).toEqual([`x ${[...'كيلو'].reverse().join('')} 3.5 ${[...'العدد'].reverse().join('')} y`]);
    expect(seen('a אב😀גד b')).toEqual(['a דג😀בא b']);
  });

  it('keeps the directions of the paragraph in each of its lines, and blanks at their ends', () => {
    expect(seen('a אב ', 'גד b')).toEqual(['a בא ', 'דג b']);
    expect(seen('אב (', 'גד) b')).toEqual([') בא', '(דג b']);
    expect(seen('', 'a')).toEqual(['', 'a']);
  });
});
