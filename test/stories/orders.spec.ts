/** R1.6 orders are facts that the platform's systems tell. */
import { randomUUID } from 'node:crypto';
import { type Person, type Stack, startStack } from '../support/stack';

describe('orders', () => {
  let stack: Stack;
  let platform: Person;
  let buyer: Person;
  let agent: Person;
  const shop = `shop-${randomUUID()}`;
  const ADDRESS = 'Ada Lovelace\nHauptstr. 1\n10115 Berlin';
  const told = (more: object = {}) => ({
    ...{ buyer: buyer.sub, seller: shop, state: 'shipped', market: 'de', amount: '39.98', currency: 'EUR' },
    items: [{ title: 'A kettle', quantity: 2, sku: 'K-1', price: '19.99' }],
    ...{ deliveryAddress: ADDRESS, trackingNumbers: ['00340434161094015902'], ...more },
  });
  const address = (order: string) => `/v1/orders/${encodeURIComponent(order)}`;
  const put = (order: string, more?: object) => platform.put(address(order), told(more));

  beforeAll(async () => {
    stack = await startStack({ run: ['api', 'projector'] });
    [platform, buyer, agent] = await Promise.all([
      stack.as('platform', 'shop-system'),
      stack.as('buyer'),
      stack.as('seller', 'anna', shop),
    ]);
  });
  afterAll(() => stack.stop());

  const seen = (who: Person, path: string, position: string) => who.get(path).set('X-Min-Position', position);

  it('are told whole by a system of the platform; its parties and the platform see them, the address only the seller', async () => {
    const { headers, body } = await put('A-1').expect(200);
    expect(body).toEqual({ revision: 0, events: ['OrderRecorded'] });
    const [admin, compliance] = await Promise.all([stack.as('admin'), stack.as('compliance')]);
    const { deliveryAddress, ...open } = told();
    for (const who of [buyer, admin, compliance, platform]) {
      const answer = await seen(who, address('A-1'), headers['x-position']).expect(200);
      expect(answer.body).toEqual({ order: 'A-1', ...open, at: expect.any(String) });
    }
    expect((await seen(agent, address('A-1'), headers['x-position']).expect(200)).body).toEqual({
      ...{ order: 'A-1', ...open, deliveryAddress, at: expect.any(String) },
    });
    for (const who of [await stack.as('buyer'), await stack.as('seller', 'x', 'other-shop')])
      await seen(who, address('A-1'), headers['x-position']).expect(404);
  });

  it('the same again writes nothing, whatever the order of its fields; another word is the last one', async () => {
    const first = await put('A-2').expect(200);
    const turned = Object.fromEntries(Object.entries(told()).reverse());
    const again = await platform.put(address('A-2'), turned).expect(200);
    expect(again.body).toEqual({ revision: 0, events: [] });
    const changed = await put('A-2', { state: 'delivered', deliveryAddress: undefined }).expect(200);
    expect(changed.body).toEqual({ revision: 1, events: ['OrderRecorded'] });
    const { body } = await seen(agent, address('A-2'), changed.headers['x-position']).expect(200);
    expect([body.state, body.deliveryAddress]).toEqual(['delivered', undefined]);
    expect(BigInt(changed.headers['x-position'])).toBeGreaterThan(BigInt(first.headers['x-position']));
  });

  it('have numbers of any printable ASCII, each its own', async () => {
    const numbers = ['a/b', 'a%2Fb', 'a b', 'A/B', '$all', '-', '@1', 'x?y#z', '"\\', '%'.repeat(100)];
    let position = '';
    for (const number of numbers)
      position = (await put(number, { items: [{ title: number, quantity: 1 }] }).expect(200)).headers['x-position'];
    for (const number of numbers) {
      const { body } = await seen(buyer, address(number), position).expect(200);
      expect([body.order, body.items[0].title]).toEqual([number, number]);
    }
    for (const number of [' a', 'a ', 'ä', 'x'.repeat(101)]) {
      const { status, body } = await put(number);
      expect([number, status, body.field]).toEqual([number, 400, 'id']);
    }
  });

  it.each([
    ['state', { state: 'lost' }],
    ['buyer', { buyer: undefined }],
    ['seller', { seller: 'a b' }],
    [
      'items[1].quantity',
      {
        items: [
          { title: 'a', quantity: 1 },
          { title: 'b', quantity: 0 },
        ],
      },
    ],
    ['items[0].color', { items: [{ title: 'a', quantity: 1, color: 'red' }] }],
    ['items', { items: ['a'] }],
    ['items', { items: {} }],
    ['amount', { amount: 39.98 }],
    ['currency', { currency: 'XYZ' }],
    ['trackingNumbers', { trackingNumbers: ['1', '1'] }],
    ['trackingNumbers', { trackingNumbers: [''] }],
    ['deliveryAddress', { deliveryAddress: 'a\u0007' }],
    ['market', { market: 'xx' }],
    ['colour', { colour: 'red' }],
  ])('what is no order is refused, and the field named: %s', async (field, more) => {
    const { status, body } = await put('A-3', more);
    expect([status, body.code, body.field]).toEqual([400, 'invalid', field]);
  });

  it.each([
    ['currency', { currency: undefined }],
    ['amount', { amount: '39.985' }],
    ['amount', { amount: '39.9', currency: 'JPY', items: [] }],
    ['items[0].price', { items: [{ title: 'a', quantity: 1, price: '1.234' }] }],
  ])('an amount is one of its currency: %s', async (field, more) => {
    const { status, body } = await put('A-3', more);
    expect([status, body.code, body.field]).toEqual([422, 'amount-invalid', field]);
  });

  it('the trail says who told of it, without the address; parties have no change of it', async () => {
    const { headers } = await put('A-4').expect(200);
    const admin = await stack.as('admin');
    const { items } = (await seen(admin, '/v1/audit?type=OrderRecorded&limit=1', headers['x-position']).expect(200)).body;
    expect(items).toMatchObject([{ stream: 'order-A-4', actor: 'shop-system', role: 'platform', detail: { order: 'A-4' } }]);
    expect(JSON.stringify(items)).not.toContain('Lovelace');
    const changes = async (who: Person) =>
      JSON.stringify((await seen(who, '/v1/changes', headers['x-position']).expect(200)).body);
    expect(await changes(admin)).toContain('A-4');
    for (const who of [buyer, agent]) expect(await changes(who)).not.toContain('A-4');
  });

  it('a program of the platform reads nothing that people wrote', async () => {
    const opening = { market: 'de', seller: shop, topic: 'order', subject: 's', message: { body: 'Where is it?' } };
    const { conversation } = (await buyer.post('/v1/conversations', opening).expect(201)).body;
    const path = `/v1/conversations/${conversation}`;
    const parts = ['', '/messages', '/history', '/questions'].map((part) => `${path}${part}?reason=x`);
    for (const asked of [...parts, '/v1/inbox', '/v1/search?q=x&reason=x', '/v1/audit', '/v1/changes', '/v1/clock'])
      await platform.get(asked).expect(403);
    await platform.post(`${path}/messages`, { body: 'x' }).expect(403);
  });
});
