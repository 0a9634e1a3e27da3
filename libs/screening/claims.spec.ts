import { type Claim, claimOver, claimsOf } from './claims';

describe('what digits are that are no contact', () => {
  it.each([
    ['am 12.03.2025 da', '12.03.2025', 'a date'],
    ['von 2019-2025 gebaut', '2019-2025', 'years'],
    ['um 14:30 da', '14:30', 'a time'],
    ['1.299,00 € bitte', '1.299,00 €', 'a price or measure'],
    ['eur 1299 bitte', 'eur 1299', 'a price'],
    ['1200x600 passt', '1200x600', 'a size'],
    ['kanal 446.00625 frei', '446.00625', 'a decimal'],
    ['netz 192.168.178.21', '192.168.178.21', 'a network address'],
    ['akte 345/2024', '345/2024', 'a number of a year'],
    ['ord-2026-06813526', '2026-06813526', 'a number of a year'],
    ['01-09-123456 bp', '01-09-123456', 'a number of a register'],
    ['875512/1234 cz', '875512/1234', 'a number of birth'],
    ['ord_1234567890 da', 'ord_1234567890', 'a name in a program'],
    ['imei 490154203237518', '490154203237518', 'an IMEI'],
    ['an 4006381333931 da', '4006381333931', 'an article'],
  ])('%s', (text, cut, why) => {
    expect(claimsOf(text, []).map((claim) => [text.slice(claim.from, claim.to), claim.why])).toContainEqual([cut, why]);
  });

  it.each([
    ['am 45.67.2025 da', 'a date'],
    ['06.12.34.56.78', 'a date'],
    ['netz 292.168.178.21', 'a network address'],
    ['22.123.45.67', 'a network address'],
    ['0151.23456789', 'a decimal'],
    ['875599/1234 cz', 'a number of birth'],
    ['490154203237519', 'an IMEI'],
  ])('%s is not %s', (text, why) => {
    expect(claimsOf(text, []).map((claim) => claim.why)).not.toContain(why);
  });

  it("is the order's own number as a whole, if it has four signs", () => {
    const own = (text: string, number: string) =>
      claimsOf(text, [number]).flatMap(({ from, to, why }) => (why.includes('own') ? [text.slice(from, to)] : []));
    expect(own('nr 4711-22 und 4711-22', '4711-22')).toEqual(['4711-22', '4711-22']);
    expect(own('nr 14711-22, 4711-223', '4711-22')).toEqual([]);
    expect(own('nr 471', '471')).toEqual([]);
  });

  it.each<[string, [string, string, boolean][]]>([
    [
      'am 12.03.2025 da',
      [
        ['12.03.2025', 'a date', true],
        ['12.03', 'a time', true],
      ],
    ],
    [
      'von 2019-2025 gebaut',
      [
        ['2019-2025', 'years', true],
        ['2019-2025', 'a number of a year', true],
      ],
    ],
    ['um 14:30 da', [['14:30', 'a time', true]]],
    ['1.299,00 € bitte', [['1.299,00 €', 'a price or measure', true]]],
    ['eur 1299 bitte', [['eur 1299', 'a price', true]]],
    ['1200x600 passt', [['1200x600', 'a size', true]]],
    ['kanal 446.00625 frei', [['446.00625', 'a decimal', false]]],
    ['netz 192.168.178.21', [['192.168.178.21', 'a network address', true]]],
    ['akte 345/2024', [['345/2024', 'a number of a year', true]]],
    ['01-09-123456 bp', [['01-09-123456', 'a number of a register', true]]],
    ['875512/1234 cz', [['875512/1234', 'a number of birth', true]]],
    ['ord_1234567890 da', [['ord_1234567890', 'a name in a program', true]]],
    ['sn 01512345678', [['sn 01512345678', 'a number named before', true]]],
    ['nr. 01512345678', [['nr. 01512345678', 'a number named before', false]]],
    ['01512345678 számú', [['01512345678 számú', 'a number named behind', true]]],
    ['#01512345678', [['#01512345678', 'a number named before', true]]],
    [
      'imei 490154203237518',
      [
        ['imei 490154203237518', 'a number named before', true],
        ['490154203237518', 'an IMEI', true],
      ],
    ],
    ['an 4006381333931 da', [['4006381333931', 'an article', true]]],
    ['73513537', [['73513537', 'an article', false]]],
    ['1z5r89390357567127', [['1z5r89390357567127', 'a parcel of UPS', true]]],
    ['rr 473 124 829 us', [['rr 473 124 829 us', 'a parcel of UPU S10', true]]],
    ['paket 00340434161094042557', [['00340434161094042557', 'a parcel of DHL', true]]],
    ['3318810025', [['3318810025', 'a parcel of DHL Express', false]]],
    ['kein', []],
    ['netz 192.168.256.21', []],
    ['netz 192.168.255.0', [['192.168.255.0', 'a network address', true]]],
    [
      'am 31.12. und 13.13.',
      [
        ['31.12.', 'a date', true],
        ['13.13', 'a time', true],
      ],
    ],
    [
      '1901-12-31',
      [
        ['1901-12-31', 'a date', true],
        ['1901-12', 'years', true],
      ],
    ],
    ['1901-13-31', [['1901-13', 'years', true]]],
    ['2025/12/32', [['2025/12', 'years', true]]],
    [
      '12.31.99',
      [
        ['12.31.99', 'a date', true],
        ['12.31', 'a time', true],
      ],
    ],
    ['0.5.2025', []],
    ['4471-88-203', [['4471-88-203', 'a number of a part', true]]],
    ['447-88-203', []],
    ['0471-88-203', []],
    ['4471-88-203-1', []],
  ])('all of it, and whether it is proved by more than its form: %s', (text, claims) => {
    expect(claimsOf(text, []).map(({ from, to, why, sure }) => [text.slice(from, to), why, sure])).toEqual(claims);
  });

  it('own numbers are met however they were typed', () => {
    const own = (number: string) => claimsOf('nr ab-1234 da', [number]).filter(({ why }) => why === "the order's own number");
    for (const number of ['AB-1234', ' ab-1234\n', '\uff41\uff42-1234'])
      expect(own(number)).toEqual([{ from: 3, to: 10, why: "the order's own number", sure: true }]);
    expect(own('b-1234')).toEqual([]);
    expect(claimsOf('nr 1234', ['1234'])).toContainEqual({ from: 3, to: 7, why: "the order's own number", sure: true });
  });

  it('one over at least half of a place counts, a sure one before others, else the first', () => {
    const claim = (from: number, to: number, why: string, sure = false): Claim => ({ from, to, why, sure });
    const over = (...claims: Claim[]) => claimOver(claims, 10, 20)?.why;
    expect(over()).toBeUndefined();
    expect(over(claim(0, 10, 'before'), claim(20, 30, 'behind'))).toBeUndefined();
    expect(over(claim(0, 14, 'less than half'))).toBeUndefined();
    expect(over(claim(0, 15, 'half'))).toBe('half');
    expect(over(claim(15, 30, 'half'))).toBe('half');
    expect(over(claim(12, 17, 'inside'))).toBe('inside');
    expect(over(claim(10, 20, 'first'), claim(10, 20, 'second'))).toBe('first');
    expect(over(claim(10, 20, 'first'), claim(10, 20, 'sure', true), claim(10, 20, 'sure too', true))).toBe('sure');
    expect(over(claim(10, 20, 'sure', true), claim(10, 20, 'other'))).toBe('sure');
  });
});
