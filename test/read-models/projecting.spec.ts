/** Following, rebuilding, and standing before an event that cannot be taken. */

import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { arrives, decide } from '../../apps/helpdesk/operate';
import type { Reaction } from '../../apps/reactor/reaction';
import { react } from '../../apps/reactor/reactor';
import { Bell, loadClockHours } from '../../libs/config';
import { CountReview, type PrecisionEvent } from '../../libs/domain';
import { EventStore, parkingOf, SharedSubscription } from '../../libs/event-store';
import { Dispatch, ProductClock } from '../../libs/product-clock';
import {
  followers,
  followProjection,
  PROJECTIONS,
  type Projection,
  projectionStatus,
  ReadModels,
  reactionStatus,
  rebuild,
  waitFor,
} from '../../libs/read-models';
import { dialogue } from '../bench/history';
import { Stranger } from '../event-store/registry';
import { metadata } from '../event-store/store-under-test';
import { startBeside } from '../support/beside';
import { mainOf } from '../support/compiled';
import type { RunningProcess } from '../support/process';
import { eventually, type Stack } from '../support/stack';
import { allCaughtUp, expectRowsEqualRebuild } from '../support/tables';

const inbox = PROJECTIONS.find(({ name }) => name === 'inbox') as Projection;
/** A follower as GET /v1/followers shows it. */
interface FollowerShown {
  readonly name: string;
  readonly standing: readonly { readonly position: string }[];
  readonly parked: readonly object[];
}
const troubles: string[] = [];
const onTrouble = (trouble: string) => void troubles.push(trouble);
type Decided = Parameters<typeof decide> extends [...infer Before, number] ? Before : never;
const decided = (...given: Decided) => decide(...given, Date.now());

describe('projections', () => {
  let stack: Stack;
  let store: EventStore;
  let models: ReadModels;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    ({ stack, store, models, stop } = await startBeside({ run: ['api', 'projector'], env: { HELPDESK_TEST_CLOCK: '1' } }));
  });
  afterAll(() => stop());

  /** So many conversations of a shop, written as an api writes them; the position of the last. */
  const ask = async (shop: string, count: number) => {
    const written = await Promise.all(
      Array.from({ length: count }, () => {
        const { stream, events } = dialogue(shop, 1);
        return store.append(stream, events, 'no-stream');
      }),
    );
    return Math.max(...written.map(({ position }) => Number(position)));
  };

  it('are rebuilt while events keep coming, and readers never see fewer rows', async () => {
    const shop = `shop-${randomUUID()}`;
    const position = await ask(shop, 50);
    expect(await waitFor(models, 'inbox', BigInt(position), 60_000)).toBe(true);
    let over = false;
    let least = 50;
    let reads = 0;
    const reader = (async () => {
      const agent = await stack.as('seller', 'agent', shop);
      for (; !over; reads++) {
        const { body } = await agent.get('/v1/inbox/counts').expect(200);
        expect(body.all).toBeGreaterThanOrEqual(least);
        least = body.all;
      }
    })();
    const writer = (async () => {
      for (let count = 0; count < 10; count++, await sleep(50)) await ask(shop, 5);
    })();
    const { signal } = new AbortController();
    const before = (await models.query<{ generation: number }>("SELECT generation FROM projections WHERE name = 'inbox'"))[0];
    const made = await rebuild({ models, store, projection: inbox, owner: 'test', signal, onTrouble }, () => undefined);
    await writer;
    over = true;
    await reader;
    expect(made.generation).toBeGreaterThan(before.generation);
    expect(reads).toBeGreaterThan(3);
    const tables = await models.query<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_name LIKE 'inbox_conversations_g%'",
    );
    expect(tables).toEqual([{ name: `inbox_conversations_g${made.generation}` }]);
    // The projector goes on with the new tables.
    const agent = await stack.as('seller', 'agent', shop);
    const last = await ask(shop, 1);
    await eventually('the new row', async () => {
      const { body } = await agent.get('/v1/inbox/counts').set('X-Min-Position', String(last));
      return body.all === 101;
    });
  });

  it('that nobody sees change take together what comes within a tenth of a second', async () => {
    let batches = 0;
    const settle = () => void batches++;
    const projection = { name: 'unwatched', version: 1, unwatched: true, tables: [], touches: () => [], on: {}, settle } as const;
    const stopping = new AbortController();
    const { signal } = stopping;
    const following = { models, store, projection, owner: 'test', signal, onTrouble };
    const loop = followProjection(following, new SharedSubscription(store));
    const write = async () => {
      const { stream, events } = dialogue('shop', 1);
      return (await store.append(stream, events, 'no-stream')).position;
    };
    expect(await waitFor(models, 'unwatched', await write(), 60_000)).toBe(true);
    batches = 0;
    const began = performance.now();
    let last = 0n;
    for (let count = 0; count < 200; count++) last = await write();
    expect(await waitFor(models, 'unwatched', last, 60_000)).toBe(true);
    expect(batches).toBeLessThanOrEqual((performance.now() - began) / 100 + 1);
    stopping.abort();
    await loop;
  });

  it('followed by two at once are written by one at a time, and the checkpoint goes forwards only', async () => {
    const stopping = new AbortController();
    const loops = ['one', 'two', 'three'].map((owner) =>
      followProjection(
        { models, store, projection: inbox, owner, signal: stopping.signal, onTrouble },
        new SharedSubscription(store),
      ),
    );
    const shop = `shop-${randomUUID()}`;
    let last = 0;
    let highest = -1;
    for (let count = 0; count < 10; count++) {
      last = await ask(shop, 10);
      const [{ position }] = await models.query<{ position: number }>(
        "SELECT position FROM projections WHERE name = 'inbox' AND active",
      );
      expect(position).toBeGreaterThanOrEqual(highest);
      highest = position;
    }
    expect(await waitFor(models, 'inbox', BigInt(last), 60_000)).toBe(true);
    stopping.abort();
    await Promise.all(loops);
  });

  it('are shared by two projectors; one takes all when the other is killed, shares again when it is back, and rows are as one alone makes them', async () => {
    const share = async ({ env }: RunningProcess) => {
      const ready = await fetch(`http://127.0.0.1:${env.PROJECTOR_PORT}/health/ready`);
      const { projector, projections } = (await ready.json()) as {
        projector: string;
        projections: { name: string; heldBy: string | null }[];
      };
      const held = projections.filter(({ heldBy }) => heldBy === projector).map(({ name }) => name);
      return held;
    };
    const counted = async ({ env }: RunningProcess) => {
      const metrics = await (await fetch(`http://127.0.0.1:${env.PROJECTOR_PORT}/metrics`)).text();
      return (metrics.match(/^helpdesk_projection_held{.*} 1$/gm) ?? []).length;
    };
    const all = PROJECTIONS.map(({ name }) => name).sort();
    const shared = async () => {
      const [one, other] = [await share(stack.projector), await share(second)];
      expect([...one, ...other].sort()).toEqual(all);
      expect([one.length, other.length]).toEqual([all.length / 2, all.length / 2]);
      expect([await counted(stack.projector), await counted(second)]).toEqual([one.length, other.length]);
      return true;
    };
    const alone = async () => {
      return (await share(stack.projector)).length === all.length && (await counted(stack.projector)) === all.length;
    };
    const shop = `shop-${randomUUID()}`;
    let over = false;
    const second = await stack.another('projector');
    const writing = (async () => {
      for (; !over; await sleep(100)) await ask(shop, 1);
    })();
    try {
      await eventually('each follows its half', shared);
      await second.end('SIGKILL');
      await eventually('one follows all', alone);
      await second.start();
      await eventually('each follows its half again', shared);
    } finally {
      over = true;
      await writing;
      await second.end();
    }
    await expectRowsEqualRebuild(stack);
  });

  it('of a newer version rebuild themselves beside the old', async () => {
    const newer: Projection = { ...inbox, version: inbox.version + 1 };
    const stopping = new AbortController();
    await stack.projector.end();
    const following = { models, store, projection: newer, owner: 'newer', signal: stopping.signal, onTrouble };
    const loop = followProjection(following, new SharedSubscription(store));
    await eventually('the new version', async () => {
      const [row] = await models.query<{ version: number }>("SELECT version FROM projections WHERE name = 'inbox' AND active");
      return row.version === newer.version;
    });
    stopping.abort();
    await loop;
    expect(troubles.some((trouble) => trouble.includes(`code of version ${newer.version}`))).toBe(true);
    await models.query("UPDATE projections SET version = $1 WHERE name = 'inbox'", [inbox.version]);
    await stack.projector.start();
  });

  it('of a newer version than the code are left alone', async () => {
    await stack.projector.end();
    await models.query("UPDATE projections SET version = version + 1 WHERE name = 'inbox'");
    const standing = () => models.query("SELECT generation, position FROM projections WHERE name = 'inbox'");
    const before = await standing();
    const following = { models, store, projection: inbox, owner: 'older', onTrouble };
    const stopping = new AbortController();
    const loop = followProjection({ ...following, signal: stopping.signal }, new SharedSubscription(store));
    await ask(`shop-${randomUUID()}`, 1);
    await eventually('it is said', async () => troubles.some((trouble) => trouble.includes('newer than this code')));
    stopping.abort();
    await loop;
    await expect(rebuild({ ...following, signal: new AbortController().signal }, () => undefined)).rejects.toThrow('newer than');
    expect(await standing()).toEqual(before);
    await models.query("UPDATE projections SET version = version - 1 WHERE name = 'inbox'");
    await stack.projector.start();
  });

  it('of a newer version keep the old tables current while they fill, where their columns are the same', async () => {
    const shop = `shop-${randomUUID()}`;
    await ask(shop, 3);
    await allCaughtUp(store, models);
    await stack.projector.end();
    // The new one stands before the first event of all, as if it had a long way to go.
    let stands = true;
    const newer: Projection = {
      ...inbox,
      version: inbox.version + 1,
      touches: (event) => {
        if (stands && event.type === 'ConversationOpened' && event.revision === 0 && event.position < live)
          throw new TypeError('later');
        return inbox.touches(event);
      },
    };
    const live = (await store.head()) + 1n;
    const stopping = new AbortController();
    const following = { models, store, projection: newer, owner: 'newer', signal: stopping.signal, onTrouble };
    const loop = followProjection(following, new SharedSubscription(store));
    const last = await ask(shop, 1);
    expect(await waitFor(models, 'inbox', BigInt(last), 60_000)).toBe(true);
    const [row] = await models.query<{ version: number }>("SELECT version FROM projections WHERE name = 'inbox' AND active");
    expect(row.version).toBe(inbox.version);
    stands = false;
    stopping.abort();
    await loop;
    await stack.projector.start();
  });

  it('that were interrupted while they filled go on with their own generation', async () => {
    const middle = BigInt(await ask(`shop-${randomUUID()}`, 5));
    await ask(`shop-${randomUUID()}`, 5);
    await allCaughtUp(store, models);
    const following = { models, store, projection: inbox, owner: 'test', signal: new AbortController().signal, onTrouble };
    const failing: Projection = {
      ...inbox,
      touches: (event) => {
        if (event.position === middle) throw new TypeError('in the middle');
        return inbox.touches(event);
      },
    };
    const interrupted = async () => {
      await expect(rebuild({ ...following, projection: failing }, () => undefined)).rejects.toThrow('in the middle');
      const [row] = await models.query<{ generation: number; position: number }>(
        "SELECT generation, position FROM projections WHERE name = 'inbox' AND NOT active",
      );
      expect([row.position > 0, row.position < middle]).toEqual([true, true]);
      return row;
    };
    const left = await interrupted();
    const reached: bigint[] = [];
    const made = await rebuild(following, (position) => reached.push(position));
    expect(made.generation).toBe(left.generation);
    expect(reached.every((position) => position >= middle)).toBe(true);
    await expectRowsEqualRebuild(stack, [inbox]);
    // Made by other code, it is not gone on with.
    const other = await interrupted();
    await models.query("UPDATE projections SET version = version - 1 WHERE name = 'inbox' AND NOT active");
    const anew = await rebuild(following, () => undefined);
    expect(anew.generation).toBe(other.generation + 1);
  });

  it('are filled to the end, however often the server ends the subscription before', async () => {
    await ask(`shop-${randomUUID()}`, 5);
    await allCaughtUp(store, models);
    let endings = 3;
    async function* ending(options: Parameters<EventStore['subscribeBatches']>[0]) {
      for await (const batch of store.subscribeBatches(options)) {
        const [first] = batch.events;
        if (first === undefined || endings === 0) {
          yield batch;
          continue;
        }
        endings--;
        yield { events: [first], reached: first.position };
        return;
      }
    }
    const own = new Proxy(store, {
      get(target, name) {
        if (name === 'subscribeBatches') return ending;
        const value = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const count = async () => (await models.query<{ count: number }>('SELECT count(*) FROM inbox_conversations'))[0].count;
    const before = await count();
    const { signal } = new AbortController();
    await rebuild({ models, store: own, projection: inbox, owner: 'test', signal, onTrouble }, () => undefined);
    expect([endings, await count()]).toEqual([0, before]);
  });

  it('are switched without readers waiting for one that reads long', async () => {
    const shop = `shop-${randomUUID()}`;
    const last = await ask(shop, 3);
    const reading = new pg.Client({ connectionString: stack.databaseUrl });
    await reading.connect();
    await reading.query('BEGIN');
    await reading.query('SELECT 1 FROM inbox_conversations LIMIT 1');
    let switched = false;
    const { signal } = new AbortController();
    const rebuilding = rebuild({ models, store, projection: inbox, owner: 'test', signal, onTrouble }, () => undefined);
    void rebuilding.then(() => {
      switched = true;
    });
    const agent = await stack.as('seller', 'agent', shop);
    for (let reads = 0; reads < 20; reads++) {
      const { body } = await agent.get('/v1/inbox/counts').set('X-Min-Position', String(last)).expect(200);
      expect(body.all).toBe(3);
    }
    expect(switched).toBe(false);
    await reading.query('COMMIT');
    await reading.end();
    await rebuilding;
  });

  it('of an empty store can be rebuilt', async () => {
    const empty = await startBeside({ run: [] });
    const { signal } = new AbortController();
    const following = { ...empty, projection: inbox, owner: 'test', signal, onTrouble };
    expect(await rebuild(following, () => undefined)).toMatchObject({ generation: 2, active: true });
    await empty.stop();
  });

  it('pass over what another program keeps in the same store, whatever it calls it', async () => {
    const stream = `order-${randomUUID()}`;
    const stranger = new Stranger(stack.eventStoreUrl);
    await stranger.write(stream, 'ConversationOpened', { nothing: 'of ours' }, metadata);
    await stranger.end();
    const last = await ask(`shop-${randomUUID()}`, 1);
    for (const { name } of PROJECTIONS) expect([name, await waitFor(models, name, BigInt(last), 60_000)]).toEqual([name, true]);
    const trail = await (await stack.as('admin')).get('/v1/audit').expect(200);
    expect(JSON.stringify(trail.body)).not.toContain(stream);
  });

  it('stop alone before an event they cannot take, say so, and go on when it is parked', async () => {
    const shop = `shop-${randomUUID()}`;
    const stream = `conversation-${randomUUID()}`;
    const event = (type: string, data: object) => ({ id: randomUUID(), type, data, metadata });
    // No index of the database takes a name as long as this; that it is one of ours is not its fault.
    const endless = randomBytes(10_000).toString('base64');
    const opened = { conversation: stream.slice(13), market: 'de', seller: 's', buyer: endless, topic: 'order', subject: 's' };
    const { position } = await store.append(
      stream,
      [event('ConversationOpened', { ...opened, at: new Date().toISOString() })],
      'no-stream',
    );
    const health = async () =>
      (await fetch(`http://127.0.0.1:${stack.projector.env.PROJECTOR_PORT}/health/ready`).then((answer) => answer.json())) as {
        projections: { name: string; poisoned?: { position: string; error: string; since: string } }[];
      };
    const poisoned = await eventually('it is said', async () => {
      const list = (await health()).projections.filter((projection) => projection.poisoned);
      return ['inbox', 'audit'].every((name) => list.some((projection) => projection.name === name)) && list;
    });
    expect(poisoned.map(({ poisoned }) => poisoned?.position)).toEqual(poisoned.map(() => String(position)));
    for (const { poisoned: standing } of poisoned) expect(Date.now() - Date.parse(standing?.since ?? '')).toBeLessThan(20_000);
    const names = poisoned.map(({ name }) => name);
    expect(names).not.toContain('clock');
    // The others go on.
    const last = await ask(shop, 1);
    expect(await waitFor(models, 'clock', BigInt(last), 60_000)).toBe(true);
    expect(await waitFor(models, 'inbox', BigInt(last), 500)).toBe(false);
    // The api says which one stands, and serves the rest.
    const ready = (await fetch(`${stack.url}/health/ready`).then((answer) => answer.json())) as { projections: object[] };
    expect(JSON.stringify(ready.projections)).toContain(`"position":"${position}"`);

    // What can be taken is not left out, and what is ahead neither.
    const parking = { reason: 'by mistake', by: 'op' };
    const wrongly = (projection: string, at: bigint) =>
      expect(decided(store, models, 'park', { ...parking, projection, position: String(at) })).rejects.toThrow(
        'does not stand before',
      );
    await wrongly('clock', position);
    await wrongly('inbox', position + 1n);
    await wrongly('inbox', BigInt(last) * 2n);

    const stillPoisoned = async () => (await health()).projections.filter((projection) => projection.poisoned);
    await eventually('all parked', async () => {
      for (const { name, poisoned } of await stillPoisoned())
        if (poisoned)
          await decided(store, models, 'park', {
            projection: name,
            position: poisoned.position,
            reason: 'a broken import',
            by: 'op',
          });
      return (await stillPoisoned()).length === 0;
    });
    await allCaughtUp(store, models);
    const trail = await (await stack.as('admin')).get('/v1/audit?type=EventParked').expect(200);
    expect(trail.body.items[0]).toMatchObject({ actor: 'op', detail: { reason: 'a broken import', position: String(position) } });
    expect(JSON.stringify(trail.body)).not.toContain('by mistake');
  });

  it('take an event after all that they passed over: tables are filled anew beside those in use, and what fails again is parked again', async () => {
    const admin = await stack.as('admin');
    const platform = await stack.as('platform');
    const [order, buyer] = [`A-${randomUUID()}`, `buyer-${randomUUID()}`];
    const generation = async () => (await projectionStatus(models)).find(({ name }) => name === 'marketplace')?.generation;
    const ofMarketplace = async () => {
      const { items } = (await admin.get('/v1/followers').expect(200)).body as { items: FollowerShown[] };
      return items.find(({ name }) => name === 'marketplace') as FollowerShown;
    };
    // The tables in use cannot take this order: those of the next generation can.
    const first = await generation();
    await models.query(`ALTER TABLE marketplace_orders_g${first} ADD CONSTRAINT mistaken CHECK (facts->>'buyer' <> '${buyer}')`);
    const told = { buyer, seller: 'shop', state: 'paid' };
    await admin.put('/v1/test-clock', { now: new Date(Date.now() + 86_400_000).toISOString() }).expect(200);
    const put = await platform.put(`/v1/orders/${order}`, told).expect(200);
    const position = put.headers['x-position'] as string;
    const [standing] = await eventually('it stands', async () => {
      const found = (await ofMarketplace()).standing;
      return found.length > 0 && found;
    });
    expect(standing).toMatchObject({ position, stream: `order-${order}`, revision: 0, type: 'OrderRecorded' });
    const at = '/v1/followers/marketplace/parked';
    const key = randomUUID();
    await admin.post(`${at}/${position}/retry`, { reason: 'too early' }).expect(409);
    expect((await admin.post(at, { position: '1', reason: 'not this one' }).expect(409)).body.code).toBe('not-standing');
    const parked = (await admin.post(at, { position, reason: 'a wrong rule' }, key).expect(200)).body;
    const other = await platform.put(`/v1/orders/${order}-2`, { ...told, buyer: 'another' }).expect(200);
    expect(await waitFor(models, 'marketplace', BigInt(other.headers['x-position']), 60_000)).toBe(true);
    await platform.get(`/v1/orders/${order}`).expect(404);
    expect(await ofMarketplace()).toMatchObject({
      standing: [],
      parked: [{ position, type: 'OrderRecorded', state: 'parked', by: admin.sub, reason: 'a wrong rule' }],
    });
    // What the key once answered it answers, though nothing stands any more.
    expect((await admin.post(at, { position, reason: 'a wrong rule' }, key).expect(200)).body).toEqual(parked);
    // The projector that has it now is another one than that which passed over it.
    await stack.projector.killAndRestart();
    // By the product's time on the command line, too: the machine's is a day behind what is on record.
    const retry = ['retry', 'marketplace', position, '--reason', 'the rule is gone', '--by', 'op'];
    await promisify(execFile)(process.execPath, [mainOf('helpdesk'), ...retry], { env: { ...process.env, ...stack.api.env } });
    await eventually('the order', async () => (await platform.get(`/v1/orders/${order}`)).status === 200);
    expect(await generation()).not.toBe(first);
    expect(await ofMarketplace()).toMatchObject({ standing: [], parked: [] });
    const trail = (await admin.get('/v1/audit?type=EventRetried').expect(200)).body.items;
    expect(trail).toMatchObject([{ actor: 'op', role: 'operator', detail: { position, reason: 'the rule is gone' } }]);
  });

  it('of code that cannot take an event yet park it again when they try, and go on without another hand', async () => {
    const shop = `shop-${randomUUID()}`;
    const position = BigInt(await ask(shop, 1));
    await allCaughtUp(store, models);
    await stack.projector.end();
    let broken = true;
    const mending: Projection = {
      ...inbox,
      touches: (event) => {
        if (broken && event.position === position) throw new TypeError('quotes what somebody wrote');
        return inbox.touches(event);
      },
    };
    const { signal } = new AbortController();
    const following = { models, store, projection: mending, owner: 'mending', signal, onTrouble };
    const stopping = new AbortController();
    const loop = followProjection({ ...following, signal: stopping.signal }, new SharedSubscription(store));
    const owed = async () =>
      (await (await stack.as('seller', 'agent', shop)).get('/v1/inbox/counts').expect(200)).body.needsReply;
    const status = async () => (await followers(models, 'inbox'))[0];
    const about = { projection: 'inbox', position: String(position), by: 'op' };
    try {
      // Tables from before are not used for that: the event is in them.
      const filling = rebuild({ ...following, owner: 'filling' }, () => undefined).catch(() => undefined);
      await eventually('it stands', async () => (await status()).standing.length > 0);
      await decided(store, models, 'park', { ...about, reason: 'broken' });
      await filling;
      await rebuild({ ...following, owner: 'filling' }, () => undefined);
      expect([(await status()).lacking.includes(position), await owed()]).toEqual([true, 0]);
      await decided(store, models, 'retry', { ...about, reason: 'hope' });
      const failed = 'could not be taken again: TypeError';
      await eventually('it is parked again', async () => (await parkingOf(store, 'inbox')).get(position)?.reason === failed);
      expect((await parkingOf(store, 'inbox')).get(position)).toMatchObject({ parked: true, by: 'inbox' });
      const last = BigInt(await ask(`shop-${randomUUID()}`, 1));
      expect(await waitFor(models, 'inbox', last, 20_000)).toBe(true);
      expect((await status()).standing).toEqual([]);
      broken = false;
      await decided(store, models, 'retry', { ...about, reason: 'mended' });
      await eventually('it is there', async () => (await owed()) === 1);
      await eventually('nothing is lacking', async () => !(await status()).lacking.includes(position));
    } finally {
      stopping.abort();
      await loop;
      await stack.projector.start();
    }
  });

  it('of newer code that stand before an event show it beside the old ones, and it can be parked for them', async () => {
    const shop = `shop-${randomUUID()}`;
    const position = BigInt(await ask(shop, 1));
    await allCaughtUp(store, models);
    await stack.projector.end();
    const newer: Projection = {
      ...inbox,
      version: inbox.version + 1,
      touches: (event) => {
        if (event.position === position) throw new TypeError('a mistake of the new code');
        return inbox.touches(event);
      },
    };
    const stopping = new AbortController();
    const following = { models, store, projection: newer, owner: 'newer', signal: stopping.signal, onTrouble };
    const loop = followProjection(following, new SharedSubscription(store));
    const standing = async () => (await projectionStatus(models)).find(({ name }) => name === 'inbox');
    await eventually('it is shown', async () => (await standing())?.poisoned?.position === String(position));
    expect(await standing()).toMatchObject({ version: inbox.version, poisoned: { error: expect.stringContaining('a mistake') } });
    // What is in use goes on, as long as the new one stands there.
    for (const count of [1, 2]) expect(await waitFor(models, 'inbox', BigInt(await ask(shop, count)), 60_000)).toBe(true);
    const { body } = await (await stack.as('seller', 'agent', shop)).get('/v1/inbox/counts').expect(200);
    expect(body.all).toBe(4);
    expect(await standing()).toMatchObject({ version: inbox.version, poisoned: { position: String(position) } });
    await decided(store, models, 'park', { projection: 'inbox', position: String(position), reason: 'the new code', by: 'op' });
    await eventually('the new version', async () => (await standing())?.version === newer.version);
    stopping.abort();
    await loop;
    expect(await standing()).not.toHaveProperty('poisoned');
    // What was left out comes with a rebuild by code that can take it.
    await models.query("UPDATE projections SET version = $1 WHERE name = 'inbox'", [inbox.version]);
    await rebuild({ ...following, projection: inbox, signal: new AbortController().signal }, () => undefined);
    await stack.projector.start();
  });

  it('stop as reactions do: a reaction stands before an event it cannot take, and passes it when it is parked, on any database', async () => {
    const [bad, good] = [`bad-${randomUUID()}`, `good-${randomUUID()}`];
    const name = `seeing-${randomUUID()}`;
    const clock = new ProductClock(store, { numbers: loadClockHours({}), tzdata: 'test', onTrouble });
    await clock.start();
    let broken = true;
    const reaction: Reaction = {
      name,
      on: {
        ConversationOpened: ({ data: { seller, conversation } }, { stamp }) => {
          if (seller === bad && broken) throw new TypeError('a mistake of the reaction');
          return [new CountReview(name, stamp(0), { language: 'de', conversation, violation: seller, confirmed: true })];
        },
      },
    };
    const acted = async () => {
      const sellers: string[] = [];
      for await (const { type, data } of store.read<PrecisionEvent>(`screening-${name}`))
        if (type === 'RuleReviewed') sellers.push(data.violation);
      return sellers;
    };
    const counts = { events: 0, commands: 0, failures: 0 };
    const status = async () => (await reactionStatus(models)).find((one) => one.name === name);
    const acting = () => {
      const stopping = new AbortController();
      const commands = new Dispatch(store, clock);
      const loop = react(
        {
          ...{ models, store, clock, commands, onTrouble, signal: stopping.signal },
          ...{ owner: 'test', subscription: new SharedSubscription(store) },
          correctionsNoted: new Bell(),
        },
        reaction,
        counts,
      );
      return async () => {
        stopping.abort();
        await loop;
      };
    };
    await ask(bad, 1);
    const last = BigInt(await ask(good, 1));
    let stop = acting();
    try {
      const { standing } = await eventually('it stands', async () => {
        const found = await status();
        return found?.standing && { standing: found.standing };
      });
      expect(standing.reason).toContain('a mistake of the reaction');
      expect(await acted()).not.toContain(good);
      const parking = { projection: name, reason: 'seen to by hand', by: 'op' };
      const elsewhere = { ...parking, position: String(last) };
      await expect(decided(store, models, 'park', elsewhere)).rejects.toThrow(`does not stand before ${last}`);
      await decided(store, models, 'park', { ...parking, position: standing.position });
      const passed = async () => ((await status())?.position ?? -1n) >= last;
      await eventually('it goes on', passed);
      expect(await acted()).toContain(good);
      expect(await acted()).not.toContain(bad);
      expect(await status()).not.toHaveProperty('standing');
      // What is to be acted on after all, and cannot be, is parked again; what can be is acted on, out of its turn.
      const again = { ...parking, position: standing.position };
      await decided(store, models, 'retry', again);
      const parkedAgain = async () => (await parkingOf(store, name)).get(BigInt(standing.position))?.by === name;
      await eventually('it is parked again', parkedAgain);
      expect(await acted()).not.toContain(bad);
      expect(await status()).not.toHaveProperty('standing');
      broken = false;
      await decided(store, models, 'retry', again);
      await eventually('it is acted on', async () => (await acted()).includes(bad));
      const after = BigInt(await ask(`good-${randomUUID()}`, 1));
      await eventually('it goes on', async () => ((await status())?.position ?? -1n) >= after);
      broken = true;
      await stop();
      // Where nothing is left but the log, it passes the same event.
      await models.query('DELETE FROM reactions WHERE name = $1', [name]);
      const before = { ...counts, all: (await acted()).length };
      stop = acting();
      await eventually('it goes on once more', passed);
      // It acted again, and nothing came of it.
      expect(counts.commands).toBeGreaterThan(before.commands);
      expect(await acted()).toHaveLength(before.all);
    } finally {
      await stop();
      clock.stop();
    }
  });

  (process.env.DATABASE_URL ? it.skip : it)('are waited for while the database is away', async () => {
    const position = await ask(`shop-${randomUUID()}`, 1);
    const own = ReadModels.connect(stack.databaseUrl);
    try {
      // A server that was killed first makes sure of every file it has: on a busy disk that alone may take half a minute.
      const restarted = stack.restartPostgres!();
      const [arrived] = await Promise.all([arrives(own, 'inbox', BigInt(position), 120_000), restarted]);
      expect(arrived).toBe(true);
    } finally {
      await own.close();
    }
  });

  it('wait for a position also when the line that wakes them broke', async () => {
    // Whoever the database was away for follows again.
    expect(await waitFor(models, 'inbox', BigInt(await ask(`shop-${randomUUID()}`, 1)), 60_000)).toBe(true);
    const client = new pg.Client({ connectionString: stack.databaseUrl });
    await client.connect();
    await client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'");
    await client.end();
    const shop = `shop-${randomUUID()}`;
    const agent = await stack.as('seller', 'agent', shop);
    const last = await ask(shop, 1);
    const { body } = await agent.get('/v1/inbox').set('X-Min-Position', String(last)).expect(200);
    expect(body.items).toHaveLength(1);
  });
});
