/** Corrections of a market's calendar by an admin: the stream `market-<id>` (R2.6). Data files give the first version, events the next. */
import { iso } from '../clock';
import { correctedVersion } from '../market';
import { Rejection } from '../rejection';

/** What happens to a market's calendar. Dates are `YYYY-MM-DD`; `version` names the corrected calendar in later events. */
export type MarketEvent = {
  readonly type: 'CalendarCorrected';
  readonly data: {
    readonly market: string;
    readonly version: string;
    readonly add: Readonly<Record<string, string>>;
    readonly remove: readonly string[];
    readonly reason: string;
    readonly by: string;
    readonly at: string;
  };
};

/**
 * Adds holidays (date → name) to a market's calendar and removes others. `base` is the version of the data file corrected, `holidays`
 * are those of the calendar in force.
 */
export class CorrectMarketCalendar {
  readonly type = 'CorrectMarketCalendar';
  constructor(
    readonly stamp: { readonly actor: { readonly id: string }; readonly at: number },
    readonly correction: {
      readonly market: string;
      readonly base: string;
      readonly holidays: Readonly<Record<string, string>>;
      readonly add: Readonly<Record<string, string>>;
      readonly remove: readonly string[];
      readonly reason: string;
    },
  ) {}
}

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
  category: 'market',
  initial: (): MarketCalendar => ({ corrections: 0, add: {}, remove: [] }),
  decide({ stamp, correction }: CorrectMarketCalendar, state: MarketCalendar): readonly MarketEvent[] {
    const { base, market, holidays, add, remove, reason } = correction;
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
  evolve(state: MarketCalendar, { data }: MarketEvent): MarketCalendar {
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
