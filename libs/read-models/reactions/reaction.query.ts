/** Checkpoints of reactions: apart from the generations of projections, so that a rebuild never acts. */

import { CheckpointMoved } from '../../event-store';
import type { ReadModels } from '../shared/database';
import type { CorrectionRecorded } from './correction.query';

const LEASE_SECONDS = 10;

/** How a reaction stands; `standing` is the event it cannot handle. */
export interface ReactionStatus {
  readonly name: string;
  readonly position: bigint;
  readonly updatedAt: string;
  readonly standing?: { readonly position: string; readonly reason: string; readonly since: string };
}

/**
 * Takes or prolongs the lease of a reaction; its checkpoint, or undefined while another process holds it. The lease only decides who
 * tries: what guarantees is the compare-and-set of {@link advanceReaction}, and that the target streams know a command by its id.
 */
export async function leaseReaction(models: ReadModels, name: string, owner: string): Promise<bigint | undefined> {
  const [row] = await models.query<{ position: number }>(
    `INSERT INTO reactions AS r (name, owner, lease_until) VALUES ($1, $2, now() + interval '${LEASE_SECONDS} seconds')
     ON CONFLICT (name) DO UPDATE SET owner = $2, lease_until = excluded.lease_until
       WHERE r.owner IS NULL OR r.owner = $2 OR r.lease_until < now()
     RETURNING position`,
    [name, owner],
    'lease reaction',
  );
  return row && BigInt(row.position);
}

/** Gives the lease back, so that another process need not wait for its end. */
export async function releaseReaction(models: ReadModels, name: string, owner: string): Promise<void> {
  await models.query('UPDATE reactions SET owner = NULL, lease_until = NULL WHERE name = $1 AND owner = $2', [name, owner]);
}

/** A step of a checkpoint, from where it has to be. */
interface Step {
  readonly name: string;
  readonly owner: string;
  readonly from: bigint;
  readonly to: bigint;
}

const MOVE = `UPDATE reactions SET position = $4, updated_at = now(), standing_position = NULL, standing_reason = NULL, standing_since = NULL
  WHERE name = $1 AND owner = $2 AND position = $3 RETURNING name`;

const moved = ({ name, from }: Step, rows: readonly unknown[]): void => {
  if (rows.length !== 1) throw new CheckpointMoved(`the checkpoint of the reaction ${name} is not at ${from} or not ours`);
};

/**
 * Moves the checkpoint of a reaction by compare-and-set, and notes the corrections that are to be worked off: both or none, on disk when
 * this resolves. Throws {@link CheckpointMoved} where another process moved it.
 */
export async function advanceReaction(models: ReadModels, step: Step, corrections: readonly CorrectionRecorded[]): Promise<void> {
  await models.transaction(async (client) => {
    // Whatever the database is set to: an event that is passed has been acted on.
    await client.query('SET LOCAL synchronous_commit = on');
    const { rows } = await client.query(MOVE, [step.name, step.owner, String(step.from), String(step.to)]);
    moved(step, rows);
    for (const { market, version, revision, position, follows } of corrections)
      await client.query(
        `INSERT INTO calendar_corrections (market, version, revision, position, follows_market, follows_version)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
        [market, version, revision, String(position), follows?.market ?? null, follows?.version ?? null],
      );
  });
}

/**
 * Moves the checkpoint of a reaction, as {@link advanceReaction} does, behind events that nothing followed from: not waiting for the disk, since
 * whoever reads them once more does nothing once more.
 */
export async function passReaction(models: ReadModels, step: Step): Promise<void> {
  moved(step, await models.query(MOVE, [step.name, step.owner, String(step.from), String(step.to)], 'reaction-passes'));
}

/** Notes the event that a reaction cannot handle: health shows it until the checkpoint moves on. */
export async function reactionStands(models: ReadModels, name: string, position: bigint, reason: string): Promise<void> {
  await models.query(
    `UPDATE reactions SET standing_reason = $3, standing_position = $2,
       standing_since = CASE WHEN standing_position = $2 THEN standing_since ELSE now() END
     WHERE name = $1 AND position < $2`,
    [name, String(position), reason],
  );
}

/** All reactions that ever ran on this database. */
export async function reactionStatus(models: ReadModels): Promise<ReactionStatus[]> {
  const rows = await models.query<{
    name: string;
    position: number;
    updated_at: Date;
    standing_position: number | null;
    standing_reason: string;
    standing_since: Date;
  }>('SELECT * FROM reactions ORDER BY name');
  return rows.map(({ name, position, updated_at, standing_position, standing_reason, standing_since }) => ({
    name,
    position: BigInt(position),
    updatedAt: updated_at.toISOString(),
    ...(standing_position !== null && {
      standing: { position: String(standing_position), reason: standing_reason, since: standing_since.toISOString() },
    }),
  }));
}
