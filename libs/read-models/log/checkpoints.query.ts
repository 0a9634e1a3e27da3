/** Signed checkpoints of the log, and what became of them outside: cosignatures, stamps, places they were published at. */
import { inclusionProof, type ReadHashes } from '../../proof';
import type { ReadModels } from '../shared/database';
import { type LeafAt, leavesOf } from './leaves.query';

/** A checkpoint that was signed. */
export interface LogCheckpoint {
  readonly size: number;
  readonly root: Buffer;
  /** The signed note, with the cosignatures that came. */
  readonly note: string;
  /** Names of the witnesses that cosigned. */
  readonly witnesses: readonly string[];
  /** The answer of a time-stamping authority (RFC 3161), over the text of the note; null where there is none. */
  readonly stamp: Buffer | null;
}

const COLUMNS = 'size, root, note, witnesses, stamp';

/** The newest checkpoint that at least so many witnesses cosigned; undefined where there is none. */
export async function newestCheckpoint(models: ReadModels, witnesses = 0): Promise<LogCheckpoint | undefined> {
  const [row] = await models.query<LogCheckpoint>(
    `SELECT ${COLUMNS} FROM log_checkpoints WHERE cardinality(witnesses) >= $1 ORDER BY size DESC LIMIT 1`,
    [witnesses],
    'newest checkpoint',
  );
  return row;
}

/** The checkpoint of exactly this size; undefined where none was signed. */
export async function checkpointOf(models: ReadModels, size: number): Promise<LogCheckpoint | undefined> {
  const [row] = await models.query<LogCheckpoint>(`SELECT ${COLUMNS} FROM log_checkpoints WHERE size = $1`, [size]);
  return row;
}

/** The checkpoint of this size where it is stamped, or the newest that is. */
export async function stampedCheckpoint(
  models: ReadModels,
  size?: number,
): Promise<(LogCheckpoint & { readonly stamp: Buffer }) | undefined> {
  const [row] = await models.query<LogCheckpoint & { readonly stamp: Buffer }>(
    `SELECT ${COLUMNS} FROM log_checkpoints WHERE stamp IS NOT NULL AND size = coalesce($1, size) ORDER BY size DESC LIMIT 1`,
    [size ?? null],
  );
  return row;
}

/** Checkpoints larger than `after`, the smallest first. */
export const checkpointsAfter = (models: ReadModels, after: number, count: number): Promise<LogCheckpoint[]> =>
  models.query<LogCheckpoint>(`SELECT ${COLUMNS} FROM log_checkpoints WHERE size > $1 ORDER BY size LIMIT $2`, [after, count]);

/** Keeps a checkpoint that was signed; one of this size that is there already stays. */
export async function keepCheckpoint(
  models: ReadModels,
  { size, root, note }: Pick<LogCheckpoint, 'size' | 'root' | 'note'>,
): Promise<void> {
  await models.query('INSERT INTO log_checkpoints (size, root, note) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    size,
    root,
    note,
  ]);
}

/** Adds a witness's line to a checkpoint, once. */
export async function keepCosignature(models: ReadModels, size: number, witness: string, line: string): Promise<void> {
  await models.query(
    `UPDATE log_checkpoints SET note = note || $3, witnesses = witnesses || $2::text
     WHERE size = $1 AND NOT witnesses @> ARRAY[$2::text]`,
    [size, witness, line],
  );
}

/** Keeps what a time-stamping authority answered for a checkpoint; the first answer stays. */
export async function keepStamp(models: ReadModels, size: number, stamp: Buffer): Promise<void> {
  await models.query('UPDATE log_checkpoints SET stamp = $2 WHERE size = $1 AND stamp IS NULL', [size, stamp]);
}

/** A place outside that checkpoints go to: a witness, a time-stamping authority, where they are published. */
export interface LogOutlet {
  readonly name: string;
  /** The largest checkpoint that it took. */
  readonly size: number;
  /** What is wrong with it, and since when; null while nothing is. */
  readonly trouble: string | null;
  readonly since: string | null;
}

/** How the places outside stand: those named, or all that ever were. */
export async function logOutlets(models: ReadModels, names?: readonly string[]): Promise<LogOutlet[]> {
  const rows = await models.query<Omit<LogOutlet, 'since'> & { since: Date | null }>(
    names
      ? `SELECT name, coalesce(size, 0) AS size, trouble, since FROM unnest($1::text[]) k(name) LEFT JOIN log_outlets USING (name)
         ORDER BY name`
      : 'SELECT name, size, trouble, since FROM log_outlets ORDER BY name',
    names ? [names] : [],
  );
  return rows.map(({ since, ...rest }) => ({ ...rest, since: since?.toISOString() ?? null }));
}

/** Forgets how places stand that checkpoints go to no more. */
export async function forgetOtherOutlets(models: ReadModels, names: readonly string[]): Promise<void> {
  await models.query('DELETE FROM log_outlets WHERE name <> ALL($1)', [names]);
}

/** Notes that a place took a checkpoint, or what was wrong. */
export async function noteOutlet(models: ReadModels, name: string, size: number, trouble: string | null): Promise<void> {
  await models.query(
    `INSERT INTO log_outlets AS o (name, size, trouble, since) VALUES ($1, $2, $3, CASE WHEN $3::text IS NOT NULL THEN now() END)
     ON CONFLICT (name) DO UPDATE SET size = greatest(o.size, excluded.size), trouble = excluded.trouble, updated_at = now(),
       since = CASE WHEN excluded.trouble IS NULL THEN NULL ELSE coalesce(o.since, now()) END`,
    [name, size, trouble],
  );
}

/** That an event is in the log at a size. */
export interface LogProof extends LeafAt {
  /** From the leaf's sibling upwards. */
  readonly hashes: readonly Buffer[];
}

/**
 * Proofs that events are in the tree of `size` leaves, in the order of the log; events whose leaf is not in it are left out. Give the
 * `hashes` of {@link rememberedHashes} where there are many, some hundreds at a time.
 */
export async function logProofs(
  models: ReadModels,
  hashes: ReadHashes,
  size: number,
  events: readonly string[],
): Promise<LogProof[]> {
  const proofs: LogProof[] = [];
  for (const leaf of await leavesOf(models, events))
    if (leaf.index < size) proofs.push({ ...leaf, hashes: await inclusionProof(leaf.index, size, hashes) });
  return proofs;
}
