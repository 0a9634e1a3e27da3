/**
 * The name by which words have what was read: the record calls it so, with the id of what it was about behind it, and an attempt by its
 * route, of which the last part that is no parameter says it.
 */
export function accessed(what: string): string {
  const [, whole] = /\b(proof|score)\b/.exec(what) ?? [];
  if (whole !== undefined) return whole;
  const parts = what.split('/').filter((part) => !/^[:*]/.test(part));
  return (parts.length > 1 ? (parts.at(-1) as string) : what.split(' ')[0]).replace(/ies$/, 'y').replace(/(?<=ss)es$|s$/, '');
}
