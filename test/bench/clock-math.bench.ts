/** How long a due instant takes, near and far (issue 4: ≤ 20 µs on one thread, independent of the distance). */
import { calendarOf, compileCalendar, dueAt } from '../../libs/domain';
import type { Measurement } from '../../libs/embedded-eventstore/bench';

const HOUR = 3_600_000;
const ROUNDS = 200_000;

/** Measures on the German calendar: a deadline of 24 counted hours, one ten years off, and compiling a corrected calendar. */
export function benchClockMath(): Measurement[] {
  const calendar = calendarOf('de');
  const near = microsecondsPerDue(24 * HOUR);
  const far = microsecondsPerDue(2_500 * 24 * HOUR);
  const begin = performance.now();
  compileCalendar({ ...calendar.data, version: 'bench' });
  const compiling = performance.now() - begin;
  const measured = (name: string, value: number, unit: string, most: number): Measurement => {
    return { name, product: '', baseline: 'none', value, unit, bound: ['≤', most] };
  };
  return [
    measured('due instant, 24 counted hours', near, 'µs', 20),
    measured('due instant, 2,500 business days', far, 'µs', 20),
    measured('compiling a corrected calendar', compiling, 'ms', 30),
  ];

  function microsecondsPerDue(allowance: number): number {
    const first = Date.UTC(2020, 1, 1);
    const span = Date.UTC(2025, 1, 1) - first;
    let sum = 0;
    // The first half warms up; a prime step visits all parts of the tables.
    let started = 0;
    for (let round = 0; round < 2 * ROUNDS; round++) {
      if (round === ROUNDS) started = performance.now();
      sum += dueAt(calendar, first + ((round * 7_368_787_001) % span), allowance);
    }
    const micros = ((performance.now() - started) * 1_000) / ROUNDS;
    // Using the sum keeps the loop from being optimised away.
    return sum > 0 ? micros : Number.NaN;
  }
}
