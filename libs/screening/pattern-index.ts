import { compact, EDGE } from './compact';
import { alternativesOf, CODES, isEdge, kindOf, longest, NO_WORD, type Term } from './expression';
import type { Pattern } from './language-pack';
import { LONGEST_PREFIX, prefixesOf } from './prefixes';
import { isWordAt } from './view';

const FAR = 2 ** 30;
const NOBODY = -1;

/** A pattern with what it stands for. */
export interface Entry<Group> extends Pattern {
  group: Group;
}

/** A place where a pattern matches. */
export interface Hit<Group> {
  entry: Entry<Group>;
  from: number;
  to: number;
}

interface Alternative<Group> {
  entry: Entry<Group>;
  /** what it is written as; made an expression when it is first tried: most never are */
  source: string;
  expression?: RegExp;
  /** the beginnings of words that a match has behind its first ones, each followed by within how many signs */
  later: Int32Array;
}

/**
 * Many patterns that begin and end at the edge of a word, looked for in one pass. A tree of beginnings says at each edge which
 * may begin there; of those only they are tried whose later words may begin near enough behind it. A pattern whose words are
 * not there costs nothing.
 */
export class PatternIndex<Group> {
  private readonly alternatives: Alternative<Group>[] = [];
  /** which alternatives begin with what led to a place of the tree */
  private readonly starting: Lists;
  /** which beginnings are marked there */
  private readonly marking: Lists;
  /** the place that follows a place by a kind of sign */
  private readonly steps: Steps;
  /** where each beginning stands next, seen from the place that is looked at */
  private readonly next: Int32Array;
  private readonly path = new Int32Array(LONGEST_PREFIX + 1);

  constructor(entries: readonly Entry<Group>[]) {
    const tree = new Tree();
    const beginnings = new Map<string, number>();
    // What is written alike begins alike: many patterns share their last words.
    const written = new Map<string, number>();
    const beginningOf = (terms: readonly Term[], source: string): number => {
      const known = written.get(source);
      if (known !== undefined) return known;
      const prefixes = prefixesOf(terms);
      const name = prefixes
        .map((prefix) => prefix.join())
        .sort()
        .join(' ');
      const same = beginnings.get(name);
      const beginning = same ?? beginnings.size;
      written.set(source, beginning);
      if (same !== undefined) return same;
      for (const prefix of prefixes) tree.mark(prefix, beginning);
      beginnings.set(name, beginning);
      return beginning;
    };
    for (const entry of entries)
      for (const terms of alternativesOf(entry.pattern)) {
        const last = terms.at(-1)?.to;
        const source = entry.pattern.slice(terms[0]?.from, last);
        const later = terms.flatMap((term, index) =>
          index > 0 && isEdge(term, true)
            ? [beginningOf(terms.slice(index), entry.pattern.slice(term.from, last)), longest(terms.slice(0, index))]
            : [],
        );
        for (const prefix of prefixesOf(terms)) tree.start(prefix, this.alternatives.length);
        this.alternatives.push({ entry, source, later: Int32Array.from(later) });
      }
    this.starting = new Lists(tree.starting, tree.size);
    this.marking = new Lists(tree.marking, tree.size);
    this.steps = new Steps(tree);
    this.next = new Int32Array(beginnings.size);
  }

  /** Every match in the text, the first of each alternative at each place. */
  find(text: string): Hit<Group>[] {
    const hits: Hit<Group>[] = [];
    this.next.fill(FAR);
    // From the end: what stands behind a place is known there.
    for (let at = text.length - 1; at >= 0; at -= 1)
      if (!isWordAt(text, at - 1) && !isSecondHalf(text.charCodeAt(at))) this.findAt(text, at, hits);
    return hits.reverse();
  }

  private findAt(text: string, at: number, hits: Hit<Group>[]): void {
    const { path, steps, starting, marking } = this;
    let depth = 0;
    let place = 0;
    do {
      path[depth] = place;
      const on = at + depth;
      place = steps.after(place, on < text.length ? kindOf(text.charCodeAt(on)) : NO_WORD);
      depth += 1;
    } while (place > 0);
    let likely: number[] | undefined;
    for (let step = 0; step < depth; step += 1) {
      const on = path[step] as number;
      for (let index = starting.from(on); index < starting.from(on + 1); index += 1) {
        const alternative = starting.items[index] as number;
        if (!this.mayMatch(alternative, at)) continue;
        if (likely) likely.push(alternative);
        else likely = [alternative];
      }
    }
    for (let step = 0; step < depth; step += 1) {
      const on = path[step] as number;
      for (let index = marking.from(on); index < marking.from(on + 1); index += 1) this.next[marking.items[index] as number] = at;
    }
    if (!likely) return;
    if (likely.length > 1) likely.sort((one, other) => other - one);
    for (const number of likely) {
      const alternative = this.alternatives[number] as Alternative<Group>;
      alternative.expression ??= new RegExp(`(?:${compact(alternative.source)})${EDGE}`, 'uy');
      const { entry, expression } = alternative;
      expression.lastIndex = at;
      if (expression.test(text)) hits.push({ entry, from: at, to: expression.lastIndex });
    }
  }

  private mayMatch(alternative: number, at: number): boolean {
    const { later } = this.alternatives[alternative] as Alternative<Group>;
    for (let index = 0; index < later.length; index += 2)
      if ((this.next[later[index] as number] as number) - at > (later[index + 1] as number)) return false;
    return true;
  }
}

/** Whether a code unit is the second of a sign: no match begins there. */
function isSecondHalf(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000;
}

function put(lists: number[][], place: number, item: number): void {
  const list = lists[place];
  if (list) list.push(item);
  else lists[place] = [item];
}

/** Beginnings, as places that follow each other by a kind of sign. */
class Tree {
  size = 1;
  steps = new Int32Array(CODES * 1_024);
  /** which alternatives begin with what led to a place, and which beginnings are marked there */
  readonly starting: number[][] = [];
  readonly marking: number[][] = [];

  start(prefix: readonly number[], alternative: number): void {
    put(this.starting, this.at(prefix), alternative);
  }

  mark(prefix: readonly number[], beginning: number): void {
    put(this.marking, this.at(prefix), beginning);
  }

  private at(prefix: readonly number[]): number {
    let place = 0;
    for (const code of prefix) {
      const step = place * CODES + code;
      place = this.steps[step] || this.grow(step);
    }
    return place;
  }

  /** A new place behind a step. */
  private grow(step: number): number {
    if ((this.size + 1) * CODES > this.steps.length) {
      const wider = new Int32Array(this.steps.length * 2);
      wider.set(this.steps);
      this.steps = wider;
    }
    this.steps[step] = this.size;
    this.size += 1;
    return this.size - 1;
  }
}

/**
 * The steps of a tree in little memory, so that what is looked up for each word of a text is near: the rows of all places lie
 * over each other, each where its steps meet free slots, and a slot names the place it belongs to.
 */
class Steps {
  private readonly begins: Int32Array;
  private owners = new Int32Array(4 * CODES).fill(NOBODY);
  private targets = new Int32Array(4 * CODES);

  constructor({ size, steps }: Tree) {
    this.begins = new Int32Array(size);
    let free = 0;
    for (let place = 0; place < size; place += 1) {
      const row = steps.subarray(place * CODES, (place + 1) * CODES);
      const first = row.findIndex((target) => target !== 0);
      while (this.owners[free] !== NOBODY) {
        free += 1;
        this.reach(free);
      }
      if (first < 0) continue;
      let begin = Math.max(0, free - first);
      while (!this.takes(row, begin)) begin += 1;
      this.begins[place] = begin;
      row.forEach((target, code) => {
        if (target === 0) return;
        this.owners[begin + code] = place;
        this.targets[begin + code] = target;
      });
    }
  }

  /** The place behind a place by a kind of sign: 0 where nothing follows. */
  after(place: number, code: number): number {
    const slot = (this.begins[place] as number) + code;
    return this.owners[slot] === place ? (this.targets[slot] as number) : 0;
  }

  private takes(row: Int32Array, begin: number): boolean {
    this.reach(begin);
    for (let code = 0; code < CODES; code += 1) if (row[code] !== 0 && this.owners[begin + code] !== NOBODY) return false;
    return true;
  }

  /** Makes room for a row that begins at a slot. */
  private reach(begin: number): void {
    if (begin + CODES < this.owners.length) return;
    const [owners, targets] = [this.owners, this.targets];
    this.owners = new Int32Array(owners.length * 2).fill(NOBODY);
    this.owners.set(owners);
    this.targets = new Int32Array(owners.length * 2);
    this.targets.set(targets);
  }
}

/** Many short lists of numbers, one behind the other. */
class Lists {
  readonly items: Int32Array;
  private readonly begins: Int32Array;

  constructor(lists: readonly (readonly number[] | undefined)[], count: number) {
    this.begins = new Int32Array(count + 1);
    for (let list = 0; list < count; list += 1)
      this.begins[list + 1] = (this.begins[list] as number) + (lists[list]?.length ?? 0);
    this.items = new Int32Array(this.begins[count] as number);
    for (let list = 0; list < count; list += 1) this.items.set(lists[list] ?? [], this.begins[list]);
  }

  from(list: number): number {
    return this.begins[list] as number;
  }
}
