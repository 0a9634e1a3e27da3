import type { Screening } from '../../domain';
import { rowsOf } from '../shared/erasure';
import type { Lookup, Table } from '../shared/table';

/** What happened at a time, with what screening found in its texts. */
type Told = { readonly at: string; readonly screening?: Screening };

/** The head of a conversation. */
export type HeaderRow = {
  readonly conversation: string;
  readonly market: string;
  readonly seller: string;
  readonly buyer: string;
  readonly order_ref: string | null;
  readonly topic: string;
  readonly subject: string;
  /** The role of who opened it, whose the subject is. */
  readonly opened_by: string;
  /** Of the subject: the other side reads what stands here instead. */
  readonly screening: Screening | null;
  readonly follows: string | null;
  /** The conversation that continues this one after it ended (R2.11). */
  readonly continued_by: string | null;
  readonly status: 'open' | 'closed';
  /** Who closed it, when, and why. */
  readonly closed: (Told & { readonly role: string; readonly by: string; readonly reason: string | null }) | null;
  readonly assignee: string | null;
  /** The platform in place of a seller that is removed (R6.4). */
  readonly cared_for_by: 'seller' | 'platform';
  readonly opened_at: string;
  readonly revision: number;
  readonly imported: boolean;
  /** Everybody who took part, in order of appearance. */
  readonly participants: readonly { readonly id: string; readonly role: string }[];
};

/** Something that stands in a conversation: a message, an internal note, a status update, an ending, or that it was opened again. */
export type ItemRow = {
  readonly conversation: string;
  readonly item: string;
  readonly revision: number;
  readonly kind: 'message' | 'note' | 'status' | 'closed' | 'reopened';
  readonly sender: string;
  readonly author: string;
  /** The original: for who wrote it and the platform. The other side reads what `screening` has instead. Of an ending its reason, or ''. */
  readonly body: string;
  readonly at: string;
  readonly held: boolean;
  /** Language, what it answers, promise, automatic, that no reply is needed: what only some messages have. Of a status update its stage and facts. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly screening: Screening | null;
};

/** An attachment, by who uploaded it and what it is; the same again where an erasure came between. */
export type AttachmentRow = {
  readonly conversation: string;
  readonly sender: string;
  readonly author: string;
  readonly sha256: string;
  readonly attachment: string;
  /** The original, as a message's body is. */
  readonly name: string;
  readonly media_type: string;
  readonly size: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly thumbnail: boolean;
  /** erased: its file has still to go. */
  readonly scan: 'clean' | 'waiting' | 'none' | 'infected' | 'erased' | 'removed';
  /** A message names it, held or sent. */
  readonly named: boolean;
  readonly uploaded_at: number;
  readonly screening: Screening | null;
};

/** Heads. */
export const conversationHeaders: Table<HeaderRow> = {
  name: 'conversation_headers',
  columns: {
    conversation: 'uuid',
    market: 'text',
    seller: 'text',
    buyer: 'text',
    order_ref: 'text',
    topic: 'text',
    subject: 'text',
    opened_by: 'text',
    screening: 'jsonb',
    follows: 'uuid',
    continued_by: 'uuid',
    status: 'text',
    closed: 'jsonb',
    assignee: 'text',
    cared_for_by: 'text',
    opened_at: 'text',
    revision: 'integer',
    imported: 'boolean',
    participants: 'jsonb',
  },
  key: ['conversation'],
};

/** All that stands in conversations. */
export const conversationItems: Table<ItemRow> = {
  name: 'conversation_items',
  columns: {
    conversation: 'uuid',
    item: 'uuid',
    revision: 'integer',
    kind: 'text',
    sender: 'text',
    author: 'text',
    body: 'text',
    at: 'text',
    held: 'boolean',
    facts: 'jsonb',
    screening: 'jsonb',
  },
  key: ['conversation', 'item'],
  indexes: [
    '(conversation, revision)',
    "(conversation, revision) WHERE kind = 'status'",
    '(author)',
    "(conversation, sender, author) WHERE facts->'attachments' IS NOT NULL",
  ],
};

/** What stands there since an event of a revision. */
export const itemAt: Lookup = {
  table: conversationItems as never,
  given: { conversation: 'uuid', revision: 'integer' },
  rows: (table) => `SELECT * FROM ${table} i WHERE i.conversation = k.conversation AND i.revision = k.revision`,
};

/** Attachments, with what is to be done about them by and by. */
export const conversationAttachments: Table<AttachmentRow> = {
  name: 'conversation_attachments',
  columns: {
    conversation: 'uuid',
    sender: 'text',
    author: 'text',
    sha256: 'text',
    attachment: 'uuid',
    name: 'text',
    media_type: 'text',
    size: 'integer',
    width: 'integer',
    height: 'integer',
    thumbnail: 'boolean',
    scan: 'text',
    named: 'boolean',
    uploaded_at: 'bigint',
    screening: 'jsonb',
  },
  key: ['conversation', 'sender', 'author', 'sha256', 'attachment'],
  indexes: [
    "(uploaded_at) WHERE scan = 'waiting'",
    "(uploaded_at) WHERE scan = 'erased'",
    '(author)',
    "(uploaded_at) WHERE NOT named AND scan NOT IN ('infected', 'erased', 'removed')",
    '(attachment)',
  ],
};

/** What a message of an author names by its content: the newest. */
export const uploadNamedBy: Lookup = {
  table: conversationAttachments as never,
  given: { conversation: 'uuid', sender: 'text', author: 'text', sha256: 'text' },
  rows: (table) =>
    `SELECT * FROM ${table} a WHERE a.conversation = k.conversation AND a.sender = k.sender AND a.author = k.author
      AND a.sha256 = k.sha256 ORDER BY a.uploaded_at DESC LIMIT 1`,
};

/** Who opened it, whose the subject is. */
export const conversationOpeners: Table<{ readonly conversation: string; readonly opener: string }> = {
  name: 'conversation_openers',
  columns: { conversation: 'uuid', opener: 'text' },
  key: ['conversation'],
};

const openers = (table: string): string => table.replace('conversation_headers', 'conversation_openers');

/** Conversations that a person opened. */
export const openedBy = rowsOf(conversationOpeners as never, () => 't.opener = k.person');

/** What a person wrote in heads. Nothing leads there but reading all of them: a person is forgotten rarely. */
export const headersOf = rowsOf(
  conversationHeaders as never,
  (table) =>
    `t.conversation IN (SELECT o.conversation FROM ${openers(table)} o WHERE o.opener = k.person) OR t.closed ->> 'by' = k.person`,
);

/** And what else of theirs stands there. */
export const itemsOf = rowsOf(conversationItems as never, () => 't.author = k.person');

/** And what they uploaded. */
export const attachmentsOf = rowsOf(conversationAttachments as never, () => 't.author = k.person');
