/** The numbers of the score (R7), as data with versions: which of them counts at an instant is the same whenever it is asked. */

/** What a score is made of; the four weights add up to 100. */
export interface ScoreWeights {
  readonly version: string;
  /** From this instant on it counts, until a later version does; epoch milliseconds. */
  readonly from: number;
  /** Of the share answered in time. */
  readonly inTime: number;
  /** Of the median answer time: all of it at none, nothing from `allowanceHours` on. */
  readonly median: number;
  /** Of the points: all of it at none, nothing from `pointsLimit` on. */
  readonly points: number;
  /** Of the share of after-sales steps told in time. */
  readonly told: number;
  readonly allowanceHours: number;
  readonly pointsLimit: number;
  /** With fewer obligations there is no score. */
  readonly minObligations: number;
  /** The visibility of who has no score: 1 leaves a ranking as it is. */
  readonly neutral: number;
  /** What the visibility of a restricted seller is multiplied by. */
  readonly restricted: number;
}

/** The weights of this release, the oldest first. */
export const SCORE_WEIGHTS: readonly ScoreWeights[] = [
  {
    ...{ version: '2026-1', from: 0 },
    ...{ inTime: 50, median: 20, points: 20, told: 10 },
    ...{ allowanceHours: 24, pointsLimit: 40, minObligations: 20, neutral: 1, restricted: 0.5 },
  },
];

/** The version that counts at an instant (epoch milliseconds): the last that has begun. */
export function weightsAt(versions: readonly ScoreWeights[], at: number): ScoreWeights {
  return versions.findLast(({ from }) => from <= at) ?? versions[0];
}

/** What a weight has to be; the names are those that configuration may give. */
const WEIGHTS: Readonly<Record<Exclude<keyof ScoreWeights, 'version' | 'from'>, readonly [from: number, to: number]>> = {
  inTime: [0, 100],
  median: [0, 100],
  points: [0, 100],
  told: [0, 100],
  allowanceHours: [1, 1_000],
  pointsLimit: [1, 1_000_000],
  minObligations: [1, 1_000_000],
  neutral: [0, 1],
  restricted: [0, 1],
};

/** Weights with some changed, as configuration says it. Throws a RangeError that names the field. */
export function changedWeights(before: ScoreWeights, changes: Readonly<Record<string, unknown>>): ScoreWeights {
  for (const [name, value] of Object.entries(changes)) {
    if (!Object.hasOwn(WEIGHTS, name)) throw new RangeError(`${name} is no weight: they are ${Object.keys(WEIGHTS).join(', ')}`);
    const [least, most] = WEIGHTS[name as keyof typeof WEIGHTS];
    if (typeof value !== 'number' || !(value >= least && value <= most))
      throw new RangeError(`${name} has to be a number from ${least} to ${most}`);
  }
  const after = { ...before, ...changes };
  const { inTime, median, points, told, minObligations } = after;
  if (!Number.isInteger(minObligations)) throw new RangeError('minObligations has to be a whole number');
  if (Math.abs(inTime + median + points + told - 100) > 1e-9)
    throw new RangeError(`inTime, median, points and told have to add up to 100, not ${inTime + median + points + told}`);
  return after;
}
