import { compile } from './patterns';

describe('a pattern of a filter, as .NET has it', () => {
  it.each([
    ['^te', 'test', 'at'],
    ['\\Ate.t\\z', 'test', 'a test'],
    ['te\\Z', 'te', 'tea'],
    ['(?i)^TE', 'test', 'at'],
    ['te(?#a comment)st', 'test', 'te st'],
    ['^\\w+$', 'Größe', 'a b'],
    ['^[\\w-]+$', 'Größe-5', 'a b'],
    ['^\\W$', '-', 'ß'],
    ['^\\d{2}$', '٣4', '5'],
    ['^\\D$', 'x', '٣'],
    ['^\\p{L}+\\P{L}$', 'Größe5', 'Größe'],
    ['a\\-b\\:c', 'a-b:c', 'ab'],
    ['[a\\-z[]', '[', 'b'],
    ['^a{2,3}$', 'aa', 'a'],
    ['a{b}]', 'a{b}]', 'ab'],
    ['a\\.b', 'a.b', 'axb'],
  ])('%s matches %s and not %s', (pattern, one, other) => {
    expect([compile(pattern).test(one), compile(pattern).test(other)]).toEqual([true, false]);
  });

  it.each(['(', '[a-z-[x]]', '\\p{IsBasicLatin}', '(?>te)st', 'a\\', 'x'.repeat(1_001)])(
    'is refused where it is none, or cannot be told: %s',
    (pattern) => {
      expect(() => compile(pattern)).toThrow('not a regular expression here');
    },
  );
});
