import { CloseConversation } from './closing';
import { ExcuseObligation } from './excuses';
import { explain } from './explanation';
import {
  admin,
  asks,
  buyer,
  clock,
  DAY,
  DUE,
  HOUR,
  MONDAY,
  opens,
  ref,
  replies,
  rule,
  run,
  seller,
  stamp,
  t,
  utc,
} from './given';
import { ReleaseMessage } from './messages';
import { ContestNoReplyNeeded, DeclareNoReplyNeeded } from './no-reply-needed';

describe('an explanation (R2.15)', () => {
  rule('R2.15 says all that is needed to count again', () => {
    const { history } = run([opens()]);
    const now = MONDAY + 6 * HOUR;
    const { days, ...rest } = explain(history, 'm1', clock, now) ?? { days: [] };
    expect(rest).toStrictEqual({
      ...{
        message: 'm1',
        state: 'open',
        excused: false,
        late: false,
        receivedAt: utc(MONDAY),
        dueAt: utc(DUE),
        overdueAfter: utc(DUE),
      },
      ...{ allowanceMs: DAY, countedMs: 6 * HOUR, remainingMs: 18 * HOUR, calendar: ref, pauses: [] },
      events: [
        { revision: 1, type: 'MessageSent', at: utc(MONDAY) },
        { revision: 2, type: 'ReplyObligationOpened', at: utc(MONDAY) },
      ],
    });
    expect(days.map(({ countedMs }) => countedMs)).toEqual([14 * HOUR, 10 * HOUR]);
  });
  rule('R2.15 names the time-zone data here where they are others than it was counted with', () => {
    const { history } = run([opens()]);
    expect(explain(history, 'm1', { ...clock, tzdata: ref.tzdata }, DUE)).not.toHaveProperty('tzdataHere');
    expect(explain(history, 'm1', { ...clock, tzdata: '2099a' }, DUE)).toMatchObject({ calendar: ref, tzdataHere: '2099a' });
  });
  rule('R2.15 lists every day with its reason, and the days add up to what is allowed', () => {
    const { history } = run([opens(t('2025-04-17T23:59'))]);
    const explanation = explain(history, 'm1', clock, t('2025-04-18T12:00'));
    expect(explanation?.days.reduce((sum, { countedMs }) => sum + countedMs, 0)).toBe(DAY);
    expect(explanation?.days).toHaveLength(6);
  });
  rule('R2.15 goes on to the answer, or to now where it is still owed', () => {
    const late = explain(run([opens()]).history, 'm1', clock, DUE + HOUR);
    expect(late).toMatchObject({ countedMs: 25 * HOUR, remainingMs: 0 });
    expect(late?.days.map(({ countedMs }) => countedMs)).toEqual([14 * HOUR, 11 * HOUR]);
    const { history } = run([opens(), replies(DUE + 2 * HOUR)]);
    const answered = explain(history, 'm1', clock, DUE + 100 * HOUR);
    expect(answered).toMatchObject({ state: 'answered-late', late: true, countedMs: 26 * HOUR, remainingMs: 0 });
    expect(answered?.days.map(({ countedMs }) => countedMs)).toEqual([14 * HOUR, 12 * HOUR]);
    expect(answered?.events.slice(2)).toEqual([
      { revision: 4, type: 'ReplyObligationOverdue', at: utc(DUE + 2 * HOUR) },
      { revision: 6, type: 'ReplyObligationAnswered', at: utc(DUE + 2 * HOUR), by: 'r1' },
    ]);
  });
  rule('R2.15 says what was left out, and why', () => {
    const [from, to] = [MONDAY + HOUR, MONDAY + 3 * HOUR];
    const { history } = run([
      opens(),
      new DeclareNoReplyNeeded('c1', stamp(seller, from), clock, 'm1', 'thanks'),
      new ContestNoReplyNeeded('c1', stamp(buyer, to), clock, 'm1'),
      new ExcuseObligation('c1', stamp(admin, to + 1), clock, 'm1', 'outage'),
      new CloseConversation('c1', stamp(buyer, to + HOUR), clock),
    ]);
    const explanation = explain(history, 'm1', clock, DUE);
    expect(explanation).toMatchObject({
      ...{ state: 'withdrawn', excused: true, countedMs: 2 * HOUR, pauses: [{ from: utc(from), to: utc(to) }] },
    });
    expect(explanation?.events.slice(2)).toEqual([
      { revision: 3, type: 'NoReplyNeededDeclared', at: utc(from), reason: 'thanks' },
      { revision: 4, type: 'NoReplyNeededContested', at: utc(to) },
      { revision: 5, type: 'ReplyObligationExcused', at: utc(to + 1), reason: 'outage' },
      { revision: 7, type: 'ReplyObligationWithdrawn', at: utc(to + HOUR), reason: 'closed-by-buyer' },
    ]);
  });
  rule('R2.15 R2.14 what is excused is not late', () => {
    const excused = new ExcuseObligation('c1', stamp(admin, DUE + HOUR), clock, 'm1', 'outage');
    const { history } = run([opens(), replies(DUE + 1), excused]);
    expect(explain(history, 'm1', clock, DUE + HOUR)).toMatchObject({ state: 'answered-late', excused: true, late: false });
  });
  rule('R2.15 R2.12 of a message that was held it tells the release, which opened it', () => {
    const release = new ReleaseMessage('c1', stamp(admin, MONDAY + 1), clock, 'm2');
    const { history } = run([opens(), asks(MONDAY, 'm2', { held: 'review' }), release]);
    expect(explain(history, 'm2', clock, MONDAY + 1)?.events).toEqual([
      { revision: 4, type: 'MessageReleased', at: utc(MONDAY + 1) },
      { revision: 5, type: 'ReplyObligationOpened', at: utc(MONDAY + 1) },
    ]);
  });
  rule('R2.15 of what opened no obligation there is none, and of others nothing is told', () => {
    const { history } = run([opens(), replies(MONDAY, { promisedBy: '2025-06-18' })]);
    expect(explain(history, 'zz', clock, MONDAY)).toBeUndefined();
    expect(explain(history, 'm1', clock, MONDAY)?.events.map(({ revision }) => revision)).toEqual([1, 2, 4]);
    expect(explain(history, 'r1', clock, MONDAY)?.events.map(({ revision }) => revision)).toEqual([3, 5]);
  });
  rule('R2.15 nothing counts beyond the calendar', () => {
    const end = Date.parse('2035-12-31T23:00:00Z');
    const { history } = run([opens(end - 84 * HOUR)]);
    expect(explain(history, 'm1', clock, end + DAY)).toMatchObject({ countedMs: 36 * HOUR });
  });
});
