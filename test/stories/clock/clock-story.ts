/** What the stories of the clock share: a stack whose time can be set, people, and weeks without a holiday to tell them in. */
import { randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import { type SharedStack, sharedStack } from '../../support/shared-stack';
import { eventually, type Person, type Stack, startStack } from '../../support/stack';

/** A question asked by a buyer of its own to a shop of its own. */
export interface Asked {
  readonly buyer: Person;
  readonly agent: Person;
  readonly shop: string;
  readonly conversation: string;
  readonly message: string;
  readonly path: string;
  /** `{ message, dueAt, overdueAfter }` as the answer to the message said. */
  readonly obligation: { readonly message: string; readonly dueAt: string; readonly overdueAfter: string };
  readonly position: string;
}

/** What the stories look at in an event, whichever it is. */
interface HistoryData {
  readonly message: string;
  readonly violation: string;
  readonly evidence?: { readonly message?: string };
  readonly dueAt: string;
  readonly countedMs: number;
  readonly level?: number;
  readonly at: string;
  readonly [more: string]: unknown;
}

/** An event as the history shows it to an admin. */
export interface HistoryEvent {
  readonly revision: number;
  readonly type: string;
  readonly data: HistoryData;
}

interface Spelled {
  readonly seconds: number;
  readonly text: string;
}

/** An obligation as GET /clock shows it. */
export interface Shown {
  readonly conversation: string;
  readonly message: string;
  readonly kind: string;
  readonly state: string;
  readonly level: number;
  readonly overdueAfter: string;
  readonly answeredBy: string | null;
  readonly receivedAt: string;
  readonly dueAt: string;
  readonly counted: Spelled;
  readonly remaining: Spelled;
  readonly allowance: Spelled;
  readonly endedAt: string | null;
  readonly calendar: { readonly market: string; readonly version: string; readonly tzdata: string };
}

/** How far a correction is. */
interface Progress {
  readonly market: string;
  readonly version: string;
  readonly found: number;
  readonly moved: number;
  readonly voided: number;
  readonly failed: number;
  readonly done: boolean;
}

/**
 * A running product with a test clock, which stories share: each in weeks, with sellers and, where it corrects calendars, in markets of
 * its own. Whoever has other rules of time zones, or a time that no calendar covers, starts one that ends with the story.
 */
export class ClockStory<S extends SharedStack = SharedStack> {
  /** All that was asked through it. */
  readonly asked: Asked[] = [];

  private constructor(
    readonly stack: S,
    readonly admin: Person,
  ) {}

  static async shared(): Promise<ClockStory> {
    const stack = await sharedStack('test clock');
    return new ClockStory(stack, await stack.as('admin'));
  }

  static async start(): Promise<ClockStory<Stack>> {
    const stack = await startStack({ env: { HELPDESK_TEST_CLOCK: '1' } });
    return new ClockStory(stack, await stack.as('admin'));
  }

  stop(): Promise<void> {
    return this.stack.stop();
  }

  /** The product's time. */
  async now(): Promise<number> {
    return Date.parse((await this.admin.get('/v1/test-clock').expect(200)).body.now);
  }

  /** Sets the product's time. */
  async goTo(at: DateTime): Promise<void> {
    await this.admin.put('/v1/test-clock', { now: at.toUTC().toISO() }).expect(200);
  }

  /** Monday 00:00, local time of the first market, of the next week that together with the one after it has no holiday of any from Monday to Friday. */
  async plainMonday(market = 'de', ...others: string[]): Promise<DateTime> {
    const now = await this.now();
    const first = (await this.calendar(market, new Date(now).getUTCFullYear())).zone;
    let monday = DateTime.fromMillis(now, { zone: first }).startOf('week').plus({ weeks: 1 });
    for (;;) {
      const holidays = new Set<string>();
      for (const year of new Set([monday.year, monday.plus({ days: 12 }).year]))
        for (const one of [market, ...others])
          for (const { date } of (await this.calendar(one, year)).holidays) holidays.add(date);
      const days = [0, 1, 2, 3, 4, 7, 8, 9, 10, 11].map((n) => monday.plus({ days: n }).toISODate() as string);
      if (!days.some((day) => holidays.has(day))) return monday;
      monday = monday.plus({ weeks: 1 });
    }
  }

  async calendar(
    market: string,
    year: number,
  ): Promise<{ zone: string; version: string; holidays: { date: string; name: string }[] }> {
    return (await this.admin.get(`/v1/markets/${market}/calendar?year=${year}`).expect(200)).body;
  }

  /** A buyer asks. */
  async asks({ market = 'de', shop = `shop-${randomUUID()}`, topic = 'question' } = {}): Promise<Asked> {
    const [buyer, agent] = await Promise.all([this.stack.as('buyer'), this.stack.as('seller', 'agent', shop)]);
    const { body, headers } = await buyer
      .post('/v1/conversations', { market, seller: shop, topic, subject: 'A question', message: { body: 'May I ask?' } })
      .expect(201);
    const { conversation, message, obligation } = body;
    const path = `/v1/conversations/${conversation}`;
    const asked = { buyer, agent, shop, conversation, message, path, obligation, position: headers['x-position'] };
    this.asked.push(asked);
    return asked;
  }

  /** The history as an admin reads it. */
  async history(conversation: string): Promise<HistoryEvent[]> {
    const { events } = await this.record(conversation);
    return events.filter(({ type }) => type !== 'HistoryAccessed');
  }

  /** All events, however many, and what they fold to. */
  async record(conversation: string): Promise<{ events: HistoryEvent[]; state: { obligations: FoldedObligation[] } }> {
    const lines = this.admin.get(`/v1/conversations/${conversation}/history?reason=story`).set('Accept', 'application/x-ndjson');
    const { text } = await lines.buffer(true).expect(200);
    const told = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    return { events: told.slice(0, -1).map(({ event }) => event), state: told.at(-1).state };
  }

  /** What is told of one message's obligation, violations with it. */
  async told(asked: Asked, message = asked.message): Promise<HistoryEvent[]> {
    const all = await this.history(asked.conversation);
    return all.filter(
      ({ type, data }) =>
        (/Obligation|NoReply/.test(type) && data.message === message) ||
        (/^Violation/.test(type) && (data.evidence?.message === message || data.violation.includes(message))),
    );
  }

  /** Waits until the history tells these types of the obligation, in this order and no others. */
  async tells(asked: Asked, types: readonly string[], message = asked.message): Promise<HistoryEvent[]> {
    let told: HistoryEvent[] = [];
    await eventually(`${types.join(', ')} of ${message}`, async () => {
      told = await this.told(asked, message);
      const found = told.map(({ type }) => type);
      if (found.join() !== types.join()) throw new Error(`told: ${found.join(', ')}`);
      return true;
    });
    return told;
  }

  /** Waits until the timekeeper has looked at everything that is due now, twice. */
  async timekeeperLooked(): Promise<void> {
    const passes = async () => {
      const text = await (await fetch(`${this.stack.timekeeperUrl}/metrics`)).text();
      return Number(/^helpdesk_timekeeper_passes (\d+)/m.exec(text)?.[1]);
    };
    const before = await passes();
    await eventually('three passes of the timekeeper', async () => (await passes()) >= before + 3);
  }

  /** Waits until all that a correction led to is done, by its answer; `position` is that of its last event. */
  async workedOff({ progress }: { readonly progress: string }): Promise<Progress & { readonly position: string }> {
    return eventually(`all of ${progress}`, async () => {
      const { body, headers } = await this.admin.get(progress).expect(200);
      return body.done && { ...body, position: headers['x-position'] };
    });
  }

  /** The obligation as GET /clock shows it to somebody, not older than a position. */
  async shown(
    asked: Asked,
    { by = asked.agent, message = asked.message, language = 'en', position = asked.position } = {},
  ): Promise<Shown> {
    const { body } = await by
      .get(`/v1/clock?conversation=${asked.conversation}`)
      .set('Accept-Language', language)
      .set('X-Min-Position', position)
      .expect(200);
    return body.items.find((item: { message: string }) => item.message === message);
  }
}

/** What GET /clock shows of an obligation is what the events of its conversation fold to. */
export const expectShownAsTold = (story: ClockStory): Promise<unknown> =>
  // The timekeeper may speak between the one look and the other.
  eventually('what is shown is what was told', async () => {
    await compareShown(story);
    return true;
  });

async function compareShown(story: ClockStory): Promise<void> {
  const shown = new Map<string, Shown[]>();
  const { headers } = await story.admin
    .put('/v1/test-clock', { now: iso(DateTime.fromMillis((await story.now()) + 1_000)) })
    .expect(200);
  for (let cursor = ''; ; ) {
    const page = story.admin.get(`/v1/clock?limit=100${cursor && `&cursor=${cursor}`}`);
    const { body } = await page.set('X-Min-Position', headers['x-position']).expect(200);
    for (const item of body.items) shown.set(item.conversation, [...(shown.get(item.conversation) ?? []), item]);
    if (body.next === null) break;
    cursor = encodeURIComponent(body.next);
  }
  expect(shown.size).toBeGreaterThan(5);
  const at = (instant: number | undefined) => (instant === undefined ? null : new Date(instant).toISOString());
  // Of a stack that is shared the story's own, and a few of those that are alike are enough.
  const own = story.asked.slice(-40).map(({ conversation }) => [conversation, shown.get(conversation) ?? []] as const);
  for (const [conversation, items] of new Map([...[...shown].slice(-20), ...own])) {
    const { state } = await story.record(conversation);
    const folded = state.obligations.map((one) => ({
      ...{ message: one.message, kind: one.kind, state: one.status, level: one.level, calendar: one.calendar },
      ...{ receivedAt: at(one.receivedAt), dueAt: at(one.dueAt), overdueAfter: at(one.overdueAfter), endedAt: at(one.endedAt) },
      ...{ answeredBy: one.answeredBy ?? null, allowance: { seconds: one.allowanceMs / 1_000 } },
    }));
    expect(items).toHaveLength(folded.length);
    expect(items).toEqual(expect.arrayContaining(folded.map((one: object) => expect.objectContaining(nested(one)))));
  }
}

/** Objects inside match by their parts, too. */
const nested = (one: object): object =>
  Object.fromEntries(
    Object.entries(one).map(([name, part]) => [
      name,
      typeof part === 'object' && part !== null ? expect.objectContaining(part) : part,
    ]),
  );

/** An obligation as the history folds it; instants epoch milliseconds. */
interface FoldedObligation {
  readonly message: string;
  readonly kind: string;
  readonly status: string;
  readonly level: number;
  readonly calendar: object;
  readonly receivedAt: number;
  readonly dueAt: number;
  readonly overdueAfter: number;
  readonly endedAt?: number;
  readonly answeredBy?: string;
  readonly allowanceMs: number;
}

/** `at` as it stands in events and answers. */
export const iso = (at: DateTime): string => new Date(at.toMillis()).toISOString();

export const HOUR = 3_600_000;
