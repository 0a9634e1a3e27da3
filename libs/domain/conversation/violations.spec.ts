import type { Actor } from '../people';
import { type Conversation, type ConversationEvent, initialConversation } from './conversation';
import {
  admin,
  asks,
  buyer,
  clock,
  event,
  given,
  lateReply,
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
  voided,
} from './given';
import { messageFolds, SendMessage } from './messages';
import { numbered, REPORTABLE_KINDS, ReportViolation, reportViolation, VIOLATION_KINDS, violationFolds } from './violations';

type Report = ConstructorParameters<typeof ReportViolation>[2];
const reports = (report: Partial<Report> = {}, actor: Actor = buyer) =>
  new ReportViolation('c1', stamp(actor, MONDAY), { id: 'v1', message: 'r1', kind: 'marketing', ...report });
const recorded = (more: object = {}) =>
  event('ViolationRecorded', {
    ...{ violation: 'v1', kind: 'marketing', source: 'report', status: 'suspected', by: 'b1', at: utc(MONDAY) },
    ...{ evidence: { message: 'r1', revision: 3 }, ...more },
  });
const OF_THE_BUYER = { by: 'anna', kind: 'abusive-language', evidence: { message: 'm1', revision: 1 } } as const;
const ofTheBuyer = (report: Partial<Report> = {}) => reports({ message: 'm1', kind: 'abusive-language', ...report }, seller);

describe('a report (R5.2, R5.5)', () => {
  rule('R5.2 is a suspected violation with its evidence, once', () => {
    const state = given(opens(), replies(MONDAY)).when(reports()).yields(recorded());
    expect([...state.violations]).toEqual([['v1', { status: 'suspected', message: 'r1' }]]);
    given(opens(), replies(MONDAY), reports()).when(reports()).yields();
    given(opens())
      .when(ofTheBuyer({ note: 'He is rude.' }))
      .yields(recorded({ ...OF_THE_BUYER, note: 'He is rude.' }));
  });
  rule('R5.5 one reporter, one message, one kind is one report, under whatever id it is sent', () => {
    const history = [opens(), replies(MONDAY), replies(MONDAY, { id: 'r2' }), reports()];
    given(...history)
      .when(reports({ id: 'v2', note: 'again' }))
      .yields();
    given(...history)
      .when(reports({ id: 'v2' }, admin))
      .yields(recorded({ violation: 'v2', by: 'root' }));
    given(...history)
      .when(reports({ id: 'v2', kind: 'evasive-answer' }))
      .yields(recorded({ violation: 'v2', kind: 'evasive-answer' }));
    given(...history)
      .when(reports({ id: 'v2', message: 'r2' }))
      .yields(recorded({ violation: 'v2', evidence: { message: 'r2', revision: 5 } }));
  });
  rule('R5.1 of any kind but a late reply, which is only the clock’s', () => {
    expect([...REPORTABLE_KINDS, 'late-reply']).toEqual(VIOLATION_KINDS);
    for (const kind of REPORTABLE_KINDS)
      for (const actor of [buyer, admin])
        given(opens(), replies(MONDAY))
          .when(reports({ kind }, actor))
          .yields(recorded({ kind, by: actor.id }));
    for (const actor of [buyer, admin])
      given(opens(), replies(MONDAY))
        .when(reports({ kind: 'late-reply' }, actor))
        .rejectedWith('not-reportable', 'kind', "only the clock's");
    given(opens())
      .when(ofTheBuyer({ kind: 'late-reply' }))
      .rejectedWith('not-reportable', 'kind');
  });
  rule('R5.5 of a buyer a seller reports abuse and offers, not how it answers', () => {
    for (const kind of ['abusive-language', 'off-platform-deal', 'external-contact'] as const)
      given(opens())
        .when(ofTheBuyer({ kind }))
        .yields(recorded({ ...OF_THE_BUYER, kind }));
    for (const kind of ['marketing', 'evasive-answer'] as const)
      given(opens())
        .when(ofTheBuyer({ kind }))
        .rejectedWith(
          'not-reportable',
          'kind',
          'of a buyer a seller reports abusive-language, off-platform-deal, external-contact',
        );
  });
  rule('R5.5 of the other side only', () => {
    const writes = new SendMessage('c1', stamp(admin, MONDAY), clock, { id: 'a1', body: 'Be kind.' });
    const refused = (actor: Actor, message: string, whose: string) =>
      given(opens(), replies(MONDAY), writes)
        .when(reports({ message, kind: 'abusive-language' }, actor))
        .rejectedWith('not-reportable', 'message', `this is of the ${whose}`);
    refused(buyer, 'm1', 'buyer');
    refused(admin, 'm1', 'buyer');
    refused(seller, 'r1', 'seller');
    for (const actor of [buyer, seller, admin]) refused(actor, 'a1', 'admin');
  });
  rule('R1.4 of nothing imported', () => {
    const state = run([opens()]).state;
    messageFolds.MessageSent(state, { ...(replied(MONDAY).data as object), imported: true } as never, 3);
    expect(() => reportViolation(reports(), state)).toThrow(
      expect.objectContaining({ code: 'not-reportable', field: 'message', message: 'imported history is no violation' }),
    );
  });
  rule('R5.2 of a message that the reporter can see', () => {
    given(opens())
      .when(reports({ message: 'zz' }))
      .rejectedWith('message-unknown', 'message', 'no such message');
    const held = replies(MONDAY, { held: 'review' });
    given(opens(), held).when(reports()).rejectedWith('message-unknown', 'message', 'no such message');
    given(opens(), held)
      .when(reports({}, admin))
      .yields(recorded({ by: 'root' }));
    given(opens(), asks(MONDAY, 'm2', { held: 'review' }))
      .when(reports({ message: 'm2' }))
      .rejectedWith('not-reportable', 'message', 'this is of the buyer');
  });
  rule('R1.3 not by processes of the platform', () => given(opens()).when(reports({}, system)).rejectedWith('forbidden'));
});

describe('the record of violations', () => {
  const fold = (state: Conversation, events: readonly ConversationEvent[]) => {
    for (const { type, data } of events)
      if (type === 'ViolationRecorded' || type === 'ViolationVoided') violationFolds[type](state, data as never);
    return state;
  };
  const second = lateReply(9, MONDAY);
  rule('knows which late reply of a message stands', () => {
    const state = fold(initialConversation(), [lateReply(5, MONDAY)]);
    expect([...state.lateReplies]).toEqual([['m1', 'late-reply-m1-5']]);
    fold(state, [voided('late-reply-m1-5', 'x', MONDAY)]);
    expect([...state.lateReplies]).toEqual([]);
    fold(state, [second, voided('late-reply-m1-5', 'x', MONDAY)]);
    expect([...state.lateReplies]).toEqual([['m1', 'late-reply-m1-9']]);
  });
  rule('takes for a late reply what the clock recorded as one of a message, and for a report what a person did', () => {
    const { data } = lateReply(5, MONDAY) as { data: object };
    for (const other of [{ source: 'report' }, { kind: 'marketing' }, { evidence: {} }]) {
      const state = fold(initialConversation(), [event('ViolationRecorded', { ...data, ...other } as never)]);
      expect([...state.lateReplies]).toEqual([]);
      expect(state.reports.size).toBe('source' in other ? 1 : 0);
      expect(numbered([event('ViolationRecorded', { ...data, ...other } as never)], 9)).toEqual([
        event('ViolationRecorded', {
          ...{ ...data, ...other, violation: 'evidence' in other ? 'late-reply-m1-5-9' : 'late-reply-m1-5' },
        } as never),
      ]);
    }
  });
  rule('stays whole where it does not know what is void', () =>
    expect(fold(initialConversation(), [voided('late-reply-m1-5', 'x', MONDAY)])).toEqual(initialConversation()),
  );
});
