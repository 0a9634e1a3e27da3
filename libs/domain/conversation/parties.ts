/** Whose conversation it is, where, and what about (R1.1, R1.3). */
import { type EventsOf, event } from '../event';
import type { Actor } from '../people';
import { Rejection } from '../rejection';
import { instant, mark, name, oneOf, optional, text, uuid, written } from '../shape';
import { screened } from './screening';

/** What a conversation is about (R1.1). */
export const TOPICS = ['question', 'order', 'shipping', 'return', 'withdrawal', 'complaint', 'warranty', 'claim'] as const;
/** One of {@link TOPICS}. */
export type Topic = (typeof TOPICS)[number];

/** How a conversation begins. */
export const openingEvents = {
  ConversationOpened: event(
    {
      conversation: uuid,
      market: text,
      seller: name,
      buyer: text,
      order: optional(text),
      topic: oneOf(TOPICS),
      subject: written,
      /** The conversation this one continues after 30 days (R2.11). */
      follows: optional(uuid),
      imported: optional(mark),
      screened,
      at: instant,
    },
    ['buyer', 'seller', 'system'],
  ),
};

type Opened = EventsOf<typeof openingEvents>['data'];

/** What the rules need of the opening: no text. */
export interface Opening {
  opened?: Omit<Opened, 'subject' | 'screened'>;
}

/** How it changes the state. */
export const openingFolds = {
  ConversationOpened(state: Opening, { subject: _, screened: __, ...opened }: Opened): void {
    state.opened = opened;
  },
};

/** Whether this actor is a party of the conversation, or of the platform's people and processes (R1.3); its other programs are not. */
export function isParty(parties: { readonly buyer: string; readonly seller: string }, actor: Actor): boolean {
  if (actor.role === 'buyer') return actor.id === parties.buyer;
  if (actor.role === 'seller') return actor.seller === parties.seller;
  return actor.role !== 'platform';
}

/** Throws {@link Rejection} `not-found`: a foreign conversation looks like a missing one. */
export function requireParty({ opened }: Opening, actor: Actor): void {
  if (!opened || !isParty(opened, actor)) throw new Rejection('not-found', 'no such conversation');
}

/** The market of a conversation that is open to its parties. */
export function marketOf({ opened }: Opening): string {
  if (!opened) throw new Rejection('not-found', 'no such conversation');
  return opened.market;
}
