/** What people read of the clock: inbox, list, explanation, response times, what is overdue. */
import { randomUUID } from 'node:crypto';
import type { DateTime } from 'luxon';
import { eventually } from '../../support/stack';
import { type Asked, ClockStory, type HistoryEvent, iso } from './clock-story';

interface Day {
  readonly date: string;
  readonly from: string;
  readonly to: string;
  readonly countedMs: number;
  readonly reason: 'business-day' | 'weekend' | { readonly holiday: string };
}

describe('reading the clock', () => {
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
  const explained = (asked: Asked, message = asked.message) =>
    asked.agent.get(`${asked.path}/obligations/${message}/explanation`);
  const sum = (days: readonly Day[]) => days.reduce((total, { countedMs }) => total + countedMs, 0);

  it('R2.1 R2.15 inbox and clock show received, due, counted, remaining and state, in seconds and in words', async () => {
    const asked = await story.asks();
    await story.goTo(at(0, 15, 20));
    const shown = await story.shown(asked);
    expect(shown).toMatchObject({
      message: asked.message,
      state: 'open',
      dueAt: asked.obligation.dueAt,
      allowance: { seconds: 86_400, text: '24 hours' },
      counted: { text: expect.stringMatching(/^5 hours, (19|20) minutes$/) },
      remaining: { text: expect.stringMatching(/^18 hours, (39|40) minutes$/) },
      calendar: { market: 'de', version: expect.any(String), tzdata: expect.any(String) },
    });
    expect(Date.parse(shown.dueAt) - Date.parse(shown.receivedAt)).toBe(86_400_000);
    expect(shown.counted.seconds + shown.remaining.seconds).toBeCloseTo(86_400, 6);
    const look = asked.agent.get('/v1/inbox').set('X-Min-Position', asked.position);
    const inbox = await look.set('Accept-Language', 'de').expect(200);
    const { oldestObligation } = inbox.body.items[0];
    expect(oldestObligation).toMatchObject({ message: asked.message, state: 'open', dueAt: asked.obligation.dueAt });
    expect(oldestObligation.counted.text).toMatch(/^5 Stunden, (19|20) Minuten$/);
    expect(oldestObligation.remaining.text).toMatch(/^18 Stunden, (39|40) Minuten$/);
  });

  it('R2.1 of several messages due at one instant the inbox shows the oldest', async () => {
    await story.goTo(at(5, 10));
    const asked = await story.asks();
    const second = (await asked.buyer.post(`${asked.path}/messages`, { body: 'And?' }).expect(201)).body;
    expect(second.obligation.dueAt).toBe(asked.obligation.dueAt);
    await asked.agent.post(`${asked.path}/messages/${asked.message}/no-reply-needed`, { reason: 'thanks' }).expect(200);
    const { headers } = await asked.buyer.post(`${asked.path}/messages/${asked.message}/contest`, {}).expect(200);
    const inbox = await asked.agent.get('/v1/inbox').set('X-Min-Position', headers['x-position']).expect(200);
    expect(inbox.body.items).toMatchObject([{ openObligations: 2, oldestObligation: { message: asked.message } }]);
  });

  it('R2.1 of conversations due at one instant the inbox has first what came first, page by page, and of several filters any', async () => {
    await story.goTo(at(5, 10));
    const first = await story.asks();
    const came = [first.conversation];
    let position = '';
    for (const topic of ['order', 'claim', 'return', 'order']) {
      const opening = { market: 'de', seller: first.shop, topic, subject: 'Where?', message: { body: 'Where is it?' } };
      const { body, headers } = await first.buyer.post('/v1/conversations', opening).expect(201);
      came.push(body.conversation);
      position = headers['x-position'];
    }
    const listed: string[] = [];
    for (let cursor = ''; cursor !== 'none'; ) {
      const page = await first.agent.get(`/v1/inbox?limit=2${cursor}`).set('X-Min-Position', position).expect(200);
      listed.push(...page.body.items.map(({ conversation }: { conversation: string }) => conversation));
      cursor = page.body.next === null ? 'none' : `&cursor=${page.body.next}`;
    }
    expect(listed).toEqual(came);
    const held = { body: 'Mail me: shop@example.org', seenRevision: 1 };
    expect((await first.agent.post(`${first.path}/messages`, held).expect(201)).body.held).toEqual(expect.any(String));
    const closed = await first.agent.post(`/v1/conversations/${came[1]}/close`, {}).expect(200);
    const meant = async (filter: string, who = first.agent) => {
      const [list, counts] = await Promise.all(
        ['', '/counts'].map((part) =>
          who.get(`/v1/inbox${part}?${filter}`).set('X-Min-Position', closed.headers['x-position']).expect(200),
        ),
      );
      const found = list.body.items.map(({ conversation }: { conversation: string }) => came.indexOf(conversation));
      expect(counts.body.all).toBe(found.length);
      return found;
    };
    expect(await meant('topic=order,claim')).toEqual([1, 2, 4]);
    expect(await meant('topic=claim&topic=return')).toEqual([2, 3]);
    expect(await meant('status=held')).toEqual([0]);
    expect(await meant('status=closed,held')).toEqual([0, 1]);
    // What a seller's message is held for is none of the buyer's business.
    expect(await meant('status=held', first.buyer)).toEqual([]);
    expect(await meant(`buyer=${first.buyer.sub}&buyer=nobody&market=de,fr&status=open`)).toEqual([0, 2, 3, 4]);
  });

  it('R8 durations are words of the caller’s language, in all eleven', async () => {
    const asked = await story.asks();
    await story.goTo(at(0, 13, 2));
    // 3 hours and 1 or 2 minutes counted; 20 hours and 57 or 58 minutes remain.
    for (const [language, counted, remaining] of [
      ['de', /^3 Stunden, (1 Minute|2 Minuten)$/, /^20 Stunden, 5[78] Minuten$/],
      ['en', /^3 hours, (1 minute|2 minutes)$/, /^20 hours, 5[78] minutes$/],
      ['pl', /^3 godziny i (1 minuta|2 minuty)$/, /^20 godzin i 5[78] minut$/],
      ['cs', /^3 hodiny a (1 minuta|2 minuty)$/, /^20 hodin a 5[78] minut$/],
      ['sk', /^3 hodiny, (1 minúta|2 minúty)$/, /^20 hodín, 5[78] minút$/],
      ['fr', /^3 heures et (1 minute|2 minutes)$/, /^20 heures et 5[78] minutes$/],
      ['it', /^3 ore e (1 minuto|2 minuti)$/, /^20 ore e 5[78] minuti$/],
      ['es', /^3 horas y (1 minuto|2 minutos)$/, /^20 horas y 5[78] minutos$/],
      ['nl', /^3 uur en (1 minuut|2 minuten)$/, /^20 uur en 5[78] minuten$/],
      ['ro', /^3 ore și (1 minut|2 minute)$/, /^20 de ore și 5[78] de minute$/],
      ['hu', /^3 óra és [12] perc$/, /^20 óra és 5[78] perc$/],
      ['sv, ro;q=0.8', /^3 ore și /, /^20 de ore/],
      ['sv', /^3 hours/, /^20 hours/],
    ] as const) {
      const shown = await story.shown(asked, { language });
      expect(shown.counted.text).toMatch(counted);
      expect(shown.remaining.text).toMatch(remaining);
    }
  });

  it('R2.15 an explanation is enough to recompute the deadline: days with their reasons, events, versions', async () => {
    const year = new Date(await story.now()).getUTCFullYear() + 1;
    const { holidays, zone } = await story.calendar('de', year);
    const goodFriday = holidays.find(({ name }) => name === 'Karfreitag')?.date as string;
    const thursday = monday
      .setZone(zone)
      .set({ year })
      .set({
        month: Number(goodFriday.slice(5, 7)),
        day: Number(goodFriday.slice(8)),
        hour: 22,
        minute: 0,
      })
      .minus({ days: 1 });
    await story.goTo(thursday);
    const asked = await story.asks();
    await story.goTo(thursday.plus({ days: 5 }).set({ hour: 12 }));

    const { body } = await explained(asked).expect(200);
    const day = (n: number) => thursday.plus({ days: n }).toISODate();
    expect(body.days.map(({ date, reason }: Day) => [date, reason])).toEqual([
      [day(0), 'business-day'],
      [day(1), { holiday: 'Karfreitag' }],
      [day(2), 'weekend'],
      // Easter Sunday is a public holiday in Brandenburg and Hesse only.
      [day(3), 'weekend'],
      [day(4), { holiday: 'Ostermontag' }],
      [day(5), 'business-day'],
    ]);
    // Recomputed from the answer alone.
    const days: Day[] = body.days;
    for (const { from, to, countedMs, reason } of days)
      expect(countedMs).toBe(reason === 'business-day' ? Date.parse(to) - Date.parse(from) : 0);
    for (const [index, { to }] of days.slice(0, -1).entries()) expect(days[index + 1].from).toBe(to);
    expect(days[0].from).toBe(body.receivedAt);
    expect(days.at(-1)?.to).toBe(body.dueAt);
    expect(sum(days)).toBe(body.allowanceMs);
    expect(body).toMatchObject({
      conversation: asked.conversation,
      message: asked.message,
      zone: 'Europe/Berlin',
      calendar: {
        market: 'de',
        version: expect.stringMatching(/^\d{4}-\d+(\+\d+)?$/),
        tzdata: expect.stringMatching(/^\d{4}[a-z]$/),
      },
      allowance: { seconds: 86_400, text: '24 hours' },
      events: [{ type: 'MessageSent' }, { type: 'ReplyObligationOpened' }],
    });
    expect(body.counted.seconds + body.remaining.seconds).toBe(86_400);

    // Answered late: the days go on to the end, and the events say what ended it.
    await story.goTo(thursday.plus({ days: 6 }).set({ hour: 12 }));
    const reply = await says(asked).expect(201);
    const after = (await explained(asked).expect(200)).body;
    expect(after.state).toBe('answered-late');
    expect(sum(after.days)).toBe(after.counted.seconds * 1_000);
    expect(after.days.at(-1).to).toBe(reply.body.at);
    expect(after.events.at(-1)).toMatchObject({ type: 'ReplyObligationAnswered', by: reply.body.message });
    expect(after.events.map(({ type }: HistoryEvent) => type)).toContain('ReplyObligationOverdue');
    const clipped = after.days.filter(({ from }: Day) => from < after.dueAt);
    expect(sum(clipped) - (Date.parse(clipped.at(-1).to) - Date.parse(after.dueAt))).toBe(after.allowanceMs);
  });

  it('R2.10 R2.15 an explanation shows what was not counted in between', async () => {
    const asked = await story.asks();
    await story.goTo(at(0, 12));
    await asked.agent.post(`${asked.path}/messages/${asked.message}/no-reply-needed`, { reason: 'thanks' }).expect(200);
    await story.goTo(at(0, 20));
    await asked.buyer.post(`${asked.path}/messages/${asked.message}/contest`, {}).expect(200);
    const { body } = await explained(asked).expect(200);
    expect(body.pauses).toHaveLength(1);
    const pause = Date.parse(body.pauses[0].to) - Date.parse(body.pauses[0].from);
    expect(Math.abs(pause - 8 * 3_600_000)).toBeLessThan(10_000);
    const elapsed = body.days.reduce((total: number, { from, to }: Day) => total + Date.parse(to) - Date.parse(from), 0);
    expect(elapsed - pause).toBe(sum(body.days));
    expect(sum(body.days)).toBe(body.allowanceMs);
    expect(body.events).toMatchObject([
      { type: 'MessageSent' },
      { type: 'ReplyObligationOpened' },
      { type: 'NoReplyNeededDeclared', reason: 'thanks' },
      { type: 'NoReplyNeededContested' },
    ]);
    await story.admin.post(`${asked.path}/obligations/${asked.message}/excuse`, { reason: 'outage' }).expect(200);
    const { text } = await explained(asked).set('Accept', 'text/plain').expect(200);
    expect(text).toContain(': open, excused');
    expect(text).toMatch(/Not counted in between:\n {2}\w{3} \S+ 12:00:\S+ \(Europe\/Berlin\) – \w{3} \S+ 20:00:/);
    expect(text).toContain('ReplyObligationExcused (outage)');
  });

  it('R2.15 R8 the explanation as text for people, in their language', async () => {
    const friday = monday.plus({ days: 4, hours: 15 });
    await story.goTo(friday);
    const asked = await story.asks();
    const { text, headers } = await explained(asked).set('Accept', 'text/plain').expect(200);
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(headers['content-language']).toBe('en');
    const date = (days: number) => friday.plus({ days }).toISODate();
    expect(text).toContain(`Reply to message ${asked.message}: open`);
    expect(text).toContain(`Received        Fri ${date(0)} 15:00:0`);
    expect(text).toContain(`Due             Mon ${date(3)} 15:00:0`);
    expect(text).toContain('(Europe/Berlin)');
    // By hand: the times of each day give what is counted in it, and the sum is what is allowed.
    const lines = [...text.matchAll(/^ {2}(\w{3}) (\S+) {2}(\S+)–(\S+) {2}(not counted|\S+) {2}(.+)$/gm)];
    expect(lines.map(([, weekday, day, , , , reason]) => [weekday, day, reason])).toEqual([
      ['Fri', date(0), 'business day'],
      ['Sat', date(1), 'weekend'],
      ['Sun', date(2), 'weekend'],
      ['Mon', date(3), 'business day'],
    ]);
    const ms = (time: string) => {
      const [hours, minutes, seconds] = time.split(':').map(Number);
      return Math.round(((hours * 60 + minutes) * 60 + seconds) * 1_000);
    };
    const counted = lines.filter(([, , , , , count]) => count !== 'not counted');
    for (const [, , , begin, end, count] of counted) expect(ms(end) - ms(begin)).toBe(ms(count));
    expect(counted.reduce((total, [, , , , , count]) => total + ms(count), 0)).toBe(86_400_000);
    expect(text).toContain('ReplyObligationOpened');
    const polish = await explained(asked).set('Accept', 'text/plain').set('Accept-Language', 'pl').expect(200);
    expect(polish.headers['content-language']).toBe('pl');
    expect(polish.text).toContain('nie liczy się  weekend');
    // What axios asks for is JSON.
    const json = await explained(asked).set('Accept', 'application/json, text/plain, */*').expect(200);
    expect(json.body.message).toBe(asked.message);
  });

  it('R1.3 an explanation is for the parties; the platform’s reading of it is recorded', async () => {
    const asked = await story.asks();
    const path = `${asked.path}/obligations/${asked.message}/explanation`;
    await asked.buyer.get(path).expect(200);
    const [otherSeller, otherBuyer, compliance] = await Promise.all([
      story.stack.as('seller', 'agent', `shop-${randomUUID()}`),
      story.stack.as('buyer'),
      story.stack.as('compliance'),
    ]);
    for (const stranger of [otherSeller, otherBuyer]) await stranger.get(path).expect(404);
    await compliance.get(`${path}?reason=dispute`).expect(200);
    const refused = await story.admin.get(path).expect(400);
    expect(refused.body).toMatchObject({ code: 'invalid', field: 'reason' });
    await story.admin.get(`${path}?reason=appeal`).expect(200);
    const { body } = await story.admin.get(`${asked.path}/history?reason=story`).expect(200);
    const accesses = body.events.filter(({ type }: HistoryEvent) => type === 'HistoryAccessed');
    expect(accesses.map(({ data }: HistoryEvent) => [data.by, data.reason])).toEqual([
      [compliance.sub, 'dispute'],
      [story.admin.sub, 'appeal'],
    ]);
    await asked.buyer.get(`${asked.path}/obligations/${randomUUID()}/explanation`).expect(404);
    await asked.buyer.get(`/v1/conversations/${randomUUID()}/obligations/${asked.message}/explanation`).expect(404);
  });

  it('R7 response times: in time, late, open, median and p90 of counted time, by topic and market', async () => {
    const shop = `shop-${randomUUID()}`;
    const [one, two, three, four] = [
      await story.asks({ shop, topic: 'return' }),
      await story.asks({ shop, topic: 'shipping' }),
      await story.asks({ shop, market: 'sk' }),
      await story.asks({ shop }),
    ];
    await story.goTo(at(0, 12));
    await says(one).expect(201);
    await story.goTo(at(0, 20));
    await says(two).expect(201);
    await story.goTo(at(1, 16));
    const { headers } = await says(three).expect(201);
    await story.admin.post(`${four.path}/obligations/${four.message}/excuse`, { reason: 'test' }).expect(200);
    const five = await story.asks({ shop });
    const seller = five.agent;
    const from = iso(at(0, 9));
    const to = iso(at(2, 0));
    const times = await seller
      .get(`/v1/sellers/${shop}/response-times?from=${from}&to=${to}`)
      .set('X-Min-Position', five.position)
      .expect(200);
    expect(times.body).toMatchObject({ seller: shop, from, to, answeredInTime: 2, answeredLate: 1, open: 2 });
    expect(times.body.medianSeconds / 3_600).toBeCloseTo(10, 1);
    // Between 10 and 30 hours, four fifths up.
    expect(times.body.p90Seconds / 3_600).toBeCloseTo(26, 1);
    expect(times.body.byTopic).toMatchObject({
      return: { answeredInTime: 1, answeredLate: 0, open: 0 },
      shipping: { answeredInTime: 1 },
      question: { answeredInTime: 0, answeredLate: 1, open: 2 },
    });
    expect(times.body.byMarket).toMatchObject({
      de: { answeredInTime: 2, answeredLate: 0, open: 2 },
      sk: { answeredInTime: 0, answeredLate: 1 },
    });
    expect(headers['x-position']).toBeDefined();
    // What is excused says nothing of its seller, whoever answers it.
    await says(four).expect(201);
    await story.admin.post(`${five.path}/obligations/${five.message}/excuse`, { reason: 'test' }).expect(200);
    const answered = await says(five).expect(201);
    const after = await seller
      .get(`/v1/sellers/${shop}/response-times?from=${from}&to=${to}`)
      .set('X-Min-Position', answered.headers['x-position'])
      .expect(200);
    const { medianSeconds, p90Seconds } = times.body;
    expect(after.body).toMatchObject({ answeredInTime: 2, answeredLate: 1, open: 0, medianSeconds, p90Seconds });
    const earlier = await seller
      .get(`/v1/sellers/${shop}/response-times?from=${iso(at(-9, 0))}&to=${iso(at(-2, 0))}`)
      .expect(200);
    expect(earlier.body).toMatchObject({ answeredInTime: 0, answeredLate: 0, open: 0, medianSeconds: null, p90Seconds: null });
    const stranger = await story.stack.as('seller', 'agent', `shop-${randomUUID()}`);
    await stranger.get(`/v1/sellers/${shop}/response-times`).expect(404);
    await story.admin.get(`/v1/sellers/${shop}/response-times`).expect(200);
  });

  it('R2.13 what is overdue, by seller, is for admins', async () => {
    const shop = `shop-${randomUUID()}`;
    const [first] = [await story.asks({ shop }), await story.asks({ shop })];
    await story.goTo(at(1, 10, 5));
    const row = () =>
      story.admin
        .get('/v1/clock/overdue')
        .expect(200)
        .then(({ body }) => body.items.find((item: { seller: string }) => item.seller === shop));
    await story.tells(first, ['ReplyObligationOpened', 'ReplyObligationReminded', 'ReplyObligationOverdue', 'ViolationRecorded']);
    await eventually('both overdue', async () => (await row())?.overdue === 2);
    expect(await row()).toEqual({ seller: shop, overdue: 2, escalated: 0, oldestDueAt: first.obligation.dueAt });
    await first.agent.get('/v1/clock/overdue').expect(403);
    const overdue = await first.agent.get('/v1/clock?state=overdue').expect(200);
    expect(overdue.body.items).toHaveLength(2);
  });
});
