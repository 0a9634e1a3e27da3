/** The loop that follows the log, whatever it is for: batches, trouble, poison, parking. */
import { randomUUID } from 'node:crypto';
import { STREAMS } from '../../libs/domain';
import {
  type Checkpoint,
  CheckpointMoved,
  EventStore,
  type Fault,
  faultOfCode,
  follow,
  type NewEvent,
  type StoredEvent,
} from '../../libs/event-store';
import { eventually } from '../support/stack';
import { talking } from './registry';
import { metadata, newStream, said, storeUnderTest } from './store-under-test';

class TooMuch extends Error {}

describe('a follower', () => {
  let server: Awaited<ReturnType<typeof storeUnderTest>>;
  let store: EventStore;
  let from: bigint;
  beforeAll(async () => {
    server = await storeUnderTest();
    store = EventStore.connect({ url: server.url, streams: { ...talking(), projection: STREAMS.projection } });
  });
  afterAll(async () => {
    await store.close();
    await server.stop();
  });
  beforeEach(async () => {
    from = (await store.append(newStream(), [said('before')], 'no-stream')).position;
  });

  const wordsOf = (events: readonly StoredEvent[]) =>
    events.filter(({ type }) => type === 'Said').map(({ data }) => (data as { words: string }).words);
  const write = (...words: string[]) =>
    store.append(
      newStream(),
      words.map((each) => said(each)),
      'no-stream',
    );

  /** Follows into a list; `taking` may throw for a batch. */
  const following = (taking: (events: readonly StoredEvent[]) => unknown = () => undefined, name = `test-${randomUUID()}`) => {
    const taken: string[] = [];
    const batches: StoredEvent[][] = [];
    const stood: { position: bigint; reason: string }[] = [];
    const troubles: string[] = [];
    const state = { position: from, parked: 0, held: true, opened: 0, asking: 0, prolongMs: 0, askedAtRelease: -1 };
    const open = async (): Promise<Checkpoint | undefined> => {
      if (!state.held) return undefined;
      state.opened++;
      return {
        get position() {
          return state.position;
        },
        async take(events, reached, passedOver) {
          await taking(events);
          batches.push([...events]);
          taken.push(...wordsOf(events));
          state.parked += passedOver.length;
          state.position = reached;
        },
        prolong: async () => {
          state.asking++;
          await new Promise((resolve) => setTimeout(resolve, state.prolongMs));
          state.asking--;
          return state.held;
        },
        stand: async (position, reason) => void stood.push({ position, reason }),
        release: async () => {
          state.askedAtRelease = state.asking;
        },
      };
    };
    const faultOf = (error: unknown): Fault => (error instanceof TooMuch ? 'too-much' : faultOfCode(error));
    const stopping = new AbortController();
    const source = (position: bigint, signal: AbortSignal) => store.subscribeBatches({ after: position, signal });
    const onTrouble = (trouble: string) => void troubles.push(trouble);
    const loop = follow({ name, store, source, open, faultOf, onTrouble }, stopping.signal);
    return {
      ...{ name, taken, batches, stood, troubles, state },
      stop: async () => {
        stopping.abort();
        await loop;
      },
    };
  };
  const park = (projection: string, position: bigint) => {
    const data = { projection, position: String(position), reason: 'cannot be taken', by: 'op' };
    const event = { id: randomUUID(), type: 'EventParked', data, metadata: { ...metadata, role: 'operator' } };
    return store.append(`projection-${projection}`, [event as NewEvent], 'any');
  };

  it('takes everything once and in order, whatever goes wrong between', async () => {
    let calls = 0;
    const one = following(() => {
      if (++calls % 3 === 0) throw new Error('the database is away');
    });
    const words = Array.from({ length: 200 }, (_, index) => `w${index}`);
    for (let index = 0; index < 200; index += 10) await write(...words.slice(index, index + 10));
    await eventually('all', async () => one.taken.length >= 200);
    expect(one.taken).toEqual(words);
    expect(one.troubles).toContain('the database is away');
    await one.stop();
  });

  it('halves what is too much at once, and tries one alone again', async () => {
    let slow = 2;
    const one = following((events) => {
      if (events.length > 4) throw new TooMuch('out of time');
      if (events.length === 1 && slow-- > 0) throw new TooMuch('out of time');
    });
    const words = Array.from({ length: 50 }, (_, index) => `w${index}`);
    await write(...words);
    await eventually('all', async () => one.taken.length >= 50);
    expect(one.taken).toEqual(words);
    expect(Math.max(...one.batches.map(({ length }) => length))).toBeLessThanOrEqual(4);
    expect(one.stood).toEqual([]);
    await one.stop();
  });

  it('says before which event it runs out of time again and again, tries it further, and lets an operator park it', async () => {
    let slow = true;
    const taking = (events: readonly StoredEvent[]) => {
      if (slow && wordsOf(events).includes('long')) throw new TooMuch('out of time');
    };
    const one = following(taking);
    const parked = following(taking);
    await write('a');
    const { position } = await write('long');
    await write('b');
    for (const { stood } of [one, parked]) await eventually('it is told', async () => stood.length > 1);
    expect(one.stood[0]).toEqual({ position, reason: `event at ${position}: out of time` });
    expect(one.taken).toEqual(['a']);
    await park(parked.name, position);
    await eventually('it is passed over', async () => parked.taken.length === 2);
    expect([parked.taken, parked.state.parked]).toEqual([['a', 'b'], 1]);
    slow = false;
    await eventually('it is taken after all', async () => one.taken.length === 3);
    expect([one.taken, one.state.parked]).toEqual([['a', 'long', 'b'], 0]);
    await Promise.all([one.stop(), parked.stop()]);
  });

  it('batches end with their bytes', async () => {
    const one = following();
    const words = 'x'.repeat(200_000);
    for (let index = 0; index < 15; index++) await write(words, words, words, words);
    await eventually('all', async () => one.taken.length === 60);
    const sizes = one.batches.map((batch) => batch.reduce((sum, { bytes }) => sum + bytes.data.length, 0));
    // One portion of what arrives may come on top.
    expect(Math.max(...sizes)).toBeLessThan(6 * 1024 * 1024);
    await one.stop();
  });

  it('stands before an event it cannot take, after three tries, with all before it taken and nothing behind it', async () => {
    let tries = 0;
    const one = following((events) => {
      if (!wordsOf(events).includes('bad')) return;
      if (events.length === 1) tries++;
      throw new TypeError('cannot');
    });
    await write('a', 'b');
    const { position } = await write('bad');
    await write('c');
    await eventually('it stands', async () => one.stood.length > 0);
    expect(one.taken).toEqual(['a', 'b']);
    expect(tries).toBe(3);
    expect(one.stood).toEqual([{ position, reason: `event at ${position}: cannot` }]);
    await park(one.name, position - 1n);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(one.taken).toEqual(['a', 'b']);
    await park(one.name, position);
    await eventually('it goes on', async () => one.taken.length === 3);
    expect(one.taken).toEqual(['a', 'b', 'c']);
    expect(one.state.parked).toBe(1);
    await one.stop();

    // A new database begins at the start, and knows what was parked: it passes over without standing.
    const anew = following((events) => {
      if (wordsOf(events).includes('bad')) throw new TypeError('cannot');
    }, one.name);
    await eventually('all again', async () => anew.taken.length === 3);
    expect([anew.taken, anew.stood, anew.state.parked]).toEqual([['a', 'b', 'c'], [], 1]);
    await anew.stop();

    // What can be taken after all is taken, parked or not.
    const mended = following(undefined, one.name);
    await eventually('all of it', async () => mended.taken.length === 4);
    expect(mended.taken).toEqual(['a', 'b', 'bad', 'c']);
    await mended.stop();
  });

  it('stands before an event to which it would write one that is none of the product’s', async () => {
    const one = following(async (events) => {
      if (wordsOf(events).includes('bad')) await store.append(newStream(), [{ ...said('x'), data: {} } as NewEvent], 'no-stream');
    });
    const { position } = await write('bad');
    await write('after');
    await eventually('it stands', async () => one.stood.length > 0);
    expect(one.stood).toEqual([
      { position, reason: expect.stringMatching(/An event "Said" for .*: data\.words has to be a text/) },
    ]);
    await park(one.name, position);
    await eventually('it goes on', async () => one.taken.length === 1);
    expect(one.taken).toEqual(['after']);
    await one.stop();
  });

  it('that lost its checkpoint to another starts again where that one left it', async () => {
    let moved = false;
    const one = following(() => {
      if (moved) return;
      moved = true;
      throw new CheckpointMoved('elsewhere');
    });
    const { position } = await write('a', 'b');
    await eventually('it was told', async () => moved);
    one.state.position = position;
    await write('c');
    await eventually('the rest', async () => one.taken.includes('c'));
    expect(one.taken).toEqual(['c']);
    expect(one.troubles).toEqual([]);
    await one.stop();
  });

  it('waits while another process holds the checkpoint, and lets go when it is lost', async () => {
    const one = following();
    await eventually('it is taken', async () => one.state.opened === 1);
    // The next time it is prolonged, another process has it.
    one.state.held = false;
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    await write('a');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect([one.taken, one.state.opened]).toEqual([[], 1]);
    one.state.held = true;
    await eventually('it is taken again', async () => one.taken.length === 1);
    expect(one.state.opened).toBe(2);
    await one.stop();
  });

  it('lets go of a checkpoint when it is not being prolonged any more', async () => {
    const one = following();
    one.state.prolongMs = 1_000;
    await eventually('it is asked', async () => one.state.asking > 0);
    await one.stop();
    expect(one.state.askedAtRelease).toBe(0);
  });
});
