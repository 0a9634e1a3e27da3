import { rowsOf } from '../shared/erasure';
import { type Parties, partiesTable } from '../shared/projection';
import type { Table } from '../shared/table';

/** Where something is found. */
export const PLACES = ['message', 'subject', 'order', 'status', 'note'] as const;
/** One of {@link PLACES}. */
export type Place = (typeof PLACES)[number];

/** A text as it is found: a message, a note, a subject, an order number, the facts of a status update. */
export type SearchEntry = {
  readonly conversation: string;
  readonly place: Place;
  /** Id of the message, note or status update; of a subject or order number, that of the conversation. */
  readonly item: string;
  readonly market: string;
  readonly seller: string;
  readonly buyer: string;
  /** The text as the side reads it that did not write it, where something is masked; the other one is its author's and the platform's. */
  readonly masked: boolean;
  readonly sender: string;
  readonly author: string;
  readonly body: string;
  /** Its words as they are cut, with blanks between them. */
  readonly cut: string;
  /** Where in the masked text of a status update its facts begin, by the field of the event; null in others. */
  readonly starts: Readonly<Record<string, number>> | null;
  /** The configuration their stems are of. */
  readonly config: string;
  /** What is looked for beside words: who may find it, its market, topic and side, numbers in it. See {@link label}. */
  readonly labels: readonly string[];
  readonly at: string;
  /** Its place in the log, and among what one event says. */
  readonly ordinal: number;
};

/** A word of a kind that no text has. */
export const label = (kind: 'seller' | 'buyer' | 'market' | 'topic' | 'side' | 'number', value: string): string =>
  `${kind}:${value}`;

/** A conversation's parties, and whether it is open. */
export type SearchConversation = Parties & { readonly state: 'open' | 'closed' };

/** Conversations with something to find. */
export const searchConversations: Table<SearchConversation> = {
  ...partiesTable('search'),
  columns: { ...partiesTable('search').columns, state: 'text' },
};

/**
 * What can be found. Words are kept by the rules of their language where PostgreSQL knows it, and once more without rules or accents, so
 * that a reader who writes in another language finds names and numbers all the same. Labels are words like others: one index finds the
 * words of one party among those of all.
 */
export const searchEntries: Table<SearchEntry> = {
  name: 'search_entries',
  columns: {
    conversation: 'uuid',
    place: 'text',
    item: 'uuid',
    market: 'text',
    seller: 'text',
    buyer: 'text',
    masked: 'boolean',
    sender: 'text',
    author: 'text',
    body: 'text',
    cut: 'text',
    starts: 'jsonb',
    config: 'regconfig',
    labels: 'text[]',
    at: 'text',
    ordinal: 'bigint',
  },
  key: ['conversation', 'place', 'item', 'masked'],
  computed: [
    `words tsvector GENERATED ALWAYS AS (
      CASE WHEN config = 'helpdesk_plain'::regconfig THEN '' ELSE to_tsvector(config, cut) END
      || to_tsvector('helpdesk_plain'::regconfig, cut) || array_to_tsvector(labels)) STORED`,
  ],
  indexes: ['USING gin (words)', '(author)', '(ordinal DESC)', '(seller, ordinal DESC)', '(buyer, ordinal DESC)'],
};

/** What a person wrote. */
export const entriesOf = rowsOf(searchEntries as never, () => 't.author = k.person');

/** Configurations of PostgreSQL by language; the others are searched without stems. */
const CONFIGS: Readonly<Record<string, string>> = {
  de: 'german',
  en: 'english',
  es: 'spanish',
  fr: 'french',
  hu: 'hungarian',
  it: 'italian',
  nl: 'dutch',
  ro: 'romanian',
};

/** Configurations tried when a reader names no language. */
export const ALL_CONFIGS: readonly string[] = [...Object.values(CONFIGS), 'helpdesk_plain'];

/** The text-search configuration of a language tag such as `de-AT`. */
export const configOf = (language: string | undefined): string =>
  CONFIGS[language?.slice(0, 2).toLowerCase() ?? ''] ?? 'helpdesk_plain';

/** The language most messages of a market are in, for messages that do not name theirs. */
const LANGUAGE_OF_MARKET: Readonly<Record<string, string>> = { at: 'de', be: 'nl', cz: 'cs', ie: 'en' };

/** The language a message is taken to be in. */
export const languageIn = (market: string, language: string | undefined): string => {
  const country = market.slice(0, 2);
  return language ?? LANGUAGE_OF_MARKET[country] ?? country;
};
