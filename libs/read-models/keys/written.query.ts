import { type LastWritten, RETENTION_CLASSES } from '../../domain';
import type { ReadModels } from '../shared/database';

/**
 * What read models know of a person: whether anybody of this name is, one who acted, a party of a conversation or an order, a member of a
 * seller, and when it last wrote something of a class. `since`: whether it did anything behind a position, keeps a draft, or has a key
 * that is neither erased nor restricted.
 */
export async function writtenBy(
  models: ReadModels,
  person: string,
  after = -1n,
): Promise<{ readonly known: boolean; readonly since: boolean; readonly written: LastWritten }> {
  const rows = await models.query<{ class: string | null; at: number | null }>(
    `SELECT CASE split_part(stream, '-', 1) WHEN 'conversation' THEN 'conversation' WHEN 'seller' THEN 'conduct' END AS class, max(at) AS at
       FROM audit_events WHERE (actor = $1 OR buyer = $1) AND stream NOT LIKE 'person-%' GROUP BY 1
     UNION ALL SELECT 'order', (extract(epoch FROM max(at::timestamptz)) * 1000)::bigint
       FROM marketplace_orders WHERE facts ->> 'buyer' = $1 HAVING count(*) > 0
     UNION ALL SELECT class, NULL FROM person_keys WHERE person = $1
     UNION ALL SELECT NULL, NULL FROM marketplace_sellers
       WHERE facts -> 'members' @> jsonb_build_array(jsonb_build_object('id', $1::text))`,
    [person],
  );
  const [{ since }] = await models.query<{ since: boolean }>(
    `SELECT EXISTS (SELECT FROM person_keys WHERE person = $1 AND erased_on IS NULL AND restricted_on IS NULL)
       OR EXISTS (SELECT FROM drafts WHERE person = $1)
       OR EXISTS (SELECT FROM audit_events WHERE actor = $1 AND position > $2 AND stream NOT LIKE 'person-%') AS since`,
    [person, String(after)],
  );
  const written = Object.fromEntries(
    RETENTION_CLASSES.flatMap((name) => {
      const instants = rows.flatMap((row) => (row.class === name && row.at !== null ? [row.at] : []));
      return instants.length > 0 ? [[name, Math.max(...instants)]] : [];
    }),
  );
  return { known: rows.length > 0, since, written };
}

/** Streams in which a person acted, or is the buyer of. */
export async function streamsOf(models: ReadModels, person: string): Promise<readonly string[]> {
  const rows = await models.query<{ stream: string }>(
    `SELECT DISTINCT stream FROM audit_events WHERE actor = $1 OR buyer = $1
     UNION SELECT stream FROM audit_events WHERE type = 'OrderRecorded' AND detail ->> 'buyer' = $1 ORDER BY 1`,
    [person],
  );
  return rows.map(({ stream }) => stream);
}

/**
 * Since which day somebody who acted in one of these conversations, or is a party of it, has been restricted; undefined where nobody is.
 * `from`: only from that day on (2027-03-01).
 */
export async function restrictedIn(
  models: ReadModels,
  conversations: readonly string[],
  from: string,
): Promise<string | undefined> {
  const [{ since }] = await models.query<{ since: string | null }>(
    `SELECT min(restricted_on)::text AS since FROM person_keys
     WHERE restricted_on >= $2::date AND erased_on IS NULL AND person IN (
       SELECT actor FROM audit_events WHERE stream = ANY ($1) UNION SELECT buyer FROM audit_events WHERE stream = ANY ($1))`,
    [conversations.map((one) => `conversation-${one}`), from],
  );
  return since ?? undefined;
}
