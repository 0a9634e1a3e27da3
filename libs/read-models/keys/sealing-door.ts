/**
 * The door of sealing in PostgreSQL: a lock that all processes share while they seal, each by a connection of its own, and that who closes
 * keys has alone. Who dies lets go of it.
 */
import type pg from 'pg';
import type { TextOwner } from '../../domain';
import { KeysUnavailable, type SealingDoor } from '../../sealing';
import type { ReadModels } from '../shared/database';
import { closeKeys } from './person-keys.table';

const LOCK = 7_351_003;
/** By it who wants the lock alone asks those who share it to let go. */
const WANTED = 'sealing_door_wanted';
const ASK_AGAIN_MS = 200;
/** A share is known to be held for so long; a server that hears nothing of a process takes it back later than that, and than an append may take. */
const KNOWN_MS = 5_000;
const TAKEN_BACK = 'SET tcp_keepalives_idle = 15; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3';

/** A share of the lock. */
interface Share {
  /** How many are inside by it. */
  inside: number;
  /** Whether others may go in by it. */
  open: boolean;
  /** The connection broke: whether a key was closed since is not known. */
  lost: boolean;
  knownAt: number;
  /** Whether it is held is being asked, once for all who come meanwhile. */
  confirming?: Promise<void>;
  /** Settles when it was given back or lost. */
  readonly over: Promise<void>;
  end(): void;
}

/** The door of a process. */
export class DoorOfKeys implements SealingDoor {
  readonly #models: ReadModels;
  readonly #onShare: () => void;
  #client: pg.Client | undefined;
  /** The one by which who comes now goes in. */
  #share: Promise<Share> | undefined;
  #last: Share | undefined;

  /** `onShare`: keys may have been closed before; which ones seal is to be looked up again. */
  constructor(models: ReadModels, onShare: () => void) {
    this.#models = models;
    this.#onShare = onShare;
  }

  async pass<T>(work: () => Promise<T>): Promise<T> {
    const share = await this.#enter().catch(unavailable);
    try {
      const result = await work();
      if (share.lost) throw new KeysUnavailable('the database was away while a text was stored');
      return result;
    } finally {
      share.inside--;
      this.#leave(share);
    }
  }

  async close<T>(owners: readonly TextOwner[], work: (keys: readonly string[]) => Promise<T>): Promise<T> {
    const client = await this.#models.pool.connect().catch(unavailable);
    let trouble: Error | undefined;
    const note = (error: Error) => {
      trouble ??= error;
    };
    client.on('error', note);
    // Who began to listen a moment ago may not have heard the first time.
    const ask = () => void this.#models.query(`SELECT pg_notify('${WANTED}', '')`).catch(() => undefined);
    const asking = setInterval(ask, ASK_AGAIN_MS);
    try {
      const closed = async () => {
        await client.query(`SELECT pg_notify('${WANTED}', '')`);
        await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
        clearInterval(asking);
        return closeKeys(client, owners);
      };
      const result = await work(await closed().catch(unavailable));
      await client.query('SELECT pg_advisory_unlock($1)', [LOCK]).catch(note);
      return result;
    } catch (error) {
      // With its connection the lock ends.
      note(error as Error);
      throw error;
    } finally {
      clearInterval(asking);
      client.off('error', note);
      client.release(trouble);
    }
  }

  async #enter(): Promise<Share> {
    for (;;) {
      this.#share ??= this.#take();
      const share = await this.#share;
      if (!share.open) continue;
      share.inside++;
      try {
        if (performance.now() - share.knownAt > KNOWN_MS) await this.#confirm(share);
      } catch (error) {
        share.inside--;
        throw error;
      }
      if (!share.lost) return share;
      share.inside--;
    }
  }

  async #take(): Promise<Share> {
    try {
      // One connection has a lock as often as it asks, whoever waits for it: the share before is over first.
      await this.#last?.over;
      const client = this.#client ?? (await this.#connect());
      const knownAt = performance.now();
      await client.query('SELECT pg_advisory_lock_shared($1)', [LOCK]);
      if (client !== this.#client) throw new KeysUnavailable('the connection to the database broke');
      let end: () => void = () => undefined;
      const over = new Promise<void>((resolve) => {
        end = resolve;
      });
      this.#last = { inside: 0, open: true, lost: false, knownAt, over, end };
      this.#onShare();
      return this.#last;
    } catch (error) {
      this.#lose(this.#client);
      this.#share = undefined;
      throw error;
    }
  }

  #confirm(share: Share): Promise<void> {
    const confirmed = async () => {
      const client = this.#client;
      const at = performance.now();
      try {
        await client?.query('SELECT 1');
        share.knownAt = at;
      } catch (error) {
        this.#lose(client);
        throw error;
      } finally {
        share.confirming = undefined;
      }
    };
    share.confirming ??= confirmed();
    return share.confirming;
  }

  async #connect(): Promise<pg.Client> {
    const client = this.#models.alone();
    const lost = () => this.#lose(client);
    client
      .on('error', lost)
      .on('end', lost)
      .on('notification', () => this.#wanted());
    this.#client = client;
    await client.connect();
    await client.query(`LISTEN ${WANTED}; SET statement_timeout = 10000; ${TAKEN_BACK}`);
    return client;
  }

  /** Somebody wants the lock alone: nobody goes in by the share any more, and who is inside last gives it back. */
  #wanted(): void {
    if (!this.#last?.open) return;
    this.#last.open = false;
    this.#share = undefined;
    this.#leave(this.#last);
  }

  #leave(share: Share): void {
    if (share.open || share.lost || share.inside > 0) return;
    const client = this.#client;
    client
      ?.query('SELECT pg_advisory_unlock_shared($1)', [LOCK])
      .then(share.end)
      .catch(() => this.#lose(client));
  }

  #lose(client: pg.Client | undefined): void {
    if (!client || client !== this.#client) return;
    this.#client = undefined;
    if (this.#last) {
      if (this.#last.open) this.#share = undefined;
      Object.assign(this.#last, { open: false, lost: true });
      this.#last.end();
    }
    client.end().catch(() => undefined);
  }
}

function unavailable(error: unknown): never {
  if (error instanceof KeysUnavailable) throw error;
  throw new KeysUnavailable(`the keys that seal: ${error instanceof Error ? error.message : String(error)}`);
}
