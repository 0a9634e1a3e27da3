import { Rejection } from './rejection';

/** Currencies whose decimals are not two (ISO 4217): `Intl` says others from one version to the next. */
const DECIMALS: Readonly<Record<string, number>> = Object.fromEntries([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((currency) => [currency, 0]),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((currency) => [currency, 3]),
  ...'CLF UYW'.split(' ').map((currency) => [currency, 4]),
]);

/** Currencies that were withdrawn, which `Intl` still has: they stand in old orders, and nobody pays in them any more. */
const WITHDRAWN = new Set('ANG BGN BYR CUC HRK LTL LVL EEK MRO SLL STD VEF ZMK ZWL'.split(' '));

/** Currencies that a sum is paid in today (ISO 4217). */
export const CURRENCIES: readonly string[] = Intl.supportedValuesOf('currency').filter((currency) => !WITHDRAWN.has(currency));

/** Throws {@link Rejection} `amount-invalid` for an amount, a decimal, with more decimals than its currency (ISO 4217) has. */
export function requireDecimals(amount: string, currency: string, field: string): void {
  const decimals = DECIMALS[currency] ?? 2;
  if ((amount.split('.')[1] ?? '').length > decimals)
    throw new Rejection('amount-invalid', `an amount in ${currency} has at most ${decimals} decimals`, field);
}
