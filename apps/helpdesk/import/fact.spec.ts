import type { Stamp } from '../../../libs/domain';
import { BadLine, type Json } from './dialogue';
import { readFact } from './fact';

const NOW = Date.parse('2026-06-01T00:00:00Z');
const order = {
  ...{
    kind: 'order',
    id: 'A-1',
    buyer: 'auth0|b',
    seller: 's1',
    state: 'shipped',
    market: 'de',
    amount: '39.98',
    currency: 'EUR',
  },
  items: [{ title: 'A kettle', quantity: 2, sku: 'K-1', price: '19.99' }],
  ...{ deliveryAddress: 'Hauptstr. 1\n10115 Berlin', trackingNumbers: ['0034'] },
};
const seller = {
  ...{ kind: 'seller', id: 's1', name: 'Kettles & Co', markets: ['de', 'at'], languages: ['de'] },
  members: [{ id: 'anna', role: 'owner' }],
};
const commandOf = (line: Json) => readFact(line, NOW).command({} as Stamp);
const without = (line: Json, ...names: string[]) =>
  Object.fromEntries(Object.entries(line).filter(([name]) => !names.includes(name)));

describe('a line of an import file about an order or a seller (R1.6)', () => {
  it('is what the API takes, as history of its own time', () => {
    expect(commandOf({ ...order, at: '2024-01-05T09:00:00Z' })).toMatchObject({
      ...{ type: 'RecordOrder', order: 'A-1', importedAt: Date.parse('2024-01-05T09:00:00Z') },
      facts: without(order, 'kind', 'id'),
    });
    const told = commandOf(seller);
    expect(told).toMatchObject({ type: 'RecordSeller', id: 's1', importedAt: NOW, facts: without(seller, 'kind', 'id') });
    expect(Object.keys(told.facts).sort()).toEqual(['languages', 'markets', 'members', 'name']);
  });

  it('needs of an order who, whose and its state; null says nothing', () => {
    const bare = { kind: 'order', id: '1', buyer: 'b', seller: 's', state: 'placed' };
    const facts = { buyer: 'b', seller: 's', state: 'placed', items: [], trackingNumbers: [] };
    expect(commandOf(bare).facts).toEqual(facts);
    expect(commandOf({ ...bare, amount: null, items: null }).facts).toEqual(facts);
  });

  it('tells of a field it does not take', () => {
    expect(readFact({ ...order, colour: 'red' }, NOW).odd).toEqual(['colour: is not taken']);
    expect(readFact(order, NOW).odd).toEqual([]);
    expect(commandOf({ ...order, colour: 'red' }).facts).not.toHaveProperty('colour');
  });

  it.each([
    ['id', { id: ' A' }],
    ['id', { id: undefined }],
    ['buyer', { buyer: '' }],
    ['seller', { seller: 'a b' }],
    ['state', { state: 'lost' }],
    ['market', { market: 'xx' }],
    ['items', { items: {} }],
    ['items[0].quantity', { items: [{ title: 'a', quantity: 0 }] }],
    ['items[1].title', { items: [order.items[0], { quantity: 1 }] }],
    ['items[0].color', { items: [{ title: 'a', quantity: 1, color: 'red' }] }],
    ['items', { items: Array.from({ length: 201 }, () => order.items[0]) }],
    ['items[0].price', { items: [{ title: 'a', quantity: 1, price: '1.234' }] }],
    ['amount', { amount: 39.98 }],
    ['amount', { amount: '39.985' }],
    ['currency', { currency: 'XYZ' }],
    ['currency', { currency: undefined }],
    ['trackingNumbers[1]', { trackingNumbers: ['1', '1'] }],
    ['deliveryAddress', { deliveryAddress: 'a\u0007' }],
    ['deliveryAddress', { deliveryAddress: 'x'.repeat(1_001) }],
    ['at', { at: 'yesterday' }],
    ['at', { at: '2026-06-01T00:00:01Z' }],
  ])('that tells no order is left out, with its field: %s', (field, more) => {
    const line = without(
      { ...order, ...more },
      ...Object.keys(more).filter((name) => more[name as keyof typeof more] === undefined),
    );
    expect(() => readFact(line, NOW)).toThrow(BadLine);
    expect(() => readFact(line, NOW)).toThrow(`${field}: `);
  });

  it.each([
    ['id', { id: 'a b' }],
    ['name', { name: ' ' }],
    ['name', { name: 'a\nb' }],
    ['markets[0]', { markets: ['xx'] }],
    ['languages[1]', { languages: ['de', 'de'] }],
    ['members[0].role', { members: [{ id: 'a', role: 'boss' }] }],
    [
      'members[1]',
      {
        members: [
          { id: 'a', role: 'agent' },
          { id: 'a', role: 'owner' },
        ],
      },
    ],
  ])('that tells no seller is left out, with its field: %s', (field, more) => {
    expect(() => readFact({ ...seller, ...more }, NOW)).toThrow(BadLine);
    expect(() => readFact({ ...seller, ...more }, NOW)).toThrow(`${field}: `);
  });
});
