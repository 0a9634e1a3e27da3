/** The connection to PostgreSQL, and what is known of each projection there. */
import pg from 'pg';

const INT8 = 20;

/** Numbers up to 2^53 come as numbers: positions and instants stay below. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    return oid === INT8 ? (value: string) => Number(value) : pg.types.getTypeParser(oid, format as 'text');
  },
} as pg.CustomTypesConfig;

const CHANNEL = 'projected';
const KEYS_CHANNEL = 'person_keys_changed';
const PRESENCE_CHANNEL = 'presence';
const LISTEN_AGAIN_MS = 500;

/** A pool of connections; connects when first used, so that a process starts without its database. */
export class ReadModels {
  readonly pool: pg.Pool;
  readonly #url: string;
  readonly #positions = new Map<string, bigint>();
  readonly #listeners = new Set<(projection: string, position: bigint) => void>();
  readonly #keyListeners: ((person: string | undefined) => void)[] = [];
  readonly #presenceListeners: ((told: string) => void)[] = [];
  readonly #alone = new Set<pg.Client>();
  #listening: pg.Client | undefined;
  #closed = false;

  private constructor(url: string, poolSize: number) {
    this.#url = url;
    this.pool = new pg.Pool({
      connectionString: url,
      max: poolSize,
      types,
      connectionTimeoutMillis: 3_000,
      idleTimeoutMillis: 30_000,
      // The plans of custom parameters beat a generic one that does not know the seller's size; keep them short all the same.
      statement_timeout: 10_000,
      // A server that is frozen ends nothing itself; beside its own limit, so that its word for it comes first.
      query_timeout: 12_000,
      keepAlive: true,
    });
    // An idle connection that breaks is replaced at the next query.
    this.pool.on('error', () => undefined);
  }

  /** Reads from the database named by a `postgres://` URL, with at most `poolSize` connections (default 10). */
  static connect(url: string, options: { readonly poolSize?: number } = {}): ReadModels {
    return new ReadModels(url, options.poolSize ?? 10);
  }

  /** Rows of one statement. With a `name` the statement is prepared once a connection. */
  async query<R>(text: string, values: readonly unknown[] = [], name?: string): Promise<R[]> {
    const { rows } = await this.pool.query({ text, values: values as unknown[], ...(name !== undefined && { name }) });
    return rows as R[];
  }

  /** Runs `work` in a transaction: committed when it resolves, rolled back when it throws. */
  async transaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    // A connection that breaks inside a transaction says so by an event too; the query's own error is enough.
    const ignore = () => undefined;
    client.on('error', ignore);
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const result = await work(client);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: Error) => {
        broken = failure;
      });
      throw error;
    } finally {
      client.off('error', ignore);
      client.release(broken);
    }
  }

  /** A connection beside the pool's, not made yet, for who asks to be told, or holds something; it ends with the others. */
  alone(): pg.Client {
    const client = new pg.Client({
      connectionString: this.#url,
      keepAlive: true,
      connectionTimeoutMillis: 3_000,
      query_timeout: 12_000,
    });
    this.#alone.add(client);
    client.once('end', () => this.#alone.delete(client));
    return client;
  }

  /** Throws when the database does not answer. */
  async ping(): Promise<void> {
    await this.pool.query('SELECT 1');
  }

  /** Ends all connections. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#alone].map((client) => client.end().catch(() => undefined)));
    await this.pool.end();
  }

  /** Calls `listener` with name and position whenever a projection commits, until the returned function is called. */
  async onProjected(listener: (projection: string, position: bigint) => void): Promise<() => void> {
    this.#listeners.add(listener);
    try {
      await this.#listen();
    } catch (error) {
      this.#listeners.delete(listener);
      throw error;
    }
    return () => this.#listeners.delete(listener);
  }

  /**
   * Calls `listener` with whose keys changed whenever some do, and with undefined where word of some may have been lost. Whoever keeps keys
   * looks at them again now and then all the same: while the database is away nothing is told.
   */
  onKeysChanged(listener: (person: string | undefined) => void): void {
    this.#keyListeners.push(listener);
    this.#listen().catch(() => undefined);
  }

  /** Tells every process that listens, this one too, who is where: kept nowhere, and lost where nobody listens. Up to 7,999 bytes. */
  async tellPresence(told: string): Promise<void> {
    await this.query(`SELECT pg_notify('${PRESENCE_CHANNEL}', $1)`, [told], 'presence');
  }

  /** Calls `listener` with what is told so. */
  onPresence(listener: (told: string) => void): void {
    this.#presenceListeners.push(listener);
    this.#listen().catch(() => undefined);
  }

  /** The position a projection is known to have reached. */
  reached(projection: string): bigint {
    return this.#positions.get(projection) ?? -1n;
  }

  /** Takes note of a position read from the database. */
  note(projection: string, position: bigint): void {
    if (position > this.reached(projection)) this.#positions.set(projection, position);
  }

  async #listen(): Promise<void> {
    if (this.#listening || this.#closed) return;
    const client = this.alone();
    this.#listening = client;
    const lost = () => {
      if (this.#listening !== client) return;
      this.#listening = undefined;
      // A database that comes back after a crash may be a little behind where it was.
      this.#positions.clear();
      for (const listener of this.#keyListeners) listener(undefined);
      client.end().catch(() => undefined);
      if (!this.#closed) setTimeout(() => this.#listen().catch(() => undefined), LISTEN_AGAIN_MS).unref();
    };
    client.on('error', lost).on('end', lost);
    client.on('notification', ({ channel, payload = '' }) => {
      if (channel === KEYS_CHANNEL) {
        for (const listener of this.#keyListeners) listener(payload);
        return;
      }
      if (channel === PRESENCE_CHANNEL) {
        for (const listener of this.#presenceListeners) listener(payload);
        return;
      }
      const [projection, position] = payload.split(' ');
      // A rebuilt generation may be behind for a moment: what counts is what is said now.
      this.#positions.set(projection, BigInt(position));
      for (const listener of this.#listeners) listener(projection, BigInt(position));
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}; LISTEN ${KEYS_CHANNEL}; LISTEN ${PRESENCE_CHANNEL}`);
    } catch (error) {
      lost();
      throw error;
    }
  }
}

/** SQL, of a row of `projections`: tells everybody who listens, when the transaction commits, how far the one in use is. */
export const ANNOUNCED = `CASE WHEN active THEN pg_notify('${CHANNEL}', name || ' ' || position) END`;

/** SQL that tells everybody, when the transaction commits, that keys of the person $1 changed. */
export const KEYS_CHANGED = `SELECT pg_notify('${KEYS_CHANNEL}', $1)`;

const LOOK_AGAIN_MS = 200;

/** Waits until a projection has reached a position; false if it has not within `timeoutMs`. */
export async function waitFor(models: ReadModels, projection: string, position: bigint, timeoutMs = 2_000): Promise<boolean> {
  if (models.reached(projection) >= position) return true;
  const until = Date.now() + timeoutMs;
  let wake: () => void = () => undefined;
  const stop = await models.onProjected((name, at) => {
    if (name === projection && at >= position) wake();
  });
  try {
    for (;;) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      const [row] = await models.query<{ position: number }>('SELECT position FROM projections WHERE name = $1 AND active', [
        projection,
      ]);
      if (row) models.note(projection, BigInt(row.position));
      if (models.reached(projection) >= position) return true;
      const left = until - Date.now();
      if (left <= 0) return false;
      // A notification may be lost with its connection: look again now and then.
      let timer: NodeJS.Timeout | undefined;
      const timeout = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, Math.min(left, LOOK_AGAIN_MS));
      });
      await Promise.race([woken, timeout]);
      clearTimeout(timer);
    }
  } finally {
    stop();
  }
}
