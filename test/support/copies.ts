/** Many alike: what a spec of faults needs in numbers is asked once, over HTTP, and written as often as it takes. */
import { randomUUID } from 'node:crypto';
import type { ConversationEvent } from '../../libs/domain';
import type { EventStore, NewEvent } from '../../libs/event-store';

/** Writes a conversation so many times over, with conversations and messages of their own, all at its instants; gives their names. */
export async function copies(store: EventStore, conversation: string, many: number): Promise<string[]> {
  const events: NewEvent[] = [];
  const messages = new Set<string>();
  for await (const { type, data, metadata } of store.read<ConversationEvent>(`conversation-${conversation}`)) {
    events.push({ id: '', type, data, metadata } as NewEvent);
    if (type === 'MessageSent') messages.add(data.message);
  }
  return Promise.all(
    Array.from({ length: many }, async () => {
      const name = randomUUID();
      const names = [conversation, ...messages].map((known) => [known, known === conversation ? name : randomUUID()] as const);
      const copy = events.map((event) => {
        const text = names.reduce((all, [known, own]) => all.replaceAll(known, own), JSON.stringify(event.data));
        return { ...event, id: randomUUID(), data: JSON.parse(text) };
      });
      await store.append(`conversation-${name}`, copy, 'no-stream');
      return name;
    }),
  );
}
