/** Corrections of a market's calendar by an admin: the stream `market-<id>` (R2.6). Data files give the first version, events the next. */
import { iso } from '../clock';
import { commandEvents, type EventsOf, event } from '../event';
import { correctedVersion } from '../market';
import type { Role, Stamp } from '../people';
import { Rejection } from '../rejection';
import { date, instant, list, record, text } from '../shape';

/** What happens to a market's calendar. Dates are `YYYY-MM-DD`; `version` names the corrected calendar in later events. */
export const MARKET_EVENTS = {
  CalendarCorrected: event(
    {
      market: text,
      version: text,
      /** Holidays by date. */
      add: record(date, text),
      remove: list(date),
      reason: text,
      by: text,
      at: instant,
    },
    ['admin'],
  ),
  ...commandEvents,
};
/** An event of a market. */
export type MarketEvent = EventsOf<typeof MARKET_EVENTS>;

/**
 * Adds holidays (date → name) to a market's calendar and removes others. `base` is the version of the data file corrected, `holidays`
 * are those of the calendar in force.
 */
export class CorrectMarketCalendar {
  readonly type = 'CorrectMarketCalendar';
  constructor(
    /** The market. */
    readonly id: string,
    readonly stamp: Stamp,
    readonly correction: {
      readonly base: string;
      readonly holidays: Readonly<Record<string, string>>;
      readonly add: Readonly<Record<string, string>>;
      readonly remove: readonly string[];
      readonly reason: string;
    },
  ) {}
}

/** Who may give which command to a market. */
export const MARKET_ROLES: Readonly<Record<CorrectMarketCalendar['type'], readonly Role[]>> = {
  CorrectMarketCalendar: ['admin'],
};

/** All corrections so far, folded: what stands beside the data file. */
export interface MarketCalendar {
  readonly corrections: number;
  readonly version?: string;
  /** Why the last of them was made. */
  readonly reason?: string;
  readonly add: Readonly<Record<string, string>>;
  readonly remove: readonly string[];
}

/** The decider of the streams `market-<id>`. */
export const marketCalendar = {
  category: 'market' as const,
  initial: (): MarketCalendar => ({ corrections: 0, add: {}, remove: [] }),
  decide({ id: market, type, stamp, correction }: CorrectMarketCalendar, state: MarketCalendar): readonly MarketEvent[] {
    if (!MARKET_ROLES[type].includes(stamp.actor.role)) throw new Rejection('forbidden', 'an admin corrects calendars');
    const { base, holidays, add, remove, reason } = correction;
    if (Object.keys(add).length + remove.length === 0)
      throw new Rejection('calendar-date-invalid', 'a correction adds or removes at least one date', 'add');
    const both = remove.find((date) => date in add);
    if (both) throw new Rejection('calendar-date-invalid', `${both} is both added and removed`, 'remove');
    const working = remove.find((date) => !(date in holidays));
    if (working) throw new Rejection('calendar-date-invalid', `${working} is no holiday of this calendar`, 'remove');
    const version = correctedVersion(base, state.corrections + 1);
    return [
      {
        type: 'CalendarCorrected',
        data: { market, version, add, remove, reason, by: stamp.actor.id, at: iso(stamp.at) },
      },
    ];
  },
  evolve(state: MarketCalendar, { type, data }: MarketEvent): MarketCalendar {
    if (type === 'CommandAcknowledged') return state;
    const added = Object.entries(state.add).filter(([date]) => !data.remove.includes(date));
    return {
      corrections: state.corrections + 1,
      version: data.version,
      reason: data.reason,
      add: { ...Object.fromEntries(added), ...data.add },
      remove: [...state.remove.filter((date) => !(date in data.add)), ...data.remove],
    };
  },
};
