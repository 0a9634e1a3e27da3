/** What the record says now, straight from the streams: what is decided by it waits for no read model. */
import { Inject, Injectable } from '@nestjs/common';
import {
  type ConversationEvent,
  conversation,
  type DataOf,
  ORDER_ID,
  type OrderEvent,
  type OrderFacts,
  orderStreamId,
  orders,
  type ProfileEvent,
  type ProfileFacts,
  profiles,
  Rejection,
  SELLER_ID,
} from '../../../libs/domain';
import { EventStore } from '../../../libs/event-store';

@Injectable()
export class OnRecord {
  constructor(@Inject(EventStore) private readonly store: EventStore) {}

  /** How a conversation began. Throws {@link Rejection} `not-found`. */
  async openingOf(id: string): Promise<DataOf<'ConversationOpened'>> {
    const opened = await this.store.oneOf<ConversationEvent, 'ConversationOpened'>(
      `${conversation.category}-${id}`,
      'ConversationOpened',
    );
    if (!opened) throw new Rejection('not-found', 'no such conversation');
    return opened;
  }

  /** Since when a conversation is on record, an imported one since then, or anything at all; undefined where nothing is. */
  async begun(id?: string): Promise<string | undefined> {
    const one = { maxCount: 1 };
    const record = id === undefined ? this.store.readAll(one) : this.store.read(`${conversation.category}-${id}`, one);
    for await (const { metadata } of record) return metadata.at;
    return undefined;
  }

  /** What is masked still in the texts of an event of a conversation; undefined where no mask of it was lifted. */
  async masksOf(id: string, revision: number): Promise<DataOf<'MaskLifted'>['masks'] | undefined> {
    for await (const { type, data } of this.store.read<ConversationEvent>(`${conversation.category}-${id}`, {
      direction: 'backwards',
    }))
      if (type === 'MaskLifted' && data.revision === revision) return data.masks;
    return undefined;
  }

  /** An order as it was told last; undefined where none of this number was. */
  async order(number: string): Promise<OrderFacts | undefined> {
    if (!ORDER_ID.test(number)) return undefined;
    const stream = `${orders.category}-${orderStreamId(number)}`;
    return this.store.oneOf<OrderEvent, 'OrderRecorded'>(stream, 'OrderRecorded', 'backwards');
  }

  /** A seller as it was told last; undefined where none of this name was. */
  async seller(id: string): Promise<ProfileFacts | undefined> {
    if (!SELLER_ID.test(id)) return undefined;
    return this.store.oneOf<ProfileEvent, 'SellerRecorded'>(`${profiles.category}-${id}`, 'SellerRecorded', 'backwards');
  }
}
