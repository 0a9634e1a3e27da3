/** How events become rows: one function per event type, over rows that were loaded before and are written after, a batch at a time. */
import type { ProductEvent } from '../../domain';
import type { StoredEvent } from '../../event-store';
import { keyOf, type Lookup, type Row, type Table } from './table';

type EventType = ProductEvent['type'];

/** A recorded event of the product, named `T`. */
export type Recorded<T extends EventType = EventType> = StoredEvent<Extract<ProductEvent, { type: T }>>;

/** The rows a batch works on. */
export class Rows {
  readonly #rows = new Map<Table, Map<string, Row | undefined>>();
  readonly #loaded = new Map<Table, Map<string, Row | undefined>>();
  readonly #changed = new Map<Table, Set<string>>();
  readonly #groups = new Map<Table, Map<string, Set<string>>>();
  /** What the handlers of this batch leave for `settle`. */
  readonly marks = new Map<string, string>();

  /** The row under a key that the projection said it would touch; undefined if there is none. */
  get<R extends Row>(table: Table<R>, key: Partial<R>): R | undefined {
    return this.#rows.get(table as unknown as Table)?.get(keyOf(table as unknown as Table, key as Row)) as R | undefined;
  }

  /** Puts a row, replacing the one under its key. */
  put<R extends Row>(table: Table<R>, row: R): void {
    const plain = table as unknown as Table;
    const key = keyOf(plain, row);
    this.#place(plain, key, row);
    const changed = this.#changed.get(plain);
    if (changed) changed.add(key);
    else this.#changed.set(plain, new Set([key]));
  }

  /** A row as the database has it. */
  load(table: Table, key: string, row: Row | undefined): void {
    const loaded = this.#loaded.get(table);
    if (loaded) loaded.set(key, row);
    else this.#loaded.set(table, new Map([[key, row]]));
    this.#place(table, key, row);
  }

  /** The row of the same key as it was before the batch; undefined if there was none. */
  before<R extends Row>(table: Table<R>, row: R): R | undefined {
    const plain = table as unknown as Table;
    return this.#loaded.get(plain)?.get(keyOf(plain, row)) as R | undefined;
  }

  #place(table: Table, key: string, row: Row | undefined): void {
    const rows = this.#rows.get(table);
    if (rows) rows.set(key, row);
    else this.#rows.set(table, new Map([[key, row]]));
    if (table.group && row) this.#groupOf(table, row).add(key);
  }

  /** The rows of a grouped table that are here, of the group that a row with these columns is in. */
  group<R extends Row>(table: Table<R>, of: Partial<R>): R[] {
    const plain = table as unknown as Table;
    const rows = this.#rows.get(plain);
    return [...this.#groupOf(plain, of as Row)].map((key) => rows?.get(key) as R);
  }

  #groupOf(table: Table, row: Row): Set<string> {
    const name = (table.group ?? []).map((column) => String(row[column])).join('\u0000');
    const groups = this.#groups.get(table) ?? new Map<string, Set<string>>();
    this.#groups.set(table, groups);
    const group = groups.get(name) ?? new Set<string>();
    groups.set(name, group);
    return group;
  }

  /** All rows of a table that are here. */
  here<R extends Row>(table: Table<R>): R[] {
    return [...(this.#rows.get(table as unknown as Table)?.values() ?? [])].filter((row) => row !== undefined) as unknown as R[];
  }

  /** The rows of a table that were put. */
  changed<R extends Row>(table: Table<R>): R[] {
    const plain = table as unknown as Table;
    const rows = this.#rows.get(plain);
    return [...(this.#changed.get(plain) ?? [])].map((key) => rows?.get(key) as R);
  }
}

/** What a batch has to load: a row by its key, or what a lookup finds. */
export type Touched = { readonly table: Table; readonly key: Row } | { readonly lookup: Lookup; readonly given: Row };

/** A read model's rule. Handlers see events once each, in commit order, and are pure but for the rows. */
export interface Projection {
  /** Folder, table prefix and checkpoint id. */
  readonly name: string;
  /** Grows when tables or handlers change: a projector that starts with a newer one rebuilds beside the old. */
  readonly version: number;
  readonly tables: readonly Table[];
  /** Nobody sees it change: what comes within a tenth of a second is taken together, since many small batches cost more than their rows. */
  readonly unwatched?: true;
  /** Rows the handler of this event may ask for. */
  touches(event: StoredEvent): readonly Touched[];
  readonly on: { readonly [T in EventType]?: (event: Recorded<T>, rows: Rows) => void };
  /** Sees every event, whatever its type. */
  every?(event: StoredEvent, rows: Rows): void;
  /** Sees the rows once when all events of a batch were applied: for what follows from several rows. */
  settle?(rows: Rows): void;
}

/** Applies one event. */
export function apply(projection: Projection, event: StoredEvent, rows: Rows): void {
  const handler = projection.on[event.type as EventType] as ((event: StoredEvent, rows: Rows) => void) | undefined;
  handler?.(event, rows);
  projection.every?.(event, rows);
}

const CONVERSATION = 'conversation-';

/** The conversation an event belongs to; undefined for other streams. */
export function conversationIn(event: StoredEvent): string | undefined {
  return event.stream.startsWith(CONVERSATION) ? event.stream.slice(CONVERSATION.length) : undefined;
}

/** The same of an event that can only stand in a conversation. */
export const conversationId = (event: { readonly stream: string }): string => event.stream.slice(CONVERSATION.length);

/** The parties of a conversation: every read model that filters by them keeps its own copy. */
export type Parties = {
  readonly conversation: string;
  readonly market: string;
  readonly seller: string;
  readonly buyer: string;
  readonly topic: string;
};

/** A table of parties, for a read model of that name. */
export const partiesTable = (model: string): Table<Parties> => ({
  name: `${model}_conversations`,
  columns: { conversation: 'uuid', market: 'text', seller: 'text', buyer: 'text', topic: 'text' },
  key: ['conversation'],
});

/** The parties as the opening of a conversation names them. */
export function partiesOf(event: Recorded<'ConversationOpened'>): Parties {
  const { market, seller, buyer, topic } = event.data;
  return { conversation: conversationId(event), market, seller, buyer, topic };
}

/** Whose a note is, by the role of who wrote it: it belongs to that side. */
export const sideOfNote = (role: string): 'seller' | 'platform' => (role === 'seller' ? 'seller' : 'platform');
