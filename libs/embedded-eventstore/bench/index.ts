/** What is measured of the store, and how: ratios against a baseline taken in the same run. */
export { benchEngine } from './engine.bench';
export { interleaved, type Measurement, perSecond, rate, scaled } from './measure';
export { benchStore } from './store.bench';
export { benchFullStore } from './store-full.bench';
