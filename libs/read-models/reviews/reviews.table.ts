import type { Question } from '../../domain';
import { rowsOf } from '../shared/erasure';
import { partiesTable } from '../shared/projection';
import type { Table } from '../shared/table';

/** What there is to review, or was: a violation, a held message, or one to look at. No text that a person wrote but the reason of the decision. */
export type ReviewRow = {
  readonly conversation: string;
  /** The id of the violation, or of the held message. */
  readonly subject: string;
  /** The event that recorded it: its name outside of its conversation. */
  readonly review: string;
  readonly what: 'violation' | 'message';
  /** Whose message it is: the seller's or the buyer's. */
  readonly sender: string;
  readonly market: string;
  readonly seller: string;
  readonly topic: string;
  /** Of a held message what it is held for; of one that is only looked at what it may be, or null. */
  readonly kind: string | null;
  readonly rule: string | null;
  readonly source: string;
  /** Of the message, where it says so. */
  readonly language: string | null;
  readonly message: string | null;
  readonly evidence: Readonly<Record<string, unknown>>;
  /** That the message evades what was asked: a hint, no more. */
  readonly signs: readonly string[];
  readonly recorded_at: number;
  readonly position: number;
  /** What it is, or what was made of it. */
  readonly state: string;
  readonly decided: { readonly by?: string; readonly at: string; readonly reason: string } | null;
  /** The command that led to it; of several decided alike the one of all. */
  readonly decided_with: string | null;
  readonly review_requested_at: string | null;
  readonly claimed_by: string | null;
  readonly claimed_until: number | null;
};

/** A message as the queue needs it. */
export type ReviewMessageRow = {
  readonly conversation: string;
  readonly message: string;
  readonly sender: string;
  readonly language: string | null;
  readonly signs: readonly string[];
};

/** The talk of a conversation, as far as it tells whether a reply evades; nobody is shown it. */
export type TalkRow = {
  readonly conversation: string;
  /** Asked by the buyer and touched by no reply, the newest last. */
  readonly questions: readonly (Question & { readonly language?: string })[];
  /** Hashes of the words of what the seller replied. */
  readonly replies: readonly string[];
};

/** Parties of conversations. */
export const reviewsConversations = partiesTable('reviews');

/** The talk of conversations. */
export const reviewsTalks: Table<TalkRow> = {
  name: 'reviews_talks',
  columns: { conversation: 'uuid', questions: 'jsonb', replies: 'jsonb' },
  key: ['conversation'],
};

/** Who wrote which message in which language. */
export const reviewsMessages: Table<ReviewMessageRow> = {
  name: 'reviews_messages',
  columns: { conversation: 'uuid', message: 'uuid', sender: 'text', language: 'text', signs: 'jsonb' },
  key: ['conversation', 'message'],
};

/** The queue, with what has left it. */
export const reviewsItems: Table<ReviewRow> = {
  name: 'reviews_items',
  columns: {
    conversation: 'uuid',
    subject: 'text',
    review: 'uuid',
    what: 'text',
    sender: 'text',
    market: 'text',
    seller: 'text',
    topic: 'text',
    kind: 'text',
    rule: 'text',
    source: 'text',
    language: 'text',
    message: 'uuid',
    evidence: 'jsonb',
    signs: 'jsonb',
    recorded_at: 'bigint',
    position: 'bigint',
    state: 'text',
    decided: 'jsonb',
    decided_with: 'text',
    review_requested_at: 'text',
    claimed_by: 'text',
    claimed_until: 'bigint',
  },
  key: ['conversation', 'subject'],
  indexes: [
    "(position) WHERE state IN ('suspected', 'held')",
    "(rule, position) WHERE state IN ('suspected', 'held')",
    "(source, position) WHERE state = 'waiting'",
    '(review)',
    '(decided_with) WHERE decided_with IS NOT NULL',
    '(state, position)',
    "(seller, position) WHERE what = 'violation' AND sender = 'seller'",
  ],
};

/** The talk of a buyer's conversations: only a buyer asks. */
export const talksOf = rowsOf(
  reviewsTalks as never,
  (name) =>
    `t.conversation IN (SELECT c.conversation FROM ${name.replace('reviews_talks', 'reviews_conversations')} c WHERE c.buyer = k.person)`,
);
