/** Markets (R8) and their calendars (R2.5). */
export { calendarOf, calendarVersions } from './calendar-versions';
export {
  type CalendarRef,
  correctedVersion,
  correctionsIn,
  findMarket,
  LANGUAGES,
  type Language,
  MARKETS,
  type Market,
  type MarketId,
  regionalMarkets,
} from './markets';
