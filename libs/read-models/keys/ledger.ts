/** The ledger of erasures, which are events, is followed by the keys: whatever backup they came from, what was erased is erased again. */
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { PersonEvent } from '../../domain';
import type { EventStore, StoredEvent } from '../../event-store';
import { endedKeys } from '../../sealing';
import { type ReadModels, waitFor } from '../shared/database';
import { endKeys, forgetDrafts, type KeyEnding, ledgerState } from './person-keys.table';

const PERSONS = ['person-'];
/** How far is noted that often where nothing is erased. */
const NOTED_MS = 10_000;
const AGAIN_MS = 500;
const CLEANED_AFTER_MS = 60_000;
const VACUUM_MS = 6 * 3_600_000;

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
 * Takes what rows that changed left behind out of the tables, and texts out of the planner's statistics; nothing where that was done since
 * the last erasure.
 */
export async function cleaned(models: ReadModels): Promise<void> {
  const { last, cleaned: before } = await ledgerState(models);
  if (last <= before) return;
  for (const model of WITH_TEXTS) await waitFor(models, model, last, CLEANED_AFTER_MS);
  const tables = await models.query<{ name: string }>(
    `SELECT quote_ident(relname) AS name FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
     WHERE relkind = 'r' AND nspname = current_schema() AND (relname ~ '_g[0-9]+$' OR relname IN ('person_keys', 'drafts'))`,
  );
  const client = await models.pool.connect();
  try {
    await client.query('SET statement_timeout = 0');
    for (const { name } of tables) {
      const vacuum: pg.QueryConfig & { query_timeout: number } = { text: `VACUUM (ANALYZE) ${name}`, query_timeout: VACUUM_MS };
      await client.query(vacuum);
    }
    await client.query('UPDATE person_key_ledger SET cleaned = $1', [String(last)]);
  } finally {
    // Its time-out is another one now.
    client.release(true);
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
      if (/^(28|3D|42)/.test((error as { readonly code?: string }).code ?? '')) throw error;
      onTrouble(`waiting for the database: ${error instanceof Error ? error.message : String(error)}`);
      await sleep(AGAIN_MS);
    }
  }
}
