import fc from 'fast-check';
import type { Actor } from '../people';
import {
  admin,
  answered,
  asks,
  buyer,
  clock,
  compliance,
  DUE,
  event,
  given,
  keeps,
  MONDAY,
  opens,
  replied,
  replies,
  rule,
  run,
  seller,
  stamp,
  utc,
} from './given';
import { ReleaseMessage } from './messages';
import { ClaimReview, ConfirmViolation, DismissViolation, RejectMessage, RequestReview } from './reviews';
import { ReportViolation } from './violations';

const AT = MONDAY + 10;
const SECOND: Actor = { id: 'second', role: 'admin' };
const HELD = 'external-contact';
const held = replies(MONDAY + 1, { held: HELD });
const reports = (id = 'v1') => new ReportViolation('c1', stamp(buyer, MONDAY + 2), { id, message: 'r1', kind: 'marketing' });
const confirms = (violation = 'v1', by = admin) => new ConfirmViolation('c1', stamp(by, AT), violation, 'It is an offer.');
const dismisses = (violation = 'v1', by = admin) => new DismissViolation('c1', stamp(by, AT), violation, 'It is a refusal.');
const rejects = (message = 'r1', by = admin) => new RejectMessage('c1', stamp(by, AT), message, 'A telephone number.');
const asksForReview = (message = 'r1', by = seller) => new RequestReview('c1', stamp(by, AT), message);
const releases = (message = 'r1', at = AT) => new ReleaseMessage('c1', stamp(admin, at), clock, message);

const reported = [opens(), replies(MONDAY + 1), reports()];

describe('a violation in review (R5.2)', () => {
  rule('R5.2 is confirmed by an admin with a reason', () => {
    const data = { violation: 'v1', reason: 'It is an offer.', by: 'root', at: utc(AT) };
    const state = given(...reported)
      .when(confirms())
      .yields(event('ViolationConfirmed', data));
    expect(state.violations.get('v1')).toMatchObject({ status: 'confirmed', message: 'r1' });
  });
  rule('R5.2 is dismissed by an admin with a reason, and stays on record', () => {
    const data = { violation: 'v1', reason: 'It is a refusal.', by: 'root', at: utc(AT) };
    const state = given(...reported)
      .when(dismisses())
      .yields(event('ViolationDismissed', data));
    expect(state.violations.get('v1')).toMatchObject({ status: 'dismissed', message: 'r1' });
  });
  rule('R5.2 is decided once, whoever decides what: the second is told what happened', () => {
    for (const [first, what] of [
      [confirms(), 'confirmed'],
      [dismisses(), 'dismissed'],
    ] as const)
      for (const second of [confirms('v1', SECOND), dismisses('v1', SECOND), confirms(), dismisses()])
        given(...reported, first)
          .when(second)
          .rejectedWith('already-decided', undefined, `${what} by root at ${utc(AT)}`);
  });
  rule('R5.2 of the clock is not for reviewers; one that is void is decided', () => {
    given(opens(), keeps(DUE + 1))
      .when(dismisses('late-reply-m1-5'))
      .rejectedWith('clock-decides', 'violation', 'excuse');
    given(opens(), replies(DUE - 2, { held: HELD }), keeps(DUE + 1), releases('r1', DUE + 2))
      .when(confirms('late-reply-m1-6'))
      .rejectedWith('already-decided', undefined, `void at ${utc(DUE + 2)}`);
  });
  rule('R5.2 has to be one of the conversation', () => {
    for (const command of [confirms('v2'), dismisses('v2')])
      given(...reported)
        .when(command)
        .rejectedWith('violation-unknown', 'violation');
  });
  rule('R1.3 is decided by nobody but an admin', () => {
    for (const by of [buyer, seller, compliance])
      for (const command of [confirms('v1', by), dismisses('v1', by)])
        given(...reported)
          .when(command)
          .rejectedWith('forbidden');
  });
  rule('R5.2 what was dismissed stands in no state, in whatever order reviewers decide', () => {
    const ids = ['v1', 'v2', 'v3', 'v4'];
    const decisions = fc.array(fc.tuple(fc.constantFrom(...ids), fc.boolean()), { maxLength: 12 });
    fc.assert(
      fc.property(decisions, (taken) => {
        const kinds = ['marketing', 'external-contact', 'off-platform-deal', 'evasive-answer'] as const;
        const all = ids.map(
          (id, at) => new ReportViolation('c1', stamp(buyer, MONDAY + 2), { id, message: 'r1', kind: kinds[at] }),
        );
        const first = new Map<string, boolean>();
        const history: Parameters<typeof run>[0][number][] = [opens(), replies(MONDAY + 1), ...all];
        for (const [id, confirmed] of taken) {
          const command = confirmed ? confirms(id) : dismisses(id);
          if (first.has(id))
            given(...history)
              .when(command)
              .rejectedWith('already-decided');
          else {
            first.set(id, confirmed);
            history.push(command);
          }
        }
        const standing = [...run(history).state.violations].filter(([, { status }]) => status !== 'dismissed');
        expect(standing.map(([id]) => id)).toEqual(ids.filter((id) => first.get(id) !== false));
      }),
    );
  });
});

describe('a claim', () => {
  const claims = (by = admin, at = AT, subject = 'v1') => new ClaimReview('c1', stamp(by, at), subject);
  const claimed = (at: number, by = 'root') =>
    event('ReviewClaimed', { subject: 'v1', until: utc(at + 600_000), by, at: utc(at) });

  rule('holds for ten minutes, and its owner may claim again', () => {
    const history = [...reported, claims()];
    given(...reported)
      .when(claims())
      .yields(claimed(AT));
    given(...history)
      .when(claims(SECOND, AT + 599_999))
      .rejectedWith('already-claimed', undefined, 'root works on this');
    given(...history)
      .when(claims(SECOND, AT + 600_000))
      .yields(claimed(AT + 600_000, 'second'));
    given(...history)
      .when(claims(admin, AT + 1))
      .yields(claimed(AT + 1));
  });
  rule('is of what waits to be decided', () => {
    given(...reported, dismisses())
      .when(claims())
      .rejectedWith('already-decided');
    given(...reported)
      .when(claims(admin, AT, 'v2'))
      .rejectedWith('violation-unknown', 'violation');
  });
});

describe('a held message in review (R5.3)', () => {
  const data = { message: 'r1', from: 'seller', by: 'root', at: utc(AT) } as const;

  rule('R5.3 is rejected by an admin with a reason, and obligations go on as they were', () => {
    const before = run([opens(), held]).state.obligations;
    const state = given(opens(), held)
      .when(rejects())
      .yields(event('MessageRejected', { ...data, reason: 'A telephone number.' }));
    expect([...state.obligations]).toEqual([...before]);
    expect(state.messages.get('r1')).toMatchObject({ held: { from: 'seller' }, decided: { decision: 'rejected' } });
  });
  rule('R5.3 is decided once: released or rejected', () => {
    const told = `rejected by root at ${utc(AT)}`;
    for (const command of [rejects('r1', SECOND), releases(), asksForReview()])
      given(opens(), held, rejects()).when(command).rejectedWith('already-decided', 'message', told);
    for (const command of [rejects('r1', SECOND), asksForReview()])
      given(opens(), held, releases())
        .when(command)
        .rejectedWith('message-not-held', 'message', `not held: released by root at ${utc(AT)}`);
  });
  rule('R5.3 what is not held is neither rejected nor reviewed', () => {
    given(opens(), replies(MONDAY + 1))
      .when(rejects())
      .rejectedWith('message-not-held', 'message');
    given(opens()).when(rejects('none')).rejectedWith('message-not-held', 'message');
    given(opens(), replies(MONDAY + 1))
      .when(asksForReview())
      .rejectedWith('message-not-held', 'message');
    given(opens()).when(asksForReview('none')).rejectedWith('message-unknown', 'message');
  });
  rule('R5.3 its side asks for a review, once; the other knows of nothing', () => {
    const asked = event('ReviewRequested', { message: 'r1', from: 'seller', by: 'anna', at: utc(AT) });
    given(opens(), held).when(asksForReview()).yields(asked);
    given(opens(), held, asksForReview()).when(asksForReview()).yields();
    given(opens(), held).when(asksForReview('r1', buyer)).rejectedWith('message-unknown', 'message');
    given(opens(), asks(MONDAY + 1, 'm2', { held: HELD }))
      .when(asksForReview('m2', buyer))
      .yields(event('ReviewRequested', { message: 'm2', from: 'buyer', by: 'b1', at: utc(AT) }));
  });
  rule('R5.3 R2.12 is ended by one that is sent in its place, which counts from when that is sent', () => {
    const givenUp = event('MessageRejected', {
      ...{ message: 'r1', from: 'seller', reason: 'another message was sent in its place', replacedBy: 'r2' },
      ...{ by: 'anna', at: utc(AT) },
    });
    const state = given(opens(), held)
      .when(replies(AT, { id: 'r2', replaces: 'r1' }))
      .yields(givenUp, replied(AT, { message: 'r2', replaces: 'r1' }), answered('m1', AT, AT - MONDAY, { by: 'r2' }));
    expect(state.messages.get('r1')?.decided).toEqual({ decision: 'replaced', by: 'anna', at: utc(AT) });
    const late = run([opens(), held, keeps(DUE + 1), replies(DUE + 2, { id: 'r2', replaces: 'r1' })]).state;
    expect(late.obligations.get('m1')?.status).toBe('answered-late');
  });
  rule('R5.3 is not replaced by the other side, nor when it was decided, nor what was not held', () => {
    given(opens(), held)
      .when(asks(AT, 'm2', { replaces: 'r1' }))
      .rejectedWith('message-unknown', 'replaces');
    given(opens(), held, rejects())
      .when(replies(AT, { id: 'r2', replaces: 'r1' }))
      .rejectedWith('already-decided', 'replaces');
    given(opens(), replies(MONDAY + 1))
      .when(replies(AT, { id: 'r2', replaces: 'r1' }))
      .rejectedWith('message-not-held', 'replaces');
  });
});
