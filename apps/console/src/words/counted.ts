/** A text that counts: one form for each plural category of its language; `{count}` is the number. */
export type Counted = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** The languages of the console, as the platform offers them (R8). */
export const LANGUAGES = ['de', 'en', 'pl', 'cs', 'sk', 'fr', 'it', 'es', 'nl', 'ro', 'hu'] as const;
export type Language = (typeof LANGUAGES)[number];
