/** What answers an obligation and what does not, over HTTP. */
import { randomUUID } from 'node:crypto';
import type { DateTime } from 'luxon';
import { loadClockHours } from '../../../libs/config';
import { conversation, SendMessage } from '../../../libs/domain';
import { EventStore } from '../../../libs/event-store';
import { Dispatch, ProductClock } from '../../../libs/product-clock';
import { stampOf } from '../../support/stamp';
import { type Asked, ClockStory, expectShownAsTold, HOUR, iso } from './clock-story';

describe('what answers', () => {
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

  const says = (asked: Asked, body: object = {}) => asked.agent.post(`${asked.path}/messages`, { body: 'It is so.', ...body });
  const asksAgain = async (asked: Asked) =>
    (await asked.buyer.post(`${asked.path}/messages`, { body: 'And this?' }).expect(201)).body;

  it('R2.7 a reply answers what its author had seen; what arrived later stays open', async () => {
    const asked = await story.asks();
    const second = await asksAgain(asked);
    const { body } = await says(asked, { seenRevision: 2 }).expect(201);
    expect(body.answered).toEqual([asked.message]);
    await story.tells(asked, ['ReplyObligationOpened'], second.message);
    const last = await says(asked).expect(201);
    expect(last.body.answered).toEqual([second.message]);
  });

  it('R2.7 without a revision all before it is answered; a message named is answered whatever was seen', async () => {
    const asked = await story.asks();
    const second = await asksAgain(asked);
    expect((await says(asked).expect(201)).body.answered).toEqual([asked.message, second.message]);
    const third = await asksAgain(asked);
    const { body } = await says(asked, { seenRevision: 0, answers: [third.message] }).expect(201);
    expect(body.answered).toEqual([third.message]);
  });

  it('R2.7 more than one append can end, all late, are answered by two messages, the oldest by the first', async () => {
    const asked = await story.asks();
    await story.stack.timekeeper.end();
    try {
      const order = [asked.message, ...(await asksOften(asked, 399))];
      await story.goTo(monday.plus({ days: 3 }));
      // Whoever writes, and however much.
      const wordy = await story.stack.as('seller', 'a'.repeat(128), asked.shop);
      const answer = () => wordy.post(`${asked.path}/messages`, { body: '😀'.repeat(10_000) }).expect(201);
      const first: string[] = (await answer()).body.answered;
      expect(first.length).toBeGreaterThan(300);
      expect(first).toEqual(order.slice(0, first.length));
      expect((await answer()).body.answered).toEqual(order.slice(first.length));
    } finally {
      await story.stack.timekeeper.start();
    }
  });

  it('R2.8 automatic replies, notes, reading, admin messages and status updates answer nothing; an update answers what it names', async () => {
    const asked = await story.asks();
    await says(asked, { automatic: true }).expect(201);
    await asked.agent.post(`${asked.path}/notes`, { body: 'Look at this.' }).expect(201);
    await asked.agent.post(`${asked.path}/read`, {}).expect(200);
    await story.admin.post(`${asked.path}/messages`, { body: 'We are here too.' }).expect(201);
    await asked.agent.post(`${asked.path}/status-updates`, { stage: 'return-received' }).expect(201);
    await story.tells(asked, ['ReplyObligationOpened']);
    const update = { stage: 'repair-started', answers: [asked.message] };
    const { body } = await asked.agent.post(`${asked.path}/status-updates`, update).expect(201);
    expect(body.answered).toEqual([asked.message]);
    const [, answer] = await story.tells(asked, ['ReplyObligationOpened', 'ReplyObligationAnswered']);
    expect(answer.data).toMatchObject({ by: body.update, late: false });
  });

  it('R2.3 R5.2 a late reply is recorded as overdue and as a violation, even before the timekeeper speaks, and shown as late', async () => {
    const asked = await story.asks();
    await story.stack.timekeeper.end();
    try {
      await story.goTo(monday.plus({ days: 1 }).set({ hour: 10, minute: 5 }));
      const { headers } = await says(asked).expect(201);
      const told = await story.tells(asked, [
        'ReplyObligationOpened',
        'ReplyObligationOverdue',
        'ViolationRecorded',
        'ReplyObligationAnswered',
      ]);
      expect(told[2].data).toMatchObject({ kind: 'late-reply', source: 'clock', status: 'established' });
      expect(told[3].data).toMatchObject({ late: true });
      expect(told[3].data.countedMs).toBeGreaterThan(24 * HOUR);
      expect((await story.shown(asked, { position: headers['x-position'] })).state).toBe('answered-late');
    } finally {
      await story.stack.timekeeper.start();
    }
  });

  it('R2.9 a holding reply answers in time; its date becomes an obligation, which the next reply keeps', async () => {
    const asked = await story.asks();
    const promisedBy = monday.plus({ days: 7 }).toISODate();
    const { body } = await says(asked, { promisedBy }).expect(201);
    expect(body.answered).toEqual([asked.message]);
    expect(body.obligation).toEqual({
      message: body.message,
      dueAt: iso(monday.plus({ days: 8 })),
      overdueAfter: iso(monday.plus({ days: 8 })),
    });
    await story.goTo(monday.plus({ days: 7, hours: 23 }));
    await story.tells(asked, ['ReplyObligationOpened', 'ReplyObligationReminded'], body.message);
    await says(asked).expect(201);
    const [, , kept] = await story.tells(
      asked,
      ['ReplyObligationOpened', 'ReplyObligationReminded', 'ReplyObligationAnswered'],
      body.message,
    );
    expect(kept.data).toMatchObject({ late: false });
  });

  it('R2.9 a broken promise is overdue, and escalated as long after it as a reply is', async () => {
    const asked = await story.asks();
    const { body } = await says(asked, { promisedBy: monday.toISODate() }).expect(201);
    await story.goTo(monday.plus({ days: 1, minutes: 1 }));
    const types = ['ReplyObligationOpened', 'ReplyObligationReminded', 'ReplyObligationOverdue', 'ViolationRecorded'];
    await story.tells(asked, types, body.message);
    await story.goTo(monday.plus({ days: 2, minutes: 1 }));
    await story.tells(asked, [...types, 'ReplyObligationEscalated'], body.message);
  });

  it('R2.9 a promise for a Saturday is due that Saturday, and kept on Sunday still', async () => {
    const asked = await story.asks();
    const { body } = await says(asked, { promisedBy: monday.plus({ days: 5 }).toISODate() }).expect(201);
    expect(body.obligation).toMatchObject({
      dueAt: iso(monday.plus({ days: 6 })),
      overdueAfter: iso(monday.plus({ days: 7 })),
    });
    await story.goTo(monday.plus({ days: 6, hours: 12 }));
    const kept = await says(asked).expect(201);
    expect(kept.body).toMatchObject({ events: ['MessageSent', 'ReplyObligationAnswered'], answered: [body.message] });
  });

  it('R2.9 promises made at any millisecond reach the read model', async () => {
    const all = await Promise.all(
      Array.from({ length: 40 }, async () => {
        const asked = await story.asks();
        const { body, headers } = await says(asked, { promisedBy: monday.plus({ days: 1 }).toISODate() }).expect(201);
        return { asked, message: body.message, position: headers['x-position'] };
      }),
    );
    for (const { asked, message, position } of all) {
      const shown = await story.shown(asked, { message, position });
      expect(Number.isInteger(shown.allowance.seconds * 1_000)).toBe(true);
      expect(shown).toMatchObject({ kind: 'promise', state: 'open' });
    }
  });

  it('R2.12 a held reply does not stop the clock; released unchanged it counts from when it was submitted, and what was recorded is void', async () => {
    const asked = await story.asks();
    const submitted = monday.set({ hour: 11 });
    const message = await hold(asked, 'seller', iso(submitted));
    await story.goTo(monday.plus({ days: 1 }).set({ hour: 10, minute: 5 }));
    const types = ['ReplyObligationOpened', 'ReplyObligationReminded', 'ReplyObligationOverdue', 'ViolationRecorded'];
    await story.tells(asked, types);
    const released = await story.admin.post(`${asked.path}/messages/${message}/release`, {}).expect(200);
    expect(released.body.answered).toEqual([asked.message]);
    const told = await story.tells(asked, [...types, 'ReplyObligationAnswered', 'ViolationVoided']);
    expect(told[4].data).toMatchObject({ late: false, by: message, at: iso(submitted) });
    expect((await story.shown(asked, { position: released.headers['x-position'] })).state).toBe('answered');
  });

  it('R2.12 a held buyer message opens its obligation when it is delivered, and nobody had seen it before', async () => {
    const asked = await story.asks();
    const message = await hold(asked, 'buyer', iso(monday.set({ hour: 10 })));
    await story.goTo(monday.set({ hour: 15 }));
    await story.tells(asked, [], message);
    const { body } = await story.admin.post(`${asked.path}/messages/${message}/release`, {}).expect(200);
    expect(Date.parse(body.obligation.dueAt)).toBeGreaterThanOrEqual(monday.plus({ days: 1 }).set({ hour: 15 }).toMillis());
    const answer = await says(asked, { seenRevision: 3 }).expect(201);
    expect(answer.body.answered).toEqual([asked.message]);
  });

  it('R4.2 "this did not answer my question" opens a new obligation from now on, once', async () => {
    const asked = await story.asks();
    const reply = (await says(asked).expect(201)).body.message;
    await story.goTo(monday.plus({ days: 2, hours: 12 }));
    const contested = await asked.buyer.post(`${asked.path}/messages/${reply}/unanswered`, {}).expect(200);
    expect(contested.body.events).toEqual(['ReplyObligationOpened']);
    const due = monday.plus({ days: 3, hours: 12 }).toMillis();
    expect(Date.parse(contested.body.obligation.dueAt) - due).toBeLessThan(10_000);
    expect(Date.parse(contested.body.obligation.dueAt)).toBeGreaterThanOrEqual(due);
    const again = await asked.buyer.post(`${asked.path}/messages/${reply}/unanswered`, {}).expect(200);
    expect(again.body.events).toEqual([]);
    const better = await says(asked).expect(201);
    expect(better.body.answered).toEqual([reply]);
    await story.tells(asked, ['ReplyObligationOpened', 'ReplyObligationAnswered']);
  });

  it('R2.1 what is shown is what the events fold to', () => expectShownAsTold(story));

  /** What the buyer would have sent one by one, handled together. */
  async function asksOften({ conversation: id, buyer }: Asked, times: number): Promise<string[]> {
    const store = EventStore.connect({ url: story.stack.eventStoreUrl });
    const clock = new ProductClock(store, {
      numbers: loadClockHours({}),
      testClock: story.stack.api.env.HELPDESK_TEST_CLOCK_NAME as string,
      tzdata: process.versions.tz as string,
      onTrouble: () => undefined,
    });
    try {
      await clock.start();
      const now = await story.now();
      const messages = Array.from({ length: times }, () => randomUUID());
      const asks = messages.map(
        (message) =>
          new SendMessage(id, stampOf({ id: buyer.sub, role: 'buyer' }, now), clock, { id: message, body: 'And this?' }),
      );
      for (const one of await new Dispatch(store, clock).handleAll(conversation, asks)) expect(one.status).toBe('fulfilled');
      return messages;
    } finally {
      await clock.stop();
      await store.close();
    }
  }

  /** Screening holds messages; what it will write is written here in its place. */
  async function hold({ conversation, buyer, agent }: Asked, from: 'buyer' | 'seller', at: string): Promise<string> {
    const store = EventStore.connect({ url: story.stack.eventStoreUrl });
    try {
      const message = randomUUID();
      let revision = -1;
      for await (const event of store.read(`conversation-${conversation}`)) revision = event.revision;
      const author = (from === 'buyer' ? buyer : agent).sub;
      const commandId = randomUUID();
      const metadata = { $correlationId: commandId, $causationId: commandId, commandId, commandHash: 'held', actor: author };
      await store.append(
        `conversation-${conversation}`,
        [
          {
            id: randomUUID(),
            type: 'MessageHeld',
            data: { message, from, author, body: 'Call me.', reason: 'R5.3', at },
            metadata: { ...metadata, role: from, origin: 'test', at, schema: '1' },
          },
        ],
        revision,
      );
      return message;
    } finally {
      await store.close();
    }
  }
});
