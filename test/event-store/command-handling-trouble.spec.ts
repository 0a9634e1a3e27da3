import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandHandling, EventStore } from '../../libs/event-store';
import { accounts, ask, deposit, sent, touch } from './account';
import { all, embeddedStore } from './store-under-test';
import { UnreliableLine } from './unreliable-line';

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
    // The first takes what it takes, the second longer than a command may.
    const [budgetMs, tooLong] = [1_500, 1_600];
    const patient = EventStore.connect({ url: server.url, streams: accounts, budgetMs });
    const handling = new CommandHandling(patient);
    const id = randomUUID();
    const append = patient.append.bind(patient);
    let appends = 0;
    jest.spyOn(patient, 'append').mockImplementation(async (...what) => {
      if (++appends === 2) await sleep(tooLong);
      return append(...what);
    });
    const outcomes = await Promise.allSettled(Array.from({ length: 3 }, () => ask(handling, id, deposit(1))));
    await patient.close();
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
