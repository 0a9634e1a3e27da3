import type { Assessment, FactPart, Obligation } from '../../domain';
import { partiesTable } from '../shared/projection';
import type { Table } from '../shared/table';

/** How an obligation or a step stands in its seller's score, by the event that made it so; instants epoch milliseconds. */
export type FactColumns = {
  readonly conversation: string;
  /** The message that opened the obligation, or the update that a step has to follow. */
  readonly subject: string;
  readonly part: FactPart;
  readonly seller: string;
  /** From when it counts; null: not at all. */
  readonly counts_at: number | null;
  readonly good: boolean;
  readonly counted_ms: number | null;
  /** When it was recorded: as of an instant before that it was not so. */
  readonly known_at: number;
  readonly position: number;
  readonly revision: number;
  readonly event: string;
  readonly type: string;
};

/** How it stands now, with what it is folded from. */
export type FactRow = FactColumns & { readonly obligation: Obligation | null };

/** How it stood until another event. */
export type PastRow = FactColumns & { readonly until_at: number; readonly until_position: number };

const FACT_COLUMNS = {
  conversation: 'uuid',
  subject: 'uuid',
  part: 'text',
  seller: 'text',
  counts_at: 'bigint',
  good: 'boolean',
  counted_ms: 'bigint',
  known_at: 'bigint',
  position: 'bigint',
  revision: 'integer',
  event: 'uuid',
  type: 'text',
} as const;

/** Parties of conversations, for whose score it is. */
export const scoreConversations = partiesTable('score');

/** What counts. */
export const scoreFacts: Table<FactRow> = {
  name: 'score_facts',
  columns: { ...FACT_COLUMNS, obligation: 'jsonb' },
  key: ['conversation', 'subject', 'part'],
  indexes: ['(seller, part, counts_at, position)', '(counts_at)'],
};

/** What counted before, so that each day keeps its score. */
export const scorePast: Table<PastRow> = {
  name: 'score_past',
  columns: { ...FACT_COLUMNS, until_at: 'bigint', until_position: 'bigint' },
  key: ['conversation', 'subject', 'part', 'revision'],
  indexes: ['(seller, part, counts_at, position)'],
  writeOnly: true,
};

/** An event of a seller's standing, without texts: points and sanctions are folded from them by the domain. */
export type StandingRow = {
  readonly seller: string;
  readonly revision: number;
  readonly position: number;
  readonly event: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly known_at: number;
  /** Of points: until when they count. */
  readonly ends_at: number | null;
};

/** Standings. */
export const scoreStandings: Table<StandingRow> = {
  name: 'score_standings',
  columns: {
    seller: 'text',
    revision: 'integer',
    position: 'bigint',
    event: 'uuid',
    type: 'text',
    data: 'jsonb',
    known_at: 'bigint',
    ends_at: 'bigint',
  },
  key: ['seller', 'revision'],
  indexes: ['(ends_at) WHERE ends_at IS NOT NULL'],
  writeOnly: true,
};

/** Sellers that have a score or may get one, and where in the log it may have changed last. */
export const scoreSellers: Table<{ readonly seller: string; readonly position: number }> = {
  name: 'score_sellers',
  columns: { seller: 'text', position: 'bigint' },
  key: ['seller'],
  indexes: ['(position)'],
  writeOnly: true,
};

/** A change of a seller's visibility, as it was recorded. */
export type VisibilityRow = {
  readonly position: number;
  readonly seller: string;
  readonly at: number;
  readonly assessment: Assessment;
};

/** The changes. */
export const scoreVisibility: Table<VisibilityRow> = {
  name: 'score_visibility',
  columns: { position: 'bigint', seller: 'text', at: 'bigint', assessment: 'jsonb' },
  key: ['position'],
  indexes: ['(seller, position)'],
  writeOnly: true,
};
