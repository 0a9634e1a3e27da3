/** The rules of the helpdesk as plain functions: no framework, no I/O, no clock of their own. */
export * from './clock';
export * from './conversation/attachment-limits';
export {
  type Attachments,
  attachmentEvents,
  attachmentOf,
  isKept,
  type KnownAttachment,
  keyBeside,
  type UploadedFile,
  type UploadNamed,
} from './conversation/attachments';
export * from './conversation/clockwork';
export * from './conversation/conversation';
export * from './conversation/coverage';
export * from './conversation/explanation';
export * from './conversation/imported-history';
export { foundIn, type MaskedPlace, maskedAt, readBy, type Screening, screeningOf, spelled } from './conversation/masking';
export { isSampled } from './conversation/message-reviews';
export type { MessageDraft } from './conversation/messages';
export { NO_REPLY_REASONS, type NoReplyReason } from './conversation/no-reply-needed';
export { OBLIGATION_STATUSES, type Obligation, type ObligationKind, type ObligationStatus } from './conversation/obligation';
export { evolveObligation, isObligationEvent, type ObligationEvent } from './conversation/obligations';
export { isParty, TOPICS, type Topic } from './conversation/parties';
export { PRODUCT_REASONS } from './conversation/product-reasons';
export {
  EVASION_SIGNS,
  type EvasionSign,
  evasionSigns,
  type Question,
  questionsIn,
  sameWords,
  touches,
} from './conversation/questions';
export { EARLIER, knownOfOrder, type Screened, type ScreenedFinding, surest } from './conversation/screening';
export { HIDDEN_FROM } from './conversation/shown-to';
export * from './conversation/stage-facts';
export { REPORTABLE_KINDS, VIOLATION_KINDS, type ViolationKind } from './conversation/violations';
export * from './event';
export * from './evidence/evidence';
export { nameTwice } from './json-names';
export * from './market';
export { CURRENCIES } from './money';
export * from './order/order';
export * from './order/shown';
export * from './people';
export * from './person/person';
export * from './person/retention';
export * from './platform/log';
export * from './platform/parking';
export * from './platform/refusals';
export * from './platform/test-clock';
export * from './precision/precision';
export * from './profile/profile';
export * from './rejection';
export * from './replay';
export * from './score';
export { instant, list, matching, type Of, object, oneOf, optional, type Shape } from './shape';
export * from './standing';
export * from './streams';
export * from './text';
