/** Real events of many conversations, made by the rules themselves. */
import { randomUUID } from 'node:crypto';
import { type Actor, type Clockwork, calendarOf, conversation, iso, OpenConversation, SendMessage } from '../../libs/domain';
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

/** How a dialogue goes. */
interface Dialogue {
  /** When it begins; each message comes `every` so many milliseconds after the one before. */
  readonly at?: number;
  readonly every?: number;
  readonly buyer?: string;
  readonly subject?: string;
  /** What each message says. */
  readonly body?: string;
  /** The seller answers each of them. */
  readonly answered?: boolean;
}

/** A conversation with so many messages of its buyer: its stream and its events. */
export function dialogue(
  seller: string,
  messages: number,
  { at = Date.now(), every = 0, buyer = 'buyer-1', subject = 'Where is it?', body = BODY, answered = false }: Dialogue = {},
): { stream: string; events: NewEvent[] } {
  const id = randomUUID();
  const state = conversation.initial();
  const events: NewEvent[] = [];
  const opening = { market: 'de', seller, buyer, topic: 'shipping' as const, subject };
  let now = at;
  const give = (actor: Actor) => {
    const stamp = stampOf(actor, now);
    const draft = { id: randomUUID(), body };
    const command =
      events.length === 0 ? new OpenConversation(id, stamp, CLOCK, opening, draft) : new SendMessage(id, stamp, CLOCK, draft);
    const by = { actor: actor.id, role: actor.role, at: iso(now), commandId: stamp.commandId, $causationId: stamp.commandId };
    for (const event of conversation.decide(command, state)) {
      conversation.evolve(state, event, { revision: events.length });
      events.push({ id: randomUUID(), ...event, metadata: { ...metadata, ...by } } as NewEvent);
    }
    now += every;
  };
  for (let count = 0; count < messages; count++) {
    give({ id: buyer, role: 'buyer' });
    if (answered) give({ id: 'demo-agent', role: 'seller', seller });
  }
  return { stream: `conversation-${id}`, events };
}
