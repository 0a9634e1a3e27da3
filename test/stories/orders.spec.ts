/** R1.6 orders are facts that the platform's systems tell. */
import { randomUUID } from 'node:crypto';
import { anotherApi, type SharedStack, sharedStack } from '../support/shared-stack';
import type { Person } from '../support/stack';

describe('orders', () => {
  let shared: SharedStack;
  let stack: Awaited<ReturnType<typeof anotherApi>>;
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
    shared = await sharedStack();
    stack = await anotherApi(shared, { ORDERS: 'required' });
    [platform, buyer, agent] = await Promise.all([
      stack.as('platform', 'shop-system'),
      stack.as('buyer'),
      stack.as('seller', 'anna', shop),
    ]);
    await platform.put(`/v1/sellers/${shop}`, { name: 'Kettles', markets: ['de'], languages: ['de'], members: [] }).expect(200);
  });
  afterAll(async () => {
    await stack.end();
    await shared.stop();
  });

  const seen = (who: Person, path: string, position: string) => who.get(path).set('X-Min-Position', position);

  it('are told whole by a system of the platform; its parties and the platform see them, the address only the seller', async () => {
    const { headers, body } = await put('B-1').expect(200);
    expect(body).toEqual({ revision: 0, events: ['OrderRecorded'] });
    const [admin, compliance] = await Promise.all([stack.as('admin'), stack.as('compliance')]);
    const { deliveryAddress, ...open } = told();
    for (const who of [buyer, admin, compliance, platform]) {
      const answer = await seen(who, address('B-1'), headers['x-position']).expect(200);
      expect(answer.body).toEqual({ order: 'B-1', ...open, at: expect.any(String) });
    }
    expect((await seen(agent, address('B-1'), headers['x-position']).expect(200)).body).toEqual({
      ...{ order: 'B-1', ...open, deliveryAddress, at: expect.any(String) },
    });
    for (const who of [await stack.as('buyer'), await stack.as('seller', 'x', 'other-shop')])
      await seen(who, address('B-1'), headers['x-position']).expect(404);
    // A buyer has a list of them, the last ones first.
    const later = await put('B-1-2').expect(200);
    const first = (await seen(buyer, '/v1/orders?limit=1', later.headers['x-position']).expect(200)).body;
    expect(first.items).toEqual([{ order: 'B-1-2', ...open, at: expect.any(String) }]);
    const { items, next } = (await buyer.get(`/v1/orders?limit=1&cursor=${first.next}`).expect(200)).body;
    expect([items, next]).toEqual([[{ order: 'B-1', ...open, at: expect.any(String) }], null]);
    expect((await (await stack.as('buyer')).get('/v1/orders').expect(200)).body).toEqual({ items: [], next: null });
  });

  it('the same again writes nothing, whatever the order of its fields; another word is the last one', async () => {
    const first = await put('B-2').expect(200);
    const turned = Object.fromEntries(Object.entries(told()).reverse());
    const again = await platform.put(address('B-2'), turned).expect(200);
    expect(again.body).toEqual({ revision: 1, events: [] });
    const changed = await put('B-2', { state: 'delivered', deliveryAddress: undefined }).expect(200);
    expect(changed.body).toEqual({ revision: 2, events: ['OrderRecorded'] });
    const { body } = await seen(agent, address('B-2'), changed.headers['x-position']).expect(200);
    expect([body.state, body.deliveryAddress]).toEqual(['delivered', undefined]);
    expect(BigInt(changed.headers['x-position'])).toBeGreaterThan(BigInt(first.headers['x-position']));
  });

  it('what a key told it does not tell again, whatever was told since', async () => {
    const [first, same] = [randomUUID(), randomUUID()];
    const told1 = await platform.put(address('B-5'), told({ state: 'paid' }), first).expect(200);
    const told2 = await platform.put(address('B-5'), told({ state: 'paid' }), same).expect(200);
    await put('B-5', { state: 'shipped' }).expect(200);
    for (const [key, { body }] of [[first, told1] as const, [same, told2] as const]) {
      const again = await platform.put(address('B-5'), told({ state: 'paid' }), key).expect(200);
      expect(again.body).toEqual(body);
    }
    const { headers } = await put('B-5', { state: 'delivered' }).expect(200);
    expect((await seen(buyer, address('B-5'), headers['x-position']).expect(200)).body.state).toBe('delivered');
    expect((await platform.put(address('B-5'), told({ state: 'refunded' }), first)).status).toBe(422);
  });

  it('are shown with their conversation, the address to the seller and, for a reason, to the platform', async () => {
    await put('B-6').expect(200);
    const message = { body: 'Where is it?' };
    const about = { market: 'at', seller: shop, topic: 'order', subject: 's', order: 'B-6', message };
    const { body, headers } = await buyer.post('/v1/conversations', about).expect(201);
    const look = async (who: Person, position: string, query = '') =>
      (await seen(who, `/v1/conversations/${body.conversation}${query}`, position).expect(200)).body;
    const { buyer: _, seller: __, deliveryAddress, ...open } = told();
    const shown = { ...open, at: expect.any(String) };
    expect(await look(buyer, headers['x-position'])).toMatchObject({ order: 'B-6', currency: 'EUR', orderDetails: shown });
    expect((await look(buyer, headers['x-position'])).orderDetails).not.toHaveProperty('deliveryAddress');
    expect((await look(agent, headers['x-position'])).orderDetails).toEqual({ ...shown, deliveryAddress });
    for (const role of ['admin', 'compliance'] as const)
      expect((await look(await stack.as(role), headers['x-position'], '?reason=x')).orderDetails).toEqual({
        ...shown,
        deliveryAddress,
      });
    const later = await put('B-6', { state: 'delivered', trackingNumbers: ['1', '2'] }).expect(200);
    expect((await look(agent, later.headers['x-position'])).orderDetails).toMatchObject({
      ...{ state: 'delivered', trackingNumbers: ['1', '2'] },
    });
    // Told of others since: what is theirs is not shown here.
    const moved = await put('B-6', { buyer: 'somebody-else' }).expect(200);
    for (const who of [buyer, agent]) expect((await look(who, moved.headers['x-position'])).orderDetails).toBeNull();
  });

  it('where they are required, a seller writes to the buyer of its own order, a buyer to a seller that exists', async () => {
    await put('B-7').expect(200);
    await put('B-8', { seller: 'other-shop' }).expect(200);
    await put('B-9', { buyer: 'somebody-else' }).expect(200);
    const opening = { market: 'de', topic: 'order', subject: 's', message: { body: 'x' } };
    const opens = async (who: Person, more: object) => {
      const { status, body } = await who.post('/v1/conversations', { ...opening, ...more });
      return status === 201 ? 'opened' : `${status} ${body.code} ${body.field}`;
    };
    expect([
      await opens(agent, { buyer: buyer.sub }),
      await opens(agent, { buyer: buyer.sub, order: 'B-7' }),
      await opens(agent, { buyer: 'somebody-else', order: 'B-7' }),
      await opens(agent, { buyer: buyer.sub, order: 'B-8' }),
      await opens(agent, { buyer: buyer.sub, order: 'never-told' }),
      await opens(buyer, { seller: shop }),
      await opens(buyer, { seller: 'no-such-shop' }),
      await opens(buyer, { seller: shop, order: 'B-7' }),
      await opens(buyer, { seller: shop, order: 'B-9' }),
      await opens(buyer, { seller: shop, order: 'never-told' }),
    ]).toEqual([
      '422 order-required order',
      'opened',
      '422 order-unknown order',
      '422 order-unknown order',
      '422 order-unknown order',
      'opened',
      '422 seller-unknown seller',
      'opened',
      '422 order-unknown order',
      '422 order-unknown order',
    ]);
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
    const { status, body } = await put('B-3', more);
    expect([status, body.code, body.field]).toEqual([400, 'invalid', field]);
  });

  it.each([
    ['currency', { currency: undefined }],
    ['amount', { amount: '39.985' }],
    ['amount', { amount: '39.9', currency: 'JPY', items: [] }],
    ['items[0].price', { items: [{ title: 'a', quantity: 1, price: '1.234' }] }],
  ])('an amount is one of its currency: %s', async (field, more) => {
    const { status, body } = await put('B-3', more);
    expect([status, body.code, body.field]).toEqual([422, 'amount-invalid', field]);
  });

  it('the trail says who told of it, without the address; parties have no change of it', async () => {
    const { headers: before } = await put('B-3-9').expect(200);
    const { headers } = await put('B-4').expect(200);
    const admin = await stack.as('admin');
    const { items } = (await seen(admin, '/v1/audit?type=OrderRecorded&limit=1', headers['x-position']).expect(200)).body;
    expect(items).toMatchObject([{ stream: 'order-B-4', actor: 'shop-system', role: 'platform', detail: { order: 'B-4' } }]);
    expect(JSON.stringify(items)).not.toContain('Lovelace');
    const changes = async (who: Person) =>
      JSON.stringify((await seen(who, `/v1/changes?after=${before['x-position']}`, headers['x-position']).expect(200)).body);
    expect(await changes(admin)).toContain('B-4');
    for (const who of [buyer, agent]) expect(await changes(who)).not.toContain('B-4');
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
