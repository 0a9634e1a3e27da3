/** The timekeeper over a real store and a clock that can be set: reminder, overdue, escalations, and silence where time does not count. */
import { DateTime, Settings } from 'luxon';
import { ClockStory, expectShownAsTold, HOUR, iso } from './clock-story';

Settings.throwOnInvalid = true;

describe('timekeeping', () => {
  let story: ClockStory;
  beforeAll(async () => {
    story = await ClockStory.shared();
  });
  afterAll(() => story.stop());

  it('R2.13 reminds at 18, is overdue above 24, escalates above 48 and 72 counted hours: one event each, saying due and counted', async () => {
    const monday = await story.plainMonday();
    const asking = monday.set({ hour: 10 });
    await story.goTo(asking);
    const asked = await story.asks();
    const due = Date.parse(asked.obligation.dueAt);
    expect(due - asking.plus({ days: 1 }).toMillis()).toBeLessThan(5_000);

    await story.goTo(asking.plus({ hours: 17, minutes: 59 }));
    await story.timekeeperLooked();
    await story.tells(asked, ['ReplyObligationOpened']);

    const expected = ['ReplyObligationOpened'];
    for (const [hours, types] of [
      [18, ['ReplyObligationReminded']],
      [24, ['ReplyObligationOverdue', 'ViolationRecorded']],
      [48, ['ReplyObligationEscalated']],
      [72, ['ReplyObligationEscalated']],
    ] as const) {
      await story.goTo(asking.plus({ hours, minutes: 1 }));
      expected.push(...types);
      const told = await story.tells(asked, expected);
      const spoken = told.find(({ type, data }) => type === types[0] && (hours < 48 || data.level === hours));
      expect(spoken?.data).toMatchObject({ message: asked.message, dueAt: asked.obligation.dueAt });
      expect(spoken?.data.countedMs).toBeGreaterThan(hours * HOUR);
      expect(spoken?.data.countedMs).toBeLessThan(hours * HOUR + 120_000);
    }

    await story.goTo(asking.plus({ days: 9 }));
    await story.timekeeperLooked();
    const told = await story.tells(asked, expected);
    expect(told.find(({ type }) => type === 'ViolationRecorded')?.data).toMatchObject({
      kind: 'late-reply',
      source: 'clock',
      status: 'established',
      evidence: { message: asked.message },
    });
    expect(told.filter(({ type }) => type === 'ReplyObligationEscalated').map(({ data }) => data.level)).toEqual([48, 72]);
  });

  it('R2.13 nothing is left out or said twice when the clock leaps', async () => {
    const monday = await story.plainMonday();
    await story.goTo(monday.set({ hour: 8 }));
    const asked = await story.asks();
    await story.goTo(monday.plus({ days: 4 }));
    await story.tells(asked, [
      'ReplyObligationOpened',
      'ReplyObligationReminded',
      'ReplyObligationOverdue',
      'ViolationRecorded',
      'ReplyObligationEscalated',
      'ReplyObligationEscalated',
    ]);
  });

  it('R2.13 two timekeepers, one of them killed on the way, say each thing once', async () => {
    const monday = await story.plainMonday();
    await story.goTo(monday.set({ hour: 8 }));
    const all = await Promise.all(Array.from({ length: 20 }, () => story.asks()));
    const second = await story.stack.another('timekeeper');
    const killing = (async () => {
      for (let turn = 0; turn < 6; turn++) await [story.stack.timekeeper, second][turn % 2].killAndRestart();
    })();
    for (const hours of [19, 25, 49, 73]) await story.goTo(monday.set({ hour: 8 }).plus({ hours }));
    await killing;
    for (const asked of all) {
      const told = await story.tells(asked, [
        'ReplyObligationOpened',
        'ReplyObligationReminded',
        'ReplyObligationOverdue',
        'ViolationRecorded',
        'ReplyObligationEscalated',
        'ReplyObligationEscalated',
      ]);
      expect(told.flatMap(({ data }) => data.level ?? [])).toEqual([48, 72]);
    }
    await second.end();
  });

  it('R2.13 hours are configured by market', async () => {
    const monday = await story.plainMonday('pl');
    const asking = monday.set({ hour: 6 });
    await story.goTo(asking);
    const [polish, german] = await Promise.all([story.asks({ market: 'pl' }), story.asks()]);
    await story.goTo(asking.plus({ hours: 12, minutes: 1 }));
    await story.tells(polish, ['ReplyObligationOpened', 'ReplyObligationReminded']);
    await story.tells(german, ['ReplyObligationOpened']);
    await story.goTo(asking.plus({ hours: 36, minutes: 1 }));
    const told = await story.tells(polish, [
      'ReplyObligationOpened',
      'ReplyObligationReminded',
      'ReplyObligationOverdue',
      'ViolationRecorded',
      'ReplyObligationEscalated',
      'ReplyObligationEscalated',
    ]);
    expect(told.slice(-2).map(({ data }) => data.level)).toEqual([30, 36]);
  });

  it('R2.2 R2.4 a message of Friday 15:00 is due on Monday 15:00, and nothing is said over the weekend', async () => {
    const friday = (await story.plainMonday()).plus({ days: 4, hours: 15 });
    await story.goTo(friday);
    const asked = await story.asks();
    expect(Date.parse(asked.obligation.dueAt) - friday.plus({ days: 3 }).toMillis()).toBeLessThan(5_000);
    // 9 counted hours on Friday; on Sunday evening 54 hours have gone by.
    await story.goTo(friday.plus({ days: 2, hours: 6 }));
    await story.timekeeperLooked();
    await story.tells(asked, ['ReplyObligationOpened']);
    expect((await story.shown(asked)).counted.text).toMatch(/^(8 hours, 59 minutes|9 hours)$/);
    // Monday 09:00: the 18th counted hour.
    await story.goTo(friday.plus({ days: 2, hours: 18, minutes: 1 }));
    await story.tells(asked, ['ReplyObligationOpened', 'ReplyObligationReminded']);
  });

  it('R2.3 due Saturday 00:00: a reply on Sunday is in time, overdue comes only after Monday 00:00', async () => {
    const ascension = await ascensionDay(story);
    await story.goTo(ascension.set({ hour: 12 }));
    // Received on the holiday: Friday is counted, and all of it.
    const [answered, unanswered] = [await story.asks(), await story.asks()];
    const saturday = ascension.plus({ days: 2 });
    const monday = ascension.plus({ days: 4 });
    for (const { obligation } of [answered, unanswered])
      expect(obligation).toMatchObject({ dueAt: iso(saturday), overdueAfter: iso(monday) });
    await story.goTo(ascension.plus({ days: 1, hours: 19 }));
    await story.tells(unanswered, ['ReplyObligationOpened', 'ReplyObligationReminded']);

    await story.goTo(saturday.plus({ days: 1, hours: 18 }));
    await story.timekeeperLooked();
    await story.tells(unanswered, ['ReplyObligationOpened', 'ReplyObligationReminded']);
    expect(await story.shown(unanswered)).toMatchObject({
      state: 'reminded',
      counted: { seconds: 86_400 },
      remaining: { seconds: 0 },
    });
    await answered.agent.post(`${answered.path}/messages`, { body: 'Yes.' }).expect(201);
    const [, , answer] = await story.tells(answered, [
      'ReplyObligationOpened',
      'ReplyObligationReminded',
      'ReplyObligationAnswered',
    ]);
    expect(answer.data).toMatchObject({ late: false, countedMs: 24 * HOUR });

    await story.goTo(monday.plus({ seconds: 1 }));
    await story.tells(unanswered, [
      'ReplyObligationOpened',
      'ReplyObligationReminded',
      'ReplyObligationOverdue',
      'ViolationRecorded',
    ]);
  });

  it('R2.3 nothing fires on a public holiday, and counting goes on after it', async () => {
    const ascension = await ascensionDay(story);
    await story.goTo(ascension.minus({ hours: 23 }));
    const asked = await story.asks();
    await story.goTo(ascension.plus({ hours: 12 }));
    await story.timekeeperLooked();
    await story.tells(asked, ['ReplyObligationOpened']);
    await story.goTo(ascension.plus({ days: 1, hours: 1, minutes: 1 }));
    const told = await story.tells(asked, [
      'ReplyObligationOpened',
      'ReplyObligationReminded',
      'ReplyObligationOverdue',
      'ViolationRecorded',
    ]);
    expect(told[2].data.countedMs).toBeLessThan(24 * HOUR + 120_000);
    expect(Date.parse(told[2].data.dueAt) - ascension.plus({ days: 1, hours: 1 }).toMillis()).toBeLessThan(10_000);
  });

  it('R2.2 days begin and end by the market’s clocks: after the Sunday of 25 hours all of Monday counts', async () => {
    const now = await story.now();
    // The last Sunday of October: 25 hours in Berlin.
    const year = new Date(now).getUTCFullYear() + 1;
    const sunday = DateTime.fromObject({ year, month: 10, day: 31 }, { zone: 'Europe/Berlin' }).minus({
      days: DateTime.fromObject({ year, month: 10, day: 31 }).weekday % 7,
    });
    expect(sunday.plus({ days: 1 }).diff(sunday).as('hours')).toBe(25);
    await story.goTo(sunday.minus({ hours: 12 }));
    const { obligation } = await story.asks();
    // 31 October and 1 November are no nationwide holidays.
    expect(obligation.dueAt).toBe(iso(sunday.plus({ days: 2 })));
  });

  it('R2.1 what is shown is what the events fold to', () => expectShownAsTold(story));
});

/** The next Ascension Day in Germany, a Thursday, 00:00; some days ahead. */
async function ascensionDay(story: ClockStory): Promise<DateTime> {
  const now = await story.now();
  const year = new Date(now).getUTCFullYear();
  for (const one of [year, year + 1]) {
    const { zone, holidays } = await story.calendar('de', one);
    const ascension = DateTime.fromISO(holidays.find(({ name }) => name === 'Christi Himmelfahrt')?.date as string, { zone });
    expect(ascension.weekday).toBe(4);
    if (ascension.minus({ days: 2 }).toMillis() > now) return ascension;
  }
  throw new Error('no Ascension Day ahead');
}
