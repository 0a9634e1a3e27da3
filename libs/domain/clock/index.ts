/** The 24-hour clock (R2): which time counts, and when counted time is used up. */
export {
  type Calendar,
  type CalendarData,
  compileCalendar,
  coverage,
  type DayReason,
  endOf,
  InvalidCalendar,
  localDate,
  type Outage,
  OutsideCalendar,
  offsetsFault,
  runtimeOffsets,
  UnknownCalendar,
} from './calendar';
export {
  type CountedDay,
  counted,
  counts,
  dueAt,
  endOfBusinessDays,
  firstOverdueAt,
  type Interval,
  intervals,
  isOverdue,
} from './clock';
export { DAY_MS } from './days';
export { iso } from './iso';
export type { Offsets } from './zone-eras';
