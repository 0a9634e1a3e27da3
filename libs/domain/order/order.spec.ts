import type { Actor, Stamp } from '../people';
import { ROLES } from '../people';
import { Rejection } from '../rejection';
import { type Order, type OrderFacts, orderStreamId, orders, RecordOrder } from './order';

const AT = Date.parse('2026-03-02T09:00:00Z');
const shop: Actor = { id: 'shop-system', role: 'platform' };
const stamp = (actor = shop): Stamp => ({
  ...{ actor, at: AT, commandId: 'c', commandHash: 'h', origin: 'test', correlationId: 'c' },
});
const facts: OrderFacts = {
  ...{ buyer: 'b1', seller: 's1', state: 'paid', market: 'de', amount: '39.98', currency: 'EUR' },
  items: [{ title: 'A kettle', quantity: 2, sku: 'K-1', price: '19.99' }],
  deliveryAddress: 'Hauptstr. 1',
  trackingNumbers: ['0034'],
};
const tells = (more: Partial<OrderFacts> = {}, importedAt?: number, actor = shop) =>
  new RecordOrder('A 1/2', stamp(actor), { ...facts, ...more }, importedAt);
const recorded = (more: object = {}) => ({
  type: 'OrderRecorded',
  data: { order: 'A 1/2', ...facts, by: 'shop-system', at: '2026-03-02T09:00:00.000Z', ...more },
});
const asTold = (...commands: RecordOrder[]): Order =>
  commands.reduce((state, command) => orders.decide(command, state).reduce(orders.evolve, state), orders.initial());

describe('an order (R1.6)', () => {
  it('is told whole, and its last word holds', () => {
    expect(orders.decide(tells(), orders.initial())).toEqual([recorded()]);
    const gone = { state: 'delivered', deliveryAddress: undefined } as const;
    expect(orders.decide(tells(gone), asTold(tells()))).toEqual([recorded(gone)]);
    expect(asTold(tells(), tells(gone)).told).toEqual({ ...facts, ...gone });
  });

  it('told again as it is, is nothing', () => expect(orders.decide(tells(), asTold(tells()))).toEqual([]));

  it('of history is marked with its own time, and never above what was told since', () => {
    const old = Date.parse('2020-01-01T00:00:00Z');
    const marked = recorded({ state: 'placed', imported: true, at: '2020-01-01T00:00:00.000Z' });
    expect(orders.decide(tells({ state: 'placed' }, old), orders.initial())).toEqual([marked]);
    expect(orders.decide(tells({ state: 'placed' }, old), asTold(tells()))).toEqual([]);
    expect(orders.decide(tells(), asTold(tells({ state: 'placed' }, old)))).toEqual([recorded()]);
    expect(asTold(tells({ state: 'placed' }, old), tells())).toEqual({ told: facts });
  });

  it('is told by the platform and the helpdesk itself, by nobody else', () => {
    for (const role of ROLES) {
      const decided = () => orders.decide(tells({}, undefined, { id: 'shop-system', role }), orders.initial());
      if (role === 'platform' || role === 'system') expect(decided()).toHaveLength(1);
      else expect(decided).toThrow(new Rejection('forbidden', 'a system of the platform tells of orders'));
    }
  });

  it.each([
    ['currency', { currency: undefined }, 'an amount has a currency'],
    ['amount', { amount: '39.985' }, 'an amount in EUR has at most 2 decimals'],
    ['items[1].price', { items: [facts.items[0], { title: 'x', quantity: 1, price: '0.001' }] }, 'an amount in EUR has'],
  ])('has amounts of its currency: %s', (field, more, reason) => {
    expect(() => orders.decide(tells(more), asTold(tells(more)))).toThrow(
      expect.objectContaining({ code: 'amount-invalid', field, message: expect.stringContaining(reason) }),
    );
  });

  it('needs no amount, and no currency then', () => {
    const bare = { amount: undefined, currency: undefined, items: [{ title: 'x', quantity: 1 }] };
    expect(orders.decide(tells(bare), orders.initial())).toEqual([recorded(bare)]);
  });

  it('stays as it is by what a key alone answered', () =>
    expect(orders.evolve(asTold(tells()), { type: 'CommandAcknowledged', data: { command: 'RecordOrder', at: '' } })).toEqual({
      told: facts,
    }));

  it('has a stream of its own, whatever its number', () => {
    expect(tells().id).toBe('A%201%2F2');
    const numbers = ['a/b', 'a%2Fb', 'a b', 'A/B', '?', '%'];
    expect(new Set(numbers.map(orderStreamId)).size).toBe(numbers.length);
  });
});
