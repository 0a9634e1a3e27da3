/** What is measured of a store through the client of its vendor, each as a rate a second. */
import { randomUUID } from 'node:crypto';
import { type EventStoreDBClient, jsonEvent, streamNameFilter } from '@eventstore/db-client';
import { interleaved, rate, scaled } from './measure';

/** Events of an append that has several. */
export const AN_APPEND = 100;
const LONG_STREAM = 223;

export const events = (count: number) =>
  Array.from({ length: count }, () => jsonEvent({ id: randomUUID(), type: 'Said', data: { words: 'x'.repeat(244) } }));

type Operation = (client: EventStoreDBClient) => Promise<number>;

/**
 * Each operation on two servers in turn, by name and with the rates of both. `prefix`: of streams to catch up with beside those
 * written here.
 */
export async function compared(one: EventStoreDBClient, other: EventStoreDBClient, prefix = 'short-') {
  const found: ({ readonly name: string } & Awaited<ReturnType<typeof interleaved>>)[] = [];
  for (const [name, once] of Object.entries(await operations([one, other], prefix))) {
    // The first round warms both up and gives an empty one enough to read.
    for (const client of [one, other]) await once(client);
    const rates = await interleaved(
      5,
      () => once(one),
      () => once(other),
    );
    found.push({ name, ...rates });
  }
  return found;
}

/** The operations by name, after writing the long streams they read. */
async function operations(clients: readonly EventStoreDBClient[], prefix: string): Promise<Readonly<Record<string, Operation>>> {
  const short = Array.from({ length: 1_000 }, () => `short-${randomUUID()}`);
  const long = Array.from({ length: 50 }, () => `long-${randomUUID()}`);
  for (const client of clients) for (const name of long) await client.appendToStream(name, events(LONG_STREAM));
  const append = (count: number, inFlight: number, size: number) => (client: EventStoreDBClient) =>
    rate(count, inFlight, (index) => client.appendToStream(short[index % short.length], events(size)));
  return {
    'one at a time': append(scaled(2_000), 1, 1),
    '64 in flight': append(scaled(20_000), 64, 1),
    [`appends of ${AN_APPEND}, one at a time`]: append(scaled(500), 1, AN_APPEND),
    [`appends of ${AN_APPEND}, 8 in flight`]: append(scaled(500), 8, AN_APPEND),
    'reading $all': (client) => perSecondOf(client.readAll({ maxCount: scaled(50_000) }), Number.POSITIVE_INFINITY),
    'filtered catch-up': (client) => catchUp(client, ['short-', prefix], scaled(40_000)),
    [`streams of ${LONG_STREAM}`]: (client) =>
      rate(scaled(200), 1, (index) => perSecondOf(client.readStream(long[index % long.length]), Number.POSITIVE_INFINITY)),
  };
}

async function perSecondOf(list: AsyncIterable<unknown>, most: number): Promise<number> {
  let count = 0;
  const started = performance.now();
  for await (const _ of list) if (++count === most) break;
  return (count * 1_000) / (performance.now() - started);
}

async function catchUp(client: EventStoreDBClient, prefixes: string[], most: number): Promise<number> {
  const subscription = client.subscribeToAll({ filter: streamNameFilter({ prefixes }) });
  const read = await perSecondOf(subscription, most);
  // Left alone, what it has not read would take the connection's window from the others.
  await subscription.unsubscribe();
  return read;
}
