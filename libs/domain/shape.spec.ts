import {
  date,
  flag,
  hours,
  instant,
  list,
  mark,
  matching,
  nullable,
  object,
  oneOf,
  optional,
  revision,
  type Shape,
  text,
  uuid,
  whole,
  written,
} from './shape';

const UUID = '0b8f6a0e-3c1d-4f0b-9a5e-7d2f4f1f9a61';
const AT = '2026-01-05T09:00:00.000Z';
const not = (whole_: string, ...at: number[]) => at.map((index) => `${whole_.slice(0, index)}${whole_.slice(index + 1)}`);
const replaced = (whole_: string, by: string, ...at: number[]) =>
  at.map((index) => `${whole_.slice(0, index)}${by}${whole_.slice(index + 1)}`);

describe('shapes', () => {
  it.each<[string, Shape<unknown>, unknown[], unknown[]]>([
    ['a text', text, ['', 'a', '🙂', '\n'], [1, null, undefined, 'a\0', '\ud83d', '\ude00', ['a']]],
    ['a written text', written, ['a'], [1, 'a\0']],
    [
      'a UUID',
      uuid,
      [UUID],
      [
        ...[1, [UUID], '', UUID.toUpperCase(), `${UUID}0`, `0${UUID}`, UUID.replaceAll('-', '')],
        ...not(UUID, 0, 9, 14, 19, 24),
        ...replaced(UUID, 'g', 0, 9, 14, 19, 24),
      ],
    ],
    [
      'an instant',
      instant,
      [AT, '2026-12-31T23:59:59.999Z'],
      [
        ...[1, [AT], '', `${AT} `, ` ${AT}`, '2026-13-05T09:00:00.000Z', '2026-01-05T25:00:00.000Z', '2026-01-05'],
        ...not(AT, 0, 5, 8, 11, 14, 17, 20, 23),
        ...replaced(AT, 'x', 0, 5, 6, 8, 9, 10, 11, 12, 14, 15, 17, 18, 20, 21, 22, 23),
      ],
    ],
    [
      'a date',
      date,
      ['2026-01-05'],
      [
        1,
        ['2026-01-05'],
        '',
        '2026-01-05 ',
        ' 2026-01-05',
        ...not('2026-01-05', 0, 5, 8),
        ...replaced('2026-01-05', 'x', 0, 5, 6, 8, 9),
      ],
    ],
    ['a revision', revision, [0, 1, 2 ** 31 - 1], [-1, 0.5, 2 ** 31, '0', null, Number.NaN]],
    ['a whole number', whole, [0, -1, 2 ** 53 - 1], [0.5, 2 ** 53, '1', null]],
    ['hours', hours, [0, 0.5, 1_000_000], [-0.1, 1_000_000.1, '1', Number.NaN, null]],
    ['a flag', flag, [true, false], [1, 'true', null]],
    ['a mark', mark, [true], [false, 1, null]],
    ['one of a list', oneOf(['a', 'b']), ['a', 'b'], ['c', '', 1, null]],
    ['a pattern', matching(/^x+$/, 'an x'), ['x', 'xx'], ['y', 1, null]],
    ['a value or null', nullable(whole), [1, null], [undefined, 'x']],
    ['a list', list(whole), [[], [1, 2]], [[0.5], {}, '1', null]],
    [
      'an object',
      object({ a: whole, b: optional(whole) }),
      [{ a: 1 }, { a: 1, b: 2 }, { a: 1, c: 'x' }, { a: 1, c: null, d: [1, { e: true }] }],
      [{}, { a: 1, b: 'x' }, [], null, 1],
    ],
  ])('%s', (_, shape, fine, wrong) => {
    for (const value of fine) expect([value, shape.fault(value, 'it')]).toEqual([value, undefined]);
    for (const value of wrong)
      expect([value, shape.fault(value, 'it')]).toEqual([value, expect.stringMatching(/^it\b.* (has to be|is missing)/)]);
  });

  it('an instant is whatever of its form a Date is made of', () => {
    const pairs = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));
    const looked = [5, 8, 11, 14, 17].flatMap((at) =>
      ['2026-02-05T09:00:00.000Z', '0000-10-30T24:00:00.000Z', '9999-12-31T24:00:01.000Z', '2026-12-31T24:00:00.001Z'].flatMap(
        (written) => pairs.map((pair) => `${written.slice(0, at)}${pair}${written.slice(at + 2)}`),
      ),
    );
    for (const written of looked)
      expect([written, instant.fault(written, 'it') === undefined]).toEqual([written, !Number.isNaN(Date.parse(written))]);
  });

  it('a text that a person wrote is marked, also where it may be left out or null', () => {
    for (const shape of [written, optional(written), nullable(written)]) expect(shape.written).toBe(true);
    for (const shape of [text, optional(text), nullable(text)]) expect(shape.written).toBeUndefined();
  });
});
