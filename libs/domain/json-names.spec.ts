import fc from 'fast-check';
import { nameTwice } from './json-names';

describe('names that are there twice', () => {
  it.each([
    ['{"a":1,"a":2}', 'a'],
    ['{"a":1,"b":{"a":1,"c":{"d":0,"d":0}}}', 'b.c.d'],
    ['{"a":[1,{"b":2},[{"c":1,"b":3,"c":{}}]]}', 'a.c'],
    ['[{"a":1},{"a":1,"a":1}]', 'a'],
    ['{"body":1,"b\\u006fdy":2}', 'body'],
    ['{"a\\"":1,"x":"\\\\","a\\"":2}', 'a"'],
    ['{"\\u0061\\/":{"x":[]} , "a/" : null}', 'a/'],
    ['{"":1,"":2}', ''],
    ['{"toString":1,"toString":2}', 'toString'],
    ['{"a":"x","b":{},"a":{"b":1}}', 'a'],
  ])('%s', (json, name) => {
    expect(nameTwice(json)).toBe(name);
  });

  it.each([
    '{"a":{"a":{"a":["a","a",{"a":"a"}]}},"b":{"a":1}}',
    '{"a":"\\",\\"a\\":\\"","b":"\\\\"}',
    '{"a":1,"A":2,"ä":3,"a\\u0308":4}',
    ' [ { "a" : [ ] } , { "a" : { } } , "a" , "a" ] ',
    '"a"',
    'null',
    '7',
    '{}',
  ])('none in %s', (json) => {
    expect(nameTwice(json)).toBeUndefined();
  });

  it('none in whatever was written from values, and one where a member is added again', () => {
    const spaced = fc.constantFrom(undefined, 1, '\t');
    fc.assert(
      fc.property(fc.json(), spaced, (json, space) => {
        const value: unknown = JSON.parse(json);
        const text = JSON.stringify(value, null, space);
        expect(nameTwice(text)).toBeUndefined();
        if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
        const [name] = Object.keys(value);
        if (name === undefined) return;
        const escaped = Array.from(name, (sign) => JSON.stringify(sign).slice(1, -1)).join('');
        expect(nameTwice(`${text.trimEnd().slice(0, -1)},"${escaped}":0}`)).toBe(name);
      }),
    );
  });

  it('finds none among many quotes and backslashes', () => {
    const body = JSON.stringify({ body: '\\"'.repeat(60_000) });
    expect(nameTwice(body)).toBeUndefined();
  });
});
