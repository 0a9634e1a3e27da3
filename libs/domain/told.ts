/** What a system of the platform tells whole (R1.6): the last word holds, and the same again is none. */

/** Something as it was told last; `imported`: as history from before (R1.4). */
export interface Told<Facts> {
  readonly told?: Facts;
  readonly imported?: true;
}

/** Whether it says nothing new: that is known, or it is history that newer word stands above. */
export const isKnown = <Facts>(
  { facts, importedAt }: { readonly facts: Facts; readonly importedAt?: number },
  state: Told<Facts>,
): boolean => state.told !== undefined && (same(facts, state.told) || (importedAt !== undefined && !state.imported));

/** Whether two values of JSON say the same, whatever order their fields stand in; a field that is undefined is none. */
function same(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [a, b] = [fieldsOf(one), fieldsOf(other)];
  return a.size === b.size && [...a].every(([name, value]) => b.has(name) && same(value, b.get(name)));
}

const fieldsOf = (value: object) => new Map(Object.entries(value).filter(([, field]) => field !== undefined));
