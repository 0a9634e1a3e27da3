import { Inject, Injectable } from '@nestjs/common';
import {
  type ConversationEvent,
  findMarket,
  type MessageDraft,
  OpenConversation,
  Rejection,
  SendMessage,
  type Stamp,
  screeningOf,
  spelled,
} from '../../../libs/domain';
import { type Handled, uuidV5 } from '../../../libs/event-store';
import { ProductClock } from '../../../libs/product-clock';
import { Commands } from '../application/commands';
import { OnRecord } from '../application/on-record';
import { derivedId } from '../edge/idempotency';
import { invalid } from '../edge/problem';
import { Screens } from '../screening/screens';

// Changing it would give a conversation a second continuation.
const CONTINUATIONS = 'd5a3c1f2-6a67-4b53-8f34-0c6f7d8a2b11';

/** What somebody wrote, before it is a message. */
type Words = Omit<MessageDraft, 'id' | 'held' | 'screened'>;
type Opening = Omit<OpenConversation['opening'], 'screened'>;

/** Under which the module provides whether orders are required. */
export const ORDERS = Symbol('orders');
type OrdersSwitch = 'optional' | 'required';

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
    private readonly record: OnRecord,
    @Inject(ProductClock) private readonly clock: ProductClock,
    @Inject(ORDERS) private readonly orders: OrdersSwitch,
    @Inject(Screens) private readonly screens: Screens,
  ) {}

  /** Opens a conversation with its first message. */
  async open(stamp: Stamp, opening: Opening, words: Words): Promise<Sent> {
    const id = derivedId(stamp, 'conversation');
    const message = { ...draft(stamp, words), ...(await this.screens.message(stamp, opening, words)) };
    const [screened, known] = await Promise.all([this.#screened(stamp, opening), this.#known(opening)]);
    return { conversation: id, handled: await this.#open(id, stamp, screened, message, known) };
  }

  /** Sends a message where it belongs: into the conversation, or into the one that continues it after it ended (R2.11). */
  async send(id: string, stamp: Stamp, words: Words, ifRevision?: number): Promise<Sent> {
    return this.#send(id, stamp, { ...draft(stamp, words), ...(await this.screens.message(stamp, id, words)) }, ifRevision);
  }

  async #send(id: string, stamp: Stamp, message: MessageDraft, ifRevision?: number): Promise<Sent> {
    try {
      return { conversation: id, handled: await this.#message(id, stamp, message, ifRevision) };
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

  /** The opening with what screening found in its subject. Throws 400 for contact data in place of an order's number. */
  async #screened(stamp: Stamp, opening: Opening): Promise<OpenConversation['opening']> {
    const { order, subject } = opening;
    const { screened } = await this.screens.texts(stamp, opening, { order });
    if (screened?.findings.some(({ action }) => action === 'mask'))
      throw invalid('order', 'number', 'order is the number of an order, and no contact data');
    return { ...opening, ...(await this.screens.texts(stamp, opening, { subject })) };
  }

  #message(id: string, stamp: Stamp, message: MessageDraft, ifRevision?: number): Promise<Handled<ConversationEvent>> {
    return this.commands.dispatch(new SendMessage(id, stamp, this.clock, message, ifRevision));
  }

  #open(
    id: string,
    stamp: Stamp,
    opening: OpenConversation['opening'],
    message: MessageDraft,
    known?: OpenConversation['known'],
  ): Promise<Handled<ConversationEvent>> {
    return this.commands.dispatch(new OpenConversation(id, stamp, this.clock, opening, message, known));
  }

  /** What was told of those who are to talk (R1.6); a conversation that goes on asks for none of it. */
  async #known({ seller, order: number }: Opening): Promise<OpenConversation['known']> {
    const required = this.orders === 'required';
    const [profile, order] = await Promise.all([
      required ? this.record.seller(seller) : undefined,
      number === undefined ? undefined : this.record.order(number),
    ]);
    return { required, seller: profile !== undefined, ...(order && { order }) };
  }

  /** How the conversation begins that continues an ended one: as that began. */
  async #continuing(ended: string): Promise<Opening> {
    const opened = await this.record.openingOf(ended);
    const { market, seller, buyer, order, topic } = opened;
    // Whoever continues it may be the other side: what is masked stays behind.
    const lifted = screeningOf(opened)?.masked && (await this.record.masksOf(ended, 0));
    const masked = screeningOf(opened, lifted)?.masked?.subject;
    const subject = masked === undefined ? opened.subject : spelled(masked, findMarket(market)?.languages[0] ?? 'en');
    return { market, seller, buyer, ...(order !== undefined && { order }), topic, subject, follows: ended };
  }
}

/** The message of these words: the one place where what people write becomes one. */
const draft = (stamp: Stamp, { attachments, ...words }: Words): MessageDraft => ({
  id: derivedId(stamp, 'message'),
  ...words,
  ...(attachments && attachments.length > 0 && { attachments }),
});

const refusedAs = (error: unknown, code: Rejection['code']): boolean => error instanceof Rejection && error.code === code;
