import { compact } from './compact';
import { alternativesOf, shortest } from './expression';
import { CONTEXTS, INTENTS, LANGUAGES, NEARBY, SYMBOLS } from './language-pack';
import { ACTIONS, KINDS, type RuleSetData, WRITERS } from './rule-set';
import { SCORES } from './scores';

/** Says what is wrong with a value at a path, or nothing. */
type Check = (value: unknown, path: string) => string | undefined;

const MOST_WORDS = 50;
const UNBOUNDED = /(?:\.|\\[pPwSDW](?:\{[^}]*\})?|\])[*+]|\{\d+,\}/;

const text: Check = (value, path) => (typeof value === 'string' ? undefined : `${path} has to be text`);
const share: Check = (value, path) =>
  typeof value === 'number' && value >= 0 && value <= 1 ? undefined : `${path} has to be a number from 0 to 1`;
const digits: Check = (value, path) =>
  typeof value === 'string' && /^\d+$/.test(value) ? undefined : `${path} has to be text of digits`;
const times: Check = (value, path) => (value === 2 || value === 3 ? undefined : `${path} has to be 2 or 3`);
const pattern: Check = (value, path) => {
  if (typeof value !== 'string' || value === '') return `${path} has to be an expression`;
  if (UNBOUNDED.test(value.replaceAll('\\.', ''))) return `${path} has to have a bound on each repetition`;
  try {
    new RegExp(compact(value), 'u');
  } catch (error) {
    return `${path} has to be an expression: ${error instanceof Error ? error.message : String(error)}`;
  }
  return alternativesOf(value).every((terms) => shortest(terms) > 0) ? undefined : `${path} has to match something`;
};

const first = (names: readonly string[], fault: (name: string) => string | undefined): string | undefined => {
  for (const name of names) {
    const found = fault(name);
    if (found !== undefined) return found;
  }
  return undefined;
};
const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const under = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** An object of these fields and no others; those of `may` may be missing. */
const object =
  (fields: Readonly<Record<string, Check>>, may: Readonly<Record<string, Check>> = {}): Check =>
  (value, path) => {
    if (!isObject(value)) return `${path || 'a rule set'} has to be an object`;
    const all = { ...fields, ...may };
    return (
      first(Object.keys(value), (name) => (name in all ? undefined : `${under(path, name)} is not known`)) ??
      first(Object.keys(all), (name) =>
        value[name] === undefined && name in may ? undefined : all[name]?.(value[name], under(path, name)),
      )
    );
  };
const each =
  (of: Check): Check =>
  (value, path) =>
    isObject(value) ? first(Object.keys(value), (name) => of(value[name], under(path, name))) : `${path} has to be an object`;
const list =
  (of: Check): Check =>
  (value, path) =>
    Array.isArray(value)
      ? first([...value.keys()].map(String), (index) => of(value[Number(index)], `${path}[${index}]`))
      : `${path} has to be a list`;
const fields = (names: readonly string[], of: Check): Record<string, Check> =>
  Object.fromEntries(names.map((name) => [name, of]));

const patterns = list(object({ rule: text, pattern, score: share }));
const thresholds = object({}, fields(ACTIONS.slice(1), share));
const pack = object({
  language: text,
  numbers: each(digits),
  repeats: each(times),
  symbols: object(fields(Object.keys(SYMBOLS), list(text))),
  patterns: object(fields(INTENTS, patterns)),
  context: object(fields(CONTEXTS, patterns)),
  nearby: object(fields(NEARBY, patterns)),
});
const few: Check = (value, path) =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MOST_WORDS
    ? undefined
    : `${path} has to be a whole number from 0 to ${MOST_WORDS}`;
const intent: Check = (value, path) =>
  (INTENTS as readonly unknown[]).includes(value) ? undefined : `${path} has to be one of ${INTENTS.join(', ')}`;
const writer: Check = (value, path) =>
  (WRITERS as readonly unknown[]).includes(value) ? undefined : `${path} has to be one of ${WRITERS.join(', ')}`;
const context: Check = (value, path) =>
  (CONTEXTS as readonly unknown[]).includes(value) ? undefined : `${path} has to be one of ${CONTEXTS.join(', ')}`;
const conceptRule = object(
  { rule: text, intent, score: share, all: list(text), within: few },
  { none: list(text), by: writer, despite: list(context) },
);
const pair = object({ meaning: text, of: list(text), within: few }, { unless: text });
const number: Check = (value, path) => (Number.isFinite(value) ? undefined : `${path} has to be a number`);
const together: Check = (value, path) => {
  const [one, other, weight] = Array.isArray(value) ? value : [];
  return text(one, `${path}[0]`) ?? text(other, `${path}[1]`) ?? number(weight, `${path}[2]`);
};
const evidence = object(
  {
    rule: text,
    intent,
    base: number,
    families: each(object({ of: text, weight: number })),
    together: list(together),
    needs: list(text),
    least: number,
    scores: object({ least: share, step: share, most: share }),
  },
  { doubts: number },
);
const DISGUISE_SCORES = ['lookAlike', 'letters', 'backwards', 'messenger', 'comma', 'bracketed'];
const RULE_SET = object({
  packs: object(fields(LANGUAGES, pack)),
  concepts: object(
    { words: each(object(fields(LANGUAGES, text))), rules: list(conceptRule) },
    { pairs: list(pair), evidence, hints: evidence },
  ),
  scores: object(fields(Object.keys(SCORES), share)),
  disguises: object({
    ...fields(['messengers', 'backwards', 'commas'], list(text)),
    scores: object(fields(DISGUISE_SCORES, share)),
  }),
  allow: list(text),
  thresholds: object(fields(WRITERS, object(fields(KINDS, thresholds)))),
  orderStates: each(object({}, fields(WRITERS, object({}, fields(KINDS, thresholds))))),
  lowers: object(fields([...INTENTS, 'handle'], object({}, fields(CONTEXTS, share)))),
  weights: object(fields(['near', 'asked', 'sureClaim', 'claim', 'numberContext'], share)),
  versions: each(text),
});

/** A rule set as it is written out, and read again: its content without its hash. */
export function writtenRules({ hash: _, ...data }: RuleSetData & { hash?: string }): string {
  return JSON.stringify(data, null, 1);
}

/** The rule set that a text says. Throws an error that names the field for one that says none. */
export function readRules(written: string): RuleSetData {
  const data: unknown = JSON.parse(written.replace(/^\ufeff/, ''));
  const fault = RULE_SET(data, '');
  if (fault !== undefined) throw new Error(fault);
  return data as RuleSetData;
}
