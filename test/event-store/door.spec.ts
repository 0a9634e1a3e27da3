/** What others write into the product's streams: passed over, counted and told, and the product goes on. */
import { randomUUID } from 'node:crypto';
import type { JSONType } from '@eventstore/db-client';
import { Registry } from 'prom-client';
import {
  AddNote,
  CorrectMarketCalendar,
  conversation,
  marketCalendar,
  OpenConversation,
  type ProductEvent,
  SendMessage,
} from '../../libs/domain';
import { EventStore, observeStore, type PassedOver, passedOverLine, storeHealth } from '../../libs/event-store';
import { Dispatch, ProductClock } from '../../libs/product-clock';
import { stampOf } from '../support/stamp';
import { Stranger } from './registry';
import { all, embeddedStore } from './store-under-test';

const AT = Date.parse('2026-01-05T09:00:00.000Z');
const buyer = { id: 'anna', role: 'buyer' } as const;
const seller = { id: 'sam', role: 'seller', seller: 'shop' } as const;

describe('what others write into the product’s streams', () => {
  let server: Awaited<ReturnType<typeof embeddedStore>>;
  let store: EventStore;
  let stranger: Stranger;
  let clock: ProductClock;
  const told: PassedOver[] = [];

  beforeAll(async () => {
    server = await embeddedStore();
    store = EventStore.connect({ url: server.url, onPassedOver: (event) => told.push(event) });
    stranger = new Stranger(server.url);
    clock = new ProductClock(store, {
      numbers: { default: { allowanceHours: 24, reminderHours: 18, escalationHours: [24, 72] } },
      tzdata: 'test',
      onTrouble: () => undefined,
    });
    await clock.start();
  });

  afterAll(async () => {
    await clock.stop();
    await Promise.all([store.close(), stranger.end()]);
    await server.stop();
  });

  /** A conversation with a question, and the metadata of its first event. */
  async function asked() {
    const id = randomUUID();
    const opening = { market: 'de', seller: 'shop', buyer: 'anna', topic: 'question', subject: 'Parcel' } as const;
    const message = { id: randomUUID(), body: 'Where is it?' };
    const command = new OpenConversation(id, stampOf(buyer, AT), clock, opening, message);
    const { events } = await new Dispatch(store, clock).handle(conversation, command);
    return { id, stream: `conversation-${id}`, message: message.id, metadata: events[0].metadata as JSONType };
  }

  /** The same bad event in a live conversation: every reader passes over it, and commands go on, also in a process that reads anew. */
  async function goesOnAfter(type: string, data: (given: Awaited<ReturnType<typeof asked>>) => JSONType, reason: RegExp) {
    const given = await asked();
    const handling = new Dispatch(store, clock, { maxConflicts: 1 });
    await handling.handle(conversation, new AddNote(given.id, stampOf(seller, AT), { id: randomUUID(), body: 'mine' }));
    const before = await all(store.read(given.stream));
    const { count } = store.passedOver;

    const position = await stranger.write(given.stream, type, data(given), given.metadata);
    expect(await all(store.read(given.stream))).toEqual(before);
    expect(store.passedOver.count).toBe(count + 1);
    expect(store.passedOver.latest[0]).toEqual({
      stream: given.stream,
      revision: before.length,
      type,
      reason: expect.stringMatching(reason),
    });
    for await (const { events, reached } of store.subscribeBatches<ProductEvent>({ after: position - 1n })) {
      expect(events).toEqual([]);
      if (reached >= position) break;
    }
    // Met again it is not counted again.
    expect(store.passedOver.count).toBe(count + 1);

    for (const by of [handling, new Dispatch(store, clock, { maxConflicts: 0 })]) {
      const answer = { id: randomUUID(), body: 'On its way.' };
      const { events } = await by.handle(conversation, new SendMessage(given.id, stampOf(seller, AT + 1_000), clock, answer));
      expect(events[0]).toMatchObject({ type: 'MessageSent', data: { message: answer.id } });
    }
    const ended = (await all(store.read(given.stream))).map((event) => event.type);
    expect(ended).toContain('ReplyObligationAnswered');
  }

  it('a type that is none of ours', () => goesOnAfter('Anything', () => ({}), /no event of this type/));

  it('a message without a body', () =>
    goesOnAfter(
      'MessageSent',
      () => ({ message: randomUUID(), author: 'anna', from: 'buyer', at: '2026-01-05T09:00:00.500Z' }),
      /data\.body is missing/,
    ));

  it('a message with a NUL', () =>
    goesOnAfter(
      'MessageSent',
      () => ({ message: randomUUID(), author: 'anna', from: 'buyer', at: '2026-01-05T09:00:00.500Z', body: 'a\u0000b' }),
      /data\.body/,
    ));

  it('an obligation that has nothing but a name', () =>
    goesOnAfter('ReplyObligationOpened', ({ message }) => ({ message }), /data\./));

  it('an event of another conversation', () =>
    goesOnAfter(
      'ConversationOpened',
      () => ({
        conversation: randomUUID(),
        market: 'de',
        seller: 'shop',
        buyer: 'anna',
        topic: 'question',
        subject: 'Parcel',
        at: '2026-01-05T09:00:00.500Z',
      }),
      /names another stream/,
    ));

  it('a stream that is not named as conversations are', async () => {
    const { count } = store.passedOver;
    const position = await stranger.write('conversation-42', 'Anything', {});
    expect(await all(store.read('conversation-42'))).toEqual([]);
    expect((await all(store.readAll())).filter(({ stream }) => stream === 'conversation-42')).toEqual([]);
    expect(await store.head()).toBe(position);
    expect(store.passedOver.count).toBe(count + 1);
    expect(told.at(-1)).toMatchObject({ stream: 'conversation-42', revision: 0, type: 'Anything' });
  });

  it('a correction of no calendar: the product’s clock starts, and the market can be corrected', async () => {
    await stranger.write('market-42', 'CalendarCorrected', {});
    await stranger.write('market-fr', 'CalendarCorrected', {});
    const own = new ProductClock(store, {
      numbers: { default: { allowanceHours: 24, reminderHours: 18, escalationHours: [24, 72] } },
      tzdata: 'test',
      onTrouble: () => undefined,
    });
    await own.start();
    const { ref, calendar } = own.inForce('fr');
    const add = { '2026-06-10': 'A day of its own' };
    const correction = { base: ref.version, holidays: calendar.data.holidays, add, remove: [], reason: 'law' };
    const command = new CorrectMarketCalendar('fr', stampOf({ id: 'admin-1', role: 'admin' }, AT), correction);
    const { revision, position } = await new Dispatch(store, clock).handle(marketCalendar, command);
    expect(revision).toBe(1);
    expect(await own.reached(position)).toBe(true);
    expect(own.inForce('fr').calendar.data.holidays).toMatchObject(add);
    await own.stop();
  });

  it('bytes that are no JSON, and metadata of others', async () => {
    const { stream, message } = await asked();
    await stranger.writeBytes(stream, 'MessageSent', Buffer.from([0, 255]));
    expect(await all(store.read(stream))).toHaveLength(3);
    expect(store.passedOver.latest[0]).toMatchObject({ reason: expect.stringContaining('not JSON') });
    await stranger.write(stream, 'MessageRead', { message, by: 'sam', at: '2026-01-05T09:00:00.500Z' });
    await all(store.read(stream));
    expect(store.passedOver.latest[0]).toMatchObject({ reason: expect.stringContaining('metadata') });
  });

  it('is not written by the product either: refused before anything is sent, with the field', async () => {
    const { id, stream, metadata } = await asked();
    const refused = async (to: string, type: string, data: object, reason: RegExp, about = metadata) => {
      const event = { id: randomUUID(), type, data, metadata: about as never };
      await expect(store.append(to, [event], 'any')).rejects.toMatchObject({
        name: 'InvalidAppend',
        message: expect.stringMatching(reason),
      });
    };
    await refused(stream, 'MessageSent', { message: randomUUID() }, /data\.author|data\.body|data\.from/);
    await refused(stream, 'Anything', {}, /type/);
    await refused(`order-${id}`, 'MessageSent', {}, /category/);
    await refused('conversation-42', 'CommandAcknowledged', { command: 'x', at: '2026-01-05T09:00:00.000Z' }, /id of the stream/);
    await refused(stream, 'CommandAcknowledged', { command: 'x', at: 'today' }, /data\.at/);
    await refused(stream, 'CommandAcknowledged', { command: 'x', at: '2026-01-05T09:00:00.000Z' }, /metadata\.role/, {
      ...(metadata as object),
      role: 'cook',
    } as JSONType);
    expect(await all(store.read(stream))).toHaveLength(3);
  });

  it('is shown in health, in the metrics and in a line of log', async () => {
    const { stream } = await asked();
    const handling = new Dispatch(store, clock);
    const registry = new Registry();
    observeStore([registry], store, handling);
    await stranger.write(stream, 'Any\nthing', {});
    await all(store.read(stream));
    const { count } = store.passedOver;
    expect(storeHealth(store)).toMatchObject({
      passedOver: { count, latest: expect.arrayContaining([expect.objectContaining({ stream, revision: 3 })]) },
      clock: { status: 'agrees', offsetMs: 0 },
    });
    const line = passedOverLine(store.passedOver.latest[0], 2);
    expect(line).toMatch(
      /^passed over event 3 of conversation-\S+ \(Any\\nthing\): metadata is no JSON object; 2 more before it$/,
    );
    const metrics = await registry.metrics();
    expect(metrics).toContain(`helpdesk_passed_over_events ${count}`);
    expect(metrics).toContain('helpdesk_clock_offset_seconds 0');
    expect(metrics).toContain('helpdesk_commands_clock_behind 0');
  });

  it('in a flood is counted whole and told ten times a minute', async () => {
    const lines: number[] = [];
    const own = EventStore.connect({ url: server.url, onPassedOver: (_, untold) => lines.push(untold) });
    const stream = `conversation-${randomUUID()}`;
    for (let n = 0; n < 25; n++) await stranger.write(stream, 'Anything', {});
    expect(await all(own.read(stream))).toEqual([]);
    expect(lines).toEqual(Array.from({ length: 10 }, () => 0));
    expect(own.passedOver.count).toBe(25);
    expect(own.passedOver.latest).toHaveLength(10);
    await own.close();
  });
});
