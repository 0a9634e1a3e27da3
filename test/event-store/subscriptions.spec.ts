import { setTimeout as sleep } from 'node:timers/promises';
import { EventStore, type SubscriptionMessage } from '../../libs/event-store';
import { Stranger, talking } from './registry';
import { embeddedStore, newStream, type Said, said, storeUnderTest } from './store-under-test';
import { UnreliableLine } from './unreliable-line';

/** Takes messages up to the one that is the last. */
async function until(
  messages: AsyncIterable<SubscriptionMessage<Said>>,
  last: (message: SubscriptionMessage<Said>) => boolean,
  pauseMs = 0,
) {
  const taken: SubscriptionMessage<Said>[] = [];
  for await (const message of messages) {
    taken.push(message);
    if (last(message)) break;
    if (pauseMs) await sleep(pauseMs);
  }
  return taken;
}

const wordsIn = (messages: SubscriptionMessage<Said>[]) => messages.flatMap(({ event }) => (event ? [event.data.words] : []));

describe('a subscription', () => {
  let server: Awaited<ReturnType<typeof storeUnderTest>>;
  let store: EventStore;
  let stranger: Stranger;

  beforeAll(async () => {
    server = await storeUnderTest();
    store = EventStore.connect({ url: server.url, streams: talking() });
    stranger = new Stranger(server.url);
  });

  afterAll(async () => {
    await Promise.all([store.close(), stranger.end()]);
    await server.stop();
  });

  it('never gives a checkpoint ahead of an event, however slow the consumer is', async () => {
    const category = 'sparse';
    const { position: before } = await store.append(newStream('other'), [said('before')], 'any');
    const positions: bigint[] = [];
    for (let n = 0; n < 400; n++) {
      const { position } = await store.append(newStream(n % 7 === 0 ? category : 'other'), [said(`${n}`)], 'no-stream');
      if (n % 7 === 0) positions.push(position);
    }
    const messages = await until(
      store.subscribeAll<Said>({ after: before, streamPrefixes: [`${category}-`], checkpointEvery: 5 }),
      ({ caughtUp }) => caughtUp === true,
      2,
    );
    expect(messages.flatMap(({ event }) => (event ? [event.position] : []))).toEqual(positions);
    expect(messages.filter(({ checkpoint }) => checkpoint !== undefined).length).toBeGreaterThan(1);
    // Each place is beyond the one before: a checkpoint covers what was seen and nothing that was not.
    const places = messages.flatMap(({ event, checkpoint }) => checkpoint ?? event?.position ?? []);
    for (let n = 1; n < places.length; n++) expect(places[n] >= places[n - 1]).toBe(true);
    messages.forEach(({ checkpoint }, at) => {
      if (checkpoint === undefined) return;
      const seen = messages.slice(0, at).filter(({ event }) => event).length;
      expect(positions.filter((position) => position <= checkpoint).length).toBe(seen);
    });
  });

  it('passes a long stretch without a match by its checkpoints', async () => {
    const { position: before } = await store.append(newStream(), [said('before')], 'any');
    for (let n = 0; n < 40; n++) await store.append(newStream(), [said('unmatched')], 'any');
    const messages = await until(
      store.subscribeAll<Said>({ after: before, streamPrefixes: ['nobody-'], checkpointEvery: 8 }),
      ({ checkpoint }) => (checkpoint ?? 0n) > before,
    );
    expect(wordsIn(messages)).toEqual([]);
  });

  it('starts after the given position and goes on live', async () => {
    const stream = newStream('live');
    const { position } = await store.append(stream, [said('a')], 'no-stream');
    await store.append(stream, [said('b')], 0);
    let revision = 1;
    const messages: SubscriptionMessage<Said>[] = [];
    for await (const message of store.subscribeAll<Said>({ after: position, streamPrefixes: [stream] })) {
      messages.push(message);
      if (message.caughtUp && revision === 1) revision = (await store.append(stream, [said('c'), said('d')], 1)).revision;
      if (message.event?.data.words === 'd') break;
    }
    expect(wordsIn(messages)).toEqual(['b', 'c', 'd']);
  });

  it('shows the product’s streams, whichever they are, and nothing of others, which it passes by its checkpoints', async () => {
    const { position: after } = await store.append(newStream(), [said('before')], 'any');
    await stranger.write('elsewhere-1', 'Said', { words: 'foreign' });
    await stranger.write('$$conversation-1', '$metadata', {});
    await store.append(newStream('live'), [said('mine')], 'any');
    await store.append(newStream('other'), [said('last')], 'any');
    for (let n = 0; n < 40; n++) await stranger.write('elsewhere-1', 'Said', { words: 'foreign' });
    const end = await stranger.write('elsewhere-1', 'Said', { words: 'foreign' });
    const { count } = store.passedOver;
    const messages = await until(store.subscribeAll<Said>({ after }), ({ checkpoint }) => (checkpoint ?? 0n) >= end);
    expect(wordsIn(messages)).toEqual(['mine', 'last']);
    expect(store.passedOver.count).toBe(count);
  });

  it('in batches says how far it is, what was passed over included', async () => {
    const { position: after } = await store.append(newStream('other'), [said('before')], 'any');
    const [stream, last] = [newStream('live'), newStream('live')];
    await store.append(stream, [said('a'), said('b')], 'no-stream');
    const foreign = await stranger.write(stream, 'Unheard', {});
    const { position } = await store.append(last, [said('c')], 'no-stream');
    const seen: { words: string[]; reached: bigint }[] = [];
    for await (const { events, reached, caughtUp } of store.subscribeBatches<Said>({ after, streamPrefixes: ['live-'] })) {
      for (const event of events) expect(event.position <= reached).toBe(true);
      seen.push({ words: events.map(({ data }) => data.words), reached });
      if (caughtUp) break;
    }
    expect(seen.flatMap(({ words }) => words)).toEqual(['a', 'b', 'c']);
    expect(seen[seen.length - 1].reached >= position).toBe(true);
    expect(store.passedOver.latest[0]).toMatchObject({ stream, revision: 2, type: 'Unheard' });

    const rest = store.subscribeBatches<Said>({ after: position, streamPrefixes: ['live-'] });
    const unheard = await stranger.write(stream, 'Unheard', {});
    for await (const { events, reached } of rest) {
      expect(events).toEqual([]);
      if (reached >= unheard) break;
    }
    expect(unheard > foreign).toBe(true);
  });

  it('ends without an error when aborted, before, while waiting and between messages', async () => {
    const aborted = AbortSignal.abort();
    expect(await until(store.subscribeAll<Said>({ after: 'start', signal: aborted }), () => false)).toEqual([]);
    const later = new AbortController();
    setTimeout(() => later.abort(), 200);
    await until(store.subscribeAll<Said>({ after: 'start', streamPrefixes: ['nobody-'], signal: later.signal }), () => false);
    const within = new AbortController();
    for await (const message of store.subscribeAll<Said>({ after: 'start', signal: within.signal })) {
      if (message.event) within.abort();
    }
  });

  it('can be left and taken up more often than there are calls at a time', async () => {
    await store.append(newStream(), [said('x')], 'any');
    for (let n = 0; n < 120; n++) {
      await until(store.subscribeAll<Said>({ after: 'start' }), ({ event }) => event !== undefined);
    }
  });
});

describe('a subscription over an unreliable line', () => {
  let server: Awaited<ReturnType<typeof embeddedStore>>;
  let line: UnreliableLine;
  let store: EventStore;

  beforeAll(async () => {
    server = await embeddedStore();
    line = await UnreliableLine.to(server.port);
    store = EventStore.connect({ url: line.url, tryMs: 500, streams: talking() });
  });

  afterAll(async () => {
    await store.close();
    await line.close();
    await server.stop();
  });

  it('tells each break, and taken up from the last place misses nothing and sees nothing twice', async () => {
    const direct = EventStore.connect({ url: server.url, streams: talking() });
    const total = 2_000;
    const writing = (async () => {
      for (let n = 0; n < total; n++) await direct.append(newStream(), [said(`${n}`)], 'no-stream');
    })();
    const seen: string[] = [];
    let place: bigint | 'start' = 'start';
    let breaks = 0;
    while (seen.length < total) {
      try {
        for await (const { event, checkpoint } of store.subscribeAll<Said>({ after: place })) {
          if (event) seen.push(event.data.words);
          place = checkpoint ?? event?.position ?? place;
          if (seen.length % 400 === 399 && event) line.cut();
          if (seen.length === total) break;
        }
      } catch (error) {
        expect(error).toMatchObject({ name: 'StoreUnavailable' });
        breaks++;
      }
    }
    await writing;
    await direct.close();
    expect(breaks).toBeGreaterThan(2);
    expect(seen).toEqual(Array.from({ length: total }, (_, n) => `${n}`));
  });

  it('notices a line that froze without waiting for an event', async () => {
    const { position: after } = await store.append(newStream(), [said('x')], 'any');
    const started = until(store.subscribeAll<Said>({ after, streamPrefixes: ['nobody-'] }), ({ caughtUp }) => {
      if (caughtUp) line.freeze();
      return false;
    });
    await expect(started).rejects.toMatchObject({ name: 'StoreUnavailable' });
    // Nor does a new one wait for ever.
    await expect(until(store.subscribeAll<Said>({ after }), () => false)).rejects.toMatchObject({ name: 'StoreUnavailable' });
    line.thaw();
    await until(store.subscribeAll<Said>({ after }), ({ caughtUp }) => caughtUp === true);
  });
});
