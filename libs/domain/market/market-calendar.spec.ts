import fc from 'fast-check';
import type { CalendarData } from '../clock';
import type { Role, Stamp } from '../people';
import { Rejection } from '../rejection';
import { faultOf, STREAMS } from '../streams';
import {
  AdoptCalendar,
  type CalendarCorrection,
  CorrectMarketCalendar,
  correctedData,
  FollowCorrection,
  followersOf,
  type MarketCommand,
  type MarketEvent,
  marketCalendar,
  type ZoneRules,
} from '.';

const NOW = Date.parse('2026-03-10T12:00:00.000Z');
const AT = '2026-03-10T12:00:00.000Z';
const stamp = (role: Role = 'admin', id = 'root'): Stamp => ({
  ...{ actor: { id, role }, at: NOW },
  ...{ commandId: 'c', commandHash: 'h', origin: 'test', correlationId: 'c' },
});

const holidays = { '2026-05-01': 'Labour Day' };
type Correction = Partial<CorrectMarketCalendar['correction']>;
const corrects = (correction: Correction, id = 'xx', by = stamp()) =>
  new CorrectMarketCalendar(id, by, { base: '2026-1', holidays, add: {}, remove: [], reason: 'decree', ...correction });
const file: CalendarData = { id: 'xx', version: '2026-1', source: 'law', zone: 'Europe/Berlin', weekdays: [1, 2, 3], holidays };
const outage = { from: '2026-03-10T08:00:00.000Z', to: '2026-03-10T10:00:00.000Z', reason: 'flood' };
const bounds = { from: outage.from, to: outage.to };

const folded = (events: readonly MarketEvent[]) => events.reduce(marketCalendar.evolve, marketCalendar.initial());

/** The events of each command, on what those before it made. */
function given(...commands: MarketCommand[]) {
  const history: MarketEvent[] = [];
  for (const command of commands) history.push(...marketCalendar.decide(command, folded(history)));
  return {
    state: folded(history),
    when: (command: MarketCommand) => ({
      yields(...events: object[]) {
        const decided = marketCalendar.decide(command, folded(history));
        expect(decided).toEqual(events);
        // What is written is what the door lets in.
        const { stamp: by, id } = command;
        const metadata = {
          ...{ $correlationId: 'c', $causationId: 'c', commandId: 'c', commandHash: 'h', actor: 'a', role: by.actor.role },
          ...{ origin: 'test', at: AT, schema: '1' },
        };
        for (const { type, data } of decided)
          expect(faultOf(STREAMS, { stream: `market-${id}`, type, data, metadata })).toBeUndefined();
      },
      /** `message`: what the caller reads. */
      rejectedWith(code: string, field: string | undefined, message: string) {
        let thrown: unknown;
        try {
          marketCalendar.decide(command, folded(history));
        } catch (error) {
          thrown = error;
        }
        expect(thrown).toBeInstanceOf(Rejection);
        expect(thrown).toMatchObject({ code, field, message });
      },
    }),
  };
}

const corrected = (data: object) => ({
  type: 'CalendarCorrected',
  data: { market: 'xx', version: '2026-1+1', add: {}, remove: [], reason: 'decree', by: 'root', at: AT, ...data },
});

describe('a version of a calendar (R2.5)', () => {
  const { source: _, ...data } = file;
  const adopts = (by = stamp('system', 'clock')) => new AdoptCalendar('xx', by, file);
  it('is recorded with its data when it is used for the first time, and once', () => {
    given()
      .when(adopts())
      .yields({ type: 'CalendarAdopted', data: { market: 'xx', version: '2026-1', data, by: 'clock', at: AT } });
    given(adopts()).when(adopts()).yields();
    expect(given(adopts(), corrects({ outages: [outage] })).state.adopted).toEqual(['2026-1']);
  });
  it('is recorded by the product itself', () =>
    given()
      .when(adopts(stamp('admin')))
      .rejectedWith('forbidden', undefined, 'an admin corrects calendars'));
});

describe('the rules of a market’s time zone (R2.5, R2.6)', () => {
  const { source: _, ...data } = file;
  const start = '2019-12-30T00:00:00.000Z';
  const rules = (tzdata: string, seconds = 3_600) => ({ tzdata, offsets: { [start]: seconds } });
  const adopts = (zone?: ZoneRules, version = '2026-1') =>
    new AdoptCalendar('xx', stamp('system', 'clock'), { ...file, version }, zone);
  const adopted = (version: string, zone?: ZoneRules) => ({
    type: 'CalendarAdopted',
    data: { market: 'xx', version, data: { ...data, version }, ...(zone && { zone }), by: 'clock', at: AT },
  });
  const moved = (zone: ZoneRules, after: string, version: string) => {
    const reason = `Europe/Berlin has other rules in the time-zone data ${zone.tzdata} than in ${after}`;
    return corrected({ version, zone, reason, by: 'clock' });
  };

  it('are recorded with the first version, and with one that was recorded before there were any', () => {
    given()
      .when(adopts(rules('2025a')))
      .yields(adopted('2026-1', rules('2025a')));
    given(adopts())
      .when(adopts(rules('2025a')))
      .yields(adopted('2026-1', rules('2025a')));
    given(adopts(rules('2025a')))
      .when(adopts(rules('2025a'), '2026-2'))
      .yields(adopted('2026-2'));
  });
  it('are corrected where newer data have others', () => {
    const newer = rules('2025b', 7_200);
    given(adopts(rules('2025a')))
      .when(adopts(newer))
      .yields(moved(newer, '2025a', '2026-1+1'));
    given(adopts(rules('2025a')), corrects({ outages: [outage] }))
      .when(adopts(newer, '2026-2'))
      .yields(adopted('2026-2'), moved(newer, '2025a', '2026-2+2'));
    const { state } = given(adopts(rules('2025a')), adopts(newer), corrects({ outages: [outage] }));
    expect([state.zone, state.corrections]).toEqual([newer, 2]);
  });
  it.each<[string, ZoneRules, ZoneRules?]>([
    ['by newer data that say the same', rules('2025b')],
    ['by data as new', rules('2025a', 7_200)],
    ['by older data', rules('2024b', 7_200)],
    ['by data of no version', rules('unknown', 7_200)],
    [
      'by newer data that say the same in another order',
      { tzdata: '2025b', offsets: { '2026-01-01T00:00:00.000Z': 0, [start]: 3_600 } },
      { tzdata: '2025a', offsets: { [start]: 3_600, '2026-01-01T00:00:00.000Z': 0 } },
    ],
  ])('stay %s', (_what, others, before = rules('2025a')) => given(adopts(before)).when(adopts(others)).yields());
  it('are no day and no outage: regions have zones of their own', () => {
    const correction = {
      market: 'xx',
      version: '2026-1+1',
      add: {},
      remove: [],
      zone: rules('2025b'),
      reason: 'x',
      by: 'clock',
      at: AT,
    };
    given()
      .when(new FollowCorrection('xx-a', stamp('system'), correction, file, {}))
      .yields();
  });
});

describe('a correction of a calendar (R2.6)', () => {
  it('adds days and removes others', () => {
    const change = { add: { '2026-06-01': 'New' }, remove: ['2026-05-01'] };
    given().when(corrects(change)).yields(corrected(change));
    given(corrects(change))
      .when(corrects({ add: { '2026-05-01': 'Again' } }))
      .yields(corrected({ version: '2026-1+2', add: { '2026-05-01': 'Again' } }));
  });
  it('of days and outages is one', () => {
    const later = { ...bounds, to: '2026-03-10T11:00:00.000Z', reason: 'flood' };
    const change = { add: { '2026-06-01': 'New' }, outages: [later], revoke: [bounds] };
    given(corrects({ outages: [outage] }))
      .when(corrects(change))
      .yields(corrected({ version: '2026-1+2', ...change }));
    expect(given(corrects({ outages: [outage] }), corrects(change)).state.outages).toEqual([later]);
    given(corrects({ outages: [outage] }))
      .when(corrects({ outages: [later], revoke: [bounds] }))
      .yields(corrected({ version: '2026-1+2', outages: [later], revoke: [bounds] }));
  });
  it('that had nothing to do changes nothing', () => {
    const acknowledged = { type: 'CommandAcknowledged', data: { command: 'c', at: AT } } as const;
    const { state } = given(corrects({ outages: [outage] }));
    expect(marketCalendar.evolve(state, acknowledged)).toEqual(state);
  });
  it('is undone by a later one', () => {
    const { state } = given(
      corrects({ add: { '2026-06-01': 'New' }, remove: ['2026-05-01'] }),
      corrects({ holidays: { '2026-06-01': 'New' }, add: { '2026-05-01': 'Labour Day' }, remove: ['2026-06-01'] }),
    );
    expect(correctedData(file, state, state.outages, 'v').holidays).toEqual(holidays);
    expect(state).toEqual({
      ...{ adopted: [], corrections: 2, version: '2026-1+2', reason: 'decree', outages: [] },
      ...{ add: { '2026-05-01': 'Labour Day' }, remove: ['2026-06-01'] },
    });
  });
  it.each<[string, Correction, string, string]>([
    ['nothing', {}, 'add', 'a correction adds or removes at least one date or outage'],
    [
      'a date both added and removed',
      { add: { '2026-05-01': 'x' }, remove: ['2026-05-01'] },
      'remove',
      '2026-05-01 is both added and removed',
    ],
    ['a working day removed', { remove: ['2026-05-04'] }, 'remove', '2026-05-04 is no holiday of this calendar'],
  ])('is refused with %s', (_, correction, field, message) =>
    given().when(corrects(correction)).rejectedWith('calendar-date-invalid', field, message),
  );
  it('is an admin’s', () => {
    for (const role of ['buyer', 'seller', 'compliance', 'system', 'operator'] as const)
      given()
        .when(corrects({ outages: [outage] }, 'xx', stamp(role)))
        .rejectedWith('forbidden', undefined, 'an admin corrects calendars');
  });
  it('of days is one market’s', () =>
    given()
      .when(corrects({ add: { '2026-06-01': 'x' } }, 'all'))
      .rejectedWith('calendar-date-invalid', 'add', 'days are those of one market; of all there are outages only'));
  it('as it was stored before there were outages is folded', () => {
    const before = corrected({ add: { '2026-06-01': 'New' } }) as MarketEvent;
    expect(folded([before])).toEqual({
      ...marketCalendar.initial(),
      ...{ corrections: 1, version: '2026-1+1', reason: 'decree', add: { '2026-06-01': 'New' } },
    });
  });
});

describe('an outage (R2.14)', () => {
  it('is recorded with from, to and reason, in UTC to the millisecond', () => {
    const told = { from: '2026-03-10T09:00:00+01:00', to: '2026-03-10T11:00:00+01:00', reason: 'flood' };
    given()
      .when(corrects({ outages: [told] }))
      .yields(corrected({ outages: [outage] }));
    given()
      .when(corrects({ outages: [outage] }, 'all'))
      .yields(corrected({ market: 'all', outages: [outage] }));
  });
  it('may end now, not later', () => {
    given()
      .when(corrects({ outages: [{ ...outage, to: AT }] }))
      .yields(corrected({ outages: [{ ...outage, to: AT }] }));
    given()
      .when(corrects({ outages: [{ ...outage, to: '2026-03-10T12:00:00.001Z' }] }))
      .rejectedWith('outage-invalid', 'outage', 'an outage is recorded once it is over');
  });
  it('ends after it begins', () =>
    given()
      .when(corrects({ outages: [{ ...outage, to: outage.from }] }))
      .rejectedWith('outage-invalid', 'outage', 'an outage ends after it begins'));
  it('is undone by a later correction', () => {
    const records = corrects({ outages: [outage] });
    expect(given(records).state.outages).toEqual([outage]);
    given(records)
      .when(corrects({ revoke: [bounds] }))
      .yields(corrected({ version: '2026-1+2', revoke: [bounds] }));
    expect(given(records, corrects({ revoke: [bounds] })).state.outages).toEqual([]);
  });
  it('that is not recorded cannot be undone', () => {
    const unknown = (to: string) => `no outage from ${bounds.from} to ${to} is recorded`;
    given()
      .when(corrects({ revoke: [bounds] }))
      .rejectedWith('outage-unknown', 'revokeOutage', unknown(bounds.to));
    const other = { ...bounds, to: '2026-03-10T09:59:59.999Z' };
    given(corrects({ outages: [outage] }))
      .when(corrects({ revoke: [other] }))
      .rejectedWith('outage-unknown', 'revokeOutage', unknown(other.to));
  });
  it('told twice is one, with the reason told last', () => {
    const { state } = given(corrects({ outages: [outage] }), corrects({ outages: [{ ...outage, reason: 'fire' }] }));
    expect(state.outages).toEqual([{ ...outage, reason: 'fire' }]);
  });
});

describe('a correction above (R2.6)', () => {
  const nation = { '2026-05-01': 'Labour Day' };
  const region: CalendarData = { ...file, id: 'xx-a', holidays: { ...nation, '2026-06-04': 'Of the region' } };
  const above = (change: Partial<CalendarCorrection>): CalendarCorrection => ({
    ...{ market: 'xx', version: '2026-1+1', add: {}, remove: [], reason: 'decree', by: 'root', at: AT },
    ...change,
  });
  const follows = (change: Partial<CalendarCorrection>, by = stamp('system', 'reactor')) =>
    new FollowCorrection('xx-a', by, above(change), region, nation);
  const recorded = (data: object) => corrected({ market: 'xx-a', follows: { market: 'xx', version: '2026-1+1' }, ...data });

  it('holds in the region: days, outages and what undoes them', () => {
    const change = { add: { '2026-06-01': 'New' }, remove: ['2026-05-01'], outages: [outage] };
    given().when(follows(change)).yields(recorded(change));
    given(follows(change))
      .when(follows({ version: '2026-1+2', add: { '2026-05-01': 'Back' }, remove: ['2026-06-01'], revoke: [bounds] }))
      .yields(
        recorded({
          ...{ version: '2026-1+2', follows: { market: 'xx', version: '2026-1+2' } },
          ...{ add: { '2026-05-01': 'Back' }, remove: ['2026-06-01'], revoke: [bounds] },
        }),
      );
  });
  it('leaves a holiday of the region’s own, whether it comes or goes above', () => {
    given()
      .when(follows({ add: { '2026-06-04': 'Now everywhere' } }))
      .yields();
    given()
      .when(follows({ remove: ['2026-06-04'] }))
      .yields();
  });
  it('holds with all its parts at once', () => {
    const change = { add: { '2026-07-01': 'New' }, outages: [outage] };
    given().when(follows(change)).yields(recorded(change));
    const both = { outages: [{ ...outage, to: AT }], revoke: [bounds] };
    given(follows(change))
      .when(follows({ version: '2026-1+2', ...both }))
      .yields(recorded({ version: '2026-1+2', follows: { market: 'xx', version: '2026-1+2' }, ...both }));
  });
  it('changes nothing where the region says so already', () => {
    given()
      .when(follows({ remove: ['2026-09-09'], revoke: [bounds] }))
      .yields();
    given(follows({ remove: ['2026-05-01'] }))
      .when(follows({ remove: ['2026-05-01'] }))
      .yields();
    given(follows({ add: { '2026-06-01': 'New' } }))
      .when(follows({ add: { '2026-06-01': 'New' } }))
      .yields();
  });
  it('is followed by the product itself', () =>
    given()
      .when(follows({ outages: [outage] }, stamp('admin')))
      .rejectedWith('forbidden', undefined, 'an admin corrects calendars'));
  it('any corrections and their undoing leave the region as it was', () => {
    const dates = fc.uniqueArray(fc.constantFrom('2026-05-01', '2026-06-04', '2026-06-01', '2026-07-01'), { minLength: 1 });
    fc.assert(
      fc.property(dates, fc.boolean(), (changed, withOutage) => {
        const add = Object.fromEntries(changed.filter((date) => !(date in nation)).map((date) => [date, 'x']));
        const remove = changed.filter((date) => date in nation);
        const back = Object.fromEntries(remove.map((date) => [date, 'Labour Day']));
        const { state } = given(
          follows({ add, remove, ...(withOutage && { outages: [outage] }) }),
          follows({ add: back, remove: Object.keys(add), ...(withOutage && { revoke: [bounds] }) }),
        );
        expect(correctedData(region, state, state.outages, 'v')).toEqual({ ...region, version: 'v', outages: [] });
      }),
    );
  });
  it('reaches the regions of a country, and from all markets every country', () => {
    expect(followersOf('de').map(({ id }) => id)).toContain('de-by');
    expect(followersOf('all').map(({ id }) => id)).toEqual(expect.arrayContaining(['de', 'ie']));
    expect([followersOf('de-by'), followersOf('nl')]).toEqual([[], []]);
  });
});
