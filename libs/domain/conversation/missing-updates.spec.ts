import { CloseConversation } from './closing';
import { buyer, clock, DAY, event, given, MONDAY, opens, rule, run, seller, stamp, system, t, utc } from './given';
import { RemindOfUpdate } from './missing-updates';
import type { Stage, StageFacts } from './stage-facts';
import { UpdateStatus } from './stages';

const tells = (stage: Stage, id: string, at = MONDAY, facts: StageFacts = {}) =>
  new UpdateStatus('c1', stamp(seller, at), clock, { id, stage, facts });
const asksFor = (at: number, update = 'u1', by = clock) => new RemindOfUpdate('c1', stamp(system, at), by, update);
const closes = (by = buyer) => new CloseConversation('c1', stamp(by, MONDAY + 1), clock);
/** Monday, Tuesday, Wednesday have counted by Thursday; Thursday and Friday, then Monday by Tuesday. */
const FIRST = MONDAY + 3 * DAY;
const SECOND = MONDAY + 8 * DAY;
const missing = (level: number, at: number, wakeAt?: number, stage: Stage = 'repair-started') =>
  event('StatusUpdateMissing', { update: 'u1', stage, level, ...(wakeAt && { wakeAt: utc(wakeAt) }), at: utc(at) });
const settled = (update: string, stage: Stage, followedBy?: string, at = MONDAY + 1) =>
  event('StatusUpdateSettled', { update, stage, ...(followedBy && { followedBy }), at: utc(at) });
const started = tells('repair-started', 'u1');
const parcel = (trackingNumber: string, estimatedDelivery = '2025-06-18') => ({
  carrier: 'DHL',
  trackingNumber,
  estimatedDelivery,
});
const awaited = (...commands: Parameters<typeof run>[0]) => [...run([opens(), ...commands]).state.awaited.keys()];

describe('a missing status update (R3.3)', () => {
  rule('R3.3 is noticed three business days after a stage that has to be followed, and again after twice that', () => {
    given(opens(), started)
      .when(asksFor(FIRST - 1))
      .yields();
    given(opens(), started)
      .when(asksFor(FIRST))
      .yields(missing(1, FIRST, SECOND));
    given(opens(), started, asksFor(FIRST))
      .when(asksFor(SECOND - 1))
      .yields();
    given(opens(), started, asksFor(FIRST)).when(asksFor(SECOND)).yields(missing(2, SECOND));
  });
  rule('R3.3 is said once for each level, however often it is asked', () => {
    given(opens(), started, asksFor(FIRST)).when(asksFor(FIRST)).yields();
    given(opens(), started, asksFor(FIRST), asksFor(SECOND))
      .when(asksFor(SECOND + DAY))
      .yields();
  });
  rule('R3.3 leaves no level out where the timekeeper was away', () =>
    given(opens(), started)
      .when(asksFor(SECOND))
      .yields(missing(1, SECOND, SECOND), missing(2, SECOND)),
  );
  rule('R3.3 has the days of the operator', () => {
    const rules = () => ({ ...clock.rules('de'), updateDays: 1 });
    const update = new UpdateStatus(
      'c1',
      stamp(seller, MONDAY),
      { ...clock, rules },
      { id: 'u1', stage: 'repair-started', facts: {} },
    );
    given(opens(), update)
      .when(asksFor(MONDAY + DAY, 'u1', { ...clock, rules }))
      .yields(missing(1, MONDAY + DAY, MONDAY + 2 * DAY));
  });
  rule('R3.3 is not put off by a day that no calendar has', () => {
    for (const estimatedDelivery of ['2036-01-01', '9999-12-31'])
      given(opens(), tells('shipped', 'u1', MONDAY, parcel('1', estimatedDelivery)))
        .when(asksFor(FIRST))
        .yields(missing(1, FIRST, SECOND, 'shipped'));
  });
  rule('R3.3 counts from the day that was announced', () => {
    const late = tells('delayed', 'u1', MONDAY, { newDate: '2025-06-18', reason: 'strike' });
    const first = t('2025-06-24T00:00');
    given(opens(), late)
      .when(asksFor(first - 1))
      .yields();
    given(opens(), late)
      .when(asksFor(first))
      .yields(missing(1, first, t('2025-06-27T00:00'), 'delayed'));
  });
  rule('R3.3 is none once the stage that has to follow was told', () => {
    given(opens(), started)
      .when(tells('repair-completed', 'u2', MONDAY + 1))
      .yields(
        event('StatusUpdated', {
          ...{ update: 'u2', stage: 'repair-completed', facts: {}, by: 'anna', wakeAt: utc(FIRST + 1), at: utc(MONDAY + 1) },
        }),
        settled('u1', 'repair-started', 'u2'),
      );
    given(opens(), started, tells('repair-completed', 'u2')).when(asksFor(FIRST)).yields();
    const refund = tells('refund-issued', 'u3', MONDAY, { amount: '1', currency: 'EUR' });
    expect(awaited(started, tells('return-received', 'u2'), refund)).toEqual([]);
  });
  rule('R3.3 is of each parcel on its own', () => {
    const two = [tells('shipped', 'u1', MONDAY, parcel('A 1')), tells('shipped', 'u2', MONDAY, parcel('B2'))];
    expect(awaited(...two)).toEqual(['u1', 'u2']);
    expect(awaited(...two, tells('delivered', 'u3', MONDAY, { trackingNumber: 'a1' }))).toEqual(['u2']);
    expect(awaited(two[0], tells('delivered', 'u3'))).toEqual([]);
  });
  rule('R3.3 another stage ends no wait, and after the last one nothing has to follow', () => {
    expect(awaited(started, tells('order-confirmed', 'u2'))).toEqual(['u1', 'u2']);
    expect(awaited(tells('refund-issued', 'u1', MONDAY, { amount: '1', currency: 'EUR' }))).toEqual([]);
  });
  rule('R3.3 a buyer who closes waits for nothing; a seller closes no duty away', () => {
    const nothing = settled('u1', 'repair-started', undefined, FIRST);
    given(opens(), started, closes()).when(asksFor(FIRST)).yields(nothing);
    given(opens(), started, closes(seller))
      .when(asksFor(FIRST))
      .yields(missing(1, FIRST, SECOND));
    given(opens(), started, closes(seller), closes()).when(asksFor(FIRST)).yields(nothing);
    given(opens(), started, closes(), asksFor(FIRST)).when(asksFor(FIRST)).yields();
  });
  rule('R3.3 a calendar that does not go so far awaits nothing', () =>
    expect(awaited(tells('shipped', 'u1', MONDAY, parcel('1', '2035-12-31')))).toEqual([]),
  );
});
