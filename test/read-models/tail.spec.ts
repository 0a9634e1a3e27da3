/** One subscription for many readers: each at its own pace, each sees everything once and in order. */
import { setTimeout as sleep } from 'node:timers/promises';
import { EventStore } from '../../libs/event-store';
import { Tail } from '../../libs/read-models';
import { newStream, said, storeUnderTest } from '../event-store/store-under-test';

const EVENTS = 20_000;
const TOGETHER = 500;

describe('the end of the log', () => {
  let server: Awaited<ReturnType<typeof storeUnderTest>>;
  let store: EventStore;
  let before: bigint;
  const positions: bigint[] = [];

  beforeAll(async () => {
    server = await storeUnderTest();
    store = EventStore.connect({ url: server.url });
    before = (await store.append(newStream(), [said('before')], 'no-stream')).position;
  });
  afterAll(async () => {
    await store.close();
    await server.stop();
  });

  /** Reads until the last event that was written; `hold` is waited for after the first portion. */
  async function reader(tail: Tail, hold: Promise<void> = Promise.resolve()): Promise<bigint[]> {
    const stop = new AbortController();
    const seen: bigint[] = [];
    let reached = before;
    for await (const portion of tail.after(before, stop.signal)) {
      for (const { position } of portion.events) {
        expect(position > reached).toBe(true);
        seen.push(position);
        reached = position;
      }
      expect(portion.reached >= reached).toBe(true);
      if (seen.length === EVENTS) stop.abort();
      else if (seen.length > 0) await hold;
    }
    return seen;
  }

  it('comes to each reader whole and in order, also to one that stood still and to one that came late', async () => {
    const tail = new Tail(store);
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const quick = [reader(tail), reader(tail)];
    const slow = reader(tail, held);
    for (let written = 0; written < EVENTS; written += TOGETHER) {
      const events = Array.from({ length: TOGETHER }, (_, index) => said(`${written + index}`));
      await store.append(newStream(), events, 'no-stream');
    }
    for await (const event of store.readAll({ from: before })) if (event.type === 'Said') positions.push(event.position);
    positions.shift();
    for (const seen of await Promise.all(quick)) expect(seen).toEqual(positions);
    const late = reader(tail);
    letGo();
    expect(await slow).toEqual(positions);
    expect(await late).toEqual(positions);
  });

  it('ends for all readers when the connection does, with the reason', async () => {
    const own = EventStore.connect({ url: server.url, budgetMs: 500 });
    const tail = new Tail(own);
    const { signal } = new AbortController();
    const ends = [before, positions[10]].map(async (from) => {
      let seen = 0;
      for await (const { events } of tail.after(from, signal)) seen += events.length;
      return seen;
    });
    const outcomes = Promise.allSettled(ends);
    await sleep(200);
    await own.close();
    for (const outcome of await outcomes) expect(outcome).toMatchObject({ status: 'rejected' });
  });
});
