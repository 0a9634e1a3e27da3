/** R2.13 Hundreds of obligations fall due while everything is killed and replies arrive: each ends one way, and is told once. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConversationEvent } from '../../libs/domain';
import type { EventStore } from '../../libs/event-store';
import type { Beside } from '../support/beside';
import { copies } from '../support/copies';
import { each, insist, notNow } from '../support/insist';
import type { TestProcess } from '../support/process';
import { eventually, type Stack } from '../support/stack';
import { expectRowsEqualRebuild } from '../support/tables';

/** 2,000 on a machine that has the time. */
const OBLIGATIONS = Number(process.env.FAULT_OBLIGATIONS ?? 96);
const IN_FLIGHT = 32;
/** They are asked at so many instants one after the other, and as many at each. */
const INSTANTS = 8;
const APART_MS = 500;
/** So many answers come before anything is due, and so many when everything is. */
const SURELY = OBLIGATIONS / 8;
/** A Wednesday without a holiday before or behind it: on other days the window in which they fall due may lie days apart. */
const WEDNESDAY = '2034-03-15T09:00:00.000Z';

interface Opened {
  readonly conversation: string;
  readonly obligation: { readonly overdueAfter: string };
}

interface Asked {
  readonly conversation: string;
  readonly overdueAfter: number;
}

/** On the product that `get` gives. */
export function timekeepingStories(get: () => Beside): void {
  let stack: Stack;
  let store: EventStore;
  beforeAll(() => {
    ({ stack, store } = get());
  });

  it('each obligation has one overdue event or an answer in time, never both, none missing', async () => {
    const shop = `shop-${randomUUID()}`;
    const [admin, buyer, agent] = await Promise.all([stack.as('admin'), stack.as('buyer'), stack.as('seller', 'agent', shop)]);
    await admin.put('/v1/test-clock', { now: WEDNESDAY }).expect(200);
    const asked: Asked[] = [];
    for (let instant = 0; instant < INSTANTS; instant++) {
      const opening = { market: 'de', seller: shop, topic: 'question', subject: 'x', message: { body: 'x' } };
      const { conversation, obligation } = await insist<Opened>(stack, buyer, '/v1/conversations', opening, notNow);
      const overdueAfter = Date.parse(obligation.overdueAfter);
      const more = await copies(store, conversation, OBLIGATIONS / INSTANTS - 1);
      for (const name of [conversation, ...more]) asked.push({ conversation: name, overdueAfter });
      await sleep(APART_MS);
    }
    const first = Math.min(...asked.map(({ overdueAfter }) => overdueAfter));
    const last = Math.max(...asked.map(({ overdueAfter }) => overdueAfter));

    // Half of them are answered: some surely in time, some surely late, whatever this machine takes for the rest.
    const answered = asked.filter((_, index) => index % 2 === 0);
    const answer = async ({ conversation }: Asked) => {
      await insist(stack, agent, `/v1/conversations/${conversation}/messages`, { body: 'here' }, notNow);
    };
    await each(answered.slice(0, SURELY), IN_FLIGHT, answer);

    // Time is set to shortly before the first falls due; from there it runs on by itself.
    const set = await admin.put('/v1/test-clock', { now: new Date(first - 4_000).toISOString() }).expect(200);
    expect(Date.parse(set.body.now)).toBe(first - 4_000);
    const began = Date.now();
    const span = last - first + 8_000;
    const over = () => Date.now() - began > span;

    const second = await stack.another('timekeeper');
    const victims: TestProcess[] = [stack.timekeeper, second, stack.projector, ...(stack.eventStore ? [stack.eventStore] : [])];
    const killing = (async () => {
      for (let turn = 0; !over(); turn++) {
        await sleep(300 + Math.random() * 700);
        await victims[turn % victims.length].killAndRestart();
      }
    })();
    // The rest at any moment before, at and after the due instant.
    await Promise.all(
      answered.slice(SURELY, -SURELY).map(async (one) => {
        await sleep(Math.random() * span);
        await answer(one);
      }),
    );
    await killing;
    await each(answered.slice(-SURELY), IN_FLIGHT, answer);

    const endings = { 'in time': 0, late: 0, open: 0 };
    await each(asked, IN_FLIGHT, async ({ conversation, overdueAfter }) => {
      const events = await eventually(`an end of ${conversation}`, async () => {
        const all: ConversationEvent[] = [];
        for await (const event of store.read<ConversationEvent>(`conversation-${conversation}`)) all.push(event);
        return all.some(({ type }) => type === 'ReplyObligationOverdue' || type === 'ReplyObligationAnswered') && all;
      });
      // Of the one message of its buyer: what else is in it is the answer.
      const told = (type: ConversationEvent['type']) => events.filter((event) => event.type === type);
      const overdue = told('ReplyObligationOverdue');
      const answers = told('ReplyObligationAnswered') as Extract<ConversationEvent, { type: 'ReplyObligationAnswered' }>[];
      expect([conversation, told('ReplyObligationReminded').length <= 1, answers.length <= 1]).toEqual([
        conversation,
        true,
        true,
      ]);
      const [answer] = answers;
      const late = answer === undefined || Date.parse(answer.data.at) > overdueAfter;
      expect([conversation, overdue.length, answer?.data.late ?? true]).toEqual([conversation, late ? 1 : 0, late]);
      endings[answer === undefined ? 'open' : late ? 'late' : 'in time']++;
    });
    expect(endings.open).toBe(OBLIGATIONS - answered.length);
    expect(endings['in time']).toBeGreaterThanOrEqual(SURELY);
    expect(endings.late).toBeGreaterThanOrEqual(SURELY);

    const overdue = await eventually('the rows', async () => {
      const { body } = await admin.get('/v1/clock/overdue');
      const [row] = (body.items as { seller: string; overdue: number }[]).filter(({ seller }) => seller === shop);
      return row?.overdue === endings.open && row;
    });
    expect(overdue).toMatchObject({ seller: shop, overdue: endings.open });
    await expectRowsEqualRebuild(stack);
  }, 300_000);
}
