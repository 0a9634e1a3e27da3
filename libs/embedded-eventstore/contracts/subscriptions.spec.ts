/** Subscriptions: from any point, live, filtered, with checkpoints, at the reader's pace. */
import {
  END,
  type EventStoreDBClient,
  eventTypeFilter,
  excludeSystemEvents,
  jsonEvent,
  START,
  streamNameFilter,
} from '@eventstore/db-client';
import { type Contract, events, newStream, openContract } from './vendor-client';

describe('a subscription', () => {
  let contract: Contract;
  let client: EventStoreDBClient;
  beforeAll(async () => {
    contract = await openContract();
    ({ client } = contract);
  });
  afterAll(() => contract.stop());

  type Subscription = ReturnType<EventStoreDBClient['subscribeToAll']> | ReturnType<EventStoreDBClient['subscribeToStream']>;
  /** Revisions of the first `count` events. */
  const take = async (subscription: Subscription, count: number): Promise<number[]> => {
    const list: number[] = [];
    for await (const { event } of subscription as AsyncIterable<{ event?: { revision: bigint } }>) {
      if (event) list.push(Number(event.revision));
      if (list.length === count) break;
    }
    return list;
  };
  const caughtUp = (subscription: Subscription) =>
    new Promise<void>((resolve) => void subscription.on('caughtUp', () => resolve()));

  it('to a stream gives what is there, says that it caught up, and what comes', async () => {
    const stream = newStream();
    await client.appendToStream(stream, events(3));
    const subscription = client.subscribeToStream(stream);
    const told = caughtUp(subscription);
    const taken = take(subscription, 5);
    await told;
    await client.appendToStream(stream, events(2));
    expect(await taken).toEqual([0, 1, 2, 3, 4]);
  });

  it('begins after the revision it names', async () => {
    const stream = newStream();
    await client.appendToStream(stream, events(4));
    expect(await take(client.subscribeToStream(stream, { fromRevision: 1n }), 2)).toEqual([2, 3]);
    const live = client.subscribeToStream(stream, { fromRevision: END });
    const told = caughtUp(live);
    const taken = take(live, 1);
    await told;
    await client.appendToStream(stream, events(1));
    expect(await taken).toEqual([4]);
  });

  it('to a stream nobody wrote waits for it', async () => {
    const stream = newStream();
    const subscription = client.subscribeToStream(stream, { fromRevision: START });
    const told = caughtUp(subscription);
    const taken = take(subscription, 2);
    await told;
    await client.appendToStream(stream, events(2));
    expect(await taken).toEqual([0, 1]);
  });

  it('to a stream that gets a tombstone ends with that', async () => {
    const stream = newStream();
    await client.appendToStream(stream, events(1));
    const subscription = client.subscribeToStream(stream);
    const ended = new Promise<unknown>((resolve) => void subscription.on('error', resolve));
    subscription.on('data', () => undefined);
    await caughtUp(subscription);
    await client.tombstoneStream(stream);
    expect(await ended).toMatchObject({ type: 'stream-deleted' });
  });

  it('to everything after a position misses nothing and repeats nothing', async () => {
    const stream = newStream();
    const { position } = await client.appendToStream(stream, events(1));
    const taken = take(client.subscribeToAll({ fromPosition: position, filter: streamNameFilter({ prefixes: [stream] }) }), 300);
    for (let count = 0; count < 30; count++) await client.appendToStream(stream, events(10));
    expect(await taken).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
  });

  it.each([
    ['prefixes of streams', (mark: string) => streamNameFilter({ prefixes: [`a${mark}`, `b${mark}`] }), [0, 1, 2, 3]],
    ['an expression over streams', (mark: string) => streamNameFilter({ regex: `^[bc]${mark}` }), [2, 3, 4, 5]],
    ['an expression with needless escapes', (mark: string) => streamNameFilter({ regex: `^[bc]${mark}\\-?` }), [2, 3, 4, 5]],
    ['prefixes of types', (mark: string) => eventTypeFilter({ prefixes: [`odd${mark}`] }), [1, 3, 5]],
    ['an expression with an option', (mark: string) => streamNameFilter({ regex: `(?i)^[BC]${mark}` }), [2, 3, 4, 5]],
    ['an expression over types', (mark: string) => eventTypeFilter({ regex: `^(even|none)${mark}$` }), [0, 2, 4]],
  ])('filters by %s', async (_, filter, wanted) => {
    const mark = newStream().replaceAll('-', '');
    let number = 0;
    for (const name of ['a', 'b', 'c'])
      for (const kind of ['even', 'odd']) {
        await client.appendToStream(`${name}${mark}`, jsonEvent({ type: `${kind}${mark}`, data: { number: number++ } }));
      }
    const seen: number[] = [];
    for await (const { event } of client.subscribeToAll({ filter: filter(mark) })) {
      if (event) seen.push((event.data as { number: number }).number);
      if (seen.length === wanted.length) break;
    }
    expect(seen).toEqual(wanted);
  });

  it('without a prefix to look for finds nothing', async () => {
    const reached: boolean[] = [];
    await client.appendToStream(newStream(), events(3));
    const subscription = client.subscribeToAll({ filter: streamNameFilter({ prefixes: [] }) });
    subscription.on('data', () => reached.push(true));
    await new Promise<void>((resolve) => void subscription.on('caughtUp', () => resolve()));
    await subscription.unsubscribe();
    expect(reached).toEqual([]);
  });

  it('by an expression that is none is refused', async () => {
    const subscription = client.subscribeToAll({ filter: eventTypeFilter({ regex: '([' }) });
    subscription.on('data', () => undefined);
    const refusal = await new Promise((resolve) => void subscription.on('error', resolve));
    expect(refusal).toMatchObject({ type: 'unknown', code: 2 });
  });

  it('leaves out the store’s own events when asked to', async () => {
    const stream = newStream();
    await client.setStreamMetadata(stream, { maxCount: 9 });
    const { position } = await client.appendToStream(stream, events(1));
    const types = new Set<string>();
    for await (const { event } of client.subscribeToAll({ filter: excludeSystemEvents() })) {
      types.add(event?.type ?? '');
      if ((event?.position.commit ?? 0n) >= (position?.commit ?? 0n)) break;
    }
    expect([...types].filter((type) => type.startsWith('$'))).toEqual([]);
  });

  it('tells how far it looked where nothing matches', async () => {
    const noise = newStream();
    const reached: bigint[] = [];
    const subscription = client.subscribeToAll({
      filter: eventTypeFilter({
        prefixes: ['nothing-has-this-type'],
        checkpointInterval: 1,
        checkpointReached: async (_, { commit }) => void reached.push(commit),
      }),
    });
    subscription.on('data', () => undefined);
    await caughtUp(subscription);
    const { position } = await client.appendToStream(noise, events(400));
    for (let waited = 0; waited < 100 && !reached.some((at) => at >= (position?.commit ?? 0n) - 100_000n); waited++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    await subscription.unsubscribe();
    expect(reached.length).toBeGreaterThan(2);
    expect(reached).toEqual([...reached].sort((a, b) => (a < b ? -1 : 1)));
  });

  it('that reads slowly misses nothing, however much comes meanwhile', async () => {
    const stream = newStream();
    await client.appendToStream(stream, events(1));
    const subscription = contract.another().subscribeToStream(stream);
    const list: number[] = [];
    let behind: Promise<unknown> | undefined;
    for await (const { event } of subscription) {
      list.push(Number(event?.revision));
      // While the first is being handled, ten thousand more arrive.
      behind ??= (async () => {
        for (let count = 0; count < 20; count++) await client.appendToStream(stream, events(500));
      })();
      await behind;
      if (list.length === 10_001) break;
    }
    expect(list).toEqual(Array.from({ length: 10_001 }, (_, index) => index));
  });

  it('that looks for what is not there holds up nobody', async () => {
    for (let count = 0; count < 50; count++) await client.appendToStream(newStream(), events(1_000));
    const filter = eventTypeFilter({ prefixes: ['nothing-has-this-type'], checkpointInterval: 1_000_000 });
    const searching = contract.another().subscribeToAll({ filter });
    searching.on('data', () => undefined);
    const ended: string[] = [];
    const told = caughtUp(searching).then(() => ended.push('search'));
    await new Promise<void>((resolve) => void searching.on('confirmation', () => resolve()));
    await client.appendToStream(newStream(), events(1)).then(() => ended.push('append'));
    await told;
    expect(ended).toEqual(['append', 'search']);
    await searching.unsubscribe();
  });

  it('that is left in the middle leaves room for others, however often', async () => {
    const stream = newStream();
    const large = Array.from({ length: 100 }, () => jsonEvent({ type: 'Large', data: { text: 'x'.repeat(5_000) } }));
    await client.appendToStream(stream, large);
    const other = contract.another();
    for (let count = 0; count < 250; count++) {
      const subscription = other.subscribeToStream(stream);
      await new Promise((resolve, reject) => void subscription.once('data', resolve).once('error', reject));
      await subscription.unsubscribe();
    }
    expect(await take(other.subscribeToStream(stream), 100)).toHaveLength(100);
  });

  it('ends when it is told to', async () => {
    const subscription = client.subscribeToAll();
    const ended = new Promise<void>((resolve) => void subscription.on('end', () => resolve()));
    subscription.on('data', () => undefined);
    await caughtUp(subscription);
    await subscription.unsubscribe();
    await ended;
  });
});
