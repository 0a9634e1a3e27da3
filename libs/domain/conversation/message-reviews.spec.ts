import type { Actor } from '../people';
import {
  admin,
  asks,
  buyer,
  compliance,
  event,
  given,
  MONDAY,
  opens,
  replied,
  replies,
  rule,
  run,
  seller,
  stamp,
  system,
  utc,
} from './given';
import { isSampled, ReviewMessage, reviewMessage } from './message-reviews';
import { messageFolds } from './messages';
import { ClaimReview } from './reviews';
import type { ViolationKind } from './violations';

const AT = MONDAY + 10;
const reviews = (kind?: ViolationKind, message = 'r1', by: Actor = admin) =>
  new ReviewMessage('c1', stamp(by, AT), message, 'So it is.', kind);
const reviewed = (more: object = {}, message = 'r1') =>
  event('MessageReviewed', { message, ...more, reason: 'So it is.', by: 'root', at: utc(AT) });
const told = [opens(), replies(MONDAY + 1)];

describe('a message that nobody accuses', () => {
  rule('R5.2 is found clean by an admin, with a reason', () => {
    const state = given(...told)
      .when(reviews())
      .yields(reviewed());
    expect(state.reviewed.get('r1')).toEqual({ decision: 'clean', by: 'root', at: utc(AT) });
    given(...told)
      .when(reviews(undefined, 'm1'))
      .yields(reviewed({}, 'm1'));
  });
  rule('R4.2, R5.2 or a violation, which is recorded and confirmed with it', () => {
    const evidence = { message: 'r1', revision: 3 };
    const data = { violation: 'review-r1', kind: 'evasive-answer', source: 'report', status: 'suspected', evidence } as const;
    const state = given(...told)
      .when(reviews('evasive-answer'))
      .yields(
        reviewed({ kind: 'evasive-answer' }),
        event('ViolationRecorded', { ...data, by: 'root', at: utc(AT) }),
        event('ViolationConfirmed', { violation: 'review-r1', reason: 'So it is.', by: 'root', at: utc(AT) }),
      );
    expect(state.reviewed.get('r1')?.decision).toBe('violation');
    expect(state.violations.get('review-r1')?.status).toBe('confirmed');
  });
  rule('R5.2 is decided once', () => {
    for (const [first, what] of [
      [reviews(), 'clean'],
      [reviews('marketing'), 'violation'],
    ] as const)
      for (const second of [reviews(), reviews('marketing')])
        given(...told, first)
          .when(second)
          .rejectedWith('already-decided', undefined, `${what} by root at ${utc(AT)}`);
  });
  rule('R5.5 is of a kind that its side can commit, and not held, imported or unknown', () => {
    given(...told)
      .when(reviews('late-reply'))
      .rejectedWith('not-reportable', 'kind', "only the clock's");
    for (const kind of ['evasive-answer', 'marketing'] as const)
      given(...told)
        .when(reviews(kind, 'm1'))
        .rejectedWith('not-reportable', 'kind', 'what a buyer writes is');
    expect(run([...told, reviews('abusive-language', 'm1')]).last).toHaveLength(3);
    given(...told)
      .when(reviews(undefined, 'x'))
      .rejectedWith('message-unknown', 'message');
    given(opens(), replies(MONDAY + 1, { held: 'contact' }))
      .when(reviews())
      .rejectedWith('not-reportable', 'message', 'no message that a party wrote');
    const { state } = run(told);
    for (const more of [{ imported: true }, { from: 'admin' }]) {
      messageFolds.MessageSent(state, { ...(replied(MONDAY).data as object), message: 'i1', ...more } as never, 5);
      expect(() => reviewMessage(reviews(undefined, 'i1'), state)).toThrow('no message that a party wrote');
    }
  });
  rule('R1.3 is for admins to judge', () => {
    for (const by of [buyer, seller, compliance, system])
      given(...told)
        .when(reviews(undefined, 'r1', by))
        .rejectedWith('forbidden');
  });
  rule('R5.2 is claimed like anything else, until it is decided', () => {
    const claims = new ClaimReview('c1', stamp(admin, AT), 'r1');
    given(...told)
      .when(claims)
      .yields(event('ReviewClaimed', { subject: 'r1', until: utc(AT + 600_000), by: 'root', at: utc(AT) }));
    given(...told, reviews())
      .when(claims)
      .rejectedWith('already-decided', undefined, 'clean by root');
  });
  rule('is nothing new to read', () => {
    const { state } = run([...told, asks(MONDAY + 2, 'm2'), reviews()]);
    expect(state.contentRevision).toBe(state.revision - 1);
  });
});

describe('the sample', () => {
  rule('R5.2 is one in a hundred, by the id alone', () => {
    expect(isSampled('00000000-0000-4000-8000-000000000000')).toBe(true);
    expect(isSampled('00000064-ffff-4fff-8fff-ffffffffffff')).toBe(true);
    expect(isSampled('00000065-0000-4000-8000-000000000000')).toBe(false);
    const ids = Array.from({ length: 10_000 }, (_, at) =>
      Math.imul(at, 2_654_435_761).toString(16).replace('-', '').padStart(8, '0'),
    );
    const share = ids.filter((id) => isSampled(id)).length / ids.length;
    expect(share).toBeGreaterThan(0.005);
    expect(share).toBeLessThan(0.02);
  });
});
