/** R6: points and their window, the ladder, sanctions that begin and end, appeals. */
import fc from 'fast-check';
import type { ViolationKind } from '../conversation/violations';
import type { Actor, Stamp } from '../people';
import { countingAt, type EstablishedViolation, sumOf } from './points';
import { rulesFault, STANDING_RULES, STEPS } from './rules';
import {
  CountViolation,
  DecideAppeal,
  DecideSanction,
  effectAt,
  KeepSanction,
  LodgeAppeal,
  type Standing,
  type StandingCommand,
  type StandingEvent,
  standing,
  VoidPoints,
} from './standing';

const DAY = 86_400_000;
const T = Date.parse('2026-01-05T09:00:00.000Z');
const iso = (at: number) => new Date(at).toISOString();
const reactor: Actor = { id: 'reactor', role: 'system' };
const root: Actor = { id: 'root', role: 'admin' };
const other: Actor = { id: 'rosa', role: 'admin' };
const anna: Actor = { id: 'anna', role: 'seller', seller: 's1' };
const by = (actor: Actor, at: number): Stamp => ({
  ...{ actor, at, commandId: 'c', commandHash: 'h', origin: 'test', correlationId: 'c' },
});
const violation = (n: number, kind: ViolationKind, at = T, more: Partial<EstablishedViolation> = {}): EstablishedViolation => ({
  conversation: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  ...{ violation: `v${n}`, kind, source: 'screening', at, ...more },
});
const counts = (one: EstablishedViolation, at = one.at) => new CountViolation('s1', by(reactor, at), STANDING_RULES, one);
const voids = (one: EstablishedViolation, at: number) => new VoidPoints('s1', by(reactor, at), STANDING_RULES, one, 'was none');
const decides = (n: number, outcome: 'imposed' | 'declined', at: number, withoutNotice?: string) =>
  new DecideSanction('s1', by(root, at), STANDING_RULES, `s1.${n}`, {
    ...{ outcome, reason: 'as found', ...(withoutNotice && { withoutNotice }) },
  });
const appeals = (n: number, at: number, actor = anna) => new LodgeAppeal('s1', by(actor, at), `s1.${n}`, 'It was not so.');
const judges = (n: number, outcome: 'granted' | 'rejected', at: number, actor = other) =>
  new DecideAppeal('s1', by(actor, at), STANDING_RULES, `s1.${n}`, { outcome, reason: 'looked at again' });

function run(...commands: StandingCommand[]): { state: Standing; events: StandingEvent[]; last: readonly StandingEvent[] } {
  let state = standing.initial();
  const events: StandingEvent[] = [];
  let last: readonly StandingEvent[] = [];
  for (const command of commands) {
    last = standing.decide(command, state);
    for (const event of last) state = standing.evolve(state, event);
    events.push(...last);
  }
  return { state, events, last };
}
const types = (events: readonly StandingEvent[]) => events.map(({ type }) => type);
const pointsAt = (state: Standing, at: number) => sumOf(countingAt(state, at));
const steps = (state: Standing) => [...state.sanctions.values()].map(({ step, state: is }) => `${step} ${is}`);
const deals = (count: number) => Array.from({ length: count }, (_, n) => counts(violation(n, 'off-platform-deal', T + n)));
const contacts = (count: number, first = 100) =>
  Array.from({ length: count }, (_, n) => counts(violation(first + n, 'external-contact', T + n)));
const refused = (code: string) => expect.objectContaining({ code });

describe('R6.2 points', () => {
  it.each([
    ['late-reply', 0, 0],
    ['evasive-answer', 2, 1],
    ['marketing', 3, 2],
    ['abusive-language', 4, 2],
    ['external-contact', 5, 3],
    ['off-platform-deal', 8, 4],
  ] as const)('%s: %d, masked %d', (kind, whole, masked) => {
    const one = violation(1, kind);
    expect(pointsAt(run(counts(one)).state, T)).toBe(whole);
    expect(pointsAt(run(counts({ ...one, masked: true })).state, T)).toBe(masked);
  });

  it.each([
    [2, 3, 0],
    [3, 3, 1],
    [3, 99, 1],
    [3, 100, 0],
    [4, 133, 1],
  ])('%d late of %d: %d, and the numbers stand in the event', (late, of, points) => {
    const { last } = run(counts(violation(1, 'late-reply', T, { source: 'clock', weighed: { late, of } })));
    expect(last).toMatchObject([{ type: 'PointsRecorded', data: { points, weighed: { late, of }, rules: '2026-1' } }]);
  });

  it('count for 90 days from the violation, not from when it was processed', () => {
    const { state } = run(counts(violation(1, 'marketing'), T + 10 * DAY));
    expect([T, T + 90 * DAY - 1, T + 90 * DAY].map((at) => pointsAt(state, at))).toEqual([3, 3, 0]);
    expect(steps(run(counts(violation(1, 'off-platform-deal'), T + 90 * DAY)).state)).toEqual([]);
  });

  it('count once for a violation, and not once it is none, in whatever order that is heard', () => {
    const one = violation(1, 'marketing');
    expect(run(counts(one), counts(one, T + 1)).last).toEqual([]);
    expect(pointsAt(run(counts(one), voids(one, T + 1)).state, T + 2)).toBe(0);
    expect(run(counts(one), voids(one, T + 1), voids(one, T + 2)).last).toEqual([]);
    expect(pointsAt(run(voids(one, T), counts(one, T + 1)).state, T + 2)).toBe(0);
  });
});

describe('R6.2 the ladder', () => {
  it('warns and restricts at once, proposes suspension and removal', () => {
    const { state } = run(...contacts(8));
    expect(steps(state)).toEqual(['warning imposed', 'restriction imposed', 'suspension proposed']);
    expect([...state.sanctions.values()].map(({ grounds }) => [grounds.points, grounds.threshold])).toEqual([
      [10, 8],
      [20, 16],
      [30, 28],
    ]);
    expect(steps(run(...contacts(8), decides(3, 'imposed', T + 20)).state).at(-1)).toBe('removal proposed');
  });

  it('takes a step once for the points that reached it, and begins anew when none of them counts', () => {
    const first = [violation(1, 'external-contact'), violation(2, 'marketing', T + DAY)];
    const again = violation(3, 'off-platform-deal', T + 90 * DAY);
    expect(steps(run(...first.map((one) => counts(one)), counts(again)).state)).toEqual(['warning imposed']);
    const later = violation(3, 'off-platform-deal', T + 92 * DAY);
    expect(steps(run(...first.map((one) => counts(one)), counts(later)).state)).toEqual(['warning imposed', 'warning imposed']);
  });

  it('proposes a declined step again only for a further point', () => {
    const before = [...contacts(6), decides(3, 'declined', T + 10)];
    expect(steps(run(...before).state).at(-1)).toBe('suspension declined');
    expect(steps(run(...before, counts(violation(9, 'evasive-answer', T + 11))).state).at(-1)).toBe('suspension proposed');
  });

  it('skips no step but for three deals outside', () => {
    expect(steps(run(...deals(2)).state)).toEqual(['warning imposed', 'restriction imposed']);
    const { state } = run(...deals(3));
    expect(steps(state)).toEqual(['warning imposed', 'restriction imposed', 'removal proposed']);
    expect(state.sanctions.get('s1.3')?.grounds.jump).toEqual({ kind: 'off-platform-deal', times: 3 });
  });

  it('proposes a removal for three deals outside also while a suspension is proposed, and a suspension where that removal has no ground', () => {
    const { state } = run(...contacts(4), ...deals(3));
    expect(steps(state)).toEqual([...['warning imposed', 'restriction imposed', 'suspension proposed', 'removal proposed']]);
    const [one] = [violation(0, 'off-platform-deal', T)];
    const left = run(...deals(3), ...contacts(3), voids(one, T + DAY)).state;
    expect(steps(left)).toEqual(['warning imposed', 'restriction imposed', 'removal revoked', 'suspension proposed']);
  });

  it('proposes a declined step again for points that a step has reached which was revoked', () => {
    const third = violation(9, 'off-platform-deal', T + 20);
    const before = [...deals(2), ...contacts(3), decides(3, 'declined', T + 10), counts(third)];
    expect(steps(run(...before).state).at(-1)).toBe('removal proposed');
    const { state } = run(...before, voids(violation(0, 'off-platform-deal'), T + 30));
    expect(steps(state).slice(2)).toEqual(['suspension declined', 'removal revoked', 'suspension proposed']);
  });

  it('refuses rules by which one violation could skip a step', () => {
    expect(rulesFault(STANDING_RULES)).toBeUndefined();
    expect(rulesFault({ ...STANDING_RULES, points: { ...STANDING_RULES.points, marketing: 9 } })).toMatch('warning');
    expect(rulesFault({ ...STANDING_RULES, ladder: STANDING_RULES.ladder.slice(1) })).toMatch('ladder');
  });
});

describe('R6.3 sanctions', () => {
  it('say what they rest on, what they mean, until when, how they were found and decided, and how long an appeal is open', () => {
    const found = { rule: 'deal-1', place: { from: 3, to: 9 } };
    expect(run(counts(violation(0, 'off-platform-deal', T, found))).last[1]).toEqual({
      type: 'SanctionImposed',
      data: {
        ...{ seller: 's1', sanction: 's1.1', step: 'warning', at: iso(T), wakeAt: iso(T + 90 * DAY) },
        statement: {
          ...{ rule: 'R6.2', rules: '2026-1', points: 8, threshold: 8, found: 'automatically', decided: 'automatically' },
          violations: [
            {
              ...{ conversation: violation(0, 'marketing').conversation, violation: 'v0', kind: 'off-platform-deal' },
              ...{ source: 'screening', rule: 'deal-1', place: { from: 3, to: 9 }, points: 8, occurredAt: iso(T) },
            },
          ],
          ...{ scope: 'nothing', effectiveAt: iso(T), endsAt: iso(T + 90 * DAY), appealUntil: '2026-07-05T09:00:00.000Z' },
        },
      },
    });
  });

  it('R6.4 have their effect while they are in force, and end by one event', () => {
    const suspended = [...contacts(6), decides(3, 'imposed', T + DAY)];
    const { state } = run(...suspended);
    expect([T + 9, T + DAY, T + 15 * DAY - 1, T + 15 * DAY].map((at) => effectAt(state, at))).toEqual([
      ...['restriction', 'suspension', 'suspension', 'warning'],
    ]);
    const keeps = (at: number) => new KeepSanction('s1', by(reactor, at), 's1.3');
    expect(run(...suspended, keeps(T + 15 * DAY - 1)).last).toEqual([]);
    expect(types(run(...suspended, keeps(T + 15 * DAY)).last)).toEqual(['SanctionEnded']);
    expect(run(...suspended, keeps(T + 15 * DAY), keeps(T + 16 * DAY)).last).toEqual([]);
  });

  it('a removal begins after 30 days of notice, once, or at once where an exception is named', () => {
    const removed = [...deals(3), decides(3, 'imposed', T + DAY)];
    const { state } = run(...removed);
    expect([T + 31 * DAY - 1, T + 31 * DAY].map((at) => effectAt(state, at))).toEqual(['warning', 'removal']);
    const keeps = (at: number) => new KeepSanction('s1', by(reactor, at), 's1.3');
    expect(types(run(...removed, keeps(T + 31 * DAY)).last)).toEqual(['SanctionBegun']);
    expect(run(...removed, keeps(T + 31 * DAY), keeps(T + 32 * DAY)).last).toEqual([]);
    expect(effectAt(run(...deals(3), decides(3, 'imposed', T + DAY, 'fraud')).state, T + DAY)).toBe('removal');
    // What needs no notice has no exception from it.
    for (const [before, outcome] of [
      [deals(3), 'declined'],
      [contacts(6), 'imposed'],
    ] as const)
      expect(() => run(...before, decides(3, outcome, T + DAY, 'fraud'))).toThrow(
        expect.objectContaining({ code: 'no-notice', field: 'withoutNotice' }),
      );
  });

  it('a proposal is decided once; the second hears what happened', () => {
    const decided = [...contacts(6), decides(3, 'imposed', T + DAY)];
    expect(() => run(...decided, decides(3, 'declined', T + DAY))).toThrow(
      expect.objectContaining({ code: 'sanction-not-proposed', message: expect.stringContaining('root') }),
    );
    expect(() => run(decides(1, 'imposed', T))).toThrow(refused('not-found'));
  });

  it('are revoked when what they rest on turns out to be none', () => {
    const [one, two] = [violation(1, 'external-contact'), violation(2, 'marketing')];
    const { last, state } = run(counts(one), counts(two), voids(one, T + DAY));
    expect(types(last)).toEqual(['PointsVoided', 'SanctionRevoked']);
    expect(effectAt(state, T + DAY)).toBe('good');
  });
});

describe('R6.3 appeals', () => {
  it('granted, undo the sanction and its points', () => {
    const { last, state } = run(...deals(1), appeals(1, T + DAY), judges(1, 'granted', T + 2 * DAY));
    expect(types(last)).toEqual(['AppealDecided', 'SanctionRevoked', 'PointsVoided']);
    expect([effectAt(state, T + 2 * DAY), pointsAt(state, T + 2 * DAY)]).toEqual(['good', 0]);
  });

  it('are open for six months, one for each sanction, to its own seller, and decided by another human than the first', () => {
    expect(() => run(...deals(1), appeals(1, Date.parse('2026-07-05T09:00:00.001Z')))).toThrow(refused('appeal-too-late'));
    expect(types(run(...deals(1), appeals(1, Date.parse('2026-07-05T09:00:00.000Z'))).last)).toEqual(['AppealLodged']);
    expect(() => run(...deals(1), appeals(1, T + DAY), appeals(1, T + DAY))).toThrow(refused('appeal-lodged-already'));
    expect(() => run(...deals(1), appeals(1, T + DAY, { ...anna, seller: 's2' }))).toThrow(refused('not-found'));
    expect(() => run(...contacts(6), appeals(3, T + DAY))).toThrow(refused('not-appealable'));
    expect(() => run(...deals(1), judges(1, 'granted', T + DAY))).toThrow(refused('no-appeal'));
    const appealed = [...contacts(6), decides(3, 'imposed', T + DAY), appeals(3, T + 2 * DAY)];
    expect(() => run(...appealed, judges(3, 'rejected', T + 3 * DAY, root))).toThrow(refused('another-human'));
    const rejected = [...appealed, judges(3, 'rejected', T + 3 * DAY)];
    expect(effectAt(run(...rejected).state, T + 3 * DAY)).toBe('suspension');
    expect(() => run(...rejected, judges(3, 'granted', T + 4 * DAY))).toThrow(refused('appeal-decided'));
  });
});

describe('any history of violations', () => {
  const KINDS = Object.keys(STANDING_RULES.points) as ViolationKind[];
  const some = fc.array(
    fc.record({
      kind: fc.constantFrom(...KINDS),
      masked: fc.boolean(),
      late: fc.integer({ min: 0, max: 9 }),
      before: fc.integer({ min: 0, max: 40 }),
      isVoid: fc.boolean(),
    }),
    { maxLength: 14 },
  );
  const commandsOf = (list: typeof some extends fc.Arbitrary<infer L> ? L : never) =>
    list.flatMap(({ kind, masked, late, before, isVoid }, n) => {
      const one = violation(n, kind, T - before * DAY, { weighed: { late, of: 50 }, ...(masked && { masked: true as const }) });
      return [(at: number) => counts(one, at), ...(isVoid ? [(at: number) => voids(one, at)] : [])];
    });
  const played = (commands: readonly ((at: number) => StandingCommand)[]) => run(...commands.map((make, n) => make(T + n)));

  const isRemovalProposed = ({ sanctions }: Standing) =>
    [...sanctions.values()].some(({ step, state }) => step === 'removal' && state === 'proposed');

  it('R6.2 leads to the same points and the same effect whatever the order of processing; what is dismissed leaves no point', () => {
    fc.assert(
      fc.property(
        some.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(commandsOf(list), { minLength: commandsOf(list).length })),
        ),
        ([list, shuffled]) => {
          const [one, another] = [played(commandsOf(list)), played(shuffled)];
          // By hand: what was dismissed leaves no point, few late replies none, a masked one half.
          const points = list.reduce((sum, { kind, masked, late, isVoid }) => {
            const whole = isVoid || (kind === 'late-reply' && late < 3) ? 0 : STANDING_RULES.points[kind];
            return sum + (masked ? Math.ceil(whole / 2) : whole);
          }, 0);
          expect([pointsAt(one.state, T + 99), pointsAt(another.state, T + 99)]).toEqual([points, points]);
          expect(pointsAt(one.state, T + 91 * DAY)).toBe(0);
          expect(effectAt(another.state, T + 99)).toBe(effectAt(one.state, T + 99));
          expect(isRemovalProposed(another.state)).toBe(isRemovalProposed(one.state));
          if (list.some(({ isVoid, kind }) => isVoid || kind === 'off-platform-deal')) return;
          expect(steps(another.state)).toEqual(steps(one.state));
        },
      ),
    );
  });

  it('R6.2, R6.3 skips no step, and every sanction has its statement', () => {
    fc.assert(
      fc.property(some, (list) => {
        const { state } = played(commandsOf(list));
        let highest = -1;
        for (const { step, statement, grounds, state: is } of state.sanctions.values()) {
          if (grounds.jump) expect(list.filter(({ kind }) => kind === 'off-platform-deal').length).toBeGreaterThanOrEqual(3);
          else expect(STEPS.indexOf(step)).toBeLessThanOrEqual(highest + 1);
          highest = Math.max(highest, STEPS.indexOf(step));
          expect(grounds.violations.reduce((sum, { points }) => sum + points, 0)).toBe(grounds.points);
          if (!grounds.jump) expect(grounds.points).toBeGreaterThanOrEqual(grounds.threshold);
          expect(statement === undefined).toBe(is === 'proposed' || (is === 'revoked' && STEPS.indexOf(step) >= 2));
        }
      }),
    );
  });
});
