/** The numbers of points, ladder and appeals (R6), as data with a version: what an event was decided with stands in it. */
import type { ViolationKind } from '../conversation/violations';

/** Steps of the ladder, the mildest first (R6.2). */
export const STEPS = ['warning', 'restriction', 'suspension', 'removal'] as const;
/** One of {@link STEPS}. */
export type Step = (typeof STEPS)[number];

/** What a step is reached by, and what it means. */
export interface Rung {
  readonly step: Step;
  /** Points that reach it. */
  readonly points: number;
  /** How long it lasts; for ever where left out. */
  readonly days?: number;
  /** Between the decision and its effect. */
  readonly noticeDays?: number;
  /** Imposed at once; the others are proposed, and an admin decides (R6.3). */
  readonly automatic: boolean;
}

/** All numbers of R6. */
export interface StandingRules {
  readonly version: string;
  /** For so long a violation counts from the day it happened. */
  readonly windowDays: number;
  /** By kind; of a message that was only masked half, rounded up. */
  readonly points: Readonly<Record<ViolationKind, number>>;
  /** A late reply gives points only where there are more than so many, and more than such a share (percent) of what ended or ran out. */
  readonly lateReplies: { readonly moreThan: number; readonly percent: number };
  /** A rung for each of {@link STEPS}, in their order. */
  readonly ladder: readonly Rung[];
  /** What leads to a step at once, whatever was taken before. */
  readonly jump: { readonly kind: ViolationKind; readonly times: number; readonly to: Step };
  /** For so many months an appeal is open. */
  readonly appealMonths: number;
}

/** The rules in force. Changed ones are another version. */
export const STANDING_RULES: StandingRules = {
  version: '2026-1',
  windowDays: 90,
  points: {
    'late-reply': 1,
    'evasive-answer': 2,
    marketing: 3,
    'abusive-language': 4,
    'external-contact': 5,
    'off-platform-deal': 8,
  },
  lateReplies: { moreThan: 2, percent: 3 },
  ladder: [
    { step: 'warning', points: 8, days: 90, automatic: true },
    { step: 'restriction', points: 16, days: 7, automatic: true },
    { step: 'suspension', points: 28, days: 14, automatic: false },
    { step: 'removal', points: 40, noticeDays: 30, automatic: false },
  ],
  jump: { kind: 'off-platform-deal', times: 3, to: 'removal' },
  appealMonths: 6,
};

/**
 * Why rules cannot be used; undefined where they can. No violation may be worth more than the way from one step to the next: so whatever
 * order violations are counted in, they reach the same steps, and none is skipped.
 */
export function rulesFault({ points, ladder }: Pick<StandingRules, 'points' | 'ladder'>): string | undefined {
  if (ladder.map(({ step }) => step).join() !== STEPS.join()) return `ladder has the steps ${STEPS.join(', ')} in this order`;
  const most = Math.max(...Object.values(points));
  let below = 0;
  for (const { step, points: reached } of ladder) {
    if (reached - below < most) return `ladder: ${step} is reached by one violation of ${most} points from the step before`;
    below = reached;
  }
  return undefined;
}
