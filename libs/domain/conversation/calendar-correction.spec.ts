import { type CalendarData, compileCalendar } from '../clock';
import { calendarOf } from '../market';
import { CorrectCalendar } from './calendar-correction';
import type { Clockwork } from './clockwork';
import {
  admin,
  answered,
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
  replied,
  replies,
  rule,
  seller,
  stamp,
  t,
  utc,
  voided,
} from './given';
import { SendMessage } from './messages';

const corrected = { ...ref, version: 'corrected' };
const withHolidays = (change: (days: Record<string, string>) => void): Clockwork => {
  const data: CalendarData = structuredClone(calendarOf('de').data);
  const holidays: Record<string, string> = { ...data.holidays };
  change(holidays);
  const calendar = compileCalendar({ ...data, version: 'corrected', holidays });
  const at: Clockwork['at'] = ({ version }) => (version === ref.version ? calendarOf('de') : calendar);
  return { ...clock, at, current: () => ({ calendar, ref: corrected }) };
};
const mourning = withHolidays((days) => {
  days['2025-06-17'] = 'Day of mourning';
});
const corrects = (by: Clockwork, at: number, message = 'm1') =>
  new CorrectCalendar('c1', stamp(admin, at), by, message, 'decree');
/** Tuesday does not count: a day later. */
const moved = (at: number, more: object = {}) =>
  event('ReplyObligationMoved', {
    ...{ message: 'm1', dueAt: utc(DUE + DAY), overdueAfter: utc(DUE + DAY), wakeAt: utc(MONDAY + 42 * HOUR) },
    ...{ calendar: corrected, reason: 'decree', at: utc(at), ...more },
  });

describe('calendar corrections (R2.6)', () => {
  rule('R2.6 move an open obligation, once', () => {
    given(opens())
      .when(corrects(mourning, MONDAY + 1))
      .yields(moved(MONDAY + 1));
    expect(obligationOf([opens(), corrects(mourning, MONDAY + 1)])).toEqual(
      obligation('m1', MONDAY, 1, {
        ...{ calendar: corrected, dueAt: DUE + DAY, overdueAfter: DUE + DAY, wakeAt: MONDAY + 42 * HOUR },
      }),
    );
    given(opens(), corrects(mourning, MONDAY + 1))
      .when(corrects(mourning, MONDAY + 2))
      .yields();
  });
  rule('R2.6 R2.13 keep what was said, and it is not said twice', () => {
    const told = [opens(), keeps(t('2025-06-17T04:00'))];
    const at = t('2025-06-17T05:00');
    given(...told)
      .when(corrects(mourning, at))
      .yields(moved(at, { wakeAt: utc(DUE + DAY), reminded: true }));
    expect(obligationOf([...told, corrects(mourning, at)])).toMatchObject({ status: 'reminded', reminded: true });
    given(...told, corrects(mourning, at))
      .when(keeps(t('2025-06-18T05:00'), 'm1', mourning))
      .yields();
  });
  rule('R2.6 void an overdue that no longer is one, with its violation and its escalations', () => {
    const at = t('2025-06-17T12:00');
    const void_ = { wakeAt: utc(DUE + DAY), overdueVoid: true, reminded: true };
    given(opens(), keeps(DUE + 1))
      .when(corrects(mourning, at))
      .yields(moved(at, void_), voided('late-reply-m1-5', 'calendar corrected: decree', at));
    expect(obligationOf([opens(), keeps(DUE + 1), corrects(mourning, at)])).toMatchObject({
      ...{ status: 'reminded', overdue: false, level: 0, reminded: true },
    });
    const long = withHolidays((days) => {
      for (const day of [17, 18, 19, 20]) days[`2025-06-${day}`] = 'Day of mourning';
    });
    const late = t('2025-06-19T12:00');
    const due = t('2025-06-23T10:00');
    const times = { dueAt: utc(due), overdueAfter: utc(due), wakeAt: utc(due), calendar: corrected };
    given(opens(), keeps(late))
      .when(corrects(long, late))
      .yields(moved(late, { ...void_, ...times }), voided('late-reply-m1-5', 'calendar corrected: decree', late));
    expect(obligationOf([opens(), keeps(late), corrects(long, late)])).toMatchObject({ status: 'reminded', level: 0 });
  });
  rule('R2.6 leave an overdue that still is one, until the very instant', () => {
    const told = [opens(), keeps(DUE + 1)];
    given(...told)
      .when(corrects(mourning, DUE + DAY))
      .yields(
        moved(DUE + DAY, { wakeAt: utc(DUE + DAY), overdueVoid: true, reminded: true }),
        voided('late-reply-m1-5', 'calendar corrected: decree', DUE + DAY),
      );
    const at = DUE + DAY + 1;
    given(...told)
      .when(corrects(mourning, at))
      .yields(moved(at, { wakeAt: utc(DUE + 2 * DAY), reminded: true }));
    expect(obligationOf([...told, corrects(mourning, at)])).toMatchObject({ status: 'overdue', overdue: true });
    expect(obligationOf([opens(), keeps(at), corrects(mourning, at + 1)])).toMatchObject({ status: 'escalated', level: 48 });
    const escalates = DUE + 2 * DAY + 1;
    given(...told, corrects(mourning, at))
      .when(keeps(escalates, 'm1', mourning))
      .yields(escalated(escalates, 48, { countedMs: 2 * DAY + 1, dueAt: utc(DUE + DAY), wakeAt: utc(DUE + 3 * DAY) }));
  });
  rule('R2.6 void again and again, each overdue under a violation of its own', () => {
    const at = t('2025-06-17T12:00');
    const again = DUE + DAY + 1;
    given(opens(), keeps(DUE + 1), corrects(mourning, at))
      .when(keeps(again, 'm1', mourning))
      .yields(overdue(again, { countedMs: DAY + 1, dueAt: utc(DUE + DAY), wakeAt: utc(DUE + 2 * DAY) }), lateReply(9, again));
  });
  rule('R2.6 never create an overdue in the past', () => {
    const noHoliday = withHolidays((days) => {
      delete days['2025-06-09'];
    });
    const saturday = opens(t('2025-06-07T10:00'));
    given(saturday)
      .when(corrects(noHoliday, t('2025-06-10T00:00') + 1))
      .yields();
    const due = utc(t('2025-06-10T00:00'));
    given(saturday)
      .when(corrects(noHoliday, t('2025-06-10T00:00')))
      .yields(moved(t('2025-06-10T00:00'), { dueAt: due, overdueAfter: due, wakeAt: utc(t('2025-06-09T18:00')) }));
  });
  rule('R2.6 an obligation opened by who did not know of the correction yet is moved before anything is said of it', () => {
    const { calendar } = mourning.current('de');
    const later = { ...ref, version: `${ref.version}+1` };
    const known: Clockwork = { ...mourning, current: () => ({ calendar, ref: later, reason: 'decree' }) };
    given(opens())
      .when(keeps(DUE + 1, 'm1', known))
      .yields(moved(DUE + 1, { calendar: later }));
    const reminder = MONDAY + 42 * HOUR;
    given(opens(), corrects(known, MONDAY + 1))
      .when(keeps(reminder, 'm1', known))
      .yields(reminded(reminder, { countedMs: 18 * HOUR, dueAt: utc(DUE + DAY), wakeAt: utc(DUE + DAY) }));
    const earlier: Clockwork = {
      ...known,
      current: () => ({ calendar: calendarOf('de'), ref: { ...ref, version: `${ref.version}+0` }, reason: 'decree' }),
    };
    given(opens(), corrects(known, MONDAY + 1))
      .when(keeps(reminder, 'm1', earlier))
      .yields(reminded(reminder, { countedMs: 18 * HOUR, dueAt: utc(DUE + DAY), wakeAt: utc(DUE + DAY) }));
    given(opens(), corrects(known, MONDAY + 1))
      .when(keeps(MONDAY + 2, 'm1', earlier))
      .yields();
    const without: Clockwork = { ...known, current: () => ({ calendar, ref: later }) };
    given(opens(), keeps(t('2025-06-17T04:00')))
      .when(keeps(t('2025-06-17T05:00'), 'm1', without))
      .yields();
  });
  rule('R2.6 R2.9 a promised date stays; what counts until then and after it follows the calendar', () => {
    const known = withHolidays((days) => {
      days['2025-06-18'] = 'Day of mourning';
      days['2025-06-23'] = 'Day of mourning';
    });
    const promises = [opens(), replies(MONDAY + 1, { promisedBy: '2025-06-20' })];
    const facts = { kind: 'promise', dueAt: t('2025-06-21T00:00') } as const;
    expect(obligationOf(promises, 'r1')).toEqual(
      obligation('r1', MONDAY + 1, 5, {
        ...{ ...facts, allowanceMs: 110 * HOUR - 1, overdueAfter: t('2025-06-23T00:00') },
        wakeAt: MONDAY + 82.5 * HOUR,
      }),
    );
    const correction = corrects(known, MONDAY + 2, 'r1');
    const move = {
      ...{ message: 'r1', dueAt: utc(facts.dueAt), overdueAfter: utc(t('2025-06-24T00:00')) },
      ...{ wakeAt: utc(t('2025-06-20T02:30')), allowanceHours: 86 - 1 / HOUR },
    };
    given(...promises)
      .when(correction)
      .yields(moved(MONDAY + 2, move));
    expect(obligationOf([...promises, correction], 'r1')).toEqual(
      obligation('r1', MONDAY + 1, 5, {
        ...{ ...facts, allowanceMs: 86 * HOUR - 1, overdueAfter: t('2025-06-24T00:00') },
        ...{ wakeAt: t('2025-06-20T02:30'), calendar: corrected },
      }),
    );
    given(...promises, correction)
      .when(correction)
      .yields();
    const at = t('2025-06-23T10:00');
    given(...promises, correction)
      .when(new SendMessage('c1', stamp(seller, at), known, { id: 'r2', body: 'Found.' }))
      .yields(replied(at, { message: 'r2', body: 'Found.' }), answered('r1', at, 86 * HOUR - 1, { by: 'r2' }));
  });
  rule('R2.6 R2.9 a promised date stays, also where nothing counts on it any more', () => {
    const friday = withHolidays((days) => {
      days['2025-06-20'] = 'Day of mourning';
    });
    const promises = [opens(), replies(MONDAY + 1, { promisedBy: '2025-06-20' })];
    const times = { dueAt: utc(t('2025-06-21T00:00')), overdueAfter: utc(t('2025-06-23T00:00')) };
    given(...promises)
      .when(corrects(friday, MONDAY + 2, 'r1'))
      .yields(
        moved(MONDAY + 2, {
          ...{ message: 'r1', ...times, wakeAt: utc(t('2025-06-19T02:30')), allowanceHours: 86 - 1 / HOUR },
        }),
      );
  });
  rule('R2.6 move what is due as before and overdue later, and what is due earlier and overdue as before', () => {
    const monday = withHolidays((days) => {
      days['2025-06-23'] = 'Day of mourning';
    });
    const times = { dueAt: utc(t('2025-06-21T00:00')), overdueAfter: utc(t('2025-06-24T00:00')) };
    given(opens(t('2025-06-20T00:00')))
      .when(corrects(monday, t('2025-06-20T00:01')))
      .yields(moved(t('2025-06-20T00:01'), { ...times, wakeAt: utc(t('2025-06-20T18:00')) }));
    const swapped = withHolidays((days) => {
      delete days['2025-05-01'];
      days['2025-05-02'] = 'Tag der Arbeit';
    });
    const earlier = { dueAt: utc(t('2025-05-02T00:00')), overdueAfter: utc(t('2025-05-05T00:00')) };
    given(opens(t('2025-05-01T00:00')))
      .when(corrects(swapped, t('2025-05-01T00:01')))
      .yields(moved(t('2025-05-01T00:01'), { ...earlier, wakeAt: utc(t('2025-05-01T18:00')) }));
  });
  rule('R2.14 void an overdue that the corrected calendar explains, also where it has ended; what happened stays', () => {
    const late = [opens(), replies(DUE + DAY)];
    const at = DUE + 2 * DAY;
    const reason = 'calendar corrected: decree';
    given(...late)
      .when(corrects(mourning, at))
      .yields(
        event('ReplyObligationExcused', { message: 'm1', reason, by: 'root', at: utc(at) }),
        voided('late-reply-m1-5', reason, at),
      );
    expect(obligationOf([...late, corrects(mourning, at)])).toMatchObject({
      ...{ status: 'answered-late', excused: true, dueAt: DUE, calendar: ref, answeredBy: 'r1' },
    });
    given(...late, corrects(mourning, at))
      .when(corrects(mourning, at + 1))
      .yields();
  });
  rule('R2.14 leave what ended late on the corrected calendar, too, by a millisecond, and promises that were broken', () => {
    given(opens(), replies(DUE + DAY + 1))
      .when(corrects(mourning, DUE + 2 * DAY))
      .yields();
    const broken = t('2025-06-23T10:00');
    given(opens(), replies(MONDAY + 1, { promisedBy: '2025-06-20' }), replies(broken, { id: 'r2' }))
      .when(corrects(mourning, broken + 1, 'r1'))
      .yields();
  });
  rule('R2.14 of an outage move by as much as it took, unless it was overdue before', () => {
    const outage = (from: number, to: number): Clockwork => {
      const outages = [{ from: utc(from), to: utc(to), reason: 'flood' }];
      const calendar = compileCalendar({ ...calendarOf('de').data, version: 'corrected', outages });
      return {
        ...clock,
        at: ({ version }) => (version === ref.version ? calendarOf('de') : calendar),
        current: () => ({ calendar, ref: corrected }),
      };
    };
    const at = DUE + 5 * HOUR;
    const due = utc(DUE + HOUR);
    given(opens(), keeps(DUE + 1))
      .when(corrects(outage(DUE - HOUR, DUE), DUE + HOUR))
      .yields(
        moved(DUE + HOUR, { dueAt: due, overdueAfter: due, wakeAt: due, overdueVoid: true, reminded: true }),
        voided('late-reply-m1-5', 'calendar corrected: decree', DUE + HOUR),
      );
    given(opens(), keeps(DUE + 1))
      .when(corrects(outage(DUE + 1, DUE + 3 * HOUR), at))
      .yields();
  });
  rule('R2.6 leave what is answered; R1.3 are for admins and the platform', () => {
    given(opens(), replies(MONDAY + 1))
      .when(corrects(mourning, MONDAY + 2))
      .yields();
    given(opens())
      .when(corrects(mourning, MONDAY + 2, 'zz'))
      .rejectedWith('obligation-unknown', 'message');
    given(opens())
      .when(new CorrectCalendar('c1', stamp(seller, MONDAY), mourning, 'm1', 'x'))
      .rejectedWith('forbidden');
  });
});
