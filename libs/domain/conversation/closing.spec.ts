import type { Actor } from '../people';
import { CloseConversation } from './closing';
import {
  admin,
  answered,
  asked,
  asks,
  buyer,
  clock,
  DAY,
  DUE,
  event,
  given,
  lateReply,
  MONDAY,
  obligation,
  obligationOf,
  opens,
  overdue,
  owed,
  replied,
  replies,
  rule,
  run,
  seller,
  stamp,
  utc,
} from './given';

const AT = MONDAY + 1;
const closes = (actor: Actor, at = AT) => new CloseConversation('c1', stamp(actor, at), clock);
const closed = ({ role, id: by }: Actor, at = AT) => event('ConversationClosed', { role, by, at: utc(at) });
const withdrawn = (at: number, message = 'm1') =>
  event('ReplyObligationWithdrawn', { message, reason: 'closed-by-buyer', at: utc(at) });
const reopened = ({ id: by }: Actor, at: number) => event('ConversationReopened', { by, at: utc(at) });

describe('closing (R2.11)', () => {
  rule('R2.11 by the buyer withdraws what is open, and only that', () => {
    given(opens()).when(closes(buyer)).yields(closed(buyer), withdrawn(AT));
    given(opens(), replies(MONDAY), asks(MONDAY, 'm2'), asks(MONDAY, 'm3'))
      .when(closes(buyer))
      .yields(closed(buyer), withdrawn(AT, 'm2'), withdrawn(AT, 'm3'));
    expect(obligationOf([opens(), closes(buyer)])).toEqual(
      obligation('m1', MONDAY, 1, { status: 'withdrawn', endedAt: AT, wakeAt: undefined }),
    );
  });
  rule('keeps the reason that both sides see', () => {
    const why = new CloseConversation('c1', stamp(seller, AT), clock, 'Refunded.');
    given(opens())
      .when(why)
      .yields(event('ConversationClosed', { role: 'seller', reason: 'Refunded.', by: 'anna', at: utc(AT) }));
  });
  rule('R2.11 by the seller or an admin withdraws nothing', () => {
    given(opens()).when(closes(seller)).yields(closed(seller));
    given(opens()).when(closes(admin)).yields(closed(admin));
    expect(run([opens(), closes(seller)]).state).toMatchObject({ status: 'closed', closedAt: AT });
  });
  rule('R2.11 by the buyer withdraws it also after the seller closed, once', () => {
    given(opens(), closes(seller)).when(closes(buyer)).yields(closed(buyer), withdrawn(AT));
    given(opens(), closes(seller), closes(buyer)).when(closes(buyer)).yields();
    given(opens(), closes(buyer)).when(closes(seller)).yields();
  });
  rule('R2.11 closing does not hide what was late already', () =>
    given(opens())
      .when(closes(buyer, DUE + 1))
      .yields(closed(buyer, DUE + 1), overdue(DUE + 1), lateReply(5, DUE + 1), withdrawn(DUE + 1)),
  );
  rule('R2.11 a new message reopens with a new obligation', () => {
    const at = MONDAY + 2;
    const state = given(opens(), closes(buyer)).when(asks(at, 'm2')).yields(reopened(buyer, at), asked('m2', at), owed('m2', at));
    expect(state).toMatchObject({ status: 'open', closedAt: undefined });
    given(opens(), closes(buyer)).when(replies(at)).yields(reopened(seller, at), replied(at));
  });
  rule('R2.11 after 30 days it goes on elsewhere', () => {
    const last = AT + 30 * DAY;
    const owing = owed('m2', last);
    given(opens(), closes(buyer)).when(asks(last, 'm2')).yields(reopened(buyer, last), asked('m2', last), owing);
    const refused = ['conversation-ended', undefined, 'continue in a linked conversation'] as const;
    given(opens(), closes(buyer))
      .when(asks(last + 1, 'm2'))
      .rejectedWith(...refused);
    given(opens(), closes(buyer))
      .when(replies(last + 1))
      .rejectedWith(...refused);
  });
  rule('R2.11 what a seller still owes is answered where it was asked, after 30 days too', () => {
    const late = MONDAY + 31 * DAY;
    const countedMs = 23 * DAY;
    given(opens(), closes(seller))
      .when(replies(late))
      .yields(
        reopened(seller, late),
        replied(late),
        overdue(late, { countedMs }),
        lateReply(7, late),
        answered('m1', late, countedMs, { late: true }),
      );
    given(opens(), closes(seller)).when(asks(late, 'm2')).rejectedWith('conversation-ended');
  });
  rule('R2.8 what a program wrote is delivered, and the conversation stays closed; after 30 days it is refused', () => {
    const late = MONDAY + 31 * DAY;
    const automatic = { automatic: true } as const;
    for (const closer of [buyer, seller]) {
      const state = given(opens(), closes(closer)).when(replies(AT, automatic)).yields(replied(AT, automatic));
      expect(state.status).toBe('closed');
      given(opens(), closes(closer)).when(replies(late, automatic)).rejectedWith('conversation-ended');
    }
    given(opens(), closes(seller))
      .when(asks(AT, 'm2', automatic))
      .yields(asked('m2', AT, automatic), owed('m2', AT));
  });
  rule('R1.3 the compliance officer closes nothing', () =>
    given(opens())
      .when(closes({ id: 'carl', role: 'compliance' }))
      .rejectedWith('forbidden'),
  );
});
