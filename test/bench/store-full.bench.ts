/** The embedded store with ten million events in it against an empty one: cost must not grow with what is stored. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient, jsonEvent, streamNameFilter } from '@eventstore/db-client';
import { residentMegabytes, TestProcess } from '../support/process';
import { freePort } from '../support/stack';
import { interleaved, type Measurement, perSecond, rate, scaled } from './measure';

const STORED = 10_000_000;
const AN_APPEND = 100;
const LONG_STREAM = 223;

const events = (count: number) =>
  Array.from({ length: count }, () => jsonEvent({ id: randomUUID(), type: 'Said', data: { words: 'x'.repeat(244) } }));

async function perSecondOf(list: AsyncIterable<unknown>, most: number): Promise<number> {
  let count = 0;
  const started = performance.now();
  for await (const _ of list) if (++count === most) break;
  return (count * 1_000) / (performance.now() - started);
}

async function catchUp(client: EventStoreDBClient, most: number): Promise<number> {
  const subscription = client.subscribeToAll({ filter: streamNameFilter({ prefixes: ['crowd-', 'short-'] }) });
  const read = await perSecondOf(subscription, most);
  // Left alone, what it has not read would take the connection's window from the others.
  await subscription.unsubscribe();
  return read;
}

export async function benchFullStore(): Promise<Measurement[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-store-full-'));
  const start = async (name: string) => {
    const port = await freePort();
    const process = new TestProcess('eventstore', ['--port', String(port), '--data', join(dataDir, name)], {});
    await process.start();
    return { process, client: EventStoreDBClient.connectionString(`esdb://127.0.0.1:${port}?tls=false`) };
  };
  const [full, empty] = [await start('full'), await start('empty')];
  try {
    const stored = scaled(STORED);
    const crowd = Array.from({ length: Math.ceil(stored / AN_APPEND) }, () => `crowd-${randomUUID()}`);
    const filled = await rate(crowd.length, 16, () =>
      full.client.appendToStream(crowd[Math.floor(Math.random() * crowd.length)], events(AN_APPEND)),
    );
    process.stdout.write(`filled with ${perSecond(filled * AN_APPEND)} events\n`);

    await full.process.end();
    const opening = performance.now();
    await full.process.start();
    const opened = (performance.now() - opening) / 1_000;
    await full.client.dispose();
    full.client = EventStoreDBClient.connectionString(
      `esdb://127.0.0.1:${full.process.args[full.process.args.indexOf('--port') + 1]}?tls=false`,
    );

    const short = Array.from({ length: 1_000 }, () => `short-${randomUUID()}`);
    const long = Array.from({ length: 50 }, () => `long-${randomUUID()}`);
    for (const { client } of [full, empty]) for (const name of long) await client.appendToStream(name, events(LONG_STREAM));
    const append = (client: EventStoreDBClient, count: number, inFlight: number, size: number) =>
      rate(count, inFlight, (index) => client.appendToStream(short[index % short.length], events(size)));
    const work: Readonly<Record<string, (client: EventStoreDBClient) => Promise<number>>> = {
      'one at a time': (client) => append(client, scaled(2_000), 1, 1),
      '64 in flight': (client) => append(client, scaled(20_000), 64, 1),
      'appends of 100': (client) => append(client, scaled(500), 4, AN_APPEND),
      'reading $all': (client) => perSecondOf(client.readAll({ maxCount: scaled(50_000) }), Number.POSITIVE_INFINITY),
      'filtered catch-up': (client) => catchUp(client, scaled(40_000)),
      [`streams of ${LONG_STREAM}`]: (client) =>
        rate(scaled(200), 1, (index) => perSecondOf(client.readStream(long[index % long.length]), Number.POSITIVE_INFINITY)),
    };
    const measurements: Measurement[] = [];
    for (const [name, once] of Object.entries(work)) {
      // The first round warms both up and gives the empty one enough to read.
      for (const { client } of [full, empty]) await once(client);
      const { product, baseline } = await interleaved(
        5,
        () => once(full.client),
        () => once(empty.client),
      );
      measurements.push({
        name: `full store, ${name}`,
        product: perSecond(product),
        baseline: `empty ${perSecond(baseline)}`,
        value: baseline / product,
        unit: '× time',
        bound: ['≤', 1.34],
      });
    }
    for await (const _ of full.client.readAll({ maxCount: Math.min(stored, 1_000_000) }));
    const alone = { product: '', baseline: '' };
    measurements.push(
      { name: 'full store, opening', ...alone, value: opened, unit: 's', bound: ['≤', 1] },
      {
        name: 'full store, resident after reading a million',
        ...alone,
        value: residentMegabytes(full.process.pid),
        unit: 'MB',
        bound: ['≤', 300],
      },
    );
    return measurements;
  } finally {
    for (const { process, client } of [full, empty]) {
      await client.dispose();
      await process.end();
    }
    await rm(dataDir, { recursive: true, force: true });
  }
}
