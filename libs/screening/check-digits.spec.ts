import { carrierOf, isGtin, isLuhn, weighed } from './check-digits';

/** Each digit changed in turn, so that the check digit is the wrong one. */
const changed = (code: string): string[] =>
  [...code].flatMap((sign, at) =>
    /\d/.test(sign) ? [`${code.slice(0, at)}${(Number(sign) + 1) % 10}${code.slice(at + 1)}`] : [],
  );

describe('numbers that prove what they are', () => {
  it.each(['73513537', '036000291452', '4006381333931', '9783161484100', '10614141000415'])(
    '%s is a GTIN, with any digit changed it is none',
    (code) => {
      expect(isGtin(code)).toBe(true);
      expect(changed(code).filter(isGtin)).toEqual([]);
    },
  );

  it('no GTIN is of another length', () => {
    for (const zeros of [1, 7, 9, 10, 11, 15, 16]) expect(isGtin('0'.repeat(zeros))).toBe(false);
    for (const zeros of [8, 12, 13, 14]) expect(isGtin('0'.repeat(zeros))).toBe(true);
  });

  it.each(['490154203237518', '79927398713', '4111111111111111'])(
    '%s is right by Luhn, with any digit changed it is not',
    (code) => {
      expect(isLuhn(code)).toBe(true);
      expect(changed(code).filter(isLuhn)).toEqual([]);
    },
  );

  it('digits weigh by their place, and weights come again', () => {
    expect(weighed('12345', [10, 1])).toBe(10 + 2 + 30 + 4 + 50);
    expect(weighed('', [1])).toBe(0);
  });

  // Numbers of parcels as carriers give them; their check digits by their own rules.
  it.each([
    ['1z5r89390357567127', 'UPS'],
    ['1z999aa10123456784', 'UPS'],
    ['ra473124829us', 'UPU S10'],
    ['rb123456785gb', 'UPU S10'],
    ['rr123456710de', 'UPU S10'],
    ['rr123456745de', 'UPU S10'],
    ['00340434161094042557', 'DHL'],
    ['341234567890123404', 'DHL'],
    ['341234567890123402', 'DHL'],
    ['563102430313', 'DHL or FedEx'],
    ['986578788855', 'DHL or FedEx'],
    ['123456789090', 'DHL or FedEx'],
    ['3318810025', 'DHL Express'],
    ['8487135506', 'DHL Express'],
    ['12345678904', 'GLS'],
    ['12345678959', 'GLS'],
    ['123456789004', 'GLS'],
    ['01234567890123', 'DPD'],
    ['19876543210987', 'DPD'],
    ['1234567890123456', 'a carrier'],
    ['341234567890123400', 'a carrier'],
    ['jd0123456789', 'a carrier'],
    ['jjd000390007882536191', 'a carrier'],
    ['3sabcdefghijk', 'a carrier'],
    ['z1234567890', 'a carrier'],
  ])('%s is a number of %s', (code, carrier) => expect(carrierOf(code)).toBe(carrier));

  it.each([
    ...['1z5r89390357567127', 'ra473124829us', '3318810025'].flatMap((code) =>
      changed(code).slice(code.startsWith('1z') ? 2 : 0),
    ),
    ...['12345678900', '123456789002', '563102430310', '123456789012345', '123456789'],
    ...['20123456789012', '10234567890123', '', 'abc', 'jd012345678', 'z123456789', 'z12345678901', '3sabcdefghij'],
    ...[
      '3sabcdefghijklmnop',
      'x1z5r89390357567127',
      'xra473124829us',
      'ra473124829usx',
      'x3318810025',
      'jd01234567890123456789012',
    ],
  ])('"%s" is of no carrier', (code) => expect(carrierOf(code)).toBeUndefined());
});
