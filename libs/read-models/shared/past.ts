/** A read model as it stood: the handlers that fold the present fold the past, and the statements that ask the present ask it. */
import type { StoredEvent } from '../../event-store';
import type { ReadModels } from './database';
import { apply, type Projection, Rows } from './projection';
import type { Row, Table } from './table';

/** What answers the statements of a question: the read models, or a table of them as it stood. */
export type Asking = Pick<ReadModels, 'query'>;

/** The rows of a table as they stood, which follow from the events up to then. */
export class Past {
  readonly #rows: Row[] = [];

  constructor(
    private readonly projection: Projection,
    private readonly table: Table,
  ) {}

  /** Takes all events of one stream up to the moment, in their order. */
  add(events: Iterable<StoredEvent>): void {
    const rows = new Rows();
    for (const event of events) apply(this.projection, event, rows);
    this.projection.settle?.(rows);
    this.#rows.push(...rows.changed(this.table));
  }

  /** Answers statements that begin with SELECT as if the table had the rows of then and no others. */
  asking(models: ReadModels): Asking {
    const { name } = this.table;
    const rows = JSON.stringify(this.#rows);
    return {
      query: (text, values = []) =>
        models.query(
          `WITH ${name} AS MATERIALIZED (SELECT * FROM jsonb_populate_recordset(NULL::${name}, $${values.length + 1}::jsonb)) ${text}`,
          [...values, rows],
        ),
    };
  }
}
