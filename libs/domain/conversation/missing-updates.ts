/** Missing status updates (R3.3): a stage that must be followed by another is awaited, and noticed where none came, each level once. */
import { type Calendar, coverage, DAY_MS, dueAt, iso, localDate, OutsideCalendar } from '../clock';
import { type EventsOf, event } from '../event';
import type { Stamp } from '../people';
import { count, instant, optional, text, uuid } from '../shape';
import type { Clockwork } from './clockwork';
import type { Conversation, ConversationEvent } from './conversation';
import { marketOf } from './parties';
import type { Stage, StageFacts } from './stage-facts';

/** Counted days after which a missing update is noticed, where the operator says no other number. */
const UPDATE_DAYS = 3;

/** The timekeeper asks whether the update that has to follow this one is missing now. */
export class RemindOfUpdate {
  readonly type = 'RemindOfUpdate';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly clock: Clockwork,
    readonly update: string,
  ) {}
}

const WAKES = { command: 'RemindOfUpdate', key: 'update' } as const;

/** What is said of updates that are awaited. */
export const missingUpdateEvents = {
  /** No stage followed in time (level 1), nor in twice that time (level 2), which counts against the seller's score. */
  StatusUpdateMissing: event(
    { update: uuid, stage: text, level: count, wakeAt: optional(instant), at: instant },
    ['system'],
    WAKES,
  ),
  /** What had to follow has followed (`followedBy`), or the buyer has closed the conversation. */
  StatusUpdateSettled: event({ update: uuid, stage: text, followedBy: optional(uuid), at: instant }, ['seller', 'system'], WAKES),
};

type Event = EventsOf<typeof missingUpdateEvents>;
type Data<T extends Event['type']> = Extract<Event, { type: T }>['data'];

/** A stage that has to be followed by another. */
export interface Awaited {
  readonly stage: Stage;
  readonly facts: StageFacts;
  readonly at: number;
  readonly level: number;
  /** When somebody looks again; epoch milliseconds. */
  readonly wakeAt?: number;
  /** The buyer closed the conversation, and waits for nothing. */
  readonly over?: true;
}

/** What the rules know of updates that are awaited, by the update they have to follow. */
export interface AwaitedUpdates {
  readonly awaited: Map<string, Awaited>;
}

/** None yet. */
export const nothingAwaited = (): AwaitedUpdates => ({ awaited: new Map() });

/** How the events change that. */
export const missingUpdateFolds = {
  StatusUpdateMissing({ awaited }: AwaitedUpdates, { update, level, wakeAt }: Data<'StatusUpdateMissing'>): void {
    const known = awaited.get(update);
    if (known) awaited.set(update, { ...known, level, wakeAt: wakeAt === undefined ? undefined : Date.parse(wakeAt) });
  },
  StatusUpdateSettled({ awaited }: AwaitedUpdates, { update }: Data<'StatusUpdateSettled'>): void {
    awaited.delete(update);
  },
};

/** A buyer who closes the conversation waits for nothing; what was awaited is settled when it is looked at. */
export function nothingAwaitedAnyMore({ awaited }: AwaitedUpdates): void {
  for (const [update, wait] of awaited) awaited.set(update, { ...wait, over: true });
}

/** Which stages end the wait for what follows each; one that is in no list ends a case. A delay or a refund ends any wait. */
const FOLLOWED_BY: Readonly<Partial<Record<Stage, readonly Stage[]>>> = {
  'order-confirmed': ['shipped', 'delivered'],
  delayed: [
    'return-received',
    'repair-started',
    'exchange-started',
    'repair-completed',
    'exchange-prepared',
    'shipped',
    'delivered',
  ],
  'return-received': ['repair-started', 'exchange-started', 'shipped'],
  'repair-started': ['repair-completed', 'exchange-started'],
  'exchange-started': ['exchange-prepared', 'repair-started'],
  'repair-completed': ['shipped', 'delivered'],
  'exchange-prepared': ['shipped', 'delivered'],
  shipped: ['delivered', 'return-received'],
};
const ENDS_ANY: readonly Stage[] = ['delayed', 'refund-issued'];

/** When an update that has to follow is first missed; `{}` where none has to, or the calendar does not go so far. */
export function awaits(
  stage: Stage,
  facts: StageFacts,
  { stamp, clock }: { readonly stamp: Stamp; readonly clock: Clockwork },
  state: Conversation,
): { wakeAt?: string } {
  const at = FOLLOWED_BY[stage] && missedAt({ facts, at: stamp.at }, 1, clock, marketOf(state));
  return at === undefined ? {} : { wakeAt: iso(at) };
}

/** Counted from the update, or from the end of the day it announced; one that no calendar has puts nothing off. */
function missedAt(
  { facts, at }: Pick<Awaited, 'facts' | 'at'>,
  times: number,
  clock: Clockwork,
  market: string,
): number | undefined {
  const { calendar } = clock.current(market);
  const { updateDays = UPDATE_DAYS } = clock.rules(market);
  const from = Math.max(at, announced(calendar, facts) ?? at);
  if (from > coverage(calendar).to) return undefined;
  try {
    return dueAt(calendar, from, times * updateDays * DAY_MS);
  } catch (error) {
    if (error instanceof OutsideCalendar) return undefined;
    throw error;
  }
}

function announced(calendar: Calendar, { estimatedDelivery, newDate }: StageFacts): number | undefined {
  const day = newDate ?? estimatedDelivery;
  return day === undefined ? undefined : localDate.endOf(calendar, day);
}

/** The waits that an update ends. `parcel` tells apart what is delivered of several. */
export function settled(
  { id, stage, facts }: { readonly id: string; readonly stage: Stage; readonly facts: StageFacts },
  state: Conversation,
  at: string,
  parcel: (facts: StageFacts) => string | undefined,
): ConversationEvent[] {
  const ends = (wait: Awaited) => {
    if (ENDS_ANY.includes(stage)) return true;
    if (!FOLLOWED_BY[wait.stage]?.includes(stage)) return false;
    const delivered = wait.stage === 'shipped' && stage === 'delivered' ? parcel(facts) : undefined;
    return delivered === undefined || delivered === parcel(wait.facts);
  };
  return ended(state, ends, { followedBy: id, at });
}

const ended = (
  { awaited }: AwaitedUpdates,
  ends: (wait: Awaited) => boolean,
  said: { readonly followedBy?: string; readonly at: string },
): ConversationEvent[] =>
  [...awaited]
    .filter(([, wait]) => ends(wait))
    .map(([update, { stage }]) => ({ type: 'StatusUpdateSettled', data: { update, stage, ...said } }));

/** `[]`: nothing is missing now. Also where it comes too late, because the timekeeper was away, no level is left out. */
export function remindOfUpdate({ update, stamp, clock }: RemindOfUpdate, state: Conversation): ConversationEvent[] {
  const wait = state.awaited.get(update);
  if (wait?.wakeAt === undefined || stamp.at < wait.wakeAt) return [];
  if (wait.over) return [{ type: 'StatusUpdateSettled', data: { update, stage: wait.stage, at: iso(stamp.at) } }];
  const missing = (level: number, wakeAt?: number): ConversationEvent => ({
    type: 'StatusUpdateMissing',
    data: { update, stage: wait.stage, level, ...(wakeAt !== undefined && { wakeAt: iso(wakeAt) }), at: iso(stamp.at) },
  });
  if (wait.level === 1) return [missing(2)];
  const second = missedAt(wait, 2, clock, marketOf(state));
  return second !== undefined && stamp.at >= second ? [missing(1, second), missing(2)] : [missing(1, second)];
}
