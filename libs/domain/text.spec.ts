import { CONTROL_IN_LINES, DIRECTION, PERSON_ID, SELLER_ID, SURROGATE, storable, VISIBLE } from './text';

describe('what texts and ids look like', () => {
  it('ids of sellers are short and safe in the names of streams', () => {
    for (const fine of ['a', 'Z9', 'a.b_c-d', '...', '.a', 'x'.repeat(64)]) expect(fine).toMatch(SELLER_ID);
    for (const wrong of ['', ' a', 'a ', 'a b', 'ä', 'a/b', 'a\n', '.', '..', 'x'.repeat(65)])
      expect(wrong).not.toMatch(SELLER_ID);
  });

  it('R1.7 ids of people are any printable ASCII of up to 255 characters, without a blank at an end', () => {
    const fine = [
      'a',
      '~',
      '...',
      'auth0|0123',
      'f:1234:uid',
      'me+you@shop.example',
      'CN=Ada Lovelace,O="A/B"',
      '%41',
      'x'.repeat(255),
    ];
    for (const id of fine) expect(id).toMatch(PERSON_ID);
    for (const wrong of ['', ' ', ' a', 'a ', 'ä', 'a\n', '\na', 'a\tb', 'a\u007f', 'a\u00a0b', '.', '..', 'x'.repeat(256)])
      expect(wrong).not.toMatch(PERSON_ID);
  });

  it('what nobody sees is told from what somebody does', () => {
    const unseen =
      ' \t\n\u00a0\u2003\u3000\u200b\u200d\u00ad\u034f\u061c\u115f\u1160\u17b4\u180e\u2028\u2060\u2066\u2800\u3164\ufe0f\ufeff\uffa0';
    for (const character of [...unseen, '\u{1d159}', '\u{1d173}', '\u{e0041}', '\u{e0100}'])
      expect([character.codePointAt(0)?.toString(16), VISIBLE.test(character)]).toEqual([expect.any(String), false]);
    expect(`${unseen}\u{e0041}`).not.toMatch(VISIBLE);
    for (const seen of ['.', 'ض', '한', '𝄞', '👍🏽', '❤\ufe0f', `${unseen}x`]) expect(seen).toMatch(VISIBLE);
  });

  it('what turns the direction of writing is found; marks of a direction are none of it', () => {
    for (const turning of '\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069') expect(`a${turning}b`).toMatch(DIRECTION);
    for (const fine of ['שלום', 'مرحبا', 'a\u200eb', 'a\u200fb', 'a\u061cb']) expect(fine).not.toMatch(DIRECTION);
  });

  it('lines may have tabs and line ends, and no other control character', () => {
    for (const fine of ['', 'a\tb', 'a\nb', 'a\r\nb', 'Grüße 🙂']) expect(fine).not.toMatch(CONTROL_IN_LINES);
    for (const code of [0, 8, 11, 12, 14, 31, 127, 159]) expect(String.fromCharCode(code)).toMatch(CONTROL_IN_LINES);
    for (const wrong of ['a\rb', 'a\r', '\r\r\n']) expect(wrong).toMatch(CONTROL_IN_LINES);
  });

  it('half a surrogate pair is found, a whole one is not', () => {
    expect('\ud83d').toMatch(SURROGATE);
    expect('🙂').not.toMatch(SURROGATE);
    expect(storable('a\0b\ud83dc\ude42🙂\0')).toBe('a\ufffdb\ufffdc\ufffd🙂\ufffd');
  });
});
