import type { Clockwork } from './clockwork';
import {
  clock,
  DAY,
  DUE,
  escalated,
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
  ref,
  reminded,
  replies,
  rule,
  t,
  utc,
} from './given';

const REMINDER = t('2025-06-17T04:00');
const FIRST_LEVEL = t('2025-06-18T10:00');
const SECOND_LEVEL = t('2025-06-19T10:00');
const firstLevelNext = { wakeAt: utc(FIRST_LEVEL) };
const secondLevelNext = { wakeAt: utc(SECOND_LEVEL) };

describe('the timekeeper (R2.13)', () => {
  rule('R2.13 says nothing before 18 counted hours, then reminds once', () => {
    given(opens())
      .when(keeps(REMINDER - 1))
      .yields();
    given(opens()).when(keeps(REMINDER)).yields(reminded(REMINDER));
    given(opens(), keeps(REMINDER))
      .when(keeps(REMINDER + HOUR))
      .yields();
  });
  rule('R2.3 at exactly 24 counted hours it is in time, a millisecond later overdue, once', () => {
    given(opens(), keeps(REMINDER)).when(keeps(DUE)).yields();
    given(opens(), keeps(REMINDER))
      .when(keeps(DUE + 1))
      .yields(overdue(DUE + 1, firstLevelNext), lateReply(5, DUE + 1));
    given(opens(), keeps(DUE + 1))
      .when(keeps(DUE + 2))
      .yields();
  });
  rule('R2.13 escalates above 48 and above 72 counted hours, each once', () => {
    const before = [opens(), keeps(DUE + 1)];
    given(...before)
      .when(keeps(FIRST_LEVEL))
      .yields();
    given(...before)
      .when(keeps(FIRST_LEVEL + 1))
      .yields(escalated(FIRST_LEVEL + 1, 48, secondLevelNext));
    given(...before, keeps(FIRST_LEVEL + 1))
      .when(keeps(SECOND_LEVEL))
      .yields();
    given(...before, keeps(FIRST_LEVEL + 1))
      .when(keeps(SECOND_LEVEL + 1))
      .yields(escalated(SECOND_LEVEL + 1, 72));
    given(...before, keeps(SECOND_LEVEL + 1))
      .when(keeps(SECOND_LEVEL + 2))
      .yields();
  });
  rule('R2.13 a timekeeper that was away leaves nothing out', () => {
    const at = SECOND_LEVEL + 1;
    given(opens())
      .when(keeps(at))
      .yields(reminded(at), overdue(at, firstLevelNext), lateReply(5, at), escalated(at, 48, secondLevelNext), escalated(at, 72));
  });
  rule('R2.13 each event names when to look again, and changes what it is about alone', () => {
    expect(obligationOf([opens()])).toEqual(obligation('m1', MONDAY, 1));
    expect(obligationOf([opens(), keeps(REMINDER)])).toEqual(
      obligation('m1', MONDAY, 1, { status: 'reminded', reminded: true, wakeAt: DUE }),
    );
    const late = { reminded: true, overdue: true };
    expect(obligationOf([opens(), keeps(DUE + 1)])).toEqual(
      obligation('m1', MONDAY, 1, { ...late, status: 'overdue', wakeAt: FIRST_LEVEL }),
    );
    expect(obligationOf([opens(), keeps(FIRST_LEVEL + 1)])).toEqual(
      obligation('m1', MONDAY, 1, { ...late, status: 'escalated', level: 48, wakeAt: SECOND_LEVEL }),
    );
    expect(obligationOf([opens(), keeps(SECOND_LEVEL + 1)])).toEqual(
      obligation('m1', MONDAY, 1, { ...late, status: 'escalated', level: 72, wakeAt: undefined }),
    );
  });
  rule('R2.13 an obligation on the last days of the calendar stops waking, and is overdue all the same', () => {
    const end = Date.parse('2035-12-31T23:00:00Z');
    const received = end - 84 * HOUR;
    const facts = { countedMs: 36 * HOUR - 1, dueAt: utc(end - 12 * HOUR) };
    given(opens(received))
      .when(keeps(end - 1))
      .yields(reminded(end - 1, { ...facts, wakeAt: facts.dueAt }), overdue(end - 1, facts), lateReply(5, end - 1));
    expect(obligationOf([opens(received), keeps(end - 1)])?.wakeAt).toBeUndefined();
    given(opens(received), keeps(end - 1))
      .when(keeps(end + 1))
      .yields();
  });
  rule('R2.3 nothing fires at a weekend; overdue only after Monday 00:00', () => {
    const friday = opens(t('2025-06-13T00:00'));
    const monday = t('2025-06-16T00:00');
    const facts = { countedMs: DAY, dueAt: utc(t('2025-06-14T00:00')) };
    given(friday)
      .when(keeps(t('2025-06-14T12:00')))
      .yields();
    given(friday)
      .when(keeps(monday))
      .yields(reminded(monday, { ...facts, wakeAt: utc(monday) }));
    const told = [friday, keeps(t('2025-06-13T20:00'))];
    given(...told)
      .when(keeps(monday))
      .yields();
    given(...told)
      .when(keeps(monday + 1))
      .yields(overdue(monday + 1, { ...facts, countedMs: DAY + 1, wakeAt: utc(monday + DAY) }), lateReply(5, monday + 1));
  });
  rule('R2.13 nothing is said of an answered message, nor of one that opened no obligation', () => {
    given(opens(), replies(MONDAY + 1))
      .when(keeps(DUE + 1))
      .yields();
    given(opens(), replies(DUE + 1))
      .when(keeps(DUE + 2))
      .yields();
    given(opens())
      .when(keeps(DUE + 1, 'zz'))
      .yields();
  });
  rule('R2.13 a promise is reminded of after the same share of its time, and escalates as far above it', () => {
    const before = [opens(), replies(MONDAY, { promisedBy: '2025-06-17' })];
    const due = t('2025-06-18T00:00');
    const facts = { message: 'r1', dueAt: utc(due) };
    given(...before)
      .when(keeps(MONDAY + 28.5 * HOUR - 1, 'r1'))
      .yields();
    given(...before)
      .when(keeps(MONDAY + 28.5 * HOUR, 'r1'))
      .yields(reminded(MONDAY + 28.5 * HOUR, { ...facts, wakeAt: utc(due) }));
    given(...before, keeps(due + 1, 'r1'))
      .when(keeps(due + DAY + 1, 'r1'))
      .yields(escalated(due + DAY + 1, 48, { ...facts, wakeAt: utc(t('2025-06-20T00:00')) }));
  });
});

describe('other hours than before (R2.13)', () => {
  const numbers = (reminderHours: number, ...escalationHours: number[]): Clockwork => ({
    ...clock,
    rules: () => ({ allowanceHours: 24, reminderHours, escalationHours }),
  });
  const moved = (at: number, more: { wakeAt?: string; reminded?: true }) =>
    event('ReplyObligationMoved', {
      ...{ message: 'm1', dueAt: utc(DUE), overdueAfter: utc(DUE), calendar: ref, ...more },
      ...{ reason: 'other hours of reminder and escalation', at: utc(at) },
    });
  rule('R2.13 an obligation woken for a reminder that comes later now is woken then, and not in between', () => {
    const later = numbers(20, 48, 72);
    const at = t('2025-06-17T06:00');
    given(opens())
      .when(keeps(REMINDER, 'm1', later))
      .yields(moved(REMINDER, { wakeAt: utc(at) }));
    const before = [opens(), keeps(REMINDER, 'm1', later)];
    expect(obligationOf(before)).toEqual(obligation('m1', MONDAY, 1, { wakeAt: at }));
    given(...before)
      .when(keeps(t('2025-06-17T05:00'), 'm1', later))
      .yields();
    given(...before)
      .when(keeps(at, 'm1', later))
      .yields(reminded(at));
  });
  rule('R2.13 before it wakes nothing is recorded', () =>
    given(opens())
      .when(keeps(REMINDER - 1, 'm1', numbers(20)))
      .yields(),
  );
  rule('R2.13 one whose escalation was taken away sleeps, and stays what it was', () => {
    const none = numbers(18);
    const before = [opens(), keeps(DUE + HOUR)];
    given(...before)
      .when(keeps(FIRST_LEVEL + HOUR, 'm1', none))
      .yields(moved(FIRST_LEVEL + HOUR, { reminded: true }));
    expect(obligationOf([...before, keeps(FIRST_LEVEL + HOUR, 'm1', none)])).toEqual(
      obligation('m1', MONDAY, 1, { status: 'overdue', overdue: true, reminded: true, wakeAt: undefined }),
    );
    given(...before, keeps(FIRST_LEVEL + HOUR, 'm1', none))
      .when(keeps(SECOND_LEVEL + DAY, 'm1', none))
      .yields();
  });
  rule('R2.3 nor is that recorded while nothing counts', () =>
    given(opens(t('2025-06-13T10:00')))
      .when(keeps(t('2025-06-14T10:00'), 'm1', numbers(20)))
      .yields(),
  );
});
