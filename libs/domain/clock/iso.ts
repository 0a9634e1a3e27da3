import { DAY_MS } from './days';

const padded = (length: number, digits: number): string[] =>
  Array.from({ length }, (_, number) => String(number).padStart(digits, '0'));
const TWO_DIGITS = padded(60, 2);
const THREE_DIGITS = padded(1_000, 3);

/** Dates by day number; those of some thirty years. */
const dates = new Map<number, string>();
const MAX_DATES = 10_000;

/**
 * Writes an instant, epoch milliseconds, as it stands in events and answers: what `toISOString` writes, in less than half of its time,
 * because a page of an inbox has a hundred and fifty. Throws a RangeError where there is no date.
 */
export function iso(ms: number): string {
  const day = Math.floor(ms / DAY_MS);
  let date = dates.get(day);
  if (date === undefined) {
    [date] = new Date(day * DAY_MS).toISOString().split('T');
    if (dates.size === MAX_DATES) dates.clear();
    dates.set(day, date);
  }
  const rest = Math.trunc(ms - day * DAY_MS);
  const seconds = Math.floor(rest / 1_000);
  const minutes = Math.floor(seconds / 60);
  return `${date}T${TWO_DIGITS[Math.floor(minutes / 60)]}:${TWO_DIGITS[minutes % 60]}:${TWO_DIGITS[seconds % 60]}.${THREE_DIGITS[rest % 1_000]}Z`;
}
