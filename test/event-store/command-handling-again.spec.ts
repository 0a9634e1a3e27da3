import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Stamp } from '../../libs/domain';
import { CommandHandling, EventStore } from '../../libs/event-store';
import { accounts, accountsOn, ask, deposit, NINE, sent, touch, withdraw } from './account';
import { all, storeUnderTest } from './store-under-test';

describe('handling a command a second time', () => {
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

  const { process, given, stored } = accountsOn(() => store);

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
    const [first, second] = [await given().when(deposit(5), process(), stamp), await given().when(deposit(5), process(), stamp)];
    expect(second.repeated).toBe(false);
    expect(second.events[0].id).not.toBe(first.events[0].id);
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
