/** The obligations of a conversation, and the one fold of an obligation that state, inbox and clock share. */
import type { EventsOf } from '../event';
import { correctionEvents, correctionFolds } from './calendar-correction';
import { excuseEvents, excuseFolds } from './excuses';
import type { Messages } from './messages';
import { noReplyEvents, noReplyFolds } from './no-reply-needed';
import { type Obligation, obligationEvents, obligationFolds, openedObligation } from './obligation';
import { timekeepingEvents, timekeepingFolds } from './timekeeping';

/** All that can happen to an obligation. */
export const OBLIGATION_EVENTS = {
  ...obligationEvents,
  ...timekeepingEvents,
  ...noReplyEvents,
  ...excuseEvents,
  ...correctionEvents,
};

/** An event about an obligation; `data.message` names it. */
export type ObligationEvent = EventsOf<typeof OBLIGATION_EVENTS>;

type Fold<T extends ObligationEvent['type']> = (
  obligation: Obligation,
  data: Extract<ObligationEvent, { type: T }>['data'],
) => Obligation;

const FOLDS: { readonly [T in Exclude<ObligationEvent['type'], 'ReplyObligationOpened'>]: Fold<T> } = {
  ...obligationFolds,
  ...timekeepingFolds,
  ...noReplyFolds,
  ...excuseFolds,
  ...correctionFolds,
};

/** Whether an event is about an obligation. */
export const isObligationEvent = (event: { readonly type: string }): event is ObligationEvent =>
  Object.hasOwn(OBLIGATION_EVENTS, event.type);

/**
 * The obligation after an event about it; undefined where it never opened. `revision`: of an opening, what a reply must have seen to
 * answer it (R2.7). Never throws, and changes nothing in place.
 */
export function evolveObligation(
  obligation: Obligation | undefined,
  event: ObligationEvent,
  revision: number,
): Obligation | undefined {
  if (event.type === 'ReplyObligationOpened') return openedObligation(event.data, revision);
  if (!obligation) return undefined;
  return (FOLDS[event.type] as Fold<typeof event.type>)(obligation, event.data as never);
}

/** What the rules know of obligations: by message, in the order they opened. */
export interface Obligations {
  readonly obligations: Map<string, Obligation>;
}

/** None yet. */
export const noObligations = (): Obligations => ({ obligations: new Map() });

/** Folds an event about an obligation into the state of its conversation. */
export function foldObligation(state: Obligations & Messages, event: ObligationEvent, revision: number): void {
  const { message } = event.data;
  const opensReply = event.type === 'ReplyObligationOpened' && event.data.kind === 'reply';
  const seen = opensReply ? (state.messages.get(message)?.revision ?? revision) : revision;
  const next = evolveObligation(state.obligations.get(message), event, seen);
  if (next) state.obligations.set(message, next);
}
