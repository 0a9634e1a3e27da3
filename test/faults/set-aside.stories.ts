/** R2.13 What cannot be handled is set aside alone and told; all others are kept in time. */
import { randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import type { EventStore, NewEvent } from '../../libs/event-store';
import type { ReadModels } from '../../libs/read-models';
import { metadata } from '../event-store/store-under-test';
import type { Beside } from '../support/beside';
import { eventually, type Stack } from '../support/stack';

/** More than a timekeeper has in flight. */
const ODD = 120;
const TUESDAY = DateTime.fromISO('2030-03-05T10:00', { zone: 'Europe/Berlin' });

/** On the product that `get` gives. */
export function setAsideStories(get: () => Beside): void {
  let stack: Stack;
  let store: EventStore;
  let models: ReadModels;
  beforeAll(() => {
    ({ stack, store, models } = get());
  });

  it('a calendar version that is not there stops nobody: the others are reminded and overdue, and these are told', async () => {
    const admin = await stack.as('admin');
    const goTo = (then: DateTime) => admin.put('/v1/test-clock', { now: then.toISO() }).expect(200);
    await goTo(TUESDAY);
    const at = TUESDAY.toUTC().toISO() as string;
    const wakeAt = TUESDAY.plus({ minutes: 1 }).toUTC().toISO() as string;
    const leave = async (market: string, version: string) => {
      const [id, message] = [randomUUID(), randomUUID()];
      const opened = { conversation: id, market, seller: 's1', buyer: 'b1', topic: 'order', subject: 's', at };
      const sent = { message, from: 'buyer', author: 'b1', body: 'b', at };
      const calendar = { market, version, tzdata: '2099a' };
      const times = { receivedAt: at, allowanceHours: 24, dueAt: wakeAt, overdueAfter: wakeAt, wakeAt };
      const obligation = { message, kind: 'reply', ...times, calendar, at };
      const events = Object.entries({ ConversationOpened: opened, MessageSent: sent, ReplyObligationOpened: obligation }).map(
        ([type, data]) => ({ id: randomUUID(), type, data, metadata: { ...metadata, at } }) as NewEvent,
      );
      await store.append(`conversation-${id}`, events, 'no-stream');
    };
    // As a newer release, or a correction that this one never saw, would have left them.
    const versions = ['2099-1', '2026-1+7'];
    for (let count = 0; count < ODD; count++) await leave('de', versions[count % 2]);
    // In a market that this release does not know nothing fires.
    await leave('ar', '2099-1');

    const buyer = await stack.as('buyer');
    const opening = { market: 'de', seller: 's1', topic: 'order', subject: 's', message: { body: 'Where is it?' } };
    const { body: asked } = await buyer.post('/v1/conversations', opening).expect(201);
    await goTo(TUESDAY.plus({ hours: 18, minutes: 1 }));
    const path = `/v1/clock?conversation=${asked.conversation}`;
    const state = async () => (await buyer.get(path).expect(200)).body.items[0]?.state;
    await eventually('it is reminded', async () => (await state()) === 'reminded');
    await goTo(TUESDAY.plus({ hours: 24, minutes: 1 }));
    await eventually('it is overdue', async () => (await state()) === 'overdue');

    const health = async () => {
      const answer = await fetch(`http://127.0.0.1:${stack.timekeeper.env.TIMEKEEPER_PORT}/health/ready`);
      return {
        status: answer.status,
        body: (await answer.json()) as { setAside: { count: number; some: { reason: string }[] } },
      };
    };
    const told = await eventually('all are set aside', async () => {
      const now = await health();
      return now.body.setAside.count === ODD && now;
    });
    expect(told.status).toBe(200);
    expect(told.body.setAside.some[0]).toMatchObject({ command: 'KeepTime', reason: expect.stringMatching(/2099-1|2026-1\+7/) });
    expect(stack.timekeeper.said).toContain('set aside');
    const metrics = await fetch(`http://127.0.0.1:${stack.timekeeper.env.TIMEKEEPER_PORT}/metrics`).then((answer) =>
      answer.text(),
    );
    expect(metrics).toContain(`helpdesk_timekeeper_set_aside ${ODD}`);
    // Nor does the seller's inbox fall over them.
    const agent = await stack.as('seller', 'agent', 's1');
    expect((await agent.get('/v1/inbox?limit=100').expect(200)).body.items).toHaveLength(100);
  });

  it('a store that is away sets nothing aside: what was due meanwhile is said when it is back', async () => {
    const { eventStore } = stack;
    // Of somebody else's server nothing can be said.
    if (!eventStore) return;
    const [admin, buyer] = await Promise.all([stack.as('admin'), stack.as('buyer')]);
    const wednesday = TUESDAY.plus({ days: 8 });
    const goTo = (then: DateTime) => admin.put('/v1/test-clock', { now: then.toISO() }).expect(200);
    await goTo(wednesday);
    const opening = { market: 'de', seller: 's2', topic: 'order', subject: 's', message: { body: 'Where is it?' } };
    const asked = await Promise.all(
      Array.from({ length: 20 }, async () => (await buyer.post('/v1/conversations', opening).expect(201)).body.conversation),
    );
    const failures = async () => {
      const metrics = await fetch(`http://127.0.0.1:${stack.timekeeper.env.TIMEKEEPER_PORT}/metrics`);
      return Number(/^helpdesk_timekeeper_failures (\d+)/m.exec(await metrics.text())?.[1]);
    };
    const of = (table: string) => async () =>
      (await models.query<{ failures: number }>(`SELECT * FROM ${table} WHERE stream = ANY($1)`, [
        asked.map((conversation) => `conversation-${conversation}`),
      ])) as { failures: number }[];
    try {
      await eventually('all timers are set', async () => (await of('timers_due')()).length === asked.length);
      // They are due while the store is away, for as long as it takes to give up more often than what is set aside.
      await goTo(wednesday.plus({ hours: 18 }).minus({ seconds: 3 }));
      await eventStore.end('SIGKILL');
      const before = await failures();
      const given = async () =>
        (await failures()) > before + 1 || (await of('timer_claims')()).some((claim) => claim.failures > 0);
      await eventually('it gives up', given);
      expect((await of('timer_claims')()).filter(({ failures }) => failures > 0)).toEqual([]);
    } finally {
      await eventStore.start();
    }
    const states = async () => {
      const { body } = await buyer.get('/v1/clock?limit=100&state=reminded').expect(200);
      return (body.items as { conversation: string }[]).filter(({ conversation }) => asked.includes(conversation));
    };
    await eventually('all are reminded', async () => (await states()).length === asked.length);
  });
}
