import type { INTENTS } from './language-pack';

/** Meanings that say much the same, and how much one of them says for a finding, or against one. */
export interface Family {
  /** the meanings, with bars between */
  of: string;
  weight: number;
}

/**
 * What many words say a little of: no word of it breaks a rule, the sum of them in two sentences that follow each other does.
 * Weights are logarithms of odds, learned from the corpus (test/screening/learn.ts).
 */
export interface Evidence {
  rule: string;
  intent: (typeof INTENTS)[number];
  /** of the odds before anything is said */
  base: number;
  families: Readonly<Record<string, Family>>;
  /** how much more two families say that stand together */
  together: readonly (readonly [one: string, other: string, weight: number])[];
  /** of which one has to be said: without an act or a payment there is no deal */
  needs: readonly string[];
  /** from which sum on it is found */
  least: number;
  /** below which sum there is none, whatever a rule finds there */
  doubts?: number;
  /** how sure it is there, how much surer with each more, and at most */
  scores: Readonly<{ least: number; step: number; most: number }>;
}

/** What was learned of families (test/screening/learn.ts): how much each says, and two of them together. */
export interface Learned {
  readonly base: number;
  readonly least: number;
  readonly families: Readonly<Record<string, number>>;
  readonly together: Evidence['together'];
}

/** Evidence of these families, each the meanings that say it, as they were learned to weigh. */
export function evidenceOf(
  { rule, intent }: Pick<Evidence, 'rule' | 'intent'>,
  families: Readonly<Record<string, string>>,
  { base, least, families: weights, together }: Learned,
  { needs, doubts }: { readonly needs: readonly string[]; readonly doubts?: number },
): Evidence {
  const weighed = Object.entries(families).map(([name, of]) => [name, { of, weight: weights[name] ?? 0 }]);
  return {
    ...{ rule, intent, base, families: Object.fromEntries(weighed), together, needs: [...needs] },
    ...(doubts !== undefined && { doubts }),
    ...{ least, scores: { least: 0.65, step: 0.04, most: 0.85 } },
  };
}

/** Where it was found, by the tokens, how surely, and by which families. */
export interface Weighed {
  from: number;
  to: number;
  score: number;
  families: string[];
}

const NONE = -1;

/** The families of one sentence, and where those stand that speak for a finding. */
class Said {
  readonly families: number[] = [];
  from = NONE;
  to = NONE;
  /** whether one of them is among those of which one has to be said */
  needed = false;

  clear(): void {
    this.families.length = 0;
    this.needed = false;
    this.from = NONE;
    this.to = NONE;
  }
}

/** Sums up evidence, sentence by sentence. */
export class Weighing {
  /** of each meaning its family */
  private readonly familyOf: Int16Array;
  /** what two families say together; what one says by itself where they are the same */
  private readonly weights: Float64Array;
  private readonly count: number;
  private readonly names: readonly string[];
  private readonly needed: Uint8Array;
  /** whether the sentence that ended, and the one before it, speak so much against it that there is none */
  isDoubted = false;
  private before = new Said();
  private now = new Said();

  constructor(
    readonly evidence: Evidence,
    meanings: readonly string[],
  ) {
    const names = Object.keys(evidence.families);
    this.names = names;
    this.needed = Uint8Array.from(names, (name) => (evidence.needs.includes(name) ? 1 : 0));
    this.count = names.length;
    this.familyOf = new Int16Array(meanings.length).fill(NONE);
    this.weights = new Float64Array(this.count * this.count);
    Object.values(evidence.families).forEach(({ of, weight }, family) => {
      this.weights[family * this.count + family] = weight;
      for (const meaning of of.split('|')) this.familyOf[meanings.indexOf(meaning)] = family;
    });
    for (const [one, other, weight] of evidence.together)
      for (const [row, column] of [
        [names.indexOf(one), names.indexOf(other)],
        [names.indexOf(other), names.indexOf(one)],
      ] as const)
        this.weights[row * this.count + column] = weight;
  }

  /** Begins a text. */
  begin(): void {
    this.before.clear();
    this.now.clear();
    this.isDoubted = false;
  }

  /** A meaning of the sentence, said at these tokens. */
  add(meaning: number, from: number, to: number): void {
    const family = this.familyOf[meaning] as number;
    if (family === NONE) return;
    const { now } = this;
    if (!now.families.includes(family)) {
      now.families.push(family);
      if (this.needed[family] === 1) now.needed = true;
    }
    if ((this.weights[family * this.count + family] as number) <= 0) return;
    if (now.from === NONE || from < now.from) now.from = from;
    if (to > now.to) now.to = to;
  }

  /** Ends a sentence: what it says with the one before it, if that is enough. */
  end(): Weighed | undefined {
    const { before, now, evidence } = this;
    const all =
      before.families.length === 0
        ? now.families
        : [...now.families, ...before.families.filter((family) => !now.families.includes(family))];
    const sum = this.sum(all);
    let found: Weighed | undefined;
    if (now.from !== NONE && (now.needed || before.needed) && sum >= evidence.least) {
      const { least, step, most } = evidence.scores;
      const alone = before.from === NONE || this.sum(now.families) >= evidence.least;
      const score = Math.min(most, least + step * (sum - evidence.least));
      const families = all.map((family) => this.names[family] as string);
      found = { from: alone ? now.from : before.from, to: now.to, score, families };
    }
    this.isDoubted = all.length > 0 && sum < (evidence.doubts ?? Number.NEGATIVE_INFINITY);
    this.before = now;
    this.now = before;
    this.now.clear();
    return found;
  }

  private sum(families: readonly number[]): number {
    const { weights, count } = this;
    let sum = this.evidence.base;
    for (let row = 0; row < families.length; row += 1)
      for (let column = row; column < families.length; column += 1)
        sum += weights[(families[row] as number) * count + (families[column] as number)] as number;
    return sum;
  }
}
