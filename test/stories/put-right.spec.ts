/** Reasons, automatic messages, closings, notes, reports and facts of stages, as people meet them over HTTP. */
import { randomUUID } from 'node:crypto';
import { type SharedStack, sharedStack } from '../support/shared-stack';
import { type Person } from '../support/stack';

describe('rules over HTTP', () => {
  let stack: SharedStack;
  let admin: Person;
  let compliance: Person;
  beforeAll(async () => {
    stack = await sharedStack();
    [admin, compliance] = await Promise.all([stack.as('admin'), stack.as('compliance')]);
  });
  afterAll(() => stack.stop());

  const open = async () => {
    const shop = `shop-${randomUUID()}`;
    const [buyer, agent] = await Promise.all([stack.as('buyer'), stack.as('seller', 'agent', shop)]);
    const { body } = await buyer
      .post('/v1/conversations', {
        ...{ market: 'de', seller: shop, topic: 'question', subject: 'The secret subject', message: { body: 'Is it blue?' } },
      })
      .expect(201);
    return {
      buyer,
      agent,
      shop,
      message: body.message as string,
      path: `/v1/conversations/${body.conversation}`,
      id: body.conversation,
    };
  };
  const refused = (status: number, code: string, field?: string) => (answer: { status: number; body: object }) => {
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ code, ...(field && { field }) });
  };

  it('R1.3 admin and compliance give a reason for each text they read; what they see without one holds none', async () => {
    const { path, message, shop } = await open();
    for (const reader of [admin, compliance]) {
      for (const asked of ['', '/messages', '/history', `/obligations/${message}/explanation`])
        await reader.get(`${path}${asked}`).expect(refused(400, 'invalid', 'reason'));
      await reader.get(`${path}/obligations/${message}/explanation?reason=a+dispute`).expect(200);
      const inbox = await reader.get(`/v1/inbox?seller=${shop}`).expect(200);
      expect(inbox.body.items).toMatchObject([{ subject: null, latest: { preview: null } }]);
      for (const list of [`/v1/inbox?seller=${shop}`, '/v1/clock', '/v1/audit'])
        expect(JSON.stringify((await reader.get(list).expect(200)).body)).not.toContain('secret subject');
    }
    const history = (await admin.get(`${path}/history?reason=look`).expect(200)).body.events as { type: string; data: object }[];
    // What was refused is no access.
    expect(history.filter(({ type }) => type === 'HistoryAccessed')).toMatchObject([
      { data: { reason: 'a dispute', by: admin.sub } },
      { data: { reason: 'a dispute', by: compliance.sub } },
    ]);
  });

  it('R1.3 the trail shows no text of a status update', async () => {
    const { agent, path, id } = await open();
    const facts = { carrier: 'call 0151 234567', trackingNumber: 'T1', estimatedDelivery: '2035-01-08' };
    const { headers } = await agent.post(`${path}/status-updates`, { stage: 'shipped', facts }).expect(201);
    const trail = await admin.get(`/v1/audit?conversation=${id}`).set('X-Min-Position', headers['x-position']).expect(200);
    expect(JSON.stringify(trail.body)).toContain('StatusUpdated');
    expect(JSON.stringify(trail.body)).not.toContain('0151');
  });

  it('R2.8 an automatic message leaves a closed conversation closed', async () => {
    const { agent, buyer, path } = await open();
    await buyer.post(`${path}/close`, {}).expect(200);
    const sent = await agent.post(`${path}/messages`, { body: 'We are away.', automatic: true }).expect(201);
    expect(sent.body.events).toEqual(['MessageSent']);
    const { body } = await buyer.get(path).set('X-Min-Position', sent.headers['x-position']).expect(200);
    expect(body.status).toBe('closed');
  });

  it('both sides see why a conversation was closed, and until when', async () => {
    const { agent, buyer, path } = await open();
    const closed = await agent.post(`${path}/close`, { reason: 'Refunded in full.' }).expect(200);
    const told = { role: 'seller', by: 'agent', at: closed.body.at, reason: 'Refunded in full.' };
    for (const reader of [buyer, agent]) {
      const { body } = await reader.get(path).set('X-Min-Position', closed.headers['x-position']).expect(200);
      expect(body).toMatchObject({ status: 'closed', closed: told });
    }
    const again = await buyer.post(`${path}/messages`, { body: 'And the postage?' }).expect(201);
    const { body } = await buyer.get(path).set('X-Min-Position', again.headers['x-position']).expect(200);
    expect(body).toMatchObject({ status: 'open', closed: null });
    await buyer.post(`${path}/close`).expect(200);
    await buyer.post(`${path}/close`, { reason: ' ' }).expect(refused(400, 'invalid', 'reason'));
  });

  it('a note belongs to the side that wrote it; the platform sees those of sellers, too', async () => {
    const { agent, buyer, path } = await open();
    await agent.post(`${path}/notes`, { body: 'of the seller' }).expect(201);
    await admin.post(`${path}/notes`, { body: 'of the admin' }).expect(201);
    const last = await compliance.post(`${path}/notes`, { body: 'of compliance' }).expect(201);
    const notes = async (reader: Person, query = '') => {
      const { body } = await reader.get(`${path}/messages${query}`).set('X-Min-Position', last.headers['x-position']).expect(200);
      return (body.items as { kind: string; side: string; body: string }[])
        .filter(({ kind }) => kind === 'note')
        .map(({ side, body }) => [side, body]);
    };
    const told = async (reader: Person) => {
      const { body } = await reader.get('/v1/changes').set('X-Min-Position', last.headers['x-position']).expect(200);
      return (body.items as { type: string; role: string }[]).filter(({ type }) => type === 'NoteAdded').map(({ role }) => role);
    };
    expect([await told(buyer), await told(agent)]).toEqual([[], ['seller']]);
    expect(await notes(buyer)).toEqual([]);
    expect(await notes(agent)).toEqual([['seller', 'of the seller']]);
    for (const reader of [admin, compliance])
      expect(await notes(reader, '?reason=a+dispute')).toEqual([
        ['seller', 'of the seller'],
        ['platform', 'of the admin'],
        ['platform', 'of compliance'],
      ]);
  });

  it('R5.5 the same report thirty times is one; own messages and late replies are not reported', async () => {
    const { agent, buyer, path, message } = await open();
    const { message: reply } = (await agent.post(`${path}/messages`, { body: 'Buy more!' }).expect(201)).body;
    const report = { message: reply, kind: 'marketing' };
    for (let count = 0; count < 30; count++) {
      const { body } = await buyer.post(`${path}/reports`, report).expect(201);
      expect(body.events).toEqual(count === 0 ? ['ViolationRecorded'] : []);
    }
    await buyer.post(`${path}/reports`, { message, kind: 'marketing' }).expect(refused(422, 'not-reportable', 'message'));
    await agent.post(`${path}/reports`, report).expect(refused(422, 'not-reportable', 'message'));
    await agent.post(`${path}/reports`, { message, kind: 'abusive-language' }).expect(201);
    for (const reporter of [buyer, agent, admin])
      await reporter.post(`${path}/reports`, { message: reply, kind: 'late-reply' }).expect(refused(400, 'invalid', 'kind'));
  });

  it('R3.2 facts of another stage, numbers nobody shipped, days gone by and sums that are none are refused by name', async () => {
    const { agent, path } = await open();
    const update = (stage: string, facts: object) => agent.post(`${path}/status-updates`, { stage, facts });
    const parcel = { carrier: 'DHL', trackingNumber: 'T1', estimatedDelivery: '2035-01-08' };
    await update('shipped', { ...parcel, estimatedDelivery: '1999-01-01' }).expect(
      refused(422, 'date-in-the-past', 'facts.estimatedDelivery'),
    );
    await update('shipped', { ...parcel, amount: '1' }).expect(refused(422, 'stage-fact-foreign', 'facts.amount'));
    await update('shipped', parcel).expect(201);
    await update('delivered', { trackingNumber: 'UNKNOWN' }).expect(
      refused(409, 'stage-contradicts-history', 'facts.trackingNumber'),
    );
    await update('delivered', { trackingNumber: 'T1' }).expect(201);
    await update('refund-issued', { amount: '19.999', currency: 'EUR' }).expect(refused(422, 'amount-invalid', 'facts.amount'));
    await update('refund-issued', { amount: '5.55', currency: 'JPY' }).expect(refused(422, 'amount-invalid', 'facts.amount'));
    await update('refund-issued', { amount: '555', currency: 'JPY' }).expect(201);
  });
});
