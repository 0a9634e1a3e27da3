/** A calendar: which local days count (R2.2, R2.5), compiled to tables so that a due instant is two binary searches. */
import { DAY_MS, dateOf, dayNumber, weekdayOf } from './days';
import { isZone, type Offsets, offsetsOf, recordedEras, type ZoneEra, zoneEras } from './zone-eras';

const FIRST_YEAR = 2020;
const LAST_YEAR = 2035;

/** A calendar as plain data: what the files in `market/calendars` hold and what a correction is made of. */
export interface CalendarData {
  readonly id: string;
  readonly version: string;
  /** Where the holidays come from, for reviewers. */
  readonly source?: string;
  /** IANA time zone in which days begin and end. */
  readonly zone: string;
  /** The zone's offsets in these years as they are on record; what the runtime's time-zone data say if not given. */
  readonly offsets?: Offsets;
  /** Weekdays that count, ISO numbers: 1 Monday to 7 Sunday. */
  readonly weekdays: readonly number[];
  /** First and last year covered, both included; 2020 and 2035 if not given. */
  readonly from?: number;
  readonly to?: number;
  /** Days that do not count: `YYYY-MM-DD` → name. */
  readonly holidays: Readonly<Record<string, string>>;
  /** Outages of the platform: time that does not count, whatever the day (R2.14). */
  readonly outages?: readonly Outage[];
}

/** An outage of the platform `[from, to)`: ISO-8601 instants, and why nothing could be answered (R2.14). */
export interface Outage {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

/** Why a day counts or does not, or a part of one. A holiday on a weekend is given as the holiday; an outage only where time would count. */
export type DayReason = 'business-day' | 'weekend' | { readonly holiday: string } | { readonly outage: string };

/** A compiled calendar. `tables` belongs to this folder: everybody else asks the functions beside it. */
export interface Calendar {
  readonly id: string;
  readonly version: string;
  readonly zone: string;
  readonly data: CalendarData;
  readonly tables: CalendarTables;
}

/** Sorted tables of numbers; instants in epoch milliseconds, days as day numbers. */
interface CalendarTables {
  /** The calendar speaks about `[first, last]`. */
  readonly first: number;
  readonly last: number;
  /** Stretches of one local date: where each starts (plus `last` at the end), and which day it is. */
  readonly stretchStarts: Float64Array;
  readonly stretchDays: Int32Array;
  /** Counted intervals, merged where they touch, and the counted milliseconds before each (plus the total at the end). */
  readonly countedStarts: Float64Array;
  readonly countedEnds: Float64Array;
  readonly countedBefore: Float64Array;
  /** Outages by their begin; where two overlap, the later one shows from the end of the earlier. */
  readonly outages: readonly OutageInterval[];
  /** Business days in order. */
  readonly businessDays: Int32Array;
  /** End of each local day, from `firstDay` on. A day the zone skipped ends where the day before ends. */
  readonly firstDay: number;
  readonly dayEnds: Float64Array;
  readonly holidays: ReadonlyMap<number, string>;
}

/** An outage in epoch milliseconds. */
interface OutageInterval {
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

/** Calendar data that cannot be compiled; `field` names what is wrong, e.g. `holidays.2025-02-30`. */
export class InvalidCalendar extends Error {
  constructor(
    readonly field: string,
    message: string,
  ) {
    super(`calendar: ${field} ${message}`);
    this.name = 'InvalidCalendar';
  }
}

/** An instant or a deadline lies outside the years a calendar covers. The message names the range. */
export class OutsideCalendar extends RangeError {
  constructor({ data, tables }: Calendar, what: string) {
    const range = `${new Date(tables.first).toISOString()} to ${new Date(tables.last).toISOString()}`;
    super(`${what} lies outside calendar ${data.id} ${data.version}, which covers ${range}`);
    this.name = 'OutsideCalendar';
  }
}

/** There is no such calendar, or no such version of it: this release does not know it, as after a later one was rolled back. */
export class UnknownCalendar extends RangeError {
  override readonly name = 'UnknownCalendar';
}

/** Compiles calendar data. Throws {@link InvalidCalendar} for an unknown zone, a date that does not exist or is not covered, wrong weekdays, years or outages. */
export function compileCalendar(data: CalendarData): Calendar {
  const { from = FIRST_YEAR, to = LAST_YEAR, zone } = data;
  if (!data.id) throw new InvalidCalendar('id', 'is missing');
  if (!data.version) throw new InvalidCalendar('version', 'is missing');
  if (!isZone(zone)) throw new InvalidCalendar('zone', `"${zone}" is not an IANA time zone`);
  // Below 1900 and above 9999 neither zone data nor four-digit dates mean anything.
  if (!Number.isInteger(from) || from < 1900) throw new InvalidCalendar('from', 'is not a year');
  if (!Number.isInteger(to) || to < from || to > 9998) throw new InvalidCalendar('to', 'is not a year at or after the first');
  const weekdays = checkedWeekdays(data.weekdays);
  const holidays = checkedHolidays(data.holidays, from, to);
  const outages = checkedOutages(data.outages ?? []);
  const eras = data.offsets ? recordedEras(data.offsets, ...margins(from, to)) : zoneEras(zone, ...margins(from, to));
  if (typeof eras === 'string') throw new InvalidCalendar('offsets', eras);
  const { id, version } = data;
  return { id, version, zone, data, tables: tablesOf(eras, from, to, weekdays, holidays, outages) };
}

/** The offsets of a calendar's zone in its years, as the runtime's time-zone data have them. */
export function runtimeOffsets({ zone, from = FIRST_YEAR, to = LAST_YEAR }: CalendarData): Offsets {
  return offsetsOf(zoneEras(zone, ...margins(from, to)));
}

/** Local dates of a calendar's zone. */
export const localDate = {
  /** The local date `YYYY-MM-DD` at an instant. Throws {@link OutsideCalendar}. */
  of(calendar: Calendar, instant: number): string {
    return dateOf(dayAt(calendar, instant));
  },
  /** The instant a local date ends (its 24:00); undefined for a date that does not exist or is not covered. */
  endOf({ tables }: Calendar, date: string): number | undefined {
    const day = dayNumber(date);
    return day === undefined ? undefined : tables.dayEnds[day - tables.firstDay];
  },
};

/** The instants a calendar speaks about: from the beginning of its first local day to the end of its last, both included. */
export function coverage({ tables }: Calendar): { readonly from: number; readonly to: number } {
  return { from: tables.first, to: tables.last };
}

/** Where a calendar of these data ends. Only its last year is compiled for it. */
export function endOf({ id, version, zone, weekdays, to = LAST_YEAR }: CalendarData): number {
  return coverage(compileCalendar({ id, version, zone, weekdays, from: to, to, holidays: {} })).to;
}

/** Why a day (as day number) counts or not. */
export function reasonOf({ data, tables }: Calendar, day: number): DayReason {
  const holiday = tables.holidays.get(day);
  if (holiday !== undefined) return { holiday };
  return data.weekdays.includes(weekdayOf(day)) ? 'business-day' : 'weekend';
}

/** The local day number at an instant. Throws {@link OutsideCalendar}. */
export function dayAt(calendar: Calendar, instant: number): number {
  requireCovered(calendar, instant);
  const { stretchStarts, stretchDays } = calendar.tables;
  return stretchDays[Math.min(lastAtOrBelow(stretchStarts, instant), stretchDays.length - 1)];
}

/** Throws {@link OutsideCalendar} unless the calendar covers the instant (NaN is not covered). */
export function requireCovered(calendar: Calendar, instant: number): void {
  const { first, last } = calendar.tables;
  if (!(instant >= first && instant <= last)) throw new OutsideCalendar(calendar, describe(instant));
}

/** Index of the last element ≤ `value` in a sorted array, -1 if there is none. */
export function lastAtOrBelow(sorted: Float64Array | Int32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function describe(instant: number): string {
  return Math.abs(instant) <= 8.64e15 ? new Date(instant).toISOString() : String(instant);
}

function checkedWeekdays(weekdays: readonly number[]): ReadonlySet<number> {
  const wrong = weekdays.find((day) => !Number.isInteger(day) || day < 1 || day > 7);
  if (wrong !== undefined) throw new InvalidCalendar('weekdays', `${wrong} is not a weekday from 1 (Monday) to 7 (Sunday)`);
  if (weekdays.length === 0) throw new InvalidCalendar('weekdays', 'is empty: nothing would ever count');
  return new Set(weekdays);
}

function checkedHolidays(holidays: CalendarData['holidays'], from: number, to: number): Map<number, string> {
  const days = new Map<number, string>();
  for (const [date, name] of Object.entries(holidays)) {
    const day = dayNumber(date);
    if (day === undefined) throw new InvalidCalendar(`holidays.${date}`, 'is not a date that exists');
    const year = Number(date.slice(0, 4));
    if (year < from || year > to) throw new InvalidCalendar(`holidays.${date}`, `lies outside ${from} to ${to}`);
    if (!name) throw new InvalidCalendar(`holidays.${date}`, 'has no name');
    days.set(day, name);
  }
  return days;
}

function checkedOutages(outages: readonly Outage[]): OutageInterval[] {
  const checked = outages.map(({ from, to, reason }, index) => {
    const outage = { from: Date.parse(from), to: Date.parse(to), reason };
    if (!(outage.from < outage.to)) throw new InvalidCalendar(`outages.${index}`, 'does not end after it begins');
    return outage;
  });
  return checked.sort((a, b) => a.from - b.from);
}

/** Why recorded offsets are none a calendar of these years can be compiled with; undefined where they are. */
export function offsetsFault(offsets: Offsets, from: number, to: number): string | undefined {
  const eras = recordedEras(offsets, ...margins(from, to));
  return typeof eras === 'string' ? eras : undefined;
}

/** Offsets reach from -12 to +14 hours; two days of margin hold every zone's first and last local day. */
const margins = (from: number, to: number): [from: number, to: number] => [
  Date.UTC(from, 0, 1) - 2 * DAY_MS,
  Date.UTC(to, 11, 31) + 3 * DAY_MS,
];

/**
 * Cuts time at every change of offset and every local midnight. An instant counts if and only if its local date is a business day;
 * nothing is assumed about midnight existing, days having 24 hours or dates following one another.
 */
function tablesOf(
  eras: readonly ZoneEra[],
  from: number,
  to: number,
  weekdays: ReadonlySet<number>,
  holidays: Map<number, string>,
  outages: readonly OutageInterval[],
): CalendarTables {
  const firstDay = Date.UTC(from, 0, 1) / DAY_MS;
  const lastDay = Date.UTC(to, 11, 31) / DAY_MS;
  const counts = (day: number) => weekdays.has(weekdayOf(day)) && !holidays.has(day);
  const starts: number[] = [];
  const days: number[] = [];
  let last = 0;
  for (const era of eras) {
    for (let start = era.from; start < era.to; ) {
      const day = Math.floor((start + era.offset) / DAY_MS);
      const end = Math.min(era.to, (day + 1) * DAY_MS - era.offset);
      if (day >= firstDay && day <= lastDay) {
        if (days.at(-1) !== day) {
          starts.push(start);
          days.push(day);
        }
        last = end;
      }
      start = end;
    }
  }
  starts.push(last);

  const countedStarts: number[] = [];
  const countedEnds: number[] = [];
  const businessDays = new Set<number>();
  const dayEnds = new Float64Array(lastDay - firstDay + 1);
  days.forEach((day, index) => {
    const start = starts[index];
    const end = starts[index + 1];
    dayEnds[day - firstDay] = end;
    if (!counts(day)) return;
    businessDays.add(day);
    for (const part of between(outages, start, end)) {
      if (countedEnds.at(-1) === part.from) countedEnds[countedEnds.length - 1] = part.to;
      else {
        countedStarts.push(part.from);
        countedEnds.push(part.to);
      }
    }
  });
  dayEnds.forEach((end, index) => {
    if (end === 0) dayEnds[index] = index === 0 ? starts[0] : dayEnds[index - 1];
  });
  const countedBefore = [0];
  countedStarts.forEach((start, index) => {
    countedBefore.push(countedBefore[index] + countedEnds[index] - start);
  });
  return {
    first: starts[0],
    last,
    stretchStarts: Float64Array.from(starts),
    stretchDays: Int32Array.from(days),
    countedStarts: Float64Array.from(countedStarts),
    countedEnds: Float64Array.from(countedEnds),
    countedBefore: Float64Array.from(countedBefore),
    businessDays: Int32Array.from([...businessDays].sort((a, b) => a - b)),
    firstDay,
    dayEnds,
    holidays,
    outages,
  };
}

/** What is left of `[from, to)` without the outages. */
function between(outages: readonly OutageInterval[], from: number, to: number): { from: number; to: number }[] {
  const parts: { from: number; to: number }[] = [];
  let start = from;
  for (const outage of outages) {
    if (outage.to <= start) continue;
    if (outage.from >= to) break;
    if (outage.from > start) parts.push({ from: start, to: outage.from });
    start = outage.to;
  }
  if (start < to) parts.push({ from: start, to });
  return parts;
}
