export type { Appeal } from './appeals';
export { requireStanding } from './effects';
export { type Counted, countingAt, type EstablishedViolation, sumOf } from './points';
export { STANDING_RULES, STEPS, type StandingRules, type Step } from './rules';
export {
  type Grounds,
  SANCTION_STATES,
  type Sanction,
  type SanctionState,
  type Statement,
  sellerOf,
} from './sanction';
export * from './standing';
