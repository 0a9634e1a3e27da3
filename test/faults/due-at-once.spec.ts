/**
 * R2.13, R6.2 What falls due many at once: the timekeeper asks those of a conversation together, and a seller's late replies are counted
 * together, each once; what comes of it is what one by one would give.
 */
import { randomUUID } from 'node:crypto';
import { react } from '../../apps/reactor/reactor';
import { standingReaction } from '../../apps/reactor/standing';
import { keepTime } from '../../apps/timekeeper/timekeeper';
import { Bell, loadClockHours } from '../../libs/config';
import { type ConversationEvent, iso, type StandingEvent } from '../../libs/domain';
import { EventStore, type NewEvent, SharedSubscription, StoreUnavailable } from '../../libs/event-store';
import { Dispatch, ProductClock } from '../../libs/product-clock';
import { lateRepliesOf, ReadModels } from '../../libs/read-models';
import { dialogue } from '../bench/history';
import { all } from '../event-store/store-under-test';
import { eventually, type Stack, startStack } from '../support/stack';
import { allCaughtUp } from '../support/tables';

const LATE = 12;
const DAY_MS = 86_400_000;
/** By hand: none of the first two gives a point, the others one each, and eight are a warning. */
const TOLD = [...Array.from({ length: 10 }, () => 'PointsRecorded'), 'SanctionImposed', 'PointsRecorded', 'PointsRecorded'];

describe('what falls due at once', () => {
  let stack: Stack;
  let store: EventStore;
  let models: ReadModels;
  let clock: ProductClock;
  beforeAll(async () => {
    stack = await startStack({ run: ['projector'] });
    store = EventStore.connect({ url: stack.eventStoreUrl });
    models = ReadModels.connect(stack.databaseUrl);
    clock = new ProductClock(store, { numbers: loadClockHours({}), tzdata: 'test', onTrouble: () => undefined });
    await clock.start();
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(async () => {
    await clock.stop();
    await Promise.all([store.close(), models.close()]);
    await stack.stop();
  });

  /** A timekeeper at an instant until it has nothing more to say, which appends it made, and what it said. */
  async function saidAt(now: number, stream: string, speaking: number): Promise<{ appends: number; told: string[] }> {
    jest.spyOn(clock, 'now').mockReturnValue(now);
    const appending = jest.spyOn(store, 'append');
    const stopping = new AbortController();
    const counts = { passes: 0, events: 0, failures: 0 };
    const timekeeping = { store, models, commands: new Dispatch(store, clock), clock, onTrouble: () => undefined };
    const loop = keepTime(timekeeping, counts, stopping.signal);
    await eventually('they were asked', async () => counts.events >= speaking);
    stopping.abort();
    await loop;
    expect([counts.events, counts.failures]).toEqual([speaking, 0]);
    const appends = appending.mock.calls.filter(([to]) => to === stream).length;
    const events = await all(store.read<ConversationEvent>(stream));
    const told = events.flatMap(({ type, data }) =>
      type.startsWith('ReplyObligation') && type !== 'ReplyObligationOpened'
        ? `${type} ${(data as { message: string }).message}`
        : [],
    );
    return { appends, told };
  }
  const MONDAY = Date.parse('2026-06-08T08:00:00.000Z');
  const both = (message: string) => ['ReplyObligationReminded', 'ReplyObligationOverdue'].map((type) => `${type} ${message}`);
  const messagesIn = (events: readonly NewEvent[]) =>
    events.flatMap(({ type, data }) => (type === 'ReplyObligationOpened' ? (data as { message: string }).message : []));

  it('obligations of one conversation are asked together, and said in one append', async () => {
    const { stream, events } = dialogue('shop', 5, { at: MONDAY, every: 1_000 });
    await store.append(stream, events, 'no-stream');
    await allCaughtUp(store, models);
    const { appends, told } = await saidAt(MONDAY + 25 * 3_600_000, stream, 5);
    expect(told).toEqual(messagesIn(events).flatMap(both));
    expect(appends).toBe(1);
  });

  it('one of them that cannot be handled holds up none of the others', async () => {
    const { stream, events } = dialogue('shop', 5, { at: MONDAY, every: 1_000 });
    const odd = messagesIn(events)[2];
    const calendar = { market: 'de', version: '2099-1', tzdata: 'x' };
    const changed = events.map((event) =>
      event.type === 'ReplyObligationOpened' && (event.data as { message: string }).message === odd
        ? ({ ...event, data: { ...event.data, calendar } } as NewEvent)
        : event,
    );
    await store.append(stream, changed, 'no-stream');
    await allCaughtUp(store, models);
    const { appends, told } = await saidAt(MONDAY + 25 * 3_600_000, stream, 4);
    expect(told).toEqual(
      messagesIn(events)
        .filter((message) => message !== odd)
        .flatMap(both),
    );
    expect(appends).toBe(2);
    const failed = await models.query('SELECT key FROM timer_claims WHERE failures > 0');
    expect(failed).toEqual([{ key: odd }]);
  });

  /** Conversations of a shop whose questions ran out an hour apart, each with the overdue and the late reply that the clock records. */
  async function lateAt(shop: string): Promise<{ conversations: string[]; instants: number[] }> {
    const conversations: string[] = [];
    const instants: number[] = [];
    const first = Date.now() - 30 * DAY_MS;
    for (let count = 0; count < LATE; count++) {
      const { stream, events } = dialogue(shop, 1, { at: first });
      const overdueAfter = first + DAY_MS + count * 3_600_000;
      const at = iso(overdueAfter + 1_000);
      const [opened, sent, { data, ...owed }] = events as (NewEvent & { data: { message: string } })[];
      const { message } = data;
      const ranOut = { ...data, dueAt: iso(overdueAfter), overdueAfter: iso(overdueAfter), wakeAt: undefined };
      const said = {
        ReplyObligationOverdue: { message, countedMs: DAY_MS + 1_000, dueAt: iso(overdueAfter), at },
        ViolationRecorded: {
          ...{ violation: `late-reply-${message}-4`, kind: 'late-reply', source: 'clock', status: 'established' },
          ...{ evidence: { message, revision: 1, rule: 'R2.3' }, by: 'timekeeper', at },
        },
      };
      const byClock = { ...owed.metadata, actor: 'timekeeper', role: 'system', at };
      const clocks = Object.entries(said).map(([type, told]) => ({ id: randomUUID(), type, data: told, metadata: byClock }));
      await store.append(stream, [opened, sent, { ...owed, data: ranOut }, ...clocks] as NewEvent[], 'no-stream');
      conversations.push(stream.slice('conversation-'.length));
      instants.push(overdueAfter + 1_000);
    }
    await allCaughtUp(store, models);
    return { conversations, instants };
  }

  /** A reactor that only counts, on a store of its own. */
  function reactor(own: EventStore): { readonly stop: () => Promise<void> } {
    const stopping = new AbortController();
    const loop = react(
      {
        ...{ models, store: own, clock, commands: new Dispatch(own, clock), signal: stopping.signal, owner: randomUUID() },
        ...{ subscription: new SharedSubscription(own), onTrouble: () => undefined, correctionsNoted: new Bell() },
      },
      standingReaction,
      { events: 0, commands: 0, failures: 0 },
    );
    return {
      async stop() {
        stopping.abort();
        await loop;
        await own.close();
      },
    };
  }
  const own = () => EventStore.connect({ url: stack.eventStoreUrl });
  const told = (shop: string) => all(store.read<StandingEvent>(`seller-${shop}`));
  const reacted = () =>
    eventually('the reaction has met all', async () => {
      const head = await store.head();
      const [row] = await models.query<{ position: number }>("SELECT position FROM reactions WHERE name = 'standing'");
      // What follows is in the log, too, and met a moment later.
      return row !== undefined && BigInt(row.position) >= head && (await store.head()) === head;
    });

  /** Each late reply once, weighed by those before it, whatever order they were said in; the warning at its place. */
  async function expectCounted(shop: string, { conversations, instants }: Awaited<ReturnType<typeof lateAt>>): Promise<void> {
    const events = await told(shop);
    expect(events.map(({ type }) => type)).toEqual(TOLD);
    const points = events.flatMap(({ type, data }) => (type === 'PointsRecorded' ? data : []));
    expect(
      points.map(({ conversation, occurredAt, points: given, weighed }) => [conversation, occurredAt, given, weighed]),
    ).toEqual(
      conversations.map((conversation, index) => {
        const late = index + 1;
        return [conversation, iso(instants[index]), late > 2 ? 1 : 0, { late, of: late }];
      }),
    );
    const violations = conversations.slice(2, 10).map((conversation) => ({ conversation, points: 1 }));
    const warning = { step: 'warning', statement: { points: 8, violations } };
    expect(events.find(({ type }) => type === 'SanctionImposed')?.data).toMatchObject(warning);
  }

  it('late replies of a seller are few appends, with all points and the same standing as one by one', async () => {
    const shop = `shop-${randomUUID()}`;
    const late = await lateAt(shop);
    const ours = own();
    const appending = jest.spyOn(ours, 'append');
    const reading = jest.spyOn(ours, 'read');
    const { stop } = reactor(ours);
    await reacted();
    await stop();
    await expectCounted(shop, late);
    // Where the log comes in two parts, so do they.
    expect(appending.mock.calls.length).toBeLessThanOrEqual(3);
    // Nor is the conversation of each read.
    expect(reading.mock.calls.filter(([stream]) => stream.startsWith('conversation-'))).toEqual([]);
  });

  it('late replies are weighed as each alone would be: what ended or ran out in its days, and what of that was missed', async () => {
    const [{ generation }] = await models.query<{ generation: number }>(
      "SELECT generation FROM projections WHERE name = 'clock' AND active",
    );
    const [shop, other] = [`shop-${randomUUID()}`, `shop-${randomUUID()}`];
    /** Ended, if it has, and over after; missed only where somebody let that pass. */
    const rows: [seller: string, state: string, endedAt: number | null, overdueAfter: number, more?: object][] = [
      [shop, 'answered', 100, 200],
      [shop, 'answered-late', 250, 200],
      [shop, 'overdue', null, 300],
      [shop, 'overdue', null, 300, { excused: true }],
      [shop, 'answered', 350, 300],
      [shop, 'withdrawn', 250, 900],
      [shop, 'overdue', null, 300, { imported: true }],
      [other, 'overdue', null, 300],
    ];
    await models.query(
      `INSERT INTO clock_obligations_g${generation} (conversation, message, seller, state, ended_at, overdue_after, excused, imported)
       SELECT gen_random_uuid(), gen_random_uuid(), seller, state, ended_at, overdue_after, excused, imported
       FROM json_to_recordset($1) AS r (seller text, state text, ended_at bigint, overdue_after bigint, excused boolean, imported boolean)`,
      [
        JSON.stringify(
          rows.map(([seller, state, ended_at, overdue_after, more]) => {
            return { seller, state, ended_at, overdue_after, excused: false, imported: false, ...more };
          }),
        ),
      ],
    );
    const asked: [seller: string, from: number, to: number, late: number, of: number][] = [
      [shop, 0, 1_000, 2, 6],
      [shop, 0, 99, 0, 0],
      [shop, 0, 100, 0, 1],
      [shop, 100, 200, 1, 1],
      [other, 0, 1_000, 1, 1],
      [shop, 200, 250, 0, 1],
      [shop, 250, 300, 1, 3],
      [shop, 300, 1_000, 0, 0],
      [shop, 199, 300, 2, 5],
      ['nobody', 0, 1_000, 0, 0],
    ];
    const expected = asked.map(([, , , late, of]) => ({ late, of }));
    const questions = asked.map(([seller, from, to]) => ({ seller, from, to }));
    expect(await lateRepliesOf(models, questions)).toEqual(expected);
    expect((await Promise.all(questions.map((one) => lateRepliesOf(models, [one])))).flat()).toEqual(expected);
  });

  it('late replies count once where a reactor dies behind its append, and where it dies in the midst of several sellers', async () => {
    const shops = Array.from({ length: 3 }, () => `shop-${randomUUID()}`);
    const late: Awaited<ReturnType<typeof lateAt>>[] = [];
    for (const shop of shops) late.push(await lateAt(shop));
    for (const dies of [1, 2]) {
      const ours = own();
      const append = ours.append.bind(ours);
      let appends = 0;
      let isDead = false;
      jest.spyOn(ours, 'append').mockImplementation(async (...what) => {
        if (appends === dies) throw new StoreUnavailable('dead');
        const last = ++appends === dies;
        const appended = await append(...what);
        if (!last) return appended;
        isDead = true;
        throw new StoreUnavailable('dead');
      });
      const { stop } = reactor(ours);
      await eventually('it dies', async () => isDead);
      await stop();
    }
    const { stop } = reactor(own());
    await reacted();
    await stop();
    for (const [index, shop] of shops.entries()) await expectCounted(shop, late[index]);
  });

  it('late replies count once where two reactors have the same batch in their hands', async () => {
    const shop = `shop-${randomUUID()}`;
    const late = await lateAt(shop);
    const ours = own();
    const append = ours.append.bind(ours);
    let thaw: () => void = () => undefined;
    const frozen = new Promise<void>((resolve) => {
      thaw = resolve;
    });
    let isFrozen = false;
    jest.spyOn(ours, 'append').mockImplementation(async (...what) => {
      isFrozen = true;
      await frozen;
      return append(...what);
    });
    const one = reactor(ours);
    await eventually('it is frozen', async () => isFrozen);
    await models.query(
      "UPDATE reactions SET owner = 'nobody', lease_until = now() - interval '1 second' WHERE name = 'standing'",
    );
    const two = reactor(own());
    await reacted();
    thaw();
    await Promise.all([one.stop(), two.stop()]);
    await expectCounted(shop, late);
  });
});
