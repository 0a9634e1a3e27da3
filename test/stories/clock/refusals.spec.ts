/** Bad input: a clear 4xx that names the field, and nothing is written. */
import { randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import type { Test } from 'supertest';
import { EventStore } from '../../../libs/event-store';
import type { Stack } from '../../support/stack';
import { type Asked, ClockStory, iso } from './clock-story';

describe('what the clock refuses', () => {
  let story: ClockStory<Stack>;
  let store: EventStore;
  let monday: DateTime;
  let asked: Asked;
  let answered: Asked;
  beforeAll(async () => {
    story = await ClockStory.start();
    store = EventStore.connect({ url: story.stack.eventStoreUrl });
    monday = await story.plainMonday();
    await story.goTo(monday.set({ hour: 10 }));
    [asked, answered] = await Promise.all([story.asks(), story.asks()]);
    await answered.agent.post(`${answered.path}/messages`, { body: 'Yes.' }).expect(201);
  });
  afterAll(async () => {
    await store.close();
    await story.stop();
  });

  const date = (days: number) => monday.plus({ days }).toISODate() as string;

  const refused = async (request: Test, status: number, field: string | undefined, code?: string) => {
    const before = await store.head();
    const { body, headers, status: given } = await request;
    expect({ status: given, field: body.field, ...(code && { code: body.code }) }).toEqual({
      status,
      field,
      ...(code && { code }),
    });
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({ status, type: `urn:helpdesk:problem:${body.code}`, detail: expect.stringMatching(/\w/) });
    // Nothing was written but what time alone leads to.
    const written: string[] = [];
    for await (const { position, metadata, type } of store.readAll({ from: before }))
      if (position > before && metadata.role !== 'system') written.push(type);
    expect(written).toEqual([]);
  };

  it('R8 an unknown market, wherever it is named', async () => {
    const { buyer, shop } = asked;
    const open = (market: string) =>
      buyer.post('/v1/conversations', { market, seller: shop, topic: 'question', subject: 'x', message: { body: 'x' } });
    await refused(open('xx'), 400, 'market');
    await refused(open('de-xx'), 400, 'market');
    await refused(open('Europe/Atlantis'), 400, 'market');
    await refused(buyer.get('/v1/markets/xx/calendar'), 404, 'id', 'market-unknown');
    await refused(buyer.get('/v1/clock?market=xx'), 400, 'market');
    const correction = { add: { [date(1)]: 'x' }, reason: 'x' };
    await refused(story.admin.post('/v1/markets/xx/calendar-corrections', correction), 404, 'id', 'market-unknown');
  });

  it('R2.9 a promise in the past, too far off, or for a day that does not exist', async () => {
    const promise = (promisedBy: string, more = {}) =>
      asked.agent.post(`${asked.path}/messages`, { body: 'Soon.', promisedBy, ...more });
    await refused(promise(date(-1)), 422, 'promisedBy', 'promise-in-the-past');
    await refused(promise('2019-12-31'), 422, 'promisedBy', 'promise-in-the-past');
    // The fifth business day after a Monday is the next Monday.
    await refused(promise(date(8)), 422, 'promisedBy', 'promise-too-far');
    await refused(promise('2036-01-01'), 422, 'promisedBy', 'promise-too-far');
    await refused(promise(`${monday.year}-02-30`), 400, 'promisedBy');
    await refused(promise('tomorrow'), 400, 'promisedBy');
    await refused(promise(date(1), { automatic: true }), 422, 'promisedBy', 'promise-needs-a-human-seller');
    await refused(
      asked.buyer.post(`${asked.path}/messages`, { body: 'I promise.', promisedBy: date(1) }),
      422,
      'promisedBy',
      'promise-needs-a-human-seller',
    );
  });

  it('R2.7 a revision that does not exist, an answer to a message that does not', async () => {
    const says = (more: object) => asked.agent.post(`${asked.path}/messages`, { body: 'Yes.', ...more });
    await refused(says({ seenRevision: 99 }), 422, 'seenRevision', 'revision-unknown');
    await refused(says({ seenRevision: -1 }), 400, 'seenRevision');
    await refused(says({ answers: [randomUUID()] }), 422, 'answers', 'message-unknown');
    await refused(says({ answers: ['m1'] }), 400, 'answers');
  });

  it('R2.10 contesting what was never declared, declaring what is answered', async () => {
    const contest = (message: string) => asked.buyer.post(`${asked.path}/messages/${message}/contest`, {});
    await refused(contest(asked.message), 409, 'message', 'nothing-to-contest');
    await refused(contest(randomUUID()), 409, 'message', 'nothing-to-contest');
    const declare = (one: Asked, reason?: string) =>
      one.agent.post(`${one.path}/messages/${one.message}/no-reply-needed`, { reason });
    await refused(declare(answered, 'thanks'), 409, 'message', 'obligation-not-open');
    await refused(declare(asked, 'too lazy'), 400, 'reason');
    await refused(declare(asked), 400, 'reason');
    await refused(
      asked.buyer.post(`${asked.path}/messages/${asked.message}/no-reply-needed`, { reason: 'thanks' }),
      403,
      undefined,
    );
  });

  it('R4.2 "this did not answer" of what is no answer', async () => {
    const contest = (message: string) => asked.buyer.post(`${asked.path}/messages/${message}/unanswered`, {});
    await refused(contest(asked.message), 422, 'message', 'message-unknown');
    await refused(contest(randomUUID()), 422, 'message', 'message-unknown');
    const { body } = await asked.agent.post(`${asked.path}/messages`, { body: 'Away.', automatic: true }).expect(201);
    await refused(contest(body.message), 409, 'message', 'nothing-to-contest');
  });

  it('R2.14 an excuse without a reason, of nothing, of what was answered in time, or by somebody else', async () => {
    const excuse = (one: Asked, body: object, message = one.message) =>
      story.admin.post(`${one.path}/obligations/${message}/excuse`, body);
    await refused(excuse(asked, {}), 400, 'reason');
    await refused(excuse(asked, { reason: '' }), 400, 'reason');
    await refused(excuse(asked, { reason: ' \n ' }), 400, 'reason');
    await refused(excuse(asked, { reason: null }), 400, 'reason');
    await refused(excuse(asked, { reason: 'x' }, randomUUID()), 404, 'message', 'obligation-unknown');
    await refused(excuse(answered, { reason: 'x' }), 409, 'message', 'obligation-not-open');
    await refused(asked.agent.post(`${asked.path}/obligations/${asked.message}/excuse`, { reason: 'x' }), 403, undefined);
  });

  it('R2.14 an outage without reason or end, of no time, ahead, or never recorded, dry or not', async () => {
    const [from, to] = [iso(monday.minus({ hours: 1 })), iso(monday)];
    for (const dryRun of [true, false]) {
      const correct = (body: object, market = 'de') =>
        story.admin.post(`/v1/markets/${market}/calendar-corrections`, { reason: 'x', dryRun, ...body });
      for (const market of ['de', 'all']) {
        await refused(correct({ outage: { from, to }, reason: undefined }, market), 400, 'reason');
        await refused(correct({ outage: { from } }, market), 400, 'outage.to');
        await refused(correct({ outage: { from, to: from } }, market), 422, 'outage', 'outage-invalid');
        await refused(correct({ outage: { from: to, to: from } }, market), 422, 'outage', 'outage-invalid');
        await refused(correct({ outage: { from, to: iso(monday.plus({ days: 9 })) } }, market), 422, 'outage', 'outage-invalid');
        await refused(correct({ outage: { from: `${monday.year}-02-30T00:00:00Z`, to } }, market), 400, 'outage.from');
        await refused(correct({ revokeOutage: { from, to } }, market), 422, 'revokeOutage', 'outage-unknown');
      }
      await refused(correct({ add: { [date(1)]: 'x' } }, 'all'), 422, 'add', 'calendar-date-invalid');
    }
  });

  it('R2.6 a correction without dates, without reason, of days that do not exist or are no holidays, dry or not', async () => {
    for (const dryRun of [true, false]) {
      const correct = (body: object) => story.admin.post('/v1/markets/de/calendar-corrections', { reason: 'x', dryRun, ...body });
      await refused(correct({}), 422, 'add', 'calendar-date-invalid');
      await refused(correct({ add: { [date(1)]: 'x' }, reason: undefined }), 400, 'reason');
      await refused(correct({ add: { [`${monday.year}-02-30`]: 'x' } }), 400, 'add');
      await refused(correct({ add: { [date(1)]: '' } }), 400, 'add');
      await refused(correct({ add: [date(1)] }), 400, 'add');
      await refused(correct({ add: { '2036-01-01': 'x' } }), 422, 'add', 'calendar-date-invalid');
      await refused(correct({ remove: [`${monday.year}-02-30`] }), 400, 'remove');
      await refused(correct({ remove: [date(1)] }), 422, 'remove', 'calendar-date-invalid');
      await refused(correct({ add: { [`${monday.year}-05-01`]: 'x' }, remove: [`${monday.year}-05-01`] }), 422, 'remove');
      await refused(correct({ add: { [date(1)]: 'x' }, zone: 'Europe/Atlantis' }), 400, 'zone');
    }
  });

  it('R2.13 the clock set backwards, beyond the calendars, or to an instant that is none', async () => {
    const set = (now: unknown) => story.admin.put('/v1/test-clock', { now });
    await refused(set(iso(monday)), 422, 'now', 'time-goes-forwards');
    await refused(set('2020-01-01T00:00:00Z'), 422, 'now', 'time-goes-forwards');
    await refused(set('2036-01-01T00:00:00Z'), 422, 'now', 'time-not-covered');
    await refused(set('9999-12-31T23:59:59Z'), 422, 'now', 'time-not-covered');
    await refused(set(`${monday.year + 1}-02-30T00:00:00Z`), 400, 'now');
    await refused(set(`${monday.year + 1}-02-03T25:00:00Z`), 400, 'now');
    await refused(set(date(1)), 400, 'now');
    await refused(set(monday.toMillis()), 400, 'now');
    await refused(set(undefined), 400, 'now');
    await refused(asked.agent.put('/v1/test-clock', { now: iso(monday.plus({ days: 1 })) }), 403, undefined);
  });

  it('R2.15 questions that make no sense', async () => {
    const { agent, shop } = asked;
    const times = (query: string) => agent.get(`/v1/sellers/${shop}/response-times?${query}`);
    await refused(times(`from=${iso(monday)}&to=${iso(monday)}`), 400, 'from');
    await refused(times('from=yesterday'), 400, 'from');
    await refused(times(`to=${monday.year}-02-30T00:00:00Z`), 400, 'to');
    await refused(agent.get('/v1/clock?state=asleep'), 400, 'state');
    await refused(agent.get('/v1/clock?dueBefore=2027-02-30T00:00:00Z'), 400, 'dueBefore');
    await refused(agent.get('/v1/clock?color=red'), 400, 'color');
    await refused(agent.get('/v1/markets/de/calendar?year=2036'), 400, 'year');
    await refused(agent.get('/v1/markets/de/calendar?year=soon'), 400, 'year');
  });

  it('R2.5 a message whose deadline no calendar covers is refused, and what was there can still be read', async () => {
    // A store of somebody else would stay there for good.
    if (!story.stack.eventStore) return;
    await story.goTo(DateTime.fromISO('2035-12-31T12:00:00Z'));
    const { buyer, shop, path } = asked;
    const opening = { market: 'de', seller: shop, topic: 'question', subject: 'x', message: { body: 'x' } };
    await refused(buyer.post('/v1/conversations', opening), 422, undefined, 'outside-calendar');
    await refused(buyer.post(`${path}/messages`, { body: 'x' }), 422, undefined, 'outside-calendar');
    await asked.agent.get('/v1/clock').expect(200);
    await asked.agent.get(`${path}/obligations/${asked.message}/explanation`).expect(200);
    await asked.agent.get('/v1/inbox').expect(200);
    await asked.agent.post(`${path}/messages`, { body: 'At last.' }).expect(201);
  });
});
