/** A regular expression as a tree: what has to be known about it before it is tried. Only what packs are written with is read. */

/** A part of an expression, and where it stands in its source. */
export type Term = { from: number; to: number } & (
  | { is: 'sign'; codes: number }
  | { is: 'choice'; of: Term[][] }
  | { is: 'repeat'; term: Term; least: number; most: number }
  | { is: 'look'; behind: boolean; negated: boolean; codes: number | undefined }
);

/** What signs are told apart by: `a` to `z` without their marks, a digit, another letter, and all that is no part of a word. */
export const NO_WORD = 0;
const DIGIT = 27;
export const OTHER_LETTER = 28;
/** How many kinds of signs there are. */
export const CODES = 29;
const ALL = 2 ** CODES - 1;
const DIGITS = 1 << DIGIT;
const LETTERS = ALL & ~DIGITS & ~1;
const WORD = LETTERS | DIGITS;
const ASCII_WORD = (LETTERS & ~(1 << OTHER_LETTER)) | DIGITS | 1;
const WIDEST_RANGE = 600;
const A = 97;
const LONGEST_QUANTIFIER = 20;
const LONGEST_HEAD = 40;

/** The letters that our languages are written with, as the ranges of a class of signs. */
export const LETTER_RANGES = 'a-zª-ɏͰ-῿';
const LETTER = new RegExp(`[${LETTER_RANGES}]`);

const KINDS = new Uint8Array(0x10000);
for (let code = 0; code < 0x2000; code += 1) KINDS[code] = kindOfSign(code);

function kindOfSign(code: number): number {
  const sign = String.fromCharCode(code).toLowerCase();
  if (/\d/.test(sign)) return DIGIT;
  if (!LETTER.test(sign)) return NO_WORD;
  const plain = sign.normalize('NFD').charCodeAt(0) - A;
  return plain >= 0 && plain < 26 ? plain + 1 : OTHER_LETTER;
}

/** Which kind a code unit is of. */
export function kindOf(code: number): number {
  return KINDS[code] as number;
}

/** The alternatives of an expression, each as the terms that follow each other. */
export function alternativesOf(source: string): Term[][] {
  return new Reader(source).alternatives();
}

/** Whether a term says that no word goes on: behind it, or before it. */
export function isEdge(term: Term, behind: boolean): boolean {
  return term.is === 'look' && term.negated && term.behind === behind && term.codes === WORD;
}

/** Whether a term is at least one sign, and none of it a word's: behind it another word begins. */
export function isBetween(term: Term): boolean {
  if (term.is === 'repeat') return term.least > 0 && isBetween(term.term);
  return term.is === 'sign' && term.codes === 1 << NO_WORD;
}

/** How long a match can be at most. */
export function longest(terms: readonly Term[]): number {
  return terms.reduce((sum, term) => sum + longestOf(term), 0);
}

function longestOf(term: Term): number {
  if (term.is === 'look') return 0;
  if (term.is === 'sign') return 1;
  if (term.is === 'choice') return Math.max(...term.of.map(longest));
  return term.most * longestOf(term.term);
}

/** How short a match can be. */
export function shortest(terms: readonly Term[]): number {
  return terms.reduce((sum, term) => sum + shortestOf(term), 0);
}

function shortestOf(term: Term): number {
  if (term.is === 'look') return 0;
  if (term.is === 'sign') return 1;
  if (term.is === 'choice') return Math.min(...term.of.map(shortest));
  return term.least * shortestOf(term.term);
}

class Reader {
  private at = 0;

  constructor(private readonly source: string) {}

  alternatives(): Term[][] {
    const all = [this.sequence()];
    while (this.source[this.at] === '|') {
      this.at += 1;
      all.push(this.sequence());
    }
    return all;
  }

  private sequence(): Term[] {
    const terms: Term[] = [];
    while (this.at < this.source.length && !'|)'.includes(this.source[this.at] as string)) terms.push(this.repeated(this.term()));
    return terms;
  }

  private term(): Term {
    const from = this.at;
    const sign = this.literal();
    if (sign === '(') return this.group(from);
    if (sign === '^' || sign === '$') return { is: 'look', behind: false, negated: false, codes: undefined, from, to: this.at };
    const codes = sign === '[' ? this.class() : sign === '\\' ? this.escape() : sign === '.' ? ALL : codesOf(sign);
    if (codes === undefined) return { is: 'look', behind: false, negated: false, codes, from, to: this.at };
    const one: Term = { is: 'sign', codes, from, to: this.at };
    return sign.length === 1 ? one : { is: 'repeat', term: one, least: sign.length, most: sign.length, from, to: this.at };
  }

  private group(from: number): Term {
    const head = /^\?(?::|=|!|<=|<!|<\w+>)/.exec(this.source.slice(this.at, this.at + LONGEST_HEAD))?.[0] ?? '';
    this.at += head.length;
    const of = this.alternatives();
    this.at += 1;
    if (!/[=!]$/.test(head)) return { is: 'choice', of, from, to: this.at };
    const [only] = of.length === 1 && of[0]?.length === 1 ? of[0] : [];
    const codes = only?.is === 'sign' ? only.codes : undefined;
    return { is: 'look', behind: head.includes('<'), negated: head.endsWith('!'), codes, from, to: this.at };
  }

  private class(): number {
    const negated = this.source[this.at] === '^';
    if (negated) this.at += 1;
    let codes = 0;
    let last: string | undefined;
    while (this.at < this.source.length && this.source[this.at] !== ']') {
      const isRange = last !== undefined && this.source[this.at] === '-' && this.source[this.at + 1] !== ']';
      if (isRange) this.at += 1;
      const sign = this.literal();
      const told = sign === '\\' ? (this.escape() ?? 0) : codesOf(sign);
      codes |= isRange ? codesBetween(last as string, sign) : told;
      last = sign === '\\' ? undefined : sign;
    }
    this.at += 1;
    if (!negated) return codes;
    // What is left out is a sign, not all of its kind: only whole kinds are surely none.
    return codes === WORD || codes === LETTERS || codes === DIGITS ? ALL & ~codes : ALL;
  }

  private literal(): string {
    const sign = String.fromCodePoint(this.source.codePointAt(this.at) as number);
    this.at += sign.length;
    return sign;
  }

  /** What an escape stands for; undefined where it stands for a place. */
  private escape(): number | undefined {
    const sign = this.literal();
    if (sign === 'b' || sign === 'B') return undefined;
    if (sign === 'p' || sign === 'P') {
      const name = this.source.slice(this.at + 1, this.source.indexOf('}', this.at));
      this.at += name.length + 2;
      const codes = name === 'L' ? LETTERS : name === 'N' ? DIGITS : ALL;
      return sign === 'p' || codes === ALL ? codes : ALL & ~codes;
    }
    const code =
      sign === 'u' || sign === 'x' ? /^(?:\{[\da-f]+\}|[\da-f]{2,4})/i.exec(this.source.slice(this.at))?.[0] : undefined;
    if (code !== undefined) {
      this.at += code.length;
      return codesOf(String.fromCodePoint(Number.parseInt(code.replace(/[{}]/g, ''), 16)));
    }
    if (sign === 'd') return DIGITS;
    if (sign === 'w') return ASCII_WORD;
    if (sign === 's' || sign === 'n' || sign === 't') return 1;
    return 'DSW'.includes(sign) ? ALL : codesOf(sign);
  }

  private repeated(term: Term): Term {
    if (!'*+?{'.includes(this.source[this.at] ?? ' ')) return term;
    const quantifier = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(this.source.slice(this.at, this.at + LONGEST_QUANTIFIER));
    if (!quantifier) return term;
    this.at += quantifier[0].length;
    const [sign, from = '', comma, to] = quantifier;
    const least = from === '' ? (sign.startsWith('+') ? 1 : 0) : Number(from);
    const most = sign.startsWith('?') ? 1 : from !== '' && !comma ? least : to ? Number(to) : Number.POSITIVE_INFINITY;
    return { is: 'repeat', term, least, most, from: term.from, to: this.at };
  }
}

function codesOf(sign: string): number {
  return sign.length === 1 ? 1 << kindOf(sign.charCodeAt(0)) : 1;
}

function codesBetween(first: string, last: string): number {
  const [from, to] = [first.codePointAt(0) as number, last.codePointAt(0) as number];
  if (to - from > WIDEST_RANGE) return ALL;
  let codes = 0;
  for (let code = from; code <= to; code += 1) codes |= codesOf(String.fromCodePoint(code));
  return codes;
}
