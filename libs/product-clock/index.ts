/** The product's time: what time it is, which calendar counts, and how both change by event while processes run. */
export { Dispatch } from './dispatch';
export { CalendarUnrecorded, type ClockNumbers, ProductClock } from './product-clock';
