/** R2.6 A correction is killed wherever it is: the api right behind its answer, the reactor in the middle; or frozen, and thawed too late. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DateTime } from 'luxon';
import type { ConversationEvent } from '../../libs/domain';
import type { EventStore } from '../../libs/event-store';
import type { Beside } from '../support/beside';
import { copies } from '../support/copies';
import { insist, notNow } from '../support/insist';
import { eventually, type Person, type Stack } from '../support/stack';
import { expectRowsEqualRebuild } from '../support/tables';

/** 2,500 where there is time for it. */
const OBLIGATIONS = Number(process.env.FAULT_OBLIGATIONS ?? 120);
/** Of a conversation, moved by one command: more of them are more to ask, and no longer to be killed in. */
const EACH = 4;
const CONVERSATIONS = OBLIGATIONS / EACH;
/** Conversations of the correction in which a reactor freezes. */
const FROZEN = 24;

/** On the product that `get` gives. */
export function correctionsStories(get: () => Beside): void {
  let stack: Stack;
  let store: EventStore;
  beforeAll(() => {
    ({ stack, store } = get());
  });

  /** Conversations of some open obligations each, asked on a Monday; and that Monday. */
  async function asked(admin: Person, market: string, conversations: number): Promise<{ opened: string[]; monday: DateTime }> {
    const buyer = await stack.as('buyer');
    const now = (await admin.get('/v1/test-clock').expect(200)).body.now as string;
    const monday = DateTime.fromISO(now, { zone: 'Europe/Dublin' }).startOf('week').plus({ weeks: 1, hours: 10 });
    await admin.put('/v1/test-clock', { now: monday.toUTC().toISO() }).expect(200);
    const opening = { market, seller: `shop-${randomUUID()}`, topic: 'question', subject: 'x', message: { body: 'x' } };
    const { conversation } = await insist<{ conversation: string }>(stack, buyer, '/v1/conversations', opening, notNow);
    for (let more = 1; more < EACH; more++)
      await insist(stack, buyer, `/v1/conversations/${conversation}/messages`, { body: 'x' }, notNow);
    const opened = [conversation, ...(await copies(store, conversation, conversations - 1))];
    return { opened, monday };
  }

  /** Each of these is moved to this version, once. */
  async function expectMovedOnce(opened: readonly string[], version: string): Promise<void> {
    for (const conversation of opened) {
      const moves = new Map<string, number>();
      for await (const event of store.read<ConversationEvent>(`conversation-${conversation}`)) {
        if (event.type === 'ReplyObligationOpened') moves.set(event.data.message, 0);
        if (event.type !== 'ReplyObligationMoved' || event.data.calendar.version !== version) continue;
        expect(event.metadata).toMatchObject({ origin: 'reactor', role: 'system' });
        moves.set(event.data.message, (moves.get(event.data.message) ?? 0) + 1);
      }
      expect([...moves.values()]).toEqual(Array.from({ length: EACH }, () => 1));
    }
  }

  const finished = (admin: Person, at: string) =>
    eventually('all of it', async () => {
      const { body: shown } = await admin.get(at).expect(200);
      return shown.done && shown;
    });

  it('R2.6 each obligation is moved exactly once, and as many as the dry run said', async () => {
    const admin = await stack.as('admin');
    const { opened, monday } = await asked(admin, 'ie', CONVERSATIONS);
    const path = '/v1/markets/ie/calendar-corrections';
    const body = { add: { [monday.plus({ days: 1 }).toISODate() as string]: 'A day' }, reason: 'decree' };
    const dry = await admin.post(path, { ...body, dryRun: true }).expect(200);
    expect(dry.body).toMatchObject({ found: OBLIGATIONS, count: OBLIGATIONS });

    const key = randomUUID();
    const answer = admin.post(path, body, key).then(
      ({ status }) => status,
      () => 0,
    );
    const second = await stack.another('reactor');
    await sleep(200 + Math.random() * 500);
    await Promise.all([stack.api.killAndRestart(), stack.reactor.killAndRestart()]);
    for (let turn = 0; turn < 3; turn++) {
      await sleep(200 + Math.random() * 500);
      await [second, stack.reactor, second][turn].killAndRestart();
    }
    await answer;
    // The same request again has the same answer, and is where its progress is found.
    const again = await eventually('the answer', async () => {
      const { status, body: made } = await admin.post(path, body, key);
      return status === 200 && (made as { progress: string; version: string });
    });
    const progress = await finished(admin, again.progress);
    expect(progress).toMatchObject({ found: OBLIGATIONS, moved: dry.body.count, voided: dry.body.voided, failed: 0 });
    await second.end();
    await expectMovedOnce(opened, again.version);
    await expectRowsEqualRebuild(stack);
  }, 240_000);

  it('R2.6 a reactor frozen in the middle, thawed after another went on, moves nothing again and goes on', async () => {
    const admin = await stack.as('admin');
    const { opened, monday } = await asked(admin, 'nl', FROZEN);
    const path = '/v1/markets/nl/calendar-corrections';
    const day = (days: number) => monday.plus({ days }).toISODate() as string;
    const { body: made } = await admin.post(path, { add: { [day(1)]: 'A day' }, reason: 'decree' }).expect(200);
    const moved = async (conversation: string) => {
      for await (const { type } of store.read<ConversationEvent>(`conversation-${conversation}`))
        if (type === 'ReplyObligationMoved') return true;
      return false;
    };
    await eventually('some are moved', async () => (await Promise.all(opened.map(moved))).some(Boolean));
    // The store hangs, so that the reactor has commands on their way; then it is frozen, and answered.
    const { eventStore, reactor } = stack;
    if (eventStore) process.kill(eventStore.pid as number, 'SIGSTOP');
    await sleep(100);
    process.kill(reactor.pid as number, 'SIGSTOP');
    let second: Awaited<ReturnType<Stack['another']>> | undefined;
    try {
      if (eventStore) process.kill(eventStore.pid as number, 'SIGCONT');
      second = await stack.another('reactor');
      expect(await finished(admin, made.progress)).toMatchObject({ moved: FROZEN * EACH, failed: 0 });
    } finally {
      process.kill(reactor.pid as number, 'SIGCONT');
    }
    // It goes on by itself: the other is away when the next correction comes.
    await second.end();
    const { body: next } = await admin.post(path, { add: { [day(2)]: 'Another' }, reason: 'decree' }).expect(200);
    expect(await finished(admin, next.progress)).toMatchObject({ moved: FROZEN * EACH, failed: 0 });
    await expectMovedOnce(opened, made.version);
    await expectMovedOnce(opened, next.version);
  });
}
