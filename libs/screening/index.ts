export { LANGUAGES, type Language } from './language-pack';
export { ACTIONS, type Action, allowing, DEFAULT_RULES, type Kind, type RuleSet, ruleSet, type Writer } from './rule-set';
export { actionOf, type Finding, type ScreenedMessage, type Screening, screen } from './screen';
export { hasPieceOfNumber } from './split-numbers';
