/** What can be asked of a conversation. Time, ids, actor and calendars come in the command: same input, same events. */
import type { Clockwork } from './clockwork';
import type { Actor, NoReplyReason, Stage, StageFacts, Topic, ViolationKind } from './conversation.events';

/** A message as its author hands it in; `id` is a UUID chosen by the api. */
export interface MessageDraft {
  readonly id: string;
  readonly body: string;
  readonly language?: string;
  readonly seenRevision?: number;
  readonly answers?: readonly string[];
  readonly promisedBy?: string;
  readonly automatic?: boolean;
  /** Set by screening: the message is kept back for review with this reason (R5.3). */
  readonly held?: string;
}

/** Who acts and when: `at` is epoch milliseconds of the product's clock. Every command begins with these two. */
export interface Stamp {
  readonly actor: Actor;
  readonly at: number;
}

/** Opens a conversation with its first message (R1.1, R2.1). */
export class OpenConversation {
  readonly type = 'OpenConversation';
  constructor(
    readonly stamp: Stamp,
    readonly clock: Clockwork,
    readonly opening: {
      readonly conversation: string;
      readonly market: string;
      readonly seller: string;
      readonly buyer: string;
      readonly order?: string;
      readonly topic: Topic;
      readonly subject: string;
      readonly follows?: string;
    },
    readonly message: MessageDraft,
  ) {}
}

/** Sends a message; from a human seller it answers what its author had seen (R2.7). */
export class SendMessage {
  readonly type = 'SendMessage';
  constructor(
    readonly stamp: Stamp,
    readonly clock: Clockwork,
    readonly message: MessageDraft,
  ) {}
}

/** A reviewer delivers a held message unchanged (R2.12). */
export class ReleaseMessage {
  readonly type = 'ReleaseMessage';
  constructor(
    readonly stamp: Stamp,
    readonly clock: Clockwork,
    readonly message: string,
  ) {}
}

/** The seller reports a stage of the after-sales case; it answers only the messages it names (R2.8, R3). */
export class UpdateStatus {
  readonly type = 'UpdateStatus';
  constructor(
    readonly stamp: Stamp,
    readonly clock: Clockwork,
    readonly update: {
      readonly id: string;
      readonly stage: Stage;
      readonly facts: StageFacts;
      readonly answers?: readonly string[];
    },
  ) {}
}

/** An internal note of the seller or the platform; the buyer never sees it. */
export class AddNote {
  readonly type = 'AddNote';
  constructor(
    readonly stamp: Stamp,
    readonly note: { readonly id: string; readonly body: string },
  ) {}
}

/** Hands the conversation to a member of the seller, or to nobody. */
export class AssignConversation {
  readonly type = 'AssignConversation';
  constructor(
    readonly stamp: Stamp,
    readonly assignee: string | null,
  ) {}
}

/** Closes; a buyer's closing withdraws open obligations (R2.11). */
export class CloseConversation {
  readonly type = 'CloseConversation';
  constructor(
    readonly stamp: Stamp,
    readonly clock: Clockwork,
  ) {}
}

/** Reports a message as a violation; recorded as suspected (R5.2). */
export class ReportViolation {
  readonly type = 'ReportViolation';
  constructor(
    readonly stamp: Stamp,
    readonly report: { readonly id: string; readonly message: string; readonly kind: ViolationKind; readonly note?: string },
  ) {}
}

/** The caller's side has read up to a revision (the last one if none is named). */
export class MarkRead {
  readonly type = 'MarkRead';
  constructor(
    readonly stamp: Stamp,
    readonly upTo?: number,
  ) {}
}

/** Admin or compliance reads the conversation and says why (R1.3). */
export class RecordAccess {
  readonly type = 'RecordAccess';
  constructor(
    readonly stamp: Stamp,
    readonly access: { readonly reason: string; readonly what: string; readonly asOf?: string; readonly revision?: number },
  ) {}
}

/** The seller says that a buyer's message needs no reply (R2.10). */
export class DeclareNoReplyNeeded {
  readonly type = 'DeclareNoReplyNeeded';
  constructor(
    readonly stamp: Stamp,
    readonly clock: Clockwork,
    readonly message: string,
    readonly reason: NoReplyReason,
  ) {}
}

/** The buyer contests that; the clock goes on (R2.10). */
export class ContestNoReplyNeeded {
  readonly type = 'ContestNoReplyNeeded';
  constructor(
    readonly stamp: Stamp,
    readonly clock: Clockwork,
    readonly message: string,
  ) {}
}

/** The buyer says "this did not answer my question" of a seller's message (R4.2). */
export class ContestAnswer {
  readonly type = 'ContestAnswer';
  constructor(
    readonly stamp: Stamp,
    readonly clock: Clockwork,
    readonly message: string,
  ) {}
}

/** An admin excuses an obligation (R2.14). */
export class ExcuseObligation {
  readonly type = 'ExcuseObligation';
  constructor(
    readonly stamp: Stamp,
    readonly clock: Clockwork,
    readonly message: string,
    readonly reason: string,
  ) {}
}

/** A corrected calendar is applied to an open obligation (R2.6). */
export class CorrectCalendar {
  readonly type = 'CorrectCalendar';
  constructor(
    readonly stamp: Stamp,
    readonly clock: Clockwork,
    readonly message: string,
    readonly reason: string,
  ) {}
}

/** The timekeeper asks whether an obligation has something to say now: reminder, overdue, escalation (R2.13). */
export class KeepTime {
  readonly type = 'KeepTime';
  constructor(
    readonly stamp: Stamp,
    readonly clock: Clockwork,
    readonly message: string,
  ) {}
}

/** Every command of a conversation. */
export type ConversationCommand =
  | OpenConversation
  | SendMessage
  | ReleaseMessage
  | UpdateStatus
  | AddNote
  | AssignConversation
  | CloseConversation
  | ReportViolation
  | MarkRead
  | RecordAccess
  | DeclareNoReplyNeeded
  | ContestNoReplyNeeded
  | ContestAnswer
  | ExcuseObligation
  | CorrectCalendar
  | KeepTime;
