import type { EventStore } from '../../event-store';
import type { ReadModels } from './database';

/**
 * How a projection stands. `lagSeconds` is the age of the oldest event it has not taken, 0 when it has all; without a store to ask,
 * the age of the last one it took while another projection is further.
 */
export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  readonly generation: number;
  readonly position: bigint;
  readonly lagSeconds: number;
  readonly updatedAt: string;
  readonly retries: number;
  readonly parked: number;
  /** The event it stands before, why, and since when. */
  readonly poisoned?: { readonly position: string; readonly error: string; readonly since: string };
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
  poisoned_since: Date | null;
};

/**
 * All projections in use. What stands before an event is the generation in use, or the one of newer code that is to follow it.
 * Throws StoreUnavailable when a store is given and does not answer.
 */
export async function projectionStatus(models: ReadModels, store?: EventStore): Promise<ProjectionStatus[]> {
  const rows = await models.query<StatusRow>(
    `SELECT p.name, p.version, p.generation, p.position, p.updated_at, p.event_at, p.retries, p.parked,
       s.poisoned_position, s.poisoned_error, s.poisoned_since
     FROM projections p LEFT JOIN LATERAL (
       SELECT q.poisoned_position, q.poisoned_error, q.poisoned_since FROM projections q
       WHERE q.name = p.name AND (q.active OR q.version > p.version) AND q.poisoned_position IS NOT NULL
       ORDER BY q.active DESC, q.generation LIMIT 1
     ) s ON true
     WHERE p.active ORDER BY p.name`,
  );
  const furthest = rows.reduce((most, { position }) => Math.max(most, position), -1);
  const waiting = async ({ position, event_at, updated_at }: StatusRow): Promise<Date | undefined> => {
    if (store) return await oldestAfter(store, BigInt(position));
    return position < furthest ? (event_at ?? updated_at) : undefined;
  };
  return await Promise.all(
    rows.map(async (row) => {
      const since = await waiting(row);
      return {
        name: row.name,
        version: row.version,
        generation: row.generation,
        position: BigInt(row.position),
        lagSeconds: since === undefined ? 0 : Math.max(0, (Date.now() - since.getTime()) / 1_000),
        updatedAt: row.updated_at.toISOString(),
        retries: row.retries,
        parked: row.parked,
        ...(row.poisoned_position !== null && {
          poisoned: {
            position: String(row.poisoned_position),
            error: row.poisoned_error ?? '',
            since: (row.poisoned_since ?? row.updated_at).toISOString(),
          },
        }),
      };
    }),
  );
}

/** When the first event after a position was written that is not the store's own; undefined if there is none among the next. */
async function oldestAfter(store: EventStore, position: bigint): Promise<Date | undefined> {
  for await (const event of store.readAll({ from: position < 0n ? 'start' : position, maxCount: 64 }))
    if (event.position > position && !event.type.startsWith('$')) return event.created;
  return undefined;
}
