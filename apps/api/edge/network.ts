/** From where a request came. An address may name a person, and the record is for ever: its network is enough to tell from where. */
export function networkOf(address: string): string {
  const mapped = address.startsWith('::ffff:') ? address.slice(7) : address;
  if (mapped.includes('.')) return `${mapped.split('.').slice(0, 3).join('.')}.0/24`;
  const [head, tail] = mapped
    .split('%', 1)[0]
    .split('::', 2)
    .map((part) => (part === '' ? [] : part.split(':')));
  const groups = [...head, ...Array<string>(tail ? 8 - head.length - tail.length : 0).fill('0'), ...(tail ?? [])];
  return `${groups.slice(0, 3).join(':')}::/48`;
}
