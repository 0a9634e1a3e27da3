/** A reply obligation (R2.1): what it is, how it opens and ends, and when somebody has to look at it again. */
import { type Calendar, type Interval, iso } from '../clock';
import { type EventsOf, event } from '../event';
import type { CalendarRef } from '../market';
import { Rejection } from '../rejection';
import { flag, hours, instant, mark, object, oneOf, optional, text, uuid, whole } from '../shape';
import { type Clockwork, countedUntil, deadlines, escalationMs, instantOf, reminderMs } from './clockwork';
import type { Conversation, ConversationEvent } from './conversation';
import { lateReplyRecorded } from './violations';

const HOUR = 3_600_000;
const MAX_ENDING_EVENTS = 1_000;

/** What opened an obligation: a buyer's message, a promise in a holding reply (R2.9), or a contested answer (R4.2). */
const OBLIGATION_KINDS = ['reply', 'promise', 'unanswered'] as const;
/** One of {@link OBLIGATION_KINDS}. */
export type ObligationKind = (typeof OBLIGATION_KINDS)[number];

/** What became of an obligation; the words stand in inbox, clock and explanation alike. */
export const OBLIGATION_STATUSES = [
  'open',
  'reminded',
  'overdue',
  'escalated',
  'answered',
  'answered-late',
  'withdrawn',
  'no-reply-needed',
] as const;
/** One of {@link OBLIGATION_STATUSES}. */
export type ObligationStatus = (typeof OBLIGATION_STATUSES)[number];

/** One obligation to answer (R2.1). Instants are epoch milliseconds, durations milliseconds. */
export interface Obligation {
  /** The message that opened it; it is its name. */
  readonly message: string;
  readonly kind: ObligationKind;
  /** The revision a reply must have seen to answer it (R2.7). */
  readonly revision: number;
  readonly receivedAt: number;
  readonly allowanceMs: number;
  readonly imported: boolean;
  /** Of a promise that puts off another: the message that made that one (R2.9). */
  readonly renews?: string;
  readonly calendar: CalendarRef;
  readonly dueAt: number;
  readonly overdueAfter: number;
  /** When the timekeeper has something to say next. */
  readonly wakeAt?: number;
  readonly status: ObligationStatus;
  readonly reminded: boolean;
  /** An overdue was recorded and is not void. */
  readonly overdue: boolean;
  /** An admin excused it: it is not late, whatever its status says (R2.14). */
  readonly excused: boolean;
  readonly level: number;
  /** What is not counted (R2.10). */
  readonly pauses: readonly Interval[];
  readonly declaredAt?: number;
  readonly endedAt?: number;
  readonly answeredBy?: string;
  /** Counted until it was answered or declared to need no reply. */
  readonly countedMs?: number;
}

/** The calendar that an event names (R2.5). */
export const calendarRef = object({ market: text, version: text, tzdata: text });

/** Every event about an obligation says when the timekeeper is to ask again (`wakeAt`), or that it never has to (no `wakeAt`). */
export const WAKES = { command: 'KeepTime', key: 'message' } as const;

const ANYBODY = ['buyer', 'seller', 'admin', 'system'] as const;

/**
 * How an obligation opens and ends. Instants are ISO-8601 UTC; `at` is when it happened (for imported history: then, not when
 * imported); counted times are milliseconds.
 */
export const obligationEvents = {
  ReplyObligationOpened: event(
    {
      message: uuid,
      kind: oneOf(OBLIGATION_KINDS),
      receivedAt: instant,
      /** Of a promise: any fraction. In milliseconds it is a whole number, so whoever multiplies rounds. */
      allowanceHours: hours,
      dueAt: instant,
      /** From this instant on (exclusive) counted time is above the allowance: what the timekeeper waits for (R2.3). */
      overdueAfter: instant,
      wakeAt: optional(instant),
      calendar: calendarRef,
      imported: optional(mark),
      /** A promise that puts off the one of this message (R2.9). */
      renews: optional(uuid),
      at: instant,
    },
    ANYBODY,
    WAKES,
  ),
  ReplyObligationOverdue: event(
    { message: uuid, countedMs: whole, dueAt: instant, wakeAt: optional(instant), at: instant },
    ANYBODY,
    WAKES,
  ),
  /** `by` is the message or status update that answered; `late` says whether counted time was above the allowance. */
  ReplyObligationAnswered: event(
    { message: uuid, by: uuid, countedMs: whole, late: flag, at: instant },
    ['seller', 'admin', 'system'],
    WAKES,
  ),
  ReplyObligationWithdrawn: event({ message: uuid, reason: oneOf(['closed-by-buyer']), at: instant }, ['buyer'], WAKES),
};

type Event = EventsOf<typeof obligationEvents>;
type Data<T extends Event['type']> = Extract<Event, { type: T }>['data'];

/** An obligation as its opening makes it; `revision`: what a reply must have seen. */
export function openedObligation(data: Data<'ReplyObligationOpened'>, revision: number): Obligation {
  return {
    message: data.message,
    kind: data.kind,
    revision,
    receivedAt: Date.parse(data.receivedAt),
    allowanceMs: Math.round(data.allowanceHours * HOUR),
    imported: data.imported === true,
    renews: data.renews,
    calendar: data.calendar,
    dueAt: Date.parse(data.dueAt),
    overdueAfter: Date.parse(data.overdueAfter),
    wakeAt: instantIn(data.wakeAt),
    status: 'open',
    reminded: false,
    overdue: false,
    excused: false,
    level: 0,
    pauses: [],
    // What comes later has its place from the beginning: V8 takes five times as long for a copy that gets more fields than it had.
    declaredAt: undefined,
    endedAt: undefined,
    answeredBy: undefined,
    countedMs: undefined,
  };
}

/** How the other events change it. */
export const obligationFolds = {
  ReplyObligationOverdue: (obligation: Obligation, { wakeAt }: Data<'ReplyObligationOverdue'>): Obligation => ({
    ...obligation,
    overdue: true,
    wakeAt: instantIn(wakeAt),
    // Recorded of one that has ended, its status stays what it ended with.
    ...(isOpen(obligation) && { status: 'overdue' as const }),
  }),
  ReplyObligationAnswered: (obligation: Obligation, data: Data<'ReplyObligationAnswered'>): Obligation => ({
    ...obligation,
    status: data.late ? 'answered-late' : 'answered',
    // In time after all, where the answer was held and is released (R2.12).
    overdue: data.late,
    answeredBy: data.by,
    countedMs: data.countedMs,
    endedAt: Date.parse(data.at),
    wakeAt: undefined,
  }),
  ReplyObligationWithdrawn: (obligation: Obligation, { at }: Data<'ReplyObligationWithdrawn'>): Obligation => ({
    ...obligation,
    status: 'withdrawn',
    endedAt: Date.parse(at),
    wakeAt: undefined,
  }),
};

/** An instant of an event in epoch milliseconds, where there is one. */
export const instantIn = (written: string | undefined): number | undefined =>
  written === undefined ? undefined : Date.parse(written);

/** Whether an obligation still waits for an answer. */
export function isOpen(obligation: Pick<Obligation, 'endedAt'>): boolean {
  return obligation.endedAt === undefined;
}

/** What an open obligation is by what was said of it. */
export function openStatus({ overdue, level, reminded }: Pick<Obligation, 'overdue' | 'level' | 'reminded'>): ObligationStatus {
  if (overdue) return level > 0 ? 'escalated' : 'overdue';
  return reminded ? 'reminded' : 'open';
}

/** R2.3: late means counted time above the allowance, which is so exactly after `overdueAfter`. Imported history is never late (R1.4). */
export function isLate(obligation: Pick<Obligation, 'imported' | 'overdueAfter'>, at: number): boolean {
  return !obligation.imported && at > obligation.overdueAfter;
}

/** Milliseconds that count of an obligation until an instant, by its own calendar. */
export function countedOf(obligation: Obligation, at: number, clock: Clockwork): number {
  return countedUntil(clock.at(obligation.calendar), obligation, at);
}

/**
 * R2.1, R2.2, R2.5: the event that opens an obligation at an instant (epoch milliseconds), by the calendar in force; nobody wakes for an
 * imported one (R1.4).
 */
export function openObligation(
  message: string,
  kind: ObligationKind,
  at: number,
  clock: Clockwork,
  market: string,
  {
    allowanceMs = clock.rules(market).allowanceHours * HOUR,
    imported,
    renews,
  }: { allowanceMs?: number; imported?: true; renews?: string } = {},
): Extract<Event, { type: 'ReplyObligationOpened' }> {
  const { calendar, ref } = clock.current(market);
  const facts = { receivedAt: at, allowanceMs, pauses: [], kind };
  const times = deadlines(calendar, facts);
  const untold = { ...facts, ...times, reminded: false, overdue: false, excused: false, level: 0 };
  return {
    type: 'ReplyObligationOpened',
    data: {
      message,
      kind,
      receivedAt: iso(at),
      allowanceHours: allowanceMs / HOUR,
      dueAt: iso(times.dueAt),
      overdueAfter: iso(times.overdueAfter),
      ...(!imported && nextWake(untold, calendar, clock, market)),
      calendar: ref,
      ...(imported && { imported }),
      ...(renews !== undefined && { renews }),
      at: iso(at),
    },
  };
}

/** What the next waking depends on. */
export type Waking = Pick<
  Obligation,
  'receivedAt' | 'allowanceMs' | 'pauses' | 'kind' | 'overdueAfter' | 'reminded' | 'overdue' | 'excused' | 'level'
>;

/** When the timekeeper has something to say of an open obligation next (R2.13), which may have passed already; none: never again. */
export function nextWake(obligation: Waking, calendar: Calendar, clock: Clockwork, market: string): { wakeAt?: string } {
  const at = obligation.excused ? undefined : nextInstant(obligation, calendar, clock, market);
  return at === undefined ? {} : { wakeAt: iso(at) };
}

function nextInstant(obligation: Waking, calendar: Calendar, clock: Clockwork, market: string): number | undefined {
  const rules = clock.rules(market);
  if (!obligation.overdue)
    return obligation.reminded ? obligation.overdueAfter : instantOf(calendar, obligation, reminderMs(obligation, rules));
  const next = rules.escalationHours.find((level) => level > obligation.level);
  return next === undefined ? undefined : instantOf(calendar, obligation, escalationMs(obligation, rules, next));
}

/**
 * What ends each of these obligations, oldest first. All of it is one append, which has at most a mebibyte: where a conversation has
 * more open ones than that, what comes next ends the others.
 */
export function ending(
  obligations: readonly Obligation[],
  end: (obligation: Obligation) => readonly ConversationEvent[],
): ConversationEvent[] {
  const events: ConversationEvent[] = [];
  for (const obligation of obligations) {
    const more = end(obligation);
    if (events.length + more.length > MAX_ENDING_EVENTS) break;
    events.push(...more);
  }
  return events;
}

/** An obligation is answered by a message or a status update; one that is late is recorded as overdue before (R2.7). */
export function answered(obligation: Obligation, by: string, at: number, clock: Clockwork): ConversationEvent[] {
  return [
    ...overdueIfLate(obligation, at, clock),
    {
      type: 'ReplyObligationAnswered',
      data: {
        message: obligation.message,
        by,
        countedMs: countedOf(obligation, at, clock),
        late: isLate(obligation, at),
        at: iso(at),
      },
    },
  ];
}

/** What is late before the timekeeper spoke is recorded as overdue all the same: the history never depends on who was first. */
export function overdueIfLate(obligation: Obligation, at: number, clock: Clockwork): ConversationEvent[] {
  const unsaid = isLate(obligation, at) && !obligation.overdue && !obligation.excused;
  return unsaid ? overdue(obligation, at, clock) : [];
}

/** An obligation is overdue, and that is a violation of the clock's (R5.2); `next` says when to ask again. */
export function overdue(
  obligation: Obligation,
  at: number,
  clock: Clockwork,
  next: { readonly wakeAt?: string } = {},
): ConversationEvent[] {
  const { message, dueAt } = obligation;
  return [
    {
      type: 'ReplyObligationOverdue',
      data: { message, countedMs: countedOf(obligation, at, clock), dueAt: iso(dueAt), ...next, at: iso(at) },
    },
    lateReplyRecorded(obligation, iso(at)),
  ];
}

/** Obligations of a conversation that still wait for an answer, oldest first. */
export function openObligations(state: Pick<Conversation, 'obligations'>): Obligation[] {
  return [...state.obligations.values()].filter(isOpen);
}

/** The obligation of a message. Throws {@link Rejection} `obligation-unknown`. */
export function requireObligation(state: Pick<Conversation, 'obligations'>, message: string): Obligation {
  const obligation = state.obligations.get(message);
  if (!obligation) throw new Rejection('obligation-unknown', 'this message opened no obligation', 'message');
  return obligation;
}
