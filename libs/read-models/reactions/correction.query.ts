/** Corrections of calendars that are worked off, page by page, and how far that is (R2.6). */
import type { ReadModels } from '../shared/database';

const LEASE_SECONDS = 10;

/** A correction as the market's stream recorded it. */
export interface CorrectionRecorded {
  readonly market: string;
  readonly version: string;
  /** Of the event in the market's stream. */
  readonly revision: number;
  readonly position: bigint;
  /** The correction above that led to it. */
  readonly follows?: { readonly market: string; readonly version: string };
}

/** Where an obligation is. */
interface Obligation {
  readonly conversation: string;
  readonly message: string;
}

/** A correction being worked off. */
export interface CorrectionWork {
  readonly market: string;
  readonly version: string;
  readonly revision: number;
  readonly position: bigint;
  /** Markets below that follow it; undefined until they were told. */
  readonly followers: number | undefined;
  /** The obligation after which to go on. */
  readonly after: Obligation | undefined;
}

/** What a page of obligations came to; `position` is that of its last event. */
export interface Worked {
  readonly found: number;
  readonly moved: number;
  readonly voided: number;
  /** Could not be handled, and were set aside. */
  readonly failed: number;
  readonly position: bigint;
}

type WorkRow = {
  market: string;
  version: string;
  revision: number;
  position: number;
  followers: number | null;
  after_conversation: string | null;
  after_message: string;
};

/** Claims the oldest correction that is not done and that no other process works off. */
export async function claimCorrection(models: ReadModels, owner: string): Promise<CorrectionWork | undefined> {
  const [row] = await models.query<WorkRow>(
    `UPDATE calendar_corrections SET owner = $1, lease_until = now() + interval '${LEASE_SECONDS} seconds'
     WHERE (market, version) = (
       SELECT market, version FROM calendar_corrections
       WHERE done_at IS NULL AND (owner IS NULL OR owner = $1 OR lease_until < now()) ORDER BY position LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING market, version, revision, position, followers, after_conversation, after_message`,
    [owner],
    'claim correction',
  );
  return row && workIn(row);
}

/** Notes how many markets below follow. False where another process works on it meanwhile. */
export async function correctionFollowed(
  models: ReadModels,
  { market, version }: CorrectionWork,
  owner: string,
  followers: number,
): Promise<boolean> {
  const rows = await models.query(
    `UPDATE calendar_corrections SET followers = $4, lease_until = now() + interval '${LEASE_SECONDS} seconds'
     WHERE market = $1 AND version = $2 AND owner = $3 AND followers IS NULL RETURNING 1`,
    [market, version, owner, followers],
  );
  return rows.length === 1;
}

/**
 * Notes a page that was handled, by compare-and-set on where it began: a page counts once, however often it was handled. Without a
 * `last` one it was the end. False where another process works on it meanwhile.
 */
export async function correctionWorked(
  models: ReadModels,
  { market, version, after }: CorrectionWork,
  owner: string,
  worked: Worked,
  last: Obligation | undefined,
): Promise<boolean> {
  const rows = await models.query(
    `UPDATE calendar_corrections SET found = found + $6, moved = moved + $7, voided = voided + $8, failed = failed + $9,
       reached = greatest(reached, $10), after_conversation = coalesce($11, after_conversation), after_message = coalesce($12, after_message),
       done_at = CASE WHEN $11::uuid IS NULL THEN now() END, lease_until = now() + interval '${LEASE_SECONDS} seconds'
     WHERE market = $1 AND version = $2 AND owner = $3 AND done_at IS NULL
       AND after_conversation IS NOT DISTINCT FROM $4::uuid AND after_message IS NOT DISTINCT FROM $5::uuid RETURNING 1`,
    [
      ...[market, version, owner, after?.conversation ?? null, after?.message ?? null],
      ...[worked.found, worked.moved, worked.voided, worked.failed, String(worked.position)],
      ...[last?.conversation ?? null, last?.message ?? null],
    ],
  );
  return rows.length === 1;
}

/** How far a correction is, with those of the markets that follow it. */
export interface CorrectionProgress {
  /** Obligations looked at: open ones, and those that ended with an overdue on record. */
  readonly found: number;
  readonly moved: number;
  /** Late replies on record that are void. */
  readonly voided: number;
  /** Could not be handled; the log says why. */
  readonly failed: number;
  readonly done: boolean;
  /** Of the last event it led to. */
  readonly position: bigint;
}

/** Undefined until the reactor has seen the correction. */
export async function correctionProgress(
  models: ReadModels,
  market: string,
  version: string,
): Promise<CorrectionProgress | undefined> {
  const [row] = await models.query<{
    [K in keyof CorrectionProgress]: CorrectionProgress[K] extends boolean ? boolean : number | null;
  }>(
    `WITH RECURSIVE all_of_it AS (
       SELECT * FROM calendar_corrections WHERE market = $1 AND version = $2
       UNION ALL
       SELECT below.* FROM calendar_corrections below JOIN all_of_it above
         ON below.follows_market = above.market AND below.follows_version = above.version)
     SELECT sum(found)::bigint AS found, sum(moved)::bigint AS moved, sum(voided)::bigint AS voided, sum(failed)::bigint AS failed,
       greatest(max(position), max(reached)) AS position,
       coalesce(bool_and(done_at IS NOT NULL) AND count(*) = 1 + sum(followers), false) AS done FROM all_of_it`,
    [market, version],
  );
  if (!row || row.found === null) return undefined;
  const { found, moved, voided, failed, position, done } = row;
  return { found, moved: moved ?? 0, voided: voided ?? 0, failed: failed ?? 0, done, position: BigInt(position ?? -1) };
}

const workIn = ({
  market,
  version,
  revision,
  position,
  followers,
  after_conversation,
  after_message,
}: WorkRow): CorrectionWork => ({
  market,
  version,
  revision,
  position: BigInt(position),
  followers: followers ?? undefined,
  after: after_conversation === null ? undefined : { conversation: after_conversation, message: after_message },
});
