/** R1.6 sellers are facts that the platform's systems tell. */
import { randomUUID } from 'node:crypto';
import { type SharedStack, sharedStack } from '../support/shared-stack';
import { type Person } from '../support/stack';

describe('sellers', () => {
  let stack: SharedStack;
  let platform: Person;
  let buyer: Person;
  const members = [
    { id: 'auth0|olga', role: 'owner' },
    { id: 'anna', role: 'agent' },
  ];
  const profile = { name: 'Kettles & Co', markets: ['de', 'at'], languages: ['de', 'en'], members };
  const put = (shop: string, more: object = {}) => platform.put(`/v1/sellers/${shop}`, { ...profile, ...more });
  const seen = (who: Person, path: string, position: string) => who.get(path).set('X-Min-Position', position);

  beforeAll(async () => {
    stack = await sharedStack();
    [platform, buyer] = await Promise.all([stack.as('platform'), stack.as('buyer')]);
  });
  afterAll(() => stack.stop());

  it('are told whole by a system of the platform; who the members are is not for buyers', async () => {
    const shop = `shop-${randomUUID()}`;
    const { body, headers } = await put(shop).expect(200);
    expect(body).toEqual({ revision: 0, events: ['SellerRecorded'] });
    expect((await put(shop).expect(200)).body).toEqual({ revision: 1, events: [] });
    const path = `/v1/sellers/${shop}`;
    const whole = { seller: shop, ...profile, at: expect.any(String) };
    for (const who of [platform, await stack.as('admin'), await stack.as('compliance'), await stack.as('seller', 'anna', shop)])
      expect((await seen(who, path, headers['x-position']).expect(200)).body).toEqual(whole);
    const { members: _, ...open } = whole;
    expect((await seen(buyer, path, headers['x-position']).expect(200)).body).toEqual(open);
    await seen(await stack.as('seller', 'x', 'other-shop'), path, headers['x-position']).expect(404);
    await seen(buyer, '/v1/sellers/nobody', headers['x-position']).expect(404);
  });

  it('are called by their names, many at once; not for each other', async () => {
    const [one, two] = [`shop-${randomUUID()}`, `shop-${randomUUID()}`];
    await put(one).expect(200);
    const { headers } = await put(two, { name: 'Pots' }).expect(200);
    const path = `/v1/sellers?seller=${one}&seller=${two}&seller=never-told`;
    const named = [
      { seller: one, name: 'Kettles & Co' },
      { seller: two, name: 'Pots' },
    ].sort((a, b) => (a.seller < b.seller ? -1 : 1));
    for (const who of [buyer, await stack.as('admin'), await stack.as('compliance')])
      expect((await seen(who, path, headers['x-position']).expect(200)).body).toEqual({ items: named });
    await seen(await stack.as('seller', 'anna', one), path, headers['x-position']).expect(403);
    await buyer.get('/v1/sellers').expect(400);
    // Or found by a part of what they are called.
    const name = `Töpfe 100 % ${two.slice(5, 13)}`;
    const at = (await put(two, { name }).expect(200)).headers['x-position'];
    const found = async (part: string) =>
      (await seen(buyer, `/v1/sellers?name=${encodeURIComponent(part)}`, at).expect(200)).body;
    expect(await found(`töpfe 100 % ${two.slice(5, 9)}`)).toEqual({ items: [{ seller: two, name }] });
    expect(await found(`T_pfe 100 % ${two.slice(5, 9)}`)).toEqual({ items: [] });
    await buyer.get(`/v1/sellers?name=x&seller=${two}`).expect(400);
  });

  it('hand conversations to members only, where these were told', async () => {
    const shop = `shop-${randomUUID()}`;
    const [agent, admin] = await Promise.all([stack.as('seller', 'anna', shop), stack.as('admin')]);
    const opening = { market: 'de', seller: shop, topic: 'question', subject: 's', message: { body: 'x' } };
    const { conversation } = (await buyer.post('/v1/conversations', opening).expect(201)).body;
    const assign = async (who: Person, assignee: string | null) => {
      const { status, body } = await who.post(`/v1/conversations/${conversation}/assignment`, { assignee });
      return status === 200 ? 'assigned' : `${status} ${body.code} ${body.field}`;
    };
    expect(await assign(agent, 'anybody')).toBe('assigned');
    await put(shop).expect(200);
    for (const who of [agent, admin])
      expect([await assign(who, 'auth0|olga'), await assign(who, 'ben'), await assign(who, null)]).toEqual([
        ...['assigned', '422 assignee-unknown assignee', 'assigned'],
      ]);
    await put(shop, { members: [{ id: 'ben', role: 'agent' }] }).expect(200);
    expect([await assign(agent, 'ben'), await assign(agent, 'anna')]).toEqual(['assigned', '422 assignee-unknown assignee']);
    expect(await assign(await stack.as('seller', 'ben', 'other-shop'), 'ben')).toBe('404 not-found undefined');
  });

  it('where orders are optional anybody writes, but an order that was told is of these two', async () => {
    const shop = `shop-${randomUUID()}`;
    const order = { buyer: buyer.sub, seller: shop, state: 'placed' };
    await platform.put('/v1/orders/O-1', order).expect(200);
    await platform.put('/v1/orders/O-2', { ...order, buyer: 'somebody-else' }).expect(200);
    const opening = { market: 'de', seller: shop, topic: 'order', subject: 's', message: { body: 'x' } };
    const opens = async (more: object) => (await buyer.post('/v1/conversations', { ...opening, ...more })).status;
    expect([
      await opens({}),
      await opens({ order: 'O-1' }),
      await opens({ order: 'never-told' }),
      await opens({ order: 'O-2' }),
    ]).toEqual([...[201, 201, 201, 422]]);
  });

  it.each([
    ['name', { name: '' }],
    ['markets', { markets: ['xx'] }],
    ['markets', { markets: 'de' }],
    ['languages', { languages: ['de', 'de'] }],
    ['members[0].role', { members: [{ id: 'a', role: 'boss' }] }],
    [
      'members[1].id',
      {
        members: [
          { id: 'a', role: 'agent' },
          { id: 'a', role: 'owner' },
        ],
      },
    ],
    ['members', { members: undefined }],
    ['members', { members: [['a']] }],
  ])('what is no seller is refused, and the field named: %s', async (field, more) => {
    const { status, body } = await put('shop', more);
    expect([status, body.code, body.field]).toEqual([400, 'invalid', field]);
  });
});
