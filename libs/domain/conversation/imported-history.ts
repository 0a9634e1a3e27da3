/** History from before the platform, as events (R1.4). */
import { counted, iso, OutsideCalendar } from '../clock';
import { Rejection } from '../rejection';
import type { Clockwork } from './clockwork';
import type { ConversationEvent, DataOf } from './conversation';
import { openObligation } from './obligation';

/** One dialogue of imported history; instants epoch milliseconds, messages in the order of the record, closed where it says so (R1.4). */
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
  readonly closedAt?: number;
}

/**
 * The events of imported history: it keeps its times, is marked, and is never overdue, a violation or a sanction (R1.4). A message from
 * before the years of the calendars opens no obligation.
 */
export function importedHistory(dialogue: ImportedDialogue, clock: Clockwork): ConversationEvent[] {
  const { messages, closedAt, ...opening } = dialogue;
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
      const owed = obligationOf(id, at, clock, dialogue.market);
      if (owed) waiting.push({ message: id, at });
      events.push(...(owed ? [owed] : []));
      continue;
    }
    for (const { message, at: received } of waiting)
      events.push({
        type: 'ReplyObligationAnswered',
        data: { message, by: id, countedMs: counted(calendar, received, Math.max(received, at)), late: false, at: iso(at) },
      });
    waiting = [];
  }
  if (closedAt !== undefined)
    events.push({ type: 'ConversationClosed', data: { role: 'system', by: 'import', at: iso(closedAt) } });
  return events;
}

function obligationOf(message: string, at: number, clock: Clockwork, market: string): ConversationEvent | undefined {
  try {
    return openObligation(message, 'reply', at, clock, market, { imported: true });
  } catch (error) {
    if (error instanceof OutsideCalendar) return undefined;
    throw error;
  }
}
