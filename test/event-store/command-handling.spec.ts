import { randomUUID } from 'node:crypto';
import type { Stamp } from '../../libs/domain';
import { EventStore, eventId } from '../../libs/event-store';
import { account, accounts, accountsOn, ask, deposit, type Happened, type Order, sent, touch, withdraw } from './account';
import { Stranger } from './registry';
import { all, metadata, storeUnderTest } from './store-under-test';

describe('handling commands', () => {
  let server: Awaited<ReturnType<typeof storeUnderTest>>;
  let store: EventStore;
  let stranger: Stranger;

  beforeAll(async () => {
    server = await storeUnderTest();
    stranger = new Stranger(server.url);
    store = EventStore.connect({ url: server.url, streams: accounts });
  });

  afterAll(async () => {
    await Promise.all([store.close(), stranger.end()]);
    await server.stop();
  });

  const { process, given, stored } = accountsOn(() => store);

  it('yields events of a new stream', async () => {
    const outcome = await given().when(deposit(5));
    expect(outcome).toMatchObject({
      events: [{ type: 'Deposited', data: { amount: 5 }, revision: 0 }],
      revision: 0,
      repeated: false,
    });
    expect(outcome.position).toBeGreaterThan(0n);
  });

  it('tells the state of a stream as it is now, whoever wrote there and whatever is under way', async () => {
    const [id, handling] = [randomUUID(), process()];
    expect(await handling.stateOf(account, id)).toEqual({ balance: 0, lastRevision: -1 });
    await ask(process(), id, deposit(5));
    expect(await handling.stateOf(account, id)).toEqual({ balance: 5, lastRevision: 0 });
    // At once: nothing is folded twice.
    const looks = Array.from({ length: 10 }, () => [ask(handling, id, deposit(1)), handling.stateOf(account, id)]).flat();
    await Promise.all([...looks, ask(process(), id, deposit(10))]);
    expect(await handling.stateOf(account, id)).toEqual({ balance: 25, lastRevision: 11 });
  });

  it('yields several events at once, the last one’s place being the answer', async () => {
    const { id, when } = given(deposit(5));
    const stamp = sent();
    const outcome = await when(withdraw(5), process(), stamp);
    const events = await all(store.read<Happened>(`account-${id}`));
    expect(events.map(({ type }) => type)).toEqual(['Deposited', 'Withdrawn', 'Emptied']);
    expect(outcome).toMatchObject({ revision: 2, position: events[2].position });
    expect(outcome.events).toMatchObject([
      { id: eventId(`account-${id}`, stamp, 0), revision: 1 },
      { id: eventId(`account-${id}`, stamp, 1), revision: 2 },
    ]);
    expect(events[2].id).toBe(outcome.events[1].id);
    expect(new Set(events.map((event) => event.id)).size).toBe(3);
  });

  it('writes who, why and when beside each event', async () => {
    const { id, when } = given();
    const stamp: Stamp = { ...sent(), causationId: 'cause' };
    await when(deposit(1), process(), stamp);
    const [{ metadata }] = await all(store.read(`account-${id}`));
    const { correlationId, causationId, actor, ...rest } = stamp;
    expect(metadata).toEqual({
      ...rest,
      actor: actor.id,
      role: actor.role,
      $correlationId: correlationId,
      $causationId: causationId,
      at: '2026-01-05T09:00:00.000Z',
      schema: '1',
    });
  });

  it('is its own cause where nothing else led to it', async () => {
    const { id, when } = given();
    const stamp = sent();
    await when(deposit(1), process(), stamp);
    expect((await all(store.read(`account-${id}`)))[0].metadata.$causationId).toBe(stamp.commandId);
  });

  it('yields nothing and tells where the stream is', async () => {
    const { id, when } = given(deposit(5));
    const outcome = await when(touch);
    const [event] = await all(store.read(`account-${id}`));
    const state = expect.anything();
    expect(outcome).toEqual({ events: [], revision: 0, position: event.position, repeated: false, state });
    expect(await given().when(touch)).toEqual({ events: [], revision: -1, position: 0n, repeated: false, state });
  });

  it('refuses as the rules do and writes nothing', async () => {
    const { id, when } = given(deposit(5));
    await expect(when(withdraw(6))).rejects.toThrow('overdrawn');
    expect(await stored(id)).toEqual(['Deposited']);
  });

  it('goes on after a refusal', async () => {
    const handling = process();
    const id = randomUUID();
    await Promise.allSettled([ask(handling, id, withdraw(1)), ask(handling, id, deposit(1))]);
    expect(await stored(id)).toEqual(['Deposited']);
  });

  it('handles many commands of one stream at once without a conflict', async () => {
    const handling = process({ maxConflicts: 0 });
    const id = randomUUID();
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => ask(handling, id, deposit(1))));
    expect(outcomes.map(({ revision }) => revision)).toEqual(Array.from({ length: 100 }, (_, n) => n));
  });

  it('has each command of a stream wait for the one before it, also where an earlier one is done', async () => {
    const handling = process({ maxConflicts: 0 });
    const id = randomUUID();
    const [first, second] = [ask(handling, id, deposit(1)), ask(handling, id, deposit(1))];
    await first;
    const outcomes = await Promise.all([second, ask(handling, id, deposit(1))]);
    expect(outcomes.map(({ revision }) => revision)).toEqual([1, 2]);
  });

  it('survives a storm of two processes on one stream: each command once, none on an old state', async () => {
    const id = randomUUID();
    const [one, two] = [process({ maxConflicts: 50 }), process({ maxConflicts: 50 })];
    await ask(one, id, deposit(60));
    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, (_, n) => ask(n % 2 ? one : two, id, withdraw(1))));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(60);
    expect((await stored(id)).filter((type) => type === 'Withdrawn')).toHaveLength(60);
  });

  it('gives up when others are faster every time', async () => {
    const id = randomUUID();
    const [slow, fast] = [process({ maxConflicts: 0 }), process()];
    await ask(slow, id, deposit(1));
    await ask(fast, id, deposit(1));
    await expect(ask(slow, id, deposit(1))).rejects.toMatchObject({
      name: 'TooManyConflicts',
      stream: `account-${id}`,
    });
    expect(await ask(slow, id, deposit(1))).toMatchObject({ revision: 2 });
  });

  it('decides six times at most, each time on what is there by then', async () => {
    const id = randomUUID();
    const append = store.append.bind(store);
    // Somebody is faster every time.
    const meddling = jest.spyOn(store, 'append').mockImplementation(async (stream, events, expected) => {
      await stranger.write(stream, 'Anything', {});
      return append(stream, events, expected);
    });
    const deciding = jest.spyOn(account, 'decide');
    await expect(ask(process(), id, deposit(1))).rejects.toMatchObject({ name: 'TooManyConflicts', attempts: 6 });
    expect(deciding).toHaveBeenCalledTimes(6);
    deciding.mockRestore();
    meddling.mockRestore();
    expect(await ask(process(), id, deposit(1))).toMatchObject({ revision: 6 });
  });

  it('turns nobody away because of a state that is behind', async () => {
    const id = randomUUID();
    const [behind, ahead] = [process(), process()];
    await ask(behind, id, deposit(1));
    await ask(ahead, id, deposit(9));
    expect(await ask(behind, id, withdraw(10))).toMatchObject({ revision: 3 });
    await ask(ahead, id, deposit(1));
    expect(await ask(behind, id, touch)).toMatchObject({ revision: 4 });
  });

  it('reads what it does not know yet, once, and decides again only where there was something', async () => {
    const id = randomUUID();
    const [behind, ahead] = [process(), process()];
    await ask(behind, id, deposit(5));
    await ask(ahead, id, deposit(1));
    const reading = jest.spyOn(store, 'readBatches');
    const deciding = jest.spyOn(account, 'decide');
    const took = async (order: Order) => {
      for (const spy of [reading, deciding]) spy.mockClear();
      await ask(behind, id, order).catch(() => undefined);
      return [reading.mock.calls.map(([, options]) => options?.from), deciding.mock.calls.length];
    };
    // There was something, then nothing; a conflict, and one that ends in a refusal.
    expect(await took(touch)).toEqual([[1], 2]);
    expect(await took(touch)).toEqual([[2], 1]);
    await ask(ahead, id, deposit(1));
    expect(await took(deposit(1))).toEqual([[2], 2]);
    await ask(ahead, id, withdraw(8));
    expect(await took(withdraw(8))).toEqual([[4], 2]);
    for (const spy of [reading, deciding]) spy.mockRestore();
  });

  it('tries again after a conflict only: what else the store says is its answer', async () => {
    const { id, when } = given(deposit(1));
    const handling = process();
    await when(deposit(1), handling);
    const full = jest.spyOn(store, 'append').mockRejectedValueOnce(new Error('the disk is full'));
    await expect(ask(handling, id, deposit(1))).rejects.toThrow('the disk is full');
    full.mockRestore();
    expect(await stored(id)).toEqual(['Deposited', 'Deposited']);
  });

  describe('where others write into the stream', () => {
    it('folds what is the product’s and appends behind what is not', async () => {
      const { id, when } = given(deposit(5));
      const handling = process({ maxConflicts: 0 });
      await when(deposit(1), handling);
      await stranger.write(`account-${id}`, 'Anything', {});
      await stranger.write(`account-${id}`, 'Deposited', { amount: 'much' }, metadata);
      await stranger.write(`account-${id}`, 'Deposited', { amount: 100 });
      // Another process reads them; none of them is a conflict, nor money.
      const other = process({ maxConflicts: 0 });
      expect(await ask(other, id, withdraw(6))).toMatchObject({ revision: 6, state: { balance: 0 } });
      expect(await stored(id)).toEqual(['Deposited', 'Deposited', 'Withdrawn', 'Emptied']);
    });

    it('meets one such event with one conflict, and goes on without', async () => {
      const id = randomUUID();
      const handling = process({ maxConflicts: 1 });
      await ask(handling, id, deposit(5));
      await stranger.write(`account-${id}`, 'Anything', {});
      for (const revision of [2, 3, 4]) expect(await ask(handling, id, deposit(1))).toMatchObject({ revision });
      const position = await stranger.write(`account-${id}`, 'Anything', {});
      expect(await ask(handling, id, touch)).toMatchObject({ revision: 5, position, state: { balance: 8 } });
    });

    it('begins a stream that others began', async () => {
      const id = randomUUID();
      await stranger.write(`account-${id}`, 'Anything', {});
      expect(await ask(process(), id, deposit(5))).toMatchObject({ revision: 1 });
    });
  });

  it('keeps few states and is right without them', async () => {
    const handling = process({ maxStreams: 2 });
    const ids = Array.from({ length: 5 }, () => randomUUID());
    for (let round = 0; round < 3; round++) {
      for (const id of ids) expect(await ask(handling, id, deposit(1))).toMatchObject({ revision: round });
    }
    const reading = jest.spyOn(store, 'readBatches');
    for (const id of [ids[4], ids[3], ids[0]]) await ask(handling, id, deposit(1));
    expect(reading.mock.calls.map(([stream]) => stream)).toEqual([`account-${ids[0]}`]);
    reading.mockRestore();
  });

  it('keeps no more than its bounds allow of streams that grew', async () => {
    const handling = process({ maxBytes: 20_000 });
    const ids = Array.from({ length: 8 }, () => randomUUID());
    for (const id of ids) await ask(handling, id, deposit(1));
    for (let round = 0; round < 10; round++) for (const id of ids) await ask(handling, id, deposit(1));
    // Some 6,000 bytes each by now: three are kept, the others are read again.
    const reading = jest.spyOn(store, 'readBatches');
    for (const id of ids) await ask(handling, id, deposit(1));
    expect(reading.mock.calls.length).toBeGreaterThan(4);
    reading.mockRestore();
  });
});
