import type { ReadModels } from './database';

/** How a projection stands; `lagSeconds` is the age of the last event taken while it is behind `head`, else 0. */
export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  readonly generation: number;
  readonly position: bigint;
  readonly lagSeconds: number;
  readonly updatedAt: string;
  readonly retries: number;
  readonly parked: number;
  readonly poisoned?: { readonly position: string; readonly error: string };
}

type StatusRow = {
  name: string;
  version: number;
  generation: number;
  position: number;
  updated_at: Date;
  event_at: Date | null;
  retries: number;
  parked: number;
  poisoned_position: number | null;
  poisoned_error: string | null;
};

/**
 * All projections in use. Lag is counted against `head` (position of the last event) where it is given, else against the projection
 * that is furthest.
 */
export async function projectionStatus(models: ReadModels, head?: bigint): Promise<ProjectionStatus[]> {
  const rows = await models.query<StatusRow>(
    `SELECT p.*, (SELECT count(*) FROM projection_parked k WHERE k.projection = p.name) AS parked
     FROM projections p WHERE active ORDER BY name`,
  );
  const furthest = rows.reduce((most, { position }) => (BigInt(position) > most ? BigInt(position) : most), head ?? -1n);
  return rows.map((row) => {
    const behind = BigInt(row.position) < furthest;
    const since = row.event_at ?? row.updated_at;
    return {
      name: row.name,
      version: row.version,
      generation: row.generation,
      position: BigInt(row.position),
      lagSeconds: behind ? Math.max(0, (Date.now() - since.getTime()) / 1_000) : 0,
      updatedAt: row.updated_at.toISOString(),
      retries: row.retries,
      parked: row.parked,
      ...(row.poisoned_position !== null && {
        poisoned: { position: String(row.poisoned_position), error: row.poisoned_error ?? '' },
      }),
    };
  });
}

/** Lets a projection pass over an event it cannot take. The caller records the parking as an event, so that the trail shows it. */
export async function parkEvent(
  models: ReadModels,
  projection: string,
  position: bigint,
  by: string,
  reason: string,
): Promise<void> {
  await models.query(
    'INSERT INTO projection_parked (projection, position, by, reason) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    [projection, String(position), by, reason],
  );
}
