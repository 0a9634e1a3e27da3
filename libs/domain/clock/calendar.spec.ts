import {
  type Calendar,
  type CalendarData,
  compileCalendar,
  coverage,
  dueAt,
  InvalidCalendar,
  iso,
  localDate,
  OutsideCalendar,
  runtimeOffsets,
} from '.';
import { offsetsFault } from './calendar';
import { recordedEras } from './zone-eras';

const valid: CalendarData = {
  id: 'de',
  version: '2026-1',
  zone: 'Europe/Berlin',
  weekdays: [1, 2, 3, 4, 5],
  holidays: { '2025-01-01': 'Neujahr' },
};
const JUNE = '2025-06-01T00:00:00.000Z';

/** The stretches of time that count. */
const counting = ({ tables: { countedStarts, countedEnds } }: Calendar) =>
  Array.from(countedStarts, (start, index) => [iso(start), iso(countedEnds[index])]);

const NO_YEAR = 'is not a year';
const NO_LAST_YEAR = 'is not a year at or after the first';
const outage = (from: string, to: string) => ({ from, to, reason: 'flood' });

describe('compiling a calendar', () => {
  it.each<[string, Partial<CalendarData>, string, string]>([
    ['an unknown zone', { zone: 'Europe/Atlantis' }, 'zone', '"Europe/Atlantis" is not an IANA time zone'],
    ['a date that does not exist', { holidays: { '2025-02-30': 'x' } }, 'holidays.2025-02-30', 'is not a date that exists'],
    ['29 February of a common year', { holidays: { '2025-02-29': 'x' } }, 'holidays.2025-02-29', 'is not a date that exists'],
    ['something that is no date', { holidays: { '1 May': 'x' } }, 'holidays.1 May', 'is not a date that exists'],
    ['a date after its years', { holidays: { '2036-01-01': 'x' } }, 'holidays.2036-01-01', 'lies outside 2020 to 2035'],
    ['a date before its years', { holidays: { '2019-12-31': 'x' } }, 'holidays.2019-12-31', 'lies outside 2020 to 2035'],
    ['a holiday without a name', { holidays: { '2025-05-01': '' } }, 'holidays.2025-05-01', 'has no name'],
    ['no weekday at all', { weekdays: [] }, 'weekdays', 'is empty: nothing would ever count'],
    ['an eighth weekday', { weekdays: [1, 8] }, 'weekdays', '8 is not a weekday from 1 (Monday) to 7 (Sunday)'],
    ['a weekday before the first', { weekdays: [1, 0] }, 'weekdays', '0 is not a weekday from 1 (Monday) to 7 (Sunday)'],
    ['half a weekday', { weekdays: [1.5] }, 'weekdays', '1.5 is not a weekday from 1 (Monday) to 7 (Sunday)'],
    ['no id', { id: '' }, 'id', 'is missing'],
    ['no version', { version: '' }, 'version', 'is missing'],
    ['half a year', { from: 2020.5 }, 'from', NO_YEAR],
    ['a year before time zones', { from: 1899 }, 'from', NO_YEAR],
    ['half a last year', { to: 2030.5 }, 'to', NO_LAST_YEAR],
    ['an end before the beginning', { to: 2019 }, 'to', NO_LAST_YEAR],
    ['a last year whose end has five digits', { to: 9999 }, 'to', NO_LAST_YEAR],
    ['an outage that never ends', { outages: [outage(JUNE, 'never')] }, 'outages.0', 'does not end after it begins'],
    [
      'offsets that begin too late',
      { offsets: { '2020-01-01T00:00:00.000Z': 3_600 } },
      'offsets',
      'do not reach back to the first year',
    ],
    ['no offsets', { offsets: {} }, 'offsets', 'do not reach back to the first year'],
    [
      'an offset of no zone among others',
      { offsets: { '2019-01-01T00:00:00.000Z': 3_600, [JUNE]: 57_601 } },
      'offsets',
      'are none of a time zone',
    ],
  ])('refuses %s', (_what, change, field, why) => {
    let thrown: unknown;
    try {
      compileCalendar({ ...valid, ...change });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(InvalidCalendar);
    expect(thrown).toMatchObject({ name: 'InvalidCalendar', field, message: `calendar: ${field} ${why}` });
  });

  it.each<[string, Partial<CalendarData>]>([
    ['29 February of a leap year', { holidays: { '2028-02-29': 'x' } }],
    ['one year, the first there is', { from: 1900, to: 1900, holidays: {} }],
    ['one year, the last there is', { from: 9998, to: 9998, holidays: {} }],
    ['the offset furthest from UTC that ever was', { offsets: { '2019-01-01T00:00:00.000Z': -57_600 } }],
  ])('accepts %s', (_what, change) => {
    expect(compileCalendar({ ...valid, ...change }).data).toEqual({ ...valid, ...change });
  });

  it.each([
    ['Europe/Berlin', '2024-12-31T23:00:00.000Z', '2025-12-31T23:00:00.000Z'],
    ['Etc/GMT+12', '2025-01-01T12:00:00.000Z', '2026-01-01T12:00:00.000Z'],
    ['Pacific/Kiritimati', '2024-12-31T10:00:00.000Z', '2025-12-31T10:00:00.000Z'],
  ])('covers whole local years, also at the ends of the earth: %s', (zone, from, to) => {
    const calendar = compileCalendar({ ...valid, zone, from: 2025, to: 2025 });
    expect(coverage(calendar)).toEqual({ from: Date.parse(from), to: Date.parse(to) });
    expect(localDate.endOf(calendar, '2025-12-31')).toBe(Date.parse(to));
    expect(localDate.of(calendar, Date.parse(from))).toBe('2025-01-01');
    expect(localDate.of(calendar, Date.parse(to))).toBe('2025-12-31');
    for (const beyond of [Date.parse(from) - 1, Date.parse(to) + 1])
      expect(() => localDate.of(calendar, beyond)).toThrow(OutsideCalendar);
  });

  it('counts in as few stretches as there are', () => {
    const always = compileCalendar({ ...valid, from: 2025, to: 2025, weekdays: [1, 2, 3, 4, 5, 6, 7], holidays: {} });
    expect(counting(always)).toEqual([['2024-12-31T23:00:00.000Z', '2025-12-31T23:00:00.000Z']]);
    const mondays = { ...valid, from: 2025, to: 2025, weekdays: [1], holidays: {} };
    expect(counting(compileCalendar(mondays)).slice(0, 2)).toEqual([
      ['2025-01-05T23:00:00.000Z', '2025-01-06T23:00:00.000Z'],
      ['2025-01-12T23:00:00.000Z', '2025-01-13T23:00:00.000Z'],
    ]);
    const outages = [
      outage('2025-01-05T23:00:00.000Z', '2025-01-06T08:00:00.000Z'),
      outage('2025-01-06T08:00:00.000Z', '2025-01-06T09:00:00.000Z'),
      outage('2025-01-13T20:00:00.000Z', '2025-01-13T23:00:00.000Z'),
    ];
    expect(counting(compileCalendar({ ...mondays, outages })).slice(0, 3)).toEqual([
      ['2025-01-06T09:00:00.000Z', '2025-01-06T23:00:00.000Z'],
      ['2025-01-12T23:00:00.000Z', '2025-01-13T20:00:00.000Z'],
      ['2025-01-19T23:00:00.000Z', '2025-01-20T23:00:00.000Z'],
    ]);
  });
});

describe('local dates', () => {
  const calendar = compileCalendar(valid);
  it.each([
    ['2025-06-13', '2025-06-13T22:00:00.000Z'],
    ['2025-03-30', '2025-03-30T22:00:00.000Z'],
    ['2025-10-26', '2025-10-26T23:00:00.000Z'],
  ])('%s ends %s', (date, end) => {
    expect(new Date(localDate.endOf(calendar, date)!).toISOString()).toBe(end);
  });

  it.each(['2025-02-30', '2036-01-01', '2019-12-31', 'tomorrow', '2025-6-1', '2025-06-01 ', '+2025-06-1'])(
    '%s is no date of the calendar',
    (date) => {
      expect(localDate.endOf(calendar, date)).toBeUndefined();
    },
  );

  it('knows the local date of an instant', () => {
    expect(localDate.of(calendar, Date.parse('2025-06-13T21:59:59.999Z'))).toBe('2025-06-13');
    expect(localDate.of(calendar, Date.parse('2025-06-13T22:00:00Z'))).toBe('2025-06-14');
  });
});

describe('the rules of a zone that are on record (R2.5)', () => {
  const offsets = runtimeOffsets(valid);

  it('are those of the time-zone data: each change of an offset, from before the first year on', () => {
    expect(Object.keys(offsets)[0]).toBe('2019-12-30T00:00:00.000Z');
    expect(Object.entries(offsets)).toHaveLength(33);
    expect(offsets).toMatchObject({ '2026-03-29T01:00:00.000Z': 7_200, '2026-10-25T01:00:00.000Z': 3_600 });
    expect(compileCalendar({ ...valid, offsets }).tables).toEqual(compileCalendar(valid).tables);
  });

  it('hold from one change to the next, to the end of the years', () => {
    const eras = { '2020-01-01T00:00:00.000Z': 0, '2019-01-01T00:00:00.000Z': 3_600, '2036-06-01T00:00:00.000Z': 7_200 };
    const years = [Date.parse('2019-12-30T00:00:00.000Z'), Date.parse('2036-01-03T00:00:00.000Z')] as const;
    const [first, second] = [Date.parse('2019-01-01T00:00:00.000Z'), Date.parse('2020-01-01T00:00:00.000Z')];
    expect(recordedEras(eras, ...years)).toEqual([
      { from: first, to: second, offset: 3_600_000 },
      { from: second, to: Date.parse('2036-06-01T00:00:00.000Z'), offset: 0 },
    ]);
    expect(offsetsFault(eras, 2020, 2035)).toBeUndefined();
    expect(offsetsFault(eras, 2019, 2035)).toBe('do not reach back to the first year');
  });

  it('count whatever the time-zone data of the machine say', () => {
    const friday = Date.parse('2026-06-12T13:00:00Z');
    const monday = Date.parse('2026-06-15T13:00:00Z');
    const from = '2026-06-13T12:00:00.000Z';
    for (const [seconds, due] of [
      [7_200, monday],
      [3_600, monday + 3_600_000],
      [10_800, monday - 3_600_000],
    ])
      expect(dueAt(compileCalendar({ ...valid, offsets: { ...offsets, [from]: seconds } }), friday, 86_400_000)).toBe(due);
  });
});
