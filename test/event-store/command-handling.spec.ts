import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type { Stamp, Streams } from '../../libs/domain';
import {
  CommandHandling,
  type CommandHandlingOptions,
  type Decider,
  EventStore,
  eventId,
  type Handled,
  type Stamped,
} from '../../libs/event-store';
import { number, record, Stranger, text, uuid } from './registry';
import { all, embeddedStore, metadata, storeUnderTest } from './store-under-test';
import { UnreliableLine } from './unreliable-line';

type Order = { type: 'Deposit'; amount: number } | { type: 'Withdraw'; amount: number } | { type: 'Touch' };
type Command = Stamped & Order;
type Happened =
  | { type: 'Deposited'; data: { amount: number } }
  | { type: 'Withdrawn'; data: { amount: number; at: number } }
  | { type: 'Emptied'; data: object }
  | { type: 'CommandAcknowledged'; data: object };
type Account = { balance: number; lastRevision: number };

/** Small rules with every kind of outcome: one event, two events, none, a refusal. */
const account: Decider<Account, Command, Happened> = {
  category: 'account',
  initial: { balance: 0, lastRevision: -1 },
  decide(command, state) {
    switch (command.type) {
      case 'Deposit':
        return [{ type: 'Deposited', data: { amount: command.amount } }];
      case 'Withdraw': {
        if (command.amount > state.balance) throw new Error('overdrawn');
        const withdrawn = { type: 'Withdrawn', data: { amount: command.amount, at: command.stamp.at } } as const;
        return command.amount === state.balance ? [withdrawn, { type: 'Emptied', data: {} }] : [withdrawn];
      }
      case 'Touch':
        return [];
    }
  },
  evolve(state, event, { revision }) {
    switch (event.type) {
      case 'Deposited':
        return { balance: state.balance + event.data.amount, lastRevision: revision };
      case 'Withdrawn':
        return { balance: state.balance - event.data.amount, lastRevision: revision };
      case 'Emptied':
        return { ...state, lastRevision: revision };
      case 'CommandAcknowledged':
        return state;
    }
  },
};

const by = ['buyer'] as const;
const accounts: Streams = {
  account: {
    id: uuid,
    events: {
      Deposited: { data: record({ amount: number }), by },
      Withdrawn: { data: record({ amount: number, at: number }), by },
      Emptied: { data: record({}), by },
      CommandAcknowledged: { data: record({ command: text, at: text }), by },
    },
  },
};

const NINE = Date.parse('2026-01-05T09:00:00.000Z');
const deposit = (amount: number): Order => ({ type: 'Deposit', amount });
const withdraw = (amount: number): Order => ({ type: 'Withdraw', amount });
const touch: Order = { type: 'Touch' };

const sent = (commandId: string = randomUUID(), commandHash = 'hash'): Stamp => ({
  commandId,
  commandHash,
  at: NINE,
  actor: { id: 'buyer-1', role: 'buyer' },
  origin: 'test',
  correlationId: 'correlation',
});

const sentAt = (at: number): Stamp => ({ ...sent(), at });

/** Handles an order as the command of an account. */
const ask = (handling: CommandHandling, id: string, order: Order, stamp: Stamp = sent()): Promise<Handled<Happened, Account>> =>
  handling.handle(account, { ...order, id, stamp });

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

  /** Each call is another process: it has its own kept states. */
  const process = (options?: CommandHandlingOptions) => new CommandHandling(store, options);

  /** An account with a past, handled by a process that has or has not seen it. */
  function given(...past: Order[]) {
    const id = randomUUID();
    return {
      id,
      async when(command: Order, handling = process(), stamp = sent()): Promise<Handled<Happened>> {
        const before = process();
        for (const earlier of past) await ask(before, id, earlier);
        return ask(handling, id, command, stamp);
      },
    };
  }

  const stored = async (id: string) => (await all(store.read<Happened>(`account-${id}`))).map(({ type }) => type);

  it('yields events of a new stream', async () => {
    const outcome = await given().when(deposit(5));
    expect(outcome).toMatchObject({
      events: [{ type: 'Deposited', data: { amount: 5 }, revision: 0 }],
      revision: 0,
      repeated: false,
    });
    expect(outcome.position).toBeGreaterThan(0n);
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

  it('lets time in a stream never run backwards, whichever process had been first to look at its clock', async () => {
    const id = randomUUID();
    const [early, late] = [process(), process()];
    await ask(early, id, deposit(5), sentAt(NINE));
    await ask(late, id, deposit(5), sentAt(NINE + 2_000));
    // Stamped before that, written behind it: decided at the instant of what stands there.
    const { events } = await ask(early, id, withdraw(1), sentAt(NINE + 1_000));
    expect(events).toMatchObject([{ data: { at: NINE + 2_000 } }]);
    await ask(late, id, deposit(5), sentAt(NINE + 3_000));
    const instants = (await all(store.read(`account-${id}`))).map(({ metadata }) => Date.parse(metadata.at) - NINE);
    expect(instants).toEqual([0, 2_000, 2_000, 3_000]);
  });

  it('refuses where the stream is more than a minute ahead of this process’s clock, and counts it', async () => {
    const id = randomUUID();
    await ask(process(), id, deposit(5), sentAt(NINE + 60_001));
    const handling = process();
    await expect(ask(handling, id, withdraw(1), sentAt(NINE))).rejects.toMatchObject({
      name: 'ClockBehind',
      stream: `account-${id}`,
      aheadMs: 60_001,
      retryAfterSeconds: 61,
    });
    expect(handling.clocksBehind).toBe(1);
    expect(await stored(id)).toEqual(['Deposited']);
    // A minute is what clocks may differ, and it passes.
    const { events } = await ask(handling, id, withdraw(1), sentAt(NINE + 1));
    expect(events).toMatchObject([{ data: { at: NINE + 60_001 } }]);
    expect(handling.clocksBehind).toBe(1);
  });

  it('answers a repetition whatever the clock says', async () => {
    const id = randomUUID();
    const stamp = sent();
    const first = await ask(process(), id, deposit(5), { ...stamp, at: NINE + 600_000 });
    const again = await ask(process(), id, deposit(5), stamp);
    expect(again).toMatchObject({ repeated: true, revision: first.revision, position: first.position });
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

  it('is decided at the latest instant of the stream, wherever it stands there', async () => {
    const id = randomUUID();
    const event = (at: string) => ({ id: randomUUID(), type: 'Deposited', data: { amount: 9 }, metadata: { ...metadata, at } });
    await store.append(`account-${id}`, [event('2026-01-05T09:00:30.000Z'), event('2026-01-05T08:00:00.000Z')], 'no-stream');
    const { events } = await ask(process(), id, withdraw(1));
    expect(events).toMatchObject([{ data: { at: NINE + 30_000 } }]);
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
      return [reading.mock.calls.map(([, from]) => from), deciding.mock.calls.length];
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

  describe('a second time', () => {
    it('writes nothing and answers as the first time, in the same process and in another', async () => {
      const { id, when } = given(deposit(5));
      const stamp = sent();
      const handling = process();
      const first = await when(withdraw(5), handling, stamp);
      await ask(handling, id, deposit(3));
      for (const again of [handling, process()]) {
        const second = await ask(again, id, withdraw(5), stamp);
        expect(second).toMatchObject({ revision: first.revision, position: first.position, repeated: true });
        expect(second.events).toMatchObject(first.events);
      }
      expect(await stored(id)).toEqual(['Deposited', 'Withdrawn', 'Emptied', 'Deposited']);
    });

    it('through a process whose state is behind writes nothing either', async () => {
      const id = randomUUID();
      const [behind, ahead] = [process(), process()];
      await ask(behind, id, deposit(1));
      const stamp = sent();
      const first = await ask(ahead, id, withdraw(1), stamp);
      expect(await ask(behind, id, withdraw(1), { ...stamp, at: NINE + 1_000 })).toMatchObject({
        position: first.position,
        repeated: true,
        events: first.events,
      });
      expect(await stored(id)).toEqual(['Deposited', 'Withdrawn', 'Emptied']);
    });

    it('with other content is refused also by a process whose state is behind', async () => {
      const id = randomUUID();
      const [behind, ahead] = [process(), process()];
      await ask(behind, id, deposit(1));
      const { commandId } = sent();
      await ask(ahead, id, deposit(2), sent(commandId));
      await expect(ask(behind, id, deposit(3), sent(commandId, 'another hash'))).rejects.toMatchObject({
        name: 'CommandReused',
      });
    });

    it('with other content is refused', async () => {
      const { id, when } = given();
      const stamp = sent();
      await when(deposit(5), process(), stamp);
      const other = ask(process(), id, deposit(6), sent(stamp.commandId, 'another hash'));
      await expect(other).rejects.toMatchObject({ name: 'CommandReused', commandId: stamp.commandId });
      expect(await stored(id)).toEqual(['Deposited']);
    });

    it('that had nothing to do answers so for ever, in the same process and after a restart, whatever happened since', async () => {
      const { id, when } = given(deposit(5));
      const handling = process();
      const stamp: Stamp = { ...sent(), keyed: true };
      const first = await when(touch, handling, stamp);
      expect(first).toMatchObject({ events: [], revision: 1, repeated: false });
      await ask(handling, id, deposit(2));
      for (const again of [handling, process()]) {
        // Now there would be something to do.
        const second = await ask(again, id, deposit(9), stamp);
        expect(second).toEqual({ ...first, repeated: true, state: expect.anything() });
        const other = ask(again, id, deposit(9), { ...stamp, commandHash: 'another hash' });
        await expect(other).rejects.toMatchObject({ name: 'CommandReused' });
      }
      const events = await all(store.read(`account-${id}`));
      expect(events.map(({ type }) => type)).toEqual(['Deposited', 'CommandAcknowledged', 'Deposited']);
      expect(events[1]).toMatchObject({
        data: { command: 'Touch', at: '2026-01-05T09:00:00.000Z' },
        metadata: { commandId: stamp.commandId, commandHash: 'hash', role: 'buyer' },
      });
    });

    it('that had nothing to do leaves no trace where nobody keeps the key', async () => {
      const { id, when } = given(deposit(5));
      const stamp = sent();
      await when(touch, process(), stamp);
      expect(await ask(process(), id, deposit(9), stamp)).toMatchObject({ revision: 1, repeated: false });
      expect(await stored(id)).toEqual(['Deposited', 'Deposited']);
    });

    it('that was refused leaves no trace either, and may be accepted later', async () => {
      const { id, when } = given(deposit(5));
      const stamp: Stamp = { ...sent(), keyed: true };
      await expect(when(withdraw(6), process(), stamp)).rejects.toThrow('overdrawn');
      await ask(process(), id, deposit(1));
      expect(await ask(process(), id, withdraw(6), stamp)).toMatchObject({ repeated: false, revision: 3 });
      expect(await stored(id)).toEqual(['Deposited', 'Deposited', 'Withdrawn', 'Emptied']);
    });

    it('at the same moment is one command', async () => {
      const id = randomUUID();
      const stamp = sent();
      const [one, two] = [process(), process()];
      const outcomes = await Promise.all([one, one, two, two].map((handling) => ask(handling, id, deposit(5), stamp)));
      expect(new Set(outcomes.map(({ position }) => position)).size).toBe(1);
      expect(await stored(id)).toEqual(['Deposited']);
    });

    it('on another stream is another command, with events of its own', async () => {
      const stamp = sent();
      const [first, second] = [
        await given().when(deposit(5), process(), stamp),
        await given().when(deposit(5), process(), stamp),
      ];
      expect(second.repeated).toBe(false);
      expect(second.events[0].id).not.toBe(first.events[0].id);
    });
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

  it('adds nothing for any history sent twice, kept or reloaded', async () => {
    const commands = fc.array(
      fc.oneof(fc.integer({ min: 1, max: 9 }).map(deposit), fc.integer({ min: 1, max: 9 }).map(withdraw), fc.constant(touch)),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(commands, fc.boolean(), async (history, restarted) => {
        const id = randomUUID();
        const handling = process();
        const stamps = history.map(() => sent());
        const handleAll = async (by: CommandHandling) => {
          for (const [n, command] of history.entries()) await ask(by, id, command, stamps[n]).catch(() => undefined);
        };
        await handleAll(handling);
        const before = await all(store.read(`account-${id}`));
        const accepted = new Set(before.map(({ metadata }) => metadata.commandId));
        await handleAll(restarted ? process() : handling);
        // A command that was refused or had nothing to do then may have something to do now; none that was accepted happens again.
        const after = await all(store.read(`account-${id}`));
        expect(after.slice(0, before.length)).toEqual(before);
        expect(after.slice(before.length).filter(({ metadata }) => accepted.has(metadata.commandId))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

it('handles commands on a store that was put back to an earlier state', async () => {
  const before = await embeddedStore();
  const store = EventStore.connect({ url: before.url, streams: accounts });
  const handling = new CommandHandling(store);
  const id = randomUUID();
  await ask(handling, id, deposit(1));
  await ask(handling, id, deposit(2));
  await before.stop();
  const after = await embeddedStore(before.port);
  expect(await ask(handling, id, deposit(4))).toMatchObject({ revision: 0, state: { balance: 4 } });
  expect(await store.head()).toBe((await all(store.readAll()))[0].position);
  await store.close();
  await after.stop();
});

describe('handling commands over an unreliable line', () => {
  let server: Awaited<ReturnType<typeof embeddedStore>>;
  let line: UnreliableLine;
  let store: EventStore;
  let direct: EventStore;

  beforeAll(async () => {
    server = await embeddedStore();
    line = await UnreliableLine.to(server.port);
    store = EventStore.connect({ url: line.url, streams: accounts, tryMs: 200, budgetMs: 600 });
    direct = EventStore.connect({ url: server.url, streams: accounts });
  });

  afterAll(async () => {
    await Promise.all([store.close(), direct.close()]);
    await line.close();
    await server.stop();
  });

  it('finds the command done when the answer was lost and the process restarted', async () => {
    const id = randomUUID();
    const stamp = sent();
    const handling = new CommandHandling(store);
    await ask(handling, id, deposit(1));

    line.loseAnswers();
    await expect(ask(handling, id, deposit(7), stamp)).rejects.toMatchObject({ name: 'StoreUnavailable' });
    line.loseAnswers(false);
    line.cut();

    const [, event] = await all(direct.read(`account-${id}`));
    for (const again of [new CommandHandling(direct), handling]) {
      expect(await ask(again, id, deposit(7), stamp)).toMatchObject({
        revision: 1,
        position: event.position,
        repeated: true,
      });
    }
    expect(await all(direct.read(`account-${id}`))).toHaveLength(2);
  });

  it('lets no command of a queue wait for longer than one may take, also where all before it are done', async () => {
    const handling = new CommandHandling(store);
    const id = randomUUID();
    const append = store.append.bind(store);
    const slow = jest.spyOn(store, 'append').mockImplementation(async (...what) => {
      await sleep(400);
      return append(...what);
    });
    const outcomes = await Promise.allSettled(Array.from({ length: 3 }, () => ask(handling, id, deposit(1))));
    slow.mockRestore();
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(outcomes[2]).toMatchObject({
      reason: { name: 'StoreUnavailable', message: expect.stringContaining('earlier commands') },
    });
  });

  it('lets no command of a queue wait for the time of all before it', async () => {
    const handling = new CommandHandling(store);
    const id = randomUUID();
    await ask(handling, id, deposit(1));
    line.freeze();
    const started = performance.now();
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => ask(handling, id, deposit(1))));
    line.thaw();
    expect(performance.now() - started).toBeLessThan(2_500);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: { name: 'StoreUnavailable' } });
    const reasons = outcomes.slice(1).map((outcome) => String((outcome as PromiseRejectedResult).reason.message));
    expect(reasons.filter((reason) => !reason.includes('earlier commands'))).toEqual([]);
    expect(await ask(handling, id, touch)).toMatchObject({ repeated: false });
  });
});
