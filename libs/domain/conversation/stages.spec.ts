import type { ConversationCommand, ConversationEvent } from './conversation';
import {
  admin,
  answered,
  asks,
  buyer,
  clock,
  DUE,
  event,
  given as givenWhole,
  HOUR,
  lateReply,
  MONDAY,
  opens,
  overdue,
  rule,
  run,
  seller,
  stamp,
  system,
  t,
  utc,
} from './given';
import type { Stage, StageFacts } from './stage-facts';
import { stageFolds, UpdateStatus, updateStatus } from './stages';

const updates = (stage: Stage, facts: StageFacts = {}, id: string = stage, answers?: string[], at = MONDAY) =>
  new UpdateStatus('c1', stamp(seller, at), clock, { id, stage, facts, answers });
const updated = (stage: Stage, facts: StageFacts = {}, update: string = stage, more: object = {}) =>
  event('StatusUpdated', { update, stage, facts, by: 'anna', at: utc(MONDAY), ...more });

/** What is awaited after a stage has a spec of its own (missing-updates.spec.ts). */
const told = (events: readonly ConversationEvent[]) =>
  events
    .filter(({ type }) => type !== 'StatusUpdateSettled')
    .map(({ type, data }) => ({ type, data: type === 'StatusUpdated' ? { ...data, wakeAt: undefined } : data }));
const given = (...commands: ConversationCommand[]) => ({
  when: (command: ConversationCommand) => ({
    ...givenWhole(...commands).when(command),
    yields: (...events: ConversationEvent[]) => expect(told(run([...commands, command]).last)).toEqual(events),
  }),
});
const parcel = { carrier: 'DHL', trackingNumber: '1', estimatedDelivery: '2025-06-18' };
const refused = (why: string, field = 'stage') => ['stage-contradicts-history', field, why] as const;

describe('status updates (R3)', () => {
  rule('R2.8 answer only what they name', () => {
    given(opens(), asks(MONDAY, 'm2')).when(updates('return-received')).yields(updated('return-received'));
    given(opens(), asks(MONDAY, 'm2'))
      .when(updates('return-received', {}, 'u1', ['m2']))
      .yields(updated('return-received', {}, 'u1', { answers: ['m2'] }), answered('m2', MONDAY, 0, { by: 'u1' }));
    given(opens())
      .when(updates('return-received', {}, 'u1', ['nothing']))
      .rejectedWith('message-unknown', 'answers', 'no buyer message nothing');
  });
  rule('R2.7 late ones are overdue first', () => {
    const at = DUE + 1;
    given(opens())
      .when(updates('delayed', { newDate: '2025-07-01', reason: 'strike' }, 'u1', ['m1'], at))
      .yields(
        updated('delayed', { newDate: '2025-07-01', reason: 'strike' }, 'u1', { answers: ['m1'], at: utc(at) }),
        overdue(at),
        lateReply(5, at),
        answered('m1', at, 24 * HOUR + 1, { by: 'u1', late: true }),
      );
  });
  rule('said twice are one', () => given(opens(), updates('return-received')).when(updates('return-received')).yields());
  rule('R3.1 a parcel has carrier, number and date; a delay its date and reason; a refund its amount', () => {
    given(opens()).when(updates('shipped', parcel)).yields(updated('shipped', parcel));
    const needs: [Stage, StageFacts][] = [
      ['shipped', parcel],
      ['delayed', { newDate: '2025-07-01', reason: 'strike' }],
      ['refund-issued', { amount: '9.99', currency: 'EUR' }],
    ];
    for (const [stage, facts] of needs) {
      const names = Object.keys(facts).join(', ');
      for (const name of Object.keys(facts))
        given(opens())
          .when(updates(stage, { ...facts, [name]: undefined }))
          .rejectedWith('stage-facts-missing', `facts.${name}`, `stage ${stage} needs ${names}`);
    }
  });
  rule('R3.1 the others need nothing', () => {
    for (const stage of ['order-confirmed', 'return-received', 'repair-started', 'exchange-started'] as const)
      given(opens()).when(updates(stage)).yields(updated(stage));
  });
  rule('R3.2 an order is confirmed once, and before it is shipped', () => {
    const confirmed = updates('order-confirmed');
    given(opens(), confirmed)
      .when(updates('order-confirmed', {}, 'u2'))
      .rejectedWith(...refused('confirmed already'));
    given(opens(), updates('shipped', parcel))
      .when(confirmed)
      .rejectedWith(...refused('shipped already'));
    given(opens(), confirmed).when(updates('shipped', parcel)).yields(updated('shipped', parcel));
  });
  for (const [what, first, second] of [
    ['a repair', 'repair-started', 'repair-completed'],
    ['an exchange', 'exchange-started', 'exchange-prepared'],
  ] as const)
    rule(`R3.2 ${what} is completed after it was started, each time`, () => {
      const done = second.split('-')[1];
      const starts = updates(first);
      const ends = updates(second);
      given(opens())
        .when(ends)
        .rejectedWith(...refused(`${what} is ${done} only after it was started`));
      given(opens(), starts)
        .when(updates(first, {}, 'u2'))
        .rejectedWith(...refused(`${what} was started and not ${done} yet`));
      given(opens(), starts).when(ends).yields(updated(second));
      given(opens(), starts, ends)
        .when(updates(second, {}, 'u2'))
        .rejectedWith(...refused('only after it was started'));
      given(opens(), starts, ends)
        .when(updates(first, {}, 'u2'))
        .yields(updated(first, {}, 'u2'));
    });
  rule('R3.2 one number is shipped once, however it is typed', () => {
    const again = (trackingNumber: string) => updates('shipped', { ...parcel, trackingNumber }, 'u2');
    given(opens(), updates('shipped', parcel))
      .when(again('1'))
      .rejectedWith(...refused('reported as shipped already', 'facts.trackingNumber'));
    given(opens(), updates('shipped', { ...parcel, trackingNumber: 'JD 0 1' }))
      .when(again(' jd01'))
      .rejectedWith(...refused('reported as shipped already', 'facts.trackingNumber'));
    const typed = updates('shipped', { ...parcel, trackingNumber: 'JD-0.1' });
    for (const same of ['jd01', 'J\u200bD01', 'ＪＤ０１', 'JD–01\u00a0', 'jd/0/1'])
      given(opens(), typed)
        .when(again(same))
        .rejectedWith(...refused('reported as shipped already', 'facts.trackingNumber'));
    given(opens(), typed)
      .when(updates('delivered', { trackingNumber: 'JD 01' }, 'u9'))
      .yields(updated('delivered', { trackingNumber: 'JD 01' }, 'u9'));
    for (const [one, other] of [
      ['JD01', 'ЈD01'],
      ['--', '---'],
    ])
      given(opens(), updates('shipped', { ...parcel, trackingNumber: one }))
        .when(again(other))
        .yields(updated('shipped', { ...parcel, trackingNumber: other }, 'u2'));
    given(opens(), updates('shipped', parcel), again('2'))
      .when(updates('shipped', parcel, 'u3'))
      .rejectedWith(...refused('reported as shipped already', 'facts.trackingNumber'));
    given(opens(), updates('shipped', parcel))
      .when(again('2'))
      .yields(updated('shipped', { ...parcel, trackingNumber: '2' }, 'u2'));
  });
  rule('R3.2 delivered only what was shipped, each parcel once', () => {
    const shipped = updates('shipped', parcel);
    given(opens())
      .when(updates('delivered'))
      .rejectedWith(...refused('delivered only after it was shipped'));
    given(opens(), shipped).when(updates('delivered')).yields(updated('delivered'));
    for (const facts of [{}, { trackingNumber: '1' }])
      given(opens(), shipped, updates('delivered'))
        .when(updates('delivered', facts, 'u2'))
        .rejectedWith(...refused('delivered already', 'trackingNumber' in facts ? 'facts.trackingNumber' : 'stage'));
  });
  rule('R3.2 a delivery names a number that was shipped, however it is typed; or none, where one was', () => {
    const ships = (trackingNumber: string) => updates('shipped', { ...parcel, trackingNumber }, trackingNumber);
    const delivers = (trackingNumber?: string, id = 'u9') => updates('delivered', { trackingNumber }, id);
    given(opens(), ships('T1'))
      .when(delivers('UNKNOWN'))
      .rejectedWith(...refused('nothing was shipped under this tracking number', 'facts.trackingNumber'));
    given(opens(), ships('T1'))
      .when(delivers(' t 1'))
      .yields(updated('delivered', { trackingNumber: ' t 1' }, 'u9'));
    const both = [opens(), ships('T1'), ships('T2')];
    given(...both)
      .when(delivers())
      .rejectedWith(...refused('several parcels were shipped', 'facts.trackingNumber'));
    given(...both, delivers('T2', 'u8'))
      .when(delivers())
      .rejectedWith(...refused('several parcels were shipped', 'facts.trackingNumber'));
    given(...both, delivers('T2', 'u8'))
      .when(delivers('t2'))
      .rejectedWith(...refused('delivered already', 'facts.trackingNumber'));
    given(...both, delivers('T2', 'u8'))
      .when(delivers('T1'))
      .yields(updated('delivered', { trackingNumber: 'T1' }, 'u9'));
    given(opens(), ships('T1'), delivers(undefined, 'u8'), ships('T2'))
      .when(delivers('T2'))
      .yields(updated('delivered', { trackingNumber: 'T2' }, 'u9'));
  });
  rule('R3.2 history that names a number nobody shipped takes no parcel away', () => {
    const state = run([opens(), updates('shipped', parcel)]).state;
    const { data } = updated('delivered', { trackingNumber: 'UNKNOWN' }, 'u1') as unknown as { data: never };
    stageFolds.StatusUpdated(state, data);
    expect(told(updateStatus(updates('delivered', { trackingNumber: '1' }, 'u2'), state))).toEqual([
      updated('delivered', { trackingNumber: '1' }, 'u2'),
    ]);
    expect(() => updateStatus(updates('delivered', { trackingNumber: 'UNKNOWN' }, 'u2'), state)).toThrow('nothing was shipped');
    const { data: shipped } = updated('shipped', {}, 'u3') as unknown as { data: never };
    expect(() => stageFolds.StatusUpdated(state, shipped)).not.toThrow();
  });
  rule('R3.2 a stage has its own facts and no others', () => {
    const all = { ...parcel, amount: '1', currency: 'EUR', newDate: '2025-07-01', reason: 'strike' };
    const own: [Stage, (keyof StageFacts)[]][] = [
      ['order-confirmed', []],
      ['return-received', []],
      ['repair-started', []],
      ['exchange-started', []],
      ['shipped', ['carrier', 'trackingNumber', 'estimatedDelivery']],
      ['delayed', ['newDate', 'reason']],
      ['refund-issued', ['amount', 'currency']],
    ];
    for (const [stage, names] of own) {
      const facts = Object.fromEntries(names.map((name) => [name, all[name]]));
      given(opens()).when(updates(stage, facts)).yields(updated(stage, facts));
      for (const [name, fact] of Object.entries(all))
        if (!names.includes(name as keyof StageFacts))
          given(opens())
            .when(updates(stage, { ...facts, [name]: fact }))
            .rejectedWith(
              'stage-fact-foreign',
              `facts.${name}`,
              `stage ${stage} has ${names.join(', ') || 'no facts'}, and no ${name}`,
            );
    }
    given(opens())
      .when(updates('return-received', { carrier: undefined }))
      .yields(updated('return-received'));
    given(opens(), updates('shipped', parcel))
      .when(updates('delivered', { carrier: 'DHL' }))
      .rejectedWith('stage-fact-foreign', 'facts.carrier', 'stage delivered has trackingNumber');
  });
  rule('R3.2 days that are announced lie ahead, where the market is; today does', () => {
    const late = t('2025-06-16T23:59');
    for (const at of [MONDAY, late])
      given(opens())
        .when(updates('shipped', { ...parcel, estimatedDelivery: '2025-06-16' }, 'shipped', undefined, at))
        .yields(updated('shipped', { ...parcel, estimatedDelivery: '2025-06-16' }, 'shipped', { at: utc(at) }));
    for (const estimatedDelivery of ['1999-01-01', '2025-06-15'])
      given(opens())
        .when(updates('shipped', { ...parcel, estimatedDelivery }))
        .rejectedWith('date-in-the-past', 'facts.estimatedDelivery', 'lies ahead');
    given(opens())
      .when(updates('delayed', { newDate: '2025-06-16', reason: 'strike' }, 'u1', undefined, late + 60_000))
      .rejectedWith('date-in-the-past', 'facts.newDate', 'lies ahead');
  });
  rule('R3.2 an amount is above zero and has the decimals of its currency at most', () => {
    const refunds = (amount: string, currency: string) => updates('refund-issued', { amount, currency });
    for (const [amount, currency] of [
      ['19.99', 'EUR'],
      ['19.9', 'EUR'],
      ['0.01', 'HUF'],
      ['555', 'JPY'],
      ['1.234', 'KWD'],
    ])
      given(opens()).when(refunds(amount, currency)).yields(updated('refund-issued', { amount, currency }));
    for (const [amount, currency, decimals] of [
      ['19.999', 'EUR', 2],
      ['5.55', 'JPY', 0],
      ['5.0', 'JPY', 0],
      ['1.2345', 'KWD', 3],
    ] as const)
      given(opens())
        .when(refunds(amount, currency))
        .rejectedWith('amount-invalid', 'facts.amount', `an amount in ${currency} has at most ${decimals} decimals`);
    for (const amount of ['0', '0.00', '-1', 'much'])
      given(opens()).when(refunds(amount, 'EUR')).rejectedWith('amount-invalid', 'facts.amount', 'above zero');
  });
  rule('R3.2 delays, returns and refunds happen as often as they do', () => {
    const delayed = updates('delayed', { newDate: '2025-07-01', reason: 'strike' });
    const refunds = (id: string) => updates('refund-issued', { amount: '1', currency: 'EUR' }, id);
    given(opens(), delayed, updates('return-received'), refunds('u1'))
      .when(refunds('u2'))
      .yields(updated('refund-issued', { amount: '1', currency: 'EUR' }, 'u2'));
    given(opens(), updates('return-received'))
      .when(updates('return-received', {}, 'u2'))
      .yields(updated('return-received', {}, 'u2'));
  });
  rule('R1.3 only the seller reports them', () => {
    for (const actor of [buyer, admin, system])
      given(opens())
        .when(
          new UpdateStatus('c1', stamp(actor, MONDAY), clock, { id: 'u1', stage: 'return-received', facts: {}, answers: ['m1'] }),
        )
        .rejectedWith('forbidden', undefined, `UpdateStatus is not for the role ${actor.role}`);
  });
});
