/** Counted time (R2.2–R2.4). All instants are epoch milliseconds, all durations milliseconds; nothing here reads a clock. */
import { type Calendar, type DayReason, dayAt, lastAtOrBelow, OutsideCalendar, reasonOf, requireCovered } from './calendar';
import { dateOf } from './days';

/** A stretch of time `[from, to)`, epoch milliseconds. As a pause it is not counted (R2.10). */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** One local day, or the part of it asked about: what counted in it and why. */
export interface CountedDay extends Interval {
  /** Local date `YYYY-MM-DD`. */
  readonly date: string;
  readonly countedMs: number;
  readonly reason: DayReason;
}

/** Counted milliseconds in `[from, to)` without the pauses; 0 if `to` is not after `from`. Throws {@link OutsideCalendar}. */
export function counted(calendar: Calendar, from: number, to: number, pauses?: readonly Interval[]): number {
  requireCovered(calendar, from);
  requireCovered(calendar, to);
  if (to <= from) return 0;
  let sum = countedBefore(calendar, to) - countedBefore(calendar, from);
  for (const pause of separate(pauses, from)) {
    if (pause.from >= to) break;
    sum -= countedBefore(calendar, Math.min(pause.to, to)) - countedBefore(calendar, pause.from);
  }
  return sum;
}

/**
 * The moment counted time since `received` reaches the allowance; at the end of a business day that is its midnight (R2.3).
 * Throws a RangeError for a negative allowance and {@link OutsideCalendar} if that moment lies beyond the calendar.
 */
export function dueAt(calendar: Calendar, received: number, allowanceMs: number, pauses?: readonly Interval[]): number {
  let target = targetOf(calendar, received, allowanceMs);
  let due = Math.max(received, reached(calendar, target));
  for (const pause of separate(pauses, received)) {
    if (pause.from >= due) break;
    target += countedIn(calendar, pause);
    due = Math.max(received, reached(calendar, target));
  }
  return due;
}

/**
 * The first instant after which counted time exceeds the allowance: `dueAt` inside counted time, else where counting resumes (R2.3).
 * This is when a timekeeper should look. Throws like {@link dueAt}.
 */
export function firstOverdueAt(calendar: Calendar, received: number, allowanceMs: number, pauses?: readonly Interval[]): number {
  let target = targetOf(calendar, received, allowanceMs);
  let over = exceeded(calendar, target);
  for (const pause of separate(pauses, received)) {
    if (pause.from > over) break;
    target += countedIn(calendar, pause);
    over = exceeded(calendar, target);
  }
  return over;
}

/** Whether counted time from `received` to `now` is above the allowance (R2.3): not the same as "now is past due". */
export function isOverdue(
  calendar: Calendar,
  received: number,
  now: number,
  allowanceMs: number,
  pauses?: readonly Interval[],
): boolean {
  return counted(calendar, received, now, pauses) > allowanceMs;
}

/** Whether time counts at an instant; in a time that no calendar covers nothing does. */
export function counts(calendar: Calendar, instant: number): boolean {
  const { countedStarts, countedEnds } = calendar.tables;
  // Before the first one there is no end, and nothing lies before that.
  return instant < countedEnds[lastAtOrBelow(countedStarts, instant)];
}

/** The end of the `n`-th business day (n ≥ 1) after the local day of `from`, which itself is not one of them (R2.9). Throws {@link OutsideCalendar}. */
export function endOfBusinessDays(calendar: Calendar, from: number, n: number): number {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`${n} is not a number of business days`);
  const { businessDays, dayEnds, firstDay } = calendar.tables;
  const day = businessDays[lastAtOrBelow(businessDays, dayAt(calendar, from)) + n];
  if (day === undefined) throw new OutsideCalendar(calendar, `a date ${n} business days off`);
  return dayEnds[day - firstDay];
}

/** Every local day touched by `[from, to)`, uncounted ones too, in order, cut where an outage begins and ends: the explanation of a deadline (R2.15). Throws {@link OutsideCalendar}. */
export function intervals(calendar: Calendar, from: number, to: number, pauses?: readonly Interval[]): CountedDay[] {
  requireCovered(calendar, from);
  requireCovered(calendar, to);
  const { stretchStarts, stretchDays } = calendar.tables;
  const days: CountedDay[] = [];
  if (to <= from) return days;
  for (let index = lastAtOrBelow(stretchStarts, from); stretchStarts[index] < to; index++) {
    const day = stretchDays[index];
    const whole = { from: Math.max(from, stretchStarts[index]), to: Math.min(to, stretchStarts[index + 1]) };
    for (const { reason, ...part } of partsOf(calendar, whole, reasonOf(calendar, day)))
      days.push({ date: dateOf(day), ...part, countedMs: counted(calendar, part.from, part.to, pauses), reason });
  }
  return days;
}

/** A day, cut where outages of it begin and end; one that does not count is not cut: the outage changes nothing there. */
function partsOf({ tables }: Calendar, day: Interval, reason: DayReason): (Interval & { readonly reason: DayReason })[] {
  if (reason !== 'business-day') return [{ ...day, reason }];
  const parts: (Interval & { readonly reason: DayReason })[] = [];
  let start = day.from;
  for (const outage of tables.outages) {
    const from = Math.max(start, outage.from);
    const to = Math.min(day.to, outage.to);
    if (to <= from) continue;
    if (from > start) parts.push({ from: start, to: from, reason });
    parts.push({ from, to, reason: { outage: outage.reason } });
    start = to;
  }
  if (start < day.to) parts.push({ from: start, to: day.to, reason });
  return parts;
}

/** Counted milliseconds from the beginning of the calendar to an instant. */
function countedBefore(calendar: Calendar, instant: number): number {
  const { countedStarts, countedEnds, countedBefore } = calendar.tables;
  const index = lastAtOrBelow(countedStarts, instant);
  return index < 0 ? 0 : countedBefore[index] + Math.min(instant, countedEnds[index]) - countedStarts[index];
}

function countedIn(calendar: Calendar, pause: Interval): number {
  requireCovered(calendar, pause.to);
  return countedBefore(calendar, pause.to) - countedBefore(calendar, pause.from);
}

function targetOf(calendar: Calendar, received: number, allowanceMs: number): number {
  requireCovered(calendar, received);
  if (!(allowanceMs >= 0)) throw new RangeError(`${allowanceMs} ms is not an allowance`);
  return countedBefore(calendar, received) + allowanceMs;
}

/** The first instant at which the calendar has counted `target` milliseconds. */
function reached(calendar: Calendar, target: number): number {
  const { countedStarts, countedBefore, first } = calendar.tables;
  if (target === 0) return first;
  // Counted totals at interval ends are the next interval's total before: the first one ≥ target belongs to interval index - 1.
  const index = lastAtOrBelow(countedBefore, target);
  const interval = countedBefore[index] === target ? index - 1 : index;
  if (interval >= countedStarts.length) throw new OutsideCalendar(calendar, 'the due instant');
  return countedStarts[interval] + target - countedBefore[interval];
}

/** The last instant at which the calendar has counted no more than `target` milliseconds. */
function exceeded(calendar: Calendar, target: number): number {
  const { countedStarts, countedBefore } = calendar.tables;
  const interval = lastAtOrBelow(countedBefore, target);
  if (interval >= countedStarts.length) throw new OutsideCalendar(calendar, 'the first overdue instant');
  return countedStarts[interval] + target - countedBefore[interval];
}

/** The pauses after `start`, in order, overlapping ones joined, so that no time is left out twice. */
function separate(pauses: readonly Interval[] | undefined, start: number): readonly Interval[] {
  if (!pauses?.length) return [];
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of [...pauses].sort((a, b) => a.from - b.from)) {
    if (to <= start || to <= from) continue;
    const previous = joined.at(-1);
    if (previous && from <= previous.to) previous.to = Math.max(previous.to, to);
    else joined.push({ from: Math.max(from, start), to });
  }
  return joined;
}
