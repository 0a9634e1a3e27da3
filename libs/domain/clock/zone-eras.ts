/** A time zone as what it is: stretches of time with one offset each. */
import { IANAZone } from 'luxon';
import { DAY_MS } from './days';

/** A stretch `[from, to)` of epoch milliseconds with one offset from UTC, in milliseconds. */
export interface ZoneEra {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

// Two changes between two looks would go unseen. The shortest era since 2000 is a week long (Brazil's north-east, October 2000).
const LOOK_EVERY_MS = 4 * DAY_MS;
const SECOND_MS = 1_000;

// All calendars of a country share a zone, and asking Intl is the slow part of compiling one.
const known = new Map<string, readonly ZoneEra[]>();

/** Whether the runtime's time-zone data know this IANA zone. */
export function isZone(zone: string): boolean {
  return IANAZone.isValidZone(zone);
}

/**
 * The eras of an IANA zone covering `[from, to)`, both whole seconds. Offsets are asked for every few days and the second of change is
 * found by halving.
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
