/** R2.5 R2.6 A deadline is counted on the calendar its event names, or not at all. */
import { loadClockHours } from '../libs/config';
import { CorrectMarketCalendar, marketCalendar } from '../libs/domain';
import { CommandHandling, EventStore } from '../libs/event-store';
import { ProductClock } from '../libs/product-clock';
import { embeddedStore } from './event-store/store-under-test';
import { stampOf } from './support/stamp';

describe('the product clock', () => {
  let server: Awaited<ReturnType<typeof embeddedStore>>;
  let store: EventStore;
  let clock: ProductClock;
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
    await clock.stop();
    await store.close();
    await server.stop();
  });

  it('refuses to count on a correction it has not followed yet, and counts on it afterwards', async () => {
    const { ref, calendar } = clock.current('de');
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
});
