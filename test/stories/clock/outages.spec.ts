/** R2.14 Outages over HTTP: time that does not count, of one market or of all, recorded afterwards and taken back. */
import { randomUUID } from 'node:crypto';
import type { DateTime } from 'luxon';
import { type Asked, ClockStory, expectShownAsTold, iso } from './clock-story';

describe('outages', () => {
  let story: ClockStory;
  beforeAll(async () => {
    story = await ClockStory.shared();
  });
  afterAll(() => story.stop());

  const correct = (market: string, body: object, key: string = randomUUID()) =>
    story.admin.post(`/v1/markets/${market}/calendar-corrections`, { reason: 'data centre flooded', ...body }, key);
  const answers = (asked: Asked) => asked.agent.post(`${asked.path}/messages`, { body: 'Here.' }).expect(201);
  const LATE = ['ReplyObligationOpened', 'ReplyObligationReminded', 'ReplyObligationOverdue', 'ViolationRecorded'];

  it('R2.14 an outage moves what is open, voids an overdue that it explains, and is undone by a later correction', async () => {
    const monday = await story.plainMonday('at');
    const at = (day: number, hour: number, minute = 0): DateTime => monday.plus({ days: day }).set({ hour, minute });
    await story.goTo(at(0, 10));
    const [open, late, answered] = await Promise.all([1, 2, 3].map(() => story.asks({ market: 'at' })));
    await story.goTo(at(0, 12));
    const later = await story.asks({ market: 'at' });
    const elsewhere = await story.asks({ market: 'cz' });
    await story.goTo(at(1, 9));
    await answers(answered);
    await story.goTo(at(1, 10, 30));
    for (const one of [open, late]) await story.tells(one, LATE);
    await answers(late);
    const outage = { from: iso(at(1, 9, 30)), to: iso(at(1, 10, 15)) };

    const dry = await correct('at', { outage, dryRun: true }).expect(200);
    expect(dry.body).toMatchObject({ market: 'at', dryRun: true, count: 2, voided: 2 });
    expect(dry.body.moves).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ message: open.message, overdueVoid: true }),
        expect.objectContaining({ message: later.message, overdueVoid: false }),
      ]),
    );
    const key = randomUUID();
    const { body } = await correct('at', { outage }, key).expect(200);
    expect(body).toMatchObject({ outages: [{ ...outage, reason: 'data centre flooded' }], add: {}, remove: [] });
    const progress = await story.workedOff(body);
    expect(progress).toMatchObject({ found: dry.body.found, moved: 2, voided: 2, failed: 0 });
    expect((await correct('at', { outage }, key).expect(200)).body).toEqual(body);

    const moved = await story.tells(open, [...LATE, 'ReplyObligationMoved', 'ViolationVoided']);
    const dueAt = iso(at(1, 10, 45));
    expect(Math.abs(Date.parse(String(moved[4].data.dueAt)) - Date.parse(dueAt))).toBeLessThan(10_000);
    expect(moved[4].data).toMatchObject({
      overdueVoid: true,
      reason: 'data centre flooded',
      calendar: { version: body.version },
    });
    // What had ended stays where it was; it does not count as late.
    const explained = await story.tells(late, [...LATE, 'ReplyObligationAnswered', 'ReplyObligationExcused', 'ViolationVoided']);
    expect(explained[5].data).toMatchObject({ reason: 'calendar corrected: data centre flooded' });
    for (const one of [answered, elsewhere])
      expect((await story.told(one)).map(({ type }) => type)).not.toContain('ReplyObligationMoved');

    const why = await open.agent.get(`${open.path}/obligations/${open.message}/explanation`).expect(200);
    expect(why.body.days).toContainEqual(
      expect.objectContaining({ ...outage, countedMs: 0, reason: { outage: 'data centre flooded' } }),
    );
    const text = await open.agent.get(`${open.path}/obligations/${open.message}/explanation`).set('Accept', 'text/plain');
    expect(text.text).toContain('outage: data centre flooded');

    // Taken back, what is open is due as before, unless that is past: a correction creates no overdue (R2.6).
    const undone = await story.workedOff((await correct('at', { revokeOutage: outage }).expect(200)).body);
    expect(undone).toMatchObject({ moved: 1, voided: 0 });
    await story.tells(later, [
      'ReplyObligationOpened',
      'ReplyObligationReminded',
      'ReplyObligationMoved',
      'ReplyObligationMoved',
    ]);
    expect((await story.shown(later, { position: undone.position })).dueAt).toBe(later.obligation.dueAt);
  });

  it('R2.14 what was overdue before the outage began stays', async () => {
    const monday = await story.plainMonday('be');
    const at = (day: number, hour: number): DateTime => monday.plus({ days: day }).set({ hour });
    await story.goTo(at(0, 10));
    const asked = await story.asks({ market: 'be' });
    await story.goTo(at(1, 15));
    await story.tells(asked, LATE);
    const { body } = await correct('be', { outage: { from: iso(at(1, 11)), to: iso(at(1, 14)) } }).expect(200);
    expect(await story.workedOff(body)).toMatchObject({ found: 1, moved: 0, voided: 0 });
    await story.tells(asked, LATE);
  });

  it('R2.14 an outage of all markets reaches every country and region; dry run and real one count the same', async () => {
    const markets = ['de-by', 'de', 'pl', 'ie'] as const;
    const monday = await story.plainMonday(...markets);
    await story.goTo(monday.set({ hour: 10 }));
    const asked = await Promise.all(markets.map((market) => story.asks({ market })));
    await story.goTo(monday.set({ hour: 13 }));
    const outage = { from: iso(monday.set({ hour: 11 })), to: iso(monday.set({ hour: 12 })) };
    const dry = await correct('all', { outage, dryRun: true }).expect(200);
    expect(dry.body.count).toBeGreaterThanOrEqual(asked.length);
    const { body } = await correct('all', { outage }).expect(200);
    const { found, moved, voided, failed } = await story.workedOff(body);
    expect([found, moved, voided, failed]).toEqual([dry.body.found, dry.body.count, dry.body.voided, 0]);
    for (const one of asked) {
      const [, { data }] = await story.tells(one, ['ReplyObligationOpened', 'ReplyObligationMoved']);
      expect(Date.parse(String(data.dueAt)) - Date.parse(one.obligation.dueAt)).toBe(3_600_000);
    }
  });

  it('R2.1 what is shown is what the events fold to', () => expectShownAsTold(story));
});
