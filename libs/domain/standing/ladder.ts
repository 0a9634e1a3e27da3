/** The ladder (R6.2): which step the points reach, and what has no ground any more. */
import { DAY_MS, iso } from '../clock';
import type { ViolationKind } from '../conversation/violations';
import type { Stamp } from '../people';
import { type Counted, countingAt, sumOf, violationKey } from './points';
import { type Rung, STEPS, type StandingRules } from './rules';
import { type Grounds, isInForce, SCOPES, type Statement, sellerOf } from './sanction';
import type { Standing, StandingEvent } from './standing';

type SanctionEvent<T> = Extract<StandingEvent, { type: T }>;

interface Climbing {
  readonly seller: string;
  readonly at: number;
  readonly rules: StandingRules;
}

/**
 * R6.2: the step that the points reach now, as the event that imposes or proposes it. A step is taken once for the points that reached
 * it: as long as one of these counts it stays taken, the next one needs a further point and more, and none is skipped but by a jump.
 * While one is proposed, nothing follows but a jump and what needs no decision; a step that was revoked was none.
 */
export function climbed(state: Standing, { seller, at, rules }: Climbing): StandingEvent[] {
  const counting = countingAt(state, at);
  const keys = new Set(counting.map(violationKey));
  const before = [...state.sanctions.values()].filter(
    (one) =>
      one.state !== 'revoked' &&
      (one.state === 'proposed' || isInForce(one, at) || one.grounds.violations.some((each) => keys.has(violationKey(each)))),
  );
  if ([...state.sanctions.values()].some(({ state: is, step }) => is === 'imposed' && step === 'removal')) return [];
  const spent = new Set(before.flatMap(({ grounds }) => grounds.violations.map(violationKey)));
  const further = counting.filter((one) => !spent.has(violationKey(one)));
  const taken = before.filter(({ state: is }) => is === 'imposed' || is === 'ended').map(({ step }) => STEPS.indexOf(step) + 1);
  const undecided = before.filter(({ state: is }) => is === 'proposed');
  const climbing = { seller, at, rules, sanctions: state.sanctions.size };
  const { jump, ladder } = rules;
  const jumps =
    !undecided.some(({ step }) => step === jump.to) &&
    further.some(({ kind }) => kind === jump.kind) &&
    timesOf(counting, jump.kind) >= jump.times;
  const next = ladder[Math.max(0, ...taken)];
  const isFree = next.automatic || (undecided.length === 0 && !jumps);
  const steps = isFree && further.length > 0 && sumOf(counting) >= next.points ? [taking(next, counting, climbing)] : [];
  if (!jumps) return steps;
  const rung = ladder[STEPS.indexOf(jump.to)];
  const after = { ...climbing, sanctions: climbing.sanctions + steps.length };
  return [...steps, taking(rung, counting, after, { kind: jump.kind, times: jump.times })];
}

const timesOf = (violations: readonly { readonly kind: ViolationKind }[], kind: ViolationKind): number =>
  violations.filter((one) => one.kind === kind).length;

function taking(
  rung: Rung,
  counting: readonly Counted[],
  { seller, at, rules, sanctions }: Climbing & { readonly sanctions: number },
  jump?: Grounds['jump'],
) {
  const sources = new Set(counting.map(({ source }) => source === 'report'));
  const grounds: Grounds = {
    ...{ rule: 'R6.2', rules: rules.version, points: sumOf(counting), threshold: rung.points, ...(jump && { jump }) },
    violations: counting.map(({ seller: _, rules: __, masked: ___, weighed: ____, until: _____, void: ______, ...one }) => ({
      ...one,
      occurredAt: iso(one.occurredAt),
    })),
    found: sources.size === 2 ? 'both' : sources.has(true) ? 'by-report' : 'automatically',
  };
  const { step, automatic } = rung;
  const named = { seller, sanction: `${seller}.${sanctions + 1}`, step };
  if (!automatic) return { type: 'SanctionProposed' as const, data: { ...named, grounds, at: iso(at) } };
  const timed = statementOf(grounds, rung, { at, rules, decided: 'automatically' });
  return { type: 'SanctionImposed' as const, data: { ...named, ...timed, at: iso(at) } };
}

/** The statement of a sanction imposed now, and when somebody has to look at it again. */
export function statementOf(
  grounds: Grounds,
  { step, days, noticeDays = 0 }: Rung,
  { at, rules, decided, atOnce }: { at: number; rules: StandingRules; decided: Statement['decided']; atOnce?: boolean },
): { readonly statement: Statement; readonly wakeAt?: string } {
  const effectiveAt = atOnce ? at : at + noticeDays * DAY_MS;
  const endsAt = days === undefined ? undefined : iso(effectiveAt + days * DAY_MS);
  const wakeAt = effectiveAt > at ? iso(effectiveAt) : endsAt;
  const statement = {
    ...{ ...grounds, scope: SCOPES[step], effectiveAt: iso(effectiveAt), ...(endsAt !== undefined && { endsAt }) },
    ...{ decided, appealUntil: iso(months(at, rules.appealMonths)) },
  };
  return { statement, ...(wakeAt !== undefined && { wakeAt }) };
}

/** So many calendar months later (UTC); the last day of a month that is shorter. */
function months(at: number, count: number): number {
  const then = new Date(at);
  const day = then.getUTCDate();
  then.setUTCMonth(then.getUTCMonth() + count);
  if (then.getUTCDate() !== day) then.setUTCDate(0);
  return then.getTime();
}

/** Sanctions whose points are void so that neither those they rest on nor those of now reach their step, the latest first. */
export function withoutGround(state: Standing, { actor, at }: Stamp): SanctionEvent<'SanctionRevoked'>[] {
  const now = countingAt(state, at);
  const reaches = ({ threshold, jump }: Grounds, violations: readonly Counted[]) =>
    jump ? timesOf(violations, jump.kind) >= jump.times : sumOf(violations) >= threshold;
  return [...state.sanctions.values()]
    .reverse()
    .filter(({ state: is, grounds }) => {
      if (is === 'declined' || is === 'revoked') return false;
      const kept = grounds.violations.flatMap((one) => state.points.get(violationKey(one)) ?? []).filter((one) => !one.void);
      return kept.length < grounds.violations.length && !reaches(grounds, kept) && !reaches(grounds, now);
    })
    .map(({ id, grounds }) => ({
      type: 'SanctionRevoked' as const,
      data: {
        seller: sellerOf(id),
        sanction: id,
        reason: `points it rests on are void (${grounds.rule})`,
        by: actor.id,
        at: iso(at),
      },
    }));
}
