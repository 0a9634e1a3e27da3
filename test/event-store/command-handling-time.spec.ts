import { randomUUID } from 'node:crypto';
import { EventStore } from '../../libs/event-store';
import { account, accounts, accountsOn, ask, deposit, NINE, sent, sentAt, withdraw } from './account';
import { all, metadata, storeUnderTest } from './store-under-test';

describe('the instant of a command', () => {
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

  const { process, stored } = accountsOn(() => store);

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

  it('of one that is decided by the state of another stream is held against that stream, too', async () => {
    const id = randomUUID();
    await ask(process(), id, deposit(5), sentAt(NINE + 60_001));
    const handling = process();
    await expect(handling.stateOf(account, id, NINE)).rejects.toMatchObject({ name: 'ClockBehind', aheadMs: 60_001 });
    expect(await handling.stateOf(account, id, NINE + 1)).toMatchObject({ balance: 5 });
    expect(await handling.stateOf(account, id)).toMatchObject({ balance: 5 });
  });

  it('answers a repetition whatever the clock says', async () => {
    const id = randomUUID();
    const stamp = sent();
    const first = await ask(process(), id, deposit(5), { ...stamp, at: NINE + 600_000 });
    const again = await ask(process(), id, deposit(5), stamp);
    expect(again).toMatchObject({ repeated: true, revision: first.revision, position: first.position });
  });

  it('is decided at the latest instant of the stream, wherever it stands there', async () => {
    const id = randomUUID();
    const event = (at: string) => ({ id: randomUUID(), type: 'Deposited', data: { amount: 9 }, metadata: { ...metadata, at } });
    await store.append(`account-${id}`, [event('2026-01-05T09:00:30.000Z'), event('2026-01-05T08:00:00.000Z')], 'no-stream');
    const { events } = await ask(process(), id, withdraw(1));
    expect(events).toMatchObject([{ data: { at: NINE + 30_000 } }]);
  });
});
