/** A reviewer looks at a message that nobody accuses: one of the sample, or one with signs of evasion (R4.2, R5.2). */
import { iso } from '../clock';
import { type EventsOf, event } from '../event';
import type { Stamp } from '../people';
import { Rejection } from '../rejection';
import { instant, oneOf, optional, text, uuid } from '../shape';
import type { Conversation, ConversationEvent } from './conversation';
import { type Decision, requireUndecided } from './reviews';
import { OF_A_BUYER, VIOLATION_KINDS, type ViolationKind } from './violations';

/** Of so many messages in which screening found nothing one is looked at. */
const ONE_OF = 100;

/**
 * Whether a message, a UUID in lower case, is in the sample of those in which nothing was found: one in a hundred, by its id alone, so that
 * it is the same whoever asks and when.
 */
export const isSampled = (message: string): boolean => Number.parseInt(message.slice(0, 8), 16) % ONE_OF === 0;

/** The reviewer finds that a message breaks no rule, or which kind of violation it is. */
export class ReviewMessage {
  readonly type = 'ReviewMessage';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly message: string,
    readonly reason: string,
    readonly kind?: ViolationKind,
  ) {}
}

/** What that leads to. */
export const messageReviewEvents = {
  /** Without a kind it is clean; with one, a confirmed violation follows. */
  MessageReviewed: event({ message: uuid, kind: optional(oneOf(VIOLATION_KINDS)), reason: text, by: text, at: instant }, [
    'admin',
  ]),
};

/** What the rules know of it. */
export interface MessageReviews {
  /** What was found of which message. */
  readonly reviewed: Map<string, Decision>;
}

/** None yet. */
export const noMessageReviews = (): MessageReviews => ({ reviewed: new Map() });

/** How the events change that. */
export const messageReviewFolds = {
  MessageReviewed(state: MessageReviews, { message, kind, by, at }: EventsOf<typeof messageReviewEvents>['data']): void {
    state.reviewed.set(message, { decision: kind === undefined ? 'clean' : 'violation', by, at });
  },
};

/** Throws {@link Rejection} `message-unknown`, `not-reportable` or `already-decided`. */
export function reviewMessage({ message, reason, kind, stamp }: ReviewMessage, state: Conversation): ConversationEvent[] {
  const known = state.messages.get(message);
  if (!known) throw new Rejection('message-unknown', 'no such message in this conversation', 'message');
  if (known.held || known.from === 'admin' || known.imported)
    throw new Rejection('not-reportable', 'this is no message that a party wrote here and that was delivered', 'message');
  requireUndecided(state.reviewed.get(message));
  const decision = { reason, by: stamp.actor.id, at: iso(stamp.at) };
  if (kind === undefined) return [{ type: 'MessageReviewed', data: { message, ...decision } }];
  if (kind === 'late-reply') throw new Rejection('not-reportable', "a late reply is only the clock's to record", 'kind');
  if (known.from === 'buyer' && !OF_A_BUYER.includes(kind))
    throw new Rejection('not-reportable', `what a buyer writes is ${OF_A_BUYER.join(', ')}`, 'kind');
  const violation = `review-${message}`;
  const evidence = { message, revision: known.revision };
  const { by, at } = decision;
  return [
    { type: 'MessageReviewed', data: { message, kind, ...decision } },
    { type: 'ViolationRecorded', data: { violation, kind, source: 'report', status: 'suspected', evidence, by, at } },
    { type: 'ViolationConfirmed', data: { violation, ...decision } },
  ];
}
