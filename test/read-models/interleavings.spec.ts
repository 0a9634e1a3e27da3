/** Two of those that follow the log with one checkpoint, forced into the order that hurts: frozen behind a loaded batch, thawed after the other went on. */
import { CheckpointMoved, EventStore, SharedSubscription } from '../../libs/event-store';
import {
  advanceReaction,
  followProjection,
  leaseReaction,
  PROJECTIONS,
  type Projection,
  passReaction,
  ReadModels,
  reactionStands,
  reactionStatus,
  waitFor,
} from '../../libs/read-models';
import { dialogue } from '../bench/history';
import { startBeside } from '../support/beside';
import { eventually } from '../support/stack';

const inbox = PROJECTIONS.find(({ name }) => name === 'inbox') as Projection;

describe('frozen behind a loaded batch', () => {
  let store: EventStore;
  let models: ReadModels;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    ({ store, models, stop } = await startBeside({ run: [] }));
  });
  afterAll(() => stop());

  it('a projector writes nothing of it when another went on, even where it has the lease again', async () => {
    const { stream, events } = dialogue('shop', 3);
    const [first, second, third] = [events.slice(0, 3), events.slice(3, 5), events.slice(5, 7)];
    await store.append(stream, first, 'no-stream');

    // Frozen between what it read of its rows and what it writes: there, whatever its process is doing.
    let thaw: () => void = () => undefined;
    const frozen = new Promise<void>((resolve) => {
      thaw = resolve;
    });
    let isFrozen = false;
    const slow = new Proxy(models, {
      get(target, property) {
        const value = Reflect.get(target, property, target) as unknown;
        if (property !== 'query') return typeof value === 'function' ? value.bind(target) : value;
        return async (text: string, values?: readonly unknown[], name?: string) => {
          if (name?.startsWith('advance inbox') && !isFrozen) {
            isFrozen = true;
            await frozen;
          }
          return target.query(text, values, name);
        };
      },
    });
    const following = (owner: string, on: ReadModels, signal: AbortSignal) =>
      followProjection(
        { models: on, store, projection: inbox, owner, signal, onTrouble: () => undefined },
        new SharedSubscription(store),
      );
    const positions: bigint[] = [];
    const unlisten = await models.onProjected((name, position) => {
      if (name === 'inbox') positions.push(position);
    });

    const [oneStops, twoStops] = [new AbortController(), new AbortController()];
    const one = following('one', slow, oneStops.signal);
    await eventually('it is frozen', async () => isFrozen);
    await models.query("UPDATE projections SET lease_until = now() - interval '1 second' WHERE name = 'inbox'");
    // Of two, the first by name gets the one projection there is.
    const two = following('another', models, twoStops.signal);
    const { position } = await store.append(stream, second, 2);
    expect(await waitFor(models, 'inbox', position, 60_000)).toBe(true);
    twoStops.abort();
    await two;
    // The lease is its own again: what it loaded is old all the same.
    await models.query("UPDATE projections SET owner = 'one', lease_until = now() + interval '10 seconds' WHERE name = 'inbox'");
    thaw();
    const last = (await store.append(stream, third, 4)).position;
    expect(await waitFor(models, 'inbox', last, 15_000)).toBe(true);
    oneStops.abort();
    await one;
    await Promise.resolve(unlisten());

    expect(positions).toEqual([...positions].sort((a, b) => Number(a - b)));
    const [row] = await models.query("SELECT open_count, arrived, unread_count FROM inbox_conversations WHERE side = 'seller'");
    expect(row).toEqual({ open_count: 3, arrived: 3, unread_count: 3 });
  });

  it('a reaction moves its checkpoint neither behind what it acted on nor behind what it passed, when another went on', async () => {
    const step = (owner: string, from: bigint, to: bigint) => ({ name: 'frozen', owner, from, to });
    const ends = () => models.query("UPDATE reactions SET lease_until = now() - interval '1 second' WHERE name = 'frozen'");
    const at = async () => (await reactionStatus(models)).find(({ name }) => name === 'frozen');
    expect(await leaseReaction(models, 'frozen', 'one')).toBe(-1n);
    await reactionStands(models, 'frozen', 7n, 'a reason');
    await passReaction(models, step('one', -1n, 7n));
    expect(await at()).toEqual({ name: 'frozen', position: 7n, updatedAt: expect.any(String) });
    expect(await leaseReaction(models, 'frozen', 'two')).toBeUndefined();
    await ends();
    expect(await leaseReaction(models, 'frozen', 'two')).toBe(7n);
    await passReaction(models, step('two', 7n, 9n));
    for (const move of [
      passReaction,
      (on: ReadModels, one: Parameters<typeof passReaction>[1]) => advanceReaction(on, one, []),
    ]) {
      // Not its own any more.
      await expect(move(models, step('one', 9n, 12n))).rejects.toThrow(CheckpointMoved);
      // Its own again, and elsewhere than it thinks.
      await ends();
      await leaseReaction(models, 'frozen', 'one');
      await expect(move(models, step('one', 7n, 12n))).rejects.toThrow(CheckpointMoved);
      await ends();
      await leaseReaction(models, 'frozen', 'two');
    }
    await advanceReaction(models, step('two', 9n, 12n), []);
    expect(await at()).toMatchObject({ position: 12n });
  });
});
