/** Real events of many conversations, made by the rules themselves. */
import { randomUUID } from 'node:crypto';
import { type Clockwork, calendarOf, conversation, OpenConversation, SendMessage } from '../../libs/domain';
import type { NewEvent } from '../../libs/event-store';
import { metadata } from '../event-store/store-under-test';
import { stampOf } from '../support/stamp';

const ref = { market: 'de', version: calendarOf('de').version, tzdata: process.versions.tz ?? '' };

/** The German calendar with the usual hours. */
const CLOCK: Clockwork = {
  current: () => ({ calendar: calendarOf('de'), ref }),
  at: () => calendarOf('de'),
  rules: () => ({ allowanceHours: 24, reminderHours: 18, escalationHours: [48, 72] }),
};

const BODY =
  'The parcel should have come on Monday, and nobody at the shop answers the phone. Can you tell me where it is? '.repeat(2);

/** A conversation with so many messages of its buyer: its stream and its events. */
export function dialogue(seller: string, messages: number, at = Date.now(), body = BODY): { stream: string; events: NewEvent[] } {
  const id = randomUUID();
  const state = conversation.initial();
  const events: NewEvent[] = [];
  const opening = {
    market: 'de',
    seller,
    buyer: 'buyer-1',
    topic: 'shipping' as const,
    subject: 'Where is it?',
  };
  for (let count = 0; count < messages; count++) {
    const stamp = stampOf({ id: 'buyer-1', role: 'buyer' }, at);
    const draft = { id: randomUUID(), body };
    const command =
      count === 0 ? new OpenConversation(id, stamp, CLOCK, opening, draft) : new SendMessage(id, stamp, CLOCK, draft);
    for (const event of conversation.decide(command, state)) {
      conversation.evolve(state, event, { revision: events.length });
      events.push({ id: randomUUID(), ...event, metadata: { ...metadata, commandId: stamp.commandId } } as NewEvent);
    }
  }
  return { stream: `conversation-${id}`, events };
}
