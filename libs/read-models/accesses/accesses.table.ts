import type { Table } from '../shared/table';

/** Of which conversation something was read: its parties and its order. */
type AccessConversationRow = {
  readonly conversation: string;
  readonly seller: string;
  readonly buyer: string;
  readonly order_ref: string | null;
};

/** The conversations there are, for what is read of one. */
export const accessesConversations: Table<AccessConversationRow> = {
  name: 'accesses_conversations',
  columns: { conversation: 'uuid', seller: 'text', buyer: 'text', order_ref: 'text' },
  key: ['conversation'],
};

/** One access, or an attempt at one that was refused. */
export type AccessRow = {
  readonly position: number;
  readonly at: number;
  readonly person: string;
  readonly role: string;
  readonly origin: string;
  readonly what: string;
  readonly reason: string | null;
  readonly conversation: string | null;
  readonly seller: string | null;
  readonly buyer: string | null;
  readonly order_ref: string | null;
  /** What was searched for, or what else an address named. */
  readonly about: string | null;
  readonly as_of: string | null;
  readonly revision: number | null;
  /** Null: it was let through. */
  readonly refused: { readonly status: number; readonly code: string; readonly field?: string } | null;
};

/** Who read what of conversations, and who was refused it. */
export const accessesEntries: Table<AccessRow> = {
  name: 'accesses_entries',
  columns: {
    position: 'bigint',
    at: 'bigint',
    person: 'text',
    role: 'text',
    origin: 'text',
    what: 'text',
    reason: 'text',
    conversation: 'uuid',
    seller: 'text',
    buyer: 'text',
    order_ref: 'text',
    about: 'text',
    as_of: 'text',
    revision: 'integer',
    refused: 'jsonb',
  },
  key: ['position'],
  indexes: ['(person, position)', '(conversation, position)', '(seller, position)', '(buyer, position)', '(at, position)'],
  writeOnly: true,
};
