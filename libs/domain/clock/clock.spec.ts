import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { calendarOf } from '../market';
import {
  type Calendar,
  type CalendarData,
  compileCalendar,
  counted,
  counts,
  dueAt,
  endOfBusinessDays,
  firstOverdueAt,
  type Interval,
  InvalidCalendar,
  intervals,
  isOverdue,
  iso,
  localDate,
  OutsideCalendar,
} from '.';
import { zoneEras } from './zone-eras';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ZONES = Intl.supportedValuesOf('timeZone');

const berlin = calendarOf('de');
const at = (local: string, zone = 'Europe/Berlin') => DateTime.fromISO(local, { zone }).toMillis();
const show = (instant: number, zone = 'Europe/Berlin') =>
  DateTime.fromMillis(instant, { zone }).toFormat("ccc yyyy-MM-dd'T'HH:mm");

/** The slow, obviously right oracle: asks Intl for the local date of every single minute. Instants are whole minutes. */
class MinuteByMinute {
  readonly #date: Intl.DateTimeFormat;
  /** Each minute is asked for several times, and Intl takes its time. */
  readonly #businessDay = new Map<number, boolean>();
  constructor(readonly data: CalendarData) {
    this.#date = new Intl.DateTimeFormat('en-CA', { timeZone: data.zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  }
  counts(minute: number, pauses: readonly Interval[]): boolean {
    const counts = this.#businessDay.get(minute) ?? this.#onBusinessDay(minute);
    this.#businessDay.set(minute, counts);
    return counts && !pauses.some((p) => minute >= p.from && minute < p.to) && !this.outage(minute);
  }
  #onBusinessDay(minute: number): boolean {
    const date = this.#date.format(minute);
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
    return this.data.weekdays.includes(weekday) && !(date in this.data.holidays);
  }
  outage(minute: number): boolean {
    return (this.data.outages ?? []).some(({ from, to }) => minute >= Date.parse(from) && minute < Date.parse(to));
  }
  counted(from: number, to: number, pauses: readonly Interval[]): number {
    let sum = 0;
    for (let minute = from; minute < to; minute += MINUTE) if (this.counts(minute, pauses)) sum += MINUTE;
    return sum;
  }
  dueAt(received: number, allowance: number, pauses: readonly Interval[]): number {
    let minute = received;
    for (let sum = 0; sum < allowance; minute += MINUTE) if (this.counts(minute, pauses)) sum += MINUTE;
    return minute;
  }
  firstOverdueAt(received: number, allowance: number, pauses: readonly Interval[]): number {
    let minute = this.dueAt(received, allowance, pauses);
    while (!this.counts(minute, pauses)) minute += MINUTE;
    return minute;
  }
}

const START = Date.UTC(2020, 0, 10);
// Room for the longest allowance on one weekday a week.
const END = Date.UTC(2035, 8, 1);

/** A calendar in any zone with any weekdays and holidays around `received`, which is near a change of the clocks half of the time. */
const situation = (unit: number) =>
  fc
    .record({
      zone: fc.constantFrom(...ZONES),
      somewhere: fc.integer({ min: START / unit, max: END / unit }),
      change: fc.nat(),
      hoursFromChange: fc.integer({ min: -60 * (HOUR / unit), max: 12 * (HOUR / unit) }),
      near: fc.boolean(),
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
      holidays: fc.uniqueArray(fc.integer({ min: -2, max: 12 }), { maxLength: 5 }),
      pauses: fc.array(fc.tuple(fc.integer({ min: -20, max: 90 }), fc.integer({ min: 0, max: 40 })), { maxLength: 3 }),
      outages: fc.array(fc.tuple(fc.integer({ min: -20, max: 90 }), fc.integer({ min: 1, max: 2_400 })), { maxLength: 4 }),
      hours: fc.oneof(fc.constantFrom(0, 18, 24, 48, 72), fc.integer({ min: 0, max: 75 })),
    })
    .map(({ zone, somewhere, change, hoursFromChange, near, weekdays, holidays, pauses, outages, hours }) => {
      const changes = zoneEras(zone, Date.UTC(2019, 11, 30), Date.UTC(2036, 0, 3))
        .slice(1)
        .filter((era) => era.from > START && era.from < END);
      const received =
        near && changes.length > 0 ? changes[change % changes.length].from + hoursFromChange * unit : somewhere * unit;
      const date = (days: number) => new Date(received + days * DAY).toISOString().slice(0, 10);
      const data: CalendarData = {
        id: 'x',
        version: '1',
        zone,
        weekdays,
        holidays: Object.fromEntries(holidays.map((days) => [date(days), 'Holiday'])),
        outages: outages.map(([hour, minutes], index) => {
          const from = received + hour * HOUR;
          return { from: iso(from), to: iso(from + minutes * MINUTE), reason: `outage ${index}` };
        }),
      };
      const paused = pauses.map(([from, length]) => ({ from: received + from * HOUR, to: received + (from + length) * HOUR }));
      return { data, received, allowance: hours * HOUR, pauses: paused };
    });

describe('worked examples of R2.4 (Europe/Berlin, German holidays)', () => {
  it.each([
    [
      'R2.4 Fri 2025-06-13 15:00 is due Mon 2025-06-16 15:00: the weekend is not counted',
      '2025-06-13T15:00',
      'Mon 2025-06-16T15:00',
    ],
    ['R2.4 Sat 2025-06-14 10:00 is due Tue 2025-06-17 00:00: starts Mon 00:00', '2025-06-14T10:00', 'Tue 2025-06-17T00:00'],
    ['R2.4 Fri 2025-06-13 00:00 is due Sat 2025-06-14 00:00', '2025-06-13T00:00', 'Sat 2025-06-14T00:00'],
    ['R2.4 Wed 2025-04-30 23:59 is due Fri 2025-05-02 23:59: 1 May is a holiday', '2025-04-30T23:59', 'Fri 2025-05-02T23:59'],
    [
      'R2.4 Thu 2025-04-17 23:59 is due Tue 2025-04-22 23:59: Good Friday, weekend, Easter Monday',
      '2025-04-17T23:59',
      'Tue 2025-04-22T23:59',
    ],
    ['R2.4 Wed 2025-12-24 12:00 is due Mon 2025-12-29 12:00: 25 and 26 December', '2025-12-24T12:00', 'Mon 2025-12-29T12:00'],
  ])('%s', (_title, delivered, due) => {
    expect(show(dueAt(berlin, at(delivered), DAY))).toBe(due);
  });

  it('R2.4 Fri 2025-06-13 00:00: a reply on Sunday is in time; overdue only after Mon 00:00', () => {
    const received = at('2025-06-13T00:00');
    expect(isOverdue(berlin, received, at('2025-06-15T12:00'), DAY)).toBe(false);
    expect(isOverdue(berlin, received, at('2025-06-16T00:00'), DAY)).toBe(false);
    expect(isOverdue(berlin, received, at('2025-06-16T00:00') + 1, DAY)).toBe(true);
    expect(show(firstOverdueAt(berlin, received, DAY))).toBe('Mon 2025-06-16T00:00');
  });

  it('R2.3 inside a business day the first overdue instant is the due instant', () => {
    const received = at('2025-06-13T15:00');
    expect(firstOverdueAt(berlin, received, DAY)).toBe(dueAt(berlin, received, DAY));
  });
});

describe('days that are not 24 hours long (R2.2)', () => {
  const everyDay = (zone: string, years: { from?: number; to?: number } = {}) =>
    compileCalendar({ id: 'x', version: '1', zone, weekdays: [1, 2, 3, 4, 5, 6, 7], holidays: {}, ...years });
  const lengthOf = (calendar: Calendar, date: string, zone: string) =>
    counted(calendar, at(`${date}T00:00`, zone), localDate.endOf(calendar, date)!) / HOUR;

  it.each([
    ['Europe/Berlin', '2025-03-30', 23],
    ['Europe/Berlin', '2025-10-26', 25],
    ['Australia/Lord_Howe', '2025-10-05', 23.5],
    ['Asia/Beirut', '2022-03-27', 23],
    ['Africa/Cairo', '2024-04-26', 23],
    ['Africa/Cairo', '2024-10-31', 25],
    ['America/Havana', '2025-03-09', 23],
  ])('%s %s has %d hours', (zone, date, hours) => {
    expect(lengthOf(everyDay(zone), date, zone)).toBe(hours);
  });

  it('a day whose midnight the clocks skipped begins at 01:00 (America/Sao_Paulo 2018-11-04)', () => {
    const calendar = everyDay('America/Sao_Paulo', { from: 2018, to: 2019 });
    const [, sunday] = intervals(
      calendar,
      at('2018-11-03T12:00', 'America/Sao_Paulo'),
      at('2018-11-04T12:00', 'America/Sao_Paulo'),
    );
    expect(sunday).toEqual({
      date: '2018-11-04',
      from: Date.UTC(2018, 10, 4, 3),
      to: Date.UTC(2018, 10, 4, 14),
      countedMs: 11 * HOUR,
      reason: 'business-day',
    });
  });

  it('a day that a zone skipped counts nothing (Pacific/Apia 2011-12-30)', () => {
    const data = { id: 'x', version: '1', zone: 'Pacific/Apia', weekdays: [5], from: 2011, to: 2012, holidays: {} };
    const calendar = compileCalendar(data);
    const thursday = at('2011-12-29T12:00', 'Pacific/Apia');
    expect(dueAt(calendar, thursday, HOUR)).toBe(at('2012-01-06T01:00', 'Pacific/Apia'));
    expect(localDate.endOf(calendar, '2011-12-30')).toBe(localDate.endOf(calendar, '2011-12-29'));
    expect(show(endOfBusinessDays(calendar, thursday, 1), 'Pacific/Apia')).toBe('Sat 2012-01-07T00:00');
  });

  it('a date that comes back counts again (America/St_Johns 2010-11-07 00:01 was 2010-11-06 23:01)', () => {
    const data = { id: 'x', version: '1', zone: 'America/St_Johns', weekdays: [7], from: 2010, to: 2011, holidays: {} };
    const from = Date.UTC(2010, 10, 6, 12);
    const to = Date.UTC(2010, 10, 7, 12);
    const oracle = new MinuteByMinute(data);
    const calendar = compileCalendar(data);
    expect(counted(calendar, from, to)).toBe(oracle.counted(from, to, []));
    // One minute of Sunday, an hour of Saturday again, then the rest of Sunday.
    for (const allowance of [MINUTE, 2 * MINUTE, HOUR]) {
      expect(dueAt(calendar, from, allowance)).toBe(oracle.dueAt(from, allowance, []));
      expect(firstOverdueAt(calendar, from, allowance)).toBe(oracle.firstOverdueAt(from, allowance, []));
    }
    expect(intervals(calendar, from, to).map(({ date }) => date)).toEqual([
      '2010-11-06',
      '2010-11-07',
      '2010-11-06',
      '2010-11-07',
    ]);
  });
});

describe('counted time agrees with counting minute by minute', () => {
  it('counted, dueAt and firstOverdueAt, in any zone, with any weekdays, holidays, pauses and outages', () => {
    fc.assert(
      fc.property(situation(MINUTE), ({ data, received, allowance, pauses }) => {
        const calendar = compileCalendar(data);
        const oracle = new MinuteByMinute(data);
        const due = oracle.dueAt(received, allowance, pauses);
        expect(dueAt(calendar, received, allowance, pauses)).toBe(due);
        expect(firstOverdueAt(calendar, received, allowance, pauses)).toBe(oracle.firstOverdueAt(received, allowance, pauses));
        const later = received + 4 * DAY;
        expect(counted(calendar, received, later, pauses)).toBe(oracle.counted(received, later, pauses));
        const days = intervals(calendar, received, later, pauses);
        expect(days.reduce((sum, { countedMs }) => sum + countedMs, 0)).toBe(counted(calendar, received, later, pauses));
        expect([days[0].from, days.at(-1)?.to]).toEqual([received, later]);
        days.forEach((day, index) => {
          if (index > 0) expect(day.from).toBe(days[index - 1].to);
          const shown = typeof day.reason === 'object' && 'outage' in day.reason;
          if (shown) expect(oracle.outage(day.from) && oracle.outage(day.to - MINUTE)).toBe(true);
          else if (day.reason === 'business-day') expect(day.countedMs).toBe(oracle.counted(day.from, day.to, pauses));
          if (shown) expect(day.countedMs).toBe(0);
        });
      }),
    );
  });
});

describe('laws of counted time', () => {
  it('counted(received, dueAt) is the allowance, to the millisecond', () => {
    fc.assert(
      fc.property(situation(1), ({ data, received, allowance, pauses }) => {
        const calendar = compileCalendar(data);
        const due = dueAt(calendar, received, allowance, pauses);
        expect(counted(calendar, received, due, pauses)).toBe(allowance);
        if (due > received) expect(counted(calendar, received, due - 1, pauses)).toBe(allowance - 1);
      }),
    );
  });

  it('R2.3 overdue begins right after firstOverdueAt and not before', () => {
    fc.assert(
      fc.property(situation(1), ({ data, received, allowance, pauses }) => {
        const calendar = compileCalendar(data);
        const over = firstOverdueAt(calendar, received, allowance, pauses);
        expect(isOverdue(calendar, received, over, allowance, pauses)).toBe(false);
        expect(isOverdue(calendar, received, over + 1, allowance, pauses)).toBe(true);
        expect(over).toBeGreaterThanOrEqual(dueAt(calendar, received, allowance, pauses));
      }),
    );
  });

  it('monotone: later receipt or more allowance is never due earlier', () => {
    fc.assert(
      fc.property(situation(1), fc.nat(5 * DAY), fc.nat(3 * DAY), ({ data, received, allowance }, later, more) => {
        const calendar = compileCalendar(data);
        const due = dueAt(calendar, received, allowance);
        expect(dueAt(calendar, received + later, allowance)).toBeGreaterThanOrEqual(due);
        expect(dueAt(calendar, received, allowance + more)).toBeGreaterThanOrEqual(due);
        expect(counted(calendar, received, received + later + more)).toBeGreaterThanOrEqual(
          counted(calendar, received, received + later),
        );
      }),
    );
  });

  it('additive: a stretch counts as much as its parts', () => {
    fc.assert(
      fc.property(situation(1), fc.nat(9 * DAY), fc.nat(9 * DAY), ({ data, received, pauses }, one, two) => {
        const calendar = compileCalendar(data);
        const middle = received + one;
        const end = middle + two;
        expect(counted(calendar, received, middle, pauses) + counted(calendar, middle, end, pauses)).toBe(
          counted(calendar, received, end, pauses),
        );
      }),
    );
  });

  it("is unaffected by the machine's own zone", () => {
    const answers = ['UTC', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Kiritimati'].map((TZ) =>
      execFileSync(process.execPath, ['-e', IN_A_CHILD], {
        cwd: join(__dirname, '../../..'),
        env: { ...process.env, TZ },
        encoding: 'utf8',
      }),
    );
    const [zone, due] = answers
      .map((answer) => JSON.parse(answer))
      .reduce(
        ([zones, dues], [z, d]) => [
          [...zones, z],
          [...dues, d],
        ],
        [[], []],
      );
    // The children really lived elsewhere.
    expect(new Set(zone).size).toBe(4);
    expect(new Set(due.map((one: unknown) => JSON.stringify(one))).size).toBe(1);
    expect(due[0][0]).toBe(dueAt(berlin, at('2025-06-13T15:00'), DAY));
  });
});

/** Loads the clock from its TypeScript sources in a process of its own and prints what it answers there. */
const IN_A_CHILD = `
  const { transformFileSync } = require('@swc/core');
  require.extensions['.ts'] = (module, file) => module._compile(transformFileSync(file, { sourceMaps: false }).code, file);
  const { counted, dueAt, firstOverdueAt, intervals, endOfBusinessDays, localDate } = require('./libs/domain/clock/index.ts');
  const { calendarOf } = require('./libs/domain/market/index.ts');
  const calendar = calendarOf('de');
  const received = Date.UTC(2025, 5, 13, 13);
  const answers = [dueAt(calendar, received, 864e5), localDate.endOf(calendar, '2025-03-30'), intervals(calendar, received, received + 6e8)];
  for (let t = Date.UTC(2020, 0, 2); t < Date.UTC(2035, 10, 1); t += 200_000_007)
    answers.push(dueAt(calendar, t, 864e5), firstOverdueAt(calendar, t, 864e5), counted(calendar, t, t + 1e9), endOfBusinessDays(calendar, t, 5));
  process.stdout.write(JSON.stringify([new Date(received).getHours() + ':' + new Date(received).getMinutes(), answers]));
`;

describe('pauses (R2.10)', () => {
  it('time between no-reply-needed and its contest is not counted', () => {
    const received = at('2025-06-10T10:00');
    const pause = { from: at('2025-06-10T12:00'), to: at('2025-06-11T09:00') };
    expect(show(dueAt(berlin, received, DAY, [pause]))).toBe('Thu 2025-06-12T07:00');
    expect(counted(berlin, received, at('2025-06-11T10:00'), [pause])).toBe(3 * HOUR);
  });

  it('overlapping pauses are left out once; pauses before receipt, empty ones and backward ones change nothing', () => {
    const received = at('2025-06-10T10:00');
    const pauses = [
      { from: at('2025-06-10T13:00'), to: at('2025-06-10T15:00') },
      { from: at('2025-06-10T12:00'), to: at('2025-06-10T14:00') },
      { from: at('2025-06-09T12:00'), to: at('2025-06-10T09:00') },
      { from: at('2025-06-10T20:00'), to: at('2025-06-10T20:00') },
      // Declared by a process whose clock was a little ahead of the one that recorded the contest.
      { from: at('2025-06-10T22:00'), to: at('2025-06-10T21:59') },
    ];
    expect(show(dueAt(berlin, received, DAY, pauses))).toBe('Wed 2025-06-11T13:00');
    expect(counted(berlin, received, at('2025-06-11T13:00'), pauses)).toBe(DAY);
  });
});

describe('outages (R2.14)', () => {
  const outage = (from: string, to: string, reason = 'power cut') => ({ from: iso(at(from)), to: iso(at(to)), reason });
  const withOutages = (...outages: CalendarData['outages'] & object) => compileCalendar({ ...berlin.data, outages });

  it('time of an outage is not counted; due at its begin is in time until it ends', () => {
    const calendar = withOutages(outage('2025-06-11T10:00', '2025-06-11T12:00'));
    const received = at('2025-06-10T10:00');
    expect(show(dueAt(calendar, received, DAY))).toBe('Wed 2025-06-11T10:00');
    expect(show(firstOverdueAt(calendar, received, DAY))).toBe('Wed 2025-06-11T12:00');
    expect(show(dueAt(calendar, received + MINUTE, DAY))).toBe('Wed 2025-06-11T12:01');
    expect(counted(calendar, received, at('2025-06-11T18:00'))).toBe(30 * HOUR);
  });

  it('what was overdue before it began is overdue at the same instant', () => {
    const received = at('2025-06-10T10:00');
    const calendar = withOutages(outage('2025-06-11T10:01', '2025-06-11T12:00'));
    expect(firstOverdueAt(calendar, received, DAY)).toBe(firstOverdueAt(berlin, received, DAY));
  });

  it('business days ahead are whole days: an outage takes none away', () => {
    const calendar = withOutages(outage('2025-06-16T00:00', '2025-06-17T00:00'));
    expect(endOfBusinessDays(calendar, at('2025-06-13T15:00'), 1)).toBe(at('2025-06-17T00:00'));
  });

  it('shows in the explanation where time would count, overlapping ones once, not at weekends', () => {
    const calendar = withOutages(
      outage('2025-06-16T11:00', '2025-06-16T13:00', 'second'),
      outage('2025-06-14T22:00', '2025-06-16T12:00', 'first'),
      outage('2025-06-16T11:30', '2025-06-16T12:30', 'within'),
    );
    const days = intervals(calendar, at('2025-06-15T12:00'), at('2025-06-16T14:00'));
    expect(days.map(({ from, to, countedMs, reason }) => [show(from), show(to), countedMs / HOUR, reason])).toEqual([
      ['Sun 2025-06-15T12:00', 'Mon 2025-06-16T00:00', 0, 'weekend'],
      ['Mon 2025-06-16T00:00', 'Mon 2025-06-16T12:00', 0, { outage: 'first' }],
      ['Mon 2025-06-16T12:00', 'Mon 2025-06-16T13:00', 0, { outage: 'second' }],
      ['Mon 2025-06-16T13:00', 'Mon 2025-06-16T14:00', 1, 'business-day'],
    ]);
  });

  it('shows nothing of one that ends where the explanation begins, nor of a day that it takes to the end', () => {
    const calendar = withOutages(outage('2025-06-16T08:00', '2025-06-16T10:00'), outage('2025-06-16T12:00', '2025-06-17T00:00'));
    const days = intervals(calendar, at('2025-06-16T10:00'), at('2025-06-17T01:00'));
    expect(days.map(({ from, to, reason }) => [show(from), show(to), reason])).toEqual([
      ['Mon 2025-06-16T10:00', 'Mon 2025-06-16T12:00', 'business-day'],
      ['Mon 2025-06-16T12:00', 'Tue 2025-06-17T00:00', { outage: 'power cut' }],
      ['Tue 2025-06-17T00:00', 'Tue 2025-06-17T01:00', 'business-day'],
    ]);
  });

  it.each([
    [{ from: '2025-06-11T10:00:00.000Z', to: '2025-06-11T10:00:00.000Z', reason: 'x' }],
    [{ from: '2025-06-11T10:00:00.000Z', to: 'never', reason: 'x' }],
  ])('%j is none', (wrong) => {
    expect(() => withOutages(outage('2025-06-01T10:00', '2025-06-01T11:00'), wrong)).toThrow(InvalidCalendar);
    expect(() => withOutages(outage('2025-06-01T10:00', '2025-06-01T11:00'), wrong)).toThrow('outages.1');
  });
});

describe('explanation (R2.15)', () => {
  it('lists every day with its reason', () => {
    const received = at('2025-04-17T23:59');
    const days = intervals(berlin, received, dueAt(berlin, received, DAY));
    expect(days.map(({ date, countedMs, reason }) => [date, countedMs / MINUTE, reason])).toEqual([
      ['2025-04-17', 1, 'business-day'],
      ['2025-04-18', 0, { holiday: 'Karfreitag' }],
      ['2025-04-19', 0, 'weekend'],
      ['2025-04-20', 0, 'weekend'],
      ['2025-04-21', 0, { holiday: 'Ostermontag' }],
      ['2025-04-22', 23 * 60 + 59, 'business-day'],
    ]);
    expect(days[0].from).toBe(received);
    expect(days.at(-1)?.to).toBe(dueAt(berlin, received, DAY));
  });

  it.each([
    ['2025-06-10T10:00', '2025-06-10T10:00'],
    ['2025-06-14T10:00', '2025-06-14T10:00'],
    ['2025-06-14T10:00', '2025-06-10T10:00'],
  ])('lists nothing, and nothing is counted, from %s to %s', (from, to) => {
    expect(intervals(berlin, at(from), at(to))).toEqual([]);
    expect(counted(berlin, at(from), at(to))).toBe(0);
  });

  it('lists a day on which the clocks change once', () => {
    const calendar = compileCalendar({ ...berlin.data, holidays: {}, from: 2025, to: 2025 });
    const days = intervals(calendar, at('2025-03-29T12:00'), at('2025-03-31T12:00'));
    expect(days.map(({ from, to, countedMs }) => [show(from), show(to), countedMs / HOUR])).toEqual([
      ['Sat 2025-03-29T12:00', 'Sun 2025-03-30T00:00', 0],
      ['Sun 2025-03-30T00:00', 'Mon 2025-03-31T00:00', 0],
      ['Mon 2025-03-31T00:00', 'Mon 2025-03-31T12:00', 12],
    ]);
  });
});

describe('whether time counts (R2.2)', () => {
  it.each([
    ['2025-06-13T00:00', true, 'from the beginning of a business day'],
    ['2025-06-13T23:59', true, 'to its end'],
    ['2025-06-14T00:00', false, 'not at the end itself'],
    ['2025-06-09T12:00', false, 'not on a holiday'],
    ['2020-01-01T00:00', false, 'not on a holiday at the beginning of the calendar'],
    ['2019-12-30T12:00', false, 'nor before it'],
    ['2036-01-02T12:00', false, 'nor after it'],
  ])('%s: %s, %s', (instant, yes) => {
    expect(counts(berlin, at(instant))).toBe(yes);
  });

  it('from the first instant of a calendar on that begins on a business day', () => {
    const calendar = compileCalendar({ ...berlin.data, holidays: {}, from: 2025, to: 2025 });
    expect(counts(calendar, at('2025-01-01T00:00'))).toBe(true);
    expect(counts(calendar, at('2025-01-01T00:00') - 1)).toBe(false);
  });
});

describe('business days ahead (R2.9)', () => {
  it.each([
    ['2025-06-13T15:00', 1, 'Tue 2025-06-17T00:00'],
    ['2025-06-13T15:00', 5, 'Sat 2025-06-21T00:00'],
    ['2025-06-14T10:00', 5, 'Sat 2025-06-21T00:00'],
    ['2025-04-16T10:00', 2, 'Wed 2025-04-23T00:00'],
  ])('from %s the %d. ends %s', (from, n, end) => {
    expect(show(endOfBusinessDays(berlin, at(from), n))).toBe(end);
  });

  it.each([0, -1, 1.5])('refuses %d, a number of days that is none', (n) => {
    const refused = new RangeError(`${n} is not a number of business days`);
    expect(() => endOfBusinessDays(berlin, at('2025-06-13T15:00'), n)).toThrow(refused);
  });
});

describe('outside the calendar', () => {
  const before = at('2019-12-31T23:59');
  const BEFORE = '2019-12-31T22:59:00.000Z';
  it.each([
    ['counted', BEFORE, () => counted(berlin, before, at('2025-01-01T00:00'))],
    ['counted to before', BEFORE, () => counted(berlin, at('2025-01-01T00:00'), before)],
    ['dueAt', BEFORE, () => dueAt(berlin, before, DAY)],
    ['dueAt beyond the end', 'the due instant', () => dueAt(berlin, at('2035-12-31T12:00'), DAY)],
    ['firstOverdueAt', 'the first overdue instant', () => firstOverdueAt(berlin, at('2035-12-31T12:00'), DAY)],
    ['endOfBusinessDays', 'a date 1 business days off', () => endOfBusinessDays(berlin, at('2035-12-31T12:00'), 1)],
    ['intervals', BEFORE, () => intervals(berlin, before, at('2025-01-01T00:00'))],
    ['intervals to before', BEFORE, () => intervals(berlin, at('2025-01-01T00:00'), before)],
    ['no instant', 'NaN', () => localDate.of(berlin, Number.NaN)],
    ['the last instant there is', '+275760-09-13T00:00:00.000Z', () => localDate.of(berlin, 8.64e15)],
    [
      'a pause without end',
      'Infinity',
      () => dueAt(berlin, at('2025-06-10T10:00'), DAY, [{ from: at('2025-06-10T11:00'), to: Number.POSITIVE_INFINITY }]),
    ],
  ])('%s says which range is covered', (_name, what, ask) => {
    const covers = '2019-12-31T23:00:00.000Z to 2035-12-31T23:00:00.000Z';
    let thrown: unknown;
    try {
      ask();
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(OutsideCalendar);
    const message = `${what} lies outside calendar de ${berlin.version}, which covers ${covers}`;
    expect(thrown).toMatchObject({ name: 'OutsideCalendar', message });
  });

  it('counts up to the very end', () => {
    expect(show(dueAt(berlin, at('2035-12-31T00:00'), DAY))).toBe('Tue 2036-01-01T00:00');
    expect(localDate.of(berlin, at('2036-01-01T00:00'))).toBe('2035-12-31');
  });

  it('refuses a negative allowance', () => {
    expect(() => dueAt(berlin, at('2025-06-10T10:00'), -1)).toThrow(new RangeError('-1 ms is not an allowance'));
  });
});
