/** What a correction of a calendar changes, and what of a country's holds in a region (R2.6). */
import { type CalendarData, type Outage, offsetsFault } from '../clock';
import { dayNumber } from '../clock/days';
import type { ZoneRules } from './zone-rules';

type Bounds = Pick<Outage, 'from' | 'to'>;

/** Days added to the holidays of a data file, and days taken away. */
interface Days {
  readonly add: Readonly<Record<string, string>>;
  readonly remove: readonly string[];
}

/** Corrections of days before, and one more: the last word on a date holds. */
export function correctedHolidays(before: Days, { add, remove }: Days): Days {
  const added = Object.entries(before.add).filter(([date]) => !remove.includes(date));
  return {
    add: { ...Object.fromEntries(added), ...add },
    remove: [...before.remove.filter((date) => !(date in add) && !remove.includes(date)), ...remove],
  };
}

/** The data of a calendar with corrections folded into them, under a version of their own. */
export function correctedData(
  data: CalendarData,
  { add, remove }: Days,
  outages: readonly Outage[],
  version: string,
): CalendarData {
  const kept = Object.entries(data.holidays).filter(([date]) => !remove.includes(date));
  return { ...data, version, holidays: { ...Object.fromEntries(kept), ...add }, outages };
}

/** The data of a calendar counted by the rules of its zone that are on record. */
export const zonedData = (data: CalendarData, zone: ZoneRules | undefined): CalendarData =>
  zone ? { ...data, offsets: zone.offsets } : data;

/** What of a correction no calendar can be compiled with; undefined where it can. The years are those the calendar covers. */
export function correctionFault(
  { add, outages = [], zone }: { readonly add: Days['add']; readonly outages?: readonly Outage[]; readonly zone?: ZoneRules },
  { from, to }: { readonly from: number; readonly to: number },
): string | undefined {
  for (const [date, name] of Object.entries(add)) {
    const year = Number(date.slice(0, 4));
    if (dayNumber(date) === undefined || year < from || year > to) return `${date} is no day of the calendar`;
    if (!name) return `${date} has no name`;
  }
  const fault = zone && offsetsFault(zone.offsets, from, to);
  if (fault !== undefined) return `the zone's offsets ${fault}`;
  return outages.every((one) => Date.parse(one.from) < Date.parse(one.to)) ? undefined : 'an outage ends before it begins';
}

/** Outages but for those from the same to the same instant. */
export function withoutOutages(outages: readonly Outage[], taken: readonly Bounds[]): readonly Outage[] {
  const same = (a: Bounds, b: Bounds) => Date.parse(a.from) === Date.parse(b.from) && Date.parse(a.to) === Date.parse(b.to);
  return outages.filter((one) => !taken.some((other) => same(one, other)));
}

/**
 * What of a correction changes a market below the one corrected. A day that is a holiday there anyway is not added, so that taking it
 * away above leaves it; a day is taken away unless it is a holiday of the region's own.
 */
export function followed(
  correction: Days & { readonly outages?: readonly Outage[]; readonly revoke?: readonly Bounds[] },
  state: Days & { readonly outages: readonly Outage[] },
  own: Pick<CalendarData, 'holidays'>,
  above: Readonly<Record<string, string>>,
): Days & { readonly outages: readonly Outage[]; readonly revoke: readonly Bounds[] } {
  const isHoliday = (date: string) => date in state.add || (date in own.holidays && !state.remove.includes(date));
  const isOwn = (date: string) => date in own.holidays && !(date in above);
  const { outages = [], revoke = [] } = correction;
  return {
    add: Object.fromEntries(Object.entries(correction.add).filter(([date]) => !isHoliday(date))),
    remove: correction.remove.filter((date) => isHoliday(date) && !isOwn(date)),
    outages,
    revoke: revoke.filter((one) => withoutOutages(state.outages, [one]).length < state.outages.length),
  };
}
