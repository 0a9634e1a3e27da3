/** The keys of people in PostgreSQL: tables of their own (`person_keys`, `person_key_ledger`), which are backed up apart. */
import type pg from 'pg';
import type { TextOwner } from '../../domain';
import type { KeyRow, KeyTable } from '../../sealing';
import { KEYS_CHANGED, type ReadModels } from '../shared/database';

const COLUMNS = `id, person, class, master, wrapped, restricted_on::text AS "restrictedOn", erased_on::text AS "erasedOn"`;

/** Of a row: it seals. */
const IN_USE = 'erased_on IS NULL AND restricted_on IS NULL AND NOT closed';

/** The table of a database. */
export const keyTable = (models: ReadModels): KeyTable => ({
  named: (ids) => models.query<KeyRow>(`SELECT ${COLUMNS} FROM person_keys WHERE id = ANY ($1)`, [ids], 'keys named'),
  inUse: (owners) =>
    models.query<KeyRow>(
      `SELECT ${COLUMNS} FROM json_to_recordset($1) AS k(person text, class text) JOIN person_keys USING (person, class)
       WHERE ${IN_USE}`,
      [JSON.stringify(owners)],
      'keys in use',
    ),
  async add({ id, person, class: kind, master, wrapped }) {
    // Where another process was first, its row comes back.
    const [row] = await models.query<KeyRow>(
      `INSERT INTO person_keys (id, person, class, master, wrapped) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (person, class) WHERE ${IN_USE} DO UPDATE SET person = excluded.person
       RETURNING ${COLUMNS}`,
      [id, person, kind, master, wrapped],
    );
    return row;
  },
});

/** What becomes of keys of a person, and where in the log that stands. `on`: YYYY-MM-DD. */
export interface KeyEnding {
  readonly position: bigint;
  readonly person: string;
  readonly classes: readonly TextOwner['class'][];
  readonly on: string;
  /** Set aside for compliance; deleted; or deleted as far as they had been set aside. */
  readonly what: 'restricted' | 'erased' | 'restricted-erased';
  /** Which; undefined: all there are. */
  readonly keys?: readonly string[];
}

/** How far the keys follow the ledger. */
export interface LedgerState {
  readonly position: bigint;
  /** Where the last event of it was that they followed; -1: none. */
  readonly last: bigint;
  /** Up to which one tables were cleaned. */
  readonly cleaned: bigint;
}

/** Closes the keys of these, so that nothing is sealed by them any more; gives all that are not erased. */
export async function closeKeys(client: pg.PoolClient, owners: readonly TextOwner[]): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(
    `UPDATE person_keys k SET closed = true FROM json_to_recordset($1) AS o(person text, class text)
     WHERE k.person = o.person AND k.class = o.class AND erased_on IS NULL RETURNING k.id`,
    [JSON.stringify(owners)],
  );
  return rows.map(({ id }) => id);
}

/** Deletes the key of a package of evidence: no copy of it opens any more. */
export const endPackageKey = (models: ReadModels, evidence: string): Promise<unknown> =>
  models.query(
    "UPDATE person_keys SET wrapped = NULL, erased_on = now() WHERE person = $1 AND class = 'evidence' AND erased_on IS NULL",
    [evidence],
  );

/** How far they are. */
export async function ledgerState(models: ReadModels): Promise<LedgerState> {
  const [row] = await models.query<Record<keyof LedgerState, number>>('SELECT position, last, cleaned FROM person_key_ledger');
  return { position: BigInt(row.position), last: BigInt(row.last), cleaned: BigInt(row.cleaned) };
}

const ENDED = 'WHERE person = $1 AND class = ANY ($2) AND erased_on IS NULL AND ($4::uuid[] IS NULL OR id = ANY ($4))';
const ENDINGS: Readonly<Record<KeyEnding['what'], string>> = {
  restricted: `UPDATE person_keys SET restricted_on = $3 ${ENDED} AND restricted_on IS NULL`,
  erased: `UPDATE person_keys SET wrapped = NULL, erased_on = $3 ${ENDED}`,
  'restricted-erased': `UPDATE person_keys SET wrapped = NULL, erased_on = $3 ${ENDED} AND restricted_on IS NOT NULL`,
};

/**
 * Applies what the ledger says up to `reached`, as far as it was not: the keys and how far they follow change together. So a table that was
 * brought back from a backup goes on from where it was.
 */
export async function endKeys(models: ReadModels, endings: readonly KeyEnding[], reached: bigint): Promise<void> {
  await models.transaction(async (client) => {
    const { rows } = await client.query<{ position: number }>('SELECT position FROM person_key_ledger FOR UPDATE');
    const known = BigInt(rows[0].position);
    if (reached <= known) return;
    for (const { position, person, classes, on, what, keys } of endings) {
      if (position <= known) continue;
      await client.query(ENDINGS[what], [person, classes, on, keys]);
      await client.query(KEYS_CHANGED, [person]);
    }
    const last = endings.at(-1)?.position;
    await client.query('UPDATE person_key_ledger SET position = $1, last = coalesce($2, last)', [
      ...[String(reached), last === undefined ? null : String(last)],
    ]);
  });
}

/**
 * Forgets drafts of persons who were erased on their day or later. They are no events, so a backup of them is not followed by the ledger:
 * this is done whenever a process begins.
 */
export const forgetDrafts = (models: ReadModels): Promise<unknown> =>
  models.query(
    `DELETE FROM drafts d WHERE EXISTS (
       SELECT FROM person_keys k WHERE k.person = substr(d.person, strpos(d.person, ' ') + 1) AND k.class = 'conversation'
         AND k.erased_on >= d.at::date)`,
  );

/** Wraps all keys again that are there, a page at a time; gives how many. `rewrap`: the row under the master key in use. */
export async function rewrapKeys(
  models: ReadModels,
  rewrap: (row: KeyRow & { readonly wrapped: Uint8Array }) => Promise<{ readonly master: string; readonly wrapped: Uint8Array }>,
): Promise<number> {
  let count = 0;
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await models.query<KeyRow & { readonly wrapped: Uint8Array }>(
      `SELECT ${COLUMNS} FROM person_keys WHERE id > $1 AND wrapped IS NOT NULL ORDER BY id LIMIT 500`,
      [after],
    );
    if (rows.length === 0) return count;
    for (const row of rows) {
      const { master, wrapped } = await rewrap(row);
      // One that was deleted meanwhile stays deleted.
      await models.query('UPDATE person_keys SET master = $2, wrapped = $3 WHERE id = $1 AND wrapped IS NOT NULL', [
        ...[row.id, master, wrapped],
      ]);
      count++;
    }
    after = rows[rows.length - 1].id;
  }
}
