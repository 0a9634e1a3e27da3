/** What the other side reads of a text with masked places (R5.3): the one place where they are taken out. */
import type { Language } from '../market';
import type { Screened, ScreenedFinding } from './screening';

/** A place that is masked, in the text of a field. */
export type MaskedPlace = Pick<ScreenedFinding, 'field' | 'kind' | 'from' | 'to'>;

// Noncharacters, which Unicode keeps for a program's own use: rows hold them in place of what is masked until a reader's language is known.
const CONTACT = '\ufdd0';
const OTHER = '\ufdd1';
const MARKS = /[\ufdd0\ufdd1]/g;

const words = (contact: string, other: string) => ({ [CONTACT]: `[${contact}]`, [OTHER]: `[${other}]` });

/** What stands where something was masked (R8). */
const WORDS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  de: words('Kontaktdaten entfernt', 'entfernt'),
  en: words('contact details removed', 'removed'),
  pl: words('usunięto dane kontaktowe', 'usunięto'),
  cs: words('kontaktní údaje odstraněny', 'odstraněno'),
  sk: words('kontaktné údaje odstránené', 'odstránené'),
  fr: words('coordonnées supprimées', 'supprimé'),
  it: words('contatti rimossi', 'rimosso'),
  es: words('datos de contacto eliminados', 'eliminado'),
  nl: words('contactgegevens verwijderd', 'verwijderd'),
  ro: words('date de contact eliminate', 'eliminat'),
  hu: words('elérhetőségek eltávolítva', 'eltávolítva'),
};

/** What was found in the texts of an event, for who wrote them and the platform; and the texts that the other side reads instead. */
export interface Screening {
  readonly findings: readonly ScreenedFinding[];
  /** By the name of the field, of those in which something is masked; with marks that {@link spelled} turns into words. */
  readonly masked?: Readonly<Record<string, string>>;
}

/** The same of an event's data; undefined where nothing was found. `only`: where masks were lifted, the places that are masked still. */
export function screeningOf(data: object, only?: readonly MaskedPlace[]): Screening | undefined {
  const found = (data as { readonly screened?: Pick<Screened, 'findings'> }).screened?.findings ?? [];
  if (found.length === 0) return undefined;
  const findings = only ? found.map((one) => liftedUnless(only, one)) : found;
  const masks = findings.filter(({ action }) => action === 'mask');
  if (masks.length === 0) return { findings };
  const fields = [...new Set(masks.map(({ field }) => field))];
  const texts = fields.map((name): [string, string] => {
    const text = textAt(data, name);
    return [
      name.slice(name.lastIndexOf('.') + 1),
      maskedAt(
        text,
        masks.filter(({ field }) => field === name),
      ),
    ];
  });
  return { findings, masked: Object.fromEntries(texts) };
}

/** What was found in the texts of an event, each with the words it is about: for whoever wrote them. */
export const foundIn = (data: object): (ScreenedFinding & { readonly words: string })[] =>
  (screeningOf(data)?.findings ?? []).map((found) => ({
    ...found,
    words: textAt(data, found.field).slice(found.from, found.to),
  }));

/** The text in a field of an event's data, `facts.reason` for one inside another. */
function textAt(data: object, field: string): string {
  const part = (of: unknown, name: string) => (of as Readonly<Record<string, unknown>> | undefined)?.[name];
  return String(field.split('.').reduce<unknown>(part, data) ?? '');
}

/** A finding where only these places are masked any more: what is not among them is flagged. */
export function liftedUnless(only: readonly MaskedPlace[], found: ScreenedFinding): ScreenedFinding {
  const isMasked = ({ field, kind, from, to }: MaskedPlace) =>
    field === found.field && kind === found.kind && from === found.from && to === found.to;
  return found.action !== 'mask' || only.some(isMasked) ? found : { ...found, action: 'flag' };
}

/** A text, or its beginning, as the other side reads it where these places of it are masked. */
export function maskedAt(text: string, masks: readonly Omit<MaskedPlace, 'field'>[]): string {
  let shown = '';
  let at = 0;
  for (const { kind, from, to } of masks.toSorted((one, other) => one.from - other.from || other.to - one.to)) {
    if (from >= text.length) break;
    // One that overlaps another is under the same mark.
    if (from >= at) shown += text.slice(at, from) + (kind === 'external-contact' ? CONTACT : OTHER);
    at = Math.max(at, to);
  }
  return shown + text.slice(at);
}

/** A text with words in place of marks. */
export const spelled = (text: string, language: Language): string =>
  text.replace(MARKS, (mark) => WORDS[language][mark] as string);

/** Something with texts as its author and the platform read it, with what was found; or the other side, which is only told that something is masked. */
export function readBy<T extends object>(
  thing: T,
  screening: Screening | null | undefined,
  { isOther, language }: { readonly isOther: boolean; readonly language: Language },
): T & { readonly findings?: readonly ScreenedFinding[]; readonly masked?: true } {
  if (!screening) return thing;
  if (!isOther) return { ...thing, findings: screening.findings };
  if (!screening.masked) return thing;
  const texts = Object.entries(screening.masked).map(([name, text]) => [name, spelled(text, language)]);
  return { ...thing, ...Object.fromEntries(texts), masked: true };
}
