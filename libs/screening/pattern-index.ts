import { compact, EDGE } from './compact';
import type { Pattern } from './language-pack';
import { alternativesOf, LONGEST_PREFIX, prefixesOf } from './prefixes';
import { isWordAt } from './view';

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
}

/** Many patterns that begin and end at the edge of a word, looked for in one pass: at each edge only those that can begin as it does. */
export class PatternIndex<Group> {
  private readonly byPrefix = new Map<string, Alternative<Group>[]>();
  private readonly firstSigns = new Set<string>();

  constructor(entries: readonly Entry<Group>[]) {
    for (const entry of entries)
      for (const source of alternativesOf(entry.pattern)) {
        const alternative = { entry, expression: new RegExp(`(?:${compact(source)})${EDGE}`, 'uy') };
        for (const prefix of prefixesOf(source)) {
          const some = this.byPrefix.get(prefix);
          if (some) some.push(alternative);
          else this.byPrefix.set(prefix, [alternative]);
          this.firstSigns.add(prefix.slice(0, 1));
        }
      }
  }

  /** Every match in the text, the first of each alternative at each place. */
  find(text: string): Hit<Group>[] {
    const hits: Hit<Group>[] = [];
    const anywhere = this.byPrefix.get('') ?? [];
    let before = false;
    for (let at = 0; at < text.length; at += 1) {
      if (!before) {
        this.try(anywhere, text, at, hits);
        if (this.firstSigns.has(text[at] as string))
          for (let length = 1; length <= LONGEST_PREFIX; length += 1)
            this.try(this.byPrefix.get(text.slice(at, at + length)) ?? [], text, at, hits);
      }
      before = isWordAt(text, at);
    }
    return hits;
  }

  private try(alternatives: readonly Alternative<Group>[], text: string, at: number, hits: Hit<Group>[]): void {
    for (const { entry, expression } of alternatives) {
      expression.lastIndex = at;
      if (expression.test(text)) hits.push({ entry, from: at, to: expression.lastIndex });
    }
  }
}
