import type { Actor } from '../people';
import type { ConversationEvent } from './conversation';
import {
  admin,
  asks,
  buyer,
  event,
  given,
  lateReply,
  MONDAY,
  opens,
  replies,
  rule,
  run,
  seller,
  stamp,
  system,
  utc,
  voided,
} from './given';
import { noViolations, ReportViolation, VIOLATION_KINDS, type Violations, violationFolds } from './violations';

type Report = ConstructorParameters<typeof ReportViolation>[2];
const reports = (report: Partial<Report> = {}, actor: Actor = buyer) =>
  new ReportViolation('c1', stamp(actor, MONDAY), { id: 'v1', message: 'm1', kind: 'marketing', ...report });
const recorded = (more: object = {}) =>
  event('ViolationRecorded', {
    ...{ violation: 'v1', kind: 'marketing', source: 'report', status: 'suspected', by: 'b1', at: utc(MONDAY) },
    ...{ evidence: { message: 'm1', revision: 1 }, ...more },
  });

describe('a report (R5.2)', () => {
  rule('R5.2 is a suspected violation with its evidence, once', () => {
    const state = given(opens()).when(reports()).yields(recorded());
    expect([...state.violations]).toEqual([['v1', { status: 'suspected', message: 'm1' }]]);
    given(opens(), reports()).when(reports()).yields();
    given(opens())
      .when(reports({ note: 'He sells elsewhere.' }, seller))
      .yields(recorded({ by: 'anna', note: 'He sells elsewhere.' }));
  });
  rule('R5.1 of any kind', () => {
    for (const kind of VIOLATION_KINDS) given(opens()).when(reports({ kind })).yields(recorded({ kind }));
  });
  rule('R5.2 a late reply that a person reports is recorded once, and is not the one of the clock', () => {
    const late = reports({ kind: 'late-reply' });
    given(opens(), late).when(late).yields();
    const answeredLate = MONDAY + 100 * 3_600_000;
    const { state } = run([opens(), replies(answeredLate), late]);
    expect([...state.lateReplies]).toEqual([['m1', 'late-reply-m1-5']]);
  });
  rule('R5.2 of a message that the reporter can see', () => {
    const refused = ['message-unknown', 'message', 'no such message'] as const;
    given(opens())
      .when(reports({ message: 'zz' }))
      .rejectedWith(...refused);
    const held = replies(MONDAY, { held: 'review' });
    given(opens(), held)
      .when(reports({ message: 'r1' }))
      .rejectedWith(...refused);
    given(opens(), held)
      .when(reports({ message: 'r1' }, seller))
      .yields(recorded({ by: 'anna', evidence: { message: 'r1', revision: 3 } }));
    given(opens(), asks(MONDAY, 'm2'))
      .when(reports({ message: 'm2' }, admin))
      .yields(recorded({ by: 'root', evidence: { message: 'm2', revision: 3 } }));
  });
  rule('R1.3 not by processes of the platform', () => given(opens()).when(reports({}, system)).rejectedWith('forbidden'));
});

describe('the record of violations', () => {
  const fold = (state: Violations, events: readonly ConversationEvent[]) => {
    for (const { type, data } of events)
      if (type === 'ViolationRecorded' || type === 'ViolationVoided') violationFolds[type](state, data as never);
    return state;
  };
  const second = lateReply(9, MONDAY);
  rule('knows which late reply of a message stands', () => {
    const state = fold(noViolations(), [lateReply(5, MONDAY)]);
    expect([...state.lateReplies]).toEqual([['m1', 'late-reply-m1-5']]);
    fold(state, [voided('late-reply-m1-5', 'x', MONDAY)]);
    expect([...state.lateReplies]).toEqual([]);
    fold(state, [second, voided('late-reply-m1-5', 'x', MONDAY)]);
    expect([...state.lateReplies]).toEqual([['m1', 'late-reply-m1-9']]);
  });
  rule('stays whole where it does not know what is void', () =>
    expect(fold(noViolations(), [voided('late-reply-m1-5', 'x', MONDAY)])).toEqual(noViolations()),
  );
});
