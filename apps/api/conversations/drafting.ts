import { Inject, Injectable } from '@nestjs/common';
import {
  type ConversationEvent,
  conversation,
  type DataOf,
  type MessageDraft,
  OpenConversation,
  Rejection,
  SendMessage,
  type Stamp,
} from '../../../libs/domain';
import { EventStore, type Handled, uuidV5 } from '../../../libs/event-store';
import { ProductClock } from '../../../libs/product-clock';
import { Commands } from '../application/commands';
import { derivedId } from '../edge/idempotency';

// Changing it would give a conversation a second continuation.
const CONTINUATIONS = 'd5a3c1f2-6a67-4b53-8f34-0c6f7d8a2b11';

/** What somebody wrote, before it is a message. */
type Words = Omit<MessageDraft, 'id' | 'held'>;
type Opening = OpenConversation['opening'];

/** Where a message went, and what that led to. */
interface Sent {
  readonly conversation: string;
  readonly handled: Handled<ConversationEvent>;
}

/** Every message that people write is drafted here, whether it opens a conversation, goes into one, or continues one that ended. */
@Injectable()
export class Drafting {
  constructor(
    private readonly commands: Commands,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(ProductClock) private readonly clock: ProductClock,
  ) {}

  /** Opens a conversation with its first message. */
  async open(stamp: Stamp, opening: Opening, words: Words): Promise<Sent> {
    const id = derivedId(stamp, 'conversation');
    return { conversation: id, handled: await this.#open(id, stamp, opening, draft(stamp, words)) };
  }

  /** Sends a message where it belongs: into the conversation, or into the one that continues it after it ended (R2.11). */
  send(id: string, stamp: Stamp, words: Words): Promise<Sent> {
    return this.#send(id, stamp, draft(stamp, words));
  }

  async #send(id: string, stamp: Stamp, message: MessageDraft): Promise<Sent> {
    try {
      return { conversation: id, handled: await this.#message(id, stamp, message) };
    } catch (error) {
      // What a program wrote continues nothing (R2.8).
      if (!refusedAs(error, 'conversation-ended') || message.automatic) throw error;
    }
    // One continuation per conversation, named after it: both parties and every repetition meet there.
    const next = uuidV5(id, CONTINUATIONS);
    const { seenRevision, answers, replaces: _, ...free } = message;
    // What was seen and named stands in the ended one: of the continuation its author had seen no message (R2.7).
    const unseen = seenRevision === undefined && answers === undefined ? free : { ...free, seenRevision: 0 };
    try {
      return await this.#send(next, stamp, unseen);
    } catch (error) {
      if (!refusedAs(error, 'not-found')) throw error;
    }
    try {
      return { conversation: next, handled: await this.#open(next, stamp, await this.#continuing(id), free) };
    } catch (error) {
      // Somebody was faster; their conversation takes the message.
      if (!refusedAs(error, 'conversation-exists')) throw error;
      return { conversation: next, handled: await this.#message(next, stamp, unseen) };
    }
  }

  #message(id: string, stamp: Stamp, message: MessageDraft): Promise<Handled<ConversationEvent>> {
    return this.commands.dispatch(new SendMessage(id, stamp, this.clock, message));
  }

  #open(id: string, stamp: Stamp, opening: Opening, message: MessageDraft): Promise<Handled<ConversationEvent>> {
    return this.commands.dispatch(new OpenConversation(id, stamp, this.clock, opening, message));
  }

  /** How the conversation begins that continues an ended one: as that began. */
  async #continuing(ended: string): Promise<Opening> {
    const { market, seller, buyer, order, topic, subject } = await this.#openingOf(ended);
    return { market, seller, buyer, ...(order !== undefined && { order }), topic, subject, follows: ended };
  }

  async #openingOf(id: string): Promise<DataOf<'ConversationOpened'>> {
    for await (const event of this.store.read<ConversationEvent>(`${conversation.category}-${id}`))
      if (event.type === 'ConversationOpened') return event.data;
    throw new Rejection('not-found', 'no such conversation');
  }
}

/** The message of these words: the one place where what people write becomes one. */
const draft = (stamp: Stamp, { answers, replaces, ...words }: Words): MessageDraft => ({
  id: derivedId(stamp, 'message'),
  ...words,
  ...(answers && { answers: answers.map((id) => id.toLowerCase()) }),
  ...(replaces !== undefined && { replaces: replaces.toLowerCase() }),
});

const refusedAs = (error: unknown, code: Rejection['code']): boolean => error instanceof Rejection && error.code === code;
