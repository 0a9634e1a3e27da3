import type { ReadModels } from '../shared/database';
import type { TimerRow } from './timers.table';

/** A timer that is due; `wakeAt` in epoch milliseconds. */
export interface Timer extends Pick<TimerRow, 'stream' | 'key' | 'command'> {
  readonly wakeAt: number;
}

/** A timer that could not be handled, why, and until when it is left alone (ISO-8601). */
export interface SetAside extends Pick<TimerRow, 'stream' | 'key' | 'command'> {
  readonly reason: string;
  readonly until: string;
}

const CLAIMED_SECONDS = 5;
const TRIES = 3;
const SHOWN = 50;

/** The markets, '' for timers of none, that have one that is due by `now` (epoch milliseconds). Looks once into each that has any. */
export async function dueMarkets(models: ReadModels, now: number): Promise<readonly string[]> {
  const rows = await models.query<{ market: string }>(
    `WITH RECURSIVE markets AS (
       SELECT min(market) AS market FROM timers_due WHERE wake_at IS NOT NULL
       UNION ALL
       SELECT (SELECT min(t.market) FROM timers_due t WHERE t.market > m.market AND t.wake_at IS NOT NULL)
       FROM markets m WHERE m.market IS NOT NULL)
     SELECT market FROM markets WHERE EXISTS (SELECT FROM timers_due t WHERE t.market = markets.market AND t.wake_at <= $1)`,
    [now],
    'due markets',
  );
  return rows.map(({ market }) => market);
}

/**
 * Claims up to `limit` timers that are due by `now` (epoch milliseconds), earliest first: those of the given markets, and those of none.
 * No other timekeeper gets the same ones for five seconds, unless the read model has seen meanwhile that there is something new to do.
 * The rows themselves are locked no longer than this takes: the projection has to write them.
 */
export async function claimTimers(
  models: ReadModels,
  now: number,
  markets: readonly string[],
  limit: number,
): Promise<readonly Timer[]> {
  const rows = await models.query<Omit<Timer, 'wakeAt'> & { wake_at: number }>(
    `WITH due AS (
       SELECT found.* FROM unnest($1::text[]) AS counting (market) CROSS JOIN LATERAL (
         SELECT t.stream, t.key, t.command, t.wake_at FROM timers_due t
         WHERE t.market = counting.market AND t.wake_at <= $2 AND NOT coalesce(
           (SELECT c.wake_at = t.wake_at AND c.until > now() FROM timer_claims c
            WHERE c.stream = t.stream AND c.key = t.key AND c.command = t.command), false)
         ORDER BY t.wake_at LIMIT $3 FOR UPDATE OF t SKIP LOCKED) AS found
       ORDER BY found.wake_at LIMIT $3)
     INSERT INTO timer_claims AS c (stream, key, command, wake_at, until)
     SELECT stream, key, command, wake_at, now() + interval '${CLAIMED_SECONDS} seconds' FROM due
     ON CONFLICT (stream, key, command) DO UPDATE SET wake_at = excluded.wake_at, until = excluded.until,
       failures = CASE WHEN c.wake_at = excluded.wake_at THEN c.failures ELSE 0 END
       WHERE c.wake_at <> excluded.wake_at OR c.until <= now()
     RETURNING stream, key, command, wake_at`,
    // Not prepared by name: the plan has to follow the number of claims, from none to many.
    [[...markets, ''], now, limit],
  );
  // What failed is remembered for a day, that it is not tried for ever.
  if (rows.length === 0)
    await models.query("DELETE FROM timer_claims WHERE until <= now() AND (failures = 0 OR until <= now() - interval '1 day')");
  return rows.map(({ wake_at, ...rest }) => ({ ...rest, wakeAt: wake_at })).sort((a, b) => a.wakeAt - b.wakeAt);
}

/**
 * A claimed timer could not be handled: it is tried again in a second, and set aside for a quarter of an hour after the third time. Whether
 * it is set aside now.
 */
export async function timerFailed(models: ReadModels, { stream, key, command }: Timer, reason: string): Promise<boolean> {
  const [row] = await models.query<{ failures: number }>(
    `UPDATE timer_claims SET failures = failures + 1, reason = $4,
       until = now() + CASE WHEN failures + 1 >= ${TRIES} THEN interval '15 minutes' ELSE interval '1 second' END
     WHERE stream = $1 AND key = $2 AND command = $3 RETURNING failures`,
    [stream, key, command, reason.slice(0, 500)],
  );
  return row !== undefined && row.failures >= TRIES;
}

/** How many timers are set aside now, and some of them. */
export async function timersSetAside(models: ReadModels): Promise<{ count: number; some: SetAside[] }> {
  const rows = await models.query<Omit<SetAside, 'until'> & { until: Date; count: number }>(
    `SELECT stream, key, command, reason, until, count(*) OVER () AS count FROM timer_claims
     WHERE failures >= ${TRIES} AND until > now() ORDER BY until LIMIT ${SHOWN}`,
  );
  const some = rows.map(({ stream, key, command, reason, until }) => ({
    stream,
    key,
    command,
    reason,
    until: until.toISOString(),
  }));
  return { count: rows[0]?.count ?? 0, some };
}
