import { compact, EDGE } from './compact';
import { alternativesOf, isBetween, isEdge, kindOf, longest, NO_WORD, type Term } from './expression';
import type { Pattern } from './language-pack';
import { LONGEST_PREFIX, prefixesOf } from './prefixes';
import { Lists, put, Steps, Tree } from './tree';
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
  /** what it is written as; made an expression when it is first tried: most never are */
  source: string;
  expression?: RegExp;
}

/**
 * Many patterns that begin and end at the edge of a word, looked for in one pass. A tree of beginnings says at each edge which
 * may begin there; of those only they are tried whose later words may begin near enough behind it. A pattern whose words are
 * not there costs nothing.
 */
export class PatternIndex<Group> {
  private readonly alternatives: Alternative<Group>[] = [];
  /** of each alternative, the beginnings of words that a match has behind its first ones, each followed by within how many signs */
  private readonly later: Lists;
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
    const starting: number[][] = [];
    const marking: number[][] = [];
    const later: number[][] = [];
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
      for (const prefix of prefixes) put(marking, tree.at(prefix), beginning);
      beginnings.set(name, beginning);
      return beginning;
    };
    for (const entry of entries)
      for (const terms of alternativesOf(entry.pattern)) {
        const last = terms.at(-1)?.to;
        const source = entry.pattern.slice(terms[0]?.from, last);
        later.push(
          terms.flatMap((term, index) =>
            index > 0 && (isEdge(term, true) || isBetween(terms[index - 1] as Term))
              ? [beginningOf(terms.slice(index), entry.pattern.slice(term.from, last)), longest(terms.slice(0, index))]
              : [],
          ),
        );
        for (const prefix of prefixesOf(terms)) put(starting, tree.at(prefix), this.alternatives.length);
        this.alternatives.push({ entry, source });
      }
    this.later = new Lists(later, later.length);
    this.steps = new Steps(tree);
    this.starting = Lists.byCell(starting, this.steps);
    this.marking = Lists.byCell(marking, this.steps);
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
    const { path, steps, starting, marking, next } = this;
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
      for (let index = starting.from(on), to = starting.from(on + 1); index < to; index += 1) {
        const alternative = starting.items[index] as number;
        if (!this.mayMatch(alternative, at)) continue;
        if (likely) likely.push(alternative);
        else likely = [alternative];
      }
    }
    for (let step = 0; step < depth; step += 1) {
      const on = path[step] as number;
      for (let index = marking.from(on), to = marking.from(on + 1); index < to; index += 1)
        next[marking.items[index] as number] = at;
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
    const { later, next } = this;
    for (let index = later.from(alternative), to = later.from(alternative + 1); index < to; index += 2)
      if ((next[later.items[index] as number] as number) - at > (later.items[index + 1] as number)) return false;
    return true;
  }
}

/** Whether a code unit is the second of a sign: no match begins there. */
function isSecondHalf(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000;
}
