/**
 * The calendar of a market, the stream `market-<id>`: which versions were used, with their data (R2.5), and what was corrected of them
 * (R2.6, R2.14). `market-all` holds the outages of the whole platform.
 */
import { type CalendarData, iso, type Outage } from '../clock';
import { commandEvents, type EventsOf, event } from '../event';
import type { Role, Stamp } from '../people';
import { Rejection } from '../rejection';
import { date, instant, list, object, optional, record, text, whole } from '../shape';
import { correctedHolidays, followed, withoutOutages } from './correction';
import { ALL_MARKETS, correctedVersion } from './markets';
import { supersedes, type ZoneRules } from './zone-rules';

const outage = object({ from: instant, to: instant, reason: text });
const zone = object({ tzdata: text, offsets: record(instant, whole) });

/** What happens to a market's calendar. Dates are `YYYY-MM-DD`. */
export const MARKET_EVENTS = {
  /** A version is used for the first time, with all that it says: no release can be too old to know it. */
  CalendarAdopted: event(
    {
      market: text,
      version: text,
      data: object({
        id: text,
        version: text,
        zone: text,
        weekdays: list(whole),
        from: optional(whole),
        to: optional(whole),
        holidays: record(date, text),
        outages: optional(list(outage)),
      }),
      /** The rules of its time zone, where none are on record yet. */
      zone: optional(zone),
      by: text,
      at: instant,
    },
    ['system'],
  ),
  /** `version` names the corrected calendar in later events. */
  CalendarCorrected: event(
    {
      market: text,
      version: text,
      /** Holidays by date. */
      add: record(date, text),
      remove: list(date),
      /** Time that does not count (R2.14). */
      outages: optional(list(outage)),
      /** Outages recorded before that were none. */
      revoke: optional(list(object({ from: instant, to: instant }))),
      /** The rules of its time zone from now on: newer data have others (R2.6). */
      zone: optional(zone),
      /** The correction of the country, or of all markets, that this one follows. */
      follows: optional(object({ market: text, version: text })),
      reason: text,
      by: text,
      at: instant,
    },
    ['admin', 'system'],
  ),
  ...commandEvents,
};
/** An event of a market. */
export type MarketEvent = EventsOf<typeof MARKET_EVENTS>;
/** A correction as it is recorded. */
export type CalendarCorrection = Extract<MarketEvent, { type: 'CalendarCorrected' }>['data'];

/**
 * Records a version of a market's calendar that is used for the first time, and the rules of its zone that are: the first, or others than
 * those on record.
 */
export class AdoptCalendar {
  readonly type = 'AdoptCalendar';
  constructor(
    /** The market. */
    readonly id: string,
    readonly stamp: Stamp,
    readonly data: CalendarData,
    /** As the time-zone data in use have them. */
    readonly zone?: ZoneRules,
  ) {}
}

/**
 * Adds holidays (date → name) and outages to a market's calendar and takes others away. `base` is the version of the data file
 * corrected, `holidays` are those of the calendar in force.
 */
export class CorrectMarketCalendar {
  readonly type = 'CorrectMarketCalendar';
  constructor(
    /** The market, or {@link ALL_MARKETS} for outages of all. */
    readonly id: string,
    readonly stamp: Stamp,
    readonly correction: {
      readonly base: string;
      readonly holidays: Readonly<Record<string, string>>;
      readonly add: Readonly<Record<string, string>>;
      readonly remove: readonly string[];
      readonly outages?: readonly Outage[];
      readonly revoke?: readonly Pick<Outage, 'from' | 'to'>[];
      readonly reason: string;
    },
  ) {}
}

/**
 * A region follows a correction of its country, a country one of all markets (R2.6): what of it holds there. `own` are the data of its
 * file, `above` the holidays in the file of the market that it follows.
 */
export class FollowCorrection {
  readonly type = 'FollowCorrection';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly correction: CalendarCorrection,
    readonly own: CalendarData,
    readonly above: Readonly<Record<string, string>>,
  ) {}
}

/** A command to a market. */
export type MarketCommand = AdoptCalendar | CorrectMarketCalendar | FollowCorrection;

/** Who may give which command to a market. */
export const MARKET_ROLES: Readonly<Record<MarketCommand['type'], readonly Role[]>> = {
  AdoptCalendar: ['system'],
  CorrectMarketCalendar: ['admin'],
  FollowCorrection: ['system'],
};

/** All corrections so far, folded: what stands beside the data file. */
export interface MarketCalendar {
  /** Versions of data files that are on record. */
  readonly adopted: readonly string[];
  readonly corrections: number;
  readonly version?: string;
  /** Why the last of them was made. */
  readonly reason?: string;
  readonly add: Readonly<Record<string, string>>;
  readonly remove: readonly string[];
  readonly outages: readonly Outage[];
  /** The rules of its time zone. */
  readonly zone?: ZoneRules;
}

/** The decider of the streams `market-<id>`. */
export const marketCalendar = {
  category: 'market' as const,
  initial: (): MarketCalendar => ({ adopted: [], corrections: 0, add: {}, remove: [], outages: [] }),
  decide(command: MarketCommand, state: MarketCalendar): readonly MarketEvent[] {
    if (!MARKET_ROLES[command.type].includes(command.stamp.actor.role))
      throw new Rejection('forbidden', 'an admin corrects calendars');
    switch (command.type) {
      case 'AdoptCalendar':
        return adopt(command, state);
      case 'CorrectMarketCalendar':
        return correct(command, state);
      case 'FollowCorrection':
        return follow(command, state);
    }
  },
  evolve(state: MarketCalendar, { type, data }: MarketEvent): MarketCalendar {
    switch (type) {
      case 'CommandAcknowledged':
        return state;
      case 'CalendarAdopted':
        return { ...state, adopted: [...state.adopted, data.version], zone: state.zone ?? data.zone };
      case 'CalendarCorrected':
        return corrected(state, data);
    }
  },
};

function adopt({ id: market, stamp, data, zone: rules }: AdoptCalendar, state: MarketCalendar): MarketEvent[] {
  const { source: _, offsets: __, ...recorded } = data;
  const told = { by: stamp.actor.id, at: iso(stamp.at) };
  const events: MarketEvent[] = [];
  const first = state.zone ? undefined : rules;
  if (first || !state.adopted.includes(data.version)) {
    const adopted = { market, version: data.version, data: recorded, ...(first && { zone: first }), ...told };
    events.push({ type: 'CalendarAdopted', data: adopted });
  }
  if (rules && state.zone && supersedes(rules, state.zone)) {
    const reason = `${data.zone} has other rules in the time-zone data ${rules.tzdata} than in ${state.zone.tzdata}`;
    const version = correctedVersion(data.version, state.corrections + 1);
    events.push({ type: 'CalendarCorrected', data: { market, version, add: {}, remove: [], zone: rules, reason, ...told } });
  }
  return events;
}

/** Throws {@link Rejection}: `calendar-date-invalid`, `outage-invalid`, `outage-unknown`. */
function correct({ id: market, stamp, correction }: CorrectMarketCalendar, state: MarketCalendar): MarketEvent[] {
  const { base, holidays, add, remove, outages = [], revoke = [], reason } = correction;
  const days = Object.keys(add).length + remove.length;
  if (days + outages.length + revoke.length === 0)
    throw new Rejection('calendar-date-invalid', 'a correction adds or removes at least one date or outage', 'add');
  if (market === ALL_MARKETS && days > 0)
    throw new Rejection('calendar-date-invalid', 'days are those of one market; of all there are outages only', 'add');
  const both = remove.find((date) => date in add);
  if (both) throw new Rejection('calendar-date-invalid', `${both} is both added and removed`, 'remove');
  const working = remove.find((date) => !(date in holidays));
  if (working) throw new Rejection('calendar-date-invalid', `${working} is no holiday of this calendar`, 'remove');
  for (const { from, to } of outages) {
    if (Date.parse(to) <= Date.parse(from)) throw new Rejection('outage-invalid', 'an outage ends after it begins', 'outage');
    if (Date.parse(to) > stamp.at) throw new Rejection('outage-invalid', 'an outage is recorded once it is over', 'outage');
  }
  const unknown = revoke.find((one) => withoutOutages(state.outages, [one]).length === state.outages.length);
  if (unknown)
    throw new Rejection('outage-unknown', `no outage from ${unknown.from} to ${unknown.to} is recorded`, 'revokeOutage');
  const version = correctedVersion(base, state.corrections + 1);
  const data = {
    ...{ market, version, add, remove },
    ...(outages.length > 0 && { outages: outages.map(written) }),
    ...(revoke.length > 0 && { revoke: revoke.map(bounds) }),
    ...{ reason, by: stamp.actor.id, at: iso(stamp.at) },
  };
  return [{ type: 'CalendarCorrected', data }];
}

/** `[]`: nothing of it changes this market. */
function follow({ id: market, stamp, correction, own, above }: FollowCorrection, state: MarketCalendar): MarketEvent[] {
  const { add, remove, outages, revoke } = followed(correction, state, own, above);
  if (Object.keys(add).length + remove.length + outages.length + revoke.length === 0) return [];
  const data = {
    ...{ market, version: correctedVersion(own.version, state.corrections + 1), add, remove },
    ...(outages.length > 0 && { outages }),
    ...(revoke.length > 0 && { revoke }),
    follows: { market: correction.market, version: correction.version },
    ...{ reason: correction.reason, by: correction.by, at: iso(stamp.at) },
  };
  return [{ type: 'CalendarCorrected', data }];
}

function corrected(state: MarketCalendar, { version, reason, ...correction }: CalendarCorrection): MarketCalendar {
  const { outages = [], revoke = [], zone: rules = state.zone } = correction;
  return {
    adopted: state.adopted,
    corrections: state.corrections + 1,
    version,
    reason,
    ...correctedHolidays(state, correction),
    // Told twice it is one, with the reason told last.
    outages: [...withoutOutages(state.outages, [...revoke, ...outages]), ...outages],
    zone: rules,
  };
}

const bounds = ({ from, to }: Pick<Outage, 'from' | 'to'>) => ({ from: iso(Date.parse(from)), to: iso(Date.parse(to)) });
const written = (one: Outage): Outage => ({ ...bounds(one), reason: one.reason });
