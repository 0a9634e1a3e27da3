/** Rows of read models as they stand, to be compared with what a fresh rebuild makes of the same events. */
import pg from 'pg';
import type { EventStore } from '../../libs/event-store';
import { PROJECTIONS, type Projection, type ReadModels, reactionStatus, rebuild, waitFor } from '../../libs/read-models';
import { beside } from './beside';
import { eventually, type Stack } from './stack';

/** Every row of every table of these read models, by table. */
async function rowsOf(databaseUrl: string, projections: readonly Projection[]): Promise<Record<string, string[]>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const all: Record<string, string[]> = {};
    for (const { name } of projections.flatMap(({ tables }) => tables)) {
      const { rows } = await client.query<{ row: string }>(`SELECT to_jsonb(t)::text AS row FROM ${name} t ORDER BY 1`);
      all[name] = rows.map(({ row }) => row);
    }
    return all;
  } finally {
    await client.end();
  }
}

/** Waits until every read model has everything the store has now, long, since a busy machine is; throws with the name of one that has not. */
export async function allCaughtUp(store: EventStore, models: ReadModels, withinMs = 60_000): Promise<void> {
  const head = await store.head();
  for (const { name } of PROJECTIONS)
    if (!(await waitFor(models, name, head, withinMs))) throw new Error(`${name} did not come to ${head} within ${withinMs} ms`);
}

/** What follows from events is written, too: a running reactor has met everything the store has. */
const allReactedTo = (store: EventStore, models: ReadModels) =>
  eventually('what follows from the last events', async () => {
    const head = await store.head();
    // The notary's hears of its own streams alone.
    return (await reactionStatus(models)).every(({ name, position }) => name === 'evidence' || position >= head);
  });

/** Waits until every read model has everything, rebuilds each, or those named, and expects the same rows, all of them. */
export async function expectRowsEqualRebuild(stack: Stack, projections: readonly Projection[] = PROJECTIONS): Promise<void> {
  const { databaseUrl, reactor } = stack;
  const { store, models } = beside(stack);
  try {
    for (let tries = 5; ; tries--) {
      if (reactor.pid !== undefined) await allReactedTo(store, models);
      const head = await store.head();
      await allCaughtUp(store, models);
      const live = await rowsOf(databaseUrl, projections);
      const { signal } = new AbortController();
      for (const projection of projections)
        await rebuild({ models, store, projection, owner: 'test', signal, onTrouble: () => undefined }, () => undefined);
      const fresh = await rowsOf(databaseUrl, projections);
      // A timekeeper may have written something meanwhile.
      if (tries > 0 && (await store.head()) !== head) continue;
      for (const table of Object.keys(live)) {
        expect([table, live[table].length]).toEqual([table, fresh[table].length]);
        expect(live[table].find((row, index) => row !== fresh[table][index])).toBeUndefined();
      }
      expect(live.inbox_conversations.length).toBeGreaterThan(0);
      return;
    }
  } finally {
    await Promise.all([store.close(), models.close()]);
  }
}
