/** A buyer says "this did not answer my question" (R4.2). */
import type { Stamp } from '../people';
import { Rejection } from '../rejection';
import type { Clockwork } from './clockwork';
import { reopening, requireNotEnded } from './closing';
import type { Conversation, ConversationEvent } from './conversation';
import { openObligation } from './obligation';
import { marketOf } from './parties';

/** The buyer says so of a seller's message; a new obligation opens, never a late one in the past. */
export class ContestAnswer {
  readonly type = 'ContestAnswer';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly clock: Clockwork,
    readonly message: string,
  ) {}
}

/** Throws {@link Rejection} `message-unknown`, `nothing-to-contest`, or `conversation-ended`: then it is asked anew (R2.11). */
export function contestAnswer({ message, stamp, clock }: ContestAnswer, state: Conversation): ConversationEvent[] {
  const known = state.messages.get(message);
  if (known?.from !== 'seller' || known.held)
    throw new Rejection('message-unknown', 'only a message of the seller can be said not to answer', 'message');
  if (known.automatic)
    throw new Rejection('nothing-to-contest', 'an automatic message answers nothing: the question is still open', 'message');
  const existing = state.obligations.get(message);
  if (existing?.kind === 'unanswered') return [];
  // Its result would be lost: an obligation is named by its message, and past results stay.
  if (existing)
    throw new Rejection('nothing-to-contest', 'this message promised an answer: contest the answer that follows', 'message');
  // R1.4: what was answered before is nobody's work now.
  if (known.imported) throw new Rejection('nothing-to-contest', 'imported history owes no answer: ask anew', 'message');
  requireNotEnded(state, stamp);
  return [...reopening(state, stamp), openObligation(message, 'unanswered', stamp.at, clock, marketOf(state))];
}
