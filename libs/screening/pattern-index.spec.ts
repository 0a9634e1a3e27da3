import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compact, EDGE } from './compact';
import { alternativesOf } from './expression';
import { LANGUAGES } from './language-pack';
import { PACKS } from './languages';
import { type Entry, PatternIndex } from './pattern-index';
import { isWordAt, normalise } from './view';

/** Every match by trying every alternative at every edge of a word. */
function tried(entries: Entry<string>[], text: string) {
  const expressions = entries.flatMap(({ rule, pattern }) =>
    alternativesOf(pattern).map((terms) => ({
      rule,
      expression: new RegExp(`(?:${compact(pattern.slice(terms[0]?.from, terms.at(-1)?.to))})${EDGE}`, 'uy'),
    })),
  );
  const found: string[] = [];
  for (let at = 0; at < text.length; at += 1)
    if (!isWordAt(text, at - 1) && !/[\udc00-\udfff]/.test(text[at] as string))
      for (const { rule, expression } of expressions) {
        expression.lastIndex = at;
        if (expression.test(text)) found.push(`${rule} ${at}-${expression.lastIndex}`);
      }
  return found;
}
const indexed = (entries: Entry<string>[], text: string) =>
  new PatternIndex(entries).find(text).map(({ entry, from, to }) => `${entry.rule} ${from}-${to}`);
const entry = (pattern: string): Entry<string> => ({ rule: 'one', pattern, score: 1, group: 'ask' });

describe('patterns that are looked for by what they begin with', () => {
  it.each(LANGUAGES)('are found wherever they match: %s', (language) => {
    const { patterns, context, nearby } = PACKS[language];
    const entries = Object.entries({ ...patterns, ...context, ...nearby }).flatMap(([group, some]) =>
      some.map((pattern) => ({ ...pattern, group })),
    );
    const examples = readFileSync(join(__dirname, 'languages', 'examples', `${language}.txt`), 'utf8');
    const { text } = normalise(examples.slice(0, 3_000));
    const found = indexed(entries, text);
    expect(found.length).toBeGreaterThan(10);
    expect(found).toEqual(tried(entries, text));
  });

  it('also with words between, as near as they may be, and not farther', () => {
    const entries = [entry('gib(?![\\p{L}\\p{N}])[^.]{0,9}?(?<![\\p{L}\\p{N}])nummer')];
    expect(indexed(entries, 'ja, gib mir die nummer, gib nummer. gib mir jetzt die nummer')).toEqual(['one 4-22', 'one 24-34']);
  });

  it('whatever signs stand around and in them', () => {
    const entries = [entry("what'?s\\W?ap"), entry('\\d{1,2} ?%'), entry('🙂 ?ok'), entry('é\\p{L}{0,2}')];
    for (const text of ["(what's-ap) 5% 12 %", 'whatseap 🙂 ok', 'été 🙂ok 123 %', '中é éa'])
      expect(indexed(entries, text)).toEqual(tried(entries, text));
  });
});
