/** A time zone as what it is: stretches of time with one offset each. */
import { IANAZone } from 'luxon';
import { DAY_MS } from './days';

/** A stretch `[from, to)` of epoch milliseconds with one offset from UTC, in milliseconds. */
export interface ZoneEra {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

/** Offsets of a zone from UTC in seconds, each from an ISO instant on: its eras as they are recorded. */
export type Offsets = Readonly<Record<string, number>>;

// Two changes between two looks would go unseen. The shortest era since 2000 is a week long (Brazil's north-east, October 2000).
const LOOK_EVERY_MS = 4 * DAY_MS;
const SECOND_MS = 1_000;

// All calendars of a country share a zone, and asking Intl is the slow part of compiling one.
const known = new Map<string, readonly ZoneEra[]>();

/** As the runtime writes it, `GMT` or `GMT+05:30`, some with seconds: a tenth of the time that taking a date apart takes. */
const WRITTEN = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/;

function offsets(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset', year: 'numeric' });
  return (instant) => {
    const [, sign, hours = 0, minutes = 0, seconds = 0] = WRITTEN.exec(format.format(instant)) as RegExpExecArray;
    const offset = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
    return (sign === '-' ? -offset : offset) * SECOND_MS;
  };
}

/** Whether the runtime's time-zone data know this IANA zone. */
export function isZone(zone: string): boolean {
  return IANAZone.isValidZone(zone);
}

/** The eras of a zone as they are recorded. */
export function offsetsOf(eras: readonly ZoneEra[]): Offsets {
  return Object.fromEntries(eras.map(({ from, offset }) => [new Date(from).toISOString(), offset / SECOND_MS]));
}

/** The eras that recorded offsets make until an instant; a text says why they make none from `from` on. */
export function recordedEras(offsets: Offsets, from: number, to: number): readonly ZoneEra[] | string {
  const begins = Object.entries(offsets)
    .map(([instant, seconds]) => ({ from: Date.parse(instant), offset: seconds * SECOND_MS }))
    .sort((a, b) => a.from - b.from);
  if (!(begins[0]?.from <= from)) return 'do not reach back to the first year';
  // No place on earth is or was further from UTC than 16 hours.
  if (!begins.every((one) => Math.abs(one.offset) <= 16 * 3_600_000)) return 'are none of a time zone';
  return begins.map((one, index) => ({ ...one, to: begins[index + 1]?.from ?? to })).filter((era) => era.from < to);
}

/**
 * The eras of an IANA zone covering `[from, to)`, both whole seconds. Offsets are asked for every few days and the second of change is
 * found by halving.
 */
export function zoneEras(zone: string, from: number, to: number): readonly ZoneEra[] {
  const key = `${zone} ${from} ${to}`;
  const found = known.get(key);
  if (found) return found;
  const offsetAt = offsets(zone);
  const eras: ZoneEra[] = [];
  let start = from;
  let offset = offsetAt(from);
  for (let probe = from; probe < to; ) {
    const next = Math.min(probe + LOOK_EVERY_MS, to);
    const there = offsetAt(next);
    if (there !== offset) {
      let before = probe;
      let after = next;
      while (after - before > SECOND_MS) {
        const middle = Math.floor((before + after) / 2 / SECOND_MS) * SECOND_MS;
        if (offsetAt(middle) === offset) before = middle;
        else after = middle;
      }
      eras.push({ from: start, to: after, offset });
      start = after;
      offset = offsetAt(after);
      // Look on from the change itself: a second change may lie before the next look.
      probe = after;
    } else probe = next;
  }
  eras.push({ from: start, to, offset });
  known.set(key, eras);
  return eras;
}
