/** One subscription for many readers: each at its own pace, each sees everything once and in order. */
import { setTimeout as sleep } from 'node:timers/promises';
import { EventStore, SharedSubscription } from '../../libs/event-store';
import { talking } from './registry';
import { newStream, said, storeUnderTest } from './store-under-test';

const EVENTS = 20_000;
const TOGETHER = 500;

describe('the end of the log', () => {
  let server: Awaited<ReturnType<typeof storeUnderTest>>;
  let store: EventStore;
  let before: bigint;
  const positions: bigint[] = [];

  beforeAll(async () => {
    server = await storeUnderTest();
    store = EventStore.connect({ url: server.url, streams: talking() });
    before = (await store.append(newStream(), [said('before')], 'no-stream')).position;
  });
  afterAll(async () => {
    await store.close();
    await server.stop();
  });

  /** Reads until the last event that was written; `hold` is waited for after the first batch. */
  async function reader(shared: SharedSubscription, hold: Promise<void> = Promise.resolve()): Promise<bigint[]> {
    const stop = new AbortController();
    const seen: bigint[] = [];
    let reached = before;
    for await (const batch of shared.after(before, stop.signal)) {
      for (const { position } of batch.events) {
        if (position <= reached) throw new Error(`${position} came behind ${reached}`);
        seen.push(position);
        reached = position;
      }
      if (batch.reached < reached) throw new Error(`${batch.reached} is said to be reached behind ${reached}`);
      if (seen.length === EVENTS) stop.abort();
      else if (seen.length > 0) await hold;
    }
    return seen;
  }

  it('comes to each reader whole and in order, also to one that stood still and to one that came late', async () => {
    const shared = new SharedSubscription(store);
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const quick = [reader(shared), reader(shared)];
    const slow = reader(shared, held);
    for (let written = 0; written < EVENTS; written += TOGETHER) {
      const events = Array.from({ length: TOGETHER }, (_, index) => said(`${written + index}`));
      await store.append(newStream(), events, 'no-stream');
    }
    for await (const event of store.readAll({ from: before })) if (event.type === 'Said') positions.push(event.position);
    positions.shift();
    for (const seen of await Promise.all(quick)) expect(seen).toEqual(positions);
    const late = reader(shared);
    letGo();
    expect(await slow).toEqual(positions);
    expect(await late).toEqual(positions);
  });

  it('ends for all readers when the connection does, with the reason', async () => {
    const own = EventStore.connect({ url: server.url, streams: talking(), budgetMs: 500 });
    const shared = new SharedSubscription(own);
    const { signal } = new AbortController();
    const ends = [before, positions[10]].map(async (from) => {
      let seen = 0;
      for await (const { events } of shared.after(from, signal)) seen += events.length;
      return seen;
    });
    const outcomes = Promise.allSettled(ends);
    await sleep(200);
    await own.close();
    for (const outcome of await outcomes) expect(outcome).toMatchObject({ status: 'rejected' });
  });

  it('is held up by nobody who begins far behind: each moves by itself', async () => {
    const shared = new SharedSubscription(store);
    const stop = new AbortController();
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    // It takes its first batch and stands, as one whose database is slow.
    const far = (async () => {
      for await (const _ of shared.after(before, stop.signal)) await held;
    })();
    const head = await store.head();
    const near: string[] = [];
    const seen = (async () => {
      for await (const { events } of shared.after(head, stop.signal))
        for (const { data } of events) near.push((data as { words: string }).words);
    })();
    for (let count = 0; count < 5; count++) {
      const started = performance.now();
      await store.append(newStream(), [said(`live ${count}`)], 'no-stream');
      while (near.length <= count && performance.now() - started < 10_000) await sleep(2);
      expect(near.at(-1)).toBe(`live ${count}`);
    }
    letGo();
    stop.abort();
    await Promise.all([far, seen]);
  });

  it('goes on for readers, also one that had everything, when what is kept is dropped', async () => {
    const own = EventStore.connect({ url: server.url, streams: talking() });
    const shared = new SharedSubscription(own);
    const stop = new AbortController();
    const head = await own.head();
    const words: string[] = [];
    let over = false;
    const reading = (async () => {
      for await (const { events } of shared.after(head, stop.signal))
        for (const { data } of events) words.push((data as { words: string }).words);
      over = !stop.signal.aborted;
    })();
    for (let count = 0; count < 3; count++) {
      await own.append(newStream(), [said(`before ${count}`), said(`after ${count}`)], 'no-stream');
      for (const until = Date.now() + 10_000; words.length < 2 * count + 2 && Date.now() < until; ) await sleep(2);
      own.forget();
    }
    await sleep(50);
    expect(over).toBe(false);
    stop.abort();
    await reading;
    await own.close();
    expect(words).toEqual([0, 1, 2].flatMap((count) => [`before ${count}`, `after ${count}`]));
  });

  it('gives a reader that is behind no more bytes at once than a batch has, and keeps no more than it says', async () => {
    const shared = new SharedSubscription(store);
    const stop = new AbortController();
    const from = await store.head();
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const words = 'x'.repeat(100_000);
    const sizes: number[] = [];
    let count = 0;
    const slow = (async () => {
      for await (const { events } of shared.after(from, stop.signal)) {
        if (count === 0 && events.length > 0) await held;
        count += events.length;
        sizes.push(events.reduce((sum, { bytes }) => sum + bytes.data.length, 0));
        if (count === 400) stop.abort();
      }
    })();
    for (let written = 0; written < 400; written += 8)
      await store.append(
        newStream(),
        Array.from({ length: 8 }, () => said(words)),
        'no-stream',
      );
    letGo();
    await slow;
    expect(Math.max(...sizes)).toBeLessThanOrEqual(4 * 1024 * 1024 + words.length + 1_000);
  });
});
