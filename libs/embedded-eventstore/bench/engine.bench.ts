/** The embedded store against another server of the same protocol in the same run: a real EventStoreDB, empty, at EVENTSTORE_URL. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
import { type Measurement, perSecond } from './measure';
import { Server } from './server';
import { compared } from './store-operations';

export async function benchEngine(): Promise<Measurement[]> {
  const { EVENTSTORE_URL } = process.env;
  if (!EVENTSTORE_URL) throw new Error('the group engine compares with the server at EVENTSTORE_URL, which is not set');
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-engine-'));
  const store = await Server.start(dataDir);
  const ours = EventStoreDBClient.connectionString(store.url);
  const theirs = EventStoreDBClient.connectionString(EVENTSTORE_URL);
  try {
    return (await compared(ours, theirs)).map(({ name, product, baseline, ratio }) => ({
      name: `embedded store, ${name}`,
      product: perSecond(product),
      baseline: `engine ${perSecond(baseline)}`,
      value: ratio,
      unit: '×',
      bound: ['≥', 1],
    }));
  } finally {
    await Promise.all([ours.dispose(), theirs.dispose()]);
    await store.end();
    await rm(dataDir, { recursive: true, force: true });
  }
}
