/** Closing and opening again (R2.11). */
import { DAY_MS, iso } from '../clock';
import { type EventsOf, event } from '../event';
import { ROLES, type Stamp } from '../people';
import { Rejection } from '../rejection';
import { instant, oneOf, optional, text, written } from '../shape';
import type { Clockwork } from './clockwork';
import type { Conversation, ConversationEvent } from './conversation';
import { type AwaitedUpdates, nothingAwaitedAnyMore } from './missing-updates';
import { ending, openObligations, overdueIfLate } from './obligation';
import { type Screened, screened } from './screening';

/** After so many days a message begins a linked conversation instead of opening this one again. */
const DAYS_UNTIL_CONTINUATION = 30;

/** Closes, with a reason that both sides see; a buyer's closing withdraws open obligations. */
export class CloseConversation {
  readonly type = 'CloseConversation';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly clock: Clockwork,
    readonly reason?: string,
    /** What screening found in the reason. */
    readonly screened?: Screened,
  ) {}
}

/** What that leads to, and what undoes it. */
export const closingEvents = {
  ConversationClosed: event({ role: oneOf(ROLES), reason: optional(written), screened, by: text, at: instant }, [
    'buyer',
    'seller',
    'admin',
    'system',
  ]),
  ConversationReopened: event({ by: text, at: instant }, ['buyer', 'seller', 'admin']),
};

type Event = EventsOf<typeof closingEvents>;
type Data<T extends Event['type']> = Extract<Event, { type: T }>['data'];

/** Whether the conversation is closed, and since when (epoch milliseconds). */
export interface Closing {
  status: 'open' | 'closed';
  closedAt?: number;
}

/** How the events change that. */
export const closingFolds = {
  ConversationClosed(state: Closing & AwaitedUpdates, { at, role }: Data<'ConversationClosed'>): void {
    state.status = 'closed';
    state.closedAt = Date.parse(at);
    if (role === 'buyer') nothingAwaitedAnyMore(state);
  },
  ConversationReopened(state: Closing): void {
    state.status = 'open';
    state.closedAt = undefined;
  },
};

/** `[]`: closed already, and nothing left to withdraw. */
export function closeConversation(command: CloseConversation, state: Conversation): ConversationEvent[] {
  const { stamp, clock, reason, screened } = command;
  const { id: by, role } = stamp.actor;
  // Only the buyer's closing withdraws, also where the seller closed before; a seller cannot close a duty away.
  const withdrawn = role === 'buyer' ? openObligations(state) : [];
  if (state.status === 'closed' && withdrawn.length === 0) return [];
  const at = iso(stamp.at);
  return [
    {
      type: 'ConversationClosed',
      data: { role, ...(reason !== undefined && { reason }), ...(screened && { screened }), by, at },
    },
    ...ending(withdrawn, (obligation) => [
      ...overdueIfLate(obligation, stamp.at, clock),
      { type: 'ReplyObligationWithdrawn', data: { message: obligation.message, reason: 'closed-by-buyer', at } },
    ]),
  ];
}

/** Throws {@link Rejection} `conversation-ended` where who writes goes on in a linked conversation (R2.11). */
export function requireNotEnded(state: Conversation, { actor, at }: Stamp, automatic?: boolean): void {
  const closedFor = state.closedAt === undefined ? 0 : at - state.closedAt;
  // What a seller still owes is answered where it was asked: elsewhere nothing could ever end it. Imported history owes nothing (R1.4).
  const owed = actor.role === 'seller' && !automatic && openObligations(state).some(({ imported }) => !imported);
  if (closedFor > DAYS_UNTIL_CONTINUATION * DAY_MS && !owed)
    throw new Rejection('conversation-ended', 'closed for more than 30 days: continue in a linked conversation');
}

/** Who writes or contests in a closed conversation opens it again. */
export function reopening(state: Closing, { actor, at }: Stamp): ConversationEvent[] {
  return state.status === 'closed' ? [{ type: 'ConversationReopened', data: { by: actor.id, at: iso(at) } }] : [];
}
