/** How a decider meets the clock: which calendar counts, how long is allowed, and what follows from it (R2). */
import { type Calendar, counted, coverage, dueAt, firstOverdueAt, type Interval, OutsideCalendar } from '../clock';
import type { CalendarRef } from '../market';
import type { ObligationKind } from './obligation';

const HOUR = 3_600_000;

/** The operator's numbers for one market, in counted hours (R2.2, R2.13). */
export interface ClockRules {
  readonly allowanceHours: number;
  readonly reminderHours: number;
  readonly escalationHours: readonly number[];
  /** Counted days after which a missing status update is noticed (R3.3); 3 where none is given. */
  readonly updateDays?: number;
}

/** What a command brings along so that `decide` stays a pure function: calendars by market and by reference, and the numbers. */
export interface Clockwork {
  /** The calendar in force for a market now, with its reference; `reason` is that of its last correction, if there was one. */
  current(market: string): { readonly calendar: Calendar; readonly ref: CalendarRef; readonly reason?: string };
  /** The calendar an earlier event named, in the version it named. */
  at(ref: CalendarRef): Calendar;
  rules(market: string): ClockRules;
}

/** What one obligation's clock needs; all instants epoch milliseconds. */
export interface ClockFacts {
  readonly receivedAt: number;
  readonly allowanceMs: number;
  readonly pauses: readonly Interval[];
  readonly kind: ObligationKind;
}

/** Due, the instant after which it is overdue, and the counted times at which the timekeeper speaks. */
export interface Deadlines {
  readonly dueAt: number;
  readonly overdueAfter: number;
}

/** Deadlines of an obligation on a calendar (R2.2, R2.3). */
export function deadlines(calendar: Calendar, facts: ClockFacts): Deadlines {
  return {
    dueAt: dueAt(calendar, facts.receivedAt, facts.allowanceMs, facts.pauses),
    overdueAfter: firstOverdueAt(calendar, facts.receivedAt, facts.allowanceMs, facts.pauses),
  };
}

/** Counted milliseconds from receipt until `now`, pauses left out. Beyond the calendar's years nothing counts. */
export function countedUntil(calendar: Calendar, facts: ClockFacts, now: number): number {
  return counted(calendar, facts.receivedAt, Math.min(now, coverage(calendar).to), facts.pauses);
}

/** Counted time at which a reminder is raised: 18 of 24 hours, the same share of a promise (R2.13). */
export function reminderMs(facts: ClockFacts, rules: ClockRules): number {
  return (facts.allowanceMs * rules.reminderHours) / rules.allowanceHours;
}

/** Counted time of an escalation level: as far above the allowance as the level is above the 24 hours (R2.13). */
export function escalationMs(facts: ClockFacts, rules: ClockRules, level: number): number {
  return facts.allowanceMs + (level - rules.allowanceHours) * HOUR;
}

/** The instant at which counted time reaches `ms`: when the timekeeper should look again. Undefined beyond the calendar's years. */
export function instantOf(calendar: Calendar, facts: ClockFacts, ms: number): number | undefined {
  try {
    return firstOverdueAt(calendar, facts.receivedAt, ms, facts.pauses);
  } catch (error) {
    if (error instanceof OutsideCalendar) return undefined;
    throw error;
  }
}
