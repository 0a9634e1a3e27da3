import { type Hosts, isAllowed } from './addresses';
import { Concepts } from './concepts';
import { Disguises } from './disguises';
import { WORD_TLDS } from './hosts';
import { type CONTEXTS, INTENTS, LANGUAGES, type Language, NEARBY } from './language-pack';
import { type Entry, PatternIndex } from './pattern-index';
import type { RuleSet } from './rule-set';
import { SpokenNumbers } from './runs';
import { mostAtHome } from './scores';
import { SpokenSigns } from './spelled-addresses';

/** What a pattern's match says. */
export type Group = (typeof INTENTS)[number] | (typeof CONTEXTS)[number] | (typeof NEARBY)[number];

/** What stands beside contact data. */
export const OF_CONTACT: ReadonlySet<Group> = new Set<Group>(NEARBY);
/** What says of digits that they are none. */
export const OF_NUMBERS: ReadonlySet<Group> = new Set<Group>(['orderNumber', 'price', 'size', 'date', 'address']);

/** A rule set made ready to read one language, or all of them. */
export interface Reading {
  rules: RuleSet;
  languages: readonly Language[];
  /** what is looked for in every message */
  intents: PatternIndex<Group>;
  /** what is asked for around contact data */
  readonly surroundings: PatternIndex<Group>;
  /** what in the sentence of a finding lowers it */
  readonly lowering: PatternIndex<Group>;
  concepts: Concepts;
  disguises: Disguises;
  numbers: SpokenNumbers;
  signs: SpokenSigns;
  /** the most that a telephone number scores by its form alone where it says no country */
  mostAtHome: number;
  hosts: Hosts;
}

const made = new WeakMap<RuleSet, Map<string, Reading>>();

/** The reading of a rule set for a language, or for several with blanks between; it is made once. */
export function readings(rules: RuleSet, language: string): Reading {
  const ofRules = made.get(rules) ?? new Map<string, Reading>();
  const known = ofRules.get(language);
  if (known) return known;
  const named = language.split(' ').map((tag) => tag.toLowerCase().split(/[-_]/)[0] as Language);
  const packs = named.every((one) => LANGUAGES.includes(one)) ? LANGUAGES.filter((one) => named.includes(one)) : LANGUAGES;
  const reading = ofRules.get(packs.join(' ')) ?? readingOf(rules, packs);
  made.set(rules, ofRules.set(packs.join(' '), reading));
  return reading;
}

function readingOf(rules: RuleSet, languages: readonly Language[]): Reading {
  const packs = languages.map((language) => rules.packs[language]);
  const entries = packs.flatMap(({ language, patterns, context, nearby }) =>
    Object.entries({ ...patterns, ...context, ...nearby }).flatMap(([group, some]) =>
      some.map((pattern): Entry<Group> => ({ ...pattern, rule: `${language}.${pattern.rule}`, group: group as Group })),
    ),
  );
  const allow = new Set(rules.allow);
  const lowers = new Set(Object.values(rules.lowers).flatMap((groups) => Object.keys(groups)));
  // Made when they are first asked for: most messages hold nothing to weigh.
  let surroundings: PatternIndex<Group> | undefined;
  let lowering: PatternIndex<Group> | undefined;
  const isIntent = ({ group }: Entry<Group>): boolean => (INTENTS as readonly string[]).includes(group);
  // The words of many languages together say anything.
  const evidence =
    languages.length === 1 ? [rules.concepts.evidence, rules.concepts.hints].filter((each) => each !== undefined) : [];
  return {
    rules,
    languages,
    intents: new PatternIndex(entries.filter((entry) => isIntent(entry) || entry.group === 'messenger')),
    get surroundings() {
      surroundings ??= new PatternIndex(entries.filter(({ group }) => OF_CONTACT.has(group) || OF_NUMBERS.has(group)));
      return surroundings;
    },
    get lowering() {
      lowering ??= new PatternIndex(entries.filter(({ group }) => lowers.has(group)));
      return lowering;
    },
    concepts: new Concepts(rules.concepts.words, rules.concepts.rules, languages, rules.concepts.pairs, evidence),
    disguises: new Disguises(rules.disguises, languages),
    numbers: new SpokenNumbers(packs),
    signs: new SpokenSigns(packs),
    mostAtHome: mostAtHome(rules.scores),
    hosts: {
      scores: rules.scores,
      allowed: (host) => isAllowed(host, allow),
      wordTlds: new Set(languages.flatMap((language) => [...WORD_TLDS[language]])),
    },
  };
}
