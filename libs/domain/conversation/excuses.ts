/** An admin excuses a single obligation, or takes that back (R2.14): a mark beside its status. */
import { iso } from '../clock';
import { type EventsOf, event } from '../event';
import type { Stamp } from '../people';
import { Rejection } from '../rejection';
import { instant, optional, text, uuid } from '../shape';
import type { Clockwork } from './clockwork';
import type { Conversation, ConversationEvent } from './conversation';
import { instantIn, isLate, isOpen, nextWake, type Obligation, overdue, requireObligation, WAKES } from './obligation';
import { marketOf } from './parties';
import { PRODUCT_REASONS } from './product-reasons';
import { lateReplyRecorded, lateReplyVoided } from './violations';

/** The obligation of a message is excused: it is not late, and the timekeeper says nothing more. Its question stays open. */
export class ExcuseObligation {
  readonly type = 'ExcuseObligation';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly clock: Clockwork,
    readonly message: string,
    readonly reason: string,
  ) {}
}

/** The excuse is taken back: what was late is late again. */
export class RevokeExcuse {
  readonly type = 'RevokeExcuse';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly clock: Clockwork,
    readonly message: string,
    readonly reason: string,
  ) {}
}

/** What that leads to. */
export const excuseEvents = {
  /**
   * By the product itself where a corrected calendar explains why it was late (R2.14), and with what a buyer asks where the platform
   * answers in place of the seller (R6.4).
   */
  ReplyObligationExcused: event({ message: uuid, reason: text, by: text, at: instant }, ['admin', 'system', 'buyer'], WAKES),
  ReplyObligationExcuseRevoked: event(
    { message: uuid, reason: text, wakeAt: optional(instant), by: text, at: instant },
    ['admin'],
    WAKES,
  ),
};

type Event = EventsOf<typeof excuseEvents>;
type Data<T extends Event['type']> = Extract<Event, { type: T }>['data'];

/** How it changes an obligation. */
export const excuseFolds = {
  ReplyObligationExcused: (obligation: Obligation, _: Data<'ReplyObligationExcused'>): Obligation => ({
    ...obligation,
    excused: true,
    wakeAt: undefined,
  }),
  ReplyObligationExcuseRevoked: (obligation: Obligation, { wakeAt }: Data<'ReplyObligationExcuseRevoked'>): Obligation => ({
    ...obligation,
    excused: false,
    wakeAt: instantIn(wakeAt),
  }),
};

/** Throws {@link Rejection} `obligation-unknown`, and `obligation-not-open` for one that ended in time. */
export function excuseObligation({ message, reason, stamp }: ExcuseObligation, state: Conversation): ConversationEvent[] {
  const obligation = requireObligation(state, message);
  if (obligation.excused) return [];
  // What was late stays late however it ended: answered, withdrawn, or declared to need no reply.
  if (!isOpen(obligation) && !obligation.overdue)
    throw new Rejection('obligation-not-open', `the obligation is ${obligation.status}`, 'message');
  const at = iso(stamp.at);
  return [
    { type: 'ReplyObligationExcused', data: { message, reason, by: stamp.actor.id, at } },
    ...lateReplyVoided(state, obligation, `${PRODUCT_REASONS.excused}: ${reason}`, at),
  ];
}

/** Throws {@link Rejection} `obligation-unknown`, and `not-excused` where there is nothing to take back. */
export function revokeExcuse({ message, reason, stamp, clock }: RevokeExcuse, state: Conversation): ConversationEvent[] {
  const obligation = requireObligation(state, message);
  if (!obligation.excused) throw new Rejection('not-excused', 'this obligation is not excused', 'message');
  const at = iso(stamp.at);
  const unexcused = { ...obligation, excused: false };
  const late = isLate(obligation, obligation.endedAt ?? stamp.at);
  const wake = (said: boolean) =>
    isOpen(obligation) && !obligation.imported
      ? nextWake({ ...unexcused, overdue: said }, clock.at(obligation.calendar), clock, marketOf(state))
      : {};
  const revoked: ConversationEvent = {
    type: 'ReplyObligationExcuseRevoked',
    data: { message, reason, ...wake(obligation.overdue), by: stamp.actor.id, at },
  };
  // What became late meanwhile is recorded now; what was on record before the excuse is so again.
  if (late && !obligation.overdue) return [revoked, ...overdue(unexcused, stamp.at, clock, wake(true))];
  return obligation.overdue ? [revoked, lateReplyRecorded(obligation, at)] : [revoked];
}
