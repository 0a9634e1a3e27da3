import { OBLIGATION_COLUMNS, type ObligationColumns } from '../shared/obligation';
import { partiesTable } from '../shared/projection';
import type { Table } from '../shared/table';

/** One obligation, with the parties of its conversation. */
export type ClockRow = ObligationColumns & {
  readonly conversation: string;
  readonly market: string;
  readonly seller: string;
  readonly buyer: string;
  readonly topic: string;
};

/** Parties of conversations with obligations. */
export const clockConversations = partiesTable('clock');

/** The SLA clock. */
export const clockObligations: Table<ClockRow> = {
  name: 'clock_obligations',
  columns: {
    conversation: 'uuid',
    market: 'text',
    seller: 'text',
    buyer: 'text',
    topic: 'text',
    ...OBLIGATION_COLUMNS,
  },
  key: ['conversation', 'message'],
  indexes: [
    '(seller, imported, due_at, message)',
    '(imported, due_at, message)',
    '(state, imported, due_at, message)',
    '(market, state, imported, due_at, message)',
    '(market, conversation, message) WHERE NOT imported AND (is_open OR overdue AND NOT excused)',
    '(seller, received_at)',
    '(seller) WHERE is_open AND overdue AND NOT excused',
  ],
};
