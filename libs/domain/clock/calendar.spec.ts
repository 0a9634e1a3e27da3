import { type CalendarData, compileCalendar, dueAt, InvalidCalendar, localDate, runtimeOffsets } from '.';

const valid: CalendarData = {
  id: 'de',
  version: '2026-1',
  zone: 'Europe/Berlin',
  weekdays: [1, 2, 3, 4, 5],
  holidays: { '2025-01-01': 'Neujahr' },
};

describe('compiling a calendar', () => {
  it.each<[string, Partial<CalendarData>, string]>([
    ['an unknown zone', { zone: 'Europe/Atlantis' }, 'zone'],
    ['a date that does not exist', { holidays: { '2025-02-30': 'x' } }, 'holidays.2025-02-30'],
    ['29 February of a common year', { holidays: { '2025-02-29': 'x' } }, 'holidays.2025-02-29'],
    ['something that is no date', { holidays: { '1 May': 'x' } }, 'holidays.1 May'],
    ['a date outside its years', { holidays: { '2036-01-01': 'x' } }, 'holidays.2036-01-01'],
    ['a holiday without a name', { holidays: { '2025-05-01': '' } }, 'holidays.2025-05-01'],
    ['no weekday at all', { weekdays: [] }, 'weekdays'],
    ['an eighth weekday', { weekdays: [1, 8] }, 'weekdays'],
    ['no id', { id: '' }, 'id'],
    ['no version', { version: '' }, 'version'],
    ['half a year', { from: 2020.5 }, 'from'],
    ['an end before the beginning', { to: 2019 }, 'to'],
    ['offsets that begin too late', { offsets: { '2020-01-01T00:00:00.000Z': 3_600 } }, 'offsets'],
    ['no offsets', { offsets: {} }, 'offsets'],
    ['an offset of no zone', { offsets: { '2019-01-01T00:00:00.000Z': 360_000 } }, 'offsets'],
  ])('refuses %s', (_what, change, field) => {
    const attempt = () => compileCalendar({ ...valid, ...change });
    expect(attempt).toThrow(InvalidCalendar);
    expect(attempt).toThrow(expect.objectContaining({ field }));
  });

  it('accepts 29 February of a leap year', () => {
    expect(compileCalendar({ ...valid, holidays: { '2028-02-29': 'x' } }).version).toBe('2026-1');
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

  it.each(['2025-02-30', '2036-01-01', '2019-12-31', 'tomorrow', '2025-6-1'])('%s is no date of the calendar', (date) => {
    expect(localDate.endOf(calendar, date)).toBeUndefined();
  });

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
