import { StoreClock } from './store-clock';

const SECOND = 1_767_600_000_000;
const date = (at: number) => new Date(at).toUTCString();

/** Answers of a store whose clock says `at` while this process's says `at + offset`, each `ms` after it was asked. */
function measured(offset: number, answers: readonly { at: number; ms: number }[]): number | undefined {
  const clock = new StoreClock();
  for (const { at, ms } of answers) clock.answered(date(at), at + offset - ms / 2, at + offset + ms / 2);
  return clock.offsetMs;
}

/** An answer each tenth of a second. */
const often = Array.from({ length: 30 }, (_, n) => ({ at: SECOND + n * 100, ms: 10 }));

describe('the distance of the store’s clock', () => {
  it('is not known before the first answer with a date', () => {
    const clock = new StoreClock();
    clock.answered(undefined, SECOND, SECOND);
    clock.answered('yesterday', SECOND, SECOND);
    expect(clock.offsetMs).toBeUndefined();
  });

  it('is none while all of it may be the way and the second the date is cut to', () => {
    expect(measured(0, often)).toBe(0);
    expect(measured(900, [{ at: SECOND + 500, ms: 100 }])).toBe(0);
  });

  it.each([3_600_000, -3_600_000, 5_000, -5_000])('is told within two seconds when it is %i ms', (offset) => {
    const told = measured(offset, often) as number;
    expect(Math.sign(told)).toBe(Math.sign(offset));
    // At least so much, never more.
    expect(Math.abs(told)).toBeLessThanOrEqual(Math.abs(offset));
    expect(Math.abs(offset) - Math.abs(told)).toBeLessThanOrEqual(2_020);
  });

  it('is not made larger by an answer that took long', () => {
    expect(measured(0, [{ at: SECOND, ms: 30_000 }])).toBe(0);
    expect(Math.abs(measured(60_000, [...often, { at: SECOND + 4_000, ms: 30_000 }]) as number)).toBeGreaterThan(57_000);
  });

  it('follows a clock that was set', () => {
    const clock = new StoreClock();
    const ask = (offset: number) => {
      for (const { at } of often) clock.answered(date(at), at + offset, at + offset);
    };
    ask(3_600_000);
    ask(0);
    expect(clock.offsetMs).toBe(0);
    ask(-60_000);
    expect(clock.offsetMs).toBeLessThanOrEqual(-57_900);
  });
});
