/** A conversation begins with its first message (R1.1, R2.1). */
import { iso } from '../clock';
import type { Stamp } from '../people';
import { Rejection } from '../rejection';
import type { Clockwork } from './clockwork';
import type { Conversation, ConversationEvent } from './conversation';
import { delivered, type MessageDraft } from './messages';
import { isParty, type Topic } from './parties';

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
    },
    readonly message: MessageDraft,
  ) {}
}

/** Throws {@link Rejection} `conversation-exists`, and `not-found` for somebody who would be no party. */
export function openConversation(command: OpenConversation, state: Conversation): ConversationEvent[] {
  const { id, opening, message, stamp, clock } = command;
  if (state.opened) throw new Rejection('conversation-exists', 'this conversation is open already', 'conversation');
  if (!isParty(opening, stamp.actor)) throw new Rejection('not-found', 'no such conversation');
  return [
    { type: 'ConversationOpened', data: { conversation: id, ...opening, at: iso(stamp.at) } },
    ...delivered(message, stamp, clock, state, opening.market),
  ];
}
