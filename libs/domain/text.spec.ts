import { CONTROL_IN_LINES, PERSON_ID, SELLER_ID, SURROGATE } from './text';

describe('what texts and ids look like', () => {
  it.each([
    ['sellers', SELLER_ID, 64],
    ['people', PERSON_ID, 128],
  ])('ids of %s are short and printable', (_, pattern, most) => {
    for (const fine of ['a', 'Z9', 'a.b_c-d', 'x'.repeat(most)]) expect(fine).toMatch(pattern);
    for (const wrong of ['', ' a', 'a ', 'a b', 'ä', 'a/b', 'a\n', 'x'.repeat(most + 1)]) expect(wrong).not.toMatch(pattern);
  });

  it('lines may have tabs and line ends, and no other control character', () => {
    for (const fine of ['', 'a\tb', 'a\nb', 'a\r\nb', 'Grüße 🙂']) expect(fine).not.toMatch(CONTROL_IN_LINES);
    for (const code of [0, 8, 11, 12, 14, 31, 127, 159]) expect(String.fromCharCode(code)).toMatch(CONTROL_IN_LINES);
    for (const wrong of ['a\rb', 'a\r', '\r\r\n']) expect(wrong).toMatch(CONTROL_IN_LINES);
  });

  it('half a surrogate pair is found, a whole one is not', () => {
    expect('\ud83d').toMatch(SURROGATE);
    expect('🙂').not.toMatch(SURROGATE);
  });
});
