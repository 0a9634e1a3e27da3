/** Other numbers of points and ladder than those in force, as somebody writes them down to try them (R6.2). */
import { VIOLATION_KINDS } from '../conversation/violations';
import { STEPS, type StandingRules } from '../standing';

type Given = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Given => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a number of the rules has to be. */
const RUNG: Readonly<Record<string, readonly [from: number, to: number]>> = {
  points: [1, 1_000_000],
  days: [1, 3_650],
  noticeDays: [0, 3_650],
};
const LATE_REPLIES = { moreThan: [0, 1_000_000], percent: [0, 100] } as const;

/**
 * Rules with some numbers changed: `points` by kind, `ladder` a list of steps with what changes of each, `lateReplies`, and after how many
 * times one `jump`s. Throws a RangeError that names the field.
 */
export function changedRules(before: StandingRules, { points, ladder, lateReplies, jump }: Given): StandingRules {
  return {
    ...before,
    points: {
      ...before.points,
      ...numbers('points', points, Object.fromEntries(VIOLATION_KINDS.map((kind) => [kind, [0, 1_000_000]]))),
    },
    lateReplies: { ...before.lateReplies, ...numbers('lateReplies', lateReplies, LATE_REPLIES) },
    jump: { ...before.jump, ...numbers('jump', jump, { times: [1, 1_000_000] }) },
    ladder: changedLadder(before.ladder, ladder),
  };
}

function changedLadder(before: StandingRules['ladder'], given: unknown = []): StandingRules['ladder'] {
  if (!Array.isArray(given)) throw new RangeError('ladder has to be a list of steps');
  const changes = given.map((one: unknown, at) => {
    if (!isObject(one)) throw new RangeError(`ladder[${at}] has to be an object`);
    const { step, automatic, ...rest } = one;
    if (!STEPS.includes(step as (typeof STEPS)[number]))
      throw new RangeError(`ladder[${at}].step has to be one of ${STEPS.join(', ')}`);
    if (automatic !== undefined && typeof automatic !== 'boolean')
      throw new RangeError(`ladder[${at}].automatic has to be true or false`);
    return { step, ...(automatic !== undefined && { automatic }), ...numbers(`ladder[${at}]`, rest, RUNG) };
  });
  const after = before.map((rung) => ({ ...rung, ...changes.find(({ step }) => step === rung.step), step: rung.step }));
  const low = after.findIndex(({ points }, at) => points <= (after[at - 1]?.points ?? 0));
  if (low >= 0) throw new RangeError(`ladder: ${after[low].step} has to be reached by more points than the step before`);
  return after;
}

function numbers(
  field: string,
  given: unknown,
  known: Readonly<Record<string, readonly number[]>>,
): Readonly<Record<string, number>> {
  if (given === undefined) return {};
  if (!isObject(given)) throw new RangeError(`${field} has to be an object`);
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(known, name)) throw new RangeError(`${field} has no ${name}: known are ${Object.keys(known).join(', ')}`);
    const [least, most] = known[name];
    if (!Number.isInteger(value) || (value as number) < least || (value as number) > most)
      throw new RangeError(`${field}.${name} has to be a whole number from ${least} to ${most}`);
  }
  return given as Readonly<Record<string, number>>;
}
