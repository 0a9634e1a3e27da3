import { rowsOf } from '../shared/erasure';
import { OBLIGATION_COLUMNS, type ObligationColumns } from '../shared/obligation';
import type { Lookup, Table } from '../shared/table';

/** An obligation as the inbox shows it; instants epoch milliseconds. */
export interface OpenObligation {
  readonly message: string;
  readonly revision: number;
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
  /** As this side reads it, with marks where something is masked. */
  readonly subject: string;
  readonly status: 'open' | 'closed';
  /** A buyer is not told who of the seller it is. */
  readonly assignee: string | null;
  /** The platform in place of a seller that is removed (R6.4). */
  readonly cared_for_by: 'seller' | 'platform';
  /** How many messages of others, or status updates, came for this side so far, and how many of these it has read. */
  readonly arrived: number;
  readonly read: number;
  readonly unread_count: number;
  /** The preview as this side reads it. */
  readonly latest: { readonly message: string; readonly from: string; readonly at: string; readonly preview: string } | null;
  readonly latest_from: string | null;
  readonly latest_position: number;
  /** The oldest open obligation that is not imported, which stands for the conversation (R2.1, R1.4). */
  readonly oldest: OpenObligation | null;
  readonly needs_reply: boolean;
  readonly open_count: number;
  /** Due instant of the oldest open obligation; a time beyond all others if there is none. */
  readonly due_sort: number;
  readonly overdue_after: number;
  /** Whether it is on record that what is overdue first is. */
  readonly late: boolean;
  readonly revision: number;
  readonly imported: boolean;
  /** How many messages of this side are held back. */
  readonly held: number;
  /** Where the conversation was opened in the log, and where the oldest open obligation: of what is due at one instant the first is first. */
  readonly opened_position: number;
  readonly due_position: number;
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
    cared_for_by: 'text',
    arrived: 'integer',
    read: 'integer',
    unread_count: 'integer',
    latest: 'jsonb',
    latest_from: 'text',
    latest_position: 'bigint',
    oldest: 'jsonb',
    needs_reply: 'boolean',
    open_count: 'integer',
    due_sort: 'bigint',
    overdue_after: 'bigint',
    late: 'boolean',
    revision: 'integer',
    imported: 'boolean',
    held: 'integer',
    opened_position: 'bigint',
    due_position: 'bigint',
  },
  key: ['conversation', 'side'],
  indexes: [
    '(owner, side, due_sort, due_position, conversation)',
    '(owner, side, latest_position DESC, conversation)',
    "(due_sort, due_position, conversation) WHERE side = 'seller'",
    "(latest_position DESC, conversation) WHERE side = 'seller'",
    '(owner, side, latest_position DESC, conversation) WHERE unread_count > 0',
    "(owner, assignee, due_sort, due_position, conversation) WHERE side = 'seller' AND assignee IS NOT NULL",
    "(due_sort, due_position, conversation) WHERE side = 'seller' AND cared_for_by = 'platform'",
    '(owner, order_ref) WHERE order_ref IS NOT NULL',
    '(owner, side, due_sort, due_position, conversation) WHERE held > 0',
    "(owner, late, overdue_after) WHERE side = 'seller' AND needs_reply",
    "(late, overdue_after) WHERE side = 'seller' AND needs_reply",
  ],
};

/** How many conversations of a seller need what, by market and topic; those of all sellers stand under no name. */
export type InboxCountsRow = {
  readonly owner: string;
  readonly market: string;
  readonly topic: string;
  readonly conversations: number;
  readonly needs_reply: number;
  /** Overdue, as far as it is on record. */
  readonly late: number;
  readonly waiting: number;
  readonly unassigned: number;
  readonly unread: number;
  readonly held: number;
  readonly closed: number;
};

/** Sellers have names: this is none. */
export const ALL_SELLERS = '';

/** What the inbox has counted of its rows. */
export const inboxCounted: Table<InboxCountsRow> = {
  name: 'inbox_counts',
  columns: {
    owner: 'text',
    market: 'text',
    topic: 'text',
    conversations: 'integer',
    needs_reply: 'integer',
    late: 'integer',
    waiting: 'integer',
    unassigned: 'integer',
    unread: 'integer',
    held: 'integer',
    closed: 'integer',
  },
  key: ['owner', 'market', 'topic'],
  adds: true,
};

/** Obligations of a conversation: what the inbox row derives from. */
export const inboxObligations: Table<ObligationColumns & { readonly conversation: string; readonly opened_position: number }> = {
  name: 'inbox_obligations',
  columns: { conversation: 'uuid', ...OBLIGATION_COLUMNS, opened_position: 'bigint' },
  key: ['conversation', 'message'],
  group: ['conversation'],
  indexes: [
    '(conversation, received_at, due_at, revision) WHERE is_open AND NOT imported',
    '(conversation, overdue_after, revision) WHERE is_open AND NOT imported AND NOT excused',
  ],
};

/**
 * The first open obligations of a conversation, by age and by when they are overdue: one more than change in the batch, so that the
 * first of those that are left is among them, however many there are.
 */
export const firstOpen: Lookup = {
  table: inboxObligations as never,
  given: { conversation: 'uuid' },
  rows: (table) => `
    (SELECT * FROM ${table} o WHERE o.conversation = k.conversation AND is_open AND NOT imported
     ORDER BY received_at, due_at, revision LIMIT k.n)
    UNION ALL
    (SELECT * FROM ${table} o WHERE o.conversation = k.conversation AND is_open AND NOT imported AND NOT excused
     ORDER BY overdue_after, revision LIMIT k.n)`,
};

/** What came for a side of a conversation, numbered from 1. */
export const inboxArrivals: Table<{
  readonly conversation: string;
  readonly side: InboxRow['side'];
  readonly revision: number;
  readonly number: number;
}> = {
  name: 'inbox_arrivals',
  columns: { conversation: 'uuid', side: 'text', revision: 'integer', number: 'integer' },
  key: ['conversation', 'side', 'revision'],
  group: ['conversation', 'side'],
};

/** The last that had come at a revision. */
export const arrivedUpTo: Lookup = {
  table: inboxArrivals as never,
  given: { conversation: 'uuid', side: 'text', revision: 'integer' },
  rows: (
    table,
  ) => `SELECT * FROM ${table} a WHERE a.conversation = k.conversation AND a.side = k.side AND a.revision <= k.revision
    ORDER BY a.revision DESC LIMIT 1`,
};

/** Beginnings of messages that are held back: shown when they are released. */
export const inboxHeld: Table<{ readonly conversation: string; readonly message: string; readonly preview: string }> = {
  name: 'inbox_held',
  columns: { conversation: 'uuid', message: 'uuid', preview: 'text' },
  key: ['conversation', 'message'],
};

/** Whose the texts of the inbox are: `item` is `subject`, `latest`, or a message that is held. */
export const inboxAuthors: Table<{ readonly conversation: string; readonly item: string; readonly author: string }> = {
  name: 'inbox_authors',
  columns: { conversation: 'uuid', item: 'text', author: 'text' },
  key: ['conversation', 'item'],
};

const authors = (table: string): string => table.replace(/^inbox_[a-z]+/, 'inbox_authors');

/** Texts of a person. Nothing leads there but reading all of them: a person is forgotten rarely. */
export const authoredBy = rowsOf(inboxAuthors as never, () => 't.author = k.person');
/** Rows with such texts. */
export const inboxOf = rowsOf(
  inboxConversations as never,
  (table) => `t.conversation IN (SELECT a.conversation FROM ${authors(table)} a WHERE a.author = k.person)`,
);
/** And what is held back of them. */
export const heldOf = rowsOf(
  inboxHeld as never,
  (table) =>
    `(t.conversation, t.message::text) IN (SELECT a.conversation, a.item FROM ${authors(table)} a WHERE a.author = k.person)`,
);
