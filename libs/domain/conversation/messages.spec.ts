import { CloseConversation } from './closing';
import {
  admin,
  answered,
  asked,
  asks,
  buyer,
  clock,
  DUE,
  event,
  given,
  HOUR,
  keeps,
  lateReply,
  MONDAY,
  opening,
  opens,
  overdue,
  owed,
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
import { type MessageDraft, ReleaseMessage, SendMessage } from './messages';
import { DeclareNoReplyNeeded } from './no-reply-needed';

const HELD = 'R5.3 contact data';
const IN_TIME = 'answered in time by a message that was held';
const releases = (at: number, message = 'r1') => new ReleaseMessage('c1', stamp(admin, at), clock, message);
const released = (at: number, submitted: number, message = 'r1', from: 'buyer' | 'seller' = 'seller') =>
  event('MessageReleased', { message, from, submittedAt: utc(submitted), by: 'root', at: utc(at) });

describe('a message', () => {
  rule('keeps all that its author said', () => {
    const said = { language: 'de', seenRevision: 2, answers: ['m1'] };
    given(opens())
      .when(replies(MONDAY + 1, said))
      .yields(replied(MONDAY + 1, said), answered('m1', MONDAY + 1, 1));
  });
  rule('sent twice is one message', () => given(opens(), asks(MONDAY, 'm2')).when(asks(MONDAY, 'm2')).yields());
  rule('R2.1 of a buyer opens an obligation of its own, automatic or not', () => {
    given(opens())
      .when(asks(MONDAY + 1, 'm2'))
      .yields(asked('m2', MONDAY + 1), owed('m2', MONDAY + 1));
    given(opens())
      .when(asks(MONDAY + 1, 'm2', { automatic: true }))
      .yields(asked('m2', MONDAY + 1, { automatic: true }), owed('m2', MONDAY + 1));
  });
  rule('no text is kept in the folded state', () => {
    const held = replies(MONDAY + 1, { body: 'Secret words', language: 'en', held: HELD });
    const { state } = run([opens(), held, replies(MONDAY + 2, { id: 'r2', body: 'Secret words' })]);
    const plain = JSON.stringify(state, (_, value) => (value instanceof Map ? [...value] : value));
    for (const text of ['Secret words', opening.subject, HELD, 'anna']) expect(plain).not.toContain(text);
    expect([...state.messages]).toEqual([
      ['m1', { from: 'buyer', revision: 1, automatic: false, imported: false }],
      [
        'r1',
        {
          from: 'seller',
          revision: 3,
          automatic: false,
          imported: false,
          language: 'en',
          held: { message: 'r1', from: 'seller', at: utc(MONDAY + 1) },
        },
      ],
      ['r2', { from: 'seller', revision: 4, automatic: false, imported: false }],
    ]);
  });
});

describe('what answers', () => {
  rule('R2.7 a human reply answers every message before it', () =>
    given(opens(), asks(MONDAY + 1, 'm2'))
      .when(replies(MONDAY + 2))
      .yields(replied(MONDAY + 2), answered('m1', MONDAY + 2, 2), answered('m2', MONDAY + 2, 1)),
  );
  rule('R2.7 a message that arrived after seenRevision stays open', () => {
    const state = given(opens(), asks(MONDAY + 1, 'm2'))
      .when(replies(MONDAY + 2, { seenRevision: 2 }))
      .yields(replied(MONDAY + 2, { seenRevision: 2 }), answered('m1', MONDAY + 2, 2));
    expect(state.obligations.get('m2')?.status).toBe('open');
  });
  rule('R2.7 the revision of the message itself is enough, and the one before is not', () => {
    given(opens())
      .when(replies(MONDAY + 2, { seenRevision: 1 }))
      .yields(replied(MONDAY + 2, { seenRevision: 1 }), answered('m1', MONDAY + 2, 2));
    given(opens())
      .when(replies(MONDAY + 2, { seenRevision: 0 }))
      .yields(replied(MONDAY + 2, { seenRevision: 0 }));
  });
  rule('R2.7 a message that is named is answered whatever was seen; one that is not stays open', () => {
    const named = { seenRevision: 0, answers: ['m2'] };
    given(opens(), asks(MONDAY + 1, 'm2'))
      .when(replies(MONDAY + 2, named))
      .yields(replied(MONDAY + 2, named), answered('m2', MONDAY + 2, 1));
  });
  rule('what was written meanwhile is told to who wants to answer only what they have before them, and nothing is sent', () => {
    const onlyIf = (revision: number) => Object.assign(replies(MONDAY + 2), { ifRevision: revision });
    given(opens(), asks(MONDAY + 1, 'm2'))
      .when(onlyIf(2))
      .rejectedWith('something-arrived', 'ifRevision', 'something was written meanwhile');
    given(opens())
      .when(onlyIf(2))
      .yields(replied(MONDAY + 2), answered('m1', MONDAY + 2, 2));
  });
  rule('R2.7 a revision that does not exist cannot have been seen', () => {
    given(opens())
      .when(replies(MONDAY, { seenRevision: 3 }))
      .rejectedWith('revision-unknown', 'seenRevision', 'the last revision is 2');
    given(opens())
      .when(replies(MONDAY, { seenRevision: 2 }))
      .yields(replied(MONDAY, { seenRevision: 2 }), answered('m1', MONDAY, 0));
  });
  rule('R2.7 only what was asked here can be named', () => {
    for (const unknown of ['zz', 'r1'])
      given(opens(), replies(MONDAY))
        .when(replies(MONDAY, { id: 'r2', answers: ['m1', unknown] }))
        .rejectedWith('message-unknown', 'answers', `no buyer message ${unknown}`);
  });
  rule('R2.8 an automatic reply answers nothing', () =>
    given(opens())
      .when(replies(MONDAY, { automatic: true, answers: ['m1'] }))
      .yields(replied(MONDAY, { automatic: true, answers: ['m1'] })),
  );
  rule('R2.8 an admin answers nothing', () =>
    given(opens())
      .when(new SendMessage('c1', stamp(admin, MONDAY), clock, { id: 'a', body: 'We look into it.', answers: ['m1'] }))
      .yields(asked('a', MONDAY, { from: 'admin', author: 'root', body: 'We look into it.', answers: ['m1'] })),
  );
  rule('R1.3 the platform itself writes nothing', () =>
    given(opens())
      .when(new SendMessage('c1', stamp(system, MONDAY), clock, { id: 'a', body: 'x' }))
      .rejectedWith('forbidden', undefined, 'SendMessage is not for the role system'),
  );
});

describe('a message that is held (R2.12)', () => {
  const held = replies(MONDAY + 1, { held: HELD });
  rule('R5.3 it is delivered to nobody and answers nothing', () => {
    const { data } = replied(MONDAY + 1);
    given(opens())
      .when(held)
      .yields({ type: 'MessageHeld', data: { ...data, from: 'seller', reason: HELD } } as ReturnType<typeof event>);
    given(opens(), asks(MONDAY, 'm2', { held: 'review' }))
      .when(asks(MONDAY + 1, 'm2'))
      .yields();
  });
  rule('R5.3 what an admin writes is never held', () =>
    given(opens())
      .when(new SendMessage('c1', stamp(admin, MONDAY), clock, { id: 'a', body: 'x', held: HELD }))
      .yields(asked('a', MONDAY, { from: 'admin', author: 'root', body: 'x' })),
  );
  rule('R2.11 it reopens what is closed when it is released, unless a program wrote it', () => {
    const closed = new CloseConversation('c1', stamp(seller, MONDAY), clock);
    const { data } = replied(MONDAY + 1);
    const reopened = event('ConversationReopened', { by: 'root', at: utc(MONDAY + 2) });
    const state = given(opens(), closed)
      .when(held)
      .yields({ type: 'MessageHeld', data: { ...data, from: 'seller', reason: HELD } } as ReturnType<typeof event>);
    expect(state.status).toBe('closed');
    given(opens(), closed, held)
      .when(releases(MONDAY + 2))
      .yields(reopened, released(MONDAY + 2, MONDAY + 1), answered('m1', MONDAY + 1, 1));
    given(opens(), closed, replies(MONDAY + 1, { held: HELD, automatic: true }))
      .when(releases(MONDAY + 2))
      .yields(released(MONDAY + 2, MONDAY + 1));
  });
  rule('R2.12 answers when released, from when it was submitted', () => {
    const late = MONDAY + 200 * HOUR;
    given(opens(), held)
      .when(releases(late))
      .yields(released(late, MONDAY + 1), answered('m1', MONDAY + 1, 1));
  });
  rule('R2.12 R2.8 released, an automatic one answers nothing; one that had seen less, only that', () => {
    given(opens(), replies(MONDAY + 1, { held: HELD, automatic: true }))
      .when(releases(MONDAY + 2))
      .yields(released(MONDAY + 2, MONDAY + 1));
    given(opens(), asks(MONDAY, 'm2'), replies(MONDAY + 1, { held: HELD, seenRevision: 2 }))
      .when(releases(MONDAY + 2))
      .yields(released(MONDAY + 2, MONDAY + 1), answered('m1', MONDAY + 1, 1));
  });
  rule('R2.12 what was asked while it was held it does not answer', () =>
    given(opens(), held, asks(MONDAY + 2, 'm2'))
      .when(releases(MONDAY + 3))
      .yields(released(MONDAY + 3, MONDAY + 1), answered('m1', MONDAY + 1, 1)),
  );
  rule('R2.12 an overdue recorded meanwhile is void when it had been submitted in time', () => {
    const state = given(opens(), held, keeps(DUE + 1))
      .when(releases(DUE + 2))
      .yields(released(DUE + 2, MONDAY + 1), answered('m1', MONDAY + 1, 1), voided('late-reply-m1-6', IN_TIME, DUE + 2));
    expect(state.obligations.get('m1')).toMatchObject({ status: 'answered', overdue: false });
    given(opens(), keeps(DUE + 1), replies(DUE + 2, { held: HELD }))
      .when(releases(DUE + 3))
      .yields(released(DUE + 3, DUE + 2), answered('m1', DUE + 2, 24 * HOUR + 2, { late: true }));
  });
  rule('R2.12 so is one answered by another message, withdrawn or declared away since', () => {
    for (const [ends, recorded] of [
      [replies(DUE + 1, { id: 'r2' }), 6],
      [new CloseConversation('c1', stamp(buyer, DUE + 1), clock), 6],
      [new DeclareNoReplyNeeded('c1', stamp(seller, DUE + 1), clock, 'm1', 'thanks'), 5],
    ] as const) {
      const state = given(opens(), held, ends)
        .when(releases(DUE + 2))
        .yields(
          ...(ends instanceof CloseConversation ? [event('ConversationReopened', { by: 'root', at: utc(DUE + 2) })] : []),
          released(DUE + 2, MONDAY + 1),
          answered('m1', MONDAY + 1, 1),
          voided(`late-reply-m1-${recorded}`, IN_TIME, DUE + 2),
        );
      expect(state.obligations.get('m1')).toMatchObject({ status: 'answered', answeredBy: 'r1', endedAt: MONDAY + 1 });
    }
  });
  rule('R2.12 what had ended in time, or before it was submitted, stays as it ended', () => {
    given(opens(), held, replies(MONDAY + 2, { id: 'r2' }))
      .when(releases(DUE + 1))
      .yields(released(DUE + 1, MONDAY + 1));
    given(opens(), replies(DUE + 1, { id: 'r2' }), replies(DUE + 2, { held: HELD }))
      .when(releases(DUE + 3))
      .yields(released(DUE + 3, DUE + 2));
  });
  rule('R2.12 a released message does not keep a promise made after it was submitted', () => {
    const state = given(opens(), held, replies(MONDAY + 2, { id: 'r2', promisedBy: '2025-06-18' }))
      .when(releases(MONDAY + 3))
      .yields(released(MONDAY + 3, MONDAY + 1));
    expect(state.obligations.get('r2')?.status).toBe('open');
  });
  rule('R2.7 R2.12 nobody had seen a held buyer message before it was delivered', () => {
    const asksHeld = asks(MONDAY, 'm2', { held: 'review' });
    const state = given(opens(), asksHeld, releases(MONDAY + 1, 'm2'))
      .when(replies(MONDAY + 2, { seenRevision: 3 }))
      .yields(replied(MONDAY + 2, { seenRevision: 3 }), answered('m1', MONDAY + 2, 2));
    expect(state.obligations.get('m2')).toMatchObject({ status: 'open', revision: 4 });
  });
  rule('R2.12 a held buyer message opens its obligation when delivered, once', () => {
    const asksHeld = asks(MONDAY, 'm2', { held: 'review' });
    const at = MONDAY + 2 * HOUR;
    given(opens(), asksHeld)
      .when(releases(at, 'm2'))
      .yields(released(at, MONDAY, 'm2', 'buyer'), owed('m2', at));
    given(opens(), asksHeld, releases(at, 'm2')).when(releases(at, 'm2')).rejectedWith('message-not-held', 'message', 'not held');
  });
  rule('R2.12 what is not held is not released', () => {
    for (const message of ['m1', 'zz'])
      given(opens()).when(releases(MONDAY, message)).rejectedWith('message-not-held', 'message', 'not held');
  });
  rule('R1.3 only an admin releases', () => {
    for (const actor of [buyer, seller, system])
      given(opens(), held)
        .when(new ReleaseMessage('c1', stamp(actor, MONDAY + 2), clock, 'r1'))
        .rejectedWith('forbidden', undefined, `ReleaseMessage is not for the role ${actor.role}`);
  });
});

describe('a late answer', () => {
  rule('R2.7 is overdue first, whoever was faster', () =>
    given(opens())
      .when(replies(DUE + 1))
      .yields(replied(DUE + 1), overdue(DUE + 1), lateReply(5, DUE + 1), answered('m1', DUE + 1, 24 * HOUR + 1, { late: true })),
  );
  rule('R2.3 at exactly 24 counted hours it is in time', () =>
    given(opens())
      .when(replies(DUE))
      .yields(replied(DUE), answered('m1', DUE, 24 * HOUR)),
  );
  rule('R2.7 ends the oldest first, as many as one append holds', () => {
    const many = Array.from({ length: 1_001 }, (_, at) => asks(MONDAY + 1, `x${at}`));
    const { last, state } = run([opens(), ...many, replies(MONDAY + 2)]);
    expect(last).toHaveLength(1_001);
    expect(state.obligations.get('x998')?.status).toBe('answered');
    expect(state.obligations.get('x999')?.status).toBe('open');
    const again = run([opens(), ...many, replies(MONDAY + 2), replies(MONDAY + 3, { id: 'r2' })]).last;
    expect(again).toHaveLength(3);
  });
});

describe('a draft', () => {
  const draft: MessageDraft = { id: 'r1', body: 'x', promisedBy: '2025-06-18' };
  rule('R2.9 only a human seller promises', () => {
    const refused = ['promise-needs-a-human-seller', 'promisedBy', 'only a human member'] as const;
    given(opens())
      .when(replies(MONDAY, { ...draft, automatic: true }))
      .rejectedWith(...refused);
    for (const actor of [buyer, admin])
      given(opens())
        .when(new SendMessage('c1', stamp(actor, MONDAY), clock, draft))
        .rejectedWith(...refused);
  });
});
