import type { ObligationKind, ObligationStatus } from '../../domain';
import { partiesTable } from '../shared/projection';
import type { Table } from '../shared/table';

/** One obligation; instants epoch milliseconds. */
export type ClockRow = {
  readonly conversation: string;
  readonly message: string;
  readonly kind: ObligationKind;
  readonly revision: number;
  readonly market: string;
  readonly seller: string;
  readonly buyer: string;
  readonly topic: string;
  readonly state: ObligationStatus;
  readonly is_open: boolean;
  readonly imported: boolean;
  readonly received_at: number;
  readonly due_at: number;
  readonly overdue_after: number;
  /** When the timekeeper has something to say next. */
  readonly wake_at: number | null;
  readonly allowance_ms: number;
  readonly calendar: { readonly market: string; readonly version: string; readonly tzdata: string };
  readonly pauses: readonly { readonly from: number; readonly to: number }[];
  readonly level: number;
  readonly reminded: boolean;
  readonly overdue: boolean;
  /** An admin excused it: it is not late, whatever its state says. */
  readonly excused: boolean;
  readonly declared_at: number | null;
  readonly counted_ms: number | null;
  readonly answered_by: string | null;
  readonly ended_at: number | null;
};

/** Parties of conversations with obligations. */
export const clockConversations = partiesTable('clock');

/** The SLA clock. */
export const clockObligations: Table<ClockRow> = {
  name: 'clock_obligations',
  columns: {
    conversation: 'uuid',
    message: 'uuid',
    kind: 'text',
    revision: 'integer',
    market: 'text',
    seller: 'text',
    buyer: 'text',
    topic: 'text',
    state: 'text',
    is_open: 'boolean',
    imported: 'boolean',
    received_at: 'bigint',
    due_at: 'bigint',
    overdue_after: 'bigint',
    wake_at: 'bigint',
    allowance_ms: 'bigint',
    calendar: 'jsonb',
    pauses: 'jsonb',
    level: 'integer',
    reminded: 'boolean',
    overdue: 'boolean',
    excused: 'boolean',
    declared_at: 'bigint',
    counted_ms: 'bigint',
    answered_by: 'text',
    ended_at: 'bigint',
  },
  key: ['conversation', 'message'],
  indexes: [
    '(market, wake_at) WHERE wake_at IS NOT NULL',
    '(seller, due_at, message)',
    '(due_at, message)',
    '(state, due_at, message)',
    '(market, state, due_at, message)',
    '(market, conversation, message) WHERE NOT imported AND (is_open OR overdue AND NOT excused)',
    '(seller, received_at)',
    '(seller) WHERE is_open AND overdue AND NOT excused',
  ],
};
