import { setTimeout as sleep } from 'node:timers/promises';
import { EventStore, StoreUnavailable } from '../../libs/event-store';
import { talking } from './registry';
import { all, embeddedStore, newStream, type Said, said, wordsOf } from './store-under-test';
import { UnreliableLine } from './unreliable-line';

describe('an append over an unreliable line', () => {
  let server: Awaited<ReturnType<typeof embeddedStore>>;
  let line: UnreliableLine;
  let store: EventStore;
  let direct: EventStore;
  const more: EventStore[] = [];
  /** A stream of 2.4 MB, which no window takes at once. */
  const long = newStream();
  const parts = Array.from({ length: 60 }, (_, part) => said(`${part}:${'x'.repeat(40_000)}`));

  beforeAll(async () => {
    server = await embeddedStore();
    direct = EventStore.connect({ url: server.url, streams: talking() });
    for (let from = 0; from < parts.length; from += 20) await direct.append(long, parts.slice(from, from + 20), 'any');
  });

  beforeEach(async () => {
    line = await UnreliableLine.to(server.port);
    store = EventStore.connect({ url: line.url, streams: talking(), tryMs: 500, budgetMs: 8_000 });
    await store.append(newStream(), [said('connected')], 'any');
  });

  afterEach(async () => {
    for (const each of [store, ...more.splice(0)]) await each.close();
    await line.close();
  });

  afterAll(async () => {
    await direct.close();
    await server.stop();
  });

  it('that breaks before the request arrives is written once', async () => {
    const stream = newStream();
    line.loseRequests();
    const append = store.append(stream, [said('a'), said('b')], 'no-stream');
    await sleep(300);
    expect(await all(direct.read(stream))).toEqual([]);
    line.loseRequests(false);
    const { revision, position } = await append;
    const events = await all(direct.read<Said>(stream));
    expect(events.map((event) => event.data.words)).toEqual(['a', 'b']);
    expect({ revision, position }).toEqual({ revision: 1, position: events[1].position });
  });

  it('that breaks after the request arrived is written once and answered with the first place', async () => {
    const stream = newStream();
    line.loseAnswers();
    const append = store.append(stream, [said('a'), said('b')], 'no-stream');
    while ((await all(direct.read(stream))).length === 0) await sleep(10);
    // Others go on meanwhile: the repetition must neither conflict with them nor move behind them.
    await direct.append(stream, [said('c')], 1);
    line.loseAnswers(false);
    line.cut();
    const { revision, position } = await append;
    const events = await all(direct.read<Said>(stream));
    expect(events.map((event) => event.data.words)).toEqual(['a', 'b', 'c']);
    expect({ revision, position }).toEqual({ revision: 1, position: events[1].position });
  });

  it('whose outcome is a real conflict is told so, repeated or not', async () => {
    const stream = newStream();
    line.loseRequests();
    const append = store.append(stream, [said('late')], 'no-stream');
    await direct.append(stream, [said('first')], 'no-stream');
    line.loseRequests(false);
    await expect(append).rejects.toMatchObject({ name: 'RevisionConflict', actual: 0 });
    expect(await wordsOf(direct.read<Said>(stream))).toEqual(['first']);
  });

  it('that freezes is answered in the end, by a new connection', async () => {
    const stream = newStream();
    line.freeze();
    const append = store.append(stream, [said('a')], 'no-stream');
    await sleep(1_200);
    line.thaw();
    expect(await append).toMatchObject({ revision: 0 });
    expect(await wordsOf(direct.read<Said>(stream))).toEqual(['a']);
  });

  it('on a connection that stands still goes over a new one, as does a read', async () => {
    const stream = newStream();
    await all(store.read(stream));
    line.stall();
    expect(await store.append(stream, [said('a')], 'no-stream')).toMatchObject({ revision: 0 });
    line.stall();
    expect(await wordsOf(store.read<Said>(stream))).toEqual(['a']);
  });

  it('waits for no read that is left unread, however many there are', async () => {
    const patient = EventStore.connect({ url: line.url, streams: talking(), tryMs: 5_000, budgetMs: 5_000 });
    more.push(patient);
    const reads = Array.from({ length: 100 }, () => patient.read(long));
    await Promise.all(reads.map((read) => read.next()));
    expect(await patient.append(newStream(), [said('a')], 'no-stream')).toMatchObject({ revision: 0 });
    await Promise.all(reads.map((read) => read.return()));
  });

  it('or a read goes on over a new connection where an answer breaks off in the middle, also when nobody asks whether the line is alive', async () => {
    const deaf = EventStore.connect({ url: `${line.url}&keepAliveInterval=-1`, streams: talking(), tryMs: 500, budgetMs: 8_000 });
    more.push(deaf);
    const ids: string[] = [];
    for await (const { id } of deaf.read(long)) {
      ids.push(id);
      if (ids.length === 1) line.stall();
    }
    expect(ids).toEqual(parts.map(({ id }) => id));
  });

  it('whose connection breaks is told at once, not when its time is over', async () => {
    const patient = EventStore.connect({ url: line.url, streams: talking(), tryMs: 20_000, budgetMs: 20_000 });
    more.push(patient);
    const stream = newStream();
    await patient.append(stream, [said('a')], 'no-stream');
    line.loseAnswers();
    const append = patient.append(stream, [said('b')], 0);
    while ((await all(direct.read(stream))).length === 1) await sleep(10);
    line.loseAnswers(false);
    const broken = performance.now();
    line.cut();
    expect(await append).toMatchObject({ revision: 1 });
    expect(performance.now() - broken).toBeLessThan(5_000);
  });

  it('is not given up because this process itself stood still: its answer is in the socket', async () => {
    const stream = newStream();
    await store.append(stream, [said('a')], 'no-stream');
    const { opened } = line;
    const append = store.append(stream, [said('b')], 0);
    // Sent before, answered meanwhile.
    await sleep(5);
    const until = Date.now() + 1_500;
    while (Date.now() < until);
    expect(await append).toMatchObject({ revision: 1 });
    expect(line.opened).toBe(opened);
  });

  it('that stays frozen is given up within its budget, and the next ones are served after the thaw', async () => {
    const hasty = EventStore.connect({ url: line.url, streams: talking(), tryMs: 300, budgetMs: 1_000 });
    more.push(hasty);
    const stream = newStream();
    await hasty.append(stream, [said('a')], 'no-stream');
    line.freeze();
    const started = performance.now();
    const outcomes = await Promise.allSettled([hasty.append(stream, [said('b')], 0), all(hasty.read(stream)), hasty.head()]);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) });
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(await hasty.ready()).toBe(false);
    line.thaw();
    expect(await hasty.append(newStream(), [said('after')], 'no-stream')).toMatchObject({ revision: 0 });
    expect(await hasty.ready()).toBe(true);
  });

  it('cut again and again under 32 writers loses nothing, doubles nothing and gives no other answer', async () => {
    let writing = true;
    let cuts = 0;
    const cutting = (async () => {
      while (writing) {
        await sleep(60);
        if (++cuts % 3 === 0) line.loseAnswers();
        await sleep(20);
        line.cut();
        line.loseAnswers(false);
      }
    })();
    const until = Date.now() + 4_000;
    const streams = await Promise.all(
      Array.from({ length: 32 }, async () => {
        const stream = newStream();
        let written = 0;
        for (; Date.now() < until; written++)
          await store.append(stream, [said(`${written}`)], written === 0 ? 'no-stream' : written - 1);
        return { stream, written };
      }),
    );
    writing = false;
    await cutting;
    expect(cuts).toBeGreaterThan(20);
    for (const { stream, written } of streams) {
      expect(await wordsOf(direct.read<Said>(stream))).toEqual(Array.from({ length: written }, (_, n) => `${n}`));
    }
  });

  it('leaves the appends of another store in the same process alone', async () => {
    const stream = newStream();
    let written = 0;
    const writing = (async () => {
      for (; written < 300; written++)
        await direct.append(stream, [said(`${written}`)], written === 0 ? 'no-stream' : written - 1);
    })();
    for (let n = 0; n < 5; n++) {
      const mine = store.append(newStream(), [said('x')], 'any');
      line.cut();
      await mine;
    }
    await writing;
    expect(await all(direct.read(stream))).toHaveLength(300);
  });

  it('ends with a clear error when the store is closed meanwhile', async () => {
    const closing = EventStore.connect({ url: line.url, streams: talking() });
    more.push(closing);
    line.freeze();
    const append = closing.append(newStream(), [said('x')], 'no-stream');
    await closing.close();
    await expect(append).rejects.toMatchObject({ name: 'StoreUnavailable', message: expect.stringContaining('closed') });
    line.thaw();
  });
});

describe('a read over an unreliable line', () => {
  let server: Awaited<ReturnType<typeof embeddedStore>>;
  let line: UnreliableLine;
  let store: EventStore;

  beforeAll(async () => {
    server = await embeddedStore();
    line = await UnreliableLine.to(server.port);
    store = EventStore.connect({ url: line.url, streams: talking(), tryMs: 500 });
  });

  afterAll(async () => {
    await store.close();
    await line.close();
    await server.stop();
  });

  it('goes on where it was interrupted, both ways and over everything', async () => {
    const stream = newStream();
    const words = Array.from({ length: 3_000 }, (_, n) => `${n} ${'x'.repeat(200)}`);
    await store.appendNew(
      stream,
      words.map((text) => said(text)),
    );
    const interrupted = async (events: AsyncIterable<{ data: object }>) => {
      const seen: string[] = [];
      for await (const { data } of events) {
        if ('words' in data) seen.push(data.words as string);
        if (seen.length % 1_000 === 1) line.cut();
      }
      return seen;
    };
    expect(await interrupted(store.read(stream))).toEqual(words);
    expect(await interrupted(store.read(stream, { direction: 'backwards' }))).toEqual(words.toReversed());
    expect(await interrupted(store.readAll())).toEqual(words);
    expect(await interrupted(store.readAll({ maxCount: 1_500 }))).toEqual(words.slice(0, 1_500));
    expect(await interrupted(store.readAll({ direction: 'backwards' }))).toEqual(words.toReversed());
  });
});
