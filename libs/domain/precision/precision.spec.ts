import { type Actor, ROLES, type Stamp } from '../people';
import { Rejection } from '../rejection';
import { CountReview, lowerBoundOf, type Precision, type PrecisionCommand, precision, RestoreRule } from './precision';

const AT = '2026-03-02T09:00:00.000Z';
const CONVERSATION = '7d9f0a52-0c3d-4d5e-9a55-0a1b2c3d4e5f';
const stamp = (role: Actor['role'], id = 'root'): Stamp => ({
  ...{ actor: { id, role }, at: Date.parse(AT), commandId: 'c', commandHash: 'h', origin: 'test', correlationId: 'c' },
});
const counts = (confirmed: boolean, language = 'de', role: Actor['role'] = 'system') =>
  new CountReview('ask.number', stamp(role), { language, conversation: CONVERSATION, violation: 'v', confirmed });
const restores = (language = 'de', role: Actor['role'] = 'admin') =>
  new RestoreRule('ask.number', stamp(role), language, 'mended');
const asReviewed = (...commands: PrecisionCommand[]): Precision => {
  let state = precision.initial();
  for (const command of commands) for (const event of precision.decide(command, state)) state = precision.evolve(state, event);
  return state;
};
const some = (confirmed: number, dismissed: number, language = 'de') => [
  ...Array.from({ length: confirmed }, () => counts(true, language)),
  ...Array.from({ length: dismissed }, () => counts(false, language)),
];
const reviewed = (confirmed: boolean) => ({
  type: 'RuleReviewed',
  data: { rule: 'ask.number', language: 'de', conversation: CONVERSATION, violation: 'v', confirmed, at: AT },
});
const demoted = (reviews: number, confirmed: number) => ({
  type: 'RuleDemoted',
  data: { rule: 'ask.number', language: 'de', reviews, confirmed, lowerBound: lowerBoundOf({ reviews, confirmed }), at: AT },
});

describe('the share of findings that is right at least', () => {
  // Numbers as tables of Wilson's score have them.
  it.each([
    [0, 0, 0],
    [50, 50, 0.9287],
    [50, 49, 0.895],
    [100, 96, 0.9016],
    [100, 95, 0.8882],
    [10, 0, 0],
  ])('of %i reviews with %i confirmed', (reviews, confirmed, bound) =>
    expect(lowerBoundOf({ reviews, confirmed })).toBeCloseTo(bound, 3),
  );
});

describe('a rule of screening (R5.2)', () => {
  it('is weighed by each review', () => {
    expect(precision.decide(counts(true), precision.initial())).toEqual([reviewed(true)]);
    expect(precision.decide(counts(false), precision.initial())).toEqual([reviewed(false)]);
    expect(asReviewed(...some(3, 2)).get('de')).toEqual({ reviews: 5, confirmed: 3, demoted: false });
  });

  it('is demoted by the fiftieth where its bound is below 0.9, not before, and not where it is right', () => {
    expect(precision.decide(counts(false), asReviewed(...some(0, 48)))).toEqual([reviewed(false)]);
    expect(precision.decide(counts(false), asReviewed(...some(0, 49)))).toEqual([reviewed(false), demoted(50, 0)]);
    expect(precision.decide(counts(true), asReviewed(...some(48, 1)))).toEqual([reviewed(true), demoted(50, 49)]);
    expect(precision.decide(counts(true), asReviewed(...some(49, 0)))).toEqual([reviewed(true)]);
    expect(precision.decide(counts(false), asReviewed(...some(96, 3)))).toEqual([reviewed(false)]);
    expect(precision.decide(counts(false), asReviewed(...some(95, 4)))).toEqual([reviewed(false), demoted(100, 95)]);
  });

  it('is demoted once, and counted on', () => {
    const state = asReviewed(...some(0, 50));
    expect(precision.decide(counts(true), state)).toEqual([reviewed(true)]);
    expect(asReviewed(...some(0, 50), counts(true)).get('de')).toEqual({ reviews: 51, confirmed: 1, demoted: true });
  });

  it('is weighed for each language by itself', () => {
    const state = asReviewed(...some(0, 50), ...some(7, 0, 'pl'));
    expect([state.get('de')?.demoted, state.get('pl')]).toEqual([true, { reviews: 7, confirmed: 7, demoted: false }]);
  });

  it('acts again where an admin says so, and is weighed anew', () => {
    const state = asReviewed(...some(0, 50));
    const data = { rule: 'ask.number', language: 'de', reason: 'mended', by: 'root', at: AT };
    expect(precision.decide(restores(), state)).toEqual([{ type: 'RuleRestored', data }]);
    expect(asReviewed(...some(0, 50), restores()).get('de')).toEqual({ reviews: 0, confirmed: 0, demoted: false });
    expect(precision.decide(counts(false), asReviewed(...some(0, 50), restores()))).toEqual([reviewed(false)]);
    for (const before of [some(0, 50, 'pl'), some(0, 49), [...some(0, 50), restores()]])
      expect(() => precision.decide(restores(), asReviewed(...before))).toThrow(
        new Rejection('not-demoted', 'the rule ask.number is not demoted for this language', 'language'),
      );
  });

  it('is counted by the helpdesk and restored by an admin, by nobody else', () => {
    for (const role of ROLES) {
      const state = asReviewed(...some(0, 50));
      if (role !== 'system') expect(() => precision.decide(counts(true, 'de', role), state)).toThrow('is not for the role');
      if (role !== 'admin') expect(() => precision.decide(restores('de', role), state)).toThrow('is not for the role');
    }
  });

  it('stays as it is by what a key alone answered', () => {
    const state = asReviewed(...some(1, 0));
    expect(precision.evolve(state, { type: 'CommandAcknowledged', data: { command: 'RestoreRule', at: AT } })).toBe(state);
  });
});
