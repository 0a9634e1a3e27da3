import type { Sanction } from '../../domain';
import { Conditions, type Page, pageOf, readCursor } from '../shared/cursor';
import type { ReadModels } from '../shared/database';
import type { SanctionRow } from './standing.table';

/** A sanction in a list: no text that a person wrote (R1.3). Instants ISO-8601. */
export interface SanctionItem extends Pick<Sanction, 'id' | 'step' | 'state' | 'at'> {
  readonly seller: string;
  /** Points there were, and those that reach the step. */
  readonly points: number;
  readonly threshold: number;
  readonly effectiveAt: string | null;
  readonly endsAt: string | null;
  /** Who decided a proposed one. */
  readonly decidedBy: string | null;
  readonly appeal: { readonly state: string; readonly at: string } | null;
}

/** What to show; absent parts show all. */
export interface SanctionFilter {
  readonly seller?: string;
  readonly state?: string;
  readonly step?: string;
  /** `open`, `granted` or `rejected`. */
  readonly appeal?: string;
  readonly cursor?: string;
  readonly limit: number;
}

/** A page of sanctions, oldest first; throws BadCursor. */
export async function sanctionsPage(models: ReadModels, filter: SanctionFilter): Promise<Page<SanctionItem>> {
  const where = new Conditions()
    .when('seller = ?', filter.seller)
    .when('state = ?', filter.state)
    .when('step = ?', filter.step)
    .when('appeal = ?', filter.appeal);
  const after = readCursor('sanctions', filter.cursor, ['number']);
  if (after) where.add('position > ?', after[0]);
  const rows = await models.query<SanctionRow>(
    `SELECT * FROM standing_sanctions WHERE ${where} ORDER BY position LIMIT ${where.parameter(filter.limit + 1)}`,
    where.values,
  );
  return pageOf('sanctions', rows, filter.limit, ({ position }) => [position], itemOf);
}

function itemOf({ seller, appeal: lodged, facts }: SanctionRow): SanctionItem {
  const { id, step, state, at, grounds, statement, decision, appeal } = facts;
  const { points, threshold } = grounds;
  const { effectiveAt = null, endsAt = null } = statement ?? {};
  return {
    ...{ id, seller, step, state, at, points, threshold, effectiveAt, endsAt, decidedBy: decision?.by ?? null },
    appeal: lodged !== null && appeal ? { state: lodged, at: appeal.at } : null,
  };
}
