/** The moment a reader asks about. */
import { iso } from '../../../libs/domain';
import { invalid, Problem } from './problem';

/** An instant that was asked for as epoch milliseconds; undefined where none was. Throws 422 for one that lies ahead. */
export function asOfGiven(asOf: string | undefined, now: number): number | undefined {
  if (asOf === undefined) return undefined;
  const at = Date.parse(asOf);
  if (at > now)
    throw new Problem(422, 'as-of-in-the-future', `asOf lies ahead: it is ${iso(now)}`, {
      field: 'asOf',
      errors: [{ field: 'asOf', rule: 'past' }],
    });
  return at;
}

/** What was asked about had not begun. */
export const beforeTheBeginning = (began: string): Problem =>
  new Problem(422, 'as-of-before-the-beginning', `asOf lies before the beginning: that was ${began}`, {
    field: 'asOf',
    errors: [{ field: 'asOf', rule: 'begun' }],
  });

/** Throws where it had not begun at an instant (epoch milliseconds); what never began is no matter of when. */
export function requireBegun(at: number, began: string | undefined): void {
  if (began !== undefined && Date.parse(began) > at) throw beforeTheBeginning(began);
}

/** Throws 400 where a moment is named twice. */
export function requireOneMoment(asOf: string | undefined, revision: number | undefined): void {
  if (asOf !== undefined && revision !== undefined) throw invalid('asOf', 'exclusive', 'asOf and revision exclude each other');
}
