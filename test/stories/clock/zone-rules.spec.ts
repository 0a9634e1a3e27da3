/** R2.6 A release of the time-zone data changes the rules of a zone: what is open moves as by a correction of its calendar. */
import { loadClockHours } from '../../../libs/config';
import {
  AdoptCalendar,
  type CalendarData,
  calendarOf,
  type MarketEvent,
  marketCalendar,
  type Offsets,
  runtimeOffsets,
} from '../../../libs/domain';
import { CommandHandling, EventStore } from '../../../libs/event-store';
import { Dispatch, ProductClock } from '../../../libs/product-clock';
import { eventually, type Stack } from '../../support/stack';
import { stampOf } from '../../support/stamp';
import { type Asked, ClockStory, HOUR } from './clock-story';

describe('rules of a time zone', () => {
  let story: ClockStory<Stack>;
  beforeAll(async () => {
    story = await ClockStory.start();
  });
  afterAll(() => story.stop());

  /** A process with these time-zone data starts: it records what is new in them, as each reactor does. */
  async function startsWith(tzdata: string, offsets: (calendar: CalendarData) => Offsets): Promise<void> {
    const store = EventStore.connect({ url: story.stack.eventStoreUrl });
    const testClock = story.stack.api.env.HELPDESK_TEST_CLOCK_NAME;
    const clock = new ProductClock(store, {
      numbers: loadClockHours({}),
      testClock,
      tzdata,
      offsets,
      onTrouble: () => undefined,
    });
    await clock.start();
    await new Dispatch(store, clock).recordZones();
    await clock.stop();
    await store.close();
  }

  const explained = async ({ agent, path, message }: Asked) => {
    const explanation = `${path}/obligations/${message}/explanation`;
    const { body } = await agent.get(explanation).expect(200);
    const { text } = await agent.get(explanation).set('Accept', 'text/plain').set('Accept-Language', 'en').expect(200);
    return { ...body, text };
  };

  it('R2.6 R2.15 that newer data change move what is open, void an overdue and create none in the past; the explanation names both data', async () => {
    const monday = await story.plainMonday('ro');
    await story.goTo(monday.plus({ days: 4, hours: 15 }));
    // Bucharest gets an hour behind on Saturday, Budapest an hour ahead.
    const later = await story.asks({ market: 'ro' });
    await story.goTo(monday.plus({ days: 4, hours: 15, minutes: 30 }));
    const earlier = await story.asks({ market: 'hu' });
    const before = await explained(later);
    expect(before).not.toHaveProperty('tzdataHere');
    expect(before.calendar.tzdata).toBe(process.versions.tz);
    expect(before.text).not.toContain('(here');

    await story.goTo(monday.plus({ days: 7, hours: 15, minutes: 1 }));
    await story.tells(later, ['ReplyObligationOpened', 'ReplyObligationReminded', 'ReplyObligationOverdue', 'ViolationRecorded']);
    const saturday = monday.plus({ days: 5, hours: 12 });
    await startsWith('2099a', (calendar) => {
      const offsets = runtimeOffsets(calendar);
      const [, seconds] = Object.entries(offsets).findLast(([from]) => Date.parse(from) <= saturday.toMillis()) ?? ['', 0];
      const by = { 'Europe/Bucharest': -3_600, 'Europe/Budapest': 3_600 }[calendar.zone];
      const until = Object.keys(offsets).find((from) => Date.parse(from) > saturday.toMillis()) as string;
      const changed = { [saturday.toUTC().toISO() as string]: seconds + (by ?? 0), [until]: offsets[until] };
      return by === undefined ? offsets : { ...offsets, ...changed };
    });

    const told = await story.tells(later, [
      ...['ReplyObligationOpened', 'ReplyObligationReminded', 'ReplyObligationOverdue', 'ViolationRecorded'],
      ...['ReplyObligationMoved', 'ViolationVoided'],
    ]);
    const dueAt = new Date(Date.parse(later.obligation.dueAt) + HOUR).toISOString();
    const reason = `Europe/Bucharest has other rules in the time-zone data 2099a than in ${process.versions.tz}`;
    expect(told[4].data).toMatchObject({ dueAt, overdueAfter: dueAt, overdueVoid: true, reason });
    const after = await explained(later);
    expect(after).toMatchObject({
      ...{ dueAt, calendar: { market: 'ro', version: `${before.calendar.version}+1`, tzdata: '2099a' } },
      tzdataHere: process.versions.tz,
    });
    // Monday has begun an hour later, and it is due at the time of day it came at.
    expect(after.text).toMatch(/Due +Mon \S+ 15:00:\d\d\.\d{3} /);
    expect(after.text).toContain(`time zones 2099a (here ${process.versions.tz})`);
    expect(after.text).toContain(reason);
    const counted = after.days.reduce(
      (sum: number, day: { from: string; to: string; countedMs: number }) => sum + day.countedMs,
      0,
    );
    expect(counted).toBe(24 * HOUR);

    // By the new rules it would have been overdue for half an hour: it is not made so in the past.
    const hungarian = await story.admin.get('/v1/markets/hu/calendar').expect(200);
    expect(hungarian.body.version).toMatch(/\+1$/);
    await story.workedOff({ progress: `/v1/markets/hu/calendar-corrections/${encodeURIComponent(hungarian.body.version)}` });
    expect((await story.told(earlier)).map(({ type }) => type)).not.toContain('ReplyObligationMoved');

    // What is asked from now on is counted by the new rules.
    const next = await story.asks({ market: 'ro' });
    await eventually('it is shown', async () => (await story.shown(next))?.calendar.tzdata === '2099a');
  });

  it('R2.5 a reactor that starts records the rules of a zone where a release before recorded none', async () => {
    const store = EventStore.connect({ url: story.stack.eventStoreUrl });
    const stamp = stampOf({ id: 'product-clock', role: 'system' }, await story.now());
    const { position } = await new CommandHandling(store).handle(
      marketCalendar,
      new AdoptCalendar('ie', stamp, calendarOf('ie').data),
    );
    await story.stack.reactor.end();
    await story.stack.reactor.start();
    await eventually('they are on record', async () => {
      for await (const event of store.read<MarketEvent>('market-ie'))
        if (event.type === 'CalendarAdopted' && event.position > position) return event.data.zone?.tzdata === process.versions.tz;
      return false;
    });
    await store.close();
  });
});
