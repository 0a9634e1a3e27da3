import { type CalendarRef, type ClockFacts, type Clockwork, countedUntil, type Language } from '../../../libs/domain';
import { inWords } from './duration';

/** A time in seconds and in words. */
interface Spelt {
  readonly seconds: number;
  readonly text: string;
}

/** The time counted until `until` (now, or when the obligation ended) and what remains. */
export function countedTimes(
  facts: ClockFacts & { readonly calendar: CalendarRef },
  clock: Clockwork,
  until: number,
  language: Language,
): { allowance: Spelt; counted: Spelt; remaining: Spelt } {
  const countedMs = countedUntil(clock.at(facts.calendar), facts, until);
  const spell = (ms: number): Spelt => ({ seconds: ms / 1_000, text: inWords(ms, language) });
  return {
    allowance: spell(facts.allowanceMs),
    counted: spell(countedMs),
    remaining: spell(Math.max(0, facts.allowanceMs - countedMs)),
  };
}
