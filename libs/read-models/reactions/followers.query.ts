/** What follows the log and has its place in this database: projections and reactions, and what holds them up. */
import type { ReadModels } from '../shared/database';

/** A follower, with the events it stands before: of a projection those of the tables in use and of tables that are filled beside them. */
export interface FollowerStatus {
  readonly name: string;
  readonly kind: 'projection' | 'reaction';
  readonly standing: readonly { readonly position: bigint; readonly reason: string; readonly since: string }[];
  /** Positions of events that are not in the tables in use, since it was let pass over them; of reactions that is not kept. */
  readonly lacking: readonly bigint[];
}

/** All of them, by name; `only`: the one of that name, where there is one. */
export async function followers(models: ReadModels, only?: string): Promise<FollowerStatus[]> {
  const rows = await models.query<{
    name: string;
    kind: FollowerStatus['kind'];
    lacking: readonly string[];
    standing: readonly { position: string; reason: string; since: string }[];
  }>(
    `WITH stood AS (
       SELECT name, 'projection' AS kind, passed_over, active, poisoned_position AS before, poisoned_error AS reason,
         coalesce(poisoned_since, updated_at) AS since FROM projections
       UNION ALL
       SELECT name, 'reaction', '{}', true, standing_position, standing_reason, standing_since FROM reactions)
     SELECT name, kind, coalesce((array_agg(to_json(passed_over::text[])) FILTER (WHERE active))[1], '[]') AS lacking,
       coalesce(json_agg(json_build_object('position', before::text, 'reason', reason, 'since', since) ORDER BY before)
         FILTER (WHERE before IS NOT NULL), '[]') AS standing
     FROM stood WHERE $1::text IS NULL OR name = $1 GROUP BY name, kind ORDER BY name`,
    [only ?? null],
  );
  return rows.map(({ name, kind, lacking, standing }) => ({
    ...{ name, kind, lacking: lacking.map(BigInt) },
    standing: standing.map(({ position, reason, since }) => ({
      ...{ position: BigInt(position), reason, since: new Date(since).toISOString() },
    })),
  }));
}
