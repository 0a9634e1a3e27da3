/** Two projectors of one projection, forced into the order that hurts: frozen behind a loaded batch, thawed after the other went on. */
import { EventStore, SharedSubscription } from '../../libs/event-store';
import { followProjection, PROJECTIONS, type Projection, ReadModels, waitFor } from '../../libs/read-models';
import { dialogue } from '../bench/history';
import { beside } from '../support/beside';
import { eventually, type Stack, startStack } from '../support/stack';

const inbox = PROJECTIONS.find(({ name }) => name === 'inbox') as Projection;

describe('a projector that was frozen behind a loaded batch', () => {
  let stack: Stack;
  let store: EventStore;
  let models: ReadModels;
  beforeAll(async () => {
    stack = await startStack({ run: [] });
    ({ store, models } = beside(stack));
  });
  afterAll(async () => {
    await Promise.all([store.close(), models.close()]);
    await stack.stop();
  });

  it('writes nothing of it when another went on, even where it has the lease again', async () => {
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
    expect(await waitFor(models, 'inbox', position, 10_000)).toBe(true);
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
});
