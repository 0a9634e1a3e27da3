import fc from 'fast-check';
import { compileCalendar } from '../clock';
import { calendarOf } from '../market';
import {
  admin,
  answered,
  asks,
  clock,
  event,
  given,
  HOUR,
  MONDAY,
  obligation,
  obligationOf,
  opens,
  owed,
  ref,
  replied,
  replies,
  rule,
  run,
  stamp,
  t,
  utc,
} from './given';
import { ReleaseMessage } from './messages';

const TUESDAY_ENDS = t('2025-06-18T00:00');
const WEDNESDAY_ENDS = t('2025-06-19T00:00');
const FRIDAY_ENDS = t('2025-06-21T00:00');

/** A promise is given as much time as counts until the end of its day, and reminded of after three quarters of it. */
const promised = (message: string, at: number, due: number, more: object = {}) => {
  const allowed = due - at;
  const wakeAt = utc(Math.floor(at + 0.75 * allowed));
  return owed(message, at, {
    ...{ kind: 'promise', allowanceHours: allowed / HOUR, dueAt: utc(due), overdueAfter: utc(due), wakeAt },
    ...more,
  });
};

describe('promises (R2.9)', () => {
  rule('R2.9 a holding reply answers and opens an obligation for its date', () => {
    given(opens())
      .when(replies(MONDAY, { promisedBy: '2025-06-18' }))
      .yields(replied(MONDAY, { promisedBy: '2025-06-18' }), answered('m1', MONDAY, 0), promised('r1', MONDAY, WEDNESDAY_ENDS));
    expect(obligationOf([opens(), replies(MONDAY, { promisedBy: '2025-06-18' })], 'r1')).toEqual(
      obligation('r1', MONDAY, 5, {
        ...{ kind: 'promise', allowanceMs: 62 * HOUR, dueAt: WEDNESDAY_ENDS, overdueAfter: WEDNESDAY_ENDS },
        wakeAt: MONDAY + 46.5 * HOUR,
      }),
    );
  });
  rule('R2.9 R2.12 one that was held renews none that was made after it was submitted', () => {
    const release = { message: 'r1', from: 'seller', submittedAt: utc(MONDAY), by: 'root', at: utc(MONDAY + 2) } as const;
    given(
      opens(),
      replies(MONDAY, { promisedBy: '2025-06-18', held: 'review' }),
      replies(MONDAY + 1, { id: 'r2', promisedBy: '2025-06-19' }),
    )
      .when(new ReleaseMessage('c1', stamp(admin, MONDAY + 2), clock, 'r1'))
      .yields(event('MessageReleased', release), promised('r1', MONDAY, WEDNESDAY_ENDS));
  });
  rule('R2.9 R2.12 one that was held is none where its day is no day of the calendar any more', () => {
    const data = calendarOf('de').data;
    const holidays = Object.fromEntries(Object.entries(data.holidays).filter(([day]) => day < '2026'));
    const calendar = compileCalendar({ ...data, to: 2025, holidays });
    const shorter = { ...clock, current: () => ({ calendar, ref }) };
    const at = t('2025-12-30T10:00', '+01:00');
    const release = { message: 'r1', from: 'seller', submittedAt: utc(at), by: 'root', at: utc(at + 1) } as const;
    given(opens(at), replies(at, { promisedBy: '2026-01-02', held: 'review' }))
      .when(new ReleaseMessage('c1', stamp(admin, at + 1), shorter, 'r1'))
      .yields(event('MessageReleased', release), answered('m1', at, 0));
  });
  rule('R2.9 the fifth business day is not too far, the sixth is', () => {
    const fifth = '2025-06-23';
    const state = given(opens())
      .when(replies(MONDAY, { promisedBy: fifth }))
      .yields(
        replied(MONDAY, { promisedBy: fifth }),
        answered('m1', MONDAY, 0),
        promised('r1', MONDAY, t('2025-06-24T00:00'), {
          allowanceHours: 6 * 24 - 10,
          wakeAt: utc(MONDAY + 100.5 * HOUR),
        }),
      );
    expect(state.obligations.get('r1')?.status).toBe('open');
    given(opens())
      .when(replies(MONDAY, { promisedBy: '2025-06-24' }))
      .rejectedWith('promise-too-far', 'promisedBy', 'at most 5 business days');
  });
  rule('R2.9 a date that the calendar does not have is too far', () => {
    for (const promisedBy of ['2025-06-31', '2040-01-01'])
      given(opens())
        .when(replies(MONDAY, { promisedBy }))
        .rejectedWith('promise-too-far', 'promisedBy', `${promisedBy} is not a date`);
  });
  rule('R2.9 a promise in the past is refused, however long ago; one for today is not', () => {
    for (const promisedBy of ['2025-06-15', '2019-01-01'])
      given(opens()).when(replies(MONDAY, { promisedBy })).rejectedWith('promise-in-the-past', 'promisedBy', 'lies ahead');
    given(opens())
      .when(replies(MONDAY, { promisedBy: '2025-06-16' }))
      .yields(
        replied(MONDAY, { promisedBy: '2025-06-16' }),
        answered('m1', MONDAY, 0),
        promised('r1', MONDAY, t('2025-06-17T00:00')),
      );
  });
  rule('R2.9 a promise for a Sunday is due that Sunday, and late only when time counts again', () => {
    const friday = t('2025-06-20T10:00');
    const weekend = t('2025-06-23T00:00');
    given(opens(friday))
      .when(replies(friday, { promisedBy: '2025-06-22' }))
      .yields(
        replied(friday, { promisedBy: '2025-06-22' }),
        answered('m1', friday, 0),
        promised('r1', friday, FRIDAY_ENDS, { dueAt: utc(weekend), overdueAfter: utc(weekend) }),
      );
    const saturday = t('2025-06-21T10:00');
    given(opens(friday))
      .when(replies(saturday, { promisedBy: '2025-06-21' }))
      .yields(
        replied(saturday, { promisedBy: '2025-06-21' }),
        answered('m1', saturday, 14 * HOUR),
        owed('r1', saturday, {
          ...{ kind: 'promise', allowanceHours: 0, dueAt: utc(t('2025-06-22T00:00')), overdueAfter: utc(weekend) },
          wakeAt: utc(weekend),
        }),
      );
  });
  rule('R2.9 a promise is counted in whole milliseconds whenever it is made', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: HOUR }), (ms) => {
        const { state } = run([opens(), replies(MONDAY + ms, { promisedBy: '2025-06-18' })]);
        expect(state.obligations.get('r1')?.allowanceMs).toBe(WEDNESDAY_ENDS - MONDAY - ms);
      }),
    );
  });
  rule('R2.9 the next reply keeps the promise, also one that had seen less', () =>
    given(opens(), replies(MONDAY, { promisedBy: '2025-06-18' }))
      .when(replies(MONDAY + HOUR, { id: 'r2', seenRevision: 1 }))
      .yields(replied(MONDAY + HOUR, { message: 'r2', seenRevision: 1 }), answered('r1', MONDAY + HOUR, HOUR, { by: 'r2' })),
  );
  const FIRST = replies(MONDAY, { promisedBy: '2025-06-18' });
  const RENEWED = replies(WEDNESDAY_ENDS, { id: 'r2', promisedBy: '2025-06-20' });
  rule('R2.9 a promise can be put off once, before it is over', () => {
    const state = given(opens(), FIRST)
      .when(RENEWED)
      .yields(
        replied(WEDNESDAY_ENDS, { message: 'r2', promisedBy: '2025-06-20' }),
        answered('r1', WEDNESDAY_ENDS, 62 * HOUR, { by: 'r2' }),
        promised('r2', WEDNESDAY_ENDS, FRIDAY_ENDS, { overdueAfter: utc(t('2025-06-23T00:00')), renews: 'r1' }),
      );
    expect(state.obligations.get('r2')?.renews).toBe('r1');
  });
  rule('R2.9 a further one is delivered and answers nothing, also of what was asked meanwhile: the promise made stays', () => {
    const at = WEDNESDAY_ENDS + HOUR;
    const third = { id: 'r3', promisedBy: '2025-06-24' };
    const delivered = replied(at, { message: 'r3', promisedBy: '2025-06-24' });
    const state = given(opens(), FIRST, RENEWED).when(replies(at, third)).yields(delivered);
    expect(state.obligations.get('r2')).toMatchObject({ status: 'open', dueAt: FRIDAY_ENDS });
    given(opens(), FIRST, RENEWED, asks(at, 'm2'))
      .when(replies(at, { ...third, answers: ['m2'] }))
      .yields(replied(at, { message: 'r3', promisedBy: '2025-06-24', answers: ['m2'] }));
    given(opens(), FIRST, RENEWED, replies(at, third))
      .when(replies(at, { id: 'r4' }))
      .yields(replied(at, { message: 'r4' }), answered('r2', at, HOUR, { by: 'r4' }));
  });
  rule('R2.9 the same date again renews nothing and answers nothing; another date still may', () => {
    const at = MONDAY + HOUR;
    const again = replies(at, { id: 'r2', promisedBy: '2025-06-18' });
    given(opens(), FIRST, again)
      .when(replies(WEDNESDAY_ENDS, { id: 'r3', promisedBy: '2025-06-20' }))
      .yields(
        replied(WEDNESDAY_ENDS, { message: 'r3', promisedBy: '2025-06-20' }),
        answered('r1', WEDNESDAY_ENDS, 62 * HOUR, { by: 'r3' }),
        promised('r3', WEDNESDAY_ENDS, FRIDAY_ENDS, { overdueAfter: utc(t('2025-06-23T00:00')), renews: 'r1' }),
      );
    given(opens(), FIRST, asks(at, 'm2'))
      .when(again)
      .yields(replied(at, { message: 'r2', promisedBy: '2025-06-18' }));
  });
  rule('R2.9 kept, another may be promised and put off', () => {
    const at = WEDNESDAY_ENDS + HOUR;
    given(opens(), FIRST, RENEWED, replies(at, { id: 'r3' }), asks(at, 'm2'))
      .when(replies(at, { id: 'r4', promisedBy: '2025-06-20' }))
      .yields(
        replied(at, { message: 'r4', promisedBy: '2025-06-20' }),
        answered('m2', at, 0, { by: 'r4' }),
        promised('r4', at, FRIDAY_ENDS, { overdueAfter: utc(t('2025-06-23T00:00')) }),
      );
  });
  rule('R2.9 a broken one stays, and is overdue whatever is promised next', () => {
    const at = WEDNESDAY_ENDS + 1;
    const state = given(opens(), FIRST)
      .when(replies(at, { id: 'r2', promisedBy: '2025-06-20' }))
      .yields(replied(at, { message: 'r2', promisedBy: '2025-06-20' }));
    expect(state.obligations.get('r1')).toMatchObject({ status: 'open', dueAt: WEDNESDAY_ENDS });
  });
  rule('R2.9 R2.12 a held promise is checked when submitted, and released as it was', () => {
    const held = { held: 'x', promisedBy: '2025-06-24' };
    given(opens()).when(replies(MONDAY, held)).rejectedWith('promise-too-far', 'promisedBy');
    const released = t('2025-07-01T10:00');
    given(opens(), replies(MONDAY, { ...held, promisedBy: '2025-06-17' }))
      .when(new ReleaseMessage('c1', stamp(admin, released), clock, 'r1'))
      .yields(
        event('MessageReleased', { message: 'r1', from: 'seller', submittedAt: utc(MONDAY), by: 'root', at: utc(released) }),
        answered('m1', MONDAY, 0),
        promised('r1', MONDAY, TUESDAY_ENDS),
      );
  });
});
