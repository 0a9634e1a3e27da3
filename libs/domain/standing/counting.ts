/** Violations are counted for their seller, and void again (R6.2). */
import { DAY_MS, iso } from '../clock';
import type { Stamp } from '../people';
import { climbed, withoutGround } from './ladder';
import { type EstablishedViolation, type Points, pointsFolds, pointsOf, violationKey } from './points';
import type { StandingRules } from './rules';
import { evolveSanction, type Sanction } from './sanction';
import type { Standing, StandingEvent } from './standing';

/** Counts a violation for its seller. */
export class CountViolation {
  readonly type = 'CountViolation';
  constructor(
    /** The seller. */
    readonly id: string,
    readonly stamp: Stamp,
    readonly rules: StandingRules,
    readonly violation: EstablishedViolation,
  ) {}
}

/** What was counted, or would be, is no violation. */
export class VoidPoints {
  readonly type = 'VoidPoints';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly rules: StandingRules,
    readonly violation: Pick<EstablishedViolation, 'conversation' | 'violation'>,
    readonly reason: string,
  ) {}
}

/** `[]`: counted already, or found to be none. */
export function countViolation({ id: seller, stamp, rules, violation }: CountViolation, state: Standing): StandingEvent[] {
  const key = violationKey(violation);
  if (state.points.has(key) || state.none.has(key)) return [];
  const { at: occurredAt, ...facts } = violation;
  const until = occurredAt + rules.windowDays * DAY_MS;
  const recorded = {
    type: 'PointsRecorded' as const,
    data: {
      ...{ seller, ...facts, points: pointsOf(violation, rules), rules: rules.version },
      ...{ occurredAt: iso(occurredAt), until: iso(until), at: iso(stamp.at) },
    },
  };
  const points = new Map(state.points);
  pointsFolds.PointsRecorded({ points, none: state.none }, recorded.data);
  return [recorded, ...climbed({ ...state, points }, { seller, at: stamp.at, rules })];
}

/** `[]`: void already. A sanction that has no ground without it is revoked. */
export function voidPoints({ id, stamp, rules, violation, reason }: VoidPoints, state: Standing): StandingEvent[] {
  return voided(state, [violation], { seller: id, stamp, rules, reason });
}

/** The same of several at once. What is left may reach a step that a proposal of a harder one has kept back. */
export function voided(
  state: Standing,
  violations: readonly Pick<EstablishedViolation, 'conversation' | 'violation'>[],
  {
    seller,
    stamp,
    rules,
    reason,
  }: { readonly seller: string; readonly stamp: Stamp; readonly rules: StandingRules; readonly reason: string },
): StandingEvent[] {
  const after: Points = { points: new Map(state.points), none: new Set(state.none) };
  const events = violations
    .filter((one) => !state.none.has(violationKey(one)) && !state.points.get(violationKey(one))?.void)
    .map(({ conversation, violation }) => {
      const data = { seller, conversation, violation, reason, at: iso(stamp.at) };
      pointsFolds.PointsVoided(after, data);
      return { type: 'PointsVoided' as const, data };
    });
  if (events.length === 0) return [];
  const revoked = withoutGround({ ...state, ...after }, stamp);
  const sanctions = new Map(state.sanctions);
  for (const event of revoked) {
    const { sanction } = event.data;
    sanctions.set(sanction, evolveSanction(sanctions.get(sanction), event) as Sanction);
  }
  return [...events, ...revoked, ...climbed({ ...after, sanctions }, { seller, at: stamp.at, rules })];
}
