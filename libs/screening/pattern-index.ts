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
  order: number;
  expression: RegExp;
  /** what words begin with that a match has behind its first ones, and within how many signs */
  later: { beginning: number; within: number }[];
}

/**
 * Many patterns that begin and end at the edge of a word, looked for in one pass. A tree of beginnings says at each edge which
 * may begin there; of those only they are tried whose later words may begin near enough behind it. A pattern whose words are
 * not there costs nothing.
 */
export class PatternIndex<Group> {
  /** the place in the tree that follows a place by a kind of sign; 0 is its root, and where there is none */
  private steps = new Int32Array(CODES);
  private readonly starting: Alternative<Group>[][] = [[]];
  private readonly marking: number[][] = [[]];
  private readonly beginnings = new Map<string, number>();
  /** where each beginning stands next, seen from the place that is looked at */
  private readonly next: Int32Array;
  private readonly path = new Int32Array(LONGEST_PREFIX + 1);

  constructor(entries: readonly Entry<Group>[]) {
    let order = 0;
    for (const entry of entries)
      for (const terms of alternativesOf(entry.pattern)) {
        const source = entry.pattern.slice(terms[0]?.from, terms.at(-1)?.to);
        const expression = new RegExp(`(?:${compact(source)})${EDGE}`, 'uy');
        const later = terms.flatMap((term, index) =>
          index > 0 && isEdge(term, true)
            ? [{ beginning: this.beginningOf(terms.slice(index)), within: longest(terms.slice(0, index)) }]
            : [],
        );
        const alternative = { entry, order: order++, expression, later };
        for (const prefix of prefixesOf(terms)) this.starting[this.placeOf(prefix)]?.push(alternative);
      }
    this.steps = this.steps.slice(0, this.starting.length * CODES);
    this.next = new Int32Array(this.beginnings.size);
  }

  /** Every match in the text, the first of each alternative at each place. */
  find(text: string): Hit<Group>[] {
    const hits: Hit<Group>[] = [];
    this.next.fill(FAR);
    // From the end: what stands behind a place is known there.
    for (let at = text.length - 1; at >= 0; at -= 1) if (!isWordAt(text, at - 1)) this.findAt(text, at, hits);
    return hits.reverse();
  }

  private findAt(text: string, at: number, hits: Hit<Group>[]): void {
    const { path, steps, next } = this;
    let depth = 0;
    for (let place = 0; depth === 0 || place > 0; depth += 1) {
      path[depth] = place;
      place = steps[place * CODES + kindOf(text.charCodeAt(at + depth))] as number;
    }
    let likely: Alternative<Group>[] | undefined;
    for (let step = 0; step < depth; step += 1)
      for (const alternative of this.starting[path[step] as number] as Alternative<Group>[]) {
        if (!alternative.later.every(({ beginning, within }) => (next[beginning] as number) - at <= within)) continue;
        if (likely) likely.push(alternative);
        else likely = [alternative];
      }
    for (let step = 0; step < depth; step += 1)
      for (const beginning of this.marking[path[step] as number] as number[]) next[beginning] = at;
    if (!likely) return;
    for (const { entry, expression } of likely.sort((one, other) => other.order - one.order)) {
      expression.lastIndex = at;
      if (expression.test(text)) hits.push({ entry, from: at, to: expression.lastIndex });
    }
  }

  /** The number of a beginning that is marked wherever it stands. */
  private beginningOf(terms: readonly Term[]): number {
    const prefixes = prefixesOf(terms);
    const name = prefixes.map((prefix) => prefix.join()).sort().join(' ');
    const known = this.beginnings.get(name);
    if (known !== undefined) return known;
    const beginning = this.beginnings.size;
    this.beginnings.set(name, beginning);
    for (const prefix of prefixes) this.marking[this.placeOf(prefix)]?.push(beginning);
    return beginning;
  }

  private placeOf(prefix: readonly number[]): number {
    let place = 0;
    for (const code of prefix) {
      const step = place * CODES + code;
      if (this.steps[step] === 0) {
        this.steps[step] = this.starting.push([]) - 1;
        this.marking.push([]);
        if (this.steps.length < this.starting.length * CODES) {
          const larger = new Int32Array(this.steps.length * 2);
          larger.set(this.steps);
          this.steps = larger;
        }
      }
      place = this.steps[step] as number;
    }
    return place;
  }
}
