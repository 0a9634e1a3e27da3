/**
 * How projectors share the projections: each says which ones it can follow, and those, in the order of their names, fall to who can in
 * turn. It decides only who tries: what guarantees is the compare-and-set on the checkpoint.
 */
import type { ReadModels } from './database';

/** How long one who said nothing more counts. A wrong guess costs nothing: who holds the lease keeps it. */
const COUNTS_SECONDS = 5;

/**
 * Says that `owner` can follow a projection, and whether it falls to it: the first projection to the first of those who can, the second to
 * the second. Asked again every few seconds: when somebody comes or goes, all come to the same answer.
 */
export async function fallsTo(models: ReadModels, projection: string, owner: string): Promise<boolean> {
  const [row] = await models.query<{ falls: boolean }>(
    `WITH said AS (
       INSERT INTO projection_followers VALUES ($1, $2, now() + interval '${COUNTS_SECONDS} seconds')
       ON CONFLICT (projection, owner) DO UPDATE SET until = excluded.until),
     able AS (
       SELECT owner FROM projection_followers WHERE projection = $1 AND until > now() UNION SELECT $2)
     SELECT $2 = (SELECT owner FROM able ORDER BY owner LIMIT 1 OFFSET
       (SELECT count(*) FROM projections WHERE active AND name < $1) % (SELECT count(*) FROM able)) AS falls`,
    [projection, owner],
    'falls to',
  );
  return row.falls;
}

/** Takes that back, so that others need not wait; what processes that were killed have left goes with it. */
export async function leave(models: ReadModels, projection: string, owner: string): Promise<void> {
  await models.query(
    `DELETE FROM projection_followers WHERE projection = $1 AND (owner = $2 OR until < now() - interval '1 minute')`,
    [projection, owner],
  );
}

/** Who follows each projection now, by its name; one that nobody follows is left out. */
export async function holders(models: ReadModels): Promise<ReadonlyMap<string, string>> {
  const rows = await models.query<{ name: string; owner: string }>(
    'SELECT name, owner FROM projections WHERE active AND owner IS NOT NULL AND lease_until > now()',
  );
  return new Map(rows.map(({ name, owner }) => [name, owner]));
}
