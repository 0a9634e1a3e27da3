/** Whether two values of JSON say the same, whatever order their fields stand in; a field that is undefined is none. */
export function same(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [a, b] = [fieldsOf(one), fieldsOf(other)];
  return a.size === b.size && [...a].every(([name, value]) => b.has(name) && same(value, b.get(name)));
}

const fieldsOf = (value: object) => new Map(Object.entries(value).filter(([, field]) => field !== undefined));
