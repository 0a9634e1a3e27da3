/** The keys of people in PostgreSQL: tables of their own (`person_keys`, `person_key_ledger`), which are backed up apart. */
import type { KeyRow, KeyTable } from '../../sealing';
import type { ReadModels } from '../shared/database';

const COLUMNS = `id, person, class, master, wrapped, restricted_on::text AS "restrictedOn", erased_on::text AS "erasedOn"`;

/** The table of a database. */
export const keyTable = (models: ReadModels): KeyTable => ({
  named: (ids) => models.query<KeyRow>(`SELECT ${COLUMNS} FROM person_keys WHERE id = ANY ($1)`, [ids], 'keys named'),
  inUse: (owners) =>
    models.query<KeyRow>(
      `SELECT ${COLUMNS} FROM json_to_recordset($1) AS k(person text, class text) JOIN person_keys USING (person, class)
       WHERE erased_on IS NULL AND restricted_on IS NULL`,
      [JSON.stringify(owners)],
      'keys in use',
    ),
  async add({ id, person, class: kind, master, wrapped }) {
    // Where another process was first, its row comes back.
    const [row] = await models.query<KeyRow>(
      `INSERT INTO person_keys (id, person, class, master, wrapped) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (person, class) WHERE erased_on IS NULL AND restricted_on IS NULL DO UPDATE SET person = excluded.person
       RETURNING ${COLUMNS}`,
      [id, person, kind, master, wrapped],
    );
    return row;
  },
});

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
