/** What of a conversation counts in its seller's score (R7), and since when: obligations and after-sales steps. */

import { DAY_MS } from '../clock';
import type { missingUpdateEvents } from '../conversation/missing-updates';
import type { Obligation } from '../conversation/obligation';
import type { stageEvents } from '../conversation/stages';
import type { EventsOf } from '../event';

/** For so long something counts: behind `at - SCORE_WINDOW_MS`, up to `at`. */
export const SCORE_WINDOW_MS = 90 * DAY_MS;

/** The parts of the score that conversations give. */
export type FactPart = 'answers' | 'steps';

/** How an obligation or a step stands in the score. Instants epoch milliseconds. */
export interface Fact {
  /** From when it counts; left out: not at all. It may lie ahead: what nobody answers is missed then, whether anybody says so or not. */
  readonly countsAt?: number;
  /** In time. */
  readonly good: boolean;
  /** The counted answer time in milliseconds, where it has one. */
  readonly countedMs?: number;
}

const NOT_COUNTED: Fact = { good: false };

/**
 * An obligation counts once it is decided: in time from when it was answered, missed from the first instant of being late, whatever ends
 * it later (R2.16). Excused ones do not count, nor what ended in time without an answer (withdrawn, no reply needed), nor imported
 * history (R1.4). The time of an answer is the one counted by the obligation's own calendar, from delivery (of a held answer: to when it
 * was submitted, R2.12); a promise has a length of its own, and none.
 */
export function answerFact(obligation: Obligation): Fact {
  const { imported, excused, overdue, status, kind, endedAt, overdueAfter } = obligation;
  const isAnswered = status === 'answered' || status === 'answered-late';
  if (imported || excused || (endedAt !== undefined && !isAnswered && !overdue)) return NOT_COUNTED;
  const countedMs = isAnswered && kind !== 'promise' ? obligation.countedMs : undefined;
  const good = isAnswered && !overdue;
  return { countsAt: good ? endedAt : overdueAfter + 1, good, ...(countedMs !== undefined && { countedMs }) };
}

/** An event about a step that has to follow another (R3.3); `data.update` names the one it has to follow. */
export type StepEvent = EventsOf<typeof missingUpdateEvents & typeof stageEvents>;

/**
 * A step that has to follow counts once it is decided: told from when it followed, missed from the second notice on, whatever follows
 * later. What nobody waits for any more does not count. Undefined for an update that nothing has to follow.
 */
export function stepFact(before: Fact | undefined, { type, data }: StepEvent): Fact | undefined {
  if (type === 'StatusUpdated') return data.wakeAt === undefined ? undefined : NOT_COUNTED;
  if (!before || before.countsAt !== undefined) return before;
  if (type === 'StatusUpdateMissing') return data.level < 2 ? before : { countsAt: Date.parse(data.at), good: false };
  return data.followedBy === undefined ? before : { countsAt: Date.parse(data.at), good: true };
}

/** Whether an event is about such a step. */
export const isStepEvent = (event: { readonly type: string }): event is StepEvent =>
  event.type === 'StatusUpdated' || event.type === 'StatusUpdateMissing' || event.type === 'StatusUpdateSettled';
