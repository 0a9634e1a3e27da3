/** A conversation as its events make it: the fold that the live system, the replay and the tests share. */
import type { Interval } from '../clock';
import type { CalendarRef } from '../market';
import type { ConversationEvent, DataOf, ObligationKind } from './conversation.events';
import type { Progress } from './stages';

/** What became of an obligation; the words stand in inbox, clock and explanation alike. */
export type ObligationStatus =
  | 'open'
  | 'reminded'
  | 'overdue'
  | 'escalated'
  | 'answered'
  | 'answered-late'
  | 'excused'
  | 'withdrawn'
  | 'no-reply-needed';

/** One obligation to answer (R2.1). Instants are epoch milliseconds. */
export interface Obligation {
  readonly message: string;
  readonly kind: ObligationKind;
  /** The revision a reply must have seen to answer it (R2.7). */
  readonly revision: number;
  readonly receivedAt: number;
  allowanceMs: number;
  readonly imported: boolean;
  calendar: CalendarRef;
  dueAt: number;
  overdueAfter: number;
  wakeAt?: number;
  status: ObligationStatus;
  reminded: boolean;
  /** An overdue was recorded and is not void. */
  overdue: boolean;
  level: number;
  pauses: Interval[];
  declaredAt?: number;
  endedAt?: number;
  answeredBy?: string;
}

/** A message as rules need it; the text is not kept. */
interface KnownMessage {
  readonly from: 'buyer' | 'seller' | 'admin';
  /** Where it was sent, held or, later, released. */
  revision: number;
  readonly automatic: boolean;
  held?: DataOf<'MessageHeld'>;
}

/** State of one conversation. Folding changes it in place: whoever folds owns it. */
export interface Conversation {
  opened?: DataOf<'ConversationOpened'>;
  status: 'open' | 'closed';
  closedAt?: number;
  assignee: string | null;
  /** Revision of the last event folded, -1 before the first. */
  revision: number;
  /** Revision of the last event that a reader would want to see: reads and accesses do not count. */
  contentRevision: number;
  readonly messages: Map<string, KnownMessage>;
  readonly obligations: Map<string, Obligation>;
  readonly progress: { count: Progress['count']; trackingNumbers: string[] };
  readonly updates: Set<string>;
  readonly notes: Set<string>;
  readonly violations: Map<string, { status: 'suspected' | 'established' | 'void'; message?: string }>;
  readonly readUpTo: { buyer: number; seller: number };
}

/** The state before the first event. */
export function initialConversation(): Conversation {
  return {
    status: 'open',
    assignee: null,
    revision: -1,
    contentRevision: -1,
    messages: new Map(),
    obligations: new Map(),
    progress: { count: {}, trackingNumbers: [] },
    updates: new Set(),
    notes: new Set(),
    violations: new Map(),
    readUpTo: { buyer: -1, seller: -1 },
  };
}

/** Obligations that still wait for an answer, oldest first. */
export function openObligations(state: Conversation): Obligation[] {
  return [...state.obligations.values()].filter(isOpen);
}

/** Whether an obligation still waits for an answer. */
export function isOpen(obligation: Obligation): boolean {
  return obligation.endedAt === undefined;
}

/** What an obligation is again when it goes on. */
function resumedStatus({ overdue, level, reminded }: Obligation): ObligationStatus {
  if (overdue) return level > 0 ? 'escalated' : 'overdue';
  return reminded ? 'reminded' : 'open';
}

const ms = (iso: string): number => Date.parse(iso);
const maybeMs = (iso: string | undefined): number | undefined => (iso === undefined ? undefined : Date.parse(iso));

/** Folds one event in. Never throws: history cannot be refused. `revision` is the event's place in the stream. */
export function evolve(state: Conversation, event: ConversationEvent, { revision }: { readonly revision: number }): Conversation {
  state.revision = revision;
  if (event.type !== 'ConversationRead' && event.type !== 'HistoryAccessed') state.contentRevision = revision;
  switch (event.type) {
    case 'ConversationOpened':
      state.opened = event.data;
      return state;
    case 'MessageSent': {
      const { message, from, automatic } = event.data;
      state.messages.set(message, { from, revision, automatic: automatic === true });
      return state;
    }
    case 'MessageHeld': {
      const { message, from, automatic } = event.data;
      state.messages.set(message, { from, revision, automatic: automatic === true, held: event.data });
      return state;
    }
    case 'MessageReleased': {
      const known = state.messages.get(event.data.message);
      if (!known) return state;
      known.held = undefined;
      // Nobody on the other side could have seen it before.
      known.revision = revision;
      return state;
    }
    case 'ReplyObligationOpened': {
      const data = event.data;
      state.obligations.set(data.message, {
        message: data.message,
        kind: data.kind,
        revision: data.kind === 'reply' ? (state.messages.get(data.message)?.revision ?? revision) : revision,
        receivedAt: ms(data.receivedAt),
        allowanceMs: Math.round(data.allowanceHours * 3_600_000),
        imported: data.imported === true,
        calendar: data.calendar,
        dueAt: ms(data.dueAt),
        overdueAfter: ms(data.overdueAfter),
        wakeAt: maybeMs(data.wakeAt),
        status: 'open',
        reminded: false,
        overdue: false,
        level: 0,
        pauses: [],
      });
      return state;
    }
    case 'ReplyObligationReminded':
      return onObligation(state, event.data.message, {
        status: 'reminded',
        reminded: true,
        wakeAt: maybeMs(event.data.wakeAt),
      });
    case 'ReplyObligationOverdue':
      return onObligation(state, event.data.message, { status: 'overdue', overdue: true, wakeAt: maybeMs(event.data.wakeAt) });
    case 'ReplyObligationEscalated':
      return onObligation(state, event.data.message, {
        status: 'escalated',
        level: event.data.level,
        wakeAt: maybeMs(event.data.wakeAt),
      });
    case 'ReplyObligationAnswered':
      return onObligation(state, event.data.message, {
        status: event.data.late ? 'answered-late' : 'answered',
        // In time after all, where the answer was held and is released (R2.12).
        overdue: event.data.late,
        answeredBy: event.data.by,
        endedAt: ms(event.data.at),
        wakeAt: undefined,
      });
    case 'ReplyObligationWithdrawn':
      return onObligation(state, event.data.message, { status: 'withdrawn', endedAt: ms(event.data.at), wakeAt: undefined });
    case 'NoReplyNeededDeclared':
      return onObligation(state, event.data.message, {
        status: 'no-reply-needed',
        declaredAt: ms(event.data.at),
        endedAt: ms(event.data.at),
        wakeAt: undefined,
      });
    case 'NoReplyNeededContested': {
      const { message, declaredAt, at, dueAt, overdueAfter, wakeAt } = event.data;
      const obligation = state.obligations.get(message);
      return onObligation(state, message, {
        status: obligation ? resumedStatus(obligation) : 'open',
        pauses: [...(obligation?.pauses ?? []), { from: ms(declaredAt), to: ms(at) }],
        declaredAt: undefined,
        endedAt: undefined,
        dueAt: ms(dueAt),
        overdueAfter: ms(overdueAfter),
        wakeAt: maybeMs(wakeAt),
      });
    }
    case 'ReplyObligationExcused':
      return onObligation(state, event.data.message, {
        status: 'excused',
        overdue: false,
        // A late answer that is excused keeps its time.
        endedAt: state.obligations.get(event.data.message)?.endedAt ?? ms(event.data.at),
        wakeAt: undefined,
      });
    case 'ReplyObligationMoved': {
      const { message, dueAt, overdueAfter, wakeAt, calendar, allowanceHours, overdueVoid } = event.data;
      return onObligation(state, message, {
        calendar,
        ...(allowanceHours !== undefined && { allowanceMs: Math.round(allowanceHours * 3_600_000) }),
        dueAt: ms(dueAt),
        overdueAfter: ms(overdueAfter),
        wakeAt: maybeMs(wakeAt),
        ...(overdueVoid && { status: event.data.reminded ? 'reminded' : 'open', overdue: false, level: 0 }),
      });
    }
    case 'StatusUpdated': {
      const { update, stage, facts } = event.data;
      state.updates.add(update);
      state.progress.count[stage] = (state.progress.count[stage] ?? 0) + 1;
      if (stage === 'shipped' && facts.trackingNumber) state.progress.trackingNumbers.push(facts.trackingNumber);
      return state;
    }
    case 'NoteAdded':
      state.notes.add(event.data.note);
      return state;
    case 'ConversationAssigned':
      state.assignee = event.data.assignee;
      return state;
    case 'ConversationClosed':
      state.status = 'closed';
      state.closedAt = ms(event.data.at);
      return state;
    case 'ConversationReopened':
      state.status = 'open';
      state.closedAt = undefined;
      return state;
    case 'ConversationRead':
      state.readUpTo[event.data.side] = Math.max(state.readUpTo[event.data.side], event.data.upTo);
      return state;
    case 'ViolationRecorded':
      state.violations.set(event.data.violation, { status: event.data.status, message: event.data.evidence.message });
      return state;
    case 'ViolationVoided': {
      const violation = state.violations.get(event.data.violation);
      if (violation) violation.status = 'void';
      return state;
    }
    case 'HistoryAccessed':
      return state;
  }
}

function onObligation(state: Conversation, message: string, change: Partial<Obligation>): Conversation {
  const obligation = state.obligations.get(message);
  if (obligation) Object.assign(obligation, change);
  return state;
}
