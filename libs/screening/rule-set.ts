import { createHash } from 'node:crypto';
import { CONCEPT_RULES, MEANINGS_OF_TWO } from './concept-rules';
import type { ConceptRule, MeaningOfTwo, WordsOfLanguages } from './concepts';
import { DEAL_EVIDENCE } from './deal-evidence';
import { DISGUISES, type DisguiseRules } from './disguises';
import type { Evidence } from './evidence';
import { HINT_EVIDENCE } from './hint-evidence';
import { CARRIERS } from './hosts';
import type { CONTEXTS, INTENTS, Language, LanguagePack } from './language-pack';
import { PACKS } from './languages';
import { WORDS } from './languages/words';
import { SCORES, type Scores } from './scores';

/** What findings are about (R5.1). */
export const KINDS = ['external-contact', 'off-platform-deal', 'marketing', 'abusive-language'] as const;

/** What a finding is about. */
export type Kind = (typeof KINDS)[number];

/** What is done with a message, the mildest first. */
export const ACTIONS = ['pass', 'flag', 'mask', 'hold'] as const;

/** What is done with a message. */
export type Action = (typeof ACTIONS)[number];

/** Who may write. */
export const WRITERS = ['buyer', 'seller'] as const;

/** Who writes. */
export type Writer = (typeof WRITERS)[number];

type Intent = (typeof INTENTS)[number];
type Context = (typeof CONTEXTS)[number];

type Thresholds = Readonly<Partial<Record<Action, number>>>;

/** Everything that decides: plain data, so that the hash of it names what it does. */
export interface RuleSetData {
  packs: Readonly<Record<Language, LanguagePack>>;
  /** words by their meaning, and the meanings that break a rule together */
  concepts: {
    words: WordsOfLanguages;
    pairs?: readonly MeaningOfTwo[];
    rules: readonly ConceptRule[];
    /** of a deal, by the sum of many words */
    evidence?: Evidence;
    /** of a hint, by the sum of many words */
    hints?: Evidence;
  };
  /** how sure the engine's own finds are */
  scores: Scores;
  /** how contact data is hidden */
  disguises: DisguiseRules;
  /** hosts whose links are no contact */
  allow: readonly string[];
  /** from which score on what is done; an action that is not named is never taken */
  thresholds: Readonly<Record<Writer, Readonly<Record<Kind, Thresholds>>>>;
  /** the same where the order is in this state, for what it says; the rest is as without */
  orderStates: Readonly<Record<string, Readonly<Partial<Record<Writer, Readonly<Partial<Record<Kind, Thresholds>>>>>>>>;
  /** how much a context in the same sentence lowers a finding */
  lowers: Readonly<Record<Intent | 'handle', Readonly<Partial<Record<Context, number>>>>>;
  /** how much contact words beside contact data raise it, how much a claim lowers it */
  weights: Readonly<{ near: number; asked: number; sureClaim: number; claim: number; numberContext: number }>;
  /** what reads the rules, by version: the hash is of what runs, whatever a written rule set says here */
  versions: Readonly<Record<string, string>>;
}

/** A rule set and the hash of its content. */
export interface RuleSet extends RuleSetData {
  hash: string;
}

const SELLER = { hold: 0.9, mask: 0.65, flag: 0.4 };
const SELLER_SEEN = { mask: 0.65, flag: 0.4 };
const BUYER = { mask: 0.65, flag: 0.4 };
const ABOUT_CONTACT = { refusal: 0.6, warning: 0.6, thirdParty: 0.45, productFeature: 0.5 };

/**
 * What is no data: expressions of addresses, numbers, claims and disguises, countries and windows are the engine, and named by
 * its version. It is raised with every change of code in libs/screening that finds something else.
 */
const VERSIONS = { engine: '16', 'libphonenumber-js': '1.13.16', tldts: '7.6.0', ibantools: '4.5.4' };

/** The rules of this release. */
export const DEFAULT_RULES: RuleSetData = {
  packs: PACKS,
  concepts: { words: WORDS, pairs: MEANINGS_OF_TWO, rules: CONCEPT_RULES, evidence: DEAL_EVIDENCE, hints: HINT_EVIDENCE },
  scores: SCORES,
  disguises: DISGUISES,
  allow: CARRIERS,
  thresholds: {
    seller: {
      'external-contact': SELLER,
      'off-platform-deal': SELLER,
      marketing: SELLER_SEEN,
      'abusive-language': SELLER_SEEN,
    },
    buyer: { 'external-contact': BUYER, 'off-platform-deal': BUYER, marketing: BUYER, 'abusive-language': BUYER },
  },
  // Who cancels and then offers again means to sell without the platform.
  orderStates: { cancelled: { seller: { 'off-platform-deal': { hold: 0.8, mask: 0.5, flag: 0.4 } } } },
  lowers: {
    ask: ABOUT_CONTACT,
    hint: ABOUT_CONTACT,
    handle: { refusal: 0.3, warning: 0.3, productFeature: 0.3 },
    deal: { refusal: 0.6, warning: 0.6, thirdParty: 0.55 },
    marketing: { refusal: 0.5, warning: 0.5 },
    abuse: { warning: 0.4, thirdParty: 0.3 },
  },
  weights: { near: 0.3, asked: 0.25, sureClaim: 0.6, claim: 0.3, numberContext: 0.55 },
  versions: VERSIONS,
};

/** A rule set of this content, read by this engine: frozen, and named by its hash. */
export function ruleSet(data: RuleSetData = DEFAULT_RULES): RuleSet {
  const content = JSON.stringify({ ...data, versions: VERSIONS }, sorted);
  return frozen({ ...(JSON.parse(content) as RuleSetData), hash: createHash('sha256').update(content).digest('hex') });
}

/** From which scores on what is done for a kind, by role and state of the order. */
export function thresholdsOf(
  { orderStates, thresholds }: RuleSetData,
  kind: Kind,
  role: Writer,
  state: string | undefined,
): Thresholds {
  return orderStates[state ?? '']?.[role]?.[kind] ?? thresholds[role][kind];
}

/** The same rules with further hosts whose links are no contact. */
export function allowing(hosts: readonly string[], data: RuleSetData = DEFAULT_RULES): RuleSetData {
  return { ...data, allow: [...new Set([...data.allow, ...hosts.map((host) => host.toLowerCase())])].sort() };
}

function sorted(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function frozen<Value>(value: Value): Value {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
