import type { Language } from '../../../libs/domain';
import { type Clockwork, countedUntil } from '../../../libs/domain';
import type { ObligationRow } from '../../../libs/read-models';
import { inWords } from './duration';

/** An obligation as its row says, with the time counted until now in seconds and in words. */
export function obligationAnswer(row: ObligationRow, clock: Clockwork & { now(): number }, language: Language): object {
  return { ...row, counted: inWords(0, language), now: clock.now(), countedUntil };
}
