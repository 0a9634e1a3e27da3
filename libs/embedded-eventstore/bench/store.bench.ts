/** The embedded store against itself with storage switched off. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { interleaved, type Measurement, perSecond, rate, scaled } from './measure';
import { Server } from './server';

export async function benchStore(): Promise<Measurement[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-store-'));
  const start = async (storage: 'disk' | 'memory') => {
    const server = await Server.start(join(dataDir, storage), storage);
    return { server, client: EventStoreDBClient.connectionString(server.url) };
  };
  const [disk, memory] = [await start('disk'), await start('memory')];
  try {
    const streams = Array.from({ length: 1_000 }, () => `bench-${randomUUID()}`);
    const append = (client: EventStoreDBClient) => () =>
      rate(scaled(20_000), 64, (index) =>
        client.appendToStream(
          streams[index % 1_000],
          jsonEvent({ id: randomUUID(), type: 'Said', data: { words: 'x'.repeat(220) } }),
        ),
      );
    const readAll = (client: EventStoreDBClient) => async () => {
      let count = 0;
      const started = performance.now();
      for await (const _ of client.readAll({ maxCount: scaled(100_000) })) count++;
      return (count * 1_000) / (performance.now() - started);
    };
    for (const { client } of [disk, memory]) await append(client)();
    const appends = await interleaved(5, append(disk.client), append(memory.client));
    const reads = await interleaved(5, readAll(disk.client), readAll(memory.client));
    const against = 'storage off';
    return [
      {
        name: 'embedded store, 64 in flight',
        product: perSecond(appends.product),
        baseline: `${against} ${perSecond(appends.baseline)}`,
        value: appends.ratio,
        unit: '×',
        bound: ['≥', 0.6, 0.9],
      },
      {
        name: 'embedded store, reading $all',
        product: perSecond(reads.product),
        baseline: `${against} ${perSecond(reads.baseline)}`,
        value: reads.ratio,
        unit: '×',
        bound: ['≥', 0.8],
      },
    ];
  } finally {
    for (const { server, client } of [disk, memory]) {
      await client.dispose();
      await server.end();
    }
    await rm(dataDir, { recursive: true, force: true });
  }
}
