/**
 * The decider of the streams `conversation-<uuid>`: the union of its topics, and two routing tables. A rule stands in the file of its
 * topic, with its commands, events, deciding and folding.
 */
import { commandEvents, type EventsOf } from '../event';
import type { Role } from '../people';
import { Rejection } from '../rejection';
import { AssignConversation, type Assignment, assignConversation, assignmentEvents, assignmentFolds } from './assignment';
import {
  type Attachments,
  attachmentEvents,
  attachmentFolds,
  noAttachments,
  RecordScan,
  RemoveAttachment,
  recordScan,
  removeAttachment,
  UploadAttachment,
  uploadAttachment,
} from './attachments';
import { CorrectCalendar, correctCalendar } from './calendar-correction';
import { CloseConversation, type Closing, closeConversation, closingEvents, closingFolds } from './closing';
import { ContestAnswer, contestAnswer } from './contested-answers';
import { ExcuseObligation, excuseObligation, RevokeExcuse, revokeExcuse } from './excuses';
import { HandBack, handBack, type Keeping, keepingEvents, keepingFolds, TakeOver, takeOver, withExcuses } from './keeping';
import { foldMasks, liftedMaskEvents, liftedMaskFolds, type Masks, noMasks, withLiftedMasks } from './lifted-masks';
import {
  type MessageReviews,
  messageReviewEvents,
  messageReviewFolds,
  noMessageReviews,
  ReviewMessage,
  reviewMessage,
} from './message-reviews';
import {
  type Messages,
  messageEvents,
  messageFolds,
  noMessages,
  ReleaseMessage,
  releaseMessage,
  SendMessage,
  sendMessage,
} from './messages';
import {
  type AwaitedUpdates,
  missingUpdateEvents,
  missingUpdateFolds,
  nothingAwaited,
  RemindOfUpdate,
  remindOfUpdate,
} from './missing-updates';
import { ContestNoReplyNeeded, contestNoReplyNeeded, DeclareNoReplyNeeded, declareNoReplyNeeded } from './no-reply-needed';
import { AddNote, addNote, type Notes, noNotes, noteEvents, noteFolds } from './notes';
import {
  foldObligation,
  isObligationEvent,
  noObligations,
  OBLIGATION_EVENTS,
  type ObligationEvent,
  type Obligations,
} from './obligations';
import { OpenConversation, openConversation } from './opening';
import { type Opening, openingEvents, openingFolds, requireParty } from './parties';
import {
  MarkRead,
  markRead,
  nothingRead,
  type Reading,
  RecordAccess,
  readingEvents,
  readingFolds,
  recordAccess,
} from './reading';
import {
  ClaimReview,
  ConfirmViolation,
  claimReview,
  confirmViolation,
  DismissViolation,
  dismissViolation,
  namingRules,
  noReviews,
  RejectMessage,
  RequestReview,
  type Reviews,
  rejectMessage,
  requestReview,
  reviewEvents,
  reviewFolds,
} from './reviews';
import { withSuspicions } from './screening';
import { noStages, type Stages, stageEvents, stageFolds, UpdateStatus, updateStatus } from './stages';
import { KeepTime, keepTime } from './timekeeping';
import {
  noViolations,
  numbered,
  ReportViolation,
  reportViolation,
  type Violations,
  violationEvents,
  violationFolds,
} from './violations';

// What the lib hands out of the topics: a new command of a conversation needs no line in its index.
export {
  AddNote,
  AssignConversation,
  ClaimReview,
  CloseConversation,
  ConfirmViolation,
  ContestAnswer,
  ContestNoReplyNeeded,
  CorrectCalendar,
  DeclareNoReplyNeeded,
  DismissViolation,
  ExcuseObligation,
  HandBack,
  KeepTime,
  MarkRead,
  OpenConversation,
  RecordAccess,
  RecordScan,
  RejectMessage,
  ReleaseMessage,
  RemindOfUpdate,
  RemoveAttachment,
  ReportViolation,
  RequestReview,
  ReviewMessage,
  RevokeExcuse,
  SendMessage,
  TakeOver,
  UpdateStatus,
  UploadAttachment,
};

/** Every event of a conversation. Stored names and shapes never change: a new shape is a new type, and an upcaster. */
export const CONVERSATION_EVENTS = {
  ...openingEvents,
  ...messageEvents,
  ...attachmentEvents,
  ...OBLIGATION_EVENTS,
  ...stageEvents,
  ...missingUpdateEvents,
  ...noteEvents,
  ...assignmentEvents,
  ...closingEvents,
  ...keepingEvents,
  ...readingEvents,
  ...violationEvents,
  ...reviewEvents,
  ...liftedMaskEvents,
  ...messageReviewEvents,
  ...commandEvents,
};
/** An event of a conversation. */
export type ConversationEvent = EventsOf<typeof CONVERSATION_EVENTS>;
/** Name of a conversation event. */
export type ConversationEventType = ConversationEvent['type'];
/** The data of the conversation event named `T`. */
export type DataOf<T extends ConversationEventType> = Extract<ConversationEvent, { type: T }>['data'];

/** The classes of a conversation's commands by name: what a door that takes commands is made from. */
export const CONVERSATION_COMMANDS = {
  OpenConversation,
  SendMessage,
  ReleaseMessage,
  RejectMessage,
  RequestReview,
  UpdateStatus,
  UploadAttachment,
  RecordScan,
  RemoveAttachment,
  AddNote,
  AssignConversation,
  CloseConversation,
  ReportViolation,
  ConfirmViolation,
  DismissViolation,
  ClaimReview,
  ReviewMessage,
  MarkRead,
  RecordAccess,
  DeclareNoReplyNeeded,
  ContestNoReplyNeeded,
  ContestAnswer,
  ExcuseObligation,
  RevokeExcuse,
  CorrectCalendar,
  KeepTime,
  RemindOfUpdate,
  TakeOver,
  HandBack,
};
/** Every command of a conversation. */
export type ConversationCommand = InstanceType<(typeof CONVERSATION_COMMANDS)[keyof typeof CONVERSATION_COMMANDS]>;

/** Who may give which command (R1.3), whichever door it comes in by; buyers and sellers in their own conversations only. */
export const CONVERSATION_ROLES: Readonly<Record<ConversationCommand['type'], readonly Role[]>> = {
  OpenConversation: ['buyer', 'seller'],
  SendMessage: ['buyer', 'seller', 'admin'],
  ReleaseMessage: ['admin'],
  RejectMessage: ['admin'],
  RequestReview: ['buyer', 'seller'],
  UpdateStatus: ['seller'],
  UploadAttachment: ['buyer', 'seller', 'admin'],
  RecordScan: ['system'],
  RemoveAttachment: ['system'],
  AddNote: ['seller', 'admin', 'compliance'],
  AssignConversation: ['seller', 'admin'],
  CloseConversation: ['buyer', 'seller', 'admin'],
  ReportViolation: ['buyer', 'seller', 'admin'],
  ConfirmViolation: ['admin'],
  DismissViolation: ['admin'],
  ClaimReview: ['admin'],
  ReviewMessage: ['admin'],
  MarkRead: ['buyer', 'seller'],
  RecordAccess: ['admin', 'compliance', 'operator'],
  DeclareNoReplyNeeded: ['seller'],
  ContestNoReplyNeeded: ['buyer'],
  ContestAnswer: ['buyer'],
  ExcuseObligation: ['admin'],
  RevokeExcuse: ['admin'],
  CorrectCalendar: ['admin', 'system'],
  KeepTime: ['system'],
  RemindOfUpdate: ['system'],
  TakeOver: ['system'],
  HandBack: ['system'],
};

type Decide<C> = (command: C, state: Conversation) => readonly ConversationEvent[];

const DECIDE: { readonly [C in ConversationCommand as C['type']]: Decide<C> } = {
  OpenConversation: openConversation,
  SendMessage: sendMessage,
  ReleaseMessage: releaseMessage,
  RejectMessage: rejectMessage,
  RequestReview: requestReview,
  UpdateStatus: updateStatus,
  UploadAttachment: uploadAttachment,
  RecordScan: recordScan,
  RemoveAttachment: removeAttachment,
  AddNote: addNote,
  AssignConversation: assignConversation,
  CloseConversation: closeConversation,
  ReportViolation: reportViolation,
  ConfirmViolation: confirmViolation,
  DismissViolation: dismissViolation,
  ClaimReview: claimReview,
  ReviewMessage: reviewMessage,
  MarkRead: markRead,
  RecordAccess: recordAccess,
  DeclareNoReplyNeeded: declareNoReplyNeeded,
  ContestNoReplyNeeded: contestNoReplyNeeded,
  ContestAnswer: contestAnswer,
  ExcuseObligation: excuseObligation,
  RevokeExcuse: revokeExcuse,
  CorrectCalendar: correctCalendar,
  KeepTime: keepTime,
  RemindOfUpdate: remindOfUpdate,
  TakeOver: takeOver,
  HandBack: handBack,
};

/** State of one conversation. Folding changes it in place: whoever folds owns it. */
export interface Conversation
  extends Opening,
    Messages,
    Attachments,
    Obligations,
    Stages,
    AwaitedUpdates,
    Notes,
    Assignment,
    Closing,
    Keeping,
    Reading,
    Violations,
    Reviews,
    Masks,
    MessageReviews {
  /** Revision of the last event folded, -1 before the first. */
  revision: number;
  /** Revision of the last event that a reader would want to see: reads and accesses do not count. */
  contentRevision: number;
}

/** The state before the first event. */
export const initialConversation = (): Conversation => ({
  revision: -1,
  contentRevision: -1,
  status: 'open',
  assignee: null,
  caredForBy: 'seller',
  ...noMessages(),
  ...noAttachments(),
  ...noObligations(),
  ...noStages(),
  ...nothingAwaited(),
  ...noNotes(),
  ...nothingRead(),
  ...noViolations(),
  ...noReviews(),
  ...noMasks(),
  ...noMessageReviews(),
});

type OtherType = Exclude<ConversationEventType, ObligationEvent['type']>;
type Fold<T extends OtherType> = (state: Conversation, data: DataOf<T>, revision: number) => void;

const FOLDS: { readonly [T in OtherType]: Fold<T> } = {
  ...openingFolds,
  ...messageFolds,
  ...attachmentFolds,
  ...stageFolds,
  ...missingUpdateFolds,
  ...noteFolds,
  ...assignmentFolds,
  ...closingFolds,
  ...keepingFolds,
  ...readingFolds,
  ...violationFolds,
  ...reviewFolds,
  ...liftedMaskFolds,
  ...messageReviewFolds,
  CommandAcknowledged: () => undefined,
};

/** Nobody has written, and nobody waits to see it. */
const UNSEEN: ReadonlySet<ConversationEventType> = new Set([
  'ConversationRead',
  'HistoryAccessed',
  'ReviewClaimed',
  'MessageReviewed',
  'AttachmentUploaded',
  'AttachmentScanned',
  'AttachmentInfected',
  'AttachmentRemoved',
  'CommandAcknowledged',
]);

/** What follows from a command. `[]`: nothing to do (a repeat). Throws {@link Rejection} when a rule refuses. */
function decide(command: ConversationCommand, state: Conversation): readonly ConversationEvent[] {
  const { actor } = command.stamp;
  if (!CONVERSATION_ROLES[command.type].includes(actor.role))
    throw new Rejection('forbidden', `${command.type} is not for the role ${actor.role}`);
  if (command.type !== 'OpenConversation') requireParty(state, actor);
  const decided = (DECIDE[command.type] as Decide<ConversationCommand>)(command, state);
  const events = withExcuses(decided, state, command.stamp);
  const first = state.revision + 1;
  const told = withLiftedMasks(namingRules(withSuspicions(events, command, first), state), state, command.stamp);
  return numbered(told, first);
}

/** Folds one event in. Never throws: history cannot be refused. `revision` is the event's place in the stream. */
function evolve(state: Conversation, event: ConversationEvent, { revision }: { readonly revision: number }): Conversation {
  state.revision = revision;
  if (!UNSEEN.has(event.type)) state.contentRevision = revision;
  foldMasks(state, event, revision);
  if (isObligationEvent(event)) foldObligation(state, event, revision);
  else (FOLDS[event.type] as Fold<typeof event.type>)(state, event.data as never, revision);
  return state;
}

/** The decider of the streams `conversation-<uuid>`. */
export const conversation = { category: 'conversation' as const, initial: initialConversation, decide, evolve };
