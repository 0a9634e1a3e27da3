/** R2.13 A timekeeper frozen with claimed timers in its hands, beyond the claim, thawed after another went on: each thing is said once. */
import { DateTime } from 'luxon';
import type { ConversationEvent } from '../../libs/domain';
import type { EventStore, StoredEvent } from '../../libs/event-store';
import type { ReadModels } from '../../libs/read-models';
import type { Beside } from '../support/beside';
import { copies } from '../support/copies';
import { eventually, type Stack } from '../support/stack';

/** More than a timekeeper has in flight: some of them it has asked for, others still wait in its queue. */
const MANY = 130;
const TUESDAY = DateTime.fromISO('2031-03-04T10:00', { zone: 'Europe/Berlin' });

/** On the product that `get` gives. */
export function frozenTimekeeperStories(get: () => Beside): void {
  let stack: Stack;
  let store: EventStore;
  let models: ReadModels;
  beforeAll(() => {
    ({ stack, store, models } = get());
  });
  afterAll(() => {
    for (const { pid } of [stack.timekeeper, stack.eventStore ?? stack.timekeeper]) if (pid) process.kill(pid, 'SIGCONT');
  });

  const eventsOf = async (conversation: string): Promise<StoredEvent<ConversationEvent>[]> => {
    const events: StoredEvent<ConversationEvent>[] = [];
    for await (const event of store.read<ConversationEvent>(`conversation-${conversation}`)) events.push(event);
    return events;
  };
  const count = (events: readonly { type: string }[], type: string) => events.filter((event) => event.type === type).length;

  it('says nothing again that another said meanwhile, and goes on', async () => {
    const [admin, buyer] = await Promise.all([stack.as('admin'), stack.as('buyer')]);
    const goTo = (at: number) => admin.put('/v1/test-clock', { now: new Date(at).toISOString() }).expect(200);
    const ask = async (): Promise<{ conversation: string }> => {
      const opening = { market: 'de', seller: 's1', topic: 'order', subject: 's', message: { body: 'Where is it?' } };
      return (await buyer.post('/v1/conversations', opening).expect(201)).body;
    };
    await goTo(TUESDAY.toMillis());
    const before = await ask();
    await goTo(TUESDAY.plus({ seconds: 8 }).toMillis());
    const model = await ask();
    // The same conversation many times over: all wake at one instant.
    const conversations = await copies(store, model.conversation, MANY);
    const all = [model.conversation, ...conversations];
    const told = async (type: ConversationEvent['type']) =>
      (await Promise.all(all.map(eventsOf))).map((events) => count(events, type));
    const once = all.map(() => 1);
    /** Whether all of them have said it; asked of the trail, since it is asked often. */
    const said = async (type: ConversationEvent['type']) => {
      const count = 'SELECT count(DISTINCT stream)::int AS count FROM audit_events WHERE type = $1 AND stream = ANY($2)';
      const [row] = await models.query<{ count: number }>(count, [
        type,
        all.map((conversation) => `conversation-${conversation}`),
      ]);
      return row.count === all.length;
    };

    // It reminds them all, and keeps what it knows of each of them.
    await goTo(TUESDAY.plus({ hours: 18, minutes: 1 }).toMillis());
    await eventually('all are reminded', () => said('ReplyObligationReminded'));
    const wakes =
      'SELECT wake_at FROM timers_due WHERE wake_at IS NOT NULL AND stream <> $1 GROUP BY wake_at HAVING count(*) = $2';
    const [{ wake_at: wake }] = await eventually('all timers are set again', async () => {
      const found = await models.query<{ wake_at: number }>(wakes, [`conversation-${before.conversation}`, all.length]);
      return found.length === 1 && found;
    });

    // One that is overdue earlier tells that it knows the time. Then the store hangs, and it is frozen with all of them claimed: some are
    // on their way, the others in its queue, and what it keeps of those is soon old.
    await goTo(wake - 9_000);
    const first = async () => count(await eventsOf(before.conversation), 'ReplyObligationOverdue') > 0;
    await eventually('the first is overdue', first);
    if (stack.eventStore) process.kill(stack.eventStore.pid as number, 'SIGSTOP');
    const claims = 'SELECT 1 FROM timer_claims WHERE wake_at = $1';
    await eventually('it has claimed them', async () => (await models.query(claims, [wake])).length === all.length);
    process.kill(stack.timekeeper.pid as number, 'SIGSTOP');
    if (stack.eventStore) process.kill(stack.eventStore.pid as number, 'SIGCONT');

    const second = await stack.another('timekeeper');
    await eventually('the other says the rest', () => said('ReplyObligationOverdue'));
    process.kill(stack.timekeeper.pid as number, 'SIGCONT');
    // It goes on by itself: the other is away when they escalate.
    await second.end();
    await goTo(wake + 24 * 3_600_000 + 60_000);
    await eventually('the thawed one says all', () => said('ReplyObligationEscalated'));
    expect(await told('ReplyObligationReminded')).toEqual(once);
    expect(await told('ReplyObligationOverdue')).toEqual(once);
    expect(await told('ReplyObligationEscalated')).toEqual(once);
  });
}
