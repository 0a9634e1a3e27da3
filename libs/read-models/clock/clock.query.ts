import { iso } from '../../domain';
import { Conditions, type Page, pageOf, readCursor } from '../shared/cursor';
import type { ReadModels } from '../shared/database';
import type { Asking } from '../shared/past';
import type { ClockRow } from './clock.table';

/** Who reads: buyers and sellers see their own obligations, admin and compliance all. */
interface Reader {
  readonly sub: string;
  readonly role: string;
  readonly seller?: string;
}

/** An obligation; instants ISO-8601, durations milliseconds. */
export interface ObligationItem {
  readonly conversation: string;
  readonly message: string;
  readonly kind: 'reply' | 'promise' | 'unanswered';
  readonly market: string;
  readonly seller: string;
  readonly buyer: string;
  readonly topic: string;
  readonly state: string;
  readonly imported: boolean;
  readonly excused: boolean;
  /** An overdue was recorded and stands, whatever ended it (R2.16). */
  readonly late: boolean;
  readonly receivedAt: string;
  readonly dueAt: string;
  readonly overdueAfter: string;
  readonly allowanceMs: number;
  readonly calendar: ClockRow['calendar'];
  readonly pauses: ClockRow['pauses'];
  readonly level: number;
  readonly answeredBy: string | null;
  readonly endedAt: string | null;
}

/** What to show; absent parts show all. */
export interface ObligationFilter {
  readonly seller?: string;
  readonly state?: string;
  readonly excused?: boolean;
  /** ISO-8601. */
  readonly dueBefore?: string;
  readonly conversation?: string;
  readonly message?: string;
  readonly market?: string;
  readonly cursor?: string;
  readonly limit: number;
}

/** What of the clock is a reader's, by what no event changes. */
function ever(reader: Reader, { seller, conversation, market }: Pick<ObligationFilter, 'seller' | 'conversation' | 'market'>) {
  const where = new Conditions();
  if (reader.role === 'seller') where.add('seller = ?', reader.seller);
  if (reader.role === 'buyer') where.add('buyer = ?', reader.sub);
  return where.when('seller = ?', seller).when('conversation = ?', conversation).when('market = ?', market);
}

/** Ids of up to `limit` conversations that had obligations at some time, the oldest first. */
export async function clockEver(
  models: ReadModels,
  reader: Reader,
  filter: Pick<ObligationFilter, 'seller' | 'conversation' | 'market'>,
  limit: number,
): Promise<string[]> {
  const where = ever(reader, filter);
  const statement = `SELECT conversation FROM clock_obligations WHERE ${where} GROUP BY conversation ORDER BY min(received_at) LIMIT ${where.parameter(limit)}`;
  return (await models.query<{ conversation: string }>(statement, where.values)).map(({ conversation }) => conversation);
}

/** A page of obligations by due instant, imported history behind all others (R1.4); throws BadCursor. */
export async function obligations(models: Asking, reader: Reader, filter: ObligationFilter): Promise<Page<ObligationItem>> {
  const where = ever(reader, filter);
  where.when('state = ?', filter.state).when('excused = ?', filter.excused).when('message = ?', filter.message);
  if (filter.dueBefore !== undefined) where.add('due_at < ?', Date.parse(filter.dueBefore));
  const after = readCursor('clock', filter.cursor, ['number', 'number', 'uuid']);
  if (after) where.add('(imported, due_at, message) > (?::int::boolean, ?, ?::uuid)', ...after);
  const rows = await models.query<ClockRow>(
    `SELECT * FROM clock_obligations WHERE ${where} ORDER BY imported, due_at, message LIMIT ${where.parameter(filter.limit + 1)}`,
    where.values,
  );
  return pageOf('clock', rows, filter.limit, ({ imported, due_at, message }) => [Number(imported), due_at, message], itemOf);
}

function itemOf(row: ClockRow): ObligationItem {
  const {
    conversation,
    message,
    kind,
    market,
    seller,
    buyer,
    topic,
    state,
    imported,
    excused,
    calendar,
    pauses,
    level,
    overdue,
  } = row;
  return {
    conversation,
    message,
    kind,
    market,
    seller,
    buyer,
    topic,
    state,
    imported,
    excused,
    late: overdue && !excused,
    receivedAt: iso(row.received_at),
    dueAt: iso(row.due_at),
    overdueAfter: iso(row.overdue_after),
    allowanceMs: row.allowance_ms,
    calendar,
    pauses,
    level,
    answeredBy: row.answered_by,
    endedAt: row.ended_at === null ? null : iso(row.ended_at),
  };
}

/** Where an obligation is. */
export interface ObligationPlace {
  readonly conversation: string;
  readonly message: string;
}

/**
 * What a correction of a market's calendar may change: open obligations, and those that ended with an overdue on record. In an order that
 * no correction changes, so that pages miss none and find none twice.
 */
export async function correctableObligations(
  models: ReadModels,
  market: string,
  after: ObligationPlace | undefined,
  limit: number,
): Promise<ObligationPlace[]> {
  const from = after ?? { conversation: '00000000-0000-0000-0000-000000000000', message: '00000000-0000-0000-0000-000000000000' };
  return models.query<ObligationPlace>(
    `SELECT conversation, message FROM clock_obligations
     WHERE market = $1 AND NOT imported AND (is_open OR overdue AND NOT excused) AND (conversation, message) > ($2::uuid, $3::uuid)
     ORDER BY conversation, message LIMIT $4`,
    [market, from.conversation, from.message, limit],
  );
}

/** Answer times of a group of obligations; times are counted seconds. */
export interface ResponseTimes {
  readonly answeredInTime: number;
  readonly answeredLate: number;
  /** Missed, whatever ended them: the open ones, too (R2.16). */
  readonly late: number;
  /** Open, and with time left. */
  readonly open: number;
  /** Open, and missed. */
  readonly overdue: number;
  /** Times that the buyer said: this did not answer my question (R4.2). */
  readonly contested: number;
  readonly medianSeconds: number | null;
  readonly p90Seconds: number | null;
}

/** SQL: missed, whether the timekeeper has said so yet or not; `$4` is now. */
const MISSED = '(NOT excused AND (overdue OR is_open AND overdue_after < $4))';

/** SQL: an answer that says how fast its seller is, as in its score: a promise has a length of its own, and what is excused is left out. */
const MEASURED = "(state IN ('answered', 'answered-late') AND NOT excused AND kind <> 'promise')";

const TIMES = `
  count(*) FILTER (WHERE state = 'answered' AND NOT excused) AS in_time,
  count(*) FILTER (WHERE state = 'answered-late' AND NOT excused) AS answered_late,
  count(*) FILTER (WHERE ${MISSED}) AS late,
  count(*) FILTER (WHERE is_open AND NOT ${MISSED}) AS open,
  count(*) FILTER (WHERE is_open AND ${MISSED}) AS overdue,
  count(*) FILTER (WHERE kind = 'unanswered') AS contested,
  percentile_cont(0.5) WITHIN GROUP (ORDER BY counted_ms) FILTER (WHERE ${MEASURED}) AS median,
  percentile_cont(0.9) WITHIN GROUP (ORDER BY counted_ms) FILTER (WHERE ${MEASURED}) AS p90`;

/**
 * Response times of a seller for messages received between two instants (ISO-8601) as of `now` (epoch milliseconds), in all and by topic
 * and market (R2.16). Imported history is left out (R1.4).
 */
export async function responseTimes(
  models: ReadModels,
  seller: string,
  { from, to, now }: { readonly from: string; readonly to: string; readonly now: number },
): Promise<ResponseTimes & { byTopic: Record<string, ResponseTimes>; byMarket: Record<string, ResponseTimes> }> {
  type TimesRow = {
    topic: string | null;
    market: string | null;
    in_time: number;
    answered_late: number;
    late: number;
    open: number;
    overdue: number;
    contested: number;
    median: number | null;
    p90: number | null;
  };
  const rows = await models.query<TimesRow>(
    `SELECT topic, market, ${TIMES} FROM clock_obligations
     WHERE seller = $1 AND received_at >= $2 AND received_at < $3 AND NOT imported
     GROUP BY GROUPING SETS ((), (topic), (market))`,
    [seller, Date.parse(from), Date.parse(to), now],
  );
  const seconds = (milliseconds: number | null) => (milliseconds === null ? null : Math.round(milliseconds) / 1_000);
  const times = (row: TimesRow | undefined): ResponseTimes => ({
    answeredInTime: row?.in_time ?? 0,
    answeredLate: row?.answered_late ?? 0,
    late: row?.late ?? 0,
    open: row?.open ?? 0,
    overdue: row?.overdue ?? 0,
    contested: row?.contested ?? 0,
    medianSeconds: seconds(row?.median ?? null),
    p90Seconds: seconds(row?.p90 ?? null),
  });
  const by = (column: 'topic' | 'market') =>
    Object.fromEntries(rows.filter((row) => row[column] !== null).map((row) => [row[column] as string, times(row)]));
  return {
    ...times(rows.find(({ topic, market }) => topic === null && market === null)),
    byTopic: by('topic'),
    byMarket: by('market'),
  };
}

/** Sellers by conversation, of those that are known. */
export async function sellersIn(models: ReadModels, conversations: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await models.query<{ conversation: string; seller: string }>(
    'SELECT conversation, seller FROM clock_conversations WHERE conversation = ANY ($1::uuid[])',
    [conversations],
  );
  return new Map(rows.map(({ conversation, seller }) => [conversation, seller]));
}

/** A seller's obligations that ended or ran out between two instants (epoch milliseconds), the first left out. */
export interface ObligationsEnded {
  readonly seller: string;
  readonly from: number;
  readonly to: number;
}

/**
 * R6.2: how many there are, and how many were missed; answers in the order of what is asked. A seller's obligations are gone through
 * once, however much is asked of them. Imported history is left out (R1.4).
 */
export async function lateRepliesOf(
  models: ReadModels,
  asked: readonly ObligationsEnded[],
): Promise<{ late: number; of: number }[]> {
  const instants = new Map<string, Set<number>>();
  for (const { seller, from, to } of asked) instants.set(seller, (instants.get(seller) ?? new Set()).add(from).add(to));
  const sellers = [...instants].map(([seller, all]) => ({ seller, instants: [...all].sort((one, other) => one - other) }));
  const rows = await models.query<{ seller: string; behind: number; late: number; of: number }>(
    `SELECT k.seller, k.instants[f.place] AS behind, count(*) AS of, count(*) FILTER (WHERE f.late) AS late
     FROM json_to_recordset($1) AS k(seller text, instants bigint[]) CROSS JOIN LATERAL (
       SELECT width_bucket(least(o.ended_at, o.overdue_after) - 1, k.instants) AS place,
         NOT o.excused AND o.state <> 'answered' AND (o.ended_at IS NULL OR o.ended_at > o.overdue_after) AS late
       FROM clock_obligations o WHERE o.seller = k.seller AND NOT o.imported AND least(o.ended_at, o.overdue_after) > k.instants[1]
         AND least(o.ended_at, o.overdue_after) <= k.instants[cardinality(k.instants)]) AS f
     GROUP BY 1, 2`,
    [JSON.stringify(sellers)],
    'late replies',
  );
  return asked.map(({ seller, from, to }) => {
    const sum = { late: 0, of: 0 };
    for (const row of rows)
      if (row.seller === seller && row.behind >= from && row.behind < to) {
        sum.late += row.late;
        sum.of += row.of;
      }
    return sum;
  });
}

/** Open overdue obligations by seller, most first; `oldest` is the earliest due instant (ISO-8601). */
export async function overdueBySeller(
  models: ReadModels,
): Promise<{ seller: string; overdue: number; escalated: number; oldestDueAt: string }[]> {
  const rows = await models.query<{ seller: string; overdue: number; escalated: number; oldest: number }>(
    `SELECT seller, count(*) AS overdue, count(*) FILTER (WHERE level > 0) AS escalated, min(due_at) AS oldest
     FROM clock_obligations WHERE is_open AND overdue AND NOT excused GROUP BY seller ORDER BY count(*) DESC, seller LIMIT 1000`,
  );
  return rows.map(({ oldest, ...rest }) => ({ ...rest, oldestDueAt: iso(oldest) }));
}
