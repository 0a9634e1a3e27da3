/** The same key and body again gives the same answer and writes nothing; with another body it is refused. */
import { randomUUID } from 'node:crypto';
import { EventStore } from '../../libs/event-store';
import { type SharedStack, sharedStack } from '../support/shared-stack';

describe('idempotency keys', () => {
  let stack: SharedStack;
  let store: EventStore;
  const shop = `shop-${randomUUID()}`;
  const good = { market: 'de', seller: shop, topic: 'question', subject: 'Hello', message: { body: 'Is it blue?' } };
  const eventsIn = async (conversation: string) => {
    let count = 0;
    for await (const _ of store.read(`conversation-${conversation}`)) count++;
    return count;
  };

  beforeAll(async () => {
    stack = await sharedStack();
    store = EventStore.connect({ url: stack.eventStoreUrl });
  });
  afterAll(async () => {
    await store.close();
    await stack.stop();
  });

  it('a repeated request has the same answer, to the byte, and adds nothing', async () => {
    const [buyer, agent] = await Promise.all([stack.as('buyer'), stack.as('seller', 'agent', shop)]);
    const key = randomUUID();
    const first = await buyer.post('/v1/conversations', good, key).expect(201);
    const second = await buyer.post('/v1/conversations', good, key).expect(201);
    expect([second.text, second.headers['x-position'], second.headers.location]).toEqual([
      first.text,
      first.headers['x-position'],
      first.headers.location,
    ]);
    const path = `/v1/conversations/${first.body.conversation}`;
    for (const [action, body] of [
      ['messages', { body: 'It is.' }],
      ['notes', { body: 'Checked.' }],
      ['status-updates', { stage: 'order-confirmed' }],
      ['assignment', { assignee: 'agent' }],
      ['reports', { message: first.body.message, kind: 'abusive-language' }],
      ['close', {}],
    ] as const) {
      const own = randomUUID();
      const once = await agent.post(`${path}/${action}`, body, own);
      expect([action, once.status]).toEqual([action, expect.any(Number)]);
      expect(once.status).toBeLessThan(300);
      const count = await eventsIn(first.body.conversation);
      const again = await agent.post(`${path}/${action}`, body, own);
      expect([action, again.status, again.text]).toEqual([action, once.status, once.text]);
      expect(await eventsIn(first.body.conversation)).toBe(count);
    }
  });

  it('another spelling of the same address is the same request', async () => {
    const buyer = await stack.as('buyer');
    const { conversation } = (await buyer.post('/v1/conversations', good).expect(201)).body;
    const key = randomUUID();
    const [first, ...others] = await Promise.all(
      [
        conversation,
        conversation.toUpperCase(),
        conversation.replaceAll(/[a-f]/g, (c: string) => `%${c.charCodeAt(0).toString(16)}`),
      ].map((id) => buyer.post(`/v1/conversations/${id}/messages`, { body: 'Please.' }, key).expect(201)),
    );
    for (const { text } of others) expect(text).toBe(first.text);
    expect(await eventsIn(conversation)).toBe(5);
  });

  it('the order of the fields does not make another body', async () => {
    const buyer = await stack.as('buyer');
    const key = randomUUID();
    const first = await buyer.post('/v1/conversations', good, key).expect(201);
    const again = await buyer.post('/v1/conversations', Object.fromEntries(Object.entries(good).reverse()), key).expect(201);
    expect(again.text).toBe(first.text);
  });

  it('another body under the same key is 422 and writes nothing', async () => {
    const buyer = await stack.as('buyer');
    const key = randomUUID();
    const { conversation } = (await buyer.post('/v1/conversations', good, key).expect(201)).body;
    const refused = await buyer.post('/v1/conversations', { ...good, subject: 'Other' }, key).expect(422);
    expect(refused.body).toMatchObject({ code: 'idempotency-key-reused', field: 'Idempotency-Key' });
    expect(await eventsIn(conversation)).toBe(3);
  });

  it('the key of one caller is not that of another', async () => {
    const [one, other] = await Promise.all([stack.as('buyer'), stack.as('buyer')]);
    const key = randomUUID();
    const [first, second] = await Promise.all([
      one.post('/v1/conversations', good, key).expect(201),
      other.post('/v1/conversations', good, key).expect(201),
    ]);
    expect(second.body.conversation).not.toBe(first.body.conversation);
  });

  it('twenty at once under one key write one message, and all have the same answer', async () => {
    const buyer = await stack.as('buyer');
    const { conversation } = (await buyer.post('/v1/conversations', good).expect(201)).body;
    const key = randomUUID();
    const path = `/v1/conversations/${conversation}/messages`;
    const answers = await Promise.all(Array.from({ length: 20 }, () => buyer.post(path, { body: 'Hello?' }, key)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(await eventsIn(conversation)).toBe(5);
  });

  it('after a restart of the api a repetition is still known', async () => {
    const buyer = await stack.as('buyer');
    const key = randomUUID();
    const first = await buyer.post('/v1/conversations', good, key).expect(201);
    await stack.api.killAndRestart();
    const again = await buyer.post('/v1/conversations', good, key).expect(201);
    expect(again.text).toBe(first.text);
    expect(await eventsIn(first.body.conversation)).toBe(3);
  });

  it('without a key every request is a new one', async () => {
    const buyer = await stack.as('buyer');
    const send = () =>
      fetch(`${stack.url}/v1/conversations`, {
        method: 'POST',
        headers: { authorization: `Bearer ${buyer.token}`, 'content-type': 'application/json' },
        body: JSON.stringify(good),
      }).then((answer) => answer.json() as Promise<{ conversation: string }>);
    const [first, second] = [await send(), await send()];
    expect(second.conversation).not.toBe(first.conversation);
  });
});
