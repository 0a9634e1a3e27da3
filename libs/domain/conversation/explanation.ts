/** Why an obligation is due when it is: everything needed to recompute it by hand (R2.15). */
import { type CountedDay, coverage, intervals, iso } from '../clock';
import type { CalendarRef } from '../market';
import { type Clockwork, countedUntil } from './clockwork';
import { type ConversationEvent, conversation } from './conversation';
import { isOpen, type Obligation, type ObligationStatus } from './obligation';
import { isObligationEvent } from './obligations';

/** An event that opened, changed or ended the obligation. */
export interface ExplainedEvent {
  readonly revision: number;
  readonly type: string;
  readonly at: string;
  /** The message or status update that answered. */
  readonly by?: string;
  /** Why it was excused, moved, withdrawn or declared to need no reply. */
  readonly reason?: string;
}

/** The explanation of one obligation; instants ISO-8601 UTC, durations milliseconds. */
export interface Explanation {
  readonly message: string;
  readonly state: ObligationStatus;
  /** Whether an admin excused it: then it is not late, whatever its state says (R2.14). */
  readonly excused: boolean;
  /** An overdue was recorded and stands, whatever ended it (R2.16). */
  readonly late: boolean;
  readonly receivedAt: string;
  readonly dueAt: string;
  readonly overdueAfter: string;
  readonly allowanceMs: number;
  /** null, and no days, where they cannot be computed: the calendar in that version is not known here. */
  readonly countedMs: number | null;
  readonly remainingMs: number | null;
  readonly calendar: CalendarRef;
  /** The version of the time-zone data here, where it is another than the obligation was counted with. */
  readonly tzdataHere?: string;
  readonly pauses: readonly { readonly from: string; readonly to: string }[];
  /** Day by day from receipt to due, or to the end or to now where that is later. */
  readonly days: readonly CountedDay[];
  readonly events: readonly ExplainedEvent[];
}

/**
 * Explains the obligation opened by `message` as of `now` (epoch milliseconds) from a conversation's history; undefined if there is none.
 * `tzdata` is the version of the time-zone data here.
 */
export function explain(
  history: Iterable<ConversationEvent & { readonly revision: number }>,
  message: string,
  clock: Clockwork & { readonly tzdata?: string },
  now: number,
): Explanation | undefined {
  const explaining = new Explaining(message);
  for (const event of history) explaining.take(event);
  return explaining.explanation(clock, now);
}

/** The same of a history that is taken an event at a time, of which no text is kept. */
export class Explaining {
  readonly #state = conversation.initial();
  readonly #events: ExplainedEvent[] = [];

  constructor(private readonly message: string) {}

  /** The next event. */
  take(event: ConversationEvent & { readonly revision: number }): void {
    conversation.evolve(this.#state, event, event);
    if (!isAbout(event, this.message)) return;
    const { type, revision, data } = event;
    this.#events.push({
      ...{ revision, type, at: data.at },
      ...(type === 'ReplyObligationAnswered' && { by: data.by }),
      ...('reason' in data && { reason: data.reason }),
    });
  }

  /** What the events so far explain. */
  explanation(clock: Clockwork & { readonly tzdata?: string }, now: number): Explanation | undefined {
    const obligation = this.#state.obligations.get(this.message);
    return obligation && { ...explained(obligation, clock, now), events: this.#events };
  }
}

/** What explains an obligation as of an instant (epoch milliseconds), without the events behind it. */
export function explained(
  obligation: Obligation,
  clock: Pick<Clockwork, 'at'> & { readonly tzdata?: string },
  now: number,
): Omit<Explanation, 'events'> {
  const until = isOpen(obligation) ? now : (obligation.endedAt ?? now);
  return {
    message: obligation.message,
    state: obligation.status,
    excused: obligation.excused,
    late: obligation.overdue && !obligation.excused,
    receivedAt: iso(obligation.receivedAt),
    dueAt: iso(obligation.dueAt),
    overdueAfter: iso(obligation.overdueAfter),
    allowanceMs: obligation.allowanceMs,
    ...computed(obligation, clock, until),
    calendar: obligation.calendar,
    ...(clock.tzdata !== undefined && clock.tzdata !== obligation.calendar.tzdata && { tzdataHere: clock.tzdata }),
    pauses: obligation.pauses.map(({ from, to }) => ({ from: iso(from), to: iso(to) })),
  };
}

/** What is counted by the obligation's own calendar until an instant. */
function computed(
  obligation: Obligation,
  clock: Pick<Clockwork, 'at'>,
  until: number,
): Pick<Explanation, 'countedMs' | 'remainingMs' | 'days'> {
  const { receivedAt, allowanceMs, dueAt, pauses } = obligation;
  try {
    const calendar = clock.at(obligation.calendar);
    const countedMs = countedUntil(calendar, obligation, until);
    const end = Math.min(coverage(calendar).to, Math.max(dueAt, until));
    const days = intervals(calendar, receivedAt, end, pauses);
    return { countedMs, remainingMs: Math.max(0, allowanceMs - countedMs), days };
  } catch {
    return { countedMs: null, remainingMs: null, days: [] };
  }
}

/** Whether an event opened, changed or ended the obligation of a message, or delivered the message itself. */
function isAbout(event: ConversationEvent, message: string): boolean {
  const about = isObligationEvent(event) || event.type === 'MessageSent' || event.type === 'MessageReleased';
  return about && event.data.message === message;
}
