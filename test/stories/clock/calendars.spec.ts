/** Calendars over HTTP: what is published, the feed, and corrections that move what is open (R2.5, R2.6). */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DateTime } from 'luxon';
import { calendarOf, conversation, correctedVersion, correctionsIn, OpenConversation } from '../../../libs/domain';
import { EventStore, type NewEvent } from '../../../libs/event-store';
import { eventually } from '../../support/stack';
import { stampOf } from '../../support/stamp';
import { type Asked, ClockStory, expectShownAsTold, iso } from './clock-story';

describe('calendars', () => {
  let story: ClockStory;
  beforeAll(async () => {
    story = await ClockStory.shared();
  });
  afterAll(() => story.stop());

  const correct = (market: string, body: object, key: string = randomUUID()) =>
    story.admin.post(`/v1/markets/${market}/calendar-corrections`, { reason: 'decree', ...body }, key);

  /** A conversation as a process opens it that counts on a version of its own. */
  const opensOn = async (
    market: string,
    version: string,
    { buyer, shop }: Asked,
    at: DateTime,
    calendar = calendarOf(market),
  ) => {
    const behind = {
      current: () => ({ calendar, ref: { market, version, tzdata: 'test' } }),
      at: () => calendar,
      rules: () => ({ allowanceHours: 24, reminderHours: 18, escalationHours: [48, 72] }),
    };
    const [id, message] = [randomUUID(), randomUUID()];
    const actor = { id: buyer.sub, role: 'buyer' as const };
    const opening = { market, seller: shop, buyer: actor.id, topic: 'question' as const, subject: 'x' };
    const opens = new OpenConversation(id, stampOf(actor, at.toMillis()), behind, opening, { id: message, body: 'x' });
    const position = await recordedBy(`conversation-${id}`, 'buyer', conversation.decide(opens, conversation.initial()));
    return { id, message, position };
  };

  /** What somebody else recorded in a stream that was not there. */
  const recordedBy = async (stream: string, role: string, events: readonly Pick<NewEvent, 'type' | 'data'>[]) => {
    const id = randomUUID();
    const metadata = {
      ...{ $correlationId: id, $causationId: id, commandId: id, commandHash: 'x', schema: '1' },
      ...{ actor: 'somebody', role, origin: 'test', at: new Date().toISOString() },
    };
    const store = EventStore.connect({ url: story.stack.eventStoreUrl });
    const made = events.map((event): NewEvent => ({ id: randomUUID(), ...event, metadata }));
    const { position } = await store.append(stream, made, 'no-stream').finally(() => store.close());
    return String(position);
  };

  it('R2.5 markets are listed with zone, currency, languages and the version of their calendar, regions too', async () => {
    const seller = await story.stack.as('seller', 'agent', 'shop');
    const { body } = await seller.get('/v1/markets').expect(200);
    const ids = body.items.map(({ id }: { id: string }) => id);
    for (const id of ['de', 'at', 'pl', 'cz', 'sk', 'fr', 'it', 'es', 'nl', 'be', 'ro', 'hu', 'ie', 'de-by', 'es-ct', 'fr-67'])
      expect(ids).toContain(id);
    const poland = body.items.find(({ id }: { id: string }) => id === 'pl');
    expect(poland).toMatchObject({ country: 'PL', zone: 'Europe/Warsaw', currency: 'PLN', languages: ['pl', 'en'] });
    expect(poland.calendar).toMatch(/^\d{4}-\d+(\+\d+)?$/);
  });

  it('R2.5 the days that do not count, by year', async () => {
    const { body } = await story.admin.get('/v1/markets/pl/calendar?year=2025').expect(200);
    expect(body).toMatchObject({ market: 'pl', zone: 'Europe/Warsaw', year: 2025, weekdays: [1, 2, 3, 4, 5] });
    expect(body.holidays).toContainEqual({ date: '2025-12-24', name: 'Wigilia Bożego Narodzenia' });
    expect(body.holidays.map(({ date }: { date: string }) => date)).toEqual(
      [...body.holidays.map(({ date }: { date: string }) => date)].sort(),
    );
    const thisYear = await story.admin.get('/v1/markets/pl/calendar').expect(200);
    expect(thisYear.body.year).toBe(DateTime.fromMillis(await story.now(), { zone: 'Europe/Warsaw' }).year);
  });

  it('R2.5 the same as iCalendar (RFC 5545): lines end CRLF, at most 75 octets, all-day events, ids that stay', async () => {
    const feed = async (market: string) => {
      const asked = story.admin.get(`/v1/markets/${market}/calendar?year=2027`).set('Accept', 'text/calendar');
      const { text, headers } = await asked.expect(200);
      expect(headers['content-type']).toBe('text/calendar; charset=utf-8');
      expect(headers.vary).toContain('accept');
      return text;
    };
    for (const market of ['de', 'sk', 'hu', 'ro', 'es-pv', 'it-32']) {
      const text = await feed(market);
      expect(text.endsWith('\r\n')).toBe(true);
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      const lines = text.split('\r\n').slice(0, -1);
      for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      const unfolded = text.replaceAll('\r\n ', '').split('\r\n').slice(0, -1);
      expect(unfolded[0]).toBe('BEGIN:VCALENDAR');
      expect(unfolded.at(-1)).toBe('END:VCALENDAR');
      expect(unfolded).toContain('VERSION:2.0');
      expect(unfolded.some((line) => line.startsWith('PRODID:'))).toBe(true);
      const all = (name: string) => unfolded.filter((line) => line.startsWith(name)).map((line) => line.slice(name.length));
      const { holidays } = await story.calendar(market, 2027);
      expect(all('DTSTART;VALUE=DATE:')).toEqual(holidays.map(({ date }) => date.replaceAll('-', '')));
      expect(all('DTEND;VALUE=DATE:')).toEqual(
        holidays.map(({ date }) => DateTime.fromISO(date, { zone: 'UTC' }).plus({ days: 1 }).toFormat('yyyyMMdd')),
      );
      expect(all('SUMMARY:').map((name) => name.replace(/\\([\\;,])/g, '$1'))).toEqual(holidays.map(({ name }) => name));
      for (const stamp of all('DTSTAMP:')) expect(stamp).toMatch(/^\d{8}T\d{6}Z$/);
      const ids = all('UID:');
      expect(new Set(ids).size).toBe(holidays.length);
      expect((await feed(market)).match(/UID:.*/g)).toEqual(text.match(/UID:.*/g));
    }
    // What a program sends that takes anything is no wish for a feed.
    const any = await story.admin
      .get('/v1/markets/de/calendar')
      .set('Accept', 'application/json, text/calendar, */*')
      .expect(200);
    expect(any.body.market).toBe('de');
  });

  it('R2.5 a calendar program subscribes to it without a token and gets all years, corrected', async () => {
    const feed = (market: string) => fetch(`${story.stack.url}/markets/${market}/calendar.ics`);
    const answer = await feed('it');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    const dates = [...(await answer.text()).matchAll(/DTSTART;VALUE=DATE:(\d{4})(\d\d)(\d\d)/g)].map(([, ...day]) =>
      day.join('-'),
    );
    const years = Array.from({ length: 16 }, (_, n) => 2020 + n);
    const calendars = await Promise.all(years.map((year) => story.calendar('it', year)));
    expect(dates).toEqual(calendars.flatMap(({ holidays }) => holidays.map(({ date }) => date)));
    const unknown = await feed('xx');
    expect([unknown.status, await unknown.json()]).toEqual([
      404,
      expect.objectContaining({ code: 'market-unknown', field: 'id' }),
    ]);
  });

  it('R2.6 a dry run lists what would move and writes nothing; the correction moves exactly that, by events', async () => {
    const monday = await story.plainMonday('cz');
    await story.goTo(monday.set({ hour: 10 }));
    const shop = `shop-${randomUUID()}`;
    const moving = await Promise.all(Array.from({ length: 105 }, () => story.asks({ market: 'cz', shop })));
    const [answered, elsewhere] = await Promise.all([story.asks({ market: 'cz' }), story.asks({ market: 'sk' })]);
    await answered.agent.post(`${answered.path}/messages`, { body: 'Yes.' }).expect(201);
    const tuesday = monday.plus({ days: 1 }).toISODate() as string;
    const add = { [tuesday]: 'Day of mourning' };
    const before = await story.calendar('cz', monday.year);
    // On a store that lasts, an earlier run has corrected it before.
    const version = correctedVersion(before.version.split('+')[0], correctionsIn(before.version) + 1);

    const dry = await correct('cz', { add, dryRun: true }).expect(200);
    expect(dry.body).toMatchObject({ market: 'cz', version, dryRun: true, count: 105, voided: 0 });
    const would = new Map(dry.body.moves.map((move: { message: string }) => [move.message, move]));
    for (const { message, conversation, obligation } of moving)
      expect(would.get(message)).toEqual({
        conversation,
        message,
        from: { dueAt: obligation.dueAt },
        to: {
          dueAt: iso(DateTime.fromISO(obligation.dueAt, { zone: monday.zone }).plus({ days: 1 })),
          overdueAfter: iso(DateTime.fromISO(obligation.dueAt, { zone: monday.zone }).plus({ days: 1 })),
        },
        overdueVoid: false,
      });
    expect(await story.calendar('cz', monday.year)).toEqual(before);
    await story.tells(moving[0], ['ReplyObligationOpened']);

    const key = randomUUID();
    const done = await correct('cz', { add }, key).expect(200);
    expect(done.body).toMatchObject({ market: 'cz', version, add, remove: [], reason: 'decree' });
    for (const one of [moving[0], moving[104]]) {
      const [, moved] = await story.tells(one, ['ReplyObligationOpened', 'ReplyObligationMoved']);
      expect(moved.data).toMatchObject({ calendar: { market: 'cz', version }, reason: 'decree' });
    }
    const { position, ...progress } = await story.workedOff(done.body);
    expect(progress).toEqual({
      ...{ market: 'cz', version, reason: 'decree', found: dry.body.found, moved: 105, voided: 0, failed: 0, done: true },
    });
    const shown = await story.admin.get('/v1/clock?market=cz&state=open&limit=100').set('X-Min-Position', position).expect(200);
    for (const { calendar } of shown.body.items) expect(calendar.version).toBe(version);
    await story.tells(answered, ['ReplyObligationOpened', 'ReplyObligationAnswered']);
    await story.tells(elsewhere, ['ReplyObligationOpened']);
    expect((await story.calendar('cz', monday.year)).holidays).toContainEqual({ date: tuesday, name: 'Day of mourning' });

    // The same request again does nothing more; the same correction by another request moves nothing.
    expect((await correct('cz', { add }, key).expect(200)).body).toEqual(done.body);
    expect((await correct('cz', { add, dryRun: true }).expect(200)).body.count).toBe(0);
    await story.tells(moving[0], ['ReplyObligationOpened', 'ReplyObligationMoved']);

    // What an event says stays: the answered one was counted by the version before, and is explained by it.
    const why = await answered.agent.get(`${answered.path}/obligations/${answered.message}/explanation`).expect(200);
    expect(why.body.calendar.version).toBe(before.version);
    // The next message is counted by the new one.
    const next = await story.asks({ market: 'cz' });
    expect(next.obligation.dueAt > iso(monday.plus({ days: 2 }))).toBe(true);
  });

  it('R2.6 an overdue recorded is void when the corrected calendar says it was none', async () => {
    const monday = await story.plainMonday('nl');
    await story.goTo(monday.set({ hour: 10 }));
    const asked = await story.asks({ market: 'nl' });
    await story.goTo(monday.plus({ days: 1 }).set({ hour: 12 }));
    const OVERDUE = ['ReplyObligationOpened', 'ReplyObligationReminded', 'ReplyObligationOverdue', 'ViolationRecorded'];
    await story.tells(asked, OVERDUE);
    const add = { [monday.plus({ days: 1 }).toISODate() as string]: 'Rouwdag' };
    const dry = await correct('nl', { add, dryRun: true }).expect(200);
    expect(dry.body.moves).toMatchObject([{ message: asked.message, overdueVoid: true }]);
    expect(dry.body.voided).toBe(1);
    const { body } = await correct('nl', { add }).expect(200);
    const { position, moved, voided } = await story.workedOff(body);
    expect([moved, voided]).toEqual([dry.body.count, 1]);
    const told = await story.tells(asked, [...OVERDUE, 'ReplyObligationMoved', 'ViolationVoided']);
    expect(told[4].data).toMatchObject({ overdueVoid: true });
    expect((await story.shown(asked, { position })).state).toBe('reminded');
    // Due Wednesday 10:00 now; when that passes it is overdue again, and not reminded twice.
    await story.goTo(monday.plus({ days: 2 }).set({ hour: 10, minute: 5 }));
    await story.tells(asked, [
      ...OVERDUE,
      'ReplyObligationMoved',
      'ViolationVoided',
      'ReplyObligationOverdue',
      'ViolationRecorded',
    ]);
  });

  it('R2.6 a correction never creates an overdue in the past', async () => {
    const monday = await story.plainMonday('be');
    const tuesday = monday.plus({ days: 1 });
    const date = tuesday.toISODate() as string;
    await correct('be', { add: { [date]: 'A mistake' } }).expect(200);
    await story.goTo(monday.set({ hour: 10 }));
    const asked = await story.asks({ market: 'be' });
    expect(Math.abs(Date.parse(asked.obligation.dueAt) - monday.plus({ days: 2, hours: 10 }).toMillis())).toBeLessThan(10_000);
    // Tuesday afternoon: without the holiday it would have been due on Tuesday morning.
    await story.goTo(tuesday.set({ hour: 15 }));
    expect((await correct('be', { remove: [date], dryRun: true }).expect(200)).body.moves).toEqual([]);
    await story.workedOff((await correct('be', { remove: [date] }).expect(200)).body);
    await story.timekeeperLooked();
    await story.tells(asked, ['ReplyObligationOpened']);
    const reply = await asked.agent.post(`${asked.path}/messages`, { body: 'In time.' }).expect(201);
    expect(reply.body.events).toEqual(['MessageSent', 'ReplyObligationAnswered']);
    expect((await story.calendar('be', tuesday.year)).holidays.map((holiday) => holiday.date)).not.toContain(date);
  });

  it('R2.6 messages that come while the calendar is corrected, through any process, end on the corrected calendar', async () => {
    const monday = await story.plainMonday('sk');
    await story.goTo(monday.set({ hour: 10 }));
    const another = await story.stack.another('api');
    const urls = [story.stack.url, `http://127.0.0.1:${another.env.HELPDESK_PORT}`];
    const buyer = await story.stack.as('buyer');
    const shop = `shop-${randomUUID()}`;
    let asking = true;
    let asked = 0;
    const asks = async (url: string) => {
      while (asking) {
        const answer = await fetch(`${url}/v1/conversations`, {
          method: 'POST',
          headers: { authorization: `Bearer ${buyer.token}`, 'content-type': 'application/json' },
          body: JSON.stringify({ market: 'sk', seller: shop, topic: 'question', subject: 'x', message: { body: 'x' } }),
        });
        expect(answer.status).toBe(201);
        await answer.body?.cancel();
        asked++;
        // All that were asked are counted below: as many as a machine could take would be its pace, not the rule.
        await sleep(75);
      }
    };
    const askers = [...urls, ...urls].map(asks);
    const add = { [monday.plus({ days: 1 }).toISODate() as string]: 'Deň smútku' };
    const corrected = (async () => {
      await eventually('fifty have asked', async () => asked > 50);
      const before = asked;
      const { body } = await correct('sk', { add }).expect(200);
      const { position } = await story.workedOff(body);
      expect(asked).toBeGreaterThan(before);
      return { body, position };
    })();
    const { body, position } = await corrected.finally(async () => {
      asking = false;
      await Promise.allSettled(askers);
      await another.end();
    });
    await Promise.all(askers);
    await eventually('all are on the corrected calendar', async () => {
      const versions = new Map<string, number>();
      for (let cursor = ''; ; ) {
        const page = story.admin.get(`/v1/clock?market=sk&seller=${shop}&limit=100${cursor && `&cursor=${cursor}`}`);
        const { body: read } = await page.set('X-Min-Position', position).expect(200);
        for (const { calendar } of read.items) versions.set(calendar.version, (versions.get(calendar.version) ?? 0) + 1);
        if (read.next === null) break;
        cursor = encodeURIComponent(read.next);
      }
      return versions.size === 1 && versions.get(body.version) === asked;
    });
  });

  it('R2.6 what a process that knew nothing of the correction wrote after it is moved, before anything is said of it', async () => {
    const monday = await story.plainMonday('it');
    await story.goTo(monday.set({ hour: 10 }));
    const asked = await story.asks({ market: 'it' });
    const { body } = await correct('it', { add: { [monday.plus({ days: 1 }).toISODate() as string]: 'Lutto nazionale' } }).expect(
      200,
    );
    const { id, message } = await opensOn('it', calendarOf('it').version, asked, monday.set({ hour: 10 }));
    const late = { ...asked, conversation: id, message };
    const [opened, moved] = await story.tells(late, ['ReplyObligationOpened', 'ReplyObligationMoved']);
    expect(opened.data.dueAt).toBe(iso(monday.plus({ days: 1, hours: 10 })));
    expect(moved.data).toMatchObject({
      dueAt: iso(monday.plus({ days: 2, hours: 10 })),
      calendar: { version: body.version },
      reason: 'decree',
    });
  });

  it('R2.6 a correction of a country reaches its regions, but for their own holidays; dry run and real one count the same', async () => {
    const monday = await story.plainMonday('fr-67');
    await story.goTo(monday.set({ hour: 10 }));
    const [nation, region, other] = await Promise.all(['fr', 'fr-67', 'fr-re'].map((market) => story.asks({ market })));
    const tuesday = monday.plus({ days: 1 }).toISODate() as string;
    const dry = await correct('fr', { add: { [tuesday]: 'Deuil national' }, dryRun: true }).expect(200);
    expect(new Set(dry.body.moves.map(({ message }: { message: string }) => message))).toEqual(
      new Set([nation, region, other].map(({ message }) => message)),
    );
    const { body } = await correct('fr', { add: { [tuesday]: 'Deuil national' } }).expect(200);
    const { found, moved, failed } = await story.workedOff(body);
    expect([found, moved, failed]).toEqual([dry.body.found, dry.body.count, 0]);
    for (const one of [nation, region, other]) await story.tells(one, ['ReplyObligationOpened', 'ReplyObligationMoved']);
    for (const market of ['fr-67', 'fr-re'])
      expect((await story.calendar(market, monday.year)).holidays).toContainEqual({ date: tuesday, name: 'Deuil national' });
    // A holiday of the region's own stays, also where the country takes the day away again.
    const saint = (await story.calendar('fr-67', 2034)).holidays.find(({ name }) => name === 'Vendredi saint');
    const date = saint?.date as string;
    await story.workedOff((await correct('fr', { add: { [date]: 'Vendredi saint' } }).expect(200)).body);
    await story.workedOff((await correct('fr', { remove: [date] }).expect(200)).body);
    expect((await story.calendar('fr', 2034)).holidays).not.toContainEqual(saint);
    expect((await story.calendar('fr-67', 2034)).holidays).toContainEqual(saint);
  });

  it('R2.5 what was counted by a version that is not known is shown without counted times, beside all others', async () => {
    const monday = await story.plainMonday('ie');
    await story.goTo(monday.set({ hour: 10 }));
    const asked = await story.asks({ market: 'ie' });
    const odd = await opensOn('ie', '1999-9', asked, monday.set({ hour: 10 }));
    const read = async (path: string) => (await asked.agent.get(path).set('X-Min-Position', odd.position).expect(200)).body;
    const uncounted = { allowance: { seconds: 86_400, text: '24 hours' }, counted: null, remaining: null };
    const clock = (await read('/v1/clock')).items as { message: string; counted: object | null }[];
    expect(clock).toHaveLength(2);
    expect(clock.find(({ message }) => message === odd.message)).toMatchObject(uncounted);
    expect(clock.find(({ message }) => message === asked.message)?.counted).toMatchObject({ text: expect.any(String) });
    const inbox = (await read('/v1/inbox')).items as { conversation: string; oldestObligation: object }[];
    expect(inbox).toHaveLength(2);
    expect(inbox.find((item) => item.conversation === odd.id)?.oldestObligation).toMatchObject(uncounted);
    const path = `/v1/conversations/${odd.id}/obligations/${odd.message}/explanation`;
    const why = await read(path);
    expect(why).toMatchObject({ ...uncounted, days: [], zone: 'Europe/Dublin', calendar: { version: '1999-9' } });
    const { text } = await asked.agent.get(path).set('Accept', 'text/plain').expect(200);
    expect(text).toContain('1999-9');
  });

  it('R2.5 in a market that is not known nothing is counted but by a calendar on record: what would be is refused, and all of it is read', async () => {
    const monday = await story.plainMonday('ie');
    const at = monday.set({ hour: 10 });
    await story.goTo(at);
    const asked = await story.asks({ market: 'ie' });
    const odd = await opensOn('zz', calendarOf('de').data.version, asked, at, calendarOf('de'));
    const path = `/v1/conversations/${odd.id}`;
    const seen = (address: string) => asked.agent.get(address).set('X-Min-Position', odd.position).expect(200);
    const { body } = await asked.buyer.post(`${path}/messages`, { body: 'And now?' }).expect(422);
    expect(body).toMatchObject({ code: 'outside-calendar', detail: 'unknown calendar zz' });
    const promise = { body: 'We look.', promisedBy: at.plus({ days: 1 }).toISODate() };
    expect((await asked.agent.post(`${path}/messages`, promise).expect(422)).body.code).toBe('outside-calendar');
    for (const address of [path, `${path}/messages`, `${path}/obligations/${odd.message}/explanation`, '/v1/inbox', '/v1/clock'])
      await seen(address);
    const answer = () => asked.agent.post(`${path}/messages`, { body: 'On its way.' });
    expect((await answer().expect(422)).body.code).toBe('outside-calendar');
    const data = { ...calendarOf('de').data, id: 'zz' };
    await recordedBy('market-zz', 'system', [
      { type: 'CalendarAdopted', data: { market: 'zz', version: data.version, data, by: 'later release', at: iso(at) } },
    ]);
    const { body: sent } = await eventually('its calendar is known', async () => {
      const given = await answer();
      return given.status === 201 && given;
    });
    expect(sent.answered).toEqual([odd.message]);
  });

  it('R2.6 progress is shown of a correction that was made, to admins', async () => {
    await story.admin.get('/v1/markets/xx/calendar-corrections/1').expect(404);
    const { body } = await story.admin.get('/v1/markets/de/calendar-corrections/2026-1+99').expect(404);
    expect(body).toMatchObject({ code: 'correction-unknown', field: 'version' });
  });

  it('R2.6 corrections outlive a restart of every process', async () => {
    const versions = async () => (await story.admin.get('/v1/markets').expect(200)).body;
    const before = await versions();
    const time = await story.now();
    await Promise.all([
      story.stack.api.killAndRestart(),
      story.stack.timekeeper.killAndRestart(),
      story.stack.reactor.killAndRestart(),
    ]);
    expect(await versions()).toEqual(before);
    expect(await story.now()).toBeGreaterThanOrEqual(time);
  });

  it('R2.1 what is shown is what the events fold to', () => expectShownAsTold(story));
});
