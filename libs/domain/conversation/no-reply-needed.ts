/** A seller says that a message needs no reply, its buyer may contest (R2.10). */
import { iso } from '../clock';
import { type EventsOf, event } from '../event';
import type { Stamp } from '../people';
import { Rejection } from '../rejection';
import { instant, mark, oneOf, optional, text, uuid, whole } from '../shape';
import { type Clockwork, deadlines } from './clockwork';
import { reopening, requireNotEnded } from './closing';
import type { Conversation, ConversationEvent } from './conversation';
import {
  countedOf,
  instantIn,
  isOpen,
  nextWake,
  type Obligation,
  openStatus,
  overdueIfLate,
  requireObligation,
  WAKES,
} from './obligation';
import { marketOf } from './parties';

/** Why a seller may say that no reply is needed. */
export const NO_REPLY_REASONS = ['thanks', 'duplicate', 'misdirected'] as const;
/** One of {@link NO_REPLY_REASONS}. */
export type NoReplyReason = (typeof NO_REPLY_REASONS)[number];

/** The seller says that a buyer's message needs no reply. */
export class DeclareNoReplyNeeded {
  readonly type = 'DeclareNoReplyNeeded';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly clock: Clockwork,
    readonly message: string,
    readonly reason: NoReplyReason,
  ) {}
}

/** The buyer contests that; the clock goes on. */
export class ContestNoReplyNeeded {
  readonly type = 'ContestNoReplyNeeded';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly clock: Clockwork,
    readonly message: string,
  ) {}
}

/** What that leads to. */
export const noReplyEvents = {
  NoReplyNeededDeclared: event(
    { message: uuid, reason: oneOf(NO_REPLY_REASONS), countedMs: whole, by: text, at: instant },
    ['seller'],
    WAKES,
  ),
  /** The clock goes on; the time from `declaredAt` to `at` is not counted. */
  NoReplyNeededContested: event(
    {
      message: uuid,
      declaredAt: instant,
      dueAt: instant,
      overdueAfter: instant,
      wakeAt: optional(instant),
      /** The reminder was given before: it is not given twice (R2.13). */
      reminded: optional(mark),
      by: text,
      at: instant,
    },
    ['buyer'],
    WAKES,
  ),
};

type Event = EventsOf<typeof noReplyEvents>;
type Data<T extends Event['type']> = Extract<Event, { type: T }>['data'];

/** How it changes an obligation. */
export const noReplyFolds = {
  NoReplyNeededDeclared: (obligation: Obligation, { countedMs, at }: Data<'NoReplyNeededDeclared'>): Obligation => ({
    ...obligation,
    status: 'no-reply-needed',
    countedMs,
    declaredAt: Date.parse(at),
    endedAt: Date.parse(at),
    wakeAt: undefined,
  }),
  NoReplyNeededContested: (obligation: Obligation, data: Data<'NoReplyNeededContested'>): Obligation => ({
    ...obligation,
    status: openStatus(obligation),
    pauses: [...obligation.pauses, { from: Date.parse(data.declaredAt), to: Date.parse(data.at) }],
    countedMs: undefined,
    declaredAt: undefined,
    endedAt: undefined,
    dueAt: Date.parse(data.dueAt),
    overdueAfter: Date.parse(data.overdueAfter),
    wakeAt: instantIn(data.wakeAt),
  }),
};

/** Throws {@link Rejection} `obligation-unknown`, `obligation-not-open`, or `already-contested`: it can be declared once for a message. */
export function declareNoReplyNeeded(command: DeclareNoReplyNeeded, state: Conversation): ConversationEvent[] {
  const { stamp, clock, message, reason } = command;
  const obligation = requireObligation(state, message);
  if (obligation.status === 'no-reply-needed') return [];
  if (!isOpen(obligation)) throw new Rejection('obligation-not-open', `the obligation is ${obligation.status}`, 'message');
  if (obligation.kind !== 'reply')
    throw new Rejection('obligation-not-open', 'only a buyer message can be declared to need no reply', 'message');
  // Only a contest leaves time that is not counted.
  if (obligation.pauses.length > 0)
    throw new Rejection('already-contested', 'the buyer contested that no reply is needed: only an answer ends it', 'message');
  const by = stamp.actor.id;
  const countedMs = countedOf(obligation, stamp.at, clock);
  return [
    ...overdueIfLate(obligation, stamp.at, clock),
    { type: 'NoReplyNeededDeclared', data: { message, reason, countedMs, by, at: iso(stamp.at) } },
  ];
}

/** Throws {@link Rejection} `nothing-to-contest`, or `conversation-ended`: then it is asked anew (R2.11). */
export function contestNoReplyNeeded(command: ContestNoReplyNeeded, state: Conversation): ConversationEvent[] {
  const { stamp, clock, message } = command;
  const obligation = state.obligations.get(message);
  if (obligation?.status !== 'no-reply-needed' || obligation.declaredAt === undefined)
    throw new Rejection('nothing-to-contest', 'nobody declared that this message needs no reply', 'message');
  requireNotEnded(state, stamp);
  const paused = { ...obligation, pauses: [...obligation.pauses, { from: obligation.declaredAt, to: stamp.at }] };
  const calendar = clock.at(obligation.calendar);
  const times = deadlines(calendar, paused);
  return [
    ...reopening(state, stamp),
    {
      type: 'NoReplyNeededContested',
      data: {
        message,
        declaredAt: iso(obligation.declaredAt),
        dueAt: iso(times.dueAt),
        overdueAfter: iso(times.overdueAfter),
        ...(!obligation.imported && nextWake({ ...paused, ...times }, calendar, clock, marketOf(state))),
        ...(obligation.reminded && { reminded: true as const }),
        by: stamp.actor.id,
        at: iso(stamp.at),
      },
    },
  ];
}
