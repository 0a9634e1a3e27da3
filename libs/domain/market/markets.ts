/** The markets: country, time zone, currency, languages, calendar (R8). */
import { CALENDAR_FILES } from './calendars';

/** The languages the product writes in (R8), ISO 639-1. */
export const LANGUAGES = ['de', 'en', 'pl', 'cs', 'sk', 'fr', 'it', 'es', 'nl', 'ro', 'hu'] as const;

/** A language the product writes in. */
export type Language = (typeof LANGUAGES)[number];

/** `de` for a country's market, `de-by` for that of a region. Plain text, because it comes from events and addresses. */
export type MarketId = string;

/** Where a conversation takes place and stays (R8). */
export interface Market {
  readonly id: MarketId;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Second part of ISO 3166-2 (`BY` of DE-BY), where the market is a region with holidays of its own. */
  readonly region?: string;
  /** IANA time zone. */
  readonly zone: string;
  /** ISO 4217. */
  readonly currency: string;
  /** Most used first. */
  readonly languages: readonly Language[];
  /** Id of the calendar that says which days count. */
  readonly calendar: string;
}

/** What an event records so that its deadline can be recomputed (R2.5): market, calendar version, version of the time-zone data. */
export interface CalendarRef {
  readonly market: MarketId;
  readonly version: string;
  readonly tzdata: string;
}

/** The version of a calendar after this many corrections of a data file's (R2.6). */
export const correctedVersion = (file: string, corrections: number): string => `${file}+${corrections}`;

/** How many corrections of its data file a version of a calendar holds. */
export const correctionsIn = (version: string): number => Number(version.split('+')[1] ?? 0);

/** The national markets. Regions with holidays of their own are found by {@link regionalMarkets} and {@link findMarket}. */
export const MARKETS: readonly Market[] = [
  market('de', 'Europe/Berlin', 'EUR', ['de', 'en']),
  market('at', 'Europe/Vienna', 'EUR', ['de', 'en']),
  market('pl', 'Europe/Warsaw', 'PLN', ['pl', 'en']),
  market('cz', 'Europe/Prague', 'CZK', ['cs', 'en']),
  market('sk', 'Europe/Bratislava', 'EUR', ['sk', 'en']),
  market('fr', 'Europe/Paris', 'EUR', ['fr', 'en']),
  market('it', 'Europe/Rome', 'EUR', ['it', 'en']),
  market('es', 'Europe/Madrid', 'EUR', ['es', 'en']),
  market('nl', 'Europe/Amsterdam', 'EUR', ['nl', 'en']),
  market('be', 'Europe/Brussels', 'EUR', ['nl', 'fr', 'de', 'en']),
  market('ro', 'Europe/Bucharest', 'RON', ['ro', 'en']),
  market('hu', 'Europe/Budapest', 'HUF', ['hu', 'en']),
  market('ie', 'Europe/Dublin', 'EUR', ['en']),
];

const REGIONS: ReadonlyMap<MarketId, readonly Market[]> = new Map(MARKETS.map((nation) => [nation.id, regionsOf(nation)]));
const BY_ID: ReadonlyMap<MarketId, Market> = new Map([...MARKETS, ...[...REGIONS.values()].flat()].map((one) => [one.id, one]));

/** In place of a market: all of them. It has no calendar, only outages of the whole platform (R2.14). */
export const ALL_MARKETS: MarketId = 'all';

/** The markets that follow the corrections of one (R2.6): the countries those of all, the regions those of their country. */
export function followersOf(id: MarketId): readonly Market[] {
  return id === ALL_MARKETS ? MARKETS : regionalMarkets(id);
}

/** The regional markets of a national one, such as the German Länder: one for each region whose calendar differs from the nation's. */
export function regionalMarkets(id: MarketId): readonly Market[] {
  return REGIONS.get(id) ?? [];
}

/** The market with this id, national (`de`) or regional (`de-by`); undefined if there is none. */
export function findMarket(id: MarketId): Market | undefined {
  return BY_ID.get(id);
}

/** The language of a text, as its rules are weighed by: of several with blanks between the first; without its region, such as `pt` of `pt-BR`. */
export const languageOf = (language: string): string => language.split(/[ -]/, 1)[0].toLowerCase();

/** The languages a text may be in: the one it says and the first of its market, or all of the market's. */
export function languagesIn(market: string | undefined, said: string | undefined): string {
  const here = (market === undefined ? undefined : findMarket(market)?.languages) ?? [];
  return said === undefined ? here.join(' ') : [said, ...here.slice(0, 1)].join(' ');
}

function regionsOf(nation: Market): readonly Market[] {
  const regions = new Map<MarketId, Market>();
  for (const { id: calendar, zone } of CALENDAR_FILES) {
    const [country, region] = calendar.split('-');
    if (country === nation.id && region)
      regions.set(calendar, { ...nation, id: calendar, region: region.toUpperCase(), zone, calendar });
  }
  return [...regions.values()];
}

function market(id: MarketId, zone: string, currency: string, languages: readonly Language[]): Market {
  return { id, country: id.toUpperCase(), zone, currency, languages, calendar: id };
}
