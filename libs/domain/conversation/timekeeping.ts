/** What the timekeeper says of an obligation: reminder, overdue, escalation, each once (R2.13). */
import { counts, iso } from '../clock';
import { type EventsOf, event } from '../event';
import { correctionsIn } from '../market';
import type { Stamp } from '../people';
import { count, instant, optional, uuid, whole } from '../shape';
import { moved } from './calendar-correction';
import { type Clockwork, escalationMs, reminderMs } from './clockwork';
import type { Conversation, ConversationEvent } from './conversation';
import { countedOf, instantIn, isLate, isOpen, nextWake, type Obligation, overdue, WAKES, type Waking } from './obligation';
import { marketOf } from './parties';
import { PRODUCT_REASONS } from './product-reasons';

/** The timekeeper asks whether an obligation has something to say now (R2.13). */
export class KeepTime {
  readonly type = 'KeepTime';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly clock: Clockwork,
    readonly message: string,
  ) {}
}

/** What it says, beside overdue. */
export const timekeepingEvents = {
  ReplyObligationReminded: event(
    { message: uuid, countedMs: whole, dueAt: instant, wakeAt: optional(instant), at: instant },
    ['system'],
    WAKES,
  ),
  ReplyObligationEscalated: event(
    { message: uuid, level: count, countedMs: whole, dueAt: instant, wakeAt: optional(instant), at: instant },
    ['system'],
    WAKES,
  ),
};

type Event = EventsOf<typeof timekeepingEvents>;
type Data<T extends Event['type']> = Extract<Event, { type: T }>['data'];

/** How that changes an obligation. */
export const timekeepingFolds = {
  ReplyObligationReminded: (obligation: Obligation, { wakeAt }: Data<'ReplyObligationReminded'>): Obligation => ({
    ...obligation,
    status: 'reminded',
    reminded: true,
    wakeAt: instantIn(wakeAt),
  }),
  ReplyObligationEscalated: (obligation: Obligation, { level, wakeAt }: Data<'ReplyObligationEscalated'>): Obligation => ({
    ...obligation,
    status: 'escalated',
    level,
    wakeAt: instantIn(wakeAt),
  }),
};

/** `[]`: nothing to say now. */
export function keepTime(command: KeepTime, state: Conversation): ConversationEvent[] {
  const obligation = state.obligations.get(command.message);
  if (!obligation || !isOpen(obligation) || obligation.imported || obligation.excused) return [];
  const market = marketOf(state);
  const overtaken = overtakenByCorrection(obligation, command, state, market);
  if (overtaken.length > 0) return overtaken;
  const { at } = command.stamp;
  const said = timeSaid(obligation, at, command.clock, market);
  return said.length > 0 ? said : wokenForNothing(obligation, at, command.clock, market);
}

/** Each event once; nothing is said while time is not counted (R2.3). */
function timeSaid(obligation: Obligation, now: number, clock: Clockwork, market: string): ConversationEvent[] {
  const calendar = clock.at(obligation.calendar);
  if (!counts(calendar, now)) return [];
  const rules = clock.rules(market);
  const facts = {
    message: obligation.message,
    countedMs: countedOf(obligation, now, clock),
    dueAt: iso(obligation.dueAt),
    at: iso(now),
  };
  const after = (change: Partial<Waking>) => nextWake({ ...obligation, ...change }, calendar, clock, market);
  const events: ConversationEvent[] = [];
  // Also where it comes too late, because the timekeeper was away: none is left out, as none is said twice.
  if (!obligation.reminded && !obligation.overdue && facts.countedMs >= reminderMs(obligation, rules))
    events.push({ type: 'ReplyObligationReminded', data: { ...facts, ...after({ reminded: true }) } });
  if (!isLate(obligation, now)) return events;
  if (!obligation.overdue) events.push(...overdue(obligation, now, clock, after({ overdue: true })));
  for (const level of rules.escalationHours) {
    if (level <= obligation.level || facts.countedMs <= escalationMs(obligation, rules, level)) continue;
    events.push({ type: 'ReplyObligationEscalated', data: { ...facts, level, ...after({ overdue: true, level }) } });
  }
  return events;
}

/** R2.6: an obligation opened by a process that did not know of a correction yet is moved before anything is said of it. */
function overtakenByCorrection(
  obligation: Obligation,
  { clock, stamp }: KeepTime,
  state: Conversation,
  market: string,
): ConversationEvent[] {
  const { ref, reason } = clock.current(market);
  if (reason === undefined || correctionsIn(obligation.calendar.version) >= correctionsIn(ref.version)) return [];
  return moved(obligation, { clock, stamp, reason }, state, market);
}

/**
 * The operator's hours are others than when the obligation last spoke, and what was to be said then is to be said later or never.
 * Recorded, or it would be asked again and again until then.
 */
function wokenForNothing(obligation: Obligation, now: number, clock: Clockwork, market: string): ConversationEvent[] {
  const { message, dueAt, overdueAfter, wakeAt, calendar: ref, reminded } = obligation;
  const calendar = clock.at(ref);
  if (wakeAt === undefined || now < wakeAt || !counts(calendar, now)) return [];
  const next = nextWake(obligation, calendar, clock, market);
  if (next.wakeAt === iso(wakeAt)) return [];
  return [
    {
      type: 'ReplyObligationMoved',
      data: {
        message,
        dueAt: iso(dueAt),
        overdueAfter: iso(overdueAfter),
        ...next,
        calendar: ref,
        ...(reminded && { reminded: true as const }),
        reason: PRODUCT_REASONS.otherHours,
        at: iso(now),
      },
    },
  ];
}
