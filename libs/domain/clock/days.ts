/** Dates as day numbers (days since 1970-01-01), so that a calendar is a table of numbers and no machine zone can creep in. */

/** Milliseconds of a day without a change of the clocks. */
export const DAY_MS = 86_400_000;

/** The day number of `YYYY-MM-DD`; undefined for anything else, also for dates that do not exist such as 2025-02-30. */
export function dayNumber(date: string): number | undefined {
  const ms = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(ms) || dateOf(ms / DAY_MS) !== date ? undefined : ms / DAY_MS;
}

/** `YYYY-MM-DD` of a day number. */
export function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** ISO weekday of a day number, 1 Monday to 7 Sunday. 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}
