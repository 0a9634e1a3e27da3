import { CODES, kindOf, NO_WORD, OTHER_LETTER } from './expression';
import type { INTENTS, Language } from './language-pack';
import type { Token } from './tokens';

type Intent = (typeof INTENTS)[number];

/**
 * Words of a meaning, by language: bare lower case with commas between; `~` is any ending, a blank whatever stands between two
 * words, and `.de` a word glued to a dot.
 */
export type WordsOfLanguages = Readonly<Record<string, Readonly<Record<Language, string>>>>;

/** Meanings that say together, in one sentence and in whatever order, what breaks a rule. */
export interface ConceptRule {
  rule: string;
  intent: Intent;
  score: number;
  /** each of them, or one of those with a bar between */
  all: readonly string[];
  /** what must not be said beside it; `not` may be in a question */
  none?: readonly string[];
  /** over how many words they may lie */
  within: number;
  /** who says it, where only one side means it: whose account it is that is paid to */
  by?: 'seller' | 'buyer';
}

/** A meaning that two others have where they stand side by side: "without" and "the platform". */
export interface MeaningOfTwo {
  meaning: string;
  of: readonly [string, string];
  /** over how many words they may lie */
  within: number;
}

/** A place where a rule's meanings stand together. */
export interface ConceptHit {
  rule: ConceptRule;
  language: Language | 'every';
  from: number;
  to: number;
}

interface Part {
  text: string;
  stem: boolean;
  glued: boolean;
}

interface Entry {
  first: Part;
  /** the words behind the first */
  others: Part[];
  concept: number;
}

interface Compiled {
  rule: ConceptRule;
  groups: number[][];
  none: number[];
}

const KEY = 3;
const LONGEST_WORD = 60;
const LONGEST_SENTENCE = 40;
const MOST_PLACES = 6;
const LONGEST_GAP = 3;
const SENTENCE_END = /[.!?…]["')]*\s/;
const LAST_PLAIN = 0x7e;
/** What the letters of our languages are without their marks, each on its own. */
const BARE: readonly string[] = Array.from({ length: 0x250 }, (_, code) => unmarked(String.fromCharCode(code)));

/** The meanings of some languages' words, looked up token by token. */
export class Concepts {
  /** by the kinds of a word's first signs */
  private readonly entries: (Entry[] | undefined)[] = [];
  private readonly rules: Compiled[];
  private readonly pairs: { concept: number; of: [number, number]; within: number }[];
  private readonly not: number;

  constructor(
    words: WordsOfLanguages,
    rules: readonly ConceptRule[],
    private readonly languages: readonly Language[],
    pairs: readonly MeaningOfTwo[] = [],
  ) {
    const names = [...Object.keys(words), ...pairs.map(({ meaning }) => meaning)];
    names.forEach((name, concept) => {
      for (const language of languages)
        for (const source of words[name]?.[language].split(',') ?? []) this.add(source.trim(), concept);
    });
    const idOf = (name: string): number => names.indexOf(name);
    this.not = idOf('not');
    this.pairs = pairs.map(({ meaning, of: [one, other], within }) => ({
      concept: idOf(meaning),
      of: [idOf(one), idOf(other)],
      within,
    }));
    this.rules = rules.map((rule) => ({
      rule,
      groups: rule.all.map((each) => each.split('|').map(idOf)),
      none: (rule.none ?? []).map(idOf),
    }));
  }

  /** Every place where a rule's meanings stand together, as somebody says it; time linear in the tokens. */
  find(text: string, tokens: readonly Token[], by?: ConceptRule['by']): ConceptHit[] {
    const hits: ConceptHit[] = [];
    let places: number[][] = [];
    let begun = 0;
    let some = 0;
    for (let index = 0; index < tokens.length; index += 1) {
      some += this.place(text, tokens, index, places);
      const end = index + 1 === tokens.length || index - begun + 1 >= LONGEST_SENTENCE || endsAfter(text, tokens, index);
      if (!end) continue;
      if (some > 0) {
        this.pair(places);
        this.judge(places, tokens, text[(tokens[index] as Token).to] === '?', hits, by);
      }
      if (some > 0) places = [];
      some = 0;
      begun = index + 1;
    }
    return hits;
  }

  private add(source: string, concept: number): void {
    const [first, ...others] = bare(source)
      .split(/[ -]+/)
      .map((part) => ({
        text: part.replace(/^\.|~$/g, '').replace(/~$/, ''),
        stem: part.endsWith('~'),
        glued: part.startsWith('.'),
      })) as [Part, ...Part[]];
    const key = keyOf(first.text);
    const known = this.entries[key];
    if (known) known.push({ first, others, concept });
    else this.entries[key] = [{ first, others, concept }];
  }

  private place(text: string, tokens: readonly Token[], index: number, places: number[][]): number {
    const token = tokens[index] as Token;
    const said = token.digits ? unitOf(text, token) : token.text;
    const entries = this.entries[keyOf(said)];
    if (!entries) return 0;
    const word = bare(said.slice(0, LONGEST_WORD));
    let placed = 0;
    for (const { first, others, concept } of entries) {
      if (!isWord(first, word) || (first.glued && !isGlued(text, token))) continue;
      if (others.length > 0 && !follow(others, text, tokens, index)) continue;
      const known = places[concept];
      if (!known) places[concept] = [index];
      else if (known.length < MOST_PLACES && known.at(-1) !== index) known.push(index);
      placed += 1;
    }
    return placed;
  }

  /** Puts the meanings that two others have where the second of them stands. */
  private pair(places: number[][]): void {
    for (const { concept, of, within } of this.pairs) {
      const [ones, others] = [places[of[0]], places[of[1]]];
      if (!ones || !others) continue;
      const met = others.filter((other) => ones.some((one) => one !== other && Math.abs(one - other) <= within));
      if (met.length > 0) places[concept] = met;
    }
  }

  private judge(
    places: readonly (number[] | undefined)[],
    tokens: readonly Token[],
    isQuestion: boolean,
    hits: ConceptHit[],
    by: ConceptRule['by'],
  ): void {
    for (const { rule, groups, none } of this.rules) {
      if (!isSaid(groups, places)) continue;
      if (rule.by !== undefined && rule.by !== by) continue;
      if (none.some((concept) => places[concept] && !(isQuestion && concept === this.not))) continue;
      const span = closest(groups, places, rule.within);
      if (!span) continue;
      const language = this.languages.length === 1 ? (this.languages[0] as Language) : 'every';
      hits.push({ rule, language, from: (tokens[span[0]] as Token).from, to: (tokens[span[1]] as Token).to });
    }
  }
}

/** The first and last token of the shortest stretch with one of each group, if it is short enough. */
function closest(
  groups: readonly number[][],
  places: readonly (number[] | undefined)[],
  within: number,
): [number, number] | undefined {
  const [first = [], ...others] = groups.map((group) => group.flatMap((concept) => places[concept] ?? []));
  let best: [number, number] | undefined;
  for (const start of first) {
    const taken = [start];
    for (const other of others) {
      const near = other
        .filter((place) => !taken.includes(place))
        .sort((one, two) => Math.abs(one - start) - Math.abs(two - start))[0];
      if (near !== undefined) taken.push(near);
    }
    if (taken.length <= others.length) continue;
    const [from, to] = [Math.min(...taken), Math.max(...taken)];
    if (to - from <= within && (!best || to - from < best[1] - best[0])) best = [from, to];
  }
  return best;
}

/** Whether one of each group stands somewhere. */
function isSaid(groups: readonly number[][], places: readonly (number[] | undefined)[]): boolean {
  for (const group of groups) {
    let said = false;
    for (const concept of group) said ||= places[concept] !== undefined;
    if (!said) return false;
  }
  return true;
}

/** The kinds of a word's first signs as one number: a letter with a mark is of the kind of the one without. */
function keyOf(said: string): number {
  let word = said;
  let key = 0;
  for (let at = 0; at < KEY; at += 1) {
    const kind = at < word.length ? kindOf(word.charCodeAt(at)) : NO_WORD;
    if (kind === OTHER_LETTER && word === said) {
      // Read again, once, as its bare letters.
      word = `${bare(said.slice(0, KEY))} `;
      key = 0;
      at = -1;
    } else key = key * CODES + kind;
  }
  return key;
}

function isWord({ text, stem }: Part, said: string): boolean {
  return stem ? said.startsWith(text) : said === text;
}

function isGlued(text: string, { from }: Token): boolean {
  return text[from - 1] === '.' && !/[^\s"'(“„«]/.test(text[from - 2] ?? ' ');
}

/** Whether words stand behind a token, one behind the other. */
function follow(words: readonly Part[], text: string, tokens: readonly Token[], index: number): boolean {
  return words.every((word, at) => {
    const [before, token] = [tokens[index + at] as Token, tokens[index + at + 1]];
    if (!token || token.from - before.to > LONGEST_GAP || !isWord(word, bare(token.text))) return false;
    return !word.glued || isGlued(text, token);
  });
}

function unitOf(text: string, token: Token): string {
  const sign = text[token.to] === ' ' ? text[token.to + 1] : text[token.to];
  return sign === '%' || sign === '€'
    ? sign
    : /[€£]/.test(text[token.from - 1] ?? '')
      ? (text[token.from - 1] as string)
      : token.text;
}

function endsAfter(text: string, tokens: readonly Token[], index: number): boolean {
  const [to, next] = [(tokens[index] as Token).to, (tokens[index + 1] as Token).from];
  return next - to > 1 && SENTENCE_END.test(text.slice(to, next));
}

function bare(text: string): string {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > LAST_PLAIN) return withoutMarks(text, at);
  return text;
}

/** The text without marks, where those before a place have none. */
function withoutMarks(text: string, first: number): string {
  let said = text.slice(0, first);
  for (let at = first; at < text.length; at += 1) {
    const sign = BARE[text.charCodeAt(at)];
    if (sign === undefined) return unmarked(text);
    said += sign;
  }
  return said;
}

function unmarked(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l').replaceAll('ß', 'ss');
}
