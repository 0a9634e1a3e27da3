/** R5.1 A composer asks what screening would find, before anything is sent. */
import { randomUUID } from 'node:crypto';
import { type SharedStack, sharedStack } from '../support/shared-stack';
import { eventually, type Person } from '../support/stack';

describe('checking a message before it is sent', () => {
  let stack: SharedStack;
  let buyer: Person;
  let seller: Person;
  const shop = `shop-${randomUUID()}`;

  beforeAll(async () => {
    stack = await sharedStack();
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
    const before = await eventually('its messages', async () => {
      const { body } = await buyer.get(`/v1/conversations/${conversation}/messages`);
      return body.items?.length;
    });
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

  /** A conversation in which the buyer asked something, and what the seller sends there. */
  async function asked(message: object = { body: 'Is it blue?', language: 'en' }) {
    const opening = { market: 'de', seller: shop, topic: 'question', subject: 'Hello', message };
    const { conversation, findings } = (await buyer.post('/v1/conversations', opening).expect(201)).body;
    const path = `/v1/conversations/${conversation}`;
    const send = (body: string, more: object = {}, by = seller) =>
      by.post(`${path}/messages`, { body, language: 'en', ...more }).expect(201);
    return { conversation, path, send, findings };
  }

  const MAIL = 'Write to a.b@gmail.com';
  const place = { field: 'body', kind: 'external-contact', rule: 'contact.email', from: 9, to: 22 };
  const found = { ...place, words: 'a.b@gmail.com', score: 0.97, why: 'an e-mail address', action: 'hold' };

  const read = async (who: Person, path: string, position: string) =>
    (await who.get(path).set('X-Min-Position', position).expect(200)).body;

  it('R5.3 a message of a seller with contact data is held: its sender is told the words and the rule, and sends another', async () => {
    const { path, send } = await asked();
    const key = randomUUID();
    const held = await seller.post(`${path}/messages`, { body: MAIL }, key).expect(201);
    expect(held.body).toMatchObject({ events: ['MessageHeld', 'ViolationRecorded'], held: 'contact.email', findings: [found] });
    expect((await seller.post(`${path}/messages`, { body: MAIL }, key).expect(201)).body).toEqual(held.body);
    const [review] = await queue(held.headers['x-position'], 'what=violation');
    const evidence = {
      message: held.body.message,
      revision: 3,
      field: 'body',
      place: { from: 9, to: 22 },
      rule: 'contact.email',
      held: true,
    };
    expect(review).toMatchObject({
      state: 'suspected',
      kind: 'external-contact',
      source: 'screening',
      sender: 'seller',
      evidence,
    });
    const sent = await send('It is blue.', { replaces: held.body.message });
    expect(sent.body.events).toEqual(['MessageRejected', 'ViolationVoided', 'MessageSent', 'ReplyObligationAnswered']);
    const { items } = await read(buyer, `${path}/messages`, sent.headers['x-position']);
    expect(items.map(({ body }: { body: string }) => body)).toEqual(['Is it blue?', 'It is blue.']);
    expect(await queue(sent.headers['x-position'], '')).toEqual([]);
  });

  const queue = async (position: string, query: string): Promise<Record<string, unknown>[]> => {
    const admin = await stack.as('admin');
    return (await read(admin, `/v1/reviews?seller=${shop}&${query}`, position)).items;
  };

  it('R2.12 released by a reviewer it answers from when it was submitted, and nothing is suspected any more', async () => {
    const { path, send } = await asked();
    const held = (await send(MAIL)).body;
    await seller.post(`${path}/messages/${held.message}/review`, {}).expect(200);
    const admin = await stack.as('admin');
    const released = await admin.post(`${path}/messages/${held.message}/release`, {}).expect(200);
    expect(released.body.events).toEqual(['MessageReleased', 'ReplyObligationAnswered', 'ViolationDismissed']);
    const { items } = await read(buyer, `${path}/messages`, released.headers['x-position']);
    expect(items.at(-1)).toMatchObject({ body: MAIL, at: held.at });
    expect(await queue(released.headers['x-position'], '')).toEqual([]);
  });

  it('R5.3 rejected by a reviewer it is a confirmed violation', async () => {
    const { path, send } = await asked();
    const held = (await send(MAIL)).body;
    const admin = await stack.as('admin');
    const { body, headers } = await admin.post(`${path}/messages/${held.message}/reject`, { reason: 'An address.' }).expect(200);
    expect(body.events).toEqual(['MessageRejected', 'ViolationConfirmed']);
    const { items } = await read(seller, `/v1/sellers/${shop}/violations`, headers['x-position']);
    expect(items[0]).toMatchObject({ message: held.message, state: 'confirmed', decided: { reason: 'An address.' } });
  });

  it('R5.3 what is less sure is delivered, answers, and is suspected', async () => {
    const { path, send } = await asked();
    const sent = await send('Look at @zauberlampe77');
    expect(sent.body.events).toEqual(['MessageSent', 'ViolationRecorded', 'ReplyObligationAnswered']);
    expect(sent.body.findings).toMatchObject([{ action: 'flag', kind: 'external-contact' }]);
    const { items } = await read(buyer, `${path}/messages`, sent.headers['x-position']);
    expect(items.at(-1).body).toBe('Look at @zauberlampe77');
  });

  it('R5.3 a number is known by the order it is of, and found where it is split over messages', async () => {
    const platform = await stack.as('platform');
    const order = `O-${randomUUID()}`;
    const facts = { buyer: buyer.sub, seller: shop, state: 'shipped', items: [], trackingNumbers: ['0170 1234567'] };
    await platform.put(`/v1/orders/${order}`, facts).expect(200);
    const opening = { market: 'de', seller: shop, order, topic: 'order', subject: 'Parcel', message: { body: 'Where is it?' } };
    const { conversation } = (await buyer.post('/v1/conversations', opening).expect(201)).body;
    const send = async (body: string) =>
      (await seller.post(`/v1/conversations/${conversation}/messages`, { body, language: 'en' }).expect(201)).body;
    expect(await send('It is 0170 1234567.')).not.toHaveProperty('findings');
    expect((await send('It is 0170 1234568.')).held).toBe('contact.phone');
    expect(await send('0151')).not.toHaveProperty('findings');
    expect((await send('2345678')).findings).toMatchObject([{ rule: 'contact.phone-split' }]);
  });

  it('R5.3 looks at every text that the other side reads, and holds none but messages', async () => {
    const { path } = await asked();
    const facts = { newDate: '2035-01-08', reason: MAIL };
    const update = await seller.post(`${path}/status-updates`, { stage: 'delayed', facts }).expect(201);
    expect(update.body).toMatchObject({
      events: ['StatusUpdated', 'ViolationRecorded'],
      findings: [{ field: 'facts.reason', rule: 'contact.email' }],
    });
    const shipped = { carrier: 'DHL', trackingNumber: '0151 2345678', estimatedDelivery: '2035-01-08' };
    expect(
      (await seller.post(`${path}/status-updates`, { stage: 'shipped', facts: shipped }).expect(201)).body,
    ).not.toHaveProperty('findings');
    const closed = await seller.post(`${path}/close`, { reason: MAIL }).expect(200);
    expect(closed.body).toMatchObject({ events: ['ConversationClosed', 'ViolationRecorded'], findings: [{ field: 'reason' }] });
    const opening = { market: 'de', seller: shop, topic: 'question', message: { body: 'Hello' } };
    const opened = await buyer.post('/v1/conversations', { ...opening, subject: MAIL }).expect(201);
    expect(opened.body.findings).toMatchObject([{ field: 'subject', words: 'a.b@gmail.com' }]);
    const refused = await buyer.post('/v1/conversations', { ...opening, subject: 'Hi', order: 'a.b@gmail.com' }).expect(400);
    expect(refused.body).toMatchObject({ code: 'invalid', field: 'order' });
  });

  it('R5.3 nobody but its own side is told what was found, and what an admin writes is not screened', async () => {
    const { path, findings } = await asked({ body: MAIL, language: 'en' });
    expect(findings).toMatchObject([{ rule: 'contact.email' }]);
    const admin = await stack.as('admin');
    const last = await admin.post(`${path}/messages`, { body: MAIL }).expect(201);
    expect(last.body.events).toEqual(['MessageSent']);
    for (const who of [buyer, seller]) {
      const { items } = await read(who, '/v1/changes?limit=100', last.headers['x-position']);
      const seen = items.filter(
        ({ conversation, type }: Record<string, string>) => path.endsWith(conversation) && type === 'ViolationRecorded',
      );
      expect(seen).toEqual([]);
    }
  });

  it('R5.3 what the check says of a draft is what happens when it is sent, behind what was said before it too', async () => {
    const { conversation, send } = await asked({ body: 'What is your number?', language: 'en' });
    const done: string[] = [];
    for (const body of ['It is blue.', 'Mine is 0171', '2345678', 'Look at our-shop.com for more', MAIL]) {
      const { action, findings } = await check(seller, { body, conversation, language: 'en' });
      const sent = (await send(body)).body;
      const held = sent.events.includes('MessageHeld');
      const happened = (sent.findings ?? []).map(({ field: _, words: __, action: ___, ...finding }: typeof found) => finding);
      expect(happened).toEqual(findings);
      expect(held).toBe(action === 'hold');
      expect((sent.findings ?? []).some((one: typeof found) => one.action === 'mask') && !held).toBe(action === 'mask');
      done.push(action);
    }
    // What was asked for, and the number before it, were weighed.
    expect(done).toEqual([
      'pass',
      expect.any(String),
      expect.stringMatching(/mask|hold/),
      expect.stringMatching(/mask|hold/),
      'hold',
    ]);
  });
});
