/** R2.5 R2.6 A deadline is counted on the calendar its event names, or not at all. */
import { randomUUID } from 'node:crypto';
import { loadClockHours } from '../libs/config';
import {
  AdoptCalendar,
  type CalendarData,
  CorrectMarketCalendar,
  calendarOf,
  conversation,
  dueAt,
  marketCalendar,
  OpenConversation,
  runtimeOffsets,
} from '../libs/domain';
import { CommandHandling, EventStore } from '../libs/event-store';
import { CalendarUnrecorded, Dispatch, ProductClock } from '../libs/product-clock';
import { embeddedStore } from './event-store/store-under-test';
import { stampOf } from './support/stamp';

describe('the product clock', () => {
  let server: Awaited<ReturnType<typeof embeddedStore>>;
  let store: EventStore;
  let clock: ProductClock;
  const started: ProductClock[] = [];
  beforeAll(async () => {
    server = await embeddedStore();
    store = EventStore.connect({ url: server.url });
    clock = new ProductClock(store, {
      numbers: loadClockHours({}),
      tzdata: 'test',
      onTrouble: () => undefined,
    });
    await clock.start();
  });
  afterAll(async () => {
    for (const one of [clock, ...started]) await one.stop();
    await store.close();
    await server.stop();
  });

  it('refuses to count on a correction it has not followed yet, and counts on it afterwards', async () => {
    const { ref, calendar } = clock.inForce('de');
    const later = { ...ref, version: `${ref.version}+1` };
    expect(() => clock.at(later)).toThrow(expect.objectContaining({ name: 'StoreUnavailable' }));

    const add = { '2026-06-10': 'A day of its own' };
    const stamp = stampOf({ id: 'admin-1', role: 'admin' }, Date.parse('2026-06-01T09:00:00Z'));
    const correction = { base: ref.version, holidays: calendar.data.holidays, add, remove: [], reason: 'law' };
    const command = new CorrectMarketCalendar('de', stamp, correction);
    const { position } = await new CommandHandling(store).handle(marketCalendar, command);
    expect(await clock.reached(position)).toBe(true);
    expect(clock.at(later).data.holidays).toMatchObject(add);
    expect(clock.at(ref).data.holidays).not.toMatchObject(add);
  });

  const at = Date.parse('2026-06-01T09:00:00Z');
  const system = (commandId: string) => ({ ...stampOf({ id: 'x', role: 'system' as const }, at), commandId });

  it('R2.5 a calendar used for the first time is recorded with its data, once, before the first command is decided on it', async () => {
    expect(() => clock.current('pl')).toThrow(new CalendarUnrecorded('pl'));
    const dispatch = new Dispatch(store, clock);
    const opens = () => {
      const opening = { market: 'pl', seller: 's1', buyer: 'b1', topic: 'question' as const, subject: 'x' };
      const stamp = stampOf({ id: 'b1', role: 'buyer' }, at);
      const message = { id: randomUUID(), body: 'x' };
      return dispatch.handle(conversation, new OpenConversation(randomUUID(), stamp, clock, opening, message));
    };
    const [first] = await Promise.all([opens(), opens(), opens()]);
    const { version, data } = calendarOf('pl');
    const { source: _, ...recorded } = data;
    const zone = { tzdata: 'test', offsets: runtimeOffsets(data) };
    const adopted: object[] = [];
    for await (const event of store.read('market-pl')) adopted.push({ type: event.type, data: event.data });
    expect(adopted).toEqual([
      {
        type: 'CalendarAdopted',
        data: { market: 'pl', version, data: recorded, zone, by: 'product-clock', at: expect.any(String) },
      },
    ]);
    expect(first.events.map(({ type }) => type)).toContain('ReplyObligationOpened');
    expect(clock.current('pl').ref.version).toBe(version);
  });

  it('R2.5 a version that no file of this release has is known from the market’s stream', async () => {
    const data = { ...calendarOf('cz').data, version: '2099-1', holidays: { '2030-02-05': 'Of a later release' } };
    const { position } = await new CommandHandling(store).handle(marketCalendar, new AdoptCalendar('cz', system('later'), data));
    expect(await clock.reached(position)).toBe(true);
    const ref = { market: 'cz', version: '2099-1', tzdata: 'test' };
    expect(clock.at(ref).data.holidays).toEqual({ '2030-02-05': 'Of a later release' });
    // What is in force is the newest of this release.
    expect(clock.inForce('cz').ref.version).toBe(calendarOf('cz').version);
    expect(() => clock.at({ ...ref, version: '2099-2' })).toThrow(RangeError);
  });

  it('R2.5 R2.6 rules of a zone are on record: newer data that have others correct them, whatever data a process has', async () => {
    const start = async (tzdata: string, from?: string) => {
      const offsets = (data: CalendarData) => ({ ...runtimeOffsets(data), ...(from && { [from]: 3_600 }) });
      const other = new ProductClock(store, { numbers: loadClockHours({}), tzdata, offsets, onTrouble: () => undefined });
      expect(await other.start()).toBe(true);
      started.push(other);
      return { clock: other, dispatch: new Dispatch(store, other) };
    };
    const friday = Date.parse('2026-06-12T13:00:00Z');
    const due = (on: ProductClock, version = on.inForce('hu').ref.version) =>
      new Date(dueAt(on.at({ market: 'hu', version, tzdata: '' }), friday, 86_400_000)).toISOString();
    const old = await start('2098a');
    await old.dispatch.recording(() => old.clock.current('hu'));
    // Of a release that recorded no rules.
    expect(old.clock.unzoned()).toEqual(['cz']);
    await old.dispatch.recordZones();
    const before = old.clock.current('hu').ref;
    expect(before.tzdata).toBe('2098a');
    expect(due(old.clock)).toBe('2026-06-15T13:00:00.000Z');

    // Another name for the same rules corrects nothing.
    const same = await start('2098b');
    expect(same.clock.unzoned()).toEqual([]);
    expect(same.clock.current('hu').ref).toEqual({ ...before, tzdata: '2098b' });

    const newer = await start('2099a', '2026-06-13T12:00:00.000Z');
    expect(newer.clock.unzoned()).toContain('hu');
    expect(() => newer.clock.current('hu')).toThrow(new CalendarUnrecorded('hu'));
    await newer.dispatch.recordZones();
    expect(newer.clock.unzoned()).toEqual([]);
    const after = { market: 'hu', version: `${before.version}+1`, tzdata: '2099a' };
    expect(await old.clock.reached(await store.head())).toBe(true);
    for (const { clock: one } of [old, newer, await start('2097a')]) {
      expect(one.current('hu').ref).toEqual(after);
      expect(one.current('hu').reason).toContain('Europe/Budapest has other rules in the time-zone data 2099a than in 2098a');
      expect(due(one)).toBe('2026-06-15T14:00:00.000Z');
      // What was counted before is still counted as it was.
      expect(due(one, before.version)).toBe('2026-06-15T13:00:00.000Z');
    }
    await old.dispatch.recordZones();
    expect(old.clock.current('hu').ref).toEqual(after);
  });

  it('keeps a hundred calendars compiled: corrections over years leave nothing behind in memory, and any version is still known', async () => {
    const { ref } = clock.inForce('hu');
    const first = clock.at(ref);
    expect(clock.at(ref)).toBe(first);
    const handling = new CommandHandling(store);
    for (let version = ref.version, nth = 1; nth <= 100; nth++) {
      const { holidays } = clock.at({ ...ref, version }).data;
      const day = `2026-${nth % 2 === 0 ? '10' : '11'}-1${nth % 7}`;
      const correction = { base: version, holidays, add: { [day]: `no. ${nth}` }, remove: [], reason: 'law' };
      const command = new CorrectMarketCalendar('hu', stampOf({ id: 'admin-1', role: 'admin' }, Date.now()), correction);
      const { position } = await handling.handle(marketCalendar, command);
      expect(await clock.reached(position)).toBe(true);
      version = clock.inForce('hu').ref.version;
    }
    expect(clock.at(ref)).not.toBe(first);
    expect(clock.at(ref).data).toEqual(first.data);
  });

  it('R2.6 a correction that cannot be compiled is left out and told, and stops no start', async () => {
    const { version } = calendarOf('sk');
    const told: string[] = [];
    const another = new ProductClock(store, {
      numbers: loadClockHours({}),
      tzdata: 'test',
      onTrouble: (message) => told.push(message),
    });
    const correct = (add: Record<string, string>) =>
      new CorrectMarketCalendar('sk', stampOf({ id: 'root', role: 'admin' }, at), {
        ...{ base: version, holidays: {}, add, remove: [], reason: 'x' },
      });
    const commands = new CommandHandling(store);
    for (const [date, name] of Object.entries({ '2026-06-10': 'Good', '2026-02-30': 'No such day', '2026-06-11': 'Later' }))
      await commands.handle(marketCalendar, correct({ [date]: name }));
    expect(await another.start()).toBe(true);
    const { calendar, ref } = another.inForce('sk');
    expect(calendar.data.holidays['2026-06-11']).toBe('Later');
    expect(ref.version).toBe(`${version}+3`);
    expect(calendar.data.holidays['2026-06-10']).toBe('Good');
    const [first, second] = [1, 2].map((count) => another.at({ ...ref, version: `${version}+${count}` }).data.holidays);
    for (const holidays of [first, second]) expect([holidays['2026-06-10'], holidays['2026-06-11']]).toEqual(['Good', undefined]);
    expect(told).toEqual([expect.stringContaining(`${version}+2 of sk is left out`)]);
    await another.stop();
  });

  it('does not wait for ever for a store that is away: until it is known, no calendar is in force', async () => {
    const away = EventStore.connect({ url: 'esdb://127.0.0.1:1?tls=false' });
    const late = new ProductClock(away, { numbers: loadClockHours({}), tzdata: 'test', onTrouble: () => undefined });
    expect(await late.start(100)).toBe(false);
    expect(() => late.current('de')).toThrow(expect.objectContaining({ name: 'StoreUnavailable' }));
    expect(late.at({ market: 'de', version: '2026-1', tzdata: 'test' }).version).toBe('2026-1');
    await Promise.all([away.close(), late.stop()]);
  });
});
