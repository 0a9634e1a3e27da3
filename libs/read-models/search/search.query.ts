import { Conditions, type Page, pageOf, readCursor } from '../shared/cursor';
import type { ReadModels } from '../shared/database';
import { composed, configOf, SEPARATOR } from './search.table';

/** Who searches: parties find in their own conversations only. */
interface Reader {
  readonly sub: string;
  readonly role: string;
  readonly seller?: string;
}

/** A message found; `excerpt` marks the words with « and ». */
export interface Found {
  readonly conversation: string;
  readonly message: string;
  readonly market: string;
  readonly seller: string;
  readonly buyer: string;
  readonly from: string;
  readonly author: string;
  readonly at: string;
  readonly excerpt: string;
}

/** Languages whose words are tried when the reader names none. */
const ANY_LANGUAGE = ['german', 'english', 'spanish', 'french', 'hungarian', 'italian', 'dutch', 'romanian', 'helpdesk_plain'];

/** What is not wanted, as people type it: -word or -"some words". */
const MINUS = /(?<!\S)-(?:"([^"]*)"|(\S+))/g;
const QUOTES = /[\u00ab\u00bb\u201c-\u201f\u2039\u203a\u2033\u301d-\u301f\uff02]/g;
// What is left of a minus that stands before nothing would turn the whole question round.
const DANGLING = /(?<![\p{L}\p{N}])-/gu;

/** A question in words PostgreSQL splits as it split the texts, and what is not wanted; quotes of all kinds make a phrase. */
function asked(q: string): { words: string; excluded: string[] } {
  const plain = q.normalize('NFC').replaceAll('\u00ad', '').replace(QUOTES, '"').replace(new RegExp(SEPARATOR, 'gu'), ' ');
  const excluded = [...plain.matchAll(MINUS)].map(([, phrase, word]) => phrase ?? word);
  return { words: plain.replace(MINUS, ' ').replace(DANGLING, ' '), excluded };
}

/** SQL: any word of a question, to mark it. Looking for a passage with all of them takes minutes in a long text. */
function anyOf(configs: readonly string[], words: string): string {
  const lexemes = configs.map((config) => `to_tsvector('${config}', ${words})`).join(' || ');
  const quoted = `'''' || replace(replace(lexeme, '\\', '\\\\'), '''', '''''') || ''''`;
  return `(SELECT string_agg(${quoted}, '|')::tsquery FROM unnest(${lexemes}))`;
}

// No message has these. The first keeps words apart from the marks around them while they are looked for; the others mark them.
const [APART, START, STOP] = ['chr(1)', 'chr(2)', 'chr(3)'];
const SHOWN = `regexp_replace(${composed('body')}, '(${SEPARATOR})', ${APART} || '\\1' || ${APART}, 'g')`;
/** SQL: the passage of a message with the words asked for, as a configuration splits it. */
const passage = (config: string): string =>
  `ts_headline(${config}, ${SHOWN}, marked, 'StartSel=' || ${START} || ', StopSel=' || ${STOP} || ', MaxWords=30, MinWords=10')`;

/** A page of messages with the words of `q` (as in a web search: quotes, OR, -), newest first; throws BadCursor. */
export async function searchMessages(
  models: ReadModels,
  reader: Reader,
  { q, language, market, cursor, limit }: { q: string; language?: string; market?: string; cursor?: string; limit: number },
): Promise<Page<Found>> {
  const where = new Conditions();
  const { words: wanted, excluded } = asked(q);
  const words = where.parameter(wanted);
  const configs = language === undefined ? ANY_LANGUAGE : [...new Set([configOf(language), 'helpdesk_plain'])];
  const query = configs.map((config) => `websearch_to_tsquery('${config}', ${words})`).join(' || ');
  where.add('words @@ query');
  // A word left out has to be left out in every language: stems differ, and a NOT among alternatives is nearly always true.
  for (const phrase of excluded) for (const config of configs) where.add(`NOT words @@ phraseto_tsquery('${config}', ?)`, phrase);
  if (reader.role === 'buyer') where.add("buyer = ? AND (NOT held OR sender = 'buyer')", reader.sub);
  if (reader.role === 'seller') where.add("seller = ? AND (NOT held OR sender = 'seller')", reader.seller);
  where.when('market = ?', market);
  const before = readCursor('search', cursor, ['number']);
  if (before) where.add('position < ?', before[0]);
  // OFFSET 0 keeps the passage from being computed once for each time it is named.
  const rows = await models.query<Omit<Found, 'from'> & { sender: string; position: number }>(
    `WITH found AS (
       SELECT conversation, message, market, seller, buyer, sender, author, at, body, config, position, marked
       FROM search_messages, (SELECT ${query} AS query, ${anyOf(configs, words)} AS marked) AS asked
       WHERE ${where} ORDER BY position DESC LIMIT ${where.parameter(limit + 1)})
     SELECT conversation, message, market, seller, buyer, sender, author, at, position,
       translate(CASE WHEN strpos(own, ${START}) > 0 THEN own ELSE ${passage("'helpdesk_plain'")} END,
         ${START} || ${STOP} || ${APART}, '«»') AS excerpt
     FROM found, LATERAL (SELECT ${passage('config')} AS own OFFSET 0) AS headline ORDER BY position DESC`,
    where.values,
  );
  return pageOf(
    'search',
    rows,
    limit,
    ({ position }) => [position],
    ({ position: _, sender, ...rest }) => ({ ...rest, from: sender }),
  );
}
