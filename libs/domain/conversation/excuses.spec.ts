import { CloseConversation } from './closing';
import { ExcuseObligation, RevokeExcuse } from './excuses';
import {
  admin,
  answered,
  buyer,
  clock,
  DAY,
  DUE,
  event,
  given,
  HOUR,
  keeps,
  lateReply,
  MONDAY,
  obligation,
  obligationOf,
  opens,
  overdue,
  replied,
  replies,
  rule,
  run,
  seller,
  stamp,
  system,
  utc,
  voided,
} from './given';
import { ContestNoReplyNeeded, DeclareNoReplyNeeded } from './no-reply-needed';

const excuses = (at = DUE + 2, message = 'm1') => new ExcuseObligation('c1', stamp(admin, at), clock, message, 'outage');
const revokes = (at: number, message = 'm1') => new RevokeExcuse('c1', stamp(admin, at), clock, message, 'no outage');
const excused = (at = DUE + 2) => event('ReplyObligationExcused', { message: 'm1', reason: 'outage', by: 'root', at: utc(at) });
const revoked = (at: number, wakeAt?: number) =>
  event('ReplyObligationExcuseRevoked', {
    ...{ message: 'm1', reason: 'no outage', by: 'root', at: utc(at) },
    ...(wakeAt !== undefined && { wakeAt: utc(wakeAt) }),
  });
const closes = (at: number) => new CloseConversation('c1', stamp(buyer, at), clock);
const declares = (at: number) => new DeclareNoReplyNeeded('c1', stamp(seller, at), clock, 'm1', 'thanks');

describe('an excuse (R2.14)', () => {
  rule('R2.14 is a mark beside the status; nobody is woken any more', () => {
    given(opens())
      .when(excuses(MONDAY + 1))
      .yields(excused(MONDAY + 1));
    expect(obligationOf([opens(), excuses(MONDAY + 1)])).toEqual(
      obligation('m1', MONDAY, 1, { excused: true, wakeAt: undefined }),
    );
    given(opens(), excuses()).when(excuses()).yields();
  });
  rule('R2.14 voids the late reply that stands, however the obligation ended', () => {
    given(opens(), keeps(DUE + 1))
      .when(excuses())
      .yields(excused(), voided('late-reply-m1-5', 'excused: outage', DUE + 2));
    for (const [ends, recorded] of [
      [closes(DUE + 1), 5],
      [declares(DUE + 1), 4],
      [replies(DUE + 1), 5],
    ] as const)
      given(opens(), ends)
        .when(excuses())
        .yields(excused(), voided(`late-reply-m1-${recorded}`, 'excused: outage', DUE + 2));
    expect(obligationOf([opens(), replies(DUE + 1), excuses()])).toMatchObject({
      ...{ status: 'answered-late', excused: true, overdue: true, endedAt: DUE + 1 },
    });
  });
  rule('R2.14 what ended in time needs none', () => {
    for (const [ends, status] of [
      [closes(DUE), 'withdrawn'],
      [declares(DUE), 'no-reply-needed'],
      [replies(DUE), 'answered'],
    ] as const)
      given(opens(), ends).when(excuses()).rejectedWith('obligation-not-open', 'message', `the obligation is ${status}`);
    given(opens()).when(excuses(DUE, 'zz')).rejectedWith('obligation-unknown', 'message');
  });
  rule('R2.14 takes away neither the question nor the right to contest, and nothing is said of it', () => {
    const before = [opens(), keeps(DUE + 1), excuses()];
    expect(obligationOf(before)).toMatchObject({ status: 'overdue', excused: true, wakeAt: undefined });
    given(...before)
      .when(keeps(DUE + 100 * HOUR))
      .yields();
    given(...before)
      .when(replies(DUE + 3))
      .yields(replied(DUE + 3), answered('m1', DUE + 3, DAY + 3, { late: true }));
    given(...before, declares(DUE + 3))
      .when(new ContestNoReplyNeeded('c1', stamp(buyer, DUE + 4), clock, 'm1'))
      .yields(
        event('NoReplyNeededContested', {
          ...{ message: 'm1', declaredAt: utc(DUE + 3), dueAt: utc(DUE), overdueAfter: utc(DUE), reminded: true },
          ...{ by: 'b1', at: utc(DUE + 4) },
        }),
      );
  });
  rule('R2.14 before anything is late it keeps that from ever being recorded', () => {
    given(opens(), excuses())
      .when(replies(DUE + 3))
      .yields(replied(DUE + 3), answered('m1', DUE + 3, DAY + 3, { late: true }));
    given(opens(), excuses())
      .when(closes(DUE + 3))
      .yields(
        event('ConversationClosed', { role: 'buyer', by: 'b1', at: utc(DUE + 3) }),
        event('ReplyObligationWithdrawn', { message: 'm1', reason: 'closed-by-buyer', at: utc(DUE + 3) }),
      );
  });
  rule('R1.3 only an admin excuses, and takes back', () => {
    for (const actor of [buyer, seller, system]) {
      given(opens())
        .when(new ExcuseObligation('c1', stamp(actor, MONDAY), clock, 'm1', 'x'))
        .rejectedWith('forbidden');
      given(opens(), excuses())
        .when(new RevokeExcuse('c1', stamp(actor, DUE + 3), clock, 'm1', 'x'))
        .rejectedWith('forbidden');
    }
  });
});

describe('an excuse taken back (R2.14)', () => {
  rule('R2.14 what was late is late again, under a violation of its own', () => {
    const before = [opens(), keeps(DUE + 1), excuses()];
    const state = given(...before)
      .when(revokes(DUE + 3))
      .yields(revoked(DUE + 3, DUE + DAY), lateReply(9, DUE + 3));
    expect([...state.violations]).toEqual([
      ['late-reply-m1-5', { status: 'void', message: 'm1' }],
      ['late-reply-m1-9', { status: 'established', message: 'm1' }],
    ]);
    expect(state.obligations.get('m1')).toEqual(
      obligation('m1', MONDAY, 1, { status: 'overdue', reminded: true, overdue: true, wakeAt: DUE + DAY }),
    );
    given(...before, revokes(DUE + 3))
      .when(excuses(DUE + 4))
      .yields(excused(DUE + 4), voided('late-reply-m1-9', 'excused: outage', DUE + 4));
  });
  rule('R2.14 what became late while it was excused is recorded; what did not is not', () => {
    given(opens(), excuses())
      .when(revokes(DUE + 3))
      .yields(revoked(DUE + 3, MONDAY + 18 * HOUR), overdue(DUE + 3, { wakeAt: utc(DUE + DAY) }), lateReply(6, DUE + 3));
    given(opens(), excuses(), replies(DUE + 3))
      .when(revokes(DUE + 4))
      .yields(revoked(DUE + 4), lateReply(7, DUE + 4));
    const early = excuses(MONDAY + 1);
    given(opens(), early)
      .when(revokes(DUE))
      .yields(revoked(DUE, MONDAY + 18 * HOUR));
    given(opens(), early, replies(MONDAY + 2))
      .when(revokes(DUE + 9))
      .yields(revoked(DUE + 9));
    given(opens(), early, closes(DUE + 1))
      .when(revokes(DUE + 9))
      .yields(revoked(DUE + 9), overdue(DUE + 9), lateReply(8, DUE + 9));
    expect(run([opens(), early, closes(DUE + 1), revokes(DUE + 9)]).state.obligations.get('m1')).toMatchObject({
      ...{ status: 'withdrawn', overdue: true, excused: false, wakeAt: undefined },
    });
  });
  rule('R2.14 there has to be one', () => {
    given(opens()).when(revokes(DUE)).rejectedWith('not-excused', 'message', 'not excused');
    given(opens()).when(revokes(DUE, 'zz')).rejectedWith('obligation-unknown', 'message');
  });
});
