import { Conditions, type Page, pageOf, readCursor } from '../shared/cursor';
import type { ReadModels } from '../shared/database';
import { configOf } from './search.table';

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

/** A page of messages with the words of `q` (as in a web search: quotes, OR, -), newest first; throws BadCursor. */
export async function searchMessages(
  models: ReadModels,
  reader: Reader,
  { q, language, market, cursor, limit }: { q: string; language?: string; market?: string; cursor?: string; limit: number },
): Promise<Page<Found>> {
  const where = new Conditions();
  const excluded = [...q.matchAll(MINUS)].map(([, phrase, word]) => phrase ?? word);
  const words = where.parameter(q.replaceAll(MINUS, ' '));
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
  const rows = await models.query<Omit<Found, 'from'> & { sender: string; position: number }>(
    `WITH found AS (
       SELECT conversation, message, market, seller, buyer, sender, author, at, body, config, position, query
       FROM search_messages, (SELECT ${query} AS query) AS asked
       WHERE ${where} ORDER BY position DESC LIMIT ${where.parameter(limit + 1)})
     SELECT conversation, message, market, seller, buyer, sender, author, at, position,
       ts_headline(config, body, query, 'StartSel=«, StopSel=», MaxWords=30, MinWords=10') AS excerpt
     FROM found ORDER BY position DESC`,
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
