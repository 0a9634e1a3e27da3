import type { KnownOrder, ProfileFacts } from '../../domain';
import { Conditions, type Page, pageOf, readCursor } from '../shared/cursor';
import type { ReadModels } from '../shared/database';
import type { OrderRow, SellerRow } from './marketplace.table';

/** A seller, and since when it is so. */
export interface KnownSeller extends ProfileFacts {
  readonly seller: string;
  readonly at: string;
}

/** The order of this number; undefined if none was told. */
export async function orderOf(models: ReadModels, order: string): Promise<KnownOrder | undefined> {
  const [row] = await models.query<OrderRow>('SELECT * FROM marketplace_orders WHERE order_ref = $1', [order], 'order');
  return row && knownOrder(row);
}

/** The orders of a buyer, those told last first. */
export async function buyersOrders(
  models: ReadModels,
  buyer: string,
  { cursor, limit }: { readonly cursor?: string; readonly limit: number },
): Promise<Page<KnownOrder>> {
  const where = new Conditions().add("facts ->> 'buyer' = ?", buyer);
  const before = readCursor('orders', cursor, ['text', 'text']);
  if (before) where.add('(at, order_ref) < (?, ?)', ...before);
  const rows = await models.query<OrderRow>(
    `SELECT * FROM marketplace_orders WHERE ${where} ORDER BY at DESC, order_ref DESC LIMIT ${where.parameter(limit + 1)}`,
    where.values,
  );
  return pageOf('orders', rows, limit, ({ at, order_ref }) => [at, order_ref], knownOrder);
}

const knownOrder = ({ order_ref, facts, at }: OrderRow): KnownOrder => ({ order: order_ref, ...facts, at });

/** The seller of this name; undefined if none was told. */
export async function sellerOf(models: ReadModels, seller: string): Promise<KnownSeller | undefined> {
  const [row] = await models.query<SellerRow>('SELECT * FROM marketplace_sellers WHERE seller = $1', [seller], 'seller');
  return row && { seller: row.seller, ...row.facts, at: row.at };
}

const NAMED_AT_MOST = 20;

/** What those of these sellers are called that were told, or the first of those whose names have this part. */
export function sellerNames(
  models: ReadModels,
  sellers: readonly string[] | { readonly name: string },
): Promise<{ readonly seller: string; readonly name: string }[]> {
  const named = "SELECT seller, facts ->> 'name' AS name FROM marketplace_sellers WHERE";
  if ('name' in sellers)
    return models.query(
      `${named} strpos(lower(facts ->> 'name'), lower($1)) > 0 ORDER BY name, seller LIMIT ${NAMED_AT_MOST}`,
      [sellers.name],
      'sellers-named',
    );
  return models.query(`${named} seller = ANY($1) ORDER BY seller`, [sellers], 'seller-names');
}
