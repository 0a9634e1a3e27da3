import { CloseConversation } from './closing';
import { ContestAnswer } from './contested-answers';
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
  MONDAY,
  obligation,
  obligationOf,
  opens,
  owed,
  replied,
  replies,
  rule,
  seller,
  stamp,
  utc,
} from './given';

const contests = (message = 'r1', at = DUE) => new ContestAnswer('c1', stamp(buyer, at), clock, message);

import { ReleaseMessage } from './messages';

describe('"this did not answer my question" (R4.2)', () => {
  const before = [opens(), replies(MONDAY + 1)];
  rule('R4.2 opens a new obligation, never late in the past, once', () => {
    given(...before)
      .when(contests())
      .yields(owed('r1', DUE, { kind: 'unanswered' }));
    given(...before, contests())
      .when(contests())
      .yields();
    expect(obligationOf([...before, contests()], 'r1')).toEqual(obligation('r1', DUE, 5, { kind: 'unanswered' }));
    expect(obligationOf([...before, contests()])?.status).toBe('answered');
  });
  rule('R4.2 the next answer ends it, and it can be named as answered', () => {
    given(...before, contests())
      .when(replies(DUE + 1, { id: 'r2', seenRevision: 0, answers: ['r1'] }))
      .yields(replied(DUE + 1, { message: 'r2', seenRevision: 0, answers: ['r1'] }), answered('r1', DUE + 1, 1, { by: 'r2' }));
    given(...before, contests())
      .when(replies(DUE + 1, { id: 'r2', seenRevision: 4 }))
      .yields(replied(DUE + 1, { message: 'r2', seenRevision: 4 }));
  });
  rule('R4.2 R2.11 opens the closed conversation again', () =>
    given(...before, new CloseConversation('c1', stamp(seller, MONDAY + 2), clock))
      .when(contests())
      .yields(event('ConversationReopened', { by: 'b1', at: utc(DUE) }), owed('r1', DUE, { kind: 'unanswered' })),
  );
  rule('R4.2 R2.11 after 30 days it is asked anew, in the conversation that goes on', () => {
    const closed = new CloseConversation('c1', stamp(seller, MONDAY + 2), clock);
    const end = MONDAY + 2 + 30 * DAY;
    given(...before, closed)
      .when(contests('r1', end + 1))
      .rejectedWith('conversation-ended', undefined, 'continue in a linked conversation');
    given(...before, closed)
      .when(contests('r1', end))
      .yields(event('ConversationReopened', { by: 'b1', at: utc(end) }), owed('r1', end, { kind: 'unanswered' }));
    given(...before, contests(), closed)
      .when(contests('r1', end + 1))
      .yields();
  });
  rule('R4.2 only a message of the seller that was delivered', () => {
    const refused = ['message-unknown', 'message', 'only a message of the seller'] as const;
    given(opens(), asks(MONDAY, 'm2'))
      .when(contests('m1'))
      .rejectedWith(...refused);
    given(opens())
      .when(contests('zz'))
      .rejectedWith(...refused);
    given(opens(), replies(MONDAY, { held: 'review' }))
      .when(contests())
      .rejectedWith(...refused);
  });
  rule('R4.2 neither an automatic message nor a promise', () => {
    given(opens(), replies(MONDAY + 1, { automatic: true }))
      .when(contests())
      .rejectedWith('nothing-to-contest', 'message', 'an automatic message answers nothing');
    const held = replies(MONDAY + 1, { automatic: true, held: 'review' });
    given(opens(), held, new ReleaseMessage('c1', stamp(admin, MONDAY + 2), clock, 'r1'))
      .when(contests())
      .rejectedWith('nothing-to-contest', 'message', 'an automatic message answers nothing');
    const promise = replies(MONDAY + 1, { promisedBy: '2025-06-18' });
    const refused = ['nothing-to-contest', 'message', 'contest the answer that follows'] as const;
    given(opens(), promise)
      .when(contests())
      .rejectedWith(...refused);
    given(opens(), promise, replies(MONDAY + 2, { id: 'r2' }))
      .when(contests())
      .rejectedWith(...refused);
  });
  rule('R1.3 only the buyer says so', () => {
    for (const actor of [seller, admin])
      given(...before)
        .when(new ContestAnswer('c1', stamp(actor, DUE), clock, 'r1'))
        .rejectedWith('forbidden');
  });
});
