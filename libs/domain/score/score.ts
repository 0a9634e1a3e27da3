/** A seller's score and visibility (R7) from its parts: the same numbers give the same digits, whenever and wherever. */
import type { Effect } from '../standing';
import type { ScoreWeights } from './weights';

const HOUR = 3_600_000;

/** What a score is computed from. */
export interface ScoreParts {
  /** Obligations that count: answered in time, or missed. */
  readonly obligations: number;
  /** Those answered in time. */
  readonly inTime: number;
  /** Those that have a counted answer time; missed ones that were answered at last have theirs. */
  readonly answers: number;
  /** The middle of these times, see {@link medianOf}; null of none. */
  readonly medianMs: number | null;
  /** Steps that had to follow: told in time, or missed twice over (R3.3). */
  readonly steps: number;
  readonly told: number;
  readonly points: number;
  readonly effect: Effect;
}

/** A score, and what each part gives to it. */
export interface Score {
  /** 0 to 100, four decimals; null with too few obligations. */
  readonly score: number | null;
  /** What a search engine multiplies by: 0 to 1, eight decimals. */
  readonly visibility: number;
  /** 0 to 1; null of none. */
  readonly inTimeShare: number | null;
  /** 0 to 1; null of none. */
  readonly toldShare: number | null;
  /** What each part gives, four decimals. */
  readonly gives: { readonly inTime: number; readonly median: number; readonly points: number; readonly told: number };
}

/**
 * R7. A seller that owed no step has told all; one that has answered nothing has no answer time, and gets nothing for it. Parts are added
 * as they are, and the sum is rounded once, halves up.
 */
export function scoreOf(parts: ScoreParts, weights: ScoreWeights): Score {
  const { obligations, inTime, medianMs, steps, told, points, effect } = parts;
  const inTimeShare = obligations === 0 ? null : inTime / obligations;
  const toldShare = steps === 0 ? null : told / steps;
  const gives = {
    inTime: weights.inTime * (inTimeShare ?? 0),
    median: medianMs === null ? 0 : weights.median * Math.max(0, 1 - medianMs / (weights.allowanceHours * HOUR)),
    points: weights.points * Math.max(0, 1 - points / weights.pointsLimit),
    told: weights.told * (toldShare ?? 1),
  };
  const hasScore = obligations >= weights.minObligations;
  const score = hasScore ? rounded(gives.inTime + gives.median + gives.points + gives.told, 4) : null;
  return {
    ...{ score, visibility: visibilityOf(score, effect, weights), inTimeShare, toldShare },
    gives: {
      ...{ inTime: rounded(gives.inTime, 4), median: rounded(gives.median, 4) },
      ...{ points: rounded(gives.points, 4), told: rounded(gives.told, 4) },
    },
  };
}

function visibilityOf(score: number | null, effect: Effect, { neutral, restricted }: ScoreWeights): number {
  if (effect === 'suspension' || effect === 'removal') return 0;
  const free = score === null ? neutral : 0.5 + score / 200;
  return rounded(effect === 'restriction' ? free * restricted : free, 8);
}

/** Rounded to so many decimals, halves up. */
function rounded(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
}
