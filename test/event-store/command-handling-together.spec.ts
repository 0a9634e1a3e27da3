import { randomUUID } from 'node:crypto';
import { EventStore, eventId, StoreUnavailable } from '../../libs/event-store';
import { account, accounts, accountsOn, ask, deposit, type Happened, NINE, type Order, sent, touch, withdraw } from './account';
import { all, storeUnderTest } from './store-under-test';

describe('handling commands of one stream together', () => {
  let server: Awaited<ReturnType<typeof storeUnderTest>>;
  let store: EventStore;
  beforeAll(async () => {
    server = await storeUnderTest();
    store = EventStore.connect({ url: server.url, streams: accounts });
  });
  afterAll(async () => {
    await store.close();
    await server.stop();
  });
  afterEach(() => jest.restoreAllMocks());

  const { process, stored } = accountsOn(() => store);
  const given = (id: string, orders: readonly Order[], stamps = orders.map(() => sent())) =>
    orders.map((order, index) => ({ ...order, id, stamp: stamps[index] }));
  const readings = (id: string) => all(store.read<Happened>(`account-${id}`));
  /** Each outcome in a word: the revision it came to, or why it was refused. */
  const words = (outcomes: readonly PromiseSettledResult<{ revision: number; events: readonly unknown[] }>[]) =>
    outcomes.map((one) => (one.status === 'fulfilled' ? [one.value.revision, one.value.events.length] : one.reason.message));

  it('what they yield one behind another is one append, and stands there as if each had been handled alone', async () => {
    const [id, alone] = [randomUUID(), randomUUID()];
    const orders = [deposit(5), withdraw(5), deposit(2), withdraw(1)];
    const stamps = orders.map(() => sent());
    const handling = process();
    const appending = jest.spyOn(store, 'append');
    const outcomes = await handling.handleAll(account, given(id, orders, stamps));
    expect(appending).toHaveBeenCalledTimes(1);
    expect(words(outcomes)).toEqual([
      [0, 1],
      [2, 2],
      [3, 1],
      [4, 1],
    ]);
    const one = process();
    for (const [index, order] of orders.entries()) await ask(one, alone, order, stamps[index]);
    const events = await readings(id);
    const shown = (read: readonly Happened[]) =>
      read.map((event) => ({ ...event, id: '', stream: '', position: 0n, created: 0, bytes: 0 }));
    expect(shown(events)).toEqual(shown(await readings(alone)));
    expect(events.map((event) => event.id)).toEqual(
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [2, 0],
        [3, 0],
      ].map(([command, index]) => eventId(`account-${id}`, stamps[command], index)),
    );
    // Of the last of them, as the store has it.
    expect(outcomes.map((one) => one.status === 'fulfilled' && one.value.position)).toEqual(
      outcomes.map(() => events[4].position),
    );
    const again = await ask(handling, id, orders[0], stamps[0]);
    expect(again).toMatchObject({ revision: 0, repeated: true, position: events[4].position });
  });

  it('goes on from what is kept, and keeps what comes of it', async () => {
    const [id, handling] = [randomUUID(), process()];
    await handling.handleAll(account, given(id, [deposit(1), deposit(1)]));
    const reading = jest.spyOn(store, 'readBatches');
    expect(words(await handling.handleAll(account, given(id, [deposit(1), deposit(1)])))).toEqual([
      [2, 1],
      [3, 1],
    ]);
    expect(await ask(handling, id, withdraw(4))).toMatchObject({ revision: 5, state: { balance: 0 } });
    expect(reading).not.toHaveBeenCalled();
  });

  it('each has its own outcome: one that is known, refused or has nothing to do changes nothing for the others', async () => {
    const [id, handling] = [randomUUID(), process()];
    const known = sent();
    const { position } = await ask(handling, id, deposit(5), known);
    const orders = [withdraw(1), withdraw(9), deposit(5), touch, withdraw(1), deposit(1)];
    const stamps = [sent(), sent(), known, sent(), sent(), sent()];
    const outcomes = await handling.handleAll(account, given(id, orders, stamps));
    expect(words(outcomes)).toEqual([[1, 1], 'overdrawn', [0, 1], [1, 0], [2, 1], [3, 1]]);
    expect(outcomes[2]).toMatchObject({ value: { repeated: true, position } });
    expect(await stored(id)).toEqual(['Deposited', 'Withdrawn', 'Withdrawn', 'Deposited']);
  });

  it('turns nobody away because of a state that is behind', async () => {
    const [id, behind] = [randomUUID(), process()];
    await ask(behind, id, deposit(1));
    await ask(process(), id, deposit(9));
    expect(words(await behind.handleAll(account, given(id, [withdraw(9), withdraw(1)])))).toEqual([
      [2, 1],
      [4, 2],
    ]);
    const other = process();
    await ask(other, id, deposit(1));
    // A conflict: decided again on what is there by then.
    expect(words(await behind.handleAll(account, given(id, [deposit(1), withdraw(2), deposit(3)])))).toEqual([
      ...[
        [6, 1],
        [8, 2],
        [9, 1],
      ],
    ]);
  });

  it('given again, whole or in part, by whichever process, none happens twice', async () => {
    const id = randomUUID();
    const commands = given(
      id,
      Array.from({ length: 30 }, () => deposit(1)),
    );
    await process().handleAll(account, commands.slice(0, 10));
    const outcomes = await Promise.all(Array.from({ length: 3 }, () => process().handleAll(account, commands)));
    for (const some of outcomes) expect(some.map(({ status }) => status)).toEqual(commands.map(() => 'fulfilled'));
    expect(await stored(id)).toHaveLength(30);
  });

  it('what is too large for one append is several', async () => {
    const small = EventStore.connect({ url: server.url, streams: accounts, maxAppendBytes: 2_500 });
    const id = randomUUID();
    const commands = given(
      id,
      Array.from({ length: 40 }, () => deposit(1)),
    );
    const appending = jest.spyOn(small, 'append');
    const outcomes = await accountsOn(() => small)
      .process()
      .handleAll(account, commands);
    expect(words(outcomes)).toEqual(commands.map((_, revision) => [revision, 1]));
    expect(appending.mock.calls.length).toBeLessThan(25);
    await small.close();
    expect(await stored(id)).toHaveLength(40);
  });

  it('an append of unknown outcome is told of all that are left, and what was folded for it is dropped', async () => {
    const [id, handling] = [randomUUID(), process()];
    const commands = given(id, [deposit(1), withdraw(1), touch, deposit(2)]);
    await ask(handling, id, deposit(7));
    const appending = jest.spyOn(store, 'append').mockRejectedValue(new StoreUnavailable('away'));
    const outcomes = await handling.handleAll(account, commands);
    expect(words(outcomes)).toEqual(commands.map(() => expect.stringContaining('away')));
    expect(appending).toHaveBeenCalledTimes(1);
    appending.mockRestore();
    expect(await handling.stateOf(account, id)).toEqual({ balance: 7, lastRevision: 0 });
    expect(words(await handling.handleAll(account, commands))).toEqual([
      [1, 1],
      [2, 1],
      [2, 0],
      [3, 1],
    ]);
  });

  it('one of a clock that is behind is refused alone, and counted once', async () => {
    const [id, handling] = [randomUUID(), process()];
    const [first, late] = given(id, [deposit(1), deposit(1)]);
    const behind = { ...late, stamp: { ...late.stamp, at: NINE - 61_000 } };
    const outcomes = await handling.handleAll(account, [first, behind, ...given(id, [deposit(3)])]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(handling.clocksBehind).toBe(1);
    expect((await readings(id)).map(({ data }) => data)).toEqual([{ amount: 1 }, { amount: 3 }]);
  });
});
