import { iso } from '../../domain';
import { Conditions, newestPage, type Page } from '../shared/cursor';
import type { ReadModels } from '../shared/database';
import type { AccessRow } from './accesses.table';

/** One access as it is listed; `at` ISO-8601. */
export interface AccessItem {
  readonly position: string;
  readonly at: string;
  readonly who: string;
  readonly role: string;
  readonly origin: string;
  readonly what: string;
  readonly reason: string | null;
  readonly conversation: string | null;
  readonly seller: string | null;
  readonly buyer: string | null;
  readonly order: string | null;
  readonly about: string | null;
  readonly asOf: string | null;
  readonly revision: number | null;
  readonly refused: AccessRow['refused'];
}

/** What to show; absent parts show all. Instants ISO-8601; `from` is included, `to` is not. */
export interface AccessFilter {
  readonly who?: string;
  readonly role?: string;
  readonly conversation?: string;
  readonly seller?: string;
  readonly buyer?: string;
  readonly order?: string;
  readonly refused?: boolean;
  readonly from?: string;
  readonly to?: string;
  readonly cursor?: string;
  readonly limit: number;
}

/** A page of accesses, newest first; throws BadCursor. */
export async function accessesPage(models: ReadModels, filter: AccessFilter): Promise<Page<AccessItem>> {
  const where = new Conditions()
    .when('person = ?', filter.who)
    .when('role = ?', filter.role)
    .when('conversation = ?', filter.conversation)
    .when('seller = ?', filter.seller)
    .when('buyer = ?', filter.buyer)
    .when('order_ref = ?', filter.order)
    .when('at >= ?', filter.from && Date.parse(filter.from))
    .when('at < ?', filter.to && Date.parse(filter.to));
  if (filter.refused !== undefined) where.add(filter.refused ? 'refused IS NOT NULL' : 'refused IS NULL');
  return newestPage<AccessRow, AccessItem>(
    models,
    { kind: 'accesses', table: 'accesses_entries' },
    where,
    filter,
    ({ position, at, person: who, order_ref: order, as_of: asOf, ...rest }) => ({
      ...{ position: String(position), at: iso(at), who, order, asOf },
      ...rest,
    }),
  );
}
