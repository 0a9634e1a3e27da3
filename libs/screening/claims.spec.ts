import { claimsOf } from './claims';

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
});
