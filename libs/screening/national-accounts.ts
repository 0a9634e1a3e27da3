import { isValidBBAN, isValidIBAN } from 'ibantools';
import type { Account } from './accounts';
import { weighed } from './check-digits';
import { matchesOf } from './matches';
import type { Scores } from './scores';
import type { Token } from './tokens';

const FEWEST_DIGITS = 8;
const MOST_SIGNS_BETWEEN = 24;
/** Czech and Slovak: prefix, number, bank. */
const WITH_BANK = /(?<![\p{L}\p{N}/+.-])(?:(\d{1,6}) ?- ?)?(\d{2,10}) ?\/ ?(\d{4})(?![\p{L}\p{N}/]|[.-]\d)/gu;
const WEIGHTS = [6, 3, 7, 9, 10, 5, 8, 4, 2, 1];
const BANKS: ReadonlySet<string> = new Set(
  `0100 0300 0600 0710 0800 2010 2020 2060 2070 2100 2200 2220 2240 2250 2260 2275 2600 2700 3030 3050 3060 3500 4000 4300 5500
   5800 6000 6100 6200 6210 6300 6363 6700 6800 7910 7940 7950 7960 7970 7980 7990 8030 8040 8060 8090 8150 8190 8198 8199 8200
   8220 8230 8240 8250 8255 8265 0200 0720 0900 1100 1111 3000 3100 5200 5600 5900 6500 7300 7500 7930 8100 8120 8130 8160 8170
   8180 8320 8330 8350 8360 8370 8390 8400 8410 8420 8430`
    .trim()
    .split(/\s+/),
);
/** Such a bank could be a year: the number before it has to be as long as accounts mostly are. */
const YEAR = /^20[0-4]\d$/;
const LENGTH_IN_YEAR = 8;
const GROUPS = /(?<![\p{L}\p{N}+/.-])\d(?:[ -]?\d){11,27}(?![\p{L}\p{N}/]|[.-]\d)/gu;
const RIB = /(?<![\p{L}\p{N}])\d{5}[ -]?\d{5}[ -]?(?:[a-z\d][ -]?){10}[a-z\d][ -]?\d{2}(?![\p{L}\p{N}])/gu;
const CIN = /(?<![\p{L}\p{N}])[a-z][ -]?\d{5}[ -]?\d{5}[ -]?[a-z\d]{12}(?![\p{L}\p{N}])/gu;
const HUNGARIAN = [9, 7, 3, 1, 9, 7, 3, 1];
const NAMED_ACCOUNT = '(?:k(?:on)?to(?:nummer|-?nr)?|account(?: number| no)?|acc)';
const NAMED_BANK = '(?:blz|bankleitzahl|sort ?code)';
const NUMBER_OF_ACCOUNT = '[^\\p{L}\\p{N}]{0,4}\\d(?:[ -]?\\d){4,11}';
const NUMBER_OF_BANK = '[^\\p{L}\\p{N}]{0,4}\\d{2,3}[ -]?\\d{2,3}[ -]?\\d{2}';
/** German and British ones, whose parts are named: there is no check digit that all have. */
const NAMED = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${NAMED_ACCOUNT}${NUMBER_OF_ACCOUNT}[^\\p{N}]{1,${MOST_SIGNS_BETWEEN}}?${NAMED_BANK}${NUMBER_OF_BANK}|${NAMED_BANK}${NUMBER_OF_BANK}[^\\p{N}]{1,${MOST_SIGNS_BETWEEN}}?${NAMED_ACCOUNT}${NUMBER_OF_ACCOUNT})(?![\\p{L}\\p{N}])`,
  'gu',
);

/** Accounts as they are written at home, without a country: by their check digits, or where both their parts are named. */
export function nationalAccountsOf(text: string, tokens: readonly Token[], scores: Scores): Account[] {
  let digits = 0;
  for (const token of tokens) if (token.digits) digits += token.to - token.from;
  if (digits < FEWEST_DIGITS) return [];
  const found: Account[] = [];
  const each = (expression: RegExp, score: number, why: string, holds: (match: RegExpExecArray) => boolean): void => {
    for (const match of matchesOf(expression, text))
      if (holds(match)) found.push({ rule: 'deal.account', from: match.index, to: match.index + match[0].length, score, why });
  };
  if (text.includes('/'))
    each(WITH_BANK, scores.account, 'a Czech or Slovak account with its check digits', ([, prefix = '', number, bank]) =>
      isWithBank(prefix, number as string, bank as string),
    );
  if (digits >= 11) {
    const why = 'an account with its check digits';
    each(GROUPS, scores.account, why, ([written]) => isOfCountry(written));
    if (digits >= 12) each(RIB, scores.account, why, ([written]) => isRib(written.replace(/[ -]/g, '')));
    if (digits >= 12) each(CIN, scores.account, why, ([written]) => isCin(written.replace(/[ -]/g, '')));
  }
  if (/blz|bankl|sort ?code/.test(text)) each(NAMED, scores.accountNamed, 'an account and its bank', () => true);
  return found;
}

function isWithBank(prefix: string, number: string, bank: string): boolean {
  if (!BANKS.has(bank) || !isWeighed(prefix) || !isWeighed(number) || /^0*.?$/.test(number)) return false;
  return !YEAR.test(bank) || prefix !== '' || number.length >= LENGTH_IN_YEAR;
}

function isWeighed(digits: string): boolean {
  return weighed(digits.padStart(WEIGHTS.length, '0'), WEIGHTS) % 11 === 0;
}

/** Polish, Hungarian, Spanish and Belgian ones: digits alone, in the groups that they are written in. */
function isOfCountry(written: string): boolean {
  const digits = written.replace(/[ -]/g, '');
  switch (digits.length) {
    case 26:
      return isValidIBAN(`PL${digits}`);
    case 16:
    case 24:
      return /^\d{8}[ -]\d{8}(?:[ -]\d{8})?$/.test(written) && isHungarian(digits.slice(0, 8)) && isHungarian(digits.slice(8));
    case 20:
      return isValidBBAN(digits, 'ES');
    case 12:
      return /^\d{3}-\d{7}-\d{2}$/.test(written) && isValidBBAN(digits, 'BE');
    default:
      return false;
  }
}

function isHungarian(digits: string): boolean {
  return /[1-9]/.test(digits) && weighed(digits, HUNGARIAN) % 10 === 0;
}

function isRib(written: string): boolean {
  return /[1-9]/.test(written) && isValidBBAN(written.toUpperCase(), 'FR');
}

/** The letter before an Italian account checks the rest: letters and digits in odd places have numbers of their own. */
function isCin(written: string): boolean {
  let sum = 0;
  for (let place = 1; place < written.length; place += 1) {
    const code = written.charCodeAt(place);
    const value = code >= 97 ? code - 97 : code - 48;
    sum += place % 2 === 1 ? (ODD_PLACES[value] as number) : value;
  }
  return (sum % 26) + 97 === written.charCodeAt(0);
}

const ODD_PLACES = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
