import { LRUCache } from 'lru-cache';
import type { Language } from '../../../libs/domain';

interface Words {
  readonly hour: Intl.NumberFormat;
  readonly minute: Intl.NumberFormat;
  readonly list: Intl.ListFormat;
}

/** Made once a language: making one costs more than everything else about a page of the inbox. */
const WORDS = new Map<Language, Words>();

function wordsOf(language: Language): Words {
  const known = WORDS.get(language);
  if (known) return known;
  const unit = (name: 'hour' | 'minute') => new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'long' });
  const made = {
    hour: unit('hour'),
    minute: unit('minute'),
    list: new Intl.ListFormat(language, { type: 'unit', style: 'long' }),
  };
  WORDS.set(language, made);
  return made;
}

/** Deadlines are a day or so: a page of the inbox needs the same few durations again and again. */
const SPELT = new LRUCache<string, string>({ max: 50_000 });

/** Milliseconds as whole hours and minutes in words, with ordinary spaces only. */
export function inWords(ms: number, language: Language): string {
  const minutes = Math.floor(ms / 60_000);
  const key = `${language} ${minutes}`;
  const known = SPELT.get(key);
  if (known !== undefined) return known;
  const spelt = spell(minutes, language);
  SPELT.set(key, spelt);
  return spelt;
}

function spell(minutes: number, language: Language): string {
  const hours = Math.floor(minutes / 60);
  const words = wordsOf(language);
  const parts = [
    ...(hours > 0 ? [words.hour.format(hours)] : []),
    ...(hours === 0 || minutes % 60 > 0 ? [words.minute.format(minutes % 60)] : []),
  ];
  return words.list.format(parts).replace(/[\u00a0\u202f]/g, ' ');
}
