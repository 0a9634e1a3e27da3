/** R5.1 A composer asks what screening would find, before anything is sent. */
import { randomUUID } from 'node:crypto';
import { type Person, type Stack, startStack } from '../support/stack';

describe('checking a message before it is sent', () => {
  let stack: Stack;
  let buyer: Person;
  let seller: Person;
  const shop = `shop-${randomUUID()}`;

  beforeAll(async () => {
    stack = await startStack({ run: ['api', 'projector'] });
    [buyer, seller] = await Promise.all([stack.as('buyer'), stack.as('seller', 'agent', shop)]);
  });
  afterAll(() => stack.stop());

  const check = async (who: Person, request: object) => (await who.post('/v1/screening/check', request).expect(200)).body;

  it('tells places, rules and reasons, by role', async () => {
    const body = 'Write to a.b@gmail.com';
    const found = await check(seller, { body, language: 'en' });
    expect(found).toEqual({
      action: 'hold',
      findings: [{ kind: 'external-contact', rule: 'contact.email', from: 9, to: 22, score: 0.97, why: 'an e-mail address' }],
      ruleSet: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect((await check(buyer, { body })).action).toBe('mask');
    const admin = await stack.as('admin');
    expect((await check(admin, { body, role: 'buyer' })).action).toBe('mask');
    expect((await check(admin, { body })).action).toBe('hold');
  });

  it("knows the conversation's language and its order, stores nothing, and shows no stranger that there is one", async () => {
    const order = '0612345678';
    const opened = await buyer
      .post('/v1/conversations', {
        market: 'fr',
        seller: shop,
        order,
        topic: 'order',
        subject: 'colis',
        message: { body: 'colis' },
      })
      .expect(201);
    const { conversation } = opened.body;
    const before = (await buyer.get(`/v1/conversations/${conversation}/messages`).expect(200)).body.items.length;
    expect((await check(buyer, { body: '06 12 34 56 79', conversation })).action).toBe('mask');
    expect((await check(buyer, { body: order, conversation })).action).toBe('pass');
    expect((await buyer.get(`/v1/conversations/${conversation}/messages`).expect(200)).body.items).toHaveLength(before);
    const stranger = await stack.as('buyer');
    await stranger.post('/v1/screening/check', { body: 'x', conversation }).expect(404);
    await stranger.post('/v1/screening/check', { body: 'x', conversation: randomUUID() }).expect(404);
  });

  it('refuses what is no request, with the field', async () => {
    for (const [request, field] of [
      [{}, 'body'],
      [{ body: 'x', role: 'seller' }, 'role'],
      [{ body: 'x', role: 'admin' }, 'role'],
      [{ body: 'x', conversation: 'y' }, 'conversation'],
      [{ body: 'x', language: '?' }, 'language'],
    ] as const) {
      const { body } = await buyer.post('/v1/screening/check', request).expect(400);
      expect(body.field ?? body.errors?.[0].field).toBe(field);
    }
  });
});
