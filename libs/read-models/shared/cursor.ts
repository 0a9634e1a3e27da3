/** Keyset pages: a cursor is the sort key of the last row of a page, signed by nothing and checked for its shape. */
import type { ReadModels } from './database';

/** A cursor that this list did not give out. */
export class BadCursor extends Error {}

/** A page of items and the cursor of the next; null on the last. */
export interface Page<T> {
  readonly items: T[];
  readonly next: string | null;
}

type Part = 'number' | 'uuid' | 'text';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The sort key in a cursor; `kind` keeps cursors of different lists apart. Throws {@link BadCursor}. */
export function readCursor(kind: string, cursor: string | undefined, parts: readonly Part[]): (string | number)[] | undefined {
  if (cursor === undefined) return undefined;
  try {
    const [name, ...values] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    const shaped = parts.every((part, index) => {
      const value = values[index];
      if (part === 'number') return Number.isSafeInteger(value);
      return typeof value === 'string' && (part === 'text' || UUID.test(value));
    });
    if (name === kind && shaped && values.length === parts.length) return values as (string | number)[];
  } catch {
    // Falls through to the refusal.
  }
  throw new BadCursor('not a cursor of this list');
}

/** The cursor of what comes behind a sort key in a list. */
export const cursorOf = (kind: string, key: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify([kind, ...key])).toString('base64url');

/** Cuts the one row read beyond the limit off and makes the cursor from the last row that stays. */
export function pageOf<R, T>(
  kind: string,
  rows: readonly R[],
  limit: number,
  key: (row: R) => (string | number)[],
  item: (row: R) => T,
): Page<T> {
  const shown = rows.length > limit ? rows.slice(0, limit) : rows;
  const last = shown.at(-1);
  const next = rows.length > limit && last ? cursorOf(kind, key(last)) : null;
  return { items: shown.map(item), next };
}

/** Builds the conditions of a statement with numbered parameters. */
export class Conditions {
  readonly values: unknown[] = [];
  readonly #texts: string[] = [];

  /** Adds a condition; each `?` stands for the next value. */
  add(text: string, ...values: unknown[]): this {
    let at = 0;
    this.#texts.push(text.replaceAll('?', () => this.parameter(values[at++])));
    return this;
  }

  /** Adds it if the value is there. */
  when(text: string, value: unknown): this {
    return value === undefined ? this : this.add(text, value);
  }

  /** A column has one of these values, where there are any: one alone is compared as one, so that its index keeps the order. */
  oneOf(column: string, values: readonly string[] | undefined): this {
    return values?.length === 1 ? this.add(`${column} = ?`, values[0]) : this.when(`${column} = ANY(?)`, values);
  }

  /** A value as a parameter. */
  parameter(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  /** The conditions so far, or TRUE. */
  toString(): string {
    return this.#texts.length === 0 ? 'TRUE' : this.#texts.join(' AND ');
  }
}

/** A page of a table whose rows are events of the log, newest first; throws {@link BadCursor}. */
export async function newestPage<R extends { readonly position: number }, T>(
  models: ReadModels,
  { kind, table }: { readonly kind: string; readonly table: string },
  where: Conditions,
  { cursor, limit }: { readonly cursor?: string; readonly limit: number },
  item: (row: R) => T,
): Promise<Page<T>> {
  where.when('position < ?', readCursor(kind, cursor, ['number'])?.[0]);
  const rows = await models.query<R>(
    `SELECT * FROM ${table} WHERE ${where} ORDER BY position DESC LIMIT ${where.parameter(limit + 1)}`,
    where.values,
  );
  return pageOf(kind, rows, limit, ({ position }) => [position], item);
}
