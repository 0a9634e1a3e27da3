export { familiesIn } from './families';
export { LANGUAGES, type Language } from './language-pack';
export {
  ACTIONS,
  type Action,
  allowing,
  DEFAULT_RULES,
  KINDS,
  type Kind,
  type RuleSet,
  type RuleSetData,
  ruleSet,
  type Writer,
} from './rule-set';
export { readRules, writtenRules } from './rule-set-file';
export { actionOf, type Finding, type ScreenedMessage, type Screening, screen } from './screen';
export { hasPieceOfNumber } from './split-numbers';
