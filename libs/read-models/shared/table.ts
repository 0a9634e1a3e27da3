/** A table of a read model: its columns decide the DDL, how rows are loaded and how they are written. */

/** PostgreSQL types in use; `bigint` holds epoch milliseconds or positions below 2^53 and arrives as a number. */
export type ColumnType = 'text' | 'uuid' | 'bigint' | 'integer' | 'boolean' | 'jsonb' | 'regconfig' | 'text[]';

/** A row as JavaScript sees it. */
export type Row = Readonly<Record<string, unknown>>;

/** One table. `R` is the shape of a row. */
export interface Table<R extends Row = Row> {
  /** Snake case plural, beginning with the read model's name. */
  readonly name: string;
  readonly columns: Readonly<Record<keyof R & string, ColumnType>>;
  /** Domain ids: writing a row again under the same key replaces it. */
  readonly key: readonly (keyof R & string)[];
  /** Columns that PostgreSQL computes, as DDL. */
  readonly computed?: readonly string[];
  /** Index definitions after `ON <table>`, e.g. `(seller, due_at) WHERE state = 'open'`. */
  readonly indexes?: readonly string[];
  /** Rows that have these columns in common can be found together in a batch. */
  readonly group?: readonly (keyof R & string)[];
  /** Rows are only ever written whole: nothing is loaded before writing. */
  readonly writeOnly?: boolean;
  /** Rows are what is to be added: the numbers of a row that is put are added to those that stand under its key, unseen. */
  readonly adds?: boolean;
}

/** A row's key as one string. */
export function keyOf(table: Table, row: Row): string {
  return table.key.map((column) => String(row[column])).join('\u0000');
}

/** Name of a table's generation; readers use the view named like the table. */
export const generationOf = (table: Table, generation: number): string => `${table.name}_g${generation}`;

/** Statements that make a generation of a table. */
export function createTable(table: Table, generation: number): string[] {
  const name = generationOf(table, generation);
  const columns = Object.entries(table.columns).map(
    ([column, type]) => `${column} ${type}${table.key.includes(column) ? ' NOT NULL' : ''}`,
  );
  const body = [...columns, ...(table.computed ?? []), `PRIMARY KEY (${table.key.join(', ')})`].join(', ');
  return [
    // Room in each page for rows that change: beside its old version a row needs no new entries in the indexes.
    `CREATE TABLE ${name} (${body})${table.writeOnly ? '' : ' WITH (fillfactor = 80)'}`,
    ...(table.indexes ?? []).map((index, at) => `CREATE INDEX ${name}_i${at} ON ${name} ${index}`),
  ];
}

const recordset = (table: Table, columns: readonly string[]): string =>
  columns.map((column) => `${column} ${table.columns[column]}`).join(', ');

/** Selects the rows of the keys given as a JSON array ($1). */
export function selectRows(table: Table, generation: number): string {
  const columns = Object.keys(table.columns).map((column) => `t.${column}`);
  return `SELECT ${columns.join(', ')} FROM json_to_recordset($1) AS k(${recordset(table, table.key)})
    JOIN ${generationOf(table, generation)} t USING (${table.key.join(', ')})`;
}

/** A way to rows that no key names. */
export interface Lookup {
  readonly table: Table;
  /** What is given of what is looked for. */
  readonly given: Readonly<Record<string, ColumnType>>;
  /** SQL of the rows for each `k`: the columns given, and `n`, one more than the times it is asked for in this batch. */
  readonly rows: (table: string) => string;
}

/** Selects what a lookup finds for the givens in a JSON array ($1), each with its `n`. */
export function selectLookup({ table, given, rows }: Lookup, generation: number): string {
  const columns = Object.keys(table.columns).map((column) => `t.${column}`);
  const givens = Object.entries(given).map(([column, type]) => `${column} ${type}`);
  return `SELECT ${columns.join(', ')} FROM json_to_recordset($1) AS k(${[...givens, 'n integer'].join(', ')})
    CROSS JOIN LATERAL (${rows(generationOf(table, generation))}) t`;
}

/** Writes the rows given as the JSON array `parameter`, where `source` has a row. */
export function upsertRows(table: Table, generation: number, parameter: string, source: string): string {
  const columns = Object.keys(table.columns);
  const rest = columns.filter((column) => !table.key.includes(column));
  const name = generationOf(table, generation);
  const written = (column: string) => `${column} = ${table.adds ? `${name}.${column} + ` : ''}EXCLUDED.${column}`;
  const update = rest.length === 0 ? 'NOTHING' : `UPDATE SET ${rest.map(written).join(', ')}`;
  return `INSERT INTO ${name} (${columns.join(', ')})
    SELECT ${columns.map((column) => `r.${column}`).join(', ')} FROM ${source}, json_to_recordset(${parameter}) AS r(${recordset(table, columns)})
    ON CONFLICT (${table.key.join(', ')}) DO ${update}`;
}
