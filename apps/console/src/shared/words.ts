/** The words of a view in the language of whoever looks, loaded when they are needed. */
import { use } from 'react';
import { type Counted, LANGUAGES, type Language } from '../words/counted';
import { keep, kept, useKept } from './kept';

type Loaders<W> = Readonly<Record<string, () => Promise<W>>>;

/** The language chosen, else the first of the browser's that there is, else English. */
export const language = (): Language => offered(kept<string>('language', '')) ?? browsers ?? 'en';

const offered = (tag: string): Language | undefined => LANGUAGES.find((one) => tag.toLowerCase().split('-')[0] === one);
const browsers = navigator.languages.map(offered).find((one) => one !== undefined);

/** The language of the page; the component is drawn again when it changes. */
export function useLanguage(): Language {
  useKept('language', '');
  return language();
}

export function chooseLanguage(next: Language): void {
  document.documentElement.lang = next;
  keep('language', next);
}

/** Makes the hook with which a view has its words. */
export function wordsOf<W>(loaders: Loaders<W>): () => W {
  const loaded = new Map<Language, Promise<W>>();
  return () => {
    const now = useLanguage();
    const words = loaded.get(now) ?? loaders[`./${now}.ts`]();
    loaded.set(now, words);
    return use(words);
  };
}

/** A text with its places filled: `fill('for {who}', { who })`. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** How a language counts: made once, since that takes longer than counting. */
const counting = new Map<Language, { readonly rules: Intl.PluralRules; readonly format: Intl.NumberFormat }>();

/** A counted text for this number. */
export function count(text: Counted, number: number, values: Readonly<Record<string, string | number>> = {}): string {
  const now = language();
  const { rules, format } = counting.get(now) ?? { rules: new Intl.PluralRules(now), format: new Intl.NumberFormat(now) };
  counting.set(now, { rules, format });
  return fill(text[rules.select(number)] ?? text.other, { ...values, count: format.format(number) });
}

const named = new Map<string, Intl.DisplayNames>();

/** What a country or a language is called, in the language of the page unless another is wanted; a code of none stays as it is. */
export function nameOf(type: 'region' | 'language', code: string, wanted: string = language()): string {
  const key = `${wanted} ${type}`;
  const names = named.get(key) ?? new Intl.DisplayNames(wanted, { type });
  named.set(key, names);
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
