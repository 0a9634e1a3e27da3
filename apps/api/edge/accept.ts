/** Whether an Accept header asks for `type` rather than for JSON. On equal terms what is named first is meant; `*` alone asks for JSON. */
export function prefers(accept: string | undefined, type: string): boolean {
  const ranges = (accept ?? '').split(',', 50).map((part, index) => {
    const [range, ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const quality = Number(parameters.find((text) => text.startsWith('q='))?.slice(2) ?? 1);
    return { range, quality: Number.isNaN(quality) ? 0 : quality, index };
  });
  const match = (wanted: string) =>
    ranges.find(({ range }) => range === wanted) ?? ranges.find(({ range }) => range === `${wanted.split('/')[0]}/*`);
  const asked = match(type);
  if (!asked || asked.quality <= 0) return false;
  const json = match('application/json') ?? ranges.find(({ range }) => range === '*/*');
  if (!json || json.quality <= 0 || asked.quality > json.quality) return true;
  return asked.quality === json.quality && (json.range === '*/*' || asked.index < json.index);
}
