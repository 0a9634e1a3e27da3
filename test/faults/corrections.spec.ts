/** R2.6 A correction of some 2,500 obligations is killed wherever it is: the api right behind its answer, the reactor in the middle. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DateTime } from 'luxon';
import type { ConversationEvent } from '../../libs/domain';
import { EventStore } from '../../libs/event-store';
import { insist } from '../support/insist';
import { eventually, type Stack, startStack } from '../support/stack';
import { expectRowsEqualRebuild } from '../support/tables';

const OBLIGATIONS = 2_500;
const CONVERSATIONS = 250;
const IN_FLIGHT = 32;

const notNow = ({ status }: Response) => expect(status).toBe(503);

describe('corrections under kills', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack({ env: { HELPDESK_TEST_CLOCK: '1' } });
  });
  afterAll(() => stack.stop());

  it('R2.6 each obligation is moved exactly once, and as many as the dry run said', async () => {
    const [admin, buyer] = await Promise.all([stack.as('admin'), stack.as('buyer')]);
    const now = (await admin.get('/v1/test-clock').expect(200)).body.now as string;
    const monday = DateTime.fromISO(now, { zone: 'Europe/Dublin' }).startOf('week').plus({ weeks: 1, hours: 10 });
    const to = monday.toUTC().toISO();
    await admin.put('/v1/test-clock', { now: to }).expect(200);
    const opened: string[] = [];
    const queue = Array.from({ length: CONVERSATIONS }).values();
    await Promise.all(
      Array.from({ length: IN_FLIGHT }, async () => {
        for (const _ of queue) {
          const opening = {
            market: 'ie',
            seller: `shop-${randomUUID()}`,
            topic: 'question',
            subject: 'x',
            message: { body: 'x' },
          };
          const { conversation } = await insist<{ conversation: string }>(stack, buyer, '/v1/conversations', opening, notNow);
          opened.push(conversation);
          for (let more = 1; more < OBLIGATIONS / CONVERSATIONS; more++)
            await insist(stack, buyer, `/v1/conversations/${conversation}/messages`, { body: 'x' }, notNow);
        }
      }),
    );
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
    const progress = await eventually(
      'all of it',
      async () => {
        const { body: shown } = await admin.get(again.progress).expect(200);
        return shown.done && shown;
      },
      60_000,
    );
    expect(progress).toMatchObject({ found: OBLIGATIONS, moved: dry.body.count, voided: dry.body.voided, failed: 0 });

    const store = EventStore.connect({ url: stack.eventStoreUrl });
    for (const conversation of opened) {
      const moves = new Map<string, number>();
      for await (const event of store.read<ConversationEvent>(`conversation-${conversation}`)) {
        if (event.type === 'ReplyObligationOpened') moves.set(event.data.message, 0);
        if (event.type !== 'ReplyObligationMoved') continue;
        expect(event.data.calendar.version).toBe(again.version);
        expect(event.metadata).toMatchObject({ origin: 'reactor', role: 'system' });
        moves.set(event.data.message, (moves.get(event.data.message) ?? 0) + 1);
      }
      expect([...moves.values()]).toEqual(Array.from({ length: OBLIGATIONS / CONVERSATIONS }, () => 1));
    }
    await store.close();
    await expectRowsEqualRebuild(stack);
  }, 240_000);
});
