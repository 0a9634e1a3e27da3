import { firstSigns } from './first-signs';
import type { Pattern } from './language-pack';
import { isWordAt } from './view';

const AFTER = '(?![\\p{L}\\p{N}])';

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

interface Bucket<Group> {
  any: RegExp;
  each: { entry: Entry<Group>; expression: RegExp }[];
}

/** Many patterns that begin and end at the edge of a word, looked for in one pass: at each edge only those that can begin with its sign. */
export class PatternIndex<Group> {
  private readonly buckets = new Map<number, Bucket<Group>>();
  private readonly rest: Bucket<Group> | undefined;

  constructor(entries: readonly Entry<Group>[]) {
    const bySign = new Map<string, Entry<Group>[]>();
    const anywhere: Entry<Group>[] = [];
    for (const entry of entries) {
      const signs = firstSigns(entry.pattern);
      if (!signs) anywhere.push(entry);
      for (const sign of signs ?? []) bySign.set(sign, [...(bySign.get(sign) ?? []), entry]);
    }
    for (const [sign, some] of bySign) this.buckets.set(sign.charCodeAt(0), bucketOf([...some, ...anywhere]));
    this.rest = anywhere.length > 0 ? bucketOf(anywhere) : undefined;
  }

  /** Every match in the text, the first of each pattern at each place. */
  find(text: string): Hit<Group>[] {
    const hits: Hit<Group>[] = [];
    let before = false;
    for (let at = 0; at < text.length; at += 1) {
      const word = isWordAt(text, at);
      if (!before) this.findAt(text, at, hits);
      before = word;
    }
    return hits;
  }

  private findAt(text: string, at: number, hits: Hit<Group>[]): void {
    const bucket = this.buckets.get(text.charCodeAt(at)) ?? this.rest;
    if (!bucket || !matches(bucket.any, text, at)) return;
    for (const { entry, expression } of bucket.each)
      if (matches(expression, text, at)) hits.push({ entry, from: at, to: expression.lastIndex });
  }
}

function matches(expression: RegExp, text: string, at: number): boolean {
  expression.lastIndex = at;
  return expression.test(text);
}

function bucketOf<Group>(entries: Entry<Group>[]): Bucket<Group> {
  const unique = [...new Set(entries)];
  return {
    any: new RegExp(`(?:${unique.map(({ pattern }) => `(?:${pattern})`).join('|')})${AFTER}`, 'iuy'),
    each: unique.map((entry) => ({ entry, expression: new RegExp(`(?:${entry.pattern})${AFTER}`, 'iuy') })),
  };
}
