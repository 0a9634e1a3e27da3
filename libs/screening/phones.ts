import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Around } from './around';
import type { Language } from './language-pack';
import { digitsOf, lengthOf, type Run } from './runs';
import type { Scores } from './scores';

const FEWEST_DIGITS = 7;
const MOST_DIGITS = 15;
const MOST_STARTS = 4;
const FEWEST_GROUPS = 4;
const ROUNDING = 0.005;
const COUNTRIES: Record<Language, CountryCode[]> = {
  de: ['DE', 'AT', 'CH'],
  en: ['GB', 'IE', 'US'],
  pl: ['PL'],
  cs: ['CZ'],
  sk: ['SK'],
  fr: ['FR', 'BE', 'CH', 'YT', 'RE'],
  it: ['IT', 'CH'],
  es: ['ES'],
  nl: ['NL', 'BE'],
  ro: ['RO'],
  hu: ['HU'],
};
/** Numbers that are nobody's, kept for films: they look like one all the same. */
const FOR_FILMS = /^\+447700900\d{3}$|^\+441632960\d{3}$|^\+1\d{3}55501\d{2}$|^\+336399[89]\d{4}$/;
const WITHOUT_TRUNK = new Set<CountryCode>(['PL', 'CZ', 'ES', 'IT', 'US']);

/** A telephone number that was found, with its score and reasons. */
export interface Phone {
  rule: 'contact.phone' | 'contact.phone-spelled' | 'contact.phone-obfuscated';
  from: number;
  to: number;
  score: number;
  why: string;
}

/** The most likely telephone number in a run, or undefined where it is too short to be one. */
export function phoneIn(run: Run, around: Around): Phone | undefined {
  let best: Phone | undefined;
  for (const part of stretches(run)) {
    const phone = rated(part, around);
    if (phone && (!best || phone.score > best.score)) best = phone;
    if (best && best.score >= 0.9) break;
  }
  return best;
}

/** Whether digits are a valid number of one of the languages' countries. */
export function isPhone(digits: string, languages: readonly Language[]): boolean {
  return (numbering(digits, { plus: false, parts: [] }, languages)?.type ?? 'possible') !== 'possible';
}

/** The run, and what begins in it with a zero: a telephone number may stand behind another number. */
function stretches(run: Run): Run[] {
  const all = [run];
  for (let index = 1; index < run.parts.length && all.length < MOST_STARTS; index += 1) {
    const part = run.parts[index] as Run['parts'][number];
    if (part.digits.startsWith('0') && part.as === 'digits')
      all.push({ ...run, parts: run.parts.slice(index), from: part.token.from, plus: false });
  }
  // "06 30 205 6148 hat utan": what is said behind digits is mostly a number of its own.
  const said = run.parts.findIndex(({ as }) => as === 'word');
  const last = run.parts[said - 1];
  if (last && run.parts.slice(0, said).every(({ as }) => as === 'digits') && run.parts.length - said <= 2)
    all.push({ ...run, parts: run.parts.slice(0, said), to: last.token.to });
  // "06 30 205 6148 5 után": an hour behind a number that is whole without it.
  const hour = run.parts.at(-1);
  const before = run.parts.at(-2);
  const begins = run.plus || run.parts[0]?.digits.startsWith('0');
  if (
    hour &&
    before &&
    begins &&
    run.parts.length >= FEWEST_GROUPS &&
    hour.as === 'digits' &&
    /^(?:1?\d|2[0-4])$/.test(hour.digits)
  )
    all.push({ ...run, parts: run.parts.slice(0, -1), to: before.token.to });
  return all;
}

function rated(run: Run, around: Around): Phone | undefined {
  const words = run.parts.reduce((sum, part) => sum + part.words, 0);
  const length = lengthOf(run);
  if (length < FEWEST_DIGITS || (words === 0 && length > MOST_DIGITS)) return undefined;
  const alike = run.parts.filter(({ as }) => as === 'look-alike').length;
  const first = digitsOf(run.parts, true);
  const other = words > 0 ? digitsOf(run.parts, false) : first;
  const fits = (digits: string): boolean => digits.length >= FEWEST_DIGITS && digits.length <= MOST_DIGITS;
  if (!fits(first) && !fits(other)) return undefined;
  const apart = run.parts.length >= FEWEST_DIGITS && run.parts.every(({ token }) => token.to - token.from === 1);
  const written = words >= 2 ? 'spelled' : apart || alike + run.odd > 0 ? 'obfuscated' : 'plain';
  const { weights, scores } = around.reading.rules;
  const near = around.contact(run);
  const claim = around.claim(run);
  const context = claim ? undefined : around.number(run);
  const mayBeAbroad = run.plus || first.startsWith('00') || other.startsWith('00');
  const raised = (near === undefined ? 0 : weights.near) + (around.isAsked() ? weights.asked : 0);
  const lowered = claim ? (claim.sure ? weights.sureClaim : weights.claim) : context === undefined ? 0 : weights.numberContext;
  if (!mayBeAbroad && around.reading.mostAtHome + raised - lowered < around.least - ROUNDING) return undefined;
  const found = [...new Set([first, other])].filter(fits).map((digits) => ({ digits, as: numberingIn(around, digits, run) }));
  const best = found.find(({ as }) => as && as.type !== 'possible') ?? (found[0] as (typeof found)[number]);
  let score = (written === 'plain' ? plainScore(run, best, scores) : oddScore(best, written, words, scores)) + raised;
  const why = [best.as ? `a ${best.as.type} number of ${best.as.country}` : `${best.digits.length} digits`];
  if (written !== 'plain') why.push(written);
  if (near !== undefined) why.push(`beside "${near}"`);
  if (around.isAsked()) why.push('a contact was asked for');
  const abroad = run.plus || best.digits.startsWith('00');
  if (claim) {
    if (!(abroad && best.as && best.as.type !== 'possible')) {
      score -= lowered;
      why.push(`could be ${claim.why}`);
    }
  } else if (context !== undefined && !abroad) {
    score -= lowered;
    why.push(`after "${context}"`);
  }
  const rule =
    written === 'plain' ? 'contact.phone' : written === 'spelled' ? 'contact.phone-spelled' : 'contact.phone-obfuscated';
  return { rule, from: run.from, to: run.to, score: Math.min(0.99, score), why: why.join(', ') };
}

/** What a number would be where it is one. */
export interface Numbering {
  country: string;
  type: 'mobile' | 'landline' | 'possible';
  international: boolean;
}

/** Digits, and what they would be. */
interface Numbered {
  digits: string;
  as?: Numbering | undefined;
}

function plainScore(run: Run, { digits, as }: Numbered, scores: Scores): number {
  const abroad = run.plus || digits.startsWith('00');
  const trunk = digits.startsWith('0');
  const grouped = run.parts.length > 1;
  if (!as) return run.plus && digits.length >= 9 ? scores.phoneUnknownAbroad : scores.phoneUnknown;
  if (as.type === 'possible') {
    if (abroad) return scores.phonePossibleAbroad;
    if (!trunk) return scores.phonePossible;
    return grouped ? scores.phonePossibleTrunkGrouped : scores.phonePossibleTrunk;
  }
  if (as.international) return abroad ? scores.phoneAbroad : scores.phoneWithoutPlus;
  const usual = trunk || (grouped && isGrouped(run.parts.map(({ token }) => token.to - token.from)));
  if (as.type === 'mobile') {
    if (trunk) return grouped ? scores.phoneMobileTrunkGrouped : scores.phoneMobileTrunk;
    return usual ? scores.phoneMobileGrouped : scores.phoneMobile;
  }
  if (trunk) return grouped ? scores.phoneLandlineTrunkGrouped : scores.phoneLandlineTrunk;
  return usual ? scores.phoneLandlineGrouped : scores.phoneLandline;
}

/** Whether groups of digits are as long as in telephone numbers: "7722-19-403" begins with a long one, as parts do. */
function isGrouped(lengths: readonly number[]): boolean {
  return lengths.every((each) => each >= 2 && each <= 4 && (lengths[0] as number) - each < 2);
}

function oddScore({ digits, as }: Numbered, written: string, words: number, scores: Scores): number {
  if (as && as.type !== 'possible') return written === 'spelled' ? scores.phoneSpelled : scores.phoneObfuscated;
  if (written !== 'spelled')
    return digits.length >= 9 && digits.startsWith('0') ? scores.phoneObfuscatedLong : scores.phoneObfuscatedShort;
  if (words >= 6 && digits.length >= 9) return scores.phoneSpelledLong;
  return words >= 5 ? scores.phoneSpelledWords : scores.phoneSpelledShort;
}

/** The same number costs once in a text, however often it stands there. */
function numberingIn({ numberings, reading }: Around, digits: string, run: Run): Numbering | undefined {
  const key = `${run.plus ? '+' : ''}${run.parts[0]?.digits.length === 2 && run.parts.length > 1 ? 'apart ' : ''}${digits}`;
  const known = numberings.get(key);
  if (known || numberings.has(key)) return known;
  const found = numbering(digits, run, reading.languages);
  numberings.set(key, found);
  return found;
}

/** What digits would be for somebody who reads one of the languages. */
function numbering(
  digits: string,
  { plus, parts }: Pick<Run, 'plus' | 'parts'>,
  languages: readonly Language[],
): Numbering | undefined {
  if (plus || digits.startsWith('00')) return parsed(`+${digits.replace(/^00/, '')}`, undefined);
  let landline: Numbering | undefined;
  let possible: Numbering | undefined;
  for (const language of languages)
    for (const country of COUNTRIES[language]) {
      const apart = country === 'HU' && parts.length > 1 && parts[0]?.digits.length === 2;
      if (!digits.startsWith('0') && !WITHOUT_TRUNK.has(country) && !apart) continue;
      const found = parsed(digits, country);
      if (found?.type === 'mobile') return found;
      if (found?.type === 'landline') landline ??= found;
      else possible ??= found;
    }
  if (landline) return landline;
  const international = /^[34]\d{9}/.test(digits) ? parsed(`+${digits}`, undefined) : undefined;
  return international?.type === 'possible' ? possible : (international ?? possible);
}

function parsed(text: string, country: CountryCode | undefined): Numbering | undefined {
  const number = parsePhoneNumberFromString(text, country ? { defaultCountry: country, extract: false } : { extract: false });
  // A number that is valid is one of a type; asking once is half of the cost.
  const kind = number?.getType();
  if (!number || (kind === undefined && !number.isPossible())) return undefined;
  if (kind === undefined && FOR_FILMS.test(number.number))
    return { country: number.country ?? 'GB', type: 'mobile', international: !country };
  const type = kind === undefined ? 'possible' : /MOBILE|PERSONAL/.test(kind) ? 'mobile' : 'landline';
  return { country: number.country ?? `+${number.countryCallingCode}`, type, international: !country };
}
