import pg from 'pg';
import { spelled } from '../../domain';
import { Conditions, cursorOf, type Page, pageOf, readCursor } from '../shared/cursor';
import type { ReadModels } from '../shared/database';
import {
  type Ask,
  type Asked,
  askIn,
  candidates,
  configsOf,
  inEach,
  NEAR,
  type Reader,
  type Search,
  tookTooLong,
  wordsQuery,
} from './candidates';
import { excerptOf } from './excerpt';
import { questionOf } from './question';
import type { Place, SearchEntry } from './search.table';

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

/** So many, the newest, are weighed for the best. */
const WEIGHED = 1_000;

const UNDEFINED = /^42(P01|703)$/;

/** A page of what has the words of `q`, the newest or the best first. Throws BadCursor, {@link SearchUnavailable}. */
export async function searchMessages(models: ReadModels, reader: Reader, search: Search): Promise<FoundPage> {
  const question = questionOf(search.q, search.prefix);
  const cursor = search.sort === 'best' ? readCursor('best', search.cursor, ['number', 'number', 'number']) : undefined;
  const before = search.sort === 'best' ? cursor?.[2] : readCursor('search', search.cursor, ['number'])?.[0];
  if (question.words === '' && question.codes === '') return { items: [], next: null, bounded: false, bound: null };
  const asked = { reader, search, question, before: Number(before ?? Number.MAX_SAFE_INTEGER) };
  try {
    const ask = askIn(models);
    return await (search.sort === 'best' ? best(ask, asked, cursor as number[] | undefined) : newest(ask, asked));
  } catch (error) {
    if (tookTooLong(error)) throw new SearchUnavailable('This search took too long. Ask for rarer words, or for less.');
    if (error instanceof pg.DatabaseError && UNDEFINED.test(error.code ?? ''))
      throw new SearchUnavailable('The search is being filled anew. Try again later.');
    throw error;
  }
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
  ({ question, reader }: Asked) =>
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
    excerpt: spelled(
      excerptOf(body, {
        places,
        sequences: question.sequences,
        number: place === 'order' || place === 'status' ? question.number : undefined,
      }),
      reader.language ?? 'en',
    ),
  });
