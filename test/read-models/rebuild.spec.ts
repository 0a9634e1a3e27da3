/** A rebuild fills new tables beside those in use and switches; whoever reads meanwhile notices nothing. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { rebuildProjection } from '../../apps/helpdesk/operate';
import { claimDue, conversationOf, inboxPage, messagesPage, type Projection, rebuild, waitFor } from '../../libs/read-models';
import { eventually } from '../support/stack';
import { histories, live } from './histories';
import {
  type Ground,
  oneAtATime,
  opening,
  positionsOf,
  projectionNamed,
  rebuildNow,
  record,
  rowsOf,
  startFollower,
  startGround,
} from './support';

const admin = { sub: 'root', role: 'admin' };
const never = new AbortController().signal;

describe('a rebuild', () => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await startGround();
  });
  afterAll(() => ground.stop());

  const generations = () =>
    ground.models.query<{ name: string; generation: number; version: number }>(
      'SELECT name, generation, version FROM projections ORDER BY name, generation',
    );
  const tables = async (prefix: string) =>
    (
      await ground.models.query<{ relname: string }>(
        "SELECT relname FROM pg_class WHERE relname LIKE $1 AND relkind IN ('r', 'v') ORDER BY relname",
        [`${prefix}%`],
      )
    ).map(({ relname }) => relname);

  it('of nothing at all ends at once', async () => {
    const { store, models } = ground;
    const shares: number[] = [];
    await rebuildProjection('search', store, models, never, (share) => shares.push(share));
    expect(await generations()).toMatchObject([{ name: 'search', generation: 2 }]);
    await expect(rebuildProjection('serach', store, models, never, () => undefined)).rejects.toThrow('there is no projection');
  });

  it('while events keep coming: no reader sees fewer rows or an error; old tables are gone, rows are the fold', async () => {
    const { store, models } = ground;
    const inbox = projectionNamed('inbox');
    const follower = startFollower(ground, inbox);
    expect(await waitFor(models, 'inbox', await live(store, histories(40, 3)), 20_000)).toBe(true);
    let going = true;
    let counts = 0;
    const reader = async () => {
      let most = 0;
      while (going) {
        const [{ n }] = await models.query<{ n: number }>('SELECT count(*) AS n FROM inbox_conversations', [], 'reader');
        expect(n).toBeGreaterThanOrEqual(most);
        most = n;
        counts++;
        await inboxPage(models, admin, { now: 0, sort: 'due', limit: 10 });
      }
    };
    const readers = [reader(), reader()];
    const writer = live(store, histories(80, 5));
    for (let times = 0; times < 3; times++) await rebuildNow(ground, inbox);
    const end = await writer;
    expect(await waitFor(models, 'inbox', end, 20_000)).toBe(true);
    going = false;
    await Promise.all(readers);
    expect(counts).toBeGreaterThan(10);
    await follower.stop();
    expect(await tables('inbox')).toEqual(['inbox_conversations', 'inbox_conversations_g4']);
    const followed = await rowsOf(models, inbox);
    await rebuildNow({ models, store: oneAtATime(ground, 'inbox') }, inbox);
    expect(await rowsOf(models, inbox)).toEqual(followed);
  });

  it('waits with the switch for who reads, and nobody queues behind it', async () => {
    const { store, models } = ground;
    const clock = projectionNamed('clock');
    const follower = startFollower(ground, clock);
    const id = randomUUID();
    const end = await record(store, id, opening(id));
    expect(await waitFor(models, 'clock', end, 20_000)).toBe(true);
    let slowest = 0;
    let rebuilt: Promise<unknown> | undefined;
    // A timekeeper holds what it claimed for as long as its commands take.
    await claimDue(models, Date.parse('2030-01-01'), ['de'], 10, async () => {
      rebuilt = rebuildNow(ground, clock);
      for (const until = Date.now() + 1_500; Date.now() < until; await sleep(20)) {
        const started = Date.now();
        await models.query('SELECT count(*) FROM clock_obligations');
        slowest = Math.max(slowest, Date.now() - started);
      }
    });
    await rebuilt;
    expect(slowest).toBeLessThan(700);
    expect(await tables('clock_obligations')).toEqual(['clock_obligations', 'clock_obligations_g2']);
    await follower.stop();
  });

  it('killed or interrupted, leaves nothing behind after the next', async () => {
    const { store, models, stack } = ground;
    const conversation = projectionNamed('conversation');
    await rebuildNow(ground, conversation);
    const before = await tables('conversation');
    // Interrupted: it tidies up itself.
    const stopping = new AbortController();
    const slow = oneAtATime(ground, 'conversation');
    const asked = {
      models,
      store: slow,
      projection: conversation,
      owner: 'one',
      signal: stopping.signal,
      onTrouble: () => undefined,
    };
    const interrupted = rebuild(asked, () => stopping.abort());
    await expect(interrupted).rejects.toThrow('interrupted');
    expect(await tables('conversation')).toEqual(before);
    // Killed: its tables stay until the next one, which has to wait for its lease.
    await models.query(
      `INSERT INTO projections (name, generation, version, active, tables, owner, lease_until)
       VALUES ('conversation', 9, 1, false, '{conversation_headers,conversation_forgotten}', 'dead', now() + interval '1 hour')`,
    );
    await models.query('CREATE TABLE conversation_headers_g9 (x int)');
    await models.query('CREATE TABLE conversation_forgotten_g9 (x int)');
    await expect(rebuildNow(ground, conversation)).rejects.toThrow('being rebuilt by another process');
    await models.query("UPDATE projections SET lease_until = now() - interval '1 second' WHERE owner = 'dead'");
    await rebuildNow(ground, conversation);
    expect(await tables('conversation')).toEqual([
      'conversation_headers',
      'conversation_headers_g10',
      'conversation_items',
      'conversation_items_g10',
    ]);
    expect(stack.eventStoreUrl).toBeDefined();
    expect(await positionsOf(models, 'conversation')).toEqual({ active: Number(await store.head()) });
  });

  it('goes past what only the store itself wrote at the end of the log', async () => {
    const { models, store } = ground;
    const search = projectionNamed('search');
    await rebuildNow(ground, search);
    // A checkpoint for events of the store's own is beyond the last event of the product.
    const beyond = Number(await store.head()) + 5;
    await models.query("UPDATE projections SET position = $1 WHERE name = 'search'", [beyond]);
    await rebuildNow(ground, search);
    expect(await positionsOf(models, 'search')).toEqual({ active: beyond });
  });

  it('comes by itself with newer code, whose tables may be other ones; older code keeps its hands off', async () => {
    const { models, store } = ground;
    const old = projectionNamed('conversation');
    const [headers, items] = old.tables;
    const newer: Projection = {
      ...old,
      version: old.version + 1,
      tables: [{ ...headers, columns: { ...headers.columns, mood: 'text' } }, items],
    };
    const id = randomUUID();
    const first = startFollower(ground, old);
    const end = await record(store, id, opening(id));
    expect(await waitFor(models, 'conversation', end, 10_000)).toBe(true);
    // Readers of the old code have prepared their statements on every connection.
    const read = () =>
      Promise.all(
        Array.from({ length: 16 }, async () => {
          expect(await conversationOf(models, id)).toMatchObject({ buyer: 'bea' });
          expect((await messagesPage(models, id, { limit: 10, for: 'buyer' })).items).toHaveLength(1);
        }),
      );
    await read();
    const second = startFollower(ground, newer);
    await first.stop();
    await eventually('the newer generation', async () =>
      (await generations()).some(({ name, version }) => name === 'conversation' && version === newer.version),
    );
    await eventually(
      'one generation',
      async () => (await generations()).filter(({ name }) => name === 'conversation').length === 1,
    );
    await read();
    expect(second.troubles.join()).toContain('rebuilding beside them');
    await second.stop();
    const third = startFollower(ground, old);
    await eventually('the refusal', async () => third.troubles.some((trouble) => trouble.includes('newer than this code')));
    await record(store, id, [{ type: 'ConversationAssigned', data: { assignee: 'anna', by: 'anna', at: '' } }]);
    await sleep(300);
    expect(await conversationOf(models, id)).toMatchObject({ assignee: null });
    await expect(rebuildNow(ground, old)).rejects.toThrow('newer than this code');
    await third.stop();
  });
});
