import { CODES, isEdge, NO_WORD, type Term } from './expression';

/** How many signs of a beginning are told. */
export const LONGEST_PREFIX = 5;

const MOST_PREFIXES = 1_000;
const MOST_KINDS = 6;
const SIGN = 'A'.charCodeAt(0);

/** Beginnings, a letter a kind of sign. What is said of a place where anything may follow ends with `REST`. */
type Prefixes = ReadonlySet<string>;
const REST = '.';
const NOTHING: Prefixes = new Set(['']);
const ANYTHING: Prefixes = new Set([REST]);
const END: Prefixes = new Set([String.fromCharCode(SIGN + NO_WORD) + REST]);

/**
 * What a match of terms, which ends where a word does, can begin with: the kinds of its first signs, fewer where any may
 * follow. It may name too many, never too few: an empty one is a match that may begin with anything. None begins with another.
 */
export function prefixesOf(terms: readonly Term[]): number[][] {
  const all = [...followed(beginningsOf(terms), END)].map((prefix) => prefix.replace(REST, ''));
  const known = new Set(all);
  return all
    .filter((prefix) => !startsWithAny(prefix, known))
    .map((prefix) => [...prefix].map((sign) => sign.charCodeAt(0) - SIGN));
}

function startsWithAny(prefix: string, known: ReadonlySet<string>): boolean {
  for (let length = 0; length < prefix.length; length += 1) if (known.has(prefix.slice(0, length))) return true;
  return false;
}

function beginningsOf(terms: readonly Term[]): Prefixes {
  let all = NOTHING;
  for (const term of terms) {
    if ([...all].every(isClosed)) break;
    all = followed(all, beginningOf(term));
  }
  return all;
}

function beginningOf(term: Term): Prefixes {
  switch (term.is) {
    case 'look':
      return isEdge(term, false) ? END : NOTHING;
    case 'sign':
      return signsOf(term.codes);
    case 'choice':
      return few(new Set(term.of.flatMap((terms) => [...beginningsOf(terms)])));
    case 'repeat':
      return repeated(term.term, term.least, Math.min(term.most, LONGEST_PREFIX));
  }
}

function repeated(term: Term, least: number, most: number): Prefixes {
  if (most > 1 && term.is === 'sign' && signsOf(term.codes).size > MOST_KINDS) return ANYTHING;
  const once = beginningOf(term);
  let times = NOTHING;
  const all = new Set<string>(least === 0 ? times : []);
  for (let count = 1; count <= most; count += 1) {
    times = followed(times, once);
    if (count >= least) for (const prefix of times) all.add(prefix);
    if ([...times].every(isClosed)) {
      for (const prefix of times) all.add(prefix);
      break;
    }
  }
  return few(all);
}

const ofSigns = new Map<number, Prefixes>();

function signsOf(codes: number): Prefixes {
  const known = ofSigns.get(codes);
  if (known) return known;
  const all = new Set<string>();
  for (let code = 0; code < CODES; code += 1) if (codes & (1 << code)) all.add(String.fromCharCode(SIGN + code));
  ofSigns.set(codes, all);
  return all;
}

function followed(some: Prefixes, others: Prefixes): Prefixes {
  if (some === NOTHING) return others;
  if (others === NOTHING) return some;
  const all = new Set<string>();
  for (const one of some) {
    if (isClosed(one)) all.add(one);
    else for (const other of others) all.add((one + other).slice(0, LONGEST_PREFIX));
  }
  return few(all);
}

/** Where there are too many, less of them is told. */
function few(prefixes: Set<string>): Prefixes {
  if (prefixes.size <= MOST_PREFIXES) return prefixes;
  let all = prefixes;
  for (let length = LONGEST_PREFIX - 1; all.size > MOST_PREFIXES; length -= 1)
    all = new Set(
      [...all].map((prefix) => (prefix.length > length ? `${prefix.replace(REST, '').slice(0, length)}${REST}` : prefix)),
    );
  return all;
}

function isClosed(prefix: string): boolean {
  return prefix.length >= LONGEST_PREFIX || prefix.endsWith(REST);
}
