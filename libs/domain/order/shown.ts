/** An order as it was known at a moment, and what of it stands beside a conversation. */
import type { Role } from '../people';
import { type OrderEvent, type OrderFacts, orders } from './order';

/** An order, and since when it is so. */
export interface KnownOrder extends OrderFacts {
  readonly order: string;
  readonly at: string;
}

/** The order as it is known behind one of its events. */
export function orderAfter(before: KnownOrder | undefined, event: OrderEvent): KnownOrder | undefined {
  const { told } = orders.evolve({}, event);
  return told && event.type === 'OrderRecorded' ? { ...told, order: event.data.order, at: event.data.at } : before;
}

/** What a conversation shows of its order: what both know is left out, and the delivery address where it is not for the reader. */
export type OrderShown = Omit<KnownOrder, 'order' | 'buyer' | 'seller'>;

/**
 * The order of a conversation between `parties` for whoever may read that: its buyer has no need of the address, and the platform gave a
 * reason. Null where none of this number was told of these two: that of others is not shown.
 */
export function orderShown(
  found: KnownOrder | undefined,
  parties: { readonly buyer: string; readonly seller: string },
  role: Role,
): OrderShown | null {
  if (found?.buyer !== parties.buyer || found.seller !== parties.seller) return null;
  const { order: _, buyer: __, seller: ___, deliveryAddress, ...shown } = found;
  return role === 'buyer' || deliveryAddress === undefined ? shown : { ...shown, deliveryAddress };
}
