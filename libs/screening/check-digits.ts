/** Numbers that prove by their check digit what they are. */

const GTIN_LENGTHS = [8, 12, 13, 14];
const UPS_LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const S10_WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7];
const FEDEX_WEIGHTS = [3, 1, 7];

/** Whether digits are a GTIN (EAN, UPC, ISBN-13). */
export function isGtin(digits: string): boolean {
  return GTIN_LENGTHS.includes(digits.length) && alternating(digits, 3);
}

/** Which carrier would give such a number, if any: by its form and check digit. */
export function carrierOf(code: string): string | undefined {
  if (/^1z[a-z\d]{16}$/.test(code) && isUps(code.slice(2))) return 'UPS';
  if (/^[a-z]{2}\d{9}[a-z]{2}$/.test(code) && isS10(code.slice(2, 11))) return 'UPU S10';
  if (/^jj?d\d{10,22}$/.test(code) || /^3s[a-z\d]{11,15}$/.test(code) || /^z\d{10}$/.test(code)) return 'a carrier';
  if (!/^\d+$/.test(code)) return undefined;
  if (/^(?:00)?34\d{16,18}$/.test(code) && (alternating(code, 3) || alternating(code, 4, 9))) return 'DHL';
  if (code.length === 12 && (alternating(code, 4, 9) || isFedex(code))) return 'DHL or FedEx';
  if (code.length === 10 && Number(code.slice(0, 9)) % 7 === Number(code[9])) return 'DHL Express';
  if ((code.length === 11 || code.length === 12) && alternating(plusOne(code), 3)) return 'GLS';
  if (code.length === 14 && /^[01][1-9]/.test(code)) return 'DPD';
  if (code.length >= 16) return 'a carrier';
  return undefined;
}

/** Luhn, as IMEIs and cards have it. */
export function isLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]) * (place % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

/** The sum of digits, each by its weight; weights come again where there are fewer of them. */
export function weighed(digits: string, weights: readonly number[]): number {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1)
    sum += Number(digits[place]) * (weights[place % weights.length] as number);
  return sum;
}

/** From the right, the digits before the last weigh `odd` and `even` in turn. */
function alternating(digits: string, odd: number, even = 1): boolean {
  let sum = 0;
  for (let place = 1; place < digits.length; place += 1)
    sum += Number(digits[digits.length - 1 - place]) * (place % 2 === 1 ? odd : even);
  return (10 - (sum % 10)) % 10 === Number(digits.at(-1));
}

function isUps(code: string): boolean {
  let sum = 0;
  for (let place = 0; place < 15; place += 1) {
    const sign = code[place] as string;
    const value = /\d/.test(sign) ? Number(sign) : (UPS_LETTERS.indexOf(sign) + 2) % 10;
    sum += place % 2 === 1 ? value * 2 : value;
  }
  return String((10 - (sum % 10)) % 10) === code[15];
}

function isS10(digits: string): boolean {
  const check = 11 - (weighed(digits.slice(0, 8), S10_WEIGHTS) % 11);
  return (check === 10 ? 0 : check === 11 ? 5 : check) === Number(digits[8]);
}

function isFedex(digits: string): boolean {
  return (weighed(digits.slice(0, 11), FEDEX_WEIGHTS) % 11) % 10 === Number(digits[11]);
}

/** GLS adds one to the sum that its check digit completes. */
function plusOne(digits: string): string {
  return `${digits.slice(0, -1)}${(Number(digits.at(-1)) + 1) % 10}`;
}
