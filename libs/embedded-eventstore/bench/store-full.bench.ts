/** The embedded store with ten million events in it against an empty one: cost must not grow with what is stored. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
import { type Measurement, perSecond, rate, scaled } from './measure';
import { Server } from './server';
import { AN_APPEND, compared, events } from './store-operations';

const STORED = 10_000_000;

export async function benchFullStore(): Promise<Measurement[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-store-full-'));
  const start = async (name: string) => {
    const server = await Server.start(join(dataDir, name));
    return { server, client: EventStoreDBClient.connectionString(server.url) };
  };
  const [full, empty] = [await start('full'), await start('empty')];
  try {
    const stored = scaled(STORED);
    const crowd = Array.from({ length: Math.ceil(stored / AN_APPEND) }, () => `crowd-${randomUUID()}`);
    const filled = await rate(crowd.length, 16, () =>
      full.client.appendToStream(crowd[Math.floor(Math.random() * crowd.length)], events(AN_APPEND)),
    );
    process.stdout.write(`filled with ${perSecond(filled * AN_APPEND)} events\n`);

    await full.server.end();
    const opening = performance.now();
    await full.server.start();
    const opened = (performance.now() - opening) / 1_000;
    await full.client.dispose();
    full.client = EventStoreDBClient.connectionString(full.server.url);

    const measurements: Measurement[] = (await compared(full.client, empty.client, 'crowd-')).map(
      ({ name, product, baseline }) => ({
        name: `full store, ${name}`,
        product: perSecond(product),
        baseline: `empty ${perSecond(baseline)}`,
        value: baseline / product,
        unit: '× time',
        bound: ['≤', 1.34],
      }),
    );
    for await (const _ of full.client.readAll({ maxCount: Math.min(stored, 1_000_000) }));
    const alone = { product: '', baseline: '' };
    measurements.push(
      { name: 'full store, opening', ...alone, value: opened, unit: 's', bound: ['≤', 1] },
      {
        name: 'full store, resident after reading a million',
        ...alone,
        value: full.server.residentMegabytes,
        unit: 'MB',
        bound: ['≤', 300],
      },
    );
    return measurements;
  } finally {
    for (const { server, client } of [full, empty]) {
      await client.dispose();
      await server.end();
    }
    await rm(dataDir, { recursive: true, force: true });
  }
}
