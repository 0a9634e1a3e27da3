import { Concepts } from './concepts';
import type { Evidence } from './evidence';
import type { Language } from './language-pack';
import { DEFAULT_RULES } from './rule-set';
import { tokensOf } from './tokens';
import { normalise } from './view';

const made = new Map<Language, Concepts>();

/** Which families of the evidence of a deal each two sentences say that follow each other, whatever they weigh: to learn from. */
export function familiesIn(text: string, language: Language): (readonly string[])[] {
  const concepts = made.get(language) ?? conceptsOf(language);
  made.set(language, concepts);
  const view = normalise(text).text;
  return concepts.find(view, tokensOf(view)).map(({ weighed = [] }) => weighed);
}

function conceptsOf(language: Language): Concepts {
  const { words, pairs, evidence } = DEFAULT_RULES.concepts;
  const known = evidence as Evidence;
  const families = Object.fromEntries(Object.entries(known.families).map(([name, { of }]) => [name, { of, weight: 1 }]));
  return new Concepts(words, [], [language], pairs, { ...known, families, together: [], base: 0, least: 0 });
}
