import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compact } from '../compact';
import { CONTEXTS, INTENTS, type Language, type Pattern } from '../language-pack';
import { PACKS } from '.';

/*
 * Of each language sentences that a group of patterns finds ("+"), and near misses in which none finds an intent ("-"),
 * under the group's name.
 */
const EXAMPLES = join(__dirname, 'examples');
const LANGUAGES = readdirSync(EXAMPLES).map((file) => file.slice(0, 2) as Language);

interface Example {
  group: string;
  found: boolean;
  text: string;
}

function examplesOf(language: Language): Example[] {
  let group = '';
  return readFileSync(join(EXAMPLES, `${language}.txt`), 'utf8')
    .split('\n')
    .flatMap((line) => {
      if (line.startsWith('# ')) group = line.slice(2);
      return /^[+-] /.test(line)
        ? [{ group, found: line.startsWith('+'), text: line.slice(2).normalize('NFKC').toLowerCase() }]
        : [];
    });
}

const expressions = new Map<Pattern, RegExp>();
function matches(pattern: Pattern, text: string): boolean {
  // As the engine has it (`compact.ts`): to compile \p{L} without regard to case takes a hundred times as long.
  const known =
    expressions.get(pattern) ?? new RegExp(`(?<![\\p{L}\\p{N}])(?:${compact(pattern.pattern)})(?![\\p{L}\\p{N}])`, 'u');
  expressions.set(pattern, known);
  return known.test(text);
}
const withoutSigns = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l').replaceAll('ß', 'ss');

describe.each(LANGUAGES)('R5.1: the language pack %s', (language) => {
  const pack = PACKS[language];
  const groups: Record<string, Pattern[]> = { ...pack.patterns, ...pack.context };
  const found = examplesOf(language).filter(({ found }) => found);
  const missed = examplesOf(language).filter(({ found }) => !found);

  it('has a dozen sentences and a dozen near misses, and no part of it is empty', () => {
    expect(found.length).toBeGreaterThanOrEqual(12);
    expect(missed.length).toBeGreaterThanOrEqual(12);
    for (const part of [...INTENTS.map((intent) => pack.patterns[intent]), ...CONTEXTS.map((context) => pack.context[context])])
      expect(part).not.toEqual([]);
    for (const names of Object.values(pack.symbols)) expect(names).not.toEqual([]);
    for (const digits of ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '15', '30', '42', '97'])
      expect(Object.values(pack.numbers)).toContain(digits);
  });

  it.each(found)('$group: "$text", also without diacritics', ({ group, text }) => {
    for (const spelling of [text, withoutSigns(text)])
      expect([spelling, groups[group]?.some((pattern) => matches(pattern, spelling))]).toEqual([spelling, true]);
  });

  it('has no number that is also a date, a price, a size or the name of another number', () => {
    const others = (['date', 'price', 'size', 'orderNumber', 'address'] as const).flatMap((group) => pack.context[group]);
    expect(Object.keys(pack.numbers).filter((word) => others.some((pattern) => matches(pattern, word)))).toEqual([]);
  });

  it.each(missed)('nothing: "$text"', ({ text }) => {
    const rules = INTENTS.flatMap((intent) => pack.patterns[intent]).filter((pattern) => matches(pattern, text));
    expect(rules.map(({ rule }) => rule)).toEqual([]);
  });
});
