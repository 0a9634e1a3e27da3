/** The rules of a market's time zone, which are on record with its calendar (R2.5): a release of the time-zone data may change them. */
import type { Offsets } from '../clock';

/** Offsets of a time zone in the years of a calendar, and the version of the time-zone data that has them (`2026a`). */
export interface ZoneRules {
  readonly tzdata: string;
  readonly offsets: Offsets;
}

/** Whether both are the same rules, whatever data they are from. */
export function sameRules(a: ZoneRules, b: ZoneRules): boolean {
  const written = ({ offsets }: ZoneRules) =>
    JSON.stringify(Object.entries(offsets).sort(([one], [two]) => (one < two ? -1 : 1)));
  return a.offsets === b.offsets || written(a) === written(b);
}

/** Whether these rules take the place of those on record: others, of newer data. Old data never undo what newer ones said. */
export function supersedes(rules: ZoneRules, recorded: ZoneRules): boolean {
  return VERSION.test(rules.tzdata) && rules.tzdata > recorded.tzdata && !sameRules(rules, recorded);
}

const VERSION = /^\d{4}[a-z]+$/;
