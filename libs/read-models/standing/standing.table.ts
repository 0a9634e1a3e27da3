import type { Sanction } from '../../domain';
import { rowsOf } from '../shared/erasure';
import type { Table } from '../shared/table';

/** A sanction as its events left it. */
export type SanctionRow = {
  readonly sanction: string;
  readonly seller: string;
  readonly step: string;
  readonly state: string;
  /** What became of an appeal; null where there was none. */
  readonly appeal: string | null;
  readonly facts: Sanction;
  /** Of the event that proposed or imposed it. */
  readonly position: number;
};

/** Sanctions of all sellers, with those that are proposed. */
export const standingSanctions: Table<SanctionRow> = {
  name: 'standing_sanctions',
  columns: {
    ...{ sanction: 'text', seller: 'text', step: 'text', state: 'text', appeal: 'text' },
    ...{ facts: 'jsonb', position: 'bigint' },
  },
  key: ['sanction'],
  indexes: ['(position)', '(state, position)', '(seller, position)', '(appeal, position) WHERE appeal IS NOT NULL'],
};

/** Sanctions with reasons of a person's. */
export const reasonsOf = rowsOf(
  standingSanctions as never,
  () => "k.person IN (t.facts #>> '{decision,by}', t.facts #>> '{appeal,by}', t.facts #>> '{appeal,decision,by}')",
);
