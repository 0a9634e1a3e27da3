/** Many alike: what a spec of faults needs in numbers is asked once, over HTTP, and written as often as it takes. */
import { randomUUID } from 'node:crypto';
import type { ConversationEvent } from '../../libs/domain';
import type { EventStore, NewEvent } from '../../libs/event-store';
import { each } from './insist';

const AT_ONCE = 8;

/** Writes a conversation so many times over, with conversations and messages of their own, all at its instants; gives their names. */
export async function copies(store: EventStore, conversation: string, many: number): Promise<string[]> {
  const events: NewEvent[] = [];
  const messages = new Set<string>();
  for await (const { type, data, metadata } of store.read<ConversationEvent>(`conversation-${conversation}`)) {
    events.push({ id: '', type, data, metadata } as NewEvent);
    if (type === 'MessageSent') messages.add(data.message);
  }
  const names = Array.from({ length: many }, () => randomUUID());
  // Each seals its texts over a connection of its own: a busy database does not answer a hundred at once.
  await each(names, AT_ONCE, async (name) => {
    const own = [conversation, ...messages].map((known) => [known, known === conversation ? name : randomUUID()] as const);
    const copy = events.map((event) => {
      const text = own.reduce((all, [known, other]) => all.replaceAll(known, other), JSON.stringify(event.data));
      return { ...event, id: randomUUID(), data: JSON.parse(text) };
    });
    await store.append(`conversation-${name}`, copy, 'no-stream');
  });
  return names;
}
