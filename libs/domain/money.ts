import { Rejection } from './rejection';

/** Currencies whose decimals are not two (ISO 4217): `Intl` says others from one version to the next. */
const DECIMALS: Readonly<Record<string, number>> = Object.fromEntries([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((currency) => [currency, 0]),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((currency) => [currency, 3]),
  ...'CLF UYW'.split(' ').map((currency) => [currency, 4]),
]);

/** Throws {@link Rejection} `amount-invalid` for an amount, a decimal, with more decimals than its currency (ISO 4217) has. */
export function requireDecimals(amount: string, currency: string, field: string): void {
  const decimals = DECIMALS[currency] ?? 2;
  if ((amount.split('.')[1] ?? '').length > decimals)
    throw new Rejection('amount-invalid', `an amount in ${currency} has at most ${decimals} decimals`, field);
}
