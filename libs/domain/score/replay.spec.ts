/** R6.2, R7: what other numbers would have made of what happened. */
import { admin, DAY, stamp, system } from '../conversation/given';
import {
  CountViolation,
  countingAt,
  DecideSanction,
  type EstablishedViolation,
  effectAt,
  STANDING_RULES,
  type Standing,
  type StandingCommand,
  type StandingEvent,
  standing,
  sumOf,
  VoidPoints,
} from '../standing';
import { changedRules } from './other-rules';
import { standingUnder } from './replay';

const T = Date.parse('2026-01-05T09:00:00.000Z');
const contact = (n: number, more: Partial<EstablishedViolation> = {}): EstablishedViolation => ({
  conversation: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  ...{ violation: `v${n}`, kind: 'external-contact', source: 'screening', at: T + n * DAY, ...more },
});
const counts = (one: EstablishedViolation) => new CountViolation('s1', stamp(system, one.at), STANDING_RULES, one);
const voids = (one: EstablishedViolation, at: number) => new VoidPoints('s1', stamp(system, at), STANDING_RULES, one, 'none');
const decides = (n: number, at: number, outcome: 'imposed' | 'declined' = 'imposed') =>
  new DecideSanction('s1', stamp(admin, at), STANDING_RULES, `s1.${n}`, { outcome, reason: 'as found' });

function told(...commands: StandingCommand[]): StandingEvent[] {
  let state = standing.initial();
  return commands.flatMap((command) => {
    const events = standing.decide(command, state);
    for (const event of events) state = standing.evolve(state, event);
    return events;
  });
}
const shown = (state: Standing, at: number) => ({
  points: sumOf(countingAt(state, at)),
  effect: effectAt(state, at),
  sanctions: [...state.sanctions.values()].map(({ step, state: is }) => `${step} ${is}`),
});
const under = (changes: Record<string, unknown>, events: readonly StandingEvent[], at: number) =>
  shown(standingUnder(changedRules(STANDING_RULES, changes), events, 's1', at), at);

describe('a standing under other rules', () => {
  const contacts = [0, 1, 2, 3, 4, 5].map((n) => counts(contact(n)));
  const events = told(...contacts, decides(3, T + 6 * DAY));

  it('is what it is under those in force', () => {
    const now = told(...contacts, decides(3, T + 6 * DAY)).reduce(
      (state, event) => standing.evolve(state, event),
      standing.initial(),
    );
    const at = T + 7 * DAY;
    expect(under({}, events, at)).toEqual(shown(now, at));
    expect(under({}, events, at)).toEqual({
      ...{ points: 30, effect: 'suspension', sanctions: ['warning imposed', 'restriction imposed', 'suspension imposed'] },
    });
  });

  it('counts other points by other thresholds, and a step decided by an admin is decided so again', () => {
    const at = T + 7 * DAY;
    expect(under({ points: { 'external-contact': 1 } }, events, at)).toEqual({ points: 6, effect: 'good', sanctions: [] });
    const early = {
      ladder: [
        { step: 'restriction', points: 9 },
        { step: 'suspension', points: 14 },
      ],
    };
    expect(under(early, events, at).sanctions).toEqual(['warning imposed', 'restriction imposed', 'suspension imposed']);
    const late = {
      ladder: [
        { step: 'removal', points: 60 },
        { step: 'suspension', points: 50 },
      ],
    };
    expect(under(late, events, at).sanctions).toEqual(['warning imposed', 'restriction imposed']);
    expect(under({ ladder: [{ step: 'suspension', automatic: true }] }, events, at).effect).toBe('suspension');
  });

  it('nobody decides what nobody decided', () => {
    const undecided = told(...contacts);
    expect(under({}, undecided, T + 7 * DAY).sanctions.at(-1)).toBe('suspension proposed');
    const declined = told(...contacts, decides(3, T + 6 * DAY, 'declined'));
    expect(under({}, declined, T + 7 * DAY).sanctions.at(-1)).toBe('suspension declined');
  });

  it('ends what ends by itself, and leaves out what was none', () => {
    const pair = [counts(contact(0)), counts(contact(1))];
    expect(under({}, told(...pair), T + 90 * DAY)).toEqual({ points: 5, effect: 'warning', sanctions: ['warning imposed'] });
    expect(under({}, told(...pair), T + 92 * DAY)).toEqual({ points: 0, effect: 'good', sanctions: ['warning ended'] });
    const none = told(...pair, voids(contact(1), T + 2 * DAY));
    expect(under({}, none, T + 3 * DAY)).toEqual({ points: 5, effect: 'good', sanctions: ['warning revoked'] });
  });

  it('weighs late replies with the numbers of then, and halves what was masked', () => {
    const late = told(counts(contact(0, { kind: 'late-reply', source: 'clock', weighed: { late: 3, of: 150 } })));
    expect([3, 1].map((percent) => under({ lateReplies: { percent } }, late, T + DAY).points)).toEqual([0, 1]);
    const masked = told(counts(contact(0, { masked: true })));
    expect(under({ points: { 'external-contact': 7 } }, masked, T + DAY).points).toBe(4);
  });
});

describe('other rules', () => {
  it.each([
    ['points has no rudeness', { points: { rudeness: 1 } }],
    ['points has to be an object', { points: [] }],
    ['points.marketing has to be a whole number from 0', { points: { marketing: 1.5 } }],
    ['lateReplies.percent has to be a whole number from 0 to 100', { lateReplies: { percent: 101 } }],
    ['jump has no kind', { jump: { kind: 'marketing' } }],
    ['ladder has to be a list', { ladder: {} }],
    ['ladder[0] has to be an object', { ladder: ['warning'] }],
    ['ladder[1].step has to be one of', { ladder: [{ step: 'warning' }, { step: 'fine' }] }],
    ['ladder[0].automatic has to be true or false', { ladder: [{ step: 'warning', automatic: 1 }] }],
    ['ladder[0].points has to be a whole number from 1', { ladder: [{ step: 'warning', points: 0 }] }],
    ['ladder[0] has no colour', { ladder: [{ step: 'warning', colour: 1 }] }],
    ['ladder: restriction has to be reached by more points', { ladder: [{ step: 'warning', points: 16 }] }],
  ])('%s', (why, changes) => {
    expect(() => changedRules(STANDING_RULES, changes)).toThrow(why);
  });

  it('leave as it is what they do not name', () => {
    const { points, ladder, ...rest } = changedRules(STANDING_RULES, {
      points: { marketing: 9 },
      ladder: [{ step: 'warning', days: 1 }],
    });
    expect(points).toEqual({ ...STANDING_RULES.points, marketing: 9 });
    const [warning, ...others] = STANDING_RULES.ladder;
    expect(ladder).toEqual([{ ...warning, days: 1 }, ...others]);
    expect(rest).toEqual({ ...rest, lateReplies: STANDING_RULES.lateReplies, jump: STANDING_RULES.jump });
  });
});
