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
    for await (const event of this.store.read<ConversationEvent>(`${conversation.category}-${id}`))
      if (event.type === 'ConversationOpened') return event.data;
    throw new Rejection('not-found', 'no such conversation');
  }

  /** An order as it was told last; undefined where none of this number was. */
  async order(number: string): Promise<OrderFacts | undefined> {
    if (!ORDER_ID.test(number)) return undefined;
    const stream = `${orders.category}-${orderStreamId(number)}`;
    for await (const event of this.store.read<OrderEvent>(stream, { direction: 'backwards' }))
      if (event.type === 'OrderRecorded') return event.data;
    return undefined;
  }

  /** A seller as it was told last; undefined where none of this name was. */
  async seller(id: string): Promise<ProfileFacts | undefined> {
    if (!SELLER_ID.test(id)) return undefined;
    for await (const event of this.store.read<ProfileEvent>(`${profiles.category}-${id}`, { direction: 'backwards' }))
      if (event.type === 'SellerRecorded') return event.data;
    return undefined;
  }
}
