import { alternativesOf, prefixesOf } from './prefixes';

describe('what a match can begin with', () => {
  it.each([
    ['schreib', ['sch']],
    ['ab', ['ab']],
    ['(?:ruf|tel)efon', ['ruf', 'tel']],
    ['a(?:b|c)?d', ['abd', 'acd', 'ad']],
    ['x\\s{1,3}y', ['x  ', 'x y']],
    ['[äa]b\\p{L}{0,4}c', ['ab', 'abc', 'äb', 'äbc']],
    ['(?<!x)(?=y)z', ['z']],
    ['\\.[a-c]', ['.a', '.b', '.c']],
    ['\\p{L}', ['']],
    ['a?', ['', 'a']],
  ])('%s', (source, prefixes) => expect([...prefixesOf(source)].sort()).toEqual(prefixes));

  it('alternatives in groups and classes stay together', () => {
    expect(alternativesOf('a|(?:b|c)|[|]|\\|d')).toEqual(['a', '(?:b|c)', '[|]', '\\|d']);
  });
});
