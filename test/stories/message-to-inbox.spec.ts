/** The main job: a buyer's message becomes an event, and the seller reads it in the inbox, with the time that is left. */
import { randomUUID } from 'node:crypto';
import { EventStore } from '../../libs/event-store';
import { type SharedStack, sharedStack } from '../support/shared-stack';

const question = (seller: string) => ({
  market: 'de',
  seller,
  order: 'A-1001',
  topic: 'shipping',
  subject: 'Where is my parcel?',
  message: { body: 'It should have come on Monday.', language: 'en' },
});

describe('from a message to the inbox', () => {
  let stack: SharedStack;
  beforeAll(async () => {
    stack = await sharedStack();
  });
  afterAll(() => stack.stop());

  it('R2.1 R2.5 a buyer asks; the seller finds it with its due instant and the calendar it was counted with', async () => {
    const shop = `shop-${randomUUID()}`;
    const [buyer, agent] = await Promise.all([stack.as('buyer'), stack.as('seller', 'agent', shop)]);
    const asked = await buyer.post('/v1/conversations', question(shop)).expect(201);
    const { conversation, message, obligation } = asked.body;
    expect(asked.headers.location).toBe(`/v1/conversations/${conversation}`);
    expect(asked.body.events).toEqual(['ConversationOpened', 'MessageSent', 'ReplyObligationOpened']);

    const inbox = await agent.get('/v1/inbox').set('X-Min-Position', asked.headers['x-position']).expect(200);
    expect(inbox.body.items).toHaveLength(1);
    expect(inbox.body.items[0]).toMatchObject({
      conversation,
      buyer: buyer.sub,
      order: 'A-1001',
      topic: 'shipping',
      unread: 1,
      latest: { message, from: 'buyer', preview: 'It should have come on Monday.' },
      oldestObligation: { message, state: 'open', dueAt: obligation.dueAt, calendar: { market: 'de' } },
    });

    const read = await buyer.get(`/v1/conversations/${conversation}/messages`).expect(200);
    expect(read.body.items).toMatchObject([{ id: message, from: 'buyer', body: 'It should have come on Monday.' }]);
  });

  it('keeps drafts for their author alone, and refuses to answer over what somebody wrote meanwhile', async () => {
    const shop = `shop-${randomUUID()}`;
    const [buyer, agent, colleague, stranger] = await Promise.all([
      stack.as('buyer'),
      stack.as('seller', `agent-${randomUUID()}`, shop),
      stack.as('seller', `colleague-${randomUUID()}`, shop),
      stack.as('seller', 'stranger', `shop-${randomUUID()}`),
    ]);
    const { conversation, revision } = (await buyer.post('/v1/conversations', question(shop)).expect(201)).body;
    const draft = { conversation, kind: 'reply', body: 'We look' };
    await agent.put('/v1/drafts', draft).expect(200);
    const { body: kept } = await agent.put('/v1/drafts', { ...draft, body: 'We look into it' }).expect(200);
    expect(kept.items).toEqual([{ ...draft, body: 'We look into it', at: expect.any(String) }]);
    expect((await colleague.get('/v1/drafts').expect(200)).body.items).toEqual([]);
    await stranger.put('/v1/drafts', draft).expect(404);
    const path = `/v1/conversations/${conversation}/messages`;
    const reply = { body: 'We look into it', ifRevision: revision, seenRevision: revision };
    const { message } = (await colleague.post(path, { body: 'It is on its way.', ifRevision: revision }).expect(201)).body;
    const { body: refused } = await agent.post(path, reply).expect(409);
    expect(refused).toMatchObject({ code: 'something-arrived', field: 'ifRevision', happened: { messages: [message] } });
    const { headers } = await agent.post(path, { ...reply, ifRevision: refused.happened.revision }).expect(201);
    expect((await agent.put('/v1/drafts', { ...draft, body: null }).expect(200)).body.items).toEqual([]);
    const saved = { name: 'Thanks', language: 'en', body: 'Thank you, {buyer}.' };
    const id = randomUUID();
    await agent.put(`/v1/saved-replies/${id}`, saved).expect(200);
    expect((await colleague.get('/v1/saved-replies').expect(200)).body.items).toEqual([{ id, ...saved }]);
    await stranger.put(`/v1/saved-replies/${id}`, { ...saved, body: null }).expect(200);
    expect((await agent.put(`/v1/saved-replies/${id}`, { ...saved, body: null }).expect(200)).body.items).toEqual([]);
    // The same conversations are meant by list and counts.
    const meant = async (filter: string) => {
      const [list, counts] = await Promise.all(
        ['', '/counts'].map((part) =>
          agent.get(`/v1/inbox${part}?${filter}`).set('X-Min-Position', headers['x-position']).expect(200),
        ),
      );
      expect(counts.body.all).toBe(list.body.items.length);
      return counts.body.all;
    };
    expect(await meant(`unassigned=true&buyer=${buyer.sub}&from=2020-01-01T00:00:00Z`)).toBe(1);
    expect([await meant('unassigned=false'), await meant('buyer=nobody'), await meant('to=2020-01-01T00:00:00Z')]).toEqual([
      0, 0, 0,
    ]);
  });

  it('R1.2 everything that happened stands in the one stream, in order', async () => {
    const shop = `shop-${randomUUID()}`;
    const [buyer, agent] = await Promise.all([stack.as('buyer'), stack.as('seller', 'agent', shop)]);
    const { conversation } = (await buyer.post('/v1/conversations', question(shop)).expect(201)).body;
    const path = `/v1/conversations/${conversation}`;
    await agent.post(`${path}/messages`, { body: 'It left this morning.' }).expect(201);
    await agent.post(`${path}/notes`, { body: 'Warehouse says 10:00.' }).expect(201);
    await agent
      .post(`${path}/status-updates`, {
        stage: 'shipped',
        facts: { carrier: 'DHL', trackingNumber: '00340434161094', estimatedDelivery: '2030-01-08' },
      })
      .expect(201);
    await agent.post(`${path}/assignment`, { assignee: 'agent' }).expect(200);
    await agent.post(`${path}/messages`, { body: 'Or mail me: shop@example.org' }).expect(201);
    await buyer.post(`${path}/close`, { reason: 'It came' }).expect(200);

    const store = EventStore.connect({ url: stack.eventStoreUrl });
    const types: string[] = [];
    for await (const { type } of store.read(`conversation-${conversation}`)) types.push(type);
    await store.close();
    expect(types).toEqual([
      'ConversationOpened',
      'MessageSent',
      'ReplyObligationOpened',
      'MessageSent',
      'ReplyObligationAnswered',
      'NoteAdded',
      'StatusUpdated',
      'ConversationAssigned',
      'MessageHeld',
      'ViolationRecorded',
      'ConversationClosed',
    ]);
    // All that people see of it is one list, from either end, for each as they may see it.
    await buyer.post(`${path}/messages`, { body: 'It is broken.' }).expect(201);
    const pages = async (who: typeof buyer, order: string) => {
      const items: { kind: string; revision: number }[] = [];
      for (let cursor = ''; ; ) {
        const { body } = await who.get(`${path}/timeline?order=${order}&limit=2${cursor}`).expect(200);
        items.push(...body.items);
        if (body.next === null) return items;
        cursor = `&cursor=${body.next}`;
      }
    };
    const seen = await pages(buyer, 'oldest');
    expect(seen).toMatchObject([
      { kind: 'message', message: { from: 'buyer', body: 'It should have come on Monday.' } },
      { kind: 'message', message: { from: 'seller', body: 'It left this morning.' } },
      { kind: 'status-update', update: { stage: 'shipped', carrier: 'DHL', trackingNumber: '00340434161094' } },
      { kind: 'closed', closing: { role: 'buyer', by: buyer.sub, reason: 'It came' } },
      { kind: 'reopened', reopening: { role: 'buyer', by: buyer.sub } },
      { kind: 'message', message: { from: 'buyer', body: 'It is broken.' } },
    ]);
    const own = await pages(agent, 'newest');
    expect(own.map(({ kind }) => kind)).toEqual([
      ...['message', 'reopened', 'closed', 'message', 'status-update', 'note', 'message', 'message'],
    ]);
    expect(own[3]).toMatchObject({ message: { held: true, body: 'Or mail me: shop@example.org' } });
    const revisions = own.map(({ revision }) => revision);
    expect(revisions).toEqual([...revisions].sort((one, other) => other - one));
    await agent.get(`${path}/timeline?order=newest&cursor=${Buffer.from('["oldest",1]').toString('base64url')}`).expect(400);
  });
});
