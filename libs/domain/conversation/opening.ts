/** A conversation begins with its first message (R1.1, R2.1). */
import { iso } from '../clock';
import type { Stamp } from '../people';
import { Rejection } from '../rejection';
import { withAttachments } from './attachments';
import type { Clockwork } from './clockwork';
import type { Conversation, ConversationEvent } from './conversation';
import { delivered, type MessageDraft } from './messages';
import { isParty, type Topic } from './parties';
import type { Screened } from './screening';

/** Opens the conversation `id` with its first message. */
export class OpenConversation {
  readonly type = 'OpenConversation';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly clock: Clockwork,
    readonly opening: {
      readonly market: string;
      readonly seller: string;
      readonly buyer: string;
      readonly order?: string;
      readonly topic: Topic;
      readonly subject: string;
      readonly follows?: string;
      /** What screening found in the subject. */
      readonly screened?: Screened;
    },
    readonly message: MessageDraft,
    /** What was told of those who are to talk (R1.6); who talked before needs none of it. */
    readonly known?: {
      /** Whether strangers are refused. */
      readonly required: boolean;
      /** Whether the seller exists. */
      readonly seller: boolean;
      /** The order named, where it was told. */
      readonly order?: { readonly buyer: string; readonly seller: string };
    },
  ) {}
}

/** Throws {@link Rejection} `conversation-exists`, `not-found` for somebody who would be no party, and what strangers are refused for. */
export function openConversation(command: OpenConversation, state: Conversation): ConversationEvent[] {
  const { id, opening, message, stamp, clock } = command;
  if (state.opened) throw new Rejection('conversation-exists', 'this conversation is open already', 'conversation');
  if (!isParty(opening, stamp.actor)) throw new Rejection('not-found', 'no such conversation');
  requireAcquaintance(command);
  return [
    { type: 'ConversationOpened', data: { conversation: id, ...opening, at: iso(stamp.at) } },
    ...delivered(withAttachments(message, stamp, state), stamp, clock, state, opening.market),
  ];
}

/** R1.6. Throws {@link Rejection} `order-unknown` (an order of others looks like none), `seller-unknown`, `order-required`. */
function requireAcquaintance({ opening, stamp, known }: OpenConversation): void {
  if (!known) return;
  const { buyer, seller, order } = opening;
  const told = known.order;
  if (told ? told.buyer !== buyer || told.seller !== seller : known.required && order !== undefined)
    throw new Rejection('order-unknown', 'there is no such order of this buyer and this seller', 'order');
  if (!known.required) return;
  if (stamp.actor.role === 'buyer' && !known.seller) throw new Rejection('seller-unknown', 'there is no such seller', 'seller');
  if (stamp.actor.role === 'seller' && order === undefined)
    throw new Rejection('order-required', 'a seller writes to the buyer of an order of its own: the order is named', 'order');
}
