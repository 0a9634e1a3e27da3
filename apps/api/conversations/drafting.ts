import { Inject, Injectable } from '@nestjs/common';
import {
  type ConversationEvent,
  conversation,
  type DataOf,
  type MessageDraft,
  OpenConversation,
  Rejection,
  SendMessage,
} from '../../../libs/domain';
import { EventStore, type Handled, uuidV5 } from '../../../libs/event-store';
import { type Intent, Writing } from '../edge/idempotency';

// Changing it would give a conversation a second continuation.
const CONTINUATIONS = 'd5a3c1f2-6a67-4b53-8f34-0c6f7d8a2b11';

/** Sends a message where it belongs: into the conversation, or into the one that continues it after it ended (R2.11). */
@Injectable()
export class FollowUp {
  constructor(
    private readonly writing: Writing,
    @Inject(EventStore) private readonly store: EventStore,
  ) {}

  async send(
    id: string,
    draft: MessageDraft,
    intent: Intent,
  ): Promise<{ conversation: string; handled: Handled<ConversationEvent> }> {
    try {
      return { conversation: id, handled: await this.#message(id, draft, intent) };
    } catch (error) {
      if (!refusedAs(error, 'conversation-ended')) throw error;
    }
    // One continuation per conversation, named after it: both parties and every repetition meet there.
    const next = uuidV5(id, CONTINUATIONS);
    const { seenRevision, answers, ...free } = draft;
    // What was seen and named stands in the ended one: of the continuation its author had seen no message (R2.7).
    const unseen = seenRevision === undefined && answers === undefined ? free : { ...free, seenRevision: 0 };
    try {
      return await this.send(next, unseen, intent);
    } catch (error) {
      if (!refusedAs(error, 'not-found')) throw error;
    }
    try {
      return { conversation: next, handled: await this.#open(id, next, free, intent) };
    } catch (error) {
      // Somebody was faster; their conversation takes the message.
      if (!refusedAs(error, 'conversation-exists')) throw error;
      return { conversation: next, handled: await this.#message(next, unseen, intent) };
    }
  }

  #message(id: string, draft: MessageDraft, intent: Intent): Promise<Handled<ConversationEvent>> {
    return this.writing.send(conversation, new SendMessage(id, intent.stamp, this.writing.clock, draft));
  }

  async #open(ended: string, next: string, draft: MessageDraft, intent: Intent): Promise<Handled<ConversationEvent>> {
    const { market, seller, buyer, order, topic, subject } = await this.#openingOf(ended);
    const opening = {
      market,
      seller,
      buyer,
      ...(order !== undefined && { order }),
      topic,
      subject,
      follows: ended,
    };
    return this.writing.send(conversation, new OpenConversation(next, intent.stamp, this.writing.clock, opening, draft));
  }

  async #openingOf(id: string): Promise<DataOf<'ConversationOpened'>> {
    for await (const event of this.store.read<ConversationEvent>(`${conversation.category}-${id}`))
      if (event.type === 'ConversationOpened') return event.data;
    throw new Rejection('not-found', 'no such conversation');
  }
}

const refusedAs = (error: unknown, code: Rejection['code']): boolean => error instanceof Rejection && error.code === code;
