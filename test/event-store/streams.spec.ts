import { setTimeout as sleep } from 'node:timers/promises';
import { createCodec, EventStore, type EventStoreOptions, type StoredEvent } from '../../libs/event-store';
import { Stranger, talking } from './registry';
import { all, metadata, newStream, type Said, said, storeUnderTest, wordsOf } from './store-under-test';

describe('streams', () => {
  let server: Awaited<ReturnType<typeof storeUnderTest>>;
  let store: EventStore;
  let stranger: Stranger;
  const more: EventStore[] = [];

  const another = (options: Partial<EventStoreOptions>) => {
    more.push(EventStore.connect({ url: server.url, streams: talking(), ...options }));
    return more[more.length - 1];
  };

  beforeAll(async () => {
    server = await storeUnderTest();
    store = EventStore.connect({ url: server.url, streams: talking() });
    stranger = new Stranger(server.url);
  });

  afterAll(async () => {
    for (const each of [store, ...more]) await each.close();
    await stranger.end();
    await server.stop();
  });

  it('come back as they were written, with their place and time', async () => {
    const stream = newStream();
    const first = said('Grüße 🚲 "quoted"');
    const { revision, position } = await store.append(stream, [first, said('two')], 'no-stream');
    const events = await all(store.read<Said>(stream));
    expect(events.map((event) => event.revision)).toEqual([0, 1]);
    expect(events[0]).toMatchObject({ ...first, metadata, stream });
    expect(revision).toBe(1);
    expect(events[1].position).toBe(position);
    expect(events[0].position).toBeLessThan(position);
    expect(Math.abs(Date.now() - events[0].created.getTime())).toBeLessThan(60_000);
  });

  it('are read from anywhere, both ways, as many as asked for', async () => {
    const stream = newStream();
    await store.append(
      stream,
      ['a', 'b', 'c', 'd'].map((words) => said(words)),
      'no-stream',
    );
    expect(await wordsOf(store.read<Said>(stream, { from: 2 }))).toEqual(['c', 'd']);
    expect(await wordsOf(store.read<Said>(stream, { from: 1, maxCount: 2 }))).toEqual(['b', 'c']);
    expect(await wordsOf(store.read<Said>(stream, { direction: 'backwards', maxCount: 3 }))).toEqual(['d', 'c', 'b']);
    expect(await wordsOf(store.read<Said>(stream, { from: 1, direction: 'backwards' }))).toEqual(['b', 'a']);
    expect(await wordsOf(store.read<Said>(stream, { from: 4 }))).toEqual([]);
    expect(await wordsOf(store.read<Said>(stream, { maxCount: 0 }))).toEqual([]);
  });

  it('are let in many events at a time where many are there', async () => {
    const stream = newStream();
    await store.append(
      stream,
      Array.from({ length: 400 }, (_, at) => said(`${at}`)),
      'no-stream',
    );
    const batches: number[] = [];
    for await (const { events } of store.readBatches<Said>(stream)) batches.push(events.length);
    expect(batches.reduce((sum, length) => sum + length)).toBe(400);
    expect(batches.length).toBeLessThan(100);
    // More than Node has wait in a stream by itself.
    expect(Math.max(...batches)).toBeGreaterThan(16);
  });

  it('are read to their beginning, past what others wrote there', async () => {
    const stream = newStream();
    await stranger.write(stream, 'Unheard', {});
    await store.append(stream, [said('a')], 0);
    expect(await wordsOf(store.read<Said>(stream, { direction: 'backwards', maxCount: 2 }))).toEqual(['a']);
    await stranger.write(stream, 'Unheard', {});
    expect(await wordsOf(store.read<Said>(stream, { direction: 'backwards', maxCount: 1 }))).toEqual(['a']);
  });

  it('tell the first event of a type, and the last', async () => {
    const stream = newStream();
    await store.append(stream, [said('a'), said('b')], 'no-stream');
    await stranger.write(stream, 'Unheard', {});
    expect(await store.oneOf<Said, 'Said'>(stream, 'Said')).toEqual({ words: 'a' });
    expect(await store.oneOf<Said, 'Said'>(stream, 'Said', 'backwards')).toEqual({ words: 'b' });
    expect(await store.oneOf(stream, 'Unsaid')).toBeUndefined();
    expect(await store.oneOf(newStream(), 'Said', 'backwards')).toBeUndefined();
  });

  it('that do not exist have no events', async () => {
    expect(await all(store.read(newStream()))).toEqual([]);
  });

  it('can be left in the middle, more often than there are calls at a time', async () => {
    const stream = newStream();
    await store.append(
      stream,
      Array.from({ length: 100 }, (_, n) => said(`${n}`)),
      'no-stream',
    );
    for (let n = 0; n < 120; n++) {
      for await (const event of store.read<Said>(stream)) {
        expect(event.data.words).toBe('0');
        break;
      }
    }
    await store.append(stream, [said('still')], 99);
  });

  it('that are left when all has arrived keep nobody from closing', async () => {
    const stream = newStream();
    await store.append(
      stream,
      ['a', 'b', 'c'].map((words) => said(words)),
      'no-stream',
    );
    const left = another({});
    for await (const { revision } of left.read<Said>(stream, { maxCount: 3 })) {
      expect(revision).toBe(0);
      await sleep(300);
      break;
    }
    expect(await Promise.race([left.close(), sleep(5_000, 'still open')])).toBeUndefined();
  });

  it('are all in one order of positions, to be read from each of them', async () => {
    const streams = [newStream(), newStream()];
    const results = [];
    for (let n = 0; n < 6; n++) results.push(await store.append(streams[n % 2], [said(`${n}`)], 'any'));
    const mine = (events: StoredEvent<Said>[]) =>
      events.filter((event) => streams.includes(event.stream)).map((event) => event.data.words);
    expect(mine(await all(store.readAll<Said>({ from: results[2].position })))).toEqual(['2', '3', '4', '5']);
    expect(mine(await all(store.readAll<Said>({ from: results[2].position, maxCount: 2 })))).toEqual(['2', '3']);
    expect(mine(await all(store.readAll<Said>({ from: results[2].position, direction: 'backwards', maxCount: 2 })))).toEqual([
      '1',
      '0',
    ]);
    expect(await store.head()).toBe(results[5].position);
  });

  it('say at which revision they are when another was expected', async () => {
    const stream = newStream();
    await expect(store.append(stream, [said('x')], 0)).rejects.toMatchObject({
      name: 'RevisionConflict',
      stream,
      expected: 0,
      actual: -1,
    });
    await expect(store.append(stream, [said('x')], 'exists')).rejects.toMatchObject({ name: 'RevisionConflict', actual: -1 });
    await store.append(stream, [said('a'), said('b')], 'any');
    await expect(store.append(stream, [said('x')], 'no-stream')).rejects.toMatchObject({ name: 'RevisionConflict', actual: 1 });
    await expect(store.append(stream, [said('x')], 0)).rejects.toMatchObject({
      name: 'RevisionConflict',
      expected: 0,
      actual: 1,
    });
    await expect(store.append(stream, [said('x')], 7)).rejects.toMatchObject({
      name: 'RevisionConflict',
      expected: 7,
      actual: 1,
    });
    await expect(store.append(stream, [said('c')], 'exists')).resolves.toMatchObject({ revision: 2 });
  });

  it('recognise the same events at the same revision', async () => {
    const stream = newStream();
    const event = said('once');
    const first = await store.append(stream, [event], 'no-stream');
    await store.append(stream, [said('later')], 0);
    expect(await store.append(stream, [event], 'no-stream')).toEqual(first);
    expect(await wordsOf(store.read<Said>(stream))).toEqual(['once', 'later']);
  });

  it('take nothing a store would choke on', async () => {
    const stream = newStream();
    const large = said('x'.repeat(1024 * 1024));
    await expect(store.append(stream, [], 'any')).rejects.toMatchObject({ name: 'InvalidAppend' });
    await expect(store.append(stream, [{ ...said('x'), type: '' as 'Said' }], 'any')).rejects.toMatchObject({
      name: 'InvalidAppend',
    });
    await expect(store.append('conversation-ü', [said('x')], 'any')).rejects.toMatchObject({ name: 'InvalidAppend' });
    await expect(store.append('', [said('x')], 'any')).rejects.toMatchObject({ name: 'InvalidAppend' });
    await expect(store.append(stream, [large], 'any')).rejects.toMatchObject({
      name: 'AppendTooLarge',
      // Known beforehand: nothing was sent.
      size: expect.any(Number),
      limit: 1_048_576,
    });
    expect(await all(store.read(stream))).toEqual([]);
  });

  it('hear from the store when its limit is lower than ours', async () => {
    const generous = another({ maxAppendBytes: 17 * 1024 * 1024 });
    // Some take a mebibyte, others sixteen: asked until it says so.
    const refusals: unknown[] = [];
    for (let bytes = 1024 * 1024; bytes <= 16 * 1024 * 1024 && refusals.length === 0; bytes *= 2)
      await generous.append(newStream(), [said('x'.repeat(bytes))], 'any').catch((error: unknown) => refusals.push(error));
    expect(refusals).toEqual([expect.objectContaining({ name: 'AppendTooLarge' })]);
  });

  it('are imported whole in parts, and again without adding anything', async () => {
    const stream = newStream();
    const history = Array.from({ length: 9 }, (_, n) => said(`${n} ${'x'.repeat(300_000)}`));
    // As if the first run had died after the first part.
    await store.append(stream, history.slice(0, 3), 'no-stream');
    const result = await store.appendNew(stream, history);
    expect(result.revision).toBe(8);
    await store.append(stream, [said('a live one')], 8);
    expect(await store.appendNew(stream, history)).toEqual(result);
    expect(await all(store.read(stream))).toHaveLength(10);
    await expect(store.appendNew(stream, [said('another history')])).rejects.toMatchObject({ name: 'RevisionConflict' });
  });

  it('are read in their newest shape', async () => {
    const [{ id, events }] = Object.values(talking());
    const up = (data: object) => ({ words: `${(data as Said['data']).words}!` });
    const conversation = { id, events: { SaidV2: events.Said }, upcasters: [{ type: 'Said', to: 'SaidV2', up }] };
    const newer = another({ streams: { conversation } });
    const stream = newStream();
    await store.append(stream, [said('old')], 'no-stream');
    expect(await all(newer.read(stream))).toMatchObject([{ type: 'SaidV2', data: { words: 'old!' } }]);
    await expect(newer.append(stream, [said('old')], 'any')).rejects.toMatchObject({
      name: 'InvalidAppend',
      message: expect.stringContaining('Said'),
    });
  });

  it('come with the bytes they are stored as', async () => {
    const stream = newStream();
    await stranger.write(stream, 'Said', { later: null, words: 'Grüße' }, metadata);
    const [{ data, bytes }] = await all(store.read(stream));
    expect(data).toEqual({ later: null, words: 'Grüße' });
    expect(Buffer.from(bytes.data).toString()).toBe('{"later":null,"words":"Grüße"}');
    expect(JSON.parse(Buffer.from(bytes.metadata).toString())).toEqual(metadata);
  });

  it('pass through a codec that has to wait, both ways, in order', async () => {
    const sync = createCodec(talking());
    const later = async <T>(value: T | Promise<T>) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
      return value;
    };
    const waiting = another({
      codec: {
        ...sync,
        decode: (batch) => later(sync.decode(batch)),
        encode: (stream, events) => later(sync.encode(stream, events)),
      },
    });
    const stream = newStream('live');
    const words = Array.from({ length: 200 }, (_, n) => `${n}`);
    const { position: after } = await waiting.append(newStream(), [said('before')], 'no-stream');
    for (let from = 0; from < 200; from += 50)
      await waiting.append(
        stream,
        words.slice(from, from + 50).map((text) => said(text)),
        from === 0 ? 'no-stream' : from - 1,
      );
    expect(await wordsOf(waiting.read<Said>(stream))).toEqual(words);
    const seen: string[] = [];
    for await (const { event } of waiting.subscribeAll<Said>({ after, streamPrefixes: ['live-'] })) {
      if (event) seen.push(event.data.words);
      if (seen.length === 200) break;
    }
    expect(seen).toEqual(words);
    await expect(waiting.append(stream, [{ ...said('x'), type: 'Shouted' as 'Said' }], 'any')).rejects.toMatchObject({
      name: 'InvalidAppend',
    });
  });

  it('have a head that a subscription reaches, whatever others write behind it', async () => {
    const own = another({});
    const { position } = await store.append(newStream(), [said('last')], 'no-stream');
    for (let n = 0; n < 30; n++) await stranger.write('elsewhere-1', 'Said', {});
    expect([await own.head(), await own.head()]).toEqual([position, position]);
    await stranger.write('elsewhere-1', 'Said', {});
    expect(await own.head()).toBe(position);
    expect(await own.firstAfter(position)).toBeUndefined();
    const foreign = await stranger.write(newStream(), 'Unheard', {});
    expect(await own.head()).toBe(foreign);
    expect(await own.firstAfter(position)).toBeUndefined();
    const next = await store.append(newStream(), [said('next')], 'no-stream');
    await store.append(newStream(), [said('and the next')], 'no-stream');
    expect(await own.firstAfter(position)).toMatchObject({ position: next.position });
    expect(await own.firstAfter(-1n)).toMatchObject({ type: 'Said' });
  });

  it('come from a store whose clock is known from the first answer on', async () => {
    const own = another({});
    expect(own.clockOffsetMs).toBeUndefined();
    expect(await own.ready()).toBe(true);
    expect(own.clockOffsetMs).toBe(0);
    const now = jest.spyOn(Date, 'now').mockImplementation(() => performance.timeOrigin + performance.now() + 3_600_000);
    try {
      expect(await own.ready()).toBe(true);
    } finally {
      now.mockRestore();
    }
    expect(own.clockOffsetMs).toBeGreaterThan(3_590_000);
    expect(own.clockOffsetMs).toBeLessThan(3_605_000);
  });

  it('can be asked for only while the connection is open', async () => {
    const own = another({});
    expect(await own.ready()).toBe(true);
    await own.close();
    expect(await own.ready()).toBe(false);
    await expect(own.append(newStream(), [said('x')], 'any')).rejects.toMatchObject({ name: 'StoreUnavailable' });
  });
});
