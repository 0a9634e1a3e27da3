import { calendarOf } from '../market';
import { instantOf } from './clockwork';
import { DAY, DUE, MONDAY, t } from './given';

describe('when the timekeeper looks again', () => {
  const facts = { receivedAt: MONDAY, allowanceMs: DAY, pauses: [], kind: 'reply' } as const;
  it('is when so much was counted; beyond the years of the calendar never, which no other trouble is taken for', () => {
    expect(instantOf(calendarOf('de'), facts, DAY)).toBe(DUE);
    expect(instantOf(calendarOf('de'), { ...facts, receivedAt: t('2035-12-28T10:00', '+01:00') }, 3 * DAY)).toBeUndefined();
    expect(() => instantOf(calendarOf('de'), facts, -1)).toThrow('-1 ms is not an allowance');
  });
});
