/** What the domain folds of every stream, held against what the read models say. */
import { type Conversation, type ConversationEvent, conversation, initialConversation } from '../../libs/domain';
import type { EventStore } from '../../libs/event-store';
import { inboxCounts, type ReadModels } from '../../libs/read-models';

const NEVER = 9_000_000_000_000_000;

/** Every conversation of the store folded, and how often each of its messages was written. */
export interface Folded {
  readonly states: ReadonlyMap<string, Conversation>;
  readonly written: ReadonlyMap<string, number>;
}

export async function folded(store: EventStore): Promise<Folded> {
  const states = new Map<string, Conversation>();
  const written = new Map<string, number>();
  for await (const event of store.readAll<ConversationEvent>()) {
    if (!event.stream.startsWith('conversation-')) continue;
    const id = event.stream.slice('conversation-'.length);
    const state = states.get(id) ?? initialConversation();
    states.set(id, conversation.evolve(state, event, event));
    if (event.type !== 'MessageSent' && event.type !== 'MessageHeld') continue;
    const { message } = event.data;
    written.set(message, (written.get(message) ?? 0) + 1);
  }
  return { states, written };
}

/** Inbox, clock and conversation as the domain has them. */
export async function expectRowsAsFolded(models: ReadModels, states: Folded['states']): Promise<void> {
  const rows = await models.query<Record<string, unknown> & { conversation: string }>(
    `SELECT conversation, status, assignee, cared_for_by, open_count, due_sort, overdue_after, held
     FROM inbox_conversations WHERE side = 'seller'`,
  );
  const clock = await models.query<{ conversation: string; message: string; told: unknown }>(
    'SELECT conversation, message, jsonb_build_array(state, due_at, overdue_after, excused, overdue) AS told FROM clock_obligations',
  );
  const items = await models.query<{ item: string }>("SELECT item FROM conversation_items WHERE kind = 'message'");
  const inbox = new Map(rows.map(({ conversation: id, ...row }) => [id, row]));
  const obligations = new Map(clock.map(({ conversation: id, message, told }) => [`${id} ${message}`, told]));
  const messages = new Set(items.map(({ item }) => item));
  expect(inbox.size).toBe(states.size);
  let counted = 0;
  for (const [id, state] of states) {
    const open = [...state.obligations.values()].filter(({ endedAt, imported }) => endedAt === undefined && !imported);
    const first = [...open].sort((a, b) => a.receivedAt - b.receivedAt || a.dueAt - b.dueAt || a.revision - b.revision)[0];
    expect({ id, ...inbox.get(id) }).toEqual({
      ...{ id, status: state.status, assignee: state.assignee, cared_for_by: state.caredForBy, open_count: open.length },
      due_sort: first?.dueAt ?? NEVER,
      overdue_after: Math.min(NEVER, ...open.filter(({ excused }) => !excused).map(({ overdueAfter }) => overdueAfter)),
      held: [...state.messages.values()].filter((one) => one.held && !one.decided && one.from === 'seller').length,
    });
    for (const { message, status, dueAt, overdueAfter, excused, overdue } of state.obligations.values()) {
      expect({ id, message, told: obligations.get(`${id} ${message}`) }).toEqual({
        ...{ id, message, told: [status, dueAt, overdueAfter, excused, overdue] },
      });
      counted++;
    }
    for (const message of state.messages.keys()) expect([message, messages.has(message)]).toEqual([message, true]);
  }
  expect(obligations.size).toBe(counted);
  // What is kept as counts is what counting says: a filter more makes it count.
  const reader = { sub: 'root', role: 'admin' };
  const now = Date.now();
  expect(await inboxCounts(models, reader, { now })).toEqual(
    await inboxCounts(models, reader, { now, status: ['open', 'closed'] }),
  );
}
