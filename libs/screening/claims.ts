import { carrierOf, isGtin, isLuhn } from './check-digits';
import { matchesOf } from './matches';
import { isWordAt } from './view';

/** A place whose digits are something else than a contact, and why. */
export interface Claim {
  from: number;
  to: number;
  why: string;
  /** proved by more than its form */
  sure: boolean;
}

const MONTHS_DAYS = 31;
const DATE =
  /(?<![\p{L}\p{N}]|\d[./]|\d-\d{1,2}-)(?:\d{1,2}([./-]) ?\d{1,2}\1 ?(?:\d{4}|\d{2})?(?!\1\d)|(?:19|20)\d{2}([./-])\d{1,2}\2\d{1,2})(?![\p{L}\p{N}])/gu;
const YEARS = /(?<![\p{L}\p{N}])(?:19|20)\d{2} ?[-–/] ?(?:19|20)?\d{2}(?![\p{L}\p{N}])/gu;
const TIMES =
  /(?<![\p{L}\p{N}])(?:[01]?\d|2[0-4])[:.h][0-5]\d(?::[0-5]\d)?(?: ?(?:[-–]|bis|do|to|a|à|al|la|tot|és) ?(?:[01]?\d|2[0-4])[:.h][0-5]\d)?(?![\p{L}\p{N}])/gu;
const UNIT =
  '%|°|"|″|mm|cm|dm|m|km|m2|m²|m3|qm|kg|g|mg|lbs?|oz|ml|cl|l|gb|tb|mb|mah|wh|kwh|w|kw|v|hz|khz|mhz|ghz|px|dpi|rpm|lm|lumen|watt|volt|zoll|inch|pouces|pollici|cali|szt|ks|st|stk|pcs|db';
const MONEY = '€|\\$|£|eur(?:o|os|a|y)?|usd|gbp|chf|zł|zl|pln|złotych|kč|kc|czk|korun|ron|lei|leu|ft|huf|forint';
const MEASURES = new RegExp(
  `(?<![\\p{L}\\p{N}*])(?!0\\d)\\d{1,3}(?:[ .,']\\d{3}){0,3}(?:[.,]\\d{1,6})?(?: ?[-–x×*/] ?\\d{1,5}(?:[.,]\\d{1,6})?){0,3} ?(?:,-|${UNIT}|${MONEY})(?![\\p{L}\\p{N}])`,
  'gu',
);
const MONEY_BEFORE = new RegExp(`(?:${MONEY}) ?\\d{1,3}(?:[ .,']?\\d{3}){0,3}(?:[.,]\\d{2})?(?!\\p{N})`, 'gu');
/** "446.00625", "3,14159": one sign between, and no zero before that a telephone number would begin with. */
const DECIMAL = /(?<![\p{L}\p{N}.,+/-])-?(?:0|[1-9]\d{0,3})[.,]\d{3,12}(?![\p{L}\p{N}]|[.,/-]\d)/gu;
const NETWORK =
  /(?<![\p{L}\p{N}.+])(?!\d\d\.\d{3}\.\d\d\.\d\d(?!\d))(?!0\d)\d{1,3}(?:\.(?!0\d)\d{1,3}){3}(?![\p{L}\p{N}]|\.\d)/gu;
const OF_YEAR = /(?<![\p{L}\p{N}+])(?:[1-9]\d{0,6}\/(?:19|20)\d{2}|(?:19|20)\d{2}[/-]\d{2,8})(?![\p{L}\p{N}]|[/-]\d)/gu;
/** The numbers that Czechs and Slovaks are born with. */
const BORN =
  /(?<![\p{L}\p{N}+])\d{2}(?:[05][1-9]|[16][0-2]|[27][1-9]|[38][0-2])(?:0[1-9]|[12]\d|3[01])\/\d{3,4}(?![\p{L}\p{N}])/gu;
const REGISTER = /(?<![\p{L}\p{N}+-])\d{2}-\d{2}-\d{6}(?![\p{L}\p{N}]|-\d)/gu;
/** "4471-88-203": a long group first and short ones behind, as parts are numbered and telephones are not. */
const PART = /(?<![\p{L}\p{N}+-]|\+ )[1-9]\d{3,6}-\d{2,3}-\d{3}(?![\p{L}\p{N}]|-\d)/gu;
const SNAKE = /(?<![\p{L}\p{N}])[\p{L}\p{N}]{1,20}(?:_[\p{L}\p{N}]{1,24}){1,6}(?![\p{L}\p{N}])/gu;
const SIZES =
  /(?<![\p{L}\p{N}*])(?!0\d)\d{1,5}(?:[.,]\d{1,2})? ?[x×*] ?\d{1,5}(?:[.,]\d{1,2})?(?: ?[x×*] ?\d{1,5}(?:[.,]\d{1,2})?)?/gu;
const CODES = /(?<![\p{L}\p{N}])(?=[\p{L}\d -]{0,3}\d)[a-z\d][a-z\d](?:[ -]?[a-z\d]){6,26}(?![\p{L}\p{N}])/gu;
const DIGITS = /(?<![\p{L}\p{N}+]|\+ |[+(]\(?)\d(?:[ -]?\d){7,33}(?![\p{L}\p{N}])/gu;
const AFTER_NAME = '(?!\\p{L})\\.?(?: ?(?:nr|no|number|n°|nº|code)\\.?)? ?[:#=]? ?(?:#? ?[a-z]{0,4}[-/ ]?\\d[\\d /-]{3,30}\\d)';
const SURE_NAMES =
  'sn|s/n|ean|gtin|isbn|asin|sku|imei|upc|mpn|vin|rma|awb|ticket|model|modell?o?|modèle|typ|type|tracking|track|hs|iban|vat|nip|ičo|ico|dič|dic|cui|siret|regon|pesel|cif|nif|p\\.? ?iva|ust-?id(?:nr)?|steuernr';
const NAMES = 'nr|no|n°|nº|num|č|čís|ref|réf|art|id|po|pid';
const NUMBER_BY_SURE_NAME = new RegExp(`(?<![\\p{L}\\p{N}])(?:${SURE_NAMES})${AFTER_NAME}`, 'gu');
const NUMBER_BY_NAME = new RegExp(`(?<![\\p{L}\\p{N}])(?:${NAMES})${AFTER_NAME}`, 'gu');
const NUMBERED_BEHIND = /(?<![\p{L}\p{N}])\d[\d/-]{3,20} ?(?:számú|szamu|sz\.)/gu;
const HASH = /# ?(\d[\d-]{3,24}\d)/g;

/** What the digits of a text are, where they are a date, a price, a size, an article, a parcel, or one of `own` numbers. */
export function claimsOf(text: string, own: readonly string[]): Claim[] {
  if (!/\d/.test(text)) return [];
  const claims: Claim[] = [];
  const claim = (from: number, to: number, why: string, sure: boolean): void => void claims.push({ from, to, why, sure });
  const each = (expression: RegExp, why: string, sure: boolean, holds?: (found: string) => boolean): void => {
    for (const found of matchesOf(expression, text))
      if (!holds || holds(found[0])) claim(found.index, found.index + found[0].length, why, sure);
  };
  each(DATE, 'a date', true, isDate);
  each(YEARS, 'years', true);
  each(TIMES, 'a time', true);
  each(MEASURES, 'a price or measure', true);
  each(MONEY_BEFORE, 'a price', true);
  each(SIZES, 'a size', true);
  each(DECIMAL, 'a decimal', false);
  each(NETWORK, 'a network address', true, (found) => found.split('.').every((part) => Number(part) < 256));
  each(OF_YEAR, 'a number of a year', true);
  each(REGISTER, 'a number of a register', true);
  each(PART, 'a number of a part', true);
  if (text.includes('/')) each(BORN, 'a number of birth', true);
  if (text.includes('_')) each(SNAKE, 'a name in a program', true, (found) => /\p{L}/u.test(found));
  each(NUMBER_BY_SURE_NAME, 'a number named before', true);
  each(NUMBER_BY_NAME, 'a number named before', false);
  each(NUMBERED_BEHIND, 'a number named behind', true);
  each(HASH, 'a number named before', true);
  for (const found of matchesOf(DIGITS, text)) {
    const digits = found[0].replace(/[ -]/g, '');
    const carrier = carrierOf(digits);
    const what = carrier
      ? `a parcel of ${carrier}`
      : isGtin(digits)
        ? 'an article'
        : digits.length === 15 && isLuhn(digits)
          ? 'an IMEI'
          : undefined;
    if (what) claim(found.index, found.index + found[0].length, what, digits.length > 12);
  }
  if (/[a-z]\d|\d ?[a-z]/.test(text))
    for (const found of matchesOf(CODES, text)) {
      const carrier = /[a-z]/.test(found[0]) ? carrierOf(found[0].replace(/[ -]/g, '')) : undefined;
      if (carrier) claim(found.index, found.index + found[0].length, `a parcel of ${carrier}`, true);
    }
  for (const number of own) ownNumber(text, number, claim);
  return claims;
}

/** The claim over a place, the surest first. */
export function claimOver(claims: readonly Claim[], from: number, to: number): Claim | undefined {
  let best: Claim | undefined;
  for (const each of claims) {
    const shared = Math.min(each.to, to) - Math.max(each.from, from);
    if (shared <= 0 || shared * 2 < to - from) continue;
    if (!best || (each.sure && !best.sure)) best = each;
  }
  return best;
}

function ownNumber(text: string, number: string, claim: (from: number, to: number, why: string, sure: boolean) => void): void {
  const wanted = number.toLowerCase().normalize('NFKC').trim();
  if (wanted.length < 4) return;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length))
    if (!isWordAt(text, at - 1) && !isWordAt(text, at + wanted.length))
      claim(at, at + wanted.length, "the order's own number", true);
}

function isDate(found: string): boolean {
  const parts = found.split(/[./-]/).map(Number);
  const [first = 0, second = 0, third = 0] = parts;
  if (first > 1900) return second <= 12 && third <= MONTHS_DAYS;
  return first >= 1 && second >= 1 && Math.min(first, second) <= 12 && Math.max(first, second) <= MONTHS_DAYS;
}
