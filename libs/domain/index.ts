/** The rules of the helpdesk as plain functions: no framework, no I/O, no clock of their own. */
export * from './clock';
export { AssignConversation } from './conversation/assignment';
export { CorrectCalendar } from './conversation/calendar-correction';
export * from './conversation/clockwork';
export { CloseConversation } from './conversation/closing';
export { ContestAnswer } from './conversation/contested-answers';
export {
  type Conversation,
  type ConversationCommand,
  type ConversationEvent,
  type ConversationEventType,
  conversation,
  type DataOf,
  initialConversation,
} from './conversation/conversation';
export { ExcuseObligation, RevokeExcuse } from './conversation/excuses';
export * from './conversation/explanation';
export * from './conversation/imported-history';
export { type MessageDraft, ReleaseMessage, SendMessage } from './conversation/messages';
export { ContestNoReplyNeeded, DeclareNoReplyNeeded, NO_REPLY_REASONS, type NoReplyReason } from './conversation/no-reply-needed';
export { AddNote } from './conversation/notes';
export {
  OBLIGATION_STATUSES,
  type Obligation,
  type ObligationKind,
  type ObligationStatus,
} from './conversation/obligation';
export { evolveObligation, isObligationEvent, type ObligationEvent } from './conversation/obligations';
export { OpenConversation } from './conversation/opening';
export { isParty, TOPICS, type Topic } from './conversation/parties';
export { MarkRead, RecordAccess } from './conversation/reading';
export { STAGES, type Stage, type StageFacts, UpdateStatus } from './conversation/stages';
export { KeepTime } from './conversation/timekeeping';
export { ReportViolation, VIOLATION_KINDS, type ViolationKind } from './conversation/violations';
export * from './event';
export * from './market';
export * from './people';
export * from './platform/parking';
export * from './platform/test-clock';
export * from './rejection';
export type { Of, Shape } from './shape';
export * from './streams';
export * from './text';
