/** The ledger of erasures, which are events, is followed by the keys: whatever backup they came from, what was erased is erased again. */
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { PersonEvent } from '../../domain';
import type { EventStore, StoredEvent } from '../../event-store';
import { endedKeys } from '../../sealing';
import { type ReadModels, waitFor } from '../shared/database';
import { INSUFFICIENT_PRIVILEGE, LOCK_NOT_AVAILABLE, sqlStateOf } from '../shared/sql-state';
import { endKeys, forgetDrafts, type KeyEnding, ledgerState } from './person-keys.table';

const PERSONS = ['person-'];
/** How far is noted that often where nothing is erased. */
const NOTED_MS = 10_000;
const AGAIN_MS = 500;
const CLEANED_AFTER_MS = 60_000;
const VACUUM_MS = 6 * 3_600_000;
/** A table no larger is written anew, which locks it for a second at most: no byte of the old rows is left in a file. */
const WRITTEN_ANEW_BYTES = 32 * 2 ** 20;
/** How long whoever comes meanwhile waits for a table that others read, and how often that is tried. */
const LOCK_MS = 500;
const TRIES = 20;

/** Models with texts: nothing of them is served before they have come to the last erasure. */
const WITH_TEXTS = ['inbox', 'conversation', 'search', 'reviews', 'marketplace', 'standing'];
const SAID_AFTER_MS = 5_000;

/** What following needs. */
export interface LedgerFollowing {
  readonly store: EventStore;
  readonly models: ReadModels;
  readonly signal: AbortSignal;
  readonly onTrouble: (message: string) => void;
  /** Told when keys may have changed, by whomever. */
  readonly onEnded?: () => Promise<void>;
}

/** What an event makes of keys. */
function endingIn({ type, data, metadata, position }: StoredEvent<PersonEvent>): KeyEnding[] {
  if (type !== 'PersonErased' && type !== 'PersonRestricted') return [];
  const ending = { position, person: data.person, on: data.at.slice(0, 10), keys: endedKeys(metadata) };
  if (type === 'PersonRestricted') return [{ ...ending, classes: data.classes.map((one) => one.class), what: 'restricted' }];
  return [{ ...ending, classes: data.classes, what: data.what === 'restricted' ? 'restricted-erased' : 'erased' }];
}

/** Follows until the signal aborts, or, with `once`, until everything that stands in the log is followed. Trouble is told and tried again. */
async function follow({ store, models, signal, onTrouble, onEnded }: LedgerFollowing, once: boolean): Promise<void> {
  while (!signal.aborted) {
    try {
      const { position } = await ledgerState(models);
      let noted = Date.now();
      const options = { after: position, streamPrefixes: PERSONS, signal, checkpointEvery: 1_024 };
      for await (const { events, reached, caughtUp } of store.subscribeBatches<PersonEvent>(options)) {
        const endings = events.flatMap(endingIn);
        if (endings.length > 0 || Date.now() - noted > NOTED_MS || (caughtUp && once)) {
          await endKeys(models, endings, reached);
          noted = Date.now();
        }
        if (endings.length > 0 || (caughtUp && once)) await forgetDrafts(models);
        if (endings.length > 0 || caughtUp) await onEnded?.();
        if (caughtUp && once) return;
      }
    } catch (error) {
      onTrouble(`erasures: ${error instanceof Error ? error.message : String(error)}`);
      await sleep(AGAIN_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Follows the ledger until the signal aborts. */
export const followLedger = (following: LedgerFollowing): Promise<void> => follow(following, false);

/**
 * Does what the ledger says, all of it: before anything is opened or served. Where the store does not answer nobody knows what it says: what
 * the database has goes on being read, and the ledger is followed once the store is back.
 */
export async function caughtUpWithLedger(following: LedgerFollowing): Promise<void> {
  const { store, onTrouble } = following;
  const caughtUp = follow(following, true);
  if (await store.ready()) await caughtUp;
  else onTrouble('the store does not answer: erasures are followed when it does');
}

/**
 * Takes what rows that changed left behind out of the tables, texts out of the planner's statistics, and both out of the write-ahead log,
 * where this account may; of tables over 32 MB the bytes stay until they are overwritten. Nothing where that was done since the last erasure.
 */
export async function cleaned(models: ReadModels): Promise<void> {
  const { last, cleaned: before } = await ledgerState(models);
  if (last <= before) return;
  for (const model of WITH_TEXTS) await waitFor(models, model, last, CLEANED_AFTER_MS);
  await olderReadersGone(models);
  const tables = await models.query<{ name: string; small: boolean }>(
    `SELECT quote_ident(relname) AS name, pg_total_relation_size(c.oid) <= $1 AS small
     FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
     WHERE relkind = 'r' AND nspname = current_schema() AND (relname ~ '_g[0-9]+$' OR relname IN ('person_keys', 'drafts'))`,
    [WRITTEN_ANEW_BYTES],
  );
  const client = await models.pool.connect();
  try {
    await client.query(`SET statement_timeout = 0; SET lock_timeout = ${LOCK_MS}`);
    for (const { name, small } of tables)
      if (!small || !(await writtenAnew(client, name))) await unhurried(client, `VACUUM (ANALYZE) ${name}`);
    // Whoever may not is told so by the server, and its log is not ours.
    await writtenAnew(client, 'pg_statistic');
    await logBegunAnew(client);
    await client.query('UPDATE person_key_ledger SET cleaned = $1', [String(last)]);
  } finally {
    // Its time-outs are others now.
    client.release(true);
  }
}

/** As long as it takes. */
async function unhurried(client: pg.PoolClient, text: string): Promise<void> {
  const query: pg.QueryConfig & { query_timeout: number } = { text, query_timeout: VACUUM_MS };
  await client.query(query);
}

/** Writes a table anew. False where others had it all the time. */
async function writtenAnew(client: pg.PoolClient, name: string): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries++) {
    try {
      await unhurried(client, `VACUUM (FULL, ANALYZE) ${name}`);
      return true;
    } catch (error) {
      if (sqlStateOf(error) !== LOCK_NOT_AVAILABLE) throw error;
      await sleep(LOCK_MS);
    }
  }
  return false;
}

/** Ends the piece of the write-ahead log that is written, so that no piece before it is needed; where this account may. */
async function logBegunAnew(client: pg.PoolClient): Promise<void> {
  try {
    await client.query('SELECT pg_switch_wal()');
    await unhurried(client, 'CHECKPOINT');
  } catch (error) {
    if (sqlStateOf(error) !== INSUFFICIENT_PRIVILEGE) throw error;
  }
}

/** Waits until nobody is left who may still see rows as they were: those would be kept for them. */
async function olderReadersGone(models: ReadModels): Promise<void> {
  const [{ now }] = await models.query<{ now: string }>('SELECT clock_timestamp()::text AS now');
  for (const until = Date.now() + CLEANED_AFTER_MS; Date.now() < until; await sleep(AGAIN_MS)) {
    const [{ there }] = await models.query<{ there: boolean }>(
      'SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND xact_start < $1::timestamptz) AS there',
      [now],
    );
    if (!there) return;
  }
}

/**
 * Waits until rows are no older than the last erasure that the keys follow: rows from a backup may still have what was erased. Where the
 * database is away, also for that. Throws for tables that are not as they should be.
 */
export async function erasuresShown(models: ReadModels, onTrouble: (message: string) => void): Promise<void> {
  for (;;) {
    try {
      const { last } = await ledgerState(models);
      if (last < 0n) return;
      for (const model of WITH_TEXTS)
        while (!(await waitFor(models, model, last, SAID_AFTER_MS)))
          onTrouble(`waiting for ${model} to come to the last erasure`);
      return;
    } catch (error) {
      // What is missing or forbidden does not come by waiting.
      if (/^(28|3D|42)/.test(sqlStateOf(error) ?? '')) throw error;
      onTrouble(`waiting for the database: ${error instanceof Error ? error.message : String(error)}`);
      await sleep(AGAIN_MS);
    }
  }
}
