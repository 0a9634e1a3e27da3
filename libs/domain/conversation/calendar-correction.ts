/** A corrected calendar moves open obligations (R2.6). */
import { counted, iso } from '../clock';
import { type EventsOf, event } from '../event';
import type { Stamp } from '../people';
import { hours, instant, mark, optional, text, uuid } from '../shape';
import { type Clockwork, deadlines } from './clockwork';
import type { Conversation, ConversationEvent } from './conversation';
import {
  calendarRef,
  instantIn,
  isOpen,
  nextWake,
  type Obligation,
  openStatus,
  requireObligation,
  WAKES,
  type Waking,
} from './obligation';
import { marketOf } from './parties';
import { PRODUCT_REASONS } from './product-reasons';
import { lateReplyVoided } from './violations';

const HOUR = 3_600_000;

/** The calendar in force is applied to an open obligation (R2.6). */
export class CorrectCalendar {
  readonly type = 'CorrectCalendar';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly clock: Clockwork,
    readonly message: string,
    readonly reason: string,
  ) {}
}

/** What that leads to. */
export const correctionEvents = {
  ReplyObligationMoved: event(
    {
      message: uuid,
      dueAt: instant,
      overdueAfter: instant,
      wakeAt: optional(instant),
      calendar: calendarRef,
      /** Of a promise, whose date stays: what counts until then now. */
      allowanceHours: optional(hours),
      /** An overdue recorded under the old calendar is void (R2.6). */
      overdueVoid: optional(mark),
      /** The reminder was given before: it is not given twice (R2.13). */
      reminded: optional(mark),
      reason: text,
      at: instant,
    },
    ['admin', 'system'],
    WAKES,
  ),
};

type Moved = EventsOf<typeof correctionEvents>['data'];

/** How it changes an obligation. */
export const correctionFolds = {
  ReplyObligationMoved(obligation: Obligation, data: Moved): Obligation {
    const { dueAt, overdueAfter, wakeAt, calendar, allowanceHours, overdueVoid } = data;
    const said = overdueVoid ? { reminded: obligation.reminded, overdue: false, level: 0 } : obligation;
    return {
      ...obligation,
      calendar,
      ...(allowanceHours !== undefined && { allowanceMs: Math.round(allowanceHours * HOUR) }),
      dueAt: Date.parse(dueAt),
      overdueAfter: Date.parse(overdueAfter),
      wakeAt: instantIn(wakeAt),
      overdue: said.overdue,
      level: said.level,
      status: openStatus(said),
    };
  },
};

/** `[]`: it was imported, stays where it is, or ended in time or late on the corrected calendar, too. */
export function correctCalendar(command: CorrectCalendar, state: Conversation): ConversationEvent[] {
  const obligation = requireObligation(state, command.message);
  if (obligation.imported) return [];
  return (isOpen(obligation) ? moved : explained)(obligation, command, state, marketOf(state));
}

/** What has ended stays where it was (R2.6); a recorded overdue that the corrected calendar explains does not count (R2.14). */
function explained(
  obligation: Obligation,
  { clock, stamp, reason }: CorrectCalendar,
  state: Conversation,
  market: string,
): ConversationEvent[] {
  const { message, endedAt = stamp.at } = obligation;
  // The date of a promise stays, whatever counts until then.
  if (!obligation.overdue || obligation.excused || obligation.kind === 'promise') return [];
  if (endedAt > deadlines(clock.current(market).calendar, obligation).overdueAfter) return [];
  const at = iso(stamp.at);
  const because = `${PRODUCT_REASONS.corrected}: ${reason}`;
  return [
    { type: 'ReplyObligationExcused', data: { message, reason: because, by: stamp.actor.id, at } },
    ...lateReplyVoided(state, obligation, because, at),
  ];
}

/** It may void an overdue, and never creates one in the past. */
export function moved(
  obligation: Obligation,
  { clock, stamp, reason }: { readonly clock: Clockwork; readonly stamp: Stamp; readonly reason: string },
  state: Conversation,
  market: string,
): ConversationEvent[] {
  const { calendar, ref } = clock.current(market);
  const { receivedAt, dueAt } = obligation;
  // R2.9: a promised date stays; what counts until then, and when counting goes on after it, follow the calendar.
  const promised = obligation.kind === 'promise';
  const allowanceMs = promised ? counted(calendar, receivedAt, dueAt) : obligation.allowanceMs;
  const times = { ...deadlines(calendar, { ...obligation, allowanceMs }), ...(promised && { dueAt }) };
  const unchanged =
    times.dueAt === dueAt && times.overdueAfter === obligation.overdueAfter && allowanceMs === obligation.allowanceMs;
  const newlyOverdue = !obligation.overdue && times.overdueAfter < stamp.at;
  if (unchanged || newlyOverdue) return [];
  const overdueVoid = obligation.overdue && stamp.at <= times.overdueAfter;
  const next: Waking = { ...obligation, ...times, allowanceMs, ...(overdueVoid && { overdue: false, level: 0 }) };
  const at = iso(stamp.at);
  return [
    {
      type: 'ReplyObligationMoved',
      data: {
        message: obligation.message,
        dueAt: iso(times.dueAt),
        overdueAfter: iso(times.overdueAfter),
        ...nextWake(next, calendar, clock, market),
        calendar: ref,
        ...(promised && { allowanceHours: allowanceMs / HOUR }),
        ...(overdueVoid && { overdueVoid: true as const }),
        ...(obligation.reminded && { reminded: true as const }),
        reason,
        at,
      },
    },
    ...(overdueVoid ? lateReplyVoided(state, obligation, `${PRODUCT_REASONS.corrected}: ${reason}`, at) : []),
  ];
}
