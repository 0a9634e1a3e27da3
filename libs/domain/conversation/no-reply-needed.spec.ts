import { CloseConversation } from './closing';
import {
  admin,
  answered,
  asks,
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
  seller,
  stamp,
  t,
  utc,
} from './given';
import { SendMessage } from './messages';
import { ContestNoReplyNeeded, DeclareNoReplyNeeded, type NoReplyReason } from './no-reply-needed';

const DECLARED = MONDAY + HOUR;
const CONTESTED = MONDAY + 3 * HOUR;
const declares = (at = DECLARED, message = 'm1', reason: NoReplyReason = 'thanks') =>
  new DeclareNoReplyNeeded('c1', stamp(seller, at), clock, message, reason);
const contests = (at = CONTESTED, message = 'm1') => new ContestNoReplyNeeded('c1', stamp(buyer, at), clock, message);
const declared = (at: number, countedMs: number, reason: NoReplyReason = 'thanks') =>
  event('NoReplyNeededDeclared', { message: 'm1', reason, countedMs, by: 'anna', at: utc(at) });
/** Two hours later than it would have been, where it was declared for two. */
const contested = (more: object = {}) =>
  event('NoReplyNeededContested', {
    ...{ message: 'm1', declaredAt: utc(DECLARED), dueAt: utc(DUE + 2 * HOUR), overdueAfter: utc(DUE + 2 * HOUR) },
    ...{ wakeAt: utc(MONDAY + 20 * HOUR), by: 'b1', at: utc(CONTESTED), ...more },
  });

describe('no reply needed (R2.10)', () => {
  rule('R2.10 R2.11 is contested in 30 days; then it is asked anew, in the conversation that goes on', () => {
    const closed = new CloseConversation('c1', stamp(seller, DECLARED), clock);
    given(opens(), declares(), closed)
      .when(contests(DECLARED + 30 * DAY + 1))
      .rejectedWith('conversation-ended', undefined, 'continue in a linked conversation');
    expect(obligationOf([opens(), declares(), closed, contests(DECLARED + 30 * DAY)])?.status).toBe('open');
  });
  rule('R2.10 stops the clock, once', () => {
    for (const reason of ['thanks', 'duplicate', 'misdirected'] as const)
      given(opens())
        .when(declares(DECLARED, 'm1', reason))
        .yields(declared(DECLARED, HOUR, reason));
    expect(obligationOf([opens(), declares()])).toEqual(
      obligation('m1', MONDAY, 1, {
        ...{ status: 'no-reply-needed', countedMs: HOUR, declaredAt: DECLARED, endedAt: DECLARED, wakeAt: undefined },
      }),
    );
    given(opens(), declares()).when(declares()).yields();
    given(opens(), declares())
      .when(keeps(MONDAY + 200 * HOUR))
      .yields();
    given(opens(), declares())
      .when(replies(DECLARED + 1))
      .yields(replied(DECLARED + 1));
  });
  rule('R2.10 what was late before stays late', () =>
    given(opens())
      .when(declares(DUE + 1))
      .yields(overdue(DUE + 1), lateReply(4, DUE + 1), declared(DUE + 1, DAY + 1)),
  );
  rule('R2.10 only what still waits, and only a message of the buyer', () => {
    given(opens(), replies(MONDAY + 1))
      .when(declares())
      .rejectedWith('obligation-not-open', 'message', 'the obligation is answered');
    given(opens(), replies(MONDAY, { promisedBy: '2025-06-18' }))
      .when(declares(DECLARED, 'r1'))
      .rejectedWith('obligation-not-open', 'message', 'only a buyer message');
    given(opens()).when(declares(DECLARED, 'zz')).rejectedWith('obligation-unknown', 'message', 'opened no obligation');
  });
  rule('R2.10 contested, it goes on and the time between is not counted', () => {
    given(opens(), declares()).when(contests()).yields(contested());
    expect(obligationOf([opens(), declares(), contests()])).toEqual(
      obligation('m1', MONDAY, 1, {
        ...{ dueAt: DUE + 2 * HOUR, overdueAfter: DUE + 2 * HOUR, wakeAt: MONDAY + 20 * HOUR },
        pauses: [{ from: DECLARED, to: CONTESTED }],
      }),
    );
    given(opens(), declares(), contests())
      .when(replies(CONTESTED + HOUR))
      .yields(replied(CONTESTED + HOUR), answered('m1', CONTESTED + HOUR, 2 * HOUR));
  });
  rule('R2.10 contested, only an answer ends it, whoever declares', () => {
    given(opens(), declares(), contests())
      .when(declares(CONTESTED + HOUR))
      .rejectedWith('already-contested', 'message', 'only an answer ends it');
    given(opens(), asks(MONDAY, 'm2'), declares(), contests())
      .when(new DeclareNoReplyNeeded('c1', stamp(seller, CONTESTED), clock, 'm2', 'duplicate'))
      .yields(
        event('NoReplyNeededDeclared', {
          ...{ message: 'm2', reason: 'duplicate', countedMs: CONTESTED - MONDAY, by: 'anna', at: utc(CONTESTED) },
        }),
      );
  });
  rule('R2.10 R2.13 the reminder is not given twice', () => {
    const times = [t('2025-06-17T05:00'), t('2025-06-17T06:00')] as const;
    const before = [opens(), keeps(t('2025-06-17T04:00')), declares(times[0])];
    given(...before)
      .when(contests(times[1]))
      .yields(
        contested({
          ...{ declaredAt: utc(times[0]), dueAt: utc(DUE + HOUR), overdueAfter: utc(DUE + HOUR) },
          ...{ wakeAt: utc(DUE + HOUR), reminded: true, at: utc(times[1]) },
        }),
      );
    expect(obligationOf([...before, contests(times[1])])?.status).toBe('reminded');
    given(...before, contests(times[1]))
      .when(keeps(t('2025-06-17T07:00')))
      .yields();
    given(...before, contests(times[1]))
      .when(keeps(DUE + HOUR + 1))
      .yields(
        overdue(DUE + HOUR + 1, { countedMs: DAY + 1, dueAt: utc(DUE + HOUR), wakeAt: utc(DUE + HOUR + DAY) }),
        lateReply(7, DUE + HOUR + 1),
      );
  });
  rule('R2.10 a reminder that was missed is due at once', () =>
    expect(obligationOf([opens(), declares(t('2025-06-17T05:00')), contests(t('2025-06-17T06:00'))])?.wakeAt).toBe(
      t('2025-06-17T04:00'),
    ),
  );
  rule('R2.10 R2.11 a contest opens the closed conversation again', () =>
    given(opens(), declares(), new CloseConversation('c1', stamp(seller, MONDAY + 2 * HOUR), clock))
      .when(contests())
      .yields(event('ConversationReopened', { by: 'b1', at: utc(CONTESTED) }), contested()),
  );
  rule('R2.10 what was never declared, or was contested before, cannot be contested', () => {
    const refused = ['nothing-to-contest', 'message', 'nobody declared'] as const;
    given(opens())
      .when(contests())
      .rejectedWith(...refused);
    given(opens())
      .when(contests(CONTESTED, 'zz'))
      .rejectedWith(...refused);
    given(opens(), declares(), contests())
      .when(contests(CONTESTED + 1))
      .rejectedWith(...refused);
  });
  rule('R1.3 the seller declares, the buyer contests, the platform neither', () => {
    for (const actor of [buyer, admin])
      given(opens())
        .when(new DeclareNoReplyNeeded('c1', stamp(actor, DECLARED), clock, 'm1', 'thanks'))
        .rejectedWith('forbidden');
    for (const actor of [seller, admin])
      given(opens(), declares())
        .when(new ContestNoReplyNeeded('c1', stamp(actor, CONTESTED), clock, 'm1'))
        .rejectedWith('forbidden');
  });
  rule('R2.10 what an admin writes can be declared to need no reply by nobody: it opened nothing', () =>
    given(opens(), new SendMessage('c1', stamp(admin, MONDAY), clock, { id: 'a', body: 'x' }))
      .when(declares(DECLARED, 'a'))
      .rejectedWith('obligation-unknown', 'message'),
  );
});
