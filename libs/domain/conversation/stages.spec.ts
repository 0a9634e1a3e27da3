import {
  admin,
  answered,
  asks,
  buyer,
  clock,
  DUE,
  event,
  given,
  HOUR,
  lateReply,
  MONDAY,
  opens,
  overdue,
  rule,
  seller,
  stamp,
  system,
  utc,
} from './given';
import { type Stage, type StageFacts, UpdateStatus } from './stages';

const updates = (stage: Stage, facts: StageFacts = {}, id: string = stage, answers?: string[], at = MONDAY) =>
  new UpdateStatus('c1', stamp(seller, at), clock, { id, stage, facts, answers });
const updated = (stage: Stage, facts: StageFacts = {}, update: string = stage, more: object = {}) =>
  event('StatusUpdated', { update, stage, facts, by: 'anna', at: utc(MONDAY), ...more });
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
          .rejectedWith('stage-facts-missing', name, `stage ${stage} needs ${names}`);
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
      .rejectedWith(...refused('reported as shipped already', 'trackingNumber'));
    given(opens(), updates('shipped', { ...parcel, trackingNumber: 'JD 0 1' }))
      .when(again(' jd01'))
      .rejectedWith(...refused('reported as shipped already', 'trackingNumber'));
    given(opens(), updates('shipped', parcel), again('2'))
      .when(updates('shipped', parcel, 'u3'))
      .rejectedWith(...refused('reported as shipped already', 'trackingNumber'));
    given(opens(), updates('shipped', parcel))
      .when(again('2'))
      .yields(updated('shipped', { ...parcel, trackingNumber: '2' }, 'u2'));
  });
  rule('R3.2 a number that another stage named is not shipped yet', () =>
    given(opens(), updates('return-received', { trackingNumber: '1' }))
      .when(updates('shipped', parcel))
      .yields(updated('shipped', parcel)),
  );
  rule('R3.2 delivered only what was shipped, each parcel once', () => {
    const shipped = updates('shipped', parcel);
    given(opens())
      .when(updates('delivered'))
      .rejectedWith(...refused('delivered only after it was shipped'));
    given(opens(), shipped).when(updates('delivered')).yields(updated('delivered'));
    given(opens(), shipped, updates('delivered'))
      .when(updates('delivered', {}, 'u2'))
      .rejectedWith(...refused('only after it was shipped'));
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
