import type { Table } from '../shared/table';

/** A rule of screening in a language, as reviewers decided on what it found. */
export type PrecisionRow = {
  readonly rule: string;
  readonly language: string;
  readonly reviews: number;
  readonly confirmed: number;
  /** What it was demoted with, and when; null where it acts. */
  readonly demoted: {
    readonly at: string;
    readonly reviews: number;
    readonly confirmed: number;
    readonly lowerBound: number;
  } | null;
  readonly restored: { readonly at: string; readonly by: string; readonly reason: string } | null;
};

/** Rules by language. */
export const precisionRules: Table<PrecisionRow> = {
  name: 'precision_rules',
  columns: { rule: 'text', language: 'text', reviews: 'bigint', confirmed: 'bigint', demoted: 'jsonb', restored: 'jsonb' },
  key: ['rule', 'language'],
};
