import {
  type CalendarRef,
  type Clockwork,
  countedUntil,
  type Interval,
  type Language,
  type ObligationKind,
} from '../../../libs/domain';
import { inWords } from './duration';

/** What an obligation's row must say for its counted time to be known. Instants ISO-8601; `endedAt` null while it is open. */
export interface ObligationRow {
  readonly kind: ObligationKind;
  readonly receivedAt: string;
  readonly endedAt: string | null;
  readonly allowanceMs: number;
  readonly pauses: readonly Interval[];
  readonly calendar: CalendarRef;
}

/** The row with the time counted until `now` (or its end) and what remains, in seconds and in words. */
export function obligationAnswer<Row extends ObligationRow>(row: Row, clock: Clockwork, now: number, language: Language) {
  const { pauses, allowanceMs, kind, ...rest } = row;
  const facts = { receivedAt: Date.parse(row.receivedAt), allowanceMs, pauses, kind };
  const countedMs = countedUntil(clock.at(row.calendar), facts, row.endedAt === null ? now : Date.parse(row.endedAt));
  const spell = (ms: number) => ({ seconds: ms / 1_000, text: inWords(ms, language) });
  return {
    ...rest,
    kind,
    allowance: spell(allowanceMs),
    counted: spell(countedMs),
    remaining: spell(Math.max(0, allowanceMs - countedMs)),
  };
}
