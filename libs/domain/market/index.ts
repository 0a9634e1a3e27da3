/** Markets (R8) and their calendars (R2.5). */
export { calendarOf, calendarVersions } from './calendar-versions';
export { correctedData, correctionFault } from './correction';
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
  MARKETS,
  type Market,
  type MarketId,
  regionalMarkets,
} from './markets';
