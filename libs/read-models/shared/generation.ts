/** One generation of a projection's tables, and the only way its rows and its checkpoint change: together. */
import type pg from 'pg';
import type { Parking } from '../../domain';
import { CheckpointMoved, type StoredEvent } from '../../event-store';
import { ANNOUNCED, type ReadModels } from './database';
import { apply, type Projection, Rows } from './projection';
import { LOCK_NOT_AVAILABLE, sqlStateOf, UNDEFINED_TABLE } from './sql-state';
import {
  createTable,
  generationOf,
  keyOf,
  type Lookup,
  type Row,
  selectLookup,
  selectRows,
  type Table,
  upsertRows,
} from './table';

/** A generation as the database has it; `position` -1 is before everything. */
export interface Generation {
  readonly name: string;
  readonly generation: number;
  readonly version: number;
  readonly active: boolean;
  readonly position: bigint;
  /** Positions of events that it was let pass over. */
  readonly passedOver: readonly bigint[];
}

type GenerationRow = Omit<Generation, 'position' | 'passedOver'> & {
  readonly position: number;
  readonly passed_over: readonly string[];
};

const generation = ({ position, passed_over, ...rest }: GenerationRow): Generation => ({
  ...rest,
  position: BigInt(position),
  passedOver: passed_over.map(BigInt),
});

/** Whether an event is missing in a generation that is to be taken after all: another one has to be filled. */
export const lacks = ({ passedOver }: Pick<Generation, 'passedOver'>, parking: Parking): boolean =>
  passedOver.some((position) => !parking.get(position)?.parked);

/** How long a lease lasts. It only decides who tries; the compare-and-set on the checkpoint is what guarantees. */
const LEASE_SECONDS = 10;

/** The generation in use; the first one is made if there is none. */
export async function activeGeneration(models: ReadModels, projection: Projection): Promise<Generation> {
  const find = () =>
    models.query<GenerationRow>(
      'SELECT name, generation, version, active, position, passed_over FROM projections WHERE name = $1 AND active',
      [projection.name],
    );
  const [row] = await find();
  if (row) return generation(row);
  await models.transaction(async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`projection ${projection.name}`]);
    const { rowCount } = await client.query('SELECT 1 FROM projections WHERE name = $1 AND active', [projection.name]);
    if (rowCount) return;
    await create(client, projection, 1, true);
    await show(client, projection, 1);
  });
  const [made] = await find();
  return generation(made);
}

/**
 * The generation that is filled beside the one in use: the one that a rebuild left when it was interrupted, where code of the same
 * version made it and it lacks nothing, or an empty one. Other leftovers are removed.
 */
export function newGeneration(models: ReadModels, projection: Projection, owner: string, parking: Parking): Promise<Generation> {
  return models.transaction(async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`projection ${projection.name}`]);
    const { rows } = await client.query<GenerationRow & { alive: boolean }>(
      'SELECT *, lease_until > now() AS alive FROM projections WHERE name = $1 ORDER BY generation',
      [projection.name],
    );
    let left: Generation | undefined;
    for (const row of rows.filter(({ active }) => !active)) {
      if (row.alive) throw new Error(`${projection.name} is being rebuilt by another process`);
      const found = generation(row);
      const isUsable = row.version === projection.version && !lacks(found, parking);
      if (isUsable && (await fits(client, projection, row.generation))) left = found;
      else await drop(client, projection.name, row.generation);
    }
    const number = left?.generation ?? Math.max(0, ...rows.map((row) => row.generation)) + 1;
    const position = left?.position ?? (await create(client, projection, number, false));
    await client.query(
      `UPDATE projections SET owner = $3, lease_until = now() + interval '${LEASE_SECONDS} seconds' WHERE name = $1 AND generation = $2`,
      [projection.name, number, owner],
    );
    const { name, version } = projection;
    return { name, generation: number, version, active: false, position, passedOver: left?.passedOver ?? [] };
  });
}

/** Makes the tables and the row of a generation; the position it begins behind is the column's default. */
async function create(client: pg.PoolClient, projection: Projection, number: number, active: boolean): Promise<bigint> {
  for (const table of projection.tables) for (const statement of createTable(table, number)) await client.query(statement);
  const { rows } = await client.query<{ position: number }>(
    'INSERT INTO projections (name, generation, version, active) VALUES ($1, $2, $3, $4) RETURNING position',
    [projection.name, number, projection.version, active],
  );
  return BigInt(rows[0].position);
}

/** Gives the tables of a generation the names that readers use. */
async function show(client: pg.PoolClient, { tables }: Projection, number: number): Promise<void> {
  for (const table of tables) await client.query(`CREATE VIEW ${table.name} AS SELECT * FROM ${generationOf(table, number)}`);
}

/** Drops a generation with the views that show it: the tables it was made with, which need not be those of the code of today. */
async function drop(client: pg.PoolClient, name: string, number: number): Promise<void> {
  for (const table of await tablesOf(client, name, number)) await client.query(`DROP TABLE ${table} CASCADE`);
  await client.query('DELETE FROM projections WHERE name = $1 AND generation = $2', [name, number]);
}

/** Whether the tables of a generation have the columns that this code writes. */
export async function fits(
  client: Pick<pg.PoolClient, 'query'>,
  { tables }: Pick<Projection, 'tables'>,
  number: number,
): Promise<boolean> {
  for (const table of tables) {
    const { rows } = await client.query<{ name: string; type: string }>(
      `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
       WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
      [generationOf(table, number)],
    );
    const there = new Map(rows.map(({ name, type }) => [name, type]));
    const wanted = Object.entries(table.columns);
    if (there.size !== wanted.length || !wanted.every(([name, type]) => there.get(name) === type)) return false;
  }
  return true;
}

async function tablesOf(client: pg.PoolClient, name: string, number: number): Promise<string[]> {
  const { rows } = await client.query<{ tablename: string }>(
    'SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename ~ $1',
    [`^${name}_[a-z_]+_g${number}$`],
  );
  return rows.map(({ tablename }) => tablename);
}

/**
 * Puts a filled generation in the place of the one in use, views and row in one transaction. False if it is not as far yet, or if
 * somebody reads the old tables for longer than `patienceMs`: new readers wait behind a switch that waits.
 */
export async function switchTo(
  models: ReadModels,
  projection: Projection,
  next: Generation,
  patienceMs: number,
): Promise<boolean> {
  const inUse = await activeGeneration(models, projection);
  try {
    return await models.transaction(async (client) => {
      await client.query(`SET LOCAL lock_timeout = ${patienceMs}`);
      // First the view and what it shows, as a reader, then the row, as whoever writes a batch: in another order they would wait for
      // each other.
      for (const table of await tablesOf(client, projection.name, inUse.generation))
        await client.query(`LOCK TABLE ${table.replace(/_g\d+$/, '')} IN ACCESS EXCLUSIVE MODE`);
      const { rows } = await client.query<GenerationRow>(
        'SELECT * FROM projections WHERE name = $1 ORDER BY generation FOR UPDATE',
        [projection.name],
      );
      const old = rows.find(({ active }) => active);
      const filled = rows.find((row) => row.generation === next.generation);
      if (!filled) throw new CheckpointMoved(`generation ${next.generation} of ${projection.name} is gone`);
      if (old && (old.generation !== inUse.generation || old.position > filled.position)) return false;
      if (old) await drop(client, projection.name, old.generation);
      await show(client, projection, next.generation);
      await client.query(
        `UPDATE projections SET active = true, owner = NULL, lease_until = NULL WHERE name = $1 AND generation = $2
         RETURNING ${ANNOUNCED}`,
        [projection.name, next.generation],
      );
      return true;
    });
  } catch (error) {
    if (sqlStateOf(error) === LOCK_NOT_AVAILABLE) return false;
    throw error;
  }
}

/** Takes or prolongs the lease; false while another process holds it. */
export async function lease(models: ReadModels, { name, generation: number }: Generation, owner: string): Promise<boolean> {
  const rows = await models.query(
    `UPDATE projections SET owner = $3, lease_until = now() + interval '${LEASE_SECONDS} seconds'
     WHERE name = $1 AND generation = $2 AND (owner IS NULL OR owner = $3 OR lease_until < now()) RETURNING 1`,
    [name, number, owner],
    'lease',
  );
  return rows.length === 1;
}

/** Gives the lease back, so that another process need not wait for its end. */
export async function release(models: ReadModels, { name, generation: number }: Generation, owner: string): Promise<void> {
  await models.query(
    'UPDATE projections SET owner = NULL, lease_until = NULL WHERE name = $1 AND generation = $2 AND owner = $3',
    [name, number, owner],
  );
}

/**
 * Applies a batch and moves the checkpoint from where it was to `to`, in one statement; `passedOver` names events that were left out.
 * Throws {@link CheckpointMoved} without having written anything if the checkpoint was elsewhere: rows that were loaded before somebody
 * else moved it are never written.
 */
export async function advance(
  models: ReadModels,
  projection: Projection,
  at: Generation,
  owner: string,
  events: readonly StoredEvent[],
  to: bigint,
  passedOver: readonly bigint[] = [],
): Promise<Generation> {
  const moved = () => new CheckpointMoved(`the checkpoint of ${at.name} is not at ${at.position} or not ours`);
  try {
    const rows = await folded(models, projection, at.generation, events);
    const last = events.at(-1)?.created ?? null;
    const checkpoint = [at.name, at.generation, owner, String(at.position), String(to), last, at.active, passedOver.map(String)];
    const written = projection.tables.map((table) => JSON.stringify(rows.changed(table)));
    const name = `advance ${at.name} ${at.generation}`;
    if ((await models.query(advancing(projection, at.generation), [...checkpoint, ...written], name)).length !== 1) throw moved();
  } catch (error) {
    throw sqlStateOf(error) === UNDEFINED_TABLE ? moved() : error;
  }
  return { ...at, position: to, passedOver: [...at.passedOver, ...passedOver] };
}

/** The statement that moves a checkpoint and, only if it was where it is said to be, writes the rows of each table. */
function advancing({ tables }: Projection, number: number): string {
  const writes = tables.map((table, index) => `, written${index} AS (${upsertRows(table, number, `$${9 + index}`, 'moved')})`);
  return `WITH moved AS (
      UPDATE projections SET position = $5, updated_at = now(), event_at = coalesce($6, event_at),
        poisoned_position = NULL, poisoned_error = NULL, poisoned_since = NULL,
        parked = parked + cardinality($8::bigint[]), passed_over = passed_over || $8::bigint[]
      WHERE name = $1 AND generation = $2 AND owner = $3 AND position = $4 AND active = $7
      RETURNING name, position, active)
    ${writes.join('')}
    SELECT ${ANNOUNCED} FROM moved`;
}

/** Notes the event that a generation cannot take: health shows it, and somebody may park it. The next batch written clears it. */
export async function poisoned(
  models: ReadModels,
  { name, generation: number }: Generation,
  position: bigint,
  error: string,
): Promise<void> {
  await models.query(
    `UPDATE projections SET poisoned_error = $4, poisoned_position = $3,
       poisoned_since = CASE WHEN poisoned_position = $3 THEN poisoned_since ELSE now() END
     WHERE name = $1 AND generation = $2 AND position < $3`,
    [name, number, String(position), error],
  );
}

const numbers = new WeakMap<Lookup, number>();
let lookups = 0;

/** Tells lookups of one table apart: a name stands for one statement on a connection. */
function numberOf(lookup: Lookup): number {
  const number = numbers.get(lookup) ?? ++lookups;
  numbers.set(lookup, number);
  return number;
}

/** The rows that these events touch, with the events applied. */
async function folded(models: ReadModels, projection: Projection, number: number, events: readonly StoredEvent[]): Promise<Rows> {
  const rows = new Rows();
  const wanted = new Map<Table, Map<string, Row>>();
  const lookups = new Map<Lookup, Map<string, { given: Row; n: number }>>();
  for (const touched of events.flatMap((event) => projection.touches(event))) {
    if ('key' in touched) {
      const keys = wanted.get(touched.table) ?? new Map<string, Row>();
      wanted.set(touched.table, keys.set(keyOf(touched.table, touched.key), touched.key));
    } else {
      const givens = lookups.get(touched.lookup) ?? new Map<string, { given: Row; n: number }>();
      const name = JSON.stringify(touched.given);
      lookups.set(touched.lookup, givens.set(name, { given: touched.given, n: (givens.get(name)?.n ?? 1) + 1 }));
    }
  }
  const load = async (table: Table, statement: string, given: readonly object[], name: string) => {
    for (const row of await models.query<Row>(statement, [JSON.stringify(given)], name)) rows.load(table, keyOf(table, row), row);
  };
  for (const [table, keys] of wanted)
    await load(table, selectRows(table, number), [...keys.values()], `load ${generationOf(table, number)}`);
  for (const [lookup, givens] of lookups) {
    const asked = [...givens.values()].map(({ given, n }) => ({ ...given, n }));
    await load(
      lookup.table,
      selectLookup(lookup, number),
      asked,
      `look up ${numberOf(lookup)} ${generationOf(lookup.table, number)}`,
    );
  }
  for (const event of events) apply(projection, event, rows);
  projection.settle?.(rows);
  return rows;
}
