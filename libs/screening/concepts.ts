import { type Evidence, Weighing } from './evidence';
import { kindOf, OTHER_LETTER } from './expression';
import type { CONTEXTS, INTENTS, Language } from './language-pack';
import type { Token } from './tokens';
import { Lists, put, Steps, Tree } from './tree';

type Intent = (typeof INTENTS)[number];
type Context = (typeof CONTEXTS)[number];

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
  /** what does not lower it in its sentence: who hints says that it may not be written here */
  despite?: readonly Context[];
}

/** A meaning that two others have where they stand side by side: "without" and "the platform". */
export interface MeaningOfTwo {
  meaning: string;
  of: readonly [string, string];
  /** over how many words they may lie */
  within: number;
  /** what says another thing with them: "the shop of my street" is nobody's own */
  unless?: string;
}

/** A place where a rule's meanings stand together, or where enough of what was weighed is said. */
export interface ConceptHit {
  rule: Pick<ConceptRule, 'rule' | 'intent' | 'score' | 'despite'>;
  /** the families that were weighed, what speaks against it among them */
  weighed?: readonly string[];
  /** that nothing of this intent is meant there, whatever rules find */
  doubts?: true;
  language: Language | 'every';
  from: number;
  to: number;
}

interface Part {
  text: string;
  stem: boolean;
  glued: boolean;
  /** of letters alone */
  letters: boolean;
  /** of its first sign */
  kind: number;
}

interface Entry {
  first: Part;
  /** the words behind the first */
  others: Part[];
  concept: number;
}

/**
 * What most entries are told by, in one number, so that no entry is fetched for a word that is none of it: the meaning, the kind of
 * sign that its second word begins with, and whether the first is a beginning, has words behind it, or is more than letters.
 */
const STEM = 1;
const LONGER = 2;
const ODD = 4;
const KIND_AT = 3;
const KIND_MASK = 31;
const CONCEPT_AT = 8;
/** There is no word behind that could be one of an entry. */
const NO_NEXT = -1;
/** No meaning. */
const NONE = -1;
/** How many words away from a meaning of two what says another thing is about it. */
const BESIDE_PAIR = 4;

interface Compiled {
  rule: ConceptRule;
  concepts: number[][];
  /** the same as bits, a row of numbers for each group */
  groups: Int32Array;
  none: number[];
}

const LONGEST_WORD = 60;
const LONGEST_SENTENCE = 40;
const MOST_PLACES = 6;
/** How many words away from what is asked, or hinted at, is not about it; of a deal the whole sentence is. */
const APART: Partial<Record<Intent, number>> = { ask: 6, hint: 6 };
const LONGEST_GAP = 3;
const SENTENCE_END = /[.!?…]["')]*\s/;
const ELLIPSIS = 0x2026;
const BITS = 32;
const LAST_PLAIN = 0x7e;
/** What the letters of our languages are without their marks, each on its own. */
const BARE: readonly string[] = Array.from({ length: 0x250 }, (_, code) => unmarked(String.fromCharCode(code)));

/** Where the meanings of a sentence stand, by its tokens. It is filled and emptied again: nothing is made for a sentence that says nothing. */
class Places {
  /** which meanings are said, as bits */
  readonly said: Int32Array;
  private readonly counts: Uint8Array;
  private readonly tokens: Int32Array;
  /** which meanings are said */
  readonly met: number[] = [];

  constructor(concepts: number) {
    this.said = new Int32Array(Math.ceil(concepts / BITS));
    this.counts = new Uint8Array(concepts);
    this.tokens = new Int32Array(concepts * MOST_PLACES);
  }

  add(concept: number, token: number): void {
    const count = this.counts[concept] as number;
    if (count === MOST_PLACES || (count > 0 && this.tokens[concept * MOST_PLACES + count - 1] === token)) return;
    if (count === 0) {
      this.said[concept >> 5] = (this.said[concept >> 5] as number) | (1 << (concept & 31));
      this.met.push(concept);
    }
    this.tokens[concept * MOST_PLACES + count] = token;
    this.counts[concept] = count + 1;
  }

  has(concept: number): boolean {
    return (this.counts[concept] ?? 0) > 0;
  }

  /** The tokens at which a meaning stands, in their order. */
  of(concept: number): Int32Array {
    return this.tokens.subarray(concept * MOST_PLACES, concept * MOST_PLACES + (this.counts[concept] as number));
  }

  first(concept: number): number {
    return this.tokens[concept * MOST_PLACES] as number;
  }

  last(concept: number): number {
    return this.tokens[concept * MOST_PLACES + (this.counts[concept] as number) - 1] as number;
  }

  /** Whether a meaning stands in a stretch of tokens, or so near that it is about it. */
  isNear(concept: number, [from, to]: readonly [number, number], apart: number): boolean {
    for (let at = 0, count = this.counts[concept] ?? 0; at < count; at += 1) {
      const token = this.tokens[concept * MOST_PLACES + at] as number;
      if (token >= from - apart && token <= to + apart) return true;
    }
    return false;
  }

  /** The tokens at which one of several meanings stands. */
  ofAny(concepts: readonly number[]): number[] {
    const all: number[] = [];
    for (const concept of concepts)
      for (let at = 0, count = this.counts[concept] ?? 0; at < count; at += 1)
        all.push(this.tokens[concept * MOST_PLACES + at] as number);
    return all;
  }

  clear(): void {
    for (const concept of this.met) this.counts[concept] = 0;
    this.met.length = 0;
    this.said.fill(0);
  }
}

/** The meanings of some languages' words, looked up token by token. */
export class Concepts {
  private readonly entries: Entry[] = [];
  /** the kinds of a word's signs, one behind the other */
  private readonly steps: Steps;
  /** which entries end at each place of it */
  private readonly ending: Lists;
  /** of each of those what tells it */
  private readonly told: Int32Array;
  private readonly rules: Compiled[];
  /** of each meaning, as bits, the rules that cannot do without it or another of its group */
  private readonly needing: Int32Array;
  private readonly pairs: { concept: number; of: [number, number]; within: number; unless: number }[];
  private readonly not: number;
  private readonly places: Places;
  private readonly weighings: readonly Weighing[];

  constructor(
    words: WordsOfLanguages,
    rules: readonly ConceptRule[],
    private readonly languages: readonly Language[],
    pairs: readonly MeaningOfTwo[] = [],
    evidence: readonly Evidence[] = [],
  ) {
    const names = [...Object.keys(words), ...pairs.map(({ meaning }) => meaning)];
    this.places = new Places(names.length);
    this.weighings = evidence.map((each) => new Weighing(each, names));
    names.forEach((name, concept) => {
      for (const language of languages)
        for (const source of words[name]?.[language].split(',') ?? []) this.entries.push(entryOf(source.trim(), concept));
    });
    const tree = new Tree();
    const ending: number[][] = [];
    this.entries.forEach(({ first: { text } }, index) => {
      put(ending, tree.at(Array.from({ length: text.length }, (_, at) => kindOf(text.charCodeAt(at)))), index);
    });
    this.steps = new Steps(tree);
    this.ending = Lists.byCell(ending, this.steps);
    this.told = this.ending.items.map((entry) => toldOf(this.entries[entry] as Entry));
    const idOf = (name: string): number => names.indexOf(name);
    this.not = idOf('not');
    this.pairs = pairs.map(({ meaning, of: [one, other], within, unless }) => ({
      concept: idOf(meaning),
      of: [idOf(one), idOf(other)],
      within,
      unless: unless === undefined ? NONE : idOf(unless),
    }));
    const width = this.places.said.length;
    this.rules = rules.map((rule) => {
      const concepts = rule.all.map((each) => each.split('|').map(idOf));
      const groups = new Int32Array(concepts.length * width);
      concepts.forEach((group, row) => {
        for (const concept of group.filter((known) => known >= 0)) {
          const at = row * width + (concept >> 5);
          groups[at] = (groups[at] as number) | (1 << (concept & 31));
        }
      });
      return { rule, groups, concepts, none: (rule.none ?? []).map(idOf) };
    });
    this.needing = new Int32Array(names.length * this.ruleWidth);
    this.rules.forEach(({ concepts }, rule) => {
      const fewest = concepts.reduce((least, group) => (group.length < least.length ? group : least));
      for (const concept of fewest.filter((known) => known >= 0)) {
        const at = concept * this.ruleWidth + (rule >> 5);
        this.needing[at] = (this.needing[at] as number) | (1 << (rule & 31));
      }
    });
  }

  private get language(): Language | 'every' {
    return this.languages.length === 1 ? (this.languages[0] as Language) : 'every';
  }

  private get ruleWidth(): number {
    return Math.ceil(this.rules.length / BITS);
  }

  /** Every place where a rule's meanings stand together, as somebody says it; time linear in the tokens. */
  find(text: string, tokens: readonly Token[], by?: ConceptRule['by']): ConceptHit[] {
    const hits: ConceptHit[] = [];
    const { places, weighings } = this;
    let begun = 0;
    let before = 0;
    let some = false;
    for (const weighing of weighings) weighing.begin();
    for (let index = 0; index < tokens.length; index += 1) {
      if (this.place(text, tokens, index)) some = true;
      const end = index + 1 === tokens.length || index - begun + 1 >= LONGEST_SENTENCE || endsAfter(text, tokens, index);
      if (!end) continue;
      if (some) {
        this.pair();
        this.judge(tokens, text[(tokens[index] as Token).to] === '?', hits, by);
        for (const weighing of weighings)
          for (const concept of places.met) weighing.add(concept, places.first(concept), places.last(concept));
        places.clear();
      }
      for (const weighing of weighings) {
        const { isDoubted, evidence } = weighing;
        const { rule, intent } = evidence;
        const weighed = weighing.end();
        const hit = (from: number, to: number, score: number): ConceptHit => ({
          ...{ rule: { rule, intent, score }, language: this.language },
          ...{ from: (tokens[from] as Token).from, to: (tokens[to] as Token).to },
        });
        if (weighed) hits.push({ ...hit(weighed.from, weighed.to, weighed.score), weighed: weighed.families });
        // A sentence is weighed with the one before it, and with the one behind.
        if (isDoubted && weighing.isDoubted) hits.push({ ...hit(before, begun - 1, 0), doubts: true });
        if (weighing.isDoubted && index + 1 === tokens.length) hits.push({ ...hit(begun, index, 0), doubts: true });
      }
      before = begun;
      some = false;
      begun = index + 1;
    }
    return hits;
  }

  /** Whether a word says anything, by itself or with those behind it. */
  private place(text: string, tokens: readonly Token[], index: number): boolean {
    const { steps, ending, told } = this;
    const token = tokens[index] as Token;
    const said = token.digits ? unitOf(text, token) : token.text;
    let word = said;
    let placed = false;
    let place = 0;
    let next: number | undefined;
    for (let at = 0; ; at += 1) {
      const whole = at === word.length;
      for (let entry = ending.from(place), to = ending.from(place + 1); entry < to; entry += 1) {
        const is = told[entry] as number;
        if (!(whole || is & STEM)) continue;
        if (is & LONGER) {
          next ??= kindBehind(text, tokens, index);
          if (next !== OTHER_LETTER && next !== ((is >> KIND_AT) & KIND_MASK)) continue;
        }
        if (is & (LONGER | ODD) && !this.says(this.entries[ending.items[entry] as number] as Entry, text, tokens, index))
          continue;
        this.places.add(is >> CONCEPT_AT, index);
        placed = true;
      }
      if (whole) return placed;
      const kind = kindOf(word.charCodeAt(at));
      if (kind === OTHER_LETTER && word === said) {
        // Read again, once, as its bare letters.
        word = bare(said.slice(0, LONGEST_WORD));
        if (word !== said) {
          at = -1;
          place = 0;
          continue;
        }
      }
      place = steps.after(place, kind);
      if (place === 0) return placed;
    }
  }

  /** Whether a word that begins as an entry does is one of it, where more than its first letters tells. */
  private says({ first, others }: Entry, text: string, tokens: readonly Token[], index: number): boolean {
    if (others.length > 0 && !follow(others, text, tokens, index)) return false;
    const token = tokens[index] as Token;
    // Letters are told by their kinds, other signs are not.
    if (!first.letters && !isWord(first, token.digits ? unitOf(text, token) : bare(token.text))) return false;
    return !first.glued || isGlued(text, token);
  }

  /** Puts the meanings that two others have where the second of them stands. */
  private pair(): void {
    const { places } = this;
    for (const { concept, of, within, unless } of this.pairs) {
      if (!places.has(of[0]) || !places.has(of[1])) continue;
      const ones = places.of(of[0]);
      for (const other of places.of(of[1]))
        if (
          ones.some((one) => one !== other && Math.abs(one - other) <= within) &&
          !(unless !== NONE && places.isNear(unless, [other, other], BESIDE_PAIR))
        )
          places.add(concept, other);
    }
  }

  private judge(tokens: readonly Token[], isQuestion: boolean, hits: ConceptHit[], by: ConceptRule['by']): void {
    const { places, ruleWidth } = this;
    for (let word = 0; word < ruleWidth; word += 1) {
      let likely = 0;
      for (const concept of places.met) likely |= this.needing[concept * ruleWidth + word] as number;
      for (; likely !== 0; likely &= likely - 1)
        this.judgeBy(this.rules[word * BITS + lowest(likely)] as Compiled, tokens, isQuestion, hits, by);
    }
  }

  private judgeBy(
    { rule, groups, concepts, none }: Compiled,
    tokens: readonly Token[],
    isQuestion: boolean,
    hits: ConceptHit[],
    by: ConceptRule['by'],
  ): void {
    const { places, language } = this;
    if (!isSaid(groups, places.said) || (rule.by !== undefined && rule.by !== by)) return;
    const span = closest(
      concepts.map((group) => places.ofAny(group)),
      rule.within,
    );
    if (!span) return;
    const apart = APART[rule.intent] ?? LONGEST_SENTENCE;
    if (none.some((concept) => !(isQuestion && concept === this.not) && places.isNear(concept, span, apart))) return;
    hits.push({ rule, language, from: (tokens[span[0]] as Token).from, to: (tokens[span[1]] as Token).to });
  }
}

/** Which is the lowest bit of a number that is set. */
function lowest(bits: number): number {
  return BITS - 1 - Math.clz32(bits & -bits);
}

/** The first and last token of the shortest stretch with one of each group, if it is short enough. */
function closest([first = [], ...others]: readonly number[][], within: number): [number, number] | undefined {
  let best: [number, number] | undefined;
  for (const start of first) {
    const taken = [start];
    for (const other of others) {
      let near: number | undefined;
      for (const place of other)
        if (!taken.includes(place) && (near === undefined || Math.abs(place - start) < Math.abs(near - start))) near = place;
      if (near === undefined) break;
      taken.push(near);
    }
    if (taken.length <= others.length) continue;
    const [from, to] = [Math.min(...taken), Math.max(...taken)];
    if (to - from <= within && (!best || to - from < best[1] - best[0])) best = [from, to];
  }
  return best;
}

/** Whether one of each group is said. */
function isSaid(groups: Int32Array, said: Int32Array): boolean {
  const width = said.length;
  for (let row = 0; row < groups.length; row += width) {
    let met = 0;
    for (let at = 0; at < width; at += 1) met |= (groups[row + at] as number) & (said[at] as number);
    if (met === 0) return false;
  }
  return true;
}

function entryOf(source: string, concept: number): Entry {
  const [first, ...others] = bare(source)
    .split(/[ -]+/)
    .map((part) => {
      const text = part.replace(/^\.|~$/g, '').replace(/~$/, '');
      return {
        text,
        stem: part.endsWith('~'),
        glued: part.startsWith('.'),
        letters: /^\.?[a-z]+~?$/.test(part),
        kind: kindOf(text.charCodeAt(0)),
      };
    }) as [Part, ...Part[]];
  return { first, others, concept };
}

function isWord({ text, stem }: Part, said: string): boolean {
  const { length } = text;
  if (stem ? said.length < length : said.length !== length) return false;
  for (let at = 0; at < length; at += 1) if (said.charCodeAt(at) !== text.charCodeAt(at)) return false;
  return true;
}

function isGlued(text: string, { from }: Token): boolean {
  return text[from - 1] === '.' && !/[^\s"'(“„«]/.test(text[from - 2] ?? ' ');
}

/** Whether words stand behind a token, one behind the other. Most do not: the first sign tells. */
function follow(words: readonly Part[], text: string, tokens: readonly Token[], index: number): boolean {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as Part;
    const kind = kindBehind(text, tokens, index + at);
    if (kind !== OTHER_LETTER && kind !== word.kind) return false;
    const token = tokens[index + at + 1] as Token;
    if (!isWord(word, bare(token.text)) || (word.glued && !isGlued(text, token))) return false;
  }
  return true;
}

/** The kind of sign that the word behind a token begins with. */
function kindBehind(text: string, tokens: readonly Token[], index: number): number {
  const next = tokens[index + 1];
  if (!next || next.from - (tokens[index] as Token).to > LONGEST_GAP) return NO_NEXT;
  return kindOf(text.charCodeAt(next.from));
}

function toldOf({ first, others: [second], concept }: Entry): number {
  const odd = first.letters && !first.glued ? 0 : ODD;
  const longer = second ? LONGER | (second.kind << KIND_AT) : 0;
  return (concept << CONCEPT_AT) | longer | odd | (first.stem ? STEM : 0);
}

function unitOf(text: string, token: Token): string {
  const sign = text[token.to] === ' ' ? text[token.to + 1] : text[token.to];
  if (sign === '%' || sign === '€') return sign;
  const before = text[token.from - 1];
  return before === '€' || before === '£' ? before : token.text;
}

function endsAfter(text: string, tokens: readonly Token[], index: number): boolean {
  const { to } = tokens[index] as Token;
  const next = (tokens[index + 1] as Token).from;
  for (let at = to; at + 1 < next; at += 1) if (isStop(text.charCodeAt(at))) return SENTENCE_END.test(text.slice(at, next));
  return false;
}

function isStop(code: number): boolean {
  return code === 0x2e || code === 0x21 || code === 0x3f || code === ELLIPSIS;
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
