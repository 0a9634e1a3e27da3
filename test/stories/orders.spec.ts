/** R1.6 Orders and sellers are facts that the platform's systems tell; each sees of them what is theirs. */
import { randomUUID } from 'node:crypto';
import { type Person, type Stack, startStack } from '../support/stack';

describe('orders and sellers', () => {
  let stack: Stack;
  let platform: Person;
  beforeAll(async () => {
    stack = await startStack({ run: ['api', 'projector'] });
    platform = await stack.as('platform');
  });
  afterAll(() => stack.stop());

  const seen = (position: string) => (person: Person, path: string) => person.get(path).set('X-Min-Position', position);

  it('an order is told whole, the last word holds, and the same again is none', async () => {
    const shop = `shop-${randomUUID()}`;
    const [buyer, agent, admin, stranger] = await Promise.all([
      stack.as('buyer'),
      stack.as('seller', 'agent', shop),
      stack.as('admin'),
      stack.as('buyer'),
    ]);
    const number = `A/1 ${randomUUID()}`;
    const path = `/v1/orders/${encodeURIComponent(number)}`;
    const order = {
      ...{ buyer: buyer.sub, seller: shop, state: 'paid', market: 'de', amount: '19.99', currency: 'EUR' },
      items: [{ title: 'Kettle', quantity: 1 }],
      ...{ deliveryAddress: 'Hauptstraße 1\n10115 Berlin', trackingNumbers: ['T1'] },
    };
    expect((await platform.put(path, order).expect(200)).body).toMatchObject({ revision: 0, events: ['OrderRecorded'] });
    const again = await platform.put(path, { ...order, trackingNumbers: ['T1'] }).expect(200);
    expect(again.body.events).not.toContain('OrderRecorded');
    const last = await platform.put(path, { ...order, state: 'shipped' }).expect(200);
    const read = seen(last.headers['x-position']);
    const { deliveryAddress, ...rest } = { ...order, state: 'shipped', order: number };
    expect((await read(agent, path).expect(200)).body).toMatchObject({ ...rest, deliveryAddress });
    for (const person of [buyer, admin, platform]) {
      const { body } = await read(person, path).expect(200);
      expect(body).toMatchObject(rest);
      expect(body).not.toHaveProperty('deliveryAddress');
    }
    await read(stranger, path).expect(404);
    for (const person of [buyer, agent, admin]) await person.put(path, order).expect(403);
  });

  it('an amount has a currency and its decimals', async () => {
    const order = { buyer: 'b1', seller: 's1', state: 'paid', amount: '5.55' };
    const refused = async (body: object) => (await platform.put(`/v1/orders/${randomUUID()}`, body).expect(422)).body;
    expect(await refused(order)).toMatchObject({ code: 'amount-invalid', field: 'currency' });
    expect(await refused({ ...order, currency: 'JPY' })).toMatchObject({ code: 'amount-invalid', field: 'amount' });
  });

  it('a seller is told with its members, whom a buyer is not told', async () => {
    const shop = `shop-${randomUUID()}`;
    const profile = { name: 'A shop', markets: ['de', 'fr'], languages: ['de'], members: [{ id: 'agent', role: 'owner' }] };
    const told = await platform.put(`/v1/sellers/${shop}`, profile).expect(200);
    expect(told.body.events).toEqual(['SellerRecorded']);
    const read = seen(told.headers['x-position']);
    const [buyer, agent, other] = await Promise.all([
      stack.as('buyer'),
      stack.as('seller', 'agent', shop),
      stack.as('seller', 'agent', `shop-${randomUUID()}`),
    ]);
    expect((await read(agent, `/v1/sellers/${shop}`).expect(200)).body).toMatchObject({ ...profile, seller: shop });
    const { body } = await read(buyer, `/v1/sellers/${shop}`).expect(200);
    expect(body).toMatchObject({ name: 'A shop', markets: ['de', 'fr'] });
    expect(body).not.toHaveProperty('members');
    await read(other, `/v1/sellers/${shop}`).expect(404);
    const twice = { ...profile, members: [...profile.members, { id: 'agent', role: 'agent' }] };
    const refused = await platform.put(`/v1/sellers/${shop}`, twice).expect(400);
    expect(refused.body).toMatchObject({ code: 'invalid', field: 'members[1].id' });
  });

  it('a program of the platform reads nothing that people wrote', async () => {
    const buyer = await stack.as('buyer');
    const opening = { market: 'de', seller: 's1', topic: 'order', subject: 's', message: { body: 'Where is it?' } };
    const { conversation } = (await buyer.post('/v1/conversations', opening).expect(201)).body;
    const path = `/v1/conversations/${conversation}`;
    for (const asked of [
      path,
      `${path}/messages`,
      `${path}/history`,
      `${path}/questions`,
      '/v1/inbox',
      '/v1/search?q=x',
      '/v1/audit',
    ])
      await platform.get(`${asked}${asked.includes('?') ? '&' : '?'}reason=x`).expect(403);
  });
});
