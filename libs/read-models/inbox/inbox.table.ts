import type { Table } from '../shared/table';

/** An obligation as the inbox shows it; instants epoch milliseconds. */
export interface OpenObligation {
  readonly message: string;
  readonly kind: 'reply' | 'promise' | 'unanswered';
  readonly receivedAt: number;
  readonly dueAt: number;
  readonly overdueAfter: number;
  readonly allowanceMs: number;
  readonly calendar: { readonly market: string; readonly version: string; readonly tzdata: string };
  readonly pauses: readonly { readonly from: number; readonly to: number }[];
  readonly state: string;
  readonly imported: boolean;
  readonly excused: boolean;
}

/** One row per conversation and side. */
export type InboxRow = {
  readonly conversation: string;
  readonly side: 'buyer' | 'seller';
  /** Whose inbox it is: the seller's or the buyer's id. */
  readonly owner: string;
  readonly market: string;
  readonly seller: string;
  readonly buyer: string;
  readonly order_ref: string | null;
  readonly topic: string;
  readonly subject: string;
  readonly status: 'open' | 'closed';
  /** A buyer is not told who of the seller it is. */
  readonly assignee: string | null;
  /** Revisions of messages of others that this side has not read. */
  readonly unread: readonly number[];
  readonly unread_count: number;
  readonly latest: { readonly message: string; readonly from: string; readonly at: string; readonly preview: string } | null;
  /** Beginnings of messages that are held back, by message: shown when they are released. */
  readonly held: Readonly<Record<string, string>>;
  readonly latest_from: string | null;
  readonly latest_position: number;
  readonly obligations: readonly OpenObligation[];
  /** Obligations declared to need no reply: a contest brings them back. */
  readonly paused: readonly OpenObligation[];
  readonly needs_reply: boolean;
  readonly open_count: number;
  /** Due instant of the oldest open obligation; a time beyond all others if there is none. */
  readonly due_sort: number;
  readonly overdue_after: number;
  readonly revision: number;
  readonly imported: boolean;
};

/** Sorts behind everything. */
export const NEVER = 9_000_000_000_000_000;

/** The inbox. */
export const inboxConversations: Table<InboxRow> = {
  name: 'inbox_conversations',
  columns: {
    conversation: 'uuid',
    side: 'text',
    owner: 'text',
    market: 'text',
    seller: 'text',
    buyer: 'text',
    order_ref: 'text',
    topic: 'text',
    subject: 'text',
    status: 'text',
    assignee: 'text',
    unread: 'jsonb',
    unread_count: 'integer',
    latest: 'jsonb',
    latest_from: 'text',
    latest_position: 'bigint',
    obligations: 'jsonb',
    paused: 'jsonb',
    needs_reply: 'boolean',
    open_count: 'integer',
    due_sort: 'bigint',
    overdue_after: 'bigint',
    revision: 'integer',
    imported: 'boolean',
    held: 'jsonb',
  },
  key: ['conversation', 'side'],
  indexes: [
    '(owner, side, due_sort, conversation)',
    '(owner, side, latest_position DESC, conversation)',
    "(due_sort, conversation) WHERE side = 'seller'",
    "(latest_position DESC, conversation) WHERE side = 'seller'",
    '(owner, side, latest_position DESC, conversation) WHERE unread_count > 0',
    "(owner, assignee, due_sort, conversation) WHERE side = 'seller' AND assignee IS NOT NULL",
    '(owner, order_ref) WHERE order_ref IS NOT NULL',
  ],
};
