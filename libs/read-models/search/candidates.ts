/** Where to look for what somebody asks: among the newest of what is theirs, then by the index of all words. */
import pg from 'pg';
import type { Language } from '../../domain';
import { Conditions } from '../shared/cursor';
import type { ReadModels } from '../shared/database';
import type { Question } from './question';
import { ALL_CONFIGS, configOf, label } from './search.table';

/** Who searches: parties find in their own conversations only. */
export interface Reader {
  readonly sub: string;
  readonly role: string;
  readonly seller?: string;
  /** What is masked is said in this one. */
  readonly language?: Language;
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

/** Rows of one statement. */
export type Ask = <R>(text: string, values: readonly unknown[], patienceMs?: number) => Promise<R[]>;

/** What is asked, and by whom. */
export interface Asked {
  readonly reader: Reader;
  readonly search: Search;
  readonly question: Question;
  /** Only what stands before this place in the log. */
  readonly before: number;
}

/** So many of the newest are looked at one by one: a frequent word is among them. */
export const NEAR = 2_000;
/** So many by the index of words. More have to be looked for page by page. */
const FAR = 10_000;
const CANCELED = '57014';
/** A statement of a search may take so long. */
const PATIENCE_MS = 2_000;
/** Looking by the index may: then the answer is what was found before. */
const FAR_PATIENCE_MS = 1_000;

/** Asks each in a transaction of its own, so that the database ends what takes too long. */
export const askIn =
  (models: ReadModels): Ask =>
  (text, values, patienceMs = PATIENCE_MS) =>
    models.transaction(async (client) => {
      await client.query("SELECT set_config('statement_timeout', $1, true)", [String(patienceMs)]);
      return (await client.query(text, [...values])).rows;
    });

/** Whether the database ended a statement that took too long. */
export const tookTooLong = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === CANCELED;

/**
 * The newest `count` that have the words, and fewer only where there are no more, or none down to `edge`. First the newest of the
 * reader are looked at one by one: that is all a small party has, and enough for a frequent word. What is rarer is found by its index.
 */
export async function candidates(ask: Ask, asked: Asked, count: number): Promise<{ ordinals: number[]; edge?: number }> {
  const near = new Conditions();
  const own = ownedBy(asked.reader, near);
  const query = queryOf(asked, near);
  const before = near.parameter(asked.before);
  const [{ ordinals, edge }] = await ask<{ ordinals: number[]; edge: number | null }>(
    `SELECT to_json(ARRAY(
       SELECT ordinal FROM (SELECT * FROM search_entries WHERE ${own} AND ordinal < ${before} ORDER BY ordinal DESC LIMIT ${NEAR}) AS e
       WHERE words @@ (SELECT ${query}) AND ${filters(asked, near)} ORDER BY ordinal DESC LIMIT ${count})) AS ordinals,
       (SELECT ordinal FROM search_entries WHERE ${own} AND ordinal < ${before} ORDER BY ordinal DESC OFFSET ${NEAR - 1} LIMIT 1) AS edge`,
    near.values,
  );
  if (ordinals.length >= count || edge === null) return { ordinals };
  const older = await behind(ask, asked, edge).catch((error: unknown) => {
    if (!tookTooLong(error)) throw error;
  });
  return older ? { ordinals: [...ordinals, ...older].slice(0, count) } : { ordinals, edge };
}

/** All behind an edge, the newest first; undefined where they are too many. */
async function behind(ask: Ask, asked: Asked, edge: number): Promise<number[] | undefined> {
  const given = new Conditions();
  const words = queryOf(asked, given);
  const rest = filters(asked, given);
  const isParty = asked.reader.role === 'buyer' || asked.reader.role === 'seller';
  // + 0 keeps this from being another walk through all there is. What a party has is all looked at, whatever is left of it.
  const found = await ask<{ ordinal: number; fits: boolean }>(
    `SELECT ordinal, ${rest} AS fits FROM (
       SELECT * FROM search_entries AS e WHERE words @@ (SELECT ${words}) AND ordinal + 0 < ${given.parameter(edge)} AND ${isParty ? rest : 'TRUE'}
       LIMIT ${FAR + 1}) AS e`,
    given.values,
    FAR_PATIENCE_MS,
  );
  if (found.length > FAR) return undefined;
  return found.flatMap(({ ordinal, fits }) => (fits ? [ordinal] : [])).sort((one, other) => other - one);
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
export function wordsQuery({ search, question }: Pick<Asked, 'search' | 'question'>, given: Conditions): string {
  const words = `(${inEach(configsOf(search), question.words, given)})`;
  const all = question.codes === '' ? words : `(${words} && to_tsquery('helpdesk_plain', ${given.parameter(question.codes)}))`;
  if (question.number === undefined) return all;
  const number = `${quoted(label('number', question.number))}${search.prefix ? ':*' : ''}`;
  return `(${all} || ${given.parameter(number)}::tsquery)`;
}

export const configsOf = ({ language }: Search): readonly string[] =>
  language === undefined ? ALL_CONFIGS : [...new Set([configOf(language), 'helpdesk_plain'])];

/** SQL: a text by the rules of each configuration. Most agree, and the index looks up a word as often as it is named. */
export const inEach = (configs: readonly string[], text: string, given: Conditions): string => {
  if (text === '') return "''::tsquery";
  const words = given.parameter(text);
  const all = configs.map((config) => `to_tsquery('${config}', ${words})`).join(', ');
  return `coalesce((SELECT string_agg('(' || query || ')', '|') FROM (SELECT DISTINCT query::text FROM unnest(ARRAY[${all}]) AS query) AS one
    WHERE query <> '')::tsquery, '')`;
};

/** SQL: what no label says, of an entry `e`. */
function filters({ reader: { role }, search: { from, to, state } }: Asked, given: Conditions): string {
  // A party finds by its label what it may read; the platform reads what was written.
  const conditions = role === 'buyer' || role === 'seller' ? [] : ['NOT masked'];
  if (from !== undefined) conditions.push(`at >= ${given.parameter(new Date(from).toISOString())}`);
  if (to !== undefined) conditions.push(`at < ${given.parameter(new Date(to).toISOString())}`);
  if (state !== undefined)
    conditions.push(
      `(SELECT state FROM search_conversations c WHERE c.conversation = e.conversation) = ${given.parameter(state)}`,
    );
  return conditions.length === 0 ? 'TRUE' : conditions.join(' AND ');
}
