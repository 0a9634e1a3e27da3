import type { Projection, Recorded, Rows } from '../shared/projection';
import { type PrecisionRow, precisionRules } from './precision.table';

/** How often rules of screening are right, and which are demoted (R5.2). */
export const precision: Projection = {
  name: 'precision',
  version: 1,
  unwatched: true,
  tables: [precisionRules as never],
  touches(event) {
    const { type, data } = event as Recorded;
    if (type !== 'RuleReviewed' && type !== 'RuleDemoted' && type !== 'RuleRestored') return [];
    return [{ table: precisionRules as never, key: { rule: data.rule, language: data.language } }];
  },
  on: {
    RuleReviewed({ data }, rows) {
      const { reviews, confirmed } = rowOf(rows, data);
      change(rows, data, { reviews: reviews + 1, confirmed: confirmed + (data.confirmed ? 1 : 0) });
    },
    RuleDemoted({ data }, rows) {
      const { at, reviews, confirmed, lowerBound } = data;
      change(rows, data, { demoted: { at, reviews, confirmed, lowerBound }, restored: null });
    },
    RuleRestored({ data }, rows) {
      const { at, by, reason } = data;
      change(rows, data, { reviews: 0, confirmed: 0, demoted: null, restored: { at, by, reason } });
    },
  },
};

type Key = Pick<PrecisionRow, 'rule' | 'language'>;

const rowOf = (rows: Rows, { rule, language }: Key): PrecisionRow =>
  rows.get(precisionRules, { rule, language }) ?? { rule, language, reviews: 0, confirmed: 0, demoted: null, restored: null };

function change(rows: Rows, of: Key, more: Partial<PrecisionRow>): void {
  rows.put(precisionRules, { ...rowOf(rows, of), ...more });
}
