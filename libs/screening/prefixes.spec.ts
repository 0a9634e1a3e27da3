import { alternativesOf, kindOf, longest, shortest } from './expression';
import { prefixesOf } from './prefixes';

/** What an expression may begin with: 0 is a digit, _ no part of a word. */
const beginnings = (source: string) => [...new Set(alternativesOf(source).flatMap(prefixesOf).map(written))].sort().join(' ');
const written = (prefix: number[]) => prefix.map((code) => '_abcdefghijklmnopqrstuvwxyz0?'[code]).join('');

describe('what a match can begin with', () => {
  it.each([
    ['schreib', 'schre'],
    ['ab', 'ab_'],
    ['(?:ruf|tel)efon', 'rufef telef'],
    ['a(?:b|c)?d', 'abd_ acd_ ad_'],
    ['x\\s{1,3}y', 'x___y x__y_ x_y_'],
    ['[äa]b\\p{L}{0,4}c', 'ab'],
    ['(?<!x)(?=y)z', 'z_'],
    ['\\.[a-c]', '_a_ _b_ _c_'],
    ['\\d{3}', '000_'],
    ['ja(?![\\p{L}\\p{N}])[^.]{0,9}?(?<![\\p{L}\\p{N}])nein', 'ja_'],
    ['\\p{L}{1,3}', ''],
    ['a?b?', '_ a_ ab_ b_'],
    [
      '[^a]x',
      ['?', '0', '_', ...'abcdefghijklmnopqrstuvwxyz']
        .map((sign) => `${sign}x_`)
        .sort()
        .join(' '),
    ],
  ])('%s', (source, expected) => expect(beginnings(source)).toBe(expected));

  it('never leaves out what matches', () => {
    const sources = [
      '(?:ruf|tel)\\.?(?:e|[fo]n){0,2}x?',
      'e\\W?mail',
      "what'?s\\W?ap{1,2}\\p{L}{0,4}",
      '(?:\\d{1,2} ?)?(?:€|euro?)',
    ];
    const texts = [
      'ruf',
      'telex',
      'tel.onx',
      'e-mail',
      'email',
      'eémail',
      'whatsapp',
      "what's-app",
      '12 euro',
      '€',
      '5eur',
      'eur',
    ];
    const found = sources.flatMap((source) =>
      texts.filter((text) => new RegExp(`^(?:${source})$`, 'u').test(text)).map((text) => ({ source, text })),
    );
    expect(found.length).toBeGreaterThan(10);
    const missing = found.filter(({ source, text }) => {
      const kinds = written([...text, ' ', ' '].map((sign) => kindOf(sign.charCodeAt(0))));
      return !beginnings(source)
        .split(' ')
        .some((prefix) => kinds.startsWith(prefix));
    });
    expect(missing).toEqual([]);
  });
});

describe('the alternatives of an expression', () => {
  it('are those in no group and no class', () => {
    const source = 'a|(?:b|c)|[|]|\\|d';
    const parts = alternativesOf(source).map((terms) => source.slice(terms[0]?.from, terms.at(-1)?.to));
    expect(parts).toEqual(['a', '(?:b|c)', '[|]', '\\|d']);
  });

  it.each([
    ['ab?c{2,4}', 3, 6],
    ['(?:a|bc(?!d)){1,3}\\s?', 1, 7],
    ['[^.]{0,20}?\\p{L}', 1, 21],
    ['(?:a?|bc)', 0, 2],
  ])('%s matches %i to %i signs', (source, least, most) => {
    const [terms = []] = alternativesOf(source);
    expect([shortest(terms), longest(terms)]).toEqual([least, most]);
  });
});
