import { ruleSet } from './rule-set';
import { screen } from './screen';
import { hasPieceOfNumber } from './split-numbers';

const RULES = ruleSet();

describe('a telephone number over several messages', () => {
  const found = (text: string, before: readonly string[]) =>
    screen({ text, role: 'seller', language: 'de', before }, RULES).findings.map(({ rule, from, to, score, why }) => [
      rule,
      text.slice(from, to),
      score,
      why,
    ]);
  const over = (cut: string, messages: number) => [
    ['contact.phone-split', cut, 0.8, `the end of a telephone number over ${messages} messages`],
  ];

  it.each<[string, string[], number]>([
    ['345 67 89', ['0151 2'], 2],
    ['345 67 89', ['meine Nummer', '0151 2'], 2],
    ['345 67 89', ['+49 151 2'], 2],
    ['445', ['0151', '22', '33'], 4],
    ['drei vier fünf sechs', ['null eins fünf eins zwei'], 2],
    // Eight digits are enough.
    ['90 18', ['0300'], 2],
  ])('%s behind %j', (text, before, messages) => expect(found(text, before)).toEqual(over(text, messages)));

  it.each([
    ['345 67 89', ['hallo', '0151 2', 'danke']],
    ['8', ['0151 2345 67']],
    ['345 67 89 1234 567890', ['0151 2']],
    ['345 67 89', []],
    ['hallo', ['0151 2']],
  ])('none: %s behind %j', (text, before) => expect(found(text, before)).toEqual([]));

  it.each([
    ['0151 2', true],
    ['12', true],
    ['1', false],
    ['meine Nummer', false],
    ['0151 2345 6789 01', false],
    ['0151 2 ist die Nummer der Sendung, die kam', true],
    ['0151 2 ist die Nummer der Sendung, die gestern hier ankam', false],
    [`0151 2${' '.repeat(394)}`, true],
    [`0151 2${' '.repeat(395)}`, false],
  ])('%j may be a piece of one: %j', (text, piece) => expect(hasPieceOfNumber({ text, language: 'de' }, RULES)).toBe(piece));
});
