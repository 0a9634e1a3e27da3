/** What becomes of the rows of a person who is erased or restricted: each read model folds it in its place in the log. */
import type { RetentionClass } from '../../domain';
import { erasedText, restrictedText } from '../../sealing';
import type { Recorded } from './projection';
import type { Lookup, Table } from './table';

/** What ends for a person. */
export interface Ended {
  readonly person: string;
  /** A text of the person as it reads from now on. */
  text(before: string): string;
}

const ERASED = /^\[erased on \d{4}-\d\d-\d\d\]$/;
const RESTRICTED = /^\[restricted since \d{4}-\d\d-\d\d\]$/;

/** What an event ends in a class; undefined where it ends nothing there. */
export function endedBy(event: Recorded<'PersonErased' | 'PersonRestricted'>, kind: RetentionClass): Ended | undefined {
  const { type, data } = event;
  const on = data.at.slice(0, 10);
  const { person } = data;
  if (type === 'PersonRestricted') {
    if (!data.classes.some((one) => one.class === kind)) return undefined;
    return { person, text: (before) => (ERASED.test(before) || RESTRICTED.test(before) ? before : restrictedText(on)) };
  }
  if (!data.classes.includes(kind)) return undefined;
  const all = data.what === 'everything';
  return { person, text: (before) => ((all ? !ERASED.test(before) : RESTRICTED.test(before)) ? erasedText(on) : before) };
}

/** The rows of a person, by a condition over `t` and `k.person`. */
export const rowsOf = (table: Table, condition: (table: string) => string): Lookup => ({
  table,
  given: { person: 'text' },
  rows: (name) => `SELECT t.* FROM ${name} t WHERE ${condition(name)}`,
});

/** The person whose rows an event is about; undefined for others. */
export const endedPerson = (event: { readonly type: string; readonly data: object }): { readonly person: string } | undefined =>
  event.type === 'PersonErased' || event.type === 'PersonRestricted'
    ? { person: (event.data as { person: string }).person }
    : undefined;
