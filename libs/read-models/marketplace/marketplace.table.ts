import type { OrderFacts, ProfileFacts } from '../../domain';
import { rowsOf } from '../shared/erasure';
import type { Table } from '../shared/table';

/** An order as it was told last. */
export type OrderRow = { readonly order_ref: string; readonly facts: OrderFacts; readonly at: string };

/** A seller as it was told last. */
export type SellerRow = { readonly seller: string; readonly facts: ProfileFacts; readonly at: string };

/** Orders. */
export const marketplaceOrders: Table<OrderRow> = {
  name: 'marketplace_orders',
  columns: { order_ref: 'text', facts: 'jsonb', at: 'text' },
  key: ['order_ref'],
  indexes: ["((facts ->> 'buyer'))"],
};

/** What was told of a buyer's orders. */
export const ordersOf = rowsOf(marketplaceOrders as never, () => "t.facts ->> 'buyer' = k.person");

/** Sellers. */
export const marketplaceSellers: Table<SellerRow> = {
  name: 'marketplace_sellers',
  columns: { seller: 'text', facts: 'jsonb', at: 'text' },
  key: ['seller'],
  writeOnly: true,
};
