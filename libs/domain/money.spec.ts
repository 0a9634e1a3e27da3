import { requireDecimals } from './money';
import { Rejection } from './rejection';

describe('an amount has no more decimals than its currency', () => {
  it.each([
    ['1', 'EUR'],
    ['1.5', 'EUR'],
    ['1.50', 'HUF'],
    ['100', 'JPY'],
    ['1.234', 'KWD'],
    ['1.2345', 'CLF'],
    ['1.23', 'QQQ'],
  ])('%s %s is one', (amount, currency) => expect(() => requireDecimals(amount, currency, 'amount')).not.toThrow());

  it.each([
    ['1.505', 'EUR', 2],
    ['1.0', 'JPY', 0],
    ['1.2345', 'KWD', 3],
    ['1.23456', 'UYW', 4],
    ['1.234', 'QQQ', 2],
  ])('%s %s is none', (amount, currency, decimals) =>
    expect(() => requireDecimals(amount, currency, 'items[0].price')).toThrow(
      new Rejection('amount-invalid', `an amount in ${currency} has at most ${decimals} decimals`, 'items[0].price'),
    ),
  );
});
