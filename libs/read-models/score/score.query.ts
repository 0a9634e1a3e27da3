import {
  type Assessment,
  countingAt,
  effectAt,
  type FactPart,
  iso,
  medianOf,
  SCORE_WINDOW_MS,
  type Score,
  type ScoreParts,
  type ScoreWeights,
  type Standing,
  type StandingEvent,
  scoreOf,
  standing,
  sumOf,
  weightsAt,
} from '../../domain';
import { Conditions, type Page, pageOf, readCursor } from '../shared/cursor';
import type { ReadModels } from '../shared/database';
import type { FactColumns, StandingRow, VisibilityRow } from './score.table';

/** A seller's score as of an instant (epoch milliseconds), the parts it is computed from, and the weights. */
export interface ScoreAt extends Score {
  readonly at: number;
  readonly parts: ScoreParts;
  /** How many violations give the points. */
  readonly violations: number;
  readonly weights: ScoreWeights;
}

/** The whole log. */
const ALL = Number.MAX_SAFE_INTEGER;

const STANDINGS = `
  SELECT f.revision, f.event, f.type, f.data FROM score_standings f, (SELECT max(at) AS at FROM unnest($3::bigint[]) AS i(at)) AS t
  WHERE f.seller = $1 AND f.known_at <= t.at AND f.position <= $2 ORDER BY f.revision`;

type StandingPart = Pick<StandingRow, 'revision' | 'event' | 'type' | 'data'>;

/** SQL of what counts of a seller (`$1`) at any of the instants `$3`, which grow: known since when, and until when it does. */
const COUNTED = `
  SELECT f.part, f.good, f.counted_ms, greatest(f.counts_at, f.known_at) AS since, f.counts_at + ${SCORE_WINDOW_MS} AS until
  FROM score_facts f
  WHERE f.seller = $1 AND f.counts_at > ($3::bigint[])[1] - ${SCORE_WINDOW_MS} AND f.counts_at <= ($3)[cardinality($3)]
    AND f.position <= $2
  UNION ALL
  SELECT f.part, f.good, f.counted_ms, greatest(f.counts_at, f.known_at),
    least(f.counts_at + ${SCORE_WINDOW_MS}, CASE WHEN f.until_position <= $2 THEN f.until_at END)
  FROM score_past f
  WHERE f.seller = $1 AND f.counts_at > ($3::bigint[])[1] - ${SCORE_WINDOW_MS} AND f.counts_at <= ($3)[cardinality($3)]
    AND f.position <= $2`;

/** What counts at the same ones of the instants, from `first` to before `end`; of answers their times, which grow. */
interface CountedRow {
  readonly part: FactPart;
  readonly good: boolean;
  readonly first: number;
  readonly end: number;
  readonly count: number;
  readonly times: readonly number[];
}

/**
 * Scores of a seller as of instants in growing order (epoch milliseconds), from what was known at each and, where a position is given,
 * stood in the log up to it; `upTo` is the position the read model stood at. One statement: all of it is of one moment, and each fact is
 * read once, however many instants there are.
 */
export async function scoresAt(
  models: ReadModels,
  seller: string,
  instants: readonly number[],
  versions: readonly ScoreWeights[],
  before = ALL,
): Promise<{ readonly scores: ScoreAt[]; readonly upTo: string }> {
  const [row] = await models.query<{ counted: CountedRow[]; standings: StandingPart[]; position: number }>(
    `SELECT
       (SELECT coalesce(json_agg(c), '[]') FROM (
         SELECT part, good, first, "end", count(*) AS count,
           coalesce(json_agg(counted_ms ORDER BY counted_ms) FILTER (WHERE counted_ms IS NOT NULL), '[]') AS times
         FROM (SELECT part, good, counted_ms, width_bucket(since - 1, $3::bigint[]) AS first,
             width_bucket(until - 1, $3::bigint[]) AS "end" FROM (${COUNTED}) AS known) AS placed
         WHERE first < "end" GROUP BY part, good, first, "end") AS c) AS counted,
       (SELECT coalesce(json_agg(s), '[]') FROM (${STANDINGS}) AS s) AS standings,
       (SELECT position FROM projections WHERE name = 'score' AND active) AS position`,
    [seller, before, instants],
    'scores',
  );
  const state = standing.initial();
  const told = row.standings.map(asEvent);
  const scores = instants.map((at, index): ScoreAt => {
    while (told.length > 0 && Date.parse(told[0].data.at) <= at) standing.evolve(state, told.shift() as StandingEvent);
    const counting = countingAt(state, at);
    const facts = factsIn(row.counted.filter(({ first, end }) => first <= index && index < end));
    const parts = { ...facts, points: sumOf(counting), effect: effectAt(state, at) };
    const weights = weightsAt(versions, at);
    return { at, parts, violations: counting.length, weights, ...scoreOf(parts, weights) };
  });
  return { scores, upTo: String(row.position) };
}

/** The parts that conversations give. */
function factsIn(counted: readonly CountedRow[]): Omit<ScoreParts, 'points' | 'effect'> {
  const count = (of: FactPart, goodOnly = false) =>
    counted.reduce((sum, { part, good, count: more }) => (part === of && (good || !goodOnly) ? sum + more : sum), 0);
  const times = counted.map((row) => row.times);
  return {
    ...{ obligations: count('answers'), inTime: count('answers', true), steps: count('steps'), told: count('steps', true) },
    ...{ answers: times.reduce((sum, { length }) => sum + length, 0), medianMs: medianOf(times) },
  };
}

const asEvent = ({ type, data }: StandingPart): StandingEvent => ({ type, data }) as unknown as StandingEvent;

/** The parts of a score that have events behind them. */
export const SCORE_PARTS = ['in-time', 'missed', 'answered', 'told', 'untold', 'points'] as const;
/** One of {@link SCORE_PARTS}. */
export type ScorePart = (typeof SCORE_PARTS)[number];

/** An event behind a part of the score. Instants ISO-8601. */
export interface ScoreEvent {
  readonly conversation: string;
  /** The message, the update, or the violation it is about. */
  readonly subject: string;
  /** The stream, the place in it, and the name of the event. */
  readonly stream: string;
  readonly revision: number;
  readonly event: string;
  readonly type: string;
  readonly countsAt: string;
  /** Of an answer. */
  readonly countedMs: number | null;
  /** Of a violation. */
  readonly points: number | null;
}

/** SQL of which facts are behind a part. */
const BEHIND: Readonly<Record<Exclude<ScorePart, 'points'>, string>> = {
  'in-time': "f.part = 'answers' AND f.good",
  missed: "f.part = 'answers' AND NOT f.good",
  answered: "f.part = 'answers' AND f.counted_ms IS NOT NULL",
  told: "f.part = 'steps' AND f.good",
  untold: "f.part = 'steps' AND NOT f.good",
};

/** A page of the events behind a part of a seller's score as of an instant (epoch milliseconds), newest first. Throws BadCursor. */
export async function scoreEvents(
  models: ReadModels,
  seller: string,
  part: ScorePart,
  {
    at,
    upTo = ALL,
    cursor,
    limit,
  }: { readonly at: number; readonly upTo?: number; readonly cursor?: string; readonly limit: number },
): Promise<Page<ScoreEvent>> {
  const before = readCursor(`score ${part}`, cursor, ['number', 'number']) as [number, number] | undefined;
  if (part === 'points') {
    const rows = await pointRows(models, seller, at, upTo);
    const rest = before ? rows.filter((row) => compare(row, before) < 0) : rows;
    return pageOf(
      `score ${part}`,
      rest,
      limit,
      ({ key }) => [...key],
      ({ key: _, ...item }) => item,
    );
  }
  const where = new Conditions();
  const [of, until, instant] = [seller, upTo, at].map((value) => where.parameter(value));
  where.add(`f.seller = ${of} AND f.position <= ${until} AND f.known_at <= ${instant}::bigint`);
  where.add(`f.counts_at > ${instant}::bigint - ${SCORE_WINDOW_MS} AND f.counts_at <= ${instant}::bigint`);
  where.add(BEHIND[part]);
  if (before) where.add('(f.counts_at, f.position) < (?::bigint, ?::bigint)', ...before);
  const most = where.parameter(limit + 1);
  // Each of the two by its index: what counts now, and what counted then and stands otherwise since.
  const newest = (from: string, then = '') => `
    (SELECT f.conversation, f.subject, f.counts_at, f.counted_ms, f.position, f.revision, f.event, f.type FROM ${from} f
     WHERE ${where} ${then} ORDER BY f.counts_at DESC, f.position DESC LIMIT ${most})`;
  const found = await models.query<FactColumns>(
    `${newest('score_facts')} UNION ALL ${newest('score_past', `AND (f.until_at > ${instant}::bigint OR f.until_position > ${until})`)}
     ORDER BY counts_at DESC, position DESC LIMIT ${most}`,
    where.values,
  );
  return pageOf(`score ${part}`, found, limit, ({ counts_at, position }) => [counts_at as number, position], eventOf);
}

function eventOf({ conversation, subject, revision, event, type, counts_at, counted_ms }: FactColumns): ScoreEvent {
  return {
    ...{ conversation, subject, stream: `conversation-${conversation}`, revision, event, type },
    ...{ countsAt: iso(counts_at as number), countedMs: counted_ms, points: null },
  };
}

type PointRow = ScoreEvent & { readonly key: readonly [number, number] };

const compare = ({ key: [one, at] }: PointRow, [other, before]: readonly [number, number]): number => one - other || at - before;

/** The violations that give points, newest first: as many as a ladder leaves room for. */
async function pointRows(models: ReadModels, seller: string, at: number, upTo: number): Promise<PointRow[]> {
  const rows = await models.query<StandingPart>(STANDINGS, [seller, upTo, [at]]);
  const state: Standing = standing.initial();
  for (const row of rows) standing.evolve(state, asEvent(row));
  const recorded = new Map(
    rows.flatMap((row) => {
      const event = asEvent(row);
      return event.type === 'PointsRecorded' ? [[`${event.data.conversation} ${event.data.violation}`, row] as const] : [];
    }),
  );
  return countingAt(state, at)
    .flatMap(({ conversation, violation, points, occurredAt }) => {
      const row = recorded.get(`${conversation} ${violation}`);
      if (!row) return [];
      const { revision, event, type } = row;
      const about = { conversation, subject: violation, stream: `seller-${seller}`, revision, event, type };
      return [{ ...about, countsAt: iso(occurredAt), countedMs: null, points, key: [occurredAt, revision] as const }];
    })
    .sort((one, other) => compare(other, one.key));
}

/** What was told of a seller's standing until an instant (epoch milliseconds), without texts. */
export async function standingEvents(models: ReadModels, seller: string, at: number): Promise<StandingEvent[]> {
  return (await models.query<StandingPart>(STANDINGS, [seller, ALL, [at]])).map(asEvent);
}

/** A change of a seller's visibility, as a search engine hears it; instants ISO-8601. */
export interface VisibilityChange extends Assessment {
  readonly position: string;
  readonly seller: string;
  readonly at: string;
}

/** Up to `limit` changes of visibility after a position (exclusive), in commit order. */
export async function rankingAfter(
  models: ReadModels,
  { after, limit }: { readonly after: bigint; readonly limit: number },
): Promise<{ items: VisibilityChange[] }> {
  const from = after > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(after);
  const rows = await models.query<VisibilityRow>(
    'SELECT * FROM score_visibility WHERE position > $1 ORDER BY position LIMIT $2',
    [from, limit],
  );
  return {
    items: rows.map(({ position, seller, at, assessment }) => ({
      ...{ position: String(position), seller, ...assessment, at: iso(at) },
    })),
  };
}

/** A seller whose visibility may have changed, and the one that was recorded last; without one, undefined. */
export interface ToAssess {
  readonly seller: string;
  readonly position: number;
  readonly recorded?: number;
}

/**
 * Sellers whose score may be another than when somebody looked last: something was recorded behind a position, or by time alone, between
 * two instants (epoch milliseconds), an obligation ran out, something left the 90 days, or points ended.
 */
export async function sellersToAssess(
  models: ReadModels,
  { after, from, to }: { readonly after: number; readonly from: number; readonly to: number },
): Promise<ToAssess[]> {
  const rows = await models.query<{ seller: string; position: number; recorded: number | null }>(
    `WITH changed AS (
       SELECT seller FROM score_sellers WHERE position > $1
       UNION SELECT seller FROM score_facts WHERE counts_at > $2::bigint AND counts_at <= $3::bigint
       UNION SELECT seller FROM score_facts
         WHERE counts_at > $2::bigint - ${SCORE_WINDOW_MS} AND counts_at <= $3::bigint - ${SCORE_WINDOW_MS}
       UNION SELECT seller FROM score_standings WHERE ends_at > $2::bigint AND ends_at <= $3::bigint)
     SELECT s.seller, s.position, (SELECT (v.assessment->>'visibility')::float8 FROM score_visibility v
       WHERE v.seller = s.seller ORDER BY v.position DESC LIMIT 1) AS recorded
     FROM changed JOIN score_sellers s USING (seller) ORDER BY s.seller`,
    [after, from, to],
    'sellers to assess',
  );
  return rows.map(({ seller, position, recorded }) => ({ seller, position, ...(recorded !== null && { recorded }) }));
}

/** Every seller that may have a score, in their order. */
export async function scoredSellers(models: ReadModels): Promise<string[]> {
  return (await models.query<{ seller: string }>('SELECT seller FROM score_sellers ORDER BY seller')).map(({ seller }) => seller);
}
