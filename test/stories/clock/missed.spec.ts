/** What was missed stays missed, whatever ends it; and promises cannot be chained (R2.9, R2.10, R2.16). */
import type { DateTime } from 'luxon';
import { type Asked, ClockStory } from './clock-story';

describe('what was missed', () => {
  let story: ClockStory;
  let monday: DateTime;
  beforeAll(async () => {
    story = await ClockStory.shared();
  });
  beforeEach(async () => {
    monday = await story.plainMonday();
    await story.goTo(monday.set({ hour: 10 }));
  });
  afterAll(() => story.stop());

  const at = (day: number, hour: number, minute = 0) => monday.plus({ days: day }).set({ hour, minute });
  const says = (asked: Asked, body: object = {}) => asked.agent.post(`${asked.path}/messages`, { body: 'It is so.', ...body });
  const declares = (asked: Asked, reason = 'duplicate') =>
    asked.agent.post(`${asked.path}/messages/${asked.message}/no-reply-needed`, { reason });

  it('R2.16 counts as late however it ended, and what is open is shown by whether it has time left', async () => {
    const asked = await story.asks();
    const { agent, buyer } = asked;
    const asksAgain = async () => {
      const { body } = await buyer
        .post('/v1/conversations', {
          ...{ market: 'de', seller: asked.shop, topic: 'question', subject: 'Again', message: { body: 'Well?' } },
        })
        .expect(201);
      return { ...asked, ...body, path: `/v1/conversations/${body.conversation}` } as Asked;
    };
    const [closed, duplicate, open] = [await asksAgain(), await asksAgain(), await asksAgain()];
    await says(asked).expect(201);
    await story.goTo(at(1, 10, 1));
    await buyer.post(`${closed.path}/close`, {}).expect(200);
    await declares(duplicate).expect(200);
    const fresh = await asksAgain();
    const { headers } = await buyer.post(`${fresh.path}/read`, {}).expect(200);
    const times = async () =>
      (await agent.get(`/v1/sellers/${asked.shop}/response-times`).set('X-Min-Position', headers['x-position']).expect(200)).body;
    const expected = { answeredInTime: 1, answeredLate: 0, late: 3, open: 1, overdue: 1 };
    expect(await times()).toMatchObject({ ...expected, byTopic: { question: expected }, byMarket: { de: expected } });
    for (const missed of [closed, duplicate]) {
      const { body } = await agent.get(`/v1/clock?conversation=${missed.conversation}`).expect(200);
      expect(body.items).toMatchObject([{ late: true }]);
    }
    // Excused, it is not late in any report.
    const excuse = { reason: 'The shop was flooded.' };
    for (const { path, message } of [closed, open])
      await story.admin.post(`${path}/obligations/${message}/excuse`, excuse).expect(200);
    const last = await story.admin.post(`${duplicate.path}/obligations/${duplicate.message}/excuse`, excuse).expect(200);
    const { body } = await agent
      .get(`/v1/sellers/${asked.shop}/response-times`)
      .set('X-Min-Position', last.headers['x-position'])
      .expect(200);
    expect(body).toMatchObject({ answeredInTime: 1, answeredLate: 0, late: 0, open: 2, overdue: 0 });
  });

  it('R2.10 no reply needed is shown to the buyer in the conversation, with who, when and why, and whether it was contested', async () => {
    const asked = await story.asks();
    const shown = async (position: string) => {
      const { body } = await asked.buyer.get(`${asked.path}/messages`).set('X-Min-Position', position).expect(200);
      return body.items[0].noReplyNeeded;
    };
    const declared = await declares(asked, 'thanks').expect(200);
    const says = { reason: 'thanks', by: asked.agent.sub, at: expect.any(String), contestedAt: null };
    expect(await shown(declared.headers['x-position'])).toEqual(says);
    await story.goTo(at(0, 12));
    const contested = await asked.buyer.post(`${asked.path}/messages/${asked.message}/contest`, {}).expect(200);
    expect(await shown(contested.headers['x-position'])).toEqual({ ...says, contestedAt: contested.body.at });
    // Once for a message: after a contest only an answer ends it.
    await declares(asked)
      .expect(409)
      .expect(({ body }) => expect(body).toMatchObject({ code: 'already-contested', field: 'message' }));
    await asked.agent.post(`${asked.path}/messages`, { body: 'It is so.' }).expect(201);
  });

  it('R2.9 a promise is put off once; a further holding reply is delivered and answers nothing', async () => {
    const asked = await story.asks();
    const day = (days: number) => at(days, 0).toISODate();
    const first = await says(asked, { promisedBy: day(2) }).expect(201);
    await story.goTo(at(2, 9));
    const second = await says(asked, { promisedBy: day(4) }).expect(201);
    expect(second.body.answered).toEqual([first.body.message]);
    const third = await says(asked, { promisedBy: day(9) }).expect(201);
    expect(third.body.events).toEqual(['MessageSent']);
    expect(third.body).not.toHaveProperty('answered');
    const { body } = await asked.agent
      .get(`/v1/clock?conversation=${asked.conversation}&state=open`)
      .set('X-Min-Position', third.headers['x-position'])
      .expect(200);
    expect(body.items).toMatchObject([{ message: second.body.message, kind: 'promise', dueAt: at(5, 0).toUTC().toISO() }]);
    const kept = await says(asked).expect(201);
    expect(kept.body.answered).toEqual([second.body.message]);
    // R7: a promise counts by its date, and has no answer time.
    const { body: times } = await asked.agent
      .get(`/v1/sellers/${asked.shop}/response-times`)
      .set('X-Min-Position', kept.headers['x-position'])
      .expect(200);
    expect(times).toMatchObject({ answeredInTime: 3, late: 0, open: 0 });
    expect(times.p90Seconds).toBeLessThan(600);
  });
});
