/** The product's time: set by an admin where the test clock is switched on, forwards only, and followed by every process. */
import { randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import { correctedVersion, correctionsIn } from '../../../libs/domain';
import { EventStore } from '../../../libs/event-store';
import { ProductClock } from '../../../libs/product-clock';
import { TestProcess } from '../../support/process';
import { type SharedStack, sharedStack } from '../../support/shared-stack';
import { eventually, freePort } from '../../support/stack';
import { ClockStory, iso } from './clock-story';

describe('the test clock', () => {
  let story: ClockStory;
  beforeAll(async () => {
    story = await ClockStory.shared();
  });
  afterAll(() => story.stop());

  const later = async (hours: number) => DateTime.fromMillis(await story.now()).plus({ hours });

  it('R2.13 the time set is the time from then on, and it runs', async () => {
    const to = await later(3);
    const { body, headers } = await story.admin.put('/v1/test-clock', { now: iso(to) }).expect(200);
    expect(body).toEqual({ now: iso(to) });
    expect(headers['x-position']).toMatch(/^\d+$/);
    const first = await story.now();
    expect(first).toBeGreaterThanOrEqual(to.toMillis());
    expect(first - to.toMillis()).toBeLessThan(5_000);
    await eventually('the clock runs', async () => (await story.now()) > first);
    const asked = await story.asks();
    const [opened] = await story.told(asked);
    expect(Date.parse(opened.data.at)).toBeGreaterThanOrEqual(first);
  });

  it('R2.13 the same request again does nothing; another one for the same time comes too late', async () => {
    const key = randomUUID();
    const now = iso(await later(1));
    const set = (by: string) => story.admin.put('/v1/test-clock', { now }, by);
    const first = await set(key).expect(200);
    const again = await set(key).expect(200);
    expect(again.body).toEqual(first.body);
    expect(again.headers['x-position']).toBe(first.headers['x-position']);
    expect((await set(randomUUID()).expect(422)).body).toMatchObject({ code: 'time-goes-forwards', field: 'now' });
    const other = await story.admin.put('/v1/test-clock', { now: iso(await later(2)) }, key).expect(422);
    expect(other.body.code).toBe('idempotency-key-reused');
  });

  it('R2.13 every process follows: those that run, those that start later, those that were killed', async () => {
    const to = await later(24);
    await story.goTo(to);
    const another = await story.stack.another('api');
    const url = `http://127.0.0.1:${another.env.HELPDESK_PORT}/v1/test-clock`;
    const there = async () => {
      const answer = await fetch(url, { headers: { authorization: `Bearer ${story.admin.token}` } });
      return Date.parse(((await answer.json()) as { now: string }).now);
    };
    expect((await there()) - to.toMillis()).toBeGreaterThanOrEqual(0);
    const next = await later(24);
    await story.goTo(next);
    await eventually('the other api follows', async () => (await there()) >= next.toMillis());
    await story.stack.api.killAndRestart();
    expect(await story.now()).toBeGreaterThanOrEqual(next.toMillis());
    await another.end();
  });

  it('R2.13 while the store is away setting the time is answered 503, and nothing hangs', async () => {
    if (!story.stack.eventStore) return;
    const before = await story.now();
    await story.stack.eventStore.end('SIGKILL');
    const now = iso(await later(2));
    const key = randomUUID();
    const away = await story.admin.put('/v1/test-clock', { now }, key).timeout(25_000);
    expect(away.status).toBe(503);
    expect(Number(away.headers['retry-after'])).toBeGreaterThan(0);
    expect(await story.now()).toBeGreaterThanOrEqual(before);
    await story.stack.eventStore.start();
    await eventually('the same again is taken', async () => {
      const { status } = await story.admin.put('/v1/test-clock', { now }, key);
      return status === 200;
    });
    expect(await story.now()).toBeGreaterThanOrEqual(Date.parse(now));
  });

  it('R2.13 whoever waits for an event that does not come is told so', async () => {
    const store = EventStore.connect({ url: `esdb://127.0.0.1:${await freePort()}?tls=false` });
    const clock = new ProductClock(store, {
      numbers: { default: { allowanceHours: 24, reminderHours: 18, escalationHours: [48, 72] } },
      testClock: 'test',
      tzdata: 'test',
      onTrouble: () => undefined,
    });
    expect(await clock.reached(1n, 50)).toBe(false);
    await store.close();
  });

  it('R2.5 R2.6 a correction made on an older data file stays in force on the newer one, and the older version says what it said', async () => {
    const store = EventStore.connect({ url: story.stack.eventStoreUrl });
    const commandId = randomUUID();
    const at = iso(await later(0));
    // Other stories may have corrected it before, with all markets.
    const number = correctionsIn((await story.calendar('es-mc', 2027)).version) + 1;
    // As an earlier release recorded it, when 2026-1 was the newest file of the Region of Murcia.
    await store.append(
      'market-es-mc',
      [
        {
          id: randomUUID(),
          type: 'CalendarCorrected',
          data: {
            market: 'es-mc',
            version: correctedVersion('2026-1', number),
            add: { '2027-06-11': 'Puente' },
            remove: [],
            reason: 'decreto',
            by: 'root',
            at,
          },
          metadata: {
            $correlationId: commandId,
            $causationId: commandId,
            commandId,
            commandHash: 'x',
            actor: 'root',
            role: 'admin',
            origin: 'test',
            at,
            schema: '1',
          },
        },
      ],
      'any',
    );
    const calendar = await eventually('the correction is in force', async () => {
      const found = await story.calendar('es-mc', 2027);
      return correctionsIn(found.version) === number && found;
    });
    expect(calendar.version).toBe(correctedVersion('2026-3', number));
    const dates = calendar.holidays.map(({ date }) => date);
    expect(dates).toContain('2027-06-11');
    expect(dates).toContain('2027-06-09');

    const clock = new ProductClock(store, {
      numbers: { default: { allowanceHours: 24, reminderHours: 18, escalationHours: [48, 72] } },
      testClock: 'test',
      tzdata: 'test',
      onTrouble: () => undefined,
    });
    await clock.start();
    expect(clock.inForce('es-mc')).toMatchObject({ ref: { version: correctedVersion('2026-3', number) }, reason: 'decreto' });
    const holidays = (version: string) => clock.at({ market: 'es-mc', version, tzdata: 'test' }).data.holidays;
    expect(Object.keys(holidays('2026-1'))).not.toContain('2027-06-09');
    expect(Object.keys(holidays(correctedVersion('2026-1', number)))).not.toContain('2027-06-09');
    expect(holidays(correctedVersion('2026-1', number))['2027-06-11']).toBe('Puente');
    expect(holidays('2026-2')['2027-06-11']).toBeUndefined();
    await clock.stop();
    await store.close();
  });
});

describe('without the test clock', () => {
  let stack: SharedStack;
  beforeAll(async () => {
    stack = await sharedStack();
  });
  afterAll(() => stack.stop());

  it('R2.13 nobody can ask for the time or set it', async () => {
    const admin = await stack.as('admin');
    await admin.get('/v1/test-clock').expect(404);
    await admin.put('/v1/test-clock', { now: '2035-01-01T00:00:00Z' }).expect(404);
  });

  it.each(['api', 'projector', 'timekeeper', 'reactor'] as const)(
    'R2.13 %s refuses to start with it in production',
    async (app) => {
      const env = { ...stack.api.env, NODE_ENV: 'production', HELPDESK_TEST_CLOCK: '1' };
      const process = new TestProcess(app, [], env);
      await expect(process.start()).rejects.toThrow('HELPDESK_TEST_CLOCK: production runs on real time only');
    },
  );
});
