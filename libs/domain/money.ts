/** Currencies whose decimals are not two (ISO 4217): `Intl` says others from one version to the next. */
const DECIMALS: Readonly<Record<string, number>> = Object.fromEntries([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((currency) => [currency, 0]),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((currency) => [currency, 3]),
  ...'CLF UYW'.split(' ').map((currency) => [currency, 4]),
]);

/** How many decimals an amount in a currency (ISO 4217) has at most. */
export const decimalsOf = (currency: string): number => DECIMALS[currency] ?? 2;
