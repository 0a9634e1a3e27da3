import type { Stamp } from '../people';
import { SetTestClock, testClock } from './test-clock';

const MACHINE = Date.parse('2026-01-05T09:00:00.000Z');
const HOUR = 3_600_000;
const UNTIL = MACHINE + 1_000 * HOUR;
const stamp = (role: Stamp['actor']['role']): Stamp => ({
  ...{ actor: { id: 'root', role }, at: MACHINE, commandId: 'c', commandHash: 'h', origin: 'test', correlationId: 'c' },
});
const sets = (to: number, role: Stamp['actor']['role'] = 'admin') => new SetTestClock('product', stamp(role), to, MACHINE, UNTIL);
const set = (to: number) => ({
  type: 'TestClockSet' as const,
  data: { to: new Date(to).toISOString(), setAt: '2026-01-05T09:00:00.000Z', by: 'root' },
});
const refused = (code: string, message: string, field?: string) => expect.objectContaining({ code, message, field });

describe('the test clock', () => {
  const ahead = () => testClock.evolve(testClock.initial(), set(MACHINE + HOUR));

  it('is set by an admin, and runs on from there', () => {
    expect(testClock.decide(sets(MACHINE + HOUR), testClock.initial())).toEqual([set(MACHINE + HOUR)]);
    expect(testClock.initial()).toEqual({ offsetMs: 0 });
    expect(ahead()).toEqual({ offsetMs: HOUR });
    expect(testClock.category).toBe('testclock');
  });

  it('goes forwards only', () => {
    expect(testClock.decide(sets(MACHINE + HOUR), ahead())).toEqual([set(MACHINE + HOUR)]);
    expect(() => testClock.decide(sets(MACHINE + HOUR - 1), ahead())).toThrow(
      refused('time-goes-forwards', 'the clock goes forwards only', 'now'),
    );
  });

  it('ends where the first of the calendars does', () => {
    expect(testClock.decide(sets(UNTIL - 1), testClock.initial())).toEqual([set(UNTIL - 1)]);
    expect(() => testClock.decide(sets(UNTIL), testClock.initial())).toThrow(
      refused('time-not-covered', `the calendars end ${new Date(UNTIL).toISOString()}`, 'now'),
    );
  });

  it('is for nobody else', () => {
    for (const role of ['buyer', 'seller', 'compliance', 'system', 'operator'] as const)
      expect(() => testClock.decide(sets(MACHINE + HOUR, role), testClock.initial())).toThrow(
        refused('forbidden', 'an admin sets the test clock'),
      );
  });

  it('stays where it is when a command had nothing to do', () => {
    const data = { command: 'c', at: '2026-01-05T09:00:00.000Z' };
    expect(testClock.evolve(ahead(), { type: 'CommandAcknowledged', data })).toEqual(ahead());
  });
});
