import { compact, EDGE } from './compact';
import { alternativesOf, CODES, isEdge, kindOf, longest, type Term } from './expression';
import type { Pattern } from './language-pack';
import { LONGEST_PREFIX, prefixesOf } from './prefixes';
import { isWordAt } from './view';

const FAR = 2 ** 30;

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
  expression: RegExp;
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
  /** the place that follows a place by a kind of sign; 0 is the root, and where nothing follows */
  private readonly steps: Int32Array;
  /** where each beginning stands next, seen from the place that is looked at */
  private readonly next: Int32Array;
  private readonly path = new Int32Array(LONGEST_PREFIX + 1);

  constructor(entries: readonly Entry<Group>[]) {
    const tree = new Tree();
    const beginnings = new Map<string, number>();
    const beginningOf = (terms: readonly Term[]): number => {
      const prefixes = prefixesOf(terms);
      const name = prefixes
        .map((prefix) => prefix.join())
        .sort()
        .join(' ');
      const known = beginnings.get(name);
      if (known !== undefined) return known;
      for (const prefix of prefixes) tree.at(prefix).marking.push(beginnings.size);
      beginnings.set(name, beginnings.size);
      return beginnings.size - 1;
    };
    for (const entry of entries)
      for (const terms of alternativesOf(entry.pattern)) {
        const source = entry.pattern.slice(terms[0]?.from, terms.at(-1)?.to);
        const expression = new RegExp(`(?:${compact(source)})${EDGE}`, 'uy');
        const later = terms.flatMap((term, index) =>
          index > 0 && isEdge(term, true) ? [beginningOf(terms.slice(index)), longest(terms.slice(0, index))] : [],
        );
        for (const prefix of prefixesOf(terms)) tree.at(prefix).starting.push(this.alternatives.length);
        this.alternatives.push({ entry, expression, later: Int32Array.from(later) });
      }
    this.starting = new Lists(tree.places.map(({ starting }) => starting));
    this.marking = new Lists(tree.places.map(({ marking }) => marking));
    this.steps = Int32Array.from(tree.places.flatMap(({ steps }) => steps));
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
      place = steps[place * CODES + kindOf(text.charCodeAt(at + depth))] as number;
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
      const { entry, expression } = this.alternatives[number] as Alternative<Group>;
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

/** A place in the tree of beginnings. */
interface Place {
  steps: number[];
  starting: number[];
  marking: number[];
}

class Tree {
  readonly places: Place[] = [];

  constructor() {
    this.grow();
  }

  at(prefix: readonly number[]): Place {
    let place = this.places[0] as Place;
    for (const code of prefix) {
      place.steps[code] ||= this.grow();
      place = this.places[place.steps[code] as number] as Place;
    }
    return place;
  }

  private grow(): number {
    return this.places.push({ steps: Array<number>(CODES).fill(0), starting: [], marking: [] }) - 1;
  }
}

/** Many short lists of numbers, one behind the other. */
class Lists {
  readonly items: Int32Array;
  private readonly begins: Int32Array;

  constructor(lists: readonly (readonly number[])[]) {
    this.items = Int32Array.from(lists.flat());
    let end = 0;
    this.begins = Int32Array.from([0, ...lists.map(({ length }) => (end += length))]);
  }

  from(list: number): number {
    return this.begins[list] as number;
  }
}
