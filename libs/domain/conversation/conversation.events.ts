/** What can happen in a conversation: the events of the stream `conversation-<uuid>`. Stored names never change. */
import type { CalendarRef } from '../market';

/** What a conversation is about (R1.1). */
export const TOPICS = ['question', 'order', 'shipping', 'return', 'withdrawal', 'complaint', 'warranty', 'claim'] as const;
/** One of {@link TOPICS}. */
export type Topic = (typeof TOPICS)[number];

/** Stages of an after-sales case, in no particular order here; the order is in `stages.ts` (R3.1, R3.2). */
export const STAGES = [
  'order-confirmed',
  'delayed',
  'return-received',
  'repair-started',
  'exchange-started',
  'repair-completed',
  'exchange-prepared',
  'shipped',
  'delivered',
  'refund-issued',
] as const;
/** One of {@link STAGES}. */
export type Stage = (typeof STAGES)[number];

/** Kinds of violation (R5.1). */
export const VIOLATION_KINDS = [
  'external-contact',
  'off-platform-deal',
  'marketing',
  'abusive-language',
  'evasive-answer',
  'late-reply',
] as const;
/** One of {@link VIOLATION_KINDS}. */
export type ViolationKind = (typeof VIOLATION_KINDS)[number];

/** Why a seller may say that no reply is needed (R2.10). */
export const NO_REPLY_REASONS = ['thanks', 'duplicate', 'misdirected'] as const;
/** One of {@link NO_REPLY_REASONS}. */
export type NoReplyReason = (typeof NO_REPLY_REASONS)[number];

/** Roles of people (R1.3); `system` is the platform's own processes. */
export type Role = 'buyer' | 'seller' | 'admin' | 'compliance' | 'system';

/** Who acts: `id` is the token's subject; `seller` is the organisation a seller's member belongs to. */
export interface Actor {
  readonly id: string;
  readonly role: Role;
  readonly seller?: string;
}

/** Facts a stage carries; which are required is decided in `stages.ts` (R3.1). Dates are `YYYY-MM-DD`, amounts decimal strings. */
export interface StageFacts {
  readonly carrier?: string;
  readonly trackingNumber?: string;
  readonly estimatedDelivery?: string;
  readonly amount?: string;
  readonly currency?: string;
  readonly newDate?: string;
  readonly reason?: string;
}

/** What opened an obligation: a buyer's message, a promise in a holding reply (R2.9), or a contested answer (R4.2). */
export type ObligationKind = 'reply' | 'promise' | 'unanswered';

/** Where the evidence of a violation is: event and message of this conversation, and the place in its text where known (R5.2). */
export interface Evidence {
  readonly message?: string;
  readonly revision?: number;
  readonly place?: { readonly from: number; readonly to: number };
  readonly rule?: string;
}

type Event<Type extends string, Data extends object> = { readonly type: Type; readonly data: Data };

/**
 * Every event of a conversation. All instants are ISO-8601 UTC strings; `at` is when it happened (for imported history: then, not
 * when imported); counted times are milliseconds. An obligation is named by the message that opened it (`message`).
 */
export type ConversationEvent =
  | Event<
      'ConversationOpened',
      {
        conversation: string;
        market: string;
        seller: string;
        buyer: string;
        order?: string;
        topic: Topic;
        subject: string;
        /** The conversation this one continues after 30 days (R2.11). */
        follows?: string;
        imported?: true;
        at: string;
      }
    >
  | Event<
      'MessageSent',
      {
        message: string;
        from: 'buyer' | 'seller' | 'admin';
        author: string;
        body: string;
        language?: string;
        /** Ids of the buyer messages this one names as answered. */
        answers?: readonly string[];
        /** The last revision the author had seen (R2.7). */
        seenRevision?: number;
        automatic?: true;
        /** Date promised in a holding reply (R2.9). */
        promisedBy?: string;
        imported?: true;
        at: string;
      }
    >
  | Event<
      'MessageHeld',
      {
        message: string;
        from: 'buyer' | 'seller';
        author: string;
        body: string;
        language?: string;
        answers?: readonly string[];
        seenRevision?: number;
        automatic?: true;
        promisedBy?: string;
        reason: string;
        at: string;
      }
    >
  /** A held message is delivered unchanged; `submittedAt` is when it was held (R2.12). The body stands in the `MessageHeld` before. */
  | Event<'MessageReleased', { message: string; from: 'buyer' | 'seller'; submittedAt: string; by: string; at: string }>
  | Event<
      'ReplyObligationOpened',
      {
        message: string;
        kind: ObligationKind;
        receivedAt: string;
        /** Of a promise: any fraction. In milliseconds it is a whole number, so whoever multiplies rounds. */
        allowanceHours: number;
        dueAt: string;
        /** From this instant on (exclusive) counted time is above the allowance: what the timekeeper waits for (R2.3). */
        overdueAfter: string;
        /** When the timekeeper has something to say next; absent when never. The same in every event below. */
        wakeAt?: string;
        calendar: CalendarRef;
        imported?: true;
        at: string;
      }
    >
  | Event<'ReplyObligationReminded', { message: string; countedMs: number; dueAt: string; wakeAt?: string; at: string }>
  | Event<'ReplyObligationOverdue', { message: string; countedMs: number; dueAt: string; wakeAt?: string; at: string }>
  | Event<
      'ReplyObligationEscalated',
      { message: string; level: number; countedMs: number; dueAt: string; wakeAt?: string; at: string }
    >
  /** `by` is the message or status update that answered; `late` says whether counted time was above the allowance. */
  | Event<'ReplyObligationAnswered', { message: string; by: string; countedMs: number; late: boolean; at: string }>
  | Event<'ReplyObligationWithdrawn', { message: string; reason: 'closed-by-buyer'; at: string }>
  | Event<'NoReplyNeededDeclared', { message: string; reason: NoReplyReason; countedMs: number; by: string; at: string }>
  /** The clock goes on; the time from `declaredAt` to `at` is not counted (R2.10). */
  | Event<
      'NoReplyNeededContested',
      {
        message: string;
        declaredAt: string;
        dueAt: string;
        overdueAfter: string;
        wakeAt?: string;
        /** The reminder was given before: it is not given twice (R2.13). */
        reminded?: true;
        by: string;
        at: string;
      }
    >
  | Event<'ReplyObligationExcused', { message: string; reason: string; by: string; at: string }>
  | Event<
      'ReplyObligationMoved',
      {
        message: string;
        dueAt: string;
        overdueAfter: string;
        wakeAt?: string;
        calendar: CalendarRef;
        /** Of a promise, whose date stays: what counts until then now. */
        allowanceHours?: number;
        /** An overdue recorded under the old calendar is void (R2.6). */
        overdueVoid?: true;
        /** The reminder was given before: it is not given twice (R2.13). */
        reminded?: true;
        reason: string;
        at: string;
      }
    >
  | Event<
      'StatusUpdated',
      { update: string; stage: Stage; facts: StageFacts; answers?: readonly string[]; by: string; at: string }
    >
  | Event<'NoteAdded', { note: string; body: string; by: string; at: string }>
  | Event<'ConversationAssigned', { assignee: string | null; by: string; at: string }>
  | Event<'ConversationClosed', { role: Role; by: string; at: string }>
  | Event<'ConversationReopened', { by: string; at: string }>
  /** A side has read everything up to and including `upTo` (a revision). */
  | Event<'ConversationRead', { side: 'buyer' | 'seller'; upTo: number; by: string; at: string }>
  | Event<
      'ViolationRecorded',
      {
        violation: string;
        kind: ViolationKind;
        source: 'screening' | 'report' | 'clock';
        status: 'suspected' | 'established';
        evidence: Evidence;
        by: string;
        note?: string;
        at: string;
      }
    >
  | Event<'ViolationVoided', { violation: string; reason: string; at: string }>
  /** Admin or compliance read this conversation (R1.3). */
  | Event<
      'HistoryAccessed',
      { role: Role; by: string; reason: string; what: string; asOf?: string; revision?: number; at: string }
    >;

/** Name of a conversation event. */
export type ConversationEventType = ConversationEvent['type'];

/** The data of the conversation event named `T`. */
export type DataOf<T extends ConversationEventType> = Extract<ConversationEvent, { type: T }>['data'];
