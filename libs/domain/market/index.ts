/** Markets (R8) and their calendars (R2.5). */
export { calendarDataOf, calendarOf, calendarVersions } from './calendar-versions';
export { correctedData, correctionFault, zonedData } from './correction';
export * from './market-calendar';
export {
  ALL_MARKETS,
  type CalendarRef,
  correctedVersion,
  correctionsIn,
  findMarket,
  followersOf,
  LANGUAGES,
  type Language,
  languageOf,
  languagesIn,
  MARKETS,
  type Market,
  type MarketId,
  regionalMarkets,
} from './markets';
export { sameRules, supersedes, type ZoneRules } from './zone-rules';
