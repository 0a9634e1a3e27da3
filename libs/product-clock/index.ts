/** The product's time: what time it is, which calendar counts, and how both change by event while processes run. */
export { type ClockNumbers, ProductClock } from './product-clock';
