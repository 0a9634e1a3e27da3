import { Concepts } from './concepts';
import type { Evidence } from './evidence';
import type { Language } from './language-pack';
import { DEFAULT_RULES } from './rule-set';
import { tokensOf } from './tokens';
import { normalise } from './view';

/** What is found by the sum of many words: deals, and hints. */
type Weighable = 'evidence' | 'hints';

const made = new Map<string, Concepts>();

/** Which families of some evidence each two sentences say that follow each other, whatever they weigh: to learn from. */
export function familiesIn(text: string, language: Language, of: Weighable = 'evidence'): (readonly string[])[] {
  const concepts = made.get(`${of} ${language}`) ?? conceptsOf(language, of);
  made.set(`${of} ${language}`, concepts);
  const view = normalise(text).text;
  return concepts.find(view, tokensOf(view)).map(({ weighed = [] }) => weighed);
}

function conceptsOf(language: Language, weighable: Weighable): Concepts {
  const { words, pairs } = DEFAULT_RULES.concepts;
  const known = DEFAULT_RULES.concepts[weighable] as Evidence;
  const families = Object.fromEntries(Object.entries(known.families).map(([name, { of }]) => [name, { of, weight: 1 }]));
  return new Concepts(words, [], [language], pairs, [{ ...known, families, together: [], base: 0, least: 0 }]);
}
