/** History from before the platform, as events (R1.4). */
import { counted, iso } from '../clock';
import { Rejection } from '../rejection';
import type { Clockwork } from './clockwork';
import type { ConversationEvent, DataOf } from './conversation';
import { openObligation } from './obligation';

/** One dialogue of imported history; instants epoch milliseconds, messages in order (R1.4). */
export interface ImportedDialogue {
  readonly conversation: string;
  readonly market: string;
  readonly seller: string;
  readonly buyer: string;
  readonly order?: string;
  readonly topic: DataOf<'ConversationOpened'>['topic'];
  readonly subject: string;
  readonly messages: readonly {
    readonly id: string;
    readonly from: 'buyer' | 'seller';
    readonly at: number;
    readonly body: string;
  }[];
}

/** The events of imported history: it keeps its times, is marked, and is never overdue, a violation or a sanction (R1.4). */
export function importedHistory(dialogue: ImportedDialogue, clock: Clockwork): ConversationEvent[] {
  const { messages, ...opening } = dialogue;
  const first = messages[0];
  if (!first) throw new Rejection('message-unknown', 'a conversation begins with a message', 'messages');
  const imported = true as const;
  const events: ConversationEvent[] = [{ type: 'ConversationOpened', data: { ...opening, imported, at: iso(first.at) } }];
  let waiting: { message: string; at: number }[] = [];
  const { calendar } = clock.current(dialogue.market);
  for (const { id, from, at, body } of messages) {
    const author = from === 'buyer' ? dialogue.buyer : dialogue.seller;
    events.push({ type: 'MessageSent', data: { message: id, from, author, body, imported, at: iso(at) } });
    if (from === 'buyer') {
      events.push(openObligation(id, 'reply', at, clock, dialogue.market, { imported }));
      waiting.push({ message: id, at });
      continue;
    }
    for (const { message, at: received } of waiting)
      events.push({
        type: 'ReplyObligationAnswered',
        data: { message, by: id, countedMs: counted(calendar, received, at), late: false, at: iso(at) },
      });
    waiting = [];
  }
  return events;
}
