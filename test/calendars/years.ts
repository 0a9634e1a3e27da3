/** The years calendars cover. */
export const FIRST_YEAR = 2020;
export const LAST_YEAR = 2035;

/** Years from one to another, both included. */
export const years = (from: number, to: number, step = 1) =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, n) => from + n * step);
