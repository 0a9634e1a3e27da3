/** A time zone as what it is: stretches of time with one offset each. */
import { IANAZone } from 'luxon';
import { DAY_MS } from './days';

/** A stretch `[from, to)` of epoch milliseconds with one offset from UTC, in milliseconds. */
export interface ZoneEra {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

// All calendars of a country share a zone, and asking Intl is the slow part of compiling one.
const known = new Map<string, readonly ZoneEra[]>();

/** Whether the runtime's time-zone data know this IANA zone. */
export function isZone(zone: string): boolean {
  return IANAZone.isValidZone(zone);
}

/**
 * The eras of an IANA zone covering `[from, to)`. Offsets are asked for once a day and the moment of change is found by halving,
 * to the millisecond; a zone that changes and changes back within one day would be missed, and the data know none.
 */
export function zoneEras(zone: string, from: number, to: number): readonly ZoneEra[] {
  const key = `${zone} ${from} ${to}`;
  const found = known.get(key);
  if (found) return found;
  const iana = IANAZone.create(zone);
  const offsetAt = (instant: number) => Math.round(iana.offset(instant) * 60_000);
  const eras: ZoneEra[] = [];
  let start = from;
  let offset = offsetAt(from);
  for (let probe = from; probe < to; ) {
    const next = Math.min(probe + DAY_MS, to);
    const there = offsetAt(next);
    if (there !== offset) {
      let before = probe;
      let after = next;
      while (after - before > 1) {
        const middle = Math.floor((before + after) / 2);
        if (offsetAt(middle) === offset) before = middle;
        else after = middle;
      }
      eras.push({ from: start, to: after, offset });
      start = after;
      offset = offsetAt(after);
      // Look on from the change itself: a second change may lie in the rest of this day.
      probe = after;
    } else probe = next;
  }
  eras.push({ from: start, to, offset });
  known.set(key, eras);
  return eras;
}
