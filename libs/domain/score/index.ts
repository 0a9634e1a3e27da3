export {
  answerFact,
  type Fact,
  type FactPart,
  isStepEvent,
  SCORE_WINDOW_MS,
  type StepEvent,
  stepFact,
} from './facts';
export { medianOf } from './median';
export { changedRules } from './other-rules';
export * from './ranking';
export { standingUnder } from './replay';
export * from './score';
export * from './weights';
