import { lowerBoundOf } from '../../domain';
import type { ReadModels } from '../shared/database';
import type { PrecisionRow } from './precision.table';

/** A rule in a language, with the share of its findings that is right: as reviewed, and at least. */
export interface RulePrecision extends PrecisionRow {
  readonly dismissed: number;
  readonly precision: number | null;
  readonly lowerBound: number;
}

/** All rules that were reviewed, by name; `language` picks one. */
export async function rulePrecisions(models: ReadModels, language: string | undefined): Promise<{ items: RulePrecision[] }> {
  const rows = await models.query<PrecisionRow>(
    'SELECT * FROM precision_rules WHERE $1::text IS NULL OR language = $1 ORDER BY rule, language',
    [language ?? null],
  );
  return {
    items: rows.map((row) => ({
      ...row,
      dismissed: row.reviews - row.confirmed,
      precision: row.reviews === 0 ? null : row.confirmed / row.reviews,
      lowerBound: lowerBoundOf(row),
    })),
  };
}
