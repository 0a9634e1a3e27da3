import type { CalendarData } from '../clock';
import { correctedData, correctedHolidays, correctionFault, followed, withoutOutages, zonedData } from './correction';

const MAY = '2026-05-01';
const JUNE = '2026-06-01';
const JULY = '2026-07-01';
const file: CalendarData = {
  ...{ id: 'xx', version: '1', zone: 'Europe/Berlin', weekdays: [1, 2, 3], holidays: { [MAY]: 'Labour Day', [JUNE]: 'Summer' } },
};
const offsets = { '2019-01-01T00:00:00.000Z': 3_600 };
const outage = (from: number, to: number) => ({
  from: `2026-03-10T0${from}:00:00.000Z`,
  to: `2026-03-10T0${to}:00:00.000Z`,
  reason: 'flood',
});

describe('corrections of days (R2.6)', () => {
  it('add up, and the last word on a date holds', () => {
    const before = { add: { [MAY]: 'May', [JUNE]: 'June' }, remove: ['2026-08-01', JULY] };
    expect(correctedHolidays(before, { add: {}, remove: [] })).toEqual(before);
    expect(correctedHolidays(before, { add: { [JULY]: 'July', [MAY]: 'Day of May' }, remove: [JUNE] })).toEqual({
      add: { [MAY]: 'Day of May', [JULY]: 'July' },
      remove: ['2026-08-01', JUNE],
    });
    expect(correctedHolidays(before, { add: {}, remove: [JULY] })).toEqual({ ...before, remove: ['2026-08-01', JULY] });
  });

  it('change the data of a file under a version of their own', () => {
    const outages = [outage(1, 2)];
    expect(correctedData(file, { add: { [JULY]: 'July' }, remove: [MAY] }, outages, '1+1')).toEqual({
      ...{ ...file, version: '1+1', holidays: { [JUNE]: 'Summer', [JULY]: 'July' }, outages },
    });
  });

  it('leave the rules of the zone to what is on record of them', () => {
    expect(zonedData(file, { tzdata: '2026a', offsets })).toEqual({ ...file, offsets });
    expect(zonedData(file, undefined)).toEqual(file);
  });
});

describe('a correction that came in', () => {
  const years = { from: 2020, to: 2035 };
  it.each<[string | undefined, Parameters<typeof correctionFault>[0]]>([
    [undefined, { add: {} }],
    [
      undefined,
      { add: { '2020-01-01': 'First', '2035-12-31': 'Last' }, outages: [outage(1, 2)], zone: { tzdata: 'x', offsets } },
    ],
    ['2019-12-31 is no day of the calendar', { add: { [MAY]: 'May', '2019-12-31': 'Before' } }],
    ['2036-01-01 is no day of the calendar', { add: { '2036-01-01': 'After' } }],
    ['2026-02-29 is no day of the calendar', { add: { '2026-02-29': 'No day' } }],
    ['2026-05-01 has no name', { add: { [MAY]: '' } }],
    ['an outage ends before it begins', { add: {}, outages: [outage(1, 2), outage(2, 2)] }],
    ['an outage ends before it begins', { add: {}, outages: [outage(3, 2)] }],
    ["the zone's offsets do not reach back to the first year", { add: {}, zone: { tzdata: 'x', offsets: {} } }],
  ])('is compiled only where it can be: %s', (fault, correction) => {
    expect(correctionFault(correction, years)).toBe(fault);
  });
});

describe('outages (R2.14)', () => {
  it('are told apart by when they begin and end, however that is written', () => {
    const all = [outage(1, 3), outage(2, 3), outage(1, 2)];
    expect(withoutOutages(all, [{ from: '2026-03-10T02:00:00+01:00', to: '2026-03-10T04:00:00+01:00' }])).toEqual(all.slice(1));
    expect(withoutOutages(all, [outage(1, 2), outage(2, 3)])).toEqual([outage(1, 3)]);
    expect(withoutOutages(all, [])).toEqual(all);
  });

  it('that end above end below where they are on record', () => {
    const state = { add: {}, remove: [], outages: [outage(1, 2), outage(3, 4)] };
    const nothing = { add: {}, remove: [], outages: [], revoke: [] };
    expect(followed({ add: {}, remove: [], revoke: [outage(3, 4), outage(4, 5)] }, state, file, {})).toEqual({
      ...{ ...nothing, revoke: [outage(3, 4)] },
    });
    expect(followed({ add: {}, remove: [] }, state, file, {})).toEqual(nothing);
  });
});
