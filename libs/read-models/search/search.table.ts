import { partiesTable } from '../shared/projection';
import type { Table } from '../shared/table';

/** One message as it is found. */
export type SearchRow = {
  readonly conversation: string;
  readonly message: string;
  readonly market: string;
  readonly seller: string;
  readonly buyer: string;
  readonly sender: string;
  readonly author: string;
  readonly config: string;
  readonly language: string | null;
  readonly body: string;
  readonly at: string;
  readonly position: number;
  readonly held: boolean;
};

/** Parties of conversations with messages. */
export const searchConversations = partiesTable('search');

/** Marks, spaces, symbols and emoji beyond ASCII, and what would begin a tag of HTML, as ranges of code points. */
const SEPARATORS: readonly (readonly [first: number, last: number])[] = [
  [0x3c, 0x3c],
  [0xa0, 0xa9],
  [0xab, 0xac],
  [0xae, 0xb1],
  [0xb4, 0xb4],
  [0xb6, 0xb8],
  [0xbb, 0xbb],
  [0xbf, 0xbf],
  [0xd7, 0xd7],
  [0xf7, 0xf7],
  [0x2000, 0x206f],
  [0x20a0, 0x20cf],
  [0x2100, 0x2bff],
  [0x3000, 0x303f],
  [0xfe00, 0xfe0f],
  [0x1f000, 0x1faff],
];

/** What separates words beyond ASCII, as a pattern both PostgreSQL and JavaScript understand. */
export const SEPARATOR = `[${SEPARATORS.map((range) => range.map((point) => String.fromCodePoint(point)).join('-')).join('')}]+`;

/** SQL: a text with its accents in one piece and its words in one piece. */
export const composed = (text: string): string => `replace(normalize(${text}, NFC), '\u00ad', '')`;

// Where PostgreSQL's locale is C, it takes every character beyond ASCII for a letter: „kaputt“ would be a word of its own.
const SPOKEN = `regexp_replace(${composed('body')}, '${SEPARATOR}', ' ', 'g')`;
// A number behind a hyphen is negative to PostgreSQL, and one behind a slash part of a path.
const APART = `regexp_replace(${SPOKEN}, '[-/]+', ' ', 'g')`;

/**
 * Words of messages: by the rules of their language where PostgreSQL knows it, and once more without rules or accents, so that a
 * reader who writes in another language finds names and numbers all the same, and the parts of a number, too.
 */
export const searchMessagesTable: Table<SearchRow> = {
  name: 'search_messages',
  columns: {
    conversation: 'uuid',
    message: 'uuid',
    market: 'text',
    seller: 'text',
    buyer: 'text',
    sender: 'text',
    author: 'text',
    config: 'regconfig',
    language: 'text',
    body: 'text',
    at: 'text',
    position: 'bigint',
    held: 'boolean',
  },
  key: ['conversation', 'message'],
  computed: [
    `words tsvector GENERATED ALWAYS AS (to_tsvector(config, ${SPOKEN}) || to_tsvector('helpdesk_plain'::regconfig, ${SPOKEN}) || to_tsvector('helpdesk_plain'::regconfig, ${APART})) STORED`,
  ],
  indexes: ['USING gin (words)', '(position DESC)'],
};

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
