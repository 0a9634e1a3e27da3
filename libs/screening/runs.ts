import type { LanguagePack } from './language-pack';
import { Beginnings, type Token } from './tokens';
import { isWordAt } from './view';

const LONGEST_GAP = 5;
const MOST_PARTS = 40;
const SIMPLE_GAP = /^[ ]?[-–./()]{0,2}[ ]?[(]?$/;
const SPOKEN_GAP = /^[^\p{L}\p{N}?!€$£%]*$/u;
const LIKE_DIGITS: Record<string, string> = { o: '0', l: '1', i: '1', s: '5', b: '8', z: '2' };
const ONLY_LIKE_DIGITS = /^[oli]{1,4}$/;
const MOST_LIKE_DIGITS = 4;
const AMID_DIGITS = /^[olisbz]{1,2}$/;
const SHORTEST_COMPOUND = 6;
const LONGEST_COMPOUND = 80;
const FEW_DIGITS = 3;
const CONNECTORS = new Set(['und', 'and', 'et', 'y', 'e', 'en', 'si', 'și', 'a', 'i']);

/** What may stand between "double" and a digit. */
const ARTICLES = new Set(['die', 'der', 'das', 'den', 'the', 'a', 'le', 'la', 'el', 'il', 'lo', 'de', 'het', 'az']);

/** A number in a run: its digits, and how they were written. */
interface Part {
  token: Token;
  digits: string;
  as: 'digits' | 'word' | 'look-alike';
  /** how many words it was said with */
  words: number;
}

/** Numbers that stand together, as a telephone number would. */
export interface Run {
  parts: Part[];
  from: number;
  to: number;
  /** "+" or its name stands before */
  plus: boolean;
  /** signs between the numbers that nobody puts there */
  odd: number;
}

/** What a word says among numbers. */
interface Spoken {
  digits?: string;
  /** longer numbers that begin with it, the longest first */
  phrases?: string[];
  /** how often it has the number after it said */
  repeat?: number;
  plus?: boolean;
  filler?: boolean;
}

/** What a pack knows about spoken numbers, as the engine looks it up. */
export class SpokenNumbers {
  private readonly words = new Map<string, Spoken>();
  private readonly beginnings = new Set<string>();
  private readonly starting: Beginnings;

  constructor(packs: readonly LanguagePack[]) {
    for (const [word, digits] of packs.flatMap((pack) => Object.entries(pack.numbers))) {
      this.word(word).digits = digits;
      this.beginnings.add(word.slice(0, 2));
      const [first = word] = word.split(/[ -]/);
      if (first === word) continue;
      const begun = this.word(first);
      begun.phrases = [...(begun.phrases ?? []), word].sort((one, other) => other.length - one.length);
    }
    for (const { repeats, symbols } of packs) {
      for (const [word, times] of Object.entries(repeats)) this.word(word).repeat = times;
      for (const word of symbols.plus) this.word(word).plus = true;
      for (const word of [...symbols.dash, ...symbols.slash, ...symbols.dot]) this.word(word).filler = true;
    }
    this.starting = new Beginnings(
      this.words.keys(),
      packs.flatMap(({ numbers }) => Object.keys(numbers)),
    );
  }

  /** Whether a word could say anything among numbers, by how it begins. */
  maySay(word: string): boolean {
    return this.starting.may(word);
  }

  /** What a word says among numbers, if anything. */
  said(word: string): Spoken | undefined {
    return this.words.get(word);
  }

  /** The number that begins with a token and how many tokens it takes, or undefined. */
  at(text: string, tokens: readonly Token[], index: number): { digits: string; taken: number; words: number } | undefined {
    const token = tokens[index] as Token;
    const said = this.words.get(token.text);
    if (!said) return this.compound(token.text);
    for (const phrase of said.phrases ?? []) {
      const to = token.from + phrase.length;
      if (!text.startsWith(phrase, token.from) || isWordAt(text, to)) continue;
      let taken = 1;
      while (index + taken < tokens.length && (tokens[index + taken] as Token).to <= to) taken += 1;
      return { digits: this.words.get(phrase)?.digits as string, taken, words: 1 };
    }
    return said.digits === undefined ? this.compound(token.text) : { digits: said.digits, taken: 1, words: 1 };
  }

  /** "nulleinsfünf": several numbers written as one word. */
  private compound(word: string): { digits: string; taken: number; words: number } | undefined {
    if (word.length < SHORTEST_COMPOUND || word.length > LONGEST_COMPOUND || !this.beginnings.has(word.slice(0, 2)))
      return undefined;
    let digits = '';
    let count = 0;
    for (let at = 0; at < word.length; count += 1) {
      let to = Math.min(word.length, at + 20);
      while (to > at + 1 && this.digitsOf(word.slice(at, to)) === undefined) to -= 1;
      if (to <= at + 1) return undefined;
      digits += this.digitsOf(word.slice(at, to));
      at = to;
    }
    return count > 1 ? { digits, taken: 1, words: count } : undefined;
  }

  private digitsOf(word: string): string | undefined {
    return this.words.get(word)?.digits;
  }

  private word(word: string): Spoken {
    const known = this.words.get(word) ?? {};
    this.words.set(word, known);
    return known;
  }
}

/** Every run of numbers in a text, in the order in which they stand. */
export function runsOf(text: string, tokens: readonly Token[], spoken: SpokenNumbers): Run[] {
  const runs: Run[] = [];
  let run: Run | undefined;
  let end = 0;
  let repeat = 1;
  const close = (): void => {
    if (run && run.parts.length > 0) runs.push(run);
    run = undefined;
    repeat = 1;
  };
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] as Token;
    if (repeat > 1 && ARTICLES.has(token.text) && token.from - end <= 1) {
      end = token.to;
      continue;
    }
    if (saysNothing(tokens, index, spoken, run)) {
      if (run) close();
      continue;
    }
    const part = partAt(text, tokens, index, spoken, run);
    if (!part) {
      const said = spoken.said(token.text);
      const passes = run && token.from - end <= LONGEST_GAP && SPOKEN_GAP.test(text.slice(end, token.from));
      if (said?.repeat !== undefined) {
        if (!passes) close();
        run ??= { parts: [], from: token.from, to: token.to, plus: false, odd: 0 };
        repeat = said.repeat;
        end = token.to;
      } else if (said?.plus) {
        close();
        run = { parts: [], from: token.from, to: token.to, plus: true, odd: 0 };
        end = token.to;
      } else if (passes && (said?.filler || CONNECTORS.has(token.text)) && run?.parts.some(({ as }) => as === 'word'))
        end = token.to;
      else close();
      continue;
    }
    const gap = text.slice(end, token.from);
    if (run && !joins(run, gap, part.as)) close();
    const before = text[token.from - 1];
    const plus =
      before === '+' || (before === '(' && text[token.from - 2] === '+') || (before === ' ' && text[token.from - 2] === '+');
    if (run && plus && run.parts.length > 0) close();
    if (!run) run = { parts: [], from: plus ? text.lastIndexOf('+', token.from) : token.from, to: token.to, plus, odd: 0 };
    if (run.parts.length > 0 && !SIMPLE_GAP.test(gap) && part.as === 'digits') run.odd += 1;
    const digits = repeat === 1 ? part.digits : part.digits[0]?.repeat(repeat) + part.digits.slice(1);
    run.parts.push({ token, digits, as: part.as, words: part.words });
    repeat = 1;
    const last = tokens[index + part.taken - 1] as Token;
    index += part.taken - 1;
    run.to = last.to;
    end = last.to;
  }
  close();
  return runs;
}

/** The digits of a run, where tens and ones that are said apart are added, or put one behind the other. */
export function digitsOf(parts: readonly Part[], added: boolean): string {
  let digits = '';
  let last = '';
  for (const { digits: next, as } of parts) {
    if (added && as === 'word' && last !== '' && isAdded(last, next)) {
      last = String(Number(last) + Number(next));
      digits = digits.slice(0, -last.length) + last;
    } else {
      digits += next;
      last = as === 'word' ? next : '';
    }
  }
  return digits;
}

/** Whether a word is surely no part of a run, by how it begins: what only looks like digits stands beside some. */
function saysNothing(tokens: readonly Token[], index: number, spoken: SpokenNumbers, run: Run | undefined): boolean {
  const { digits, from, to, text } = tokens[index] as Token;
  if (digits || spoken.maySay(text)) return false;
  if (to - from > MOST_LIKE_DIGITS) return true;
  if (run && CONNECTORS.has(text)) return false;
  return !(tokens[index - 1]?.digits || tokens[index + 1]?.digits) || !((text[0] as string) in LIKE_DIGITS);
}

/** Whether a number that is said behind tens or hundreds is a part of them. */
function isAdded(last: string, next: string): boolean {
  const tens = /^[2-9]0$/.test(last) && /^[1-9]$/.test(next);
  const teens = /^[68]0$/.test(last) && /^1\d$/.test(next);
  return tens || teens || (/^[1-9]00$/.test(last) && /^[1-9]\d?$/.test(next));
}

function partAt(
  text: string,
  tokens: readonly Token[],
  index: number,
  spoken: SpokenNumbers,
  run: Run | undefined,
): (Omit<Part, 'token'> & { taken: number }) | undefined {
  const token = tokens[index] as Token;
  const [before, after] = [tokens[index - 1], tokens[index + 1]];
  if (token.digits) {
    const inCode = (other: Token | undefined, glued: boolean): boolean =>
      glued &&
      other !== undefined &&
      !AMID_DIGITS.test(other.text) &&
      !spoken.at(text, tokens, tokens.indexOf(other, index > 0 ? index - 1 : 0));
    const code = inCode(before, before?.to === token.from) || inCode(after, after?.from === token.to);
    return code ? undefined : { digits: token.text, as: 'digits', taken: 1, words: 0 };
  }
  const enclosed = before?.digits && before.to === token.from && after?.digits && after.from === token.to;
  if (token.to - token.from > MOST_LIKE_DIGITS) return wordAt(text, tokens, index, spoken);
  if (ONLY_LIKE_DIGITS.test(token.text) || (enclosed && AMID_DIGITS.test(token.text))) {
    const glued = (before?.digits && before.to === token.from) || (after?.digits && after.from === token.to);
    const amid =
      token.to - token.from === 1 &&
      run !== undefined &&
      lengthOf(run) >= FEW_DIGITS &&
      after?.digits &&
      after.from - token.to <= 1;
    if (glued || amid)
      return { digits: [...token.text].map((sign) => LIKE_DIGITS[sign]).join(''), as: 'look-alike', taken: 1, words: 0 };
  }
  return wordAt(text, tokens, index, spoken);
}

function wordAt(
  text: string,
  tokens: readonly Token[],
  index: number,
  spoken: SpokenNumbers,
): (Omit<Part, 'token'> & { taken: number }) | undefined {
  const number = spoken.at(text, tokens, index);
  return number && { ...number, as: 'word' };
}

function joins(run: Run, gap: string, as: Part['as']): boolean {
  if (gap.length > LONGEST_GAP + 3 || run.parts.length >= MOST_PARTS) return false;
  if (run.parts.length === 0) return SPOKEN_GAP.test(gap) && gap.length <= LONGEST_GAP;
  if (as === 'digits' && run.parts.every((part) => part.as === 'digits') && /[,;:]/.test(gap)) return false;
  return SPOKEN_GAP.test(gap);
}

/** How many digits a run has. */
export function lengthOf(run: Run): number {
  return run.parts.reduce((sum, { digits }) => sum + digits.length, 0);
}
