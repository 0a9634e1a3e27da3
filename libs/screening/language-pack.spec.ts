import { compact } from './compact';
import { CONTEXTS, INTENTS, LANGUAGES, NEARBY, SYMBOLS } from './language-pack';
import { PACKS } from './languages';

describe.each(LANGUAGES)('the language pack %s', (language) => {
  const pack = PACKS[language];
  const patterns = [
    ...INTENTS.map((intent) => pack.patterns[intent]),
    ...CONTEXTS.map((context) => pack.context[context]),
    ...NEARBY.map((nearby) => pack.nearby[nearby]),
  ].flat();

  it('knows its language', () => expect(pack.language).toBe(language));

  it('has patterns that compile, each with a score and a name of its own', () => {
    for (const { pattern } of patterns) expect(() => new RegExp(compact(pattern), 'u')).not.toThrow();
    expect(patterns.filter(({ score }) => !(score > 0 && score <= 1))).toEqual([]);
    const names = patterns.map(({ rule }) => rule);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('has no pattern that finds nothing but the empty text, and none without a bound', () => {
    expect(patterns.filter(({ pattern }) => new RegExp(`^(?:${compact(pattern)})$`, 'u').test(''))).toEqual([]);
    expect(
      patterns.filter(({ pattern }) => /(?:\.|\\[pPwSDW](?:\{[^}]*\})?|\])[*+]|\{\d+,\}/.test(pattern.replace(/\\\./g, ''))),
    ).toEqual([]);
  });

  it('writes numbers with digits, and its words in lower case', () => {
    expect(Object.entries(pack.numbers).filter(([word, digits]) => word !== word.toLowerCase() || !/^\d+$/.test(digits))).toEqual(
      [],
    );
    const names = (Object.keys(SYMBOLS) as (keyof typeof SYMBOLS)[]).flatMap((sign) => pack.symbols[sign]);
    expect([...names, ...Object.keys(pack.repeats)].filter((word) => word !== word.toLowerCase())).toEqual([]);
  });
});
