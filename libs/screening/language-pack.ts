/** What the engine has to know about a language: data only, so that a rule set is its content. */

/** The languages that are screened. */
export const LANGUAGES = ['de', 'en', 'pl', 'cs', 'sk', 'fr', 'it', 'es', 'nl', 'ro', 'hu'] as const;

/** One of the languages that are screened. */
export type Language = (typeof LANGUAGES)[number];

/** Why text would be found. */
export const INTENTS = ['ask', 'hint', 'deal', 'marketing', 'abuse'] as const;

/** Why text that looks like a finding is none, or what a number is. */
export const CONTEXTS = [
  'refusal',
  'warning',
  'thirdParty',
  'productFeature',
  'orderNumber',
  'price',
  'size',
  'date',
  'address',
] as const;

/** What stands beside contact data. */
export const NEARBY = ['messenger', 'contactVerb', 'phoneNoun', 'mailNoun'] as const;

/** What a sign may be called. */
export const SYMBOLS = { at: '@', dot: '.', dash: '-', underscore: '_', slash: '/', plus: '+' } as const;

/**
 * A regular expression with the flags `giu` on NFKC lower case with diacritics; the engine adds a word boundary on both sides.
 * White space is one blank. Every repetition has a bound, so that it costs the same everywhere. `rule` is its name in findings, unique in its pack.
 */
export interface Pattern {
  rule: string;
  pattern: string;
  score: number;
}

/** A language: its numbers as they are dictated, names of signs, and patterns of what people write. */
export interface LanguagePack {
  language: Language;
  /** "sieben": "7", "siebenundzwanzig": "27", every form that is used when numbers are dictated */
  numbers: Record<string, string>;
  /** "doppel": 2 says the next digit twice */
  repeats: Record<string, 2 | 3>;
  symbols: Record<keyof typeof SYMBOLS, string[]>;
  patterns: Record<(typeof INTENTS)[number], Pattern[]>;
  context: Record<(typeof CONTEXTS)[number], Pattern[]>;
  nearby: Record<(typeof NEARBY)[number], Pattern[]>;
}
