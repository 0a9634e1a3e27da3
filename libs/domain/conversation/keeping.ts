/** Who cares for a conversation on the side of its seller: the seller, or the platform in place of one that is removed (R6.4). */
import { iso } from '../clock';
import { type EventsOf, event } from '../event';
import type { Stamp } from '../people';
import { instant, oneOf } from '../shape';
import type { Conversation, ConversationEvent } from './conversation';
import { isLate, openObligations } from './obligation';
import { PRODUCT_REASONS } from './product-reasons';

/** The seller is removed: the platform answers in its place. */
export class TakeOver {
  readonly type = 'TakeOver';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
  ) {}
}

/** The seller is none that is removed any more: it answers again. */
export class HandBack {
  readonly type = 'HandBack';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
  ) {}
}

/** What that leads to; both sides see it. */
export const keepingEvents = {
  ConversationTakenOver: event({ reason: oneOf(['seller-removed']), at: instant }, ['system']),
  ConversationHandedBack: event({ at: instant }, ['system']),
};

/** Who it is now. */
export interface Keeping {
  caredForBy: 'seller' | 'platform';
}

/** How the events change that. */
export const keepingFolds = {
  ConversationTakenOver(state: Keeping, _: EventsOf<typeof keepingEvents>['data']): void {
    state.caredForBy = 'platform';
  },
  ConversationHandedBack(state: Keeping, _: EventsOf<typeof keepingEvents>['data']): void {
    state.caredForBy = 'seller';
  },
};

/** `[]`: taken over already, or there is nothing open. What is not late yet is the platform's now, and never late for the seller. */
export function takeOver({ stamp }: TakeOver, state: Conversation): ConversationEvent[] {
  const open = openObligations(state);
  if (state.caredForBy === 'platform' || (state.status === 'closed' && open.length === 0)) return [];
  const at = iso(stamp.at);
  return [
    { type: 'ConversationTakenOver', data: { reason: 'seller-removed', at } },
    ...open
      .filter((obligation) => !obligation.imported && !obligation.excused && !isLate(obligation, stamp.at))
      .map(({ message }) => excused(message, stamp.at)),
  ];
}

/** `[]`: it is the seller's. */
export function handBack({ stamp }: HandBack, { caredForBy }: Keeping): ConversationEvent[] {
  return caredForBy === 'seller' ? [] : [{ type: 'ConversationHandedBack', data: { at: iso(stamp.at) } }];
}

/**
 * While the platform cares, what is asked of the seller is excused as soon as it is asked: its question is open, and not late for it. What
 * a seller promises that is removed no more, before the conversation is back, is its own.
 */
export function withExcuses(events: readonly ConversationEvent[], { caredForBy }: Keeping, stamp: Stamp): ConversationEvent[] {
  if (caredForBy === 'seller') return [...events];
  return events.flatMap((one) => (isAsked(one) ? [one, excused(one.data.message, stamp.at)] : [one]));
}

const isAsked = (one: ConversationEvent): one is Extract<ConversationEvent, { data: { message: string } }> =>
  (one.type === 'ReplyObligationOpened' && one.data.kind !== 'promise') || one.type === 'NoReplyNeededContested';

/** By the platform, whoever's command leads to it: a buyer who asks excuses nobody. */
const excused = (message: string, at: number): ConversationEvent => ({
  type: 'ReplyObligationExcused',
  data: { message, reason: PRODUCT_REASONS.sellerRemoved, by: 'platform', at: iso(at) },
});
