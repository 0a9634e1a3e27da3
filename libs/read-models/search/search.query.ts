import pg from 'pg';
import { Conditions, cursorOf, type Page, pageOf, readCursor } from '../shared/cursor';
import type { ReadModels } from '../shared/database';
import { excerptOf } from './excerpt';
import { type Question, questionOf } from './question';
import { ALL_CONFIGS, configOf, label, type Place, type SearchEntry } from './search.table';

/** Who searches: parties find in their own conversations only. */
interface Reader {
  readonly sub: string;
  readonly role: string;
  readonly seller?: string;
}

/** What is looked for, and how. */
export interface Search {
  readonly q: string;
  /** Beginnings of words do. */
  readonly prefix?: boolean;
  readonly language?: string;
  readonly market?: string;
  readonly topic?: string;
  readonly side?: 'buyer' | 'seller' | 'platform';
  readonly state?: 'open' | 'closed';
  /** From this instant on, and before that one: ISO. */
  readonly from?: string;
  readonly to?: string;
  readonly sort?: 'newest' | 'best';
  readonly cursor?: string;
  readonly limit: number;
}

/** An entry found; `excerpt` marks the words with « and ». */
export interface Found {
  readonly conversation: string;
  readonly where: Place;
  readonly item: string;
  /** The message, where it is one. */
  readonly message: string | null;
  readonly market: string;
  readonly seller: string;
  readonly buyer: string;
  readonly from: string;
  readonly author: string;
  readonly at: string;
  readonly excerpt: string;
}

/** A page of what was found. */
export interface FoundPage extends Page<Found> {
  /** Whether there may be more than was looked at for this page. */
  readonly bounded: boolean;
  /** How many texts were looked at then: the newest of the reader's, or the newest with these words. */
  readonly bound: number | null;
}

/** A search that takes too long, or finds the read model being rebuilt for this code. */
export class SearchUnavailable extends Error {
  override readonly name = 'SearchUnavailable';
}

/** So many of the newest are looked at one by one: a frequent word is among them. */
const NEAR = 2_000;
/** So many by the index of words. More have to be looked for page by page. */
const FAR = 10_000;
/** So many, the newest, are weighed for the best. */
const WEIGHED = 1_000;

/** A statement of a search may take so long. */
const PATIENCE_MS = 2_000;
const CANCELED = '57014';
const UNDEFINED = /^42(P01|703)$/;

/** A page of what has the words of `q`, the newest or the best first. Throws BadCursor, {@link SearchUnavailable}. */
export async function searchMessages(models: ReadModels, reader: Reader, search: Search): Promise<FoundPage> {
  const question = questionOf(search.q, search.prefix);
  const cursor = search.sort === 'best' ? readCursor('best', search.cursor, ['number', 'number', 'number']) : undefined;
  const before = search.sort === 'best' ? cursor?.[2] : readCursor('search', search.cursor, ['number'])?.[0];
  if (question.words === '' && question.codes === '') return { items: [], next: null, bounded: false, bound: null };
  const asked = { reader, search, question, before: Number(before ?? Number.MAX_SAFE_INTEGER) };
  try {
    return await models.transaction(async (client) => {
      await client.query("SELECT set_config('statement_timeout', $1, true)", [String(PATIENCE_MS)]);
      const ask: Ask = async <R>(text: string, values: readonly unknown[]) => (await client.query(text, [...values])).rows as R[];
      return search.sort === 'best' ? best(ask, asked, cursor as number[] | undefined) : newest(ask, asked);
    });
  } catch (error) {
    const { code = '' } = error instanceof pg.DatabaseError ? error : {};
    if (code === CANCELED) throw new SearchUnavailable('This search took too long. Ask for rarer words, or for less.');
    if (UNDEFINED.test(code)) throw new SearchUnavailable('The search is being filled anew. Try again later.');
    throw error;
  }
}

/** Rows of one statement. */
type Ask = <R>(text: string, values: readonly unknown[]) => Promise<R[]>;

interface Asked {
  readonly reader: Reader;
  readonly search: Search;
  readonly question: Question;
  /** Only what stands before this place in the log. */
  readonly before: number;
}

async function newest(ask: Ask, asked: Asked): Promise<FoundPage> {
  const { limit } = asked.search;
  const { ordinals, edge } = await candidates(ask, asked, limit + 1);
  const rows = await shown(ask, asked, ordinals);
  const page = pageOf('search', rows, limit, ({ ordinal }) => [ordinal], foundIn(asked));
  if (edge === undefined) return { ...page, bounded: false, bound: null };
  // The next page goes on where this one stopped looking.
  return { ...page, next: cursorOf('search', [edge]), bounded: true, bound: NEAR };
}

async function best(ask: Ask, asked: Asked, after: number[] | undefined): Promise<FoundPage> {
  const { limit } = asked.search;
  const { ordinals, edge } = await candidates(ask, asked, WEIGHED + 1);
  const weighed = ordinals.slice(0, WEIGHED);
  const rows = await shown(ask, asked, weighed, { after, limit: limit + 1 });
  const top = (weighed[0] ?? 0) + 1;
  const page = pageOf('best', rows, limit, ({ rank, ordinal }) => [rank, ordinal, top], foundIn(asked));
  const bounded = edge !== undefined || ordinals.length > WEIGHED;
  return { ...page, bounded, bound: bounded ? (edge === undefined ? WEIGHED : NEAR) : null };
}

/**
 * The newest `count` that have the words, and fewer only where there are no more, or none down to `edge`. First the newest of the
 * reader are looked at one by one: that is all a small party has, and enough for a frequent word. What is rarer is found by its index.
 */
async function candidates(ask: Ask, asked: Asked, count: number): Promise<{ ordinals: number[]; edge?: number }> {
  const near = new Conditions();
  const own = ownedBy(asked.reader, near);
  const query = queryOf(asked, near);
  const before = near.parameter(asked.before);
  const [{ ordinals, edge }] = await ask<{ ordinals: number[]; edge: number | null }>(
    `SELECT to_json(ARRAY(
       SELECT ordinal FROM (SELECT * FROM search_entries WHERE ${own} AND ordinal < ${before} ORDER BY ordinal DESC LIMIT ${NEAR}) AS e
       WHERE words @@ (SELECT ${query}) AND ${filters(asked, near)} LIMIT ${count})) AS ordinals,
       (SELECT ordinal FROM search_entries WHERE ${own} AND ordinal < ${before} ORDER BY ordinal DESC OFFSET ${NEAR - 1} LIMIT 1) AS edge`,
    near.values,
  );
  if (ordinals.length >= count || edge === null) return { ordinals };
  const far = new Conditions();
  const words = queryOf(asked, far);
  const rest = filters(asked, far);
  const isParty = asked.reader.role === 'buyer' || asked.reader.role === 'seller';
  // + 0 keeps this from being another walk through all there is. What a party has is all looked at, whatever is left of it.
  const found = await ask<{ ordinal: number; fits: boolean }>(
    `SELECT ordinal, ${rest} AS fits FROM (
       SELECT * FROM search_entries AS e WHERE words @@ (SELECT ${words}) AND ordinal + 0 < ${far.parameter(edge)} AND ${isParty ? rest : 'TRUE'}
       LIMIT ${FAR + 1}) AS e`,
    far.values,
  );
  if (found.length > FAR) return { ordinals, edge };
  const older = found.filter(({ fits }) => fits).map(({ ordinal }) => ordinal);
  return { ordinals: [...ordinals, ...older.sort((one, other) => other - one).slice(0, count - ordinals.length)] };
}

/** SQL: what stands in the reader's conversations, whether they may see it or not. */
function ownedBy({ role, sub, seller }: Reader, given: Conditions): string {
  if (role === 'buyer') return `buyer = ${given.parameter(sub)}`;
  return role === 'seller' ? `seller = ${given.parameter(seller)}` : 'TRUE';
}

const quoted = (lexeme: string): string => `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

/** SQL: what the words of an entry have to be, labels among them. */
function queryOf({ reader, search, question }: Asked, given: Conditions): string {
  const labels = [
    ...(reader.role === 'buyer' ? [label('buyer', reader.sub)] : []),
    ...(reader.role === 'seller' ? [label('seller', reader.seller ?? '')] : []),
    ...(search.market === undefined ? [] : [label('market', search.market)]),
    ...(search.topic === undefined ? [] : [label('topic', search.topic)]),
    ...(search.side === undefined ? [] : [label('side', search.side)]),
  ];
  const parts = [wordsQuery({ search, question }, given)];
  if (labels.length > 0) parts.push(`${given.parameter(labels.map(quoted).join(' & '))}::tsquery`);
  // What is left out has to be left out in every language: stems differ, and a NOT among alternatives is nearly always true.
  if (question.excluded !== '') parts.push(`!! (${inEach(configsOf(search), question.excluded, given)})`);
  return parts.join(' && ');
}

/** SQL: the words asked for, by the rules of each language; or all of it as one number. */
function wordsQuery({ search, question }: Pick<Asked, 'search' | 'question'>, given: Conditions): string {
  const words = `(${inEach(configsOf(search), question.words, given)})`;
  const all = question.codes === '' ? words : `(${words} && to_tsquery('helpdesk_plain', ${given.parameter(question.codes)}))`;
  if (question.number === undefined) return all;
  const number = `${quoted(label('number', question.number))}${search.prefix ? ':*' : ''}`;
  return `(${all} || ${given.parameter(number)}::tsquery)`;
}

const configsOf = ({ language }: Search): readonly string[] =>
  language === undefined ? ALL_CONFIGS : [...new Set([configOf(language), 'helpdesk_plain'])];

/** SQL: a text by the rules of each configuration. Most agree, and the index looks up a word as often as it is named. */
const inEach = (configs: readonly string[], text: string, given: Conditions): string => {
  if (text === '') return "''::tsquery";
  const words = given.parameter(text);
  const all = configs.map((config) => `to_tsquery('${config}', ${words})`).join(', ');
  return `coalesce((SELECT string_agg('(' || query || ')', '|') FROM (SELECT DISTINCT query::text FROM unnest(ARRAY[${all}]) AS query) AS one
    WHERE query <> '')::tsquery, '')`;
};

/** SQL: what no label says, of an entry `e`. */
function filters({ search: { from, to, state } }: Asked, given: Conditions): string {
  const conditions: string[] = [];
  if (from !== undefined) conditions.push(`at >= ${given.parameter(new Date(from).toISOString())}`);
  if (to !== undefined) conditions.push(`at < ${given.parameter(new Date(to).toISOString())}`);
  if (state !== undefined)
    conditions.push(
      `(SELECT state FROM search_conversations c WHERE c.conversation = e.conversation) = ${given.parameter(state)}`,
    );
  return conditions.length === 0 ? 'TRUE' : conditions.join(' AND ');
}

type Shown = Pick<SearchEntry, 'conversation' | 'place' | 'item' | 'market' | 'seller' | 'buyer' | 'sender' | 'author'> &
  Pick<SearchEntry, 'body' | 'at' | 'ordinal'> & { readonly rank: number; readonly places: number[] };

/** These entries in order, with the places of the words asked for; `ranked`: the best first, so many behind a rank. */
function shown(
  ask: Ask,
  { search, question }: Asked,
  ordinals: readonly number[],
  ranked?: { readonly after: number[] | undefined; readonly limit: number },
): Promise<Shown[]> {
  const given = new Conditions();
  const these = given.parameter(ordinals);
  const query = ranked ? wordsQuery({ search, question }, given) : "''::tsquery";
  const marked = inEach(configsOf(search), question.marked, given);
  const rank = ranked ? '(1e6 * ts_rank(words, query, 1))::bigint' : '0';
  const order = ranked ? 'rank DESC, ordinal DESC' : 'ordinal DESC';
  const { after, limit = ordinals.length } = ranked ?? {};
  const behind = after ? `WHERE (rank, ordinal) < (${given.parameter(after[0])}, ${given.parameter(after[1])})` : '';
  const lexemes = ['config', "'helpdesk_plain'"].map((config) => `SELECT * FROM unnest(to_tsvector(${config}, cut))`);
  return ask<Shown>(
    `WITH asked AS MATERIALIZED (SELECT ${query} AS query, ${marked} AS marked),
     page AS MATERIALIZED (
       SELECT * FROM (SELECT e.*, ${rank} AS rank FROM search_entries e, asked WHERE ordinal = ANY(${these}::bigint[])) AS weighed
       ${behind} ORDER BY ${order} LIMIT ${limit})
     SELECT conversation, place, item, market, seller, buyer, sender, author, body, at, ordinal, rank,
       ARRAY(SELECT DISTINCT unnest(positions) FROM (${lexemes.join(' UNION ALL ')}) AS word
         WHERE array_to_tsvector(ARRAY[lexeme]) @@ marked) AS places
     FROM page, asked ORDER BY ${order}`,
    given.values,
  );
}

const foundIn =
  ({ question }: Asked) =>
  ({ conversation, place, item, market, seller, buyer, sender, author, at, body, places }: Shown): Found => ({
    conversation,
    where: place,
    item,
    message: place === 'message' ? item : null,
    market,
    seller,
    buyer,
    from: sender,
    author,
    at,
    excerpt: excerptOf(body, {
      places,
      sequences: question.sequences,
      number: place === 'order' || place === 'status' ? question.number : undefined,
    }),
  });
