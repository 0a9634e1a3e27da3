/** R1.6 sellers are facts that the platform's systems tell. */
import { randomUUID } from 'node:crypto';
import { type Person, type Stack, startStack } from '../support/stack';

describe('sellers', () => {
  let stack: Stack;
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
    stack = await startStack({ run: ['api', 'projector'] });
    [platform, buyer] = await Promise.all([stack.as('platform'), stack.as('buyer')]);
  });
  afterAll(() => stack.stop());

  it('are told whole by a system of the platform; who the members are is not for buyers', async () => {
    const shop = `shop-${randomUUID()}`;
    const { body, headers } = await put(shop).expect(200);
    expect(body).toEqual({ revision: 0, events: ['SellerRecorded'] });
    expect((await put(shop).expect(200)).body).toEqual({ revision: 0, events: [] });
    const path = `/v1/sellers/${shop}`;
    const whole = { seller: shop, ...profile, at: expect.any(String) };
    for (const who of [platform, await stack.as('admin'), await stack.as('compliance'), await stack.as('seller', 'anna', shop)])
      expect((await seen(who, path, headers['x-position']).expect(200)).body).toEqual(whole);
    const { members: _, ...open } = whole;
    expect((await seen(buyer, path, headers['x-position']).expect(200)).body).toEqual(open);
    await seen(await stack.as('seller', 'x', 'other-shop'), path, headers['x-position']).expect(404);
    await seen(buyer, '/v1/sellers/nobody', headers['x-position']).expect(404);
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
