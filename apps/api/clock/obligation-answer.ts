import { type CalendarRef, type ClockFacts, type Clockwork, countedUntil, type Language } from '../../../libs/domain';
import { inWords } from './duration';

/** A time in seconds and in words. */
interface Spelt {
  readonly seconds: number;
  readonly text: string;
}

/**
 * The time counted until `until` (now, or when the obligation ended) and what remains; null where that cannot be computed, such as by a
 * version of a calendar that is not known here: one odd obligation hides none of the others.
 */
export function countedTimes(
  facts: ClockFacts & { readonly calendar: CalendarRef },
  clock: Clockwork,
  until: number,
  language: Language,
): { allowance: Spelt; counted: Spelt | null; remaining: Spelt | null } {
  const spell = (ms: number): Spelt => ({ seconds: ms / 1_000, text: inWords(ms, language) });
  const allowance = spell(facts.allowanceMs);
  try {
    const countedMs = countedUntil(clock.at(facts.calendar), facts, until);
    return { allowance, counted: spell(countedMs), remaining: spell(Math.max(0, facts.allowanceMs - countedMs)) };
  } catch {
    return { allowance, counted: null, remaining: null };
  }
}
