/** The life of a reply obligation as events (R2): opened, reminded, overdue, escalated, answered, moved. */
import { type Calendar, counted, counts, iso } from '../clock';
import { correctionsIn } from '../market';
import { type Clockwork, countedUntil, deadlines, escalationMs, instantOf, reminderMs } from './clockwork';
import type { Stamp } from './conversation.commands';
import type { ConversationEvent, ObligationKind } from './conversation.events';
import type { Obligation } from './conversation.state';

const HOUR = 3_600_000;
const MAX_ENDING_EVENTS = 1_000;

/**
 * R2.1, R2.2, R2.5: the event that opens an obligation at an instant (epoch milliseconds), by the calendar in force; nobody wakes for an
 * imported one (R1.4).
 */
export function openObligation(
  message: string,
  kind: ObligationKind,
  at: number,
  clock: Clockwork,
  market: string,
  { allowanceMs = clock.rules(market).allowanceHours * HOUR, imported }: { allowanceMs?: number; imported?: true } = {},
): Extract<ConversationEvent, { type: 'ReplyObligationOpened' }> {
  const { calendar, ref } = clock.current(market);
  const facts = { receivedAt: at, allowanceMs, pauses: [], kind };
  const times = deadlines(calendar, facts);
  return {
    type: 'ReplyObligationOpened',
    data: {
      message,
      kind,
      receivedAt: iso(at),
      allowanceHours: allowanceMs / HOUR,
      dueAt: iso(times.dueAt),
      overdueAfter: iso(times.overdueAfter),
      ...(!imported && nextWake({ ...facts, ...times, reminded: false, overdue: false, level: 0 }, calendar, clock, market)),
      calendar: ref,
      ...(imported && { imported }),
      at: iso(at),
    },
  };
}

type Waking = Pick<
  Obligation,
  'receivedAt' | 'allowanceMs' | 'pauses' | 'kind' | 'overdueAfter' | 'reminded' | 'overdue' | 'level'
>;

/** When the timekeeper has something to say of an open obligation next (R2.13), which may have passed already; none: never again. */
export function nextWake(obligation: Waking, calendar: Calendar, clock: Clockwork, market: string): { wakeAt?: string } {
  const at = nextInstant(obligation, calendar, clock, market);
  return at === undefined ? {} : { wakeAt: iso(at) };
}

function nextInstant(obligation: Waking, calendar: Calendar, clock: Clockwork, market: string): number | undefined {
  const rules = clock.rules(market);
  if (!obligation.overdue)
    return obligation.reminded ? obligation.overdueAfter : instantOf(calendar, obligation, reminderMs(obligation, rules));
  const next = rules.escalationHours.find((level) => level > obligation.level);
  return next === undefined ? undefined : instantOf(calendar, obligation, escalationMs(obligation, rules, next));
}

/** Milliseconds that count of an obligation until an instant, by its own calendar. */
export function countedOf(obligation: Obligation, at: number, clock: Clockwork): number {
  return countedUntil(clock.at(obligation.calendar), obligation, at);
}

/** R2.3: late means counted time above the allowance, which is so exactly after `overdueAfter`. Imported history is never late (R1.4). */
export function isLate(obligation: Obligation, at: number): boolean {
  return !obligation.imported && at > obligation.overdueAfter;
}

/**
 * What ends each of these obligations, oldest first. All of it is one append, which has at most a mebibyte: where a conversation has
 * more open ones than that, what comes next ends the others.
 */
export function ending(
  obligations: readonly Obligation[],
  end: (obligation: Obligation) => readonly ConversationEvent[],
): ConversationEvent[] {
  const events: ConversationEvent[] = [];
  for (const obligation of obligations) {
    const more = end(obligation);
    if (events.length + more.length > MAX_ENDING_EVENTS) break;
    events.push(...more);
  }
  return events;
}

/** An obligation is answered by a message or a status update; one that is late is recorded as overdue before (R2.7). */
export function answered(obligation: Obligation, by: string, at: number, clock: Clockwork): ConversationEvent[] {
  return [
    ...overdueIfLate(obligation, at, clock),
    {
      type: 'ReplyObligationAnswered',
      data: {
        message: obligation.message,
        by,
        countedMs: countedOf(obligation, at, clock),
        late: isLate(obligation, at),
        at: iso(at),
      },
    },
  ];
}

/** An answer that is late before the timekeeper spoke is recorded as overdue all the same: the history never depends on who was first. */
export function overdueIfLate(obligation: Obligation, at: number, clock: Clockwork): ConversationEvent[] {
  return isLate(obligation, at) && !obligation.overdue ? overdue(obligation, at, clock) : [];
}

function overdue(obligation: Obligation, at: number, clock: Clockwork, next: { wakeAt?: string } = {}): ConversationEvent[] {
  const { message, dueAt } = obligation;
  return [
    {
      type: 'ReplyObligationOverdue',
      data: { message, countedMs: countedOf(obligation, at, clock), dueAt: iso(dueAt), ...next, at: iso(at) },
    },
    {
      type: 'ViolationRecorded',
      data: {
        violation: lateReply(obligation),
        kind: 'late-reply',
        source: 'clock',
        status: 'established',
        evidence: { message, revision: obligation.revision, rule: 'R2.3' },
        by: 'timekeeper',
        at: iso(at),
      },
    },
  ];
}

const lateReply = ({ message }: Obligation): string => `late-reply-${message}`;

/** What was recorded of a late reply is void, where there was one. */
export function voidViolation(obligation: Obligation, reason: string, at: string): ConversationEvent[] {
  return obligation.overdue ? [{ type: 'ViolationVoided', data: { violation: lateReply(obligation), reason, at } }] : [];
}

/** R2.13: what the timekeeper has to say of an open obligation now. `[]`: nothing. */
export function keepTime(
  obligation: Obligation,
  { clock, stamp }: { clock: Clockwork; stamp: Stamp },
  market: string,
  at: string,
): ConversationEvent[] {
  const overtaken = overtakenByCorrection(obligation, { clock, stamp }, market, at);
  if (overtaken.length > 0) return overtaken;
  const said = timeSaid(obligation, stamp.at, clock, market);
  return said.length > 0 ? said : wokenForNothing(obligation, stamp.at, clock, market);
}

/** R2.13: each event once; nothing is said while time is not counted (R2.3). */
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
  { clock, stamp }: { clock: Clockwork; stamp: Stamp },
  market: string,
  at: string,
): ConversationEvent[] {
  const { ref, reason } = clock.current(market);
  if (reason === undefined || correctionsIn(obligation.calendar.version) >= correctionsIn(ref.version)) return [];
  return moved(obligation, { clock, stamp, reason }, market, at);
}

/**
 * R2.13: the operator's hours are others than when the obligation last spoke, and what was to be said then is to be said later or never.
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
        reason: 'other hours of reminder and escalation',
        at: iso(now),
      },
    },
  ];
}

/** R2.6: a correction moves an open obligation; it may void an overdue, and never creates one in the past. */
export function moved(
  obligation: Obligation,
  { clock, stamp, reason }: { clock: Clockwork; stamp: Stamp; reason: string },
  market: string,
  at: string,
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
    ...(overdueVoid ? voidViolation(obligation, `calendar corrected: ${reason}`, at) : []),
  ];
}
