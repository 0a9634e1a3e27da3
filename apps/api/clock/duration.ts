import { LANGUAGES, type Language } from '../../../libs/domain';

/** The first language of an Accept-Language header that the product writes in; English if there is none. */
export function languageOf(header: string | undefined): Language {
  const wanted = (header ?? '')
    .split(',', 20)
    .map((part) => {
      const [tag, quality] = part.trim().split(/;\s*q=/);
      return { tag: tag.toLowerCase().split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of wanted) {
    const known = LANGUAGES.find((language) => language === tag);
    if (known) return known;
  }
  return 'en';
}

/** Milliseconds as whole hours and minutes in words, with ordinary spaces only. */
export function inWords(ms: number, language: Language): string {
  const minutes = Math.floor(ms / 60_000);
  const unit = (count: number, name: 'hour' | 'minute') =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'long' }).format(count);
  const hours = Math.floor(minutes / 60);
  const parts = [
    ...(hours > 0 ? [unit(hours, 'hour')] : []),
    ...(hours === 0 || minutes % 60 > 0 ? [unit(minutes % 60, 'minute')] : []),
  ];
  return new Intl.ListFormat(language, { type: 'unit', style: 'long' }).format(parts).replace(/[\u00a0\u202f]/g, ' ');
}
