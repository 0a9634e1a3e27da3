import type { OrderFacts, ProfileFacts } from '../../domain';
import type { ReadModels } from '../shared/database';
import type { OrderRow, SellerRow } from './marketplace.table';

/** An order, and since when it is so. */
export interface KnownOrder extends OrderFacts {
  readonly order: string;
  readonly at: string;
}

/** A seller, and since when it is so. */
export interface KnownSeller extends ProfileFacts {
  readonly seller: string;
  readonly at: string;
}

/** The order of this number; undefined if none was told. */
export async function orderOf(models: ReadModels, order: string): Promise<KnownOrder | undefined> {
  const [row] = await models.query<OrderRow>('SELECT * FROM marketplace_orders WHERE order_ref = $1', [order], 'order');
  return row && { order: row.order_ref, ...row.facts, at: row.at };
}

/** The seller of this name; undefined if none was told. */
export async function sellerOf(models: ReadModels, seller: string): Promise<KnownSeller | undefined> {
  const [row] = await models.query<SellerRow>('SELECT * FROM marketplace_sellers WHERE seller = $1', [seller], 'seller');
  return row && { seller: row.seller, ...row.facts, at: row.at };
}
