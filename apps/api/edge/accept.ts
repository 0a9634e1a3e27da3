import { LANGUAGES, type Language } from '../../../libs/domain';

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

/** The first language of an Accept-Language header that the product writes in; `otherwise` if there is none. */
export function languageOf(header: string | undefined, otherwise: Language = 'en'): Language {
  const wanted = (header ?? '')
    .split(',', 20)
    .map((part) => {
      const [tag, quality] = part.toLowerCase().split(/\s*;\s*q=/);
      return { tag: tag.trim().split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of wanted) {
    const known = LANGUAGES.find((language) => language === tag);
    if (known) return known;
  }
  return otherwise;
}
