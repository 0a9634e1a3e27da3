/** Bad input gets a clear error that names the field and the rule, and nothing is written. */
import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { EventStore } from '../../libs/event-store';
import { anotherApi, type SharedStack, sharedStack } from '../support/shared-stack';
import type { Person } from '../support/stack';

const ORDER = { buyer: 'b1', seller: 's1', state: 'placed' };
const SELLER = { name: 'x', markets: ['de'], languages: ['de'] };
/** A thousand ids as long as they may be. */
const MEMBERS = Array.from({ length: 1_000 }, (_, at) => `${'a'.repeat(251)}${String(at).padStart(4, '0')}`);

describe('bad input', () => {
  let stack: SharedStack;
  let store: EventStore;
  let buyer: Person;
  let agent: Person;
  let admin: Person;
  let conversation: string;
  let message: string;
  let head: bigint;
  const shop = `shop-${randomUUID()}`;
  const good = { market: 'de', seller: shop, topic: 'question', subject: 'Hello', message: { body: 'Is it blue?' } };

  beforeAll(async () => {
    stack = await sharedStack();
    store = EventStore.connect({ url: stack.eventStoreUrl });
    [buyer, agent, admin] = await Promise.all([stack.as('buyer'), stack.as('seller', 'agent', shop), stack.as('admin')]);
    const opened = await buyer.post('/v1/conversations', good).expect(201);
    ({ conversation, message } = opened.body);
    await agent.get('/v1/inbox').set('X-Min-Position', opened.headers['x-position']).expect(200);
    head = await lastOf(`conversation-${conversation}`);
  });
  afterAll(async () => {
    // Whatever was refused in this file left nothing behind.
    expect(await lastOf(`conversation-${conversation}`)).toBe(head);
    await store.close();
    await stack.stop();
  });

  async function lastOf(stream: string): Promise<bigint> {
    for await (const { position } of store.read(stream, { direction: 'backwards', maxCount: 1 })) return position;
    return -1n;
  }

  const refused = (answer: { status: number; headers: Record<string, string>; body: { field?: string; status: number } }) => {
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.body.status).toBe(answer.status);
    return answer.body.field;
  };

  it.each<[field: string, change: Record<string, unknown>]>([
    ['market', { market: 'xx' }],
    ['market', { market: 'DE' }],
    ['market', { market: 7 }],
    ['market', { market: undefined }],
    ['market', { market: null }],
    ['market', { market: '__proto__' }],
    ['seller', { seller: 'a/b' }],
    ['seller', { seller: undefined }],
    ['topic', { topic: 'weather' }],
    ['subject', { subject: '' }],
    ['subject', { subject: '   ' }],
    ['subject', { subject: '\u200b\u00ad' }],
    ['subject', { subject: '\u3164\u2800' }],
    ['subject', { subject: 'invoice \u202efdp.exe' }],
    ['subject', { subject: '\u2067a\u2069' }],
    ['subject', { subject: 'a\u2028b' }],
    ['subject', { subject: 'x'.repeat(201) }],
    ['subject', { subject: 'bell \u0007' }],
    ['subject', { subject: ['a'] }],
    ['order', { order: 'zwölf' }],
    ['message', { message: undefined }],
    ['message', { message: 'hello' }],
    ['message', { message: [] }],
    ['message.body', { message: {} }],
    ['message.body', { message: { body: '\u200b\ufe0f\u{e0041} \n\u3164' } }],
    ['buyer', { buyer: ' me' }],
    ['message.body', { message: { body: 'x'.repeat(10_001) } }],
    ['message.body', { message: { body: 'half \ud83d' } }],
    ['message.body', { message: { body: 'nul \u0000' } }],
    ['message.body', { message: { body: 12 } }],
    ['message.language', { message: { body: 'x', language: 'klingon!' } }],
    ['message.urgent', { message: { body: 'x', urgent: true } }],
    ['colour', { colour: 'blue' }],
  ])('a new conversation: %s of %j', async (field, change) => {
    const answer = await buyer.post('/v1/conversations', { ...good, ...change });
    expect([answer.status, refused(answer)]).toEqual([400, field]);
  });

  it.each<[field: string, body: Record<string, unknown>]>([
    ['body', {}],
    ['seenRevision', { body: 'x', seenRevision: -1 }],
    ['seenRevision', { body: 'x', seenRevision: 1.5 }],
    ['seenRevision', { body: 'x', seenRevision: '2' }],
    ['seenRevision', { body: 'x', seenRevision: 1_000 }],
    ['answers', { body: 'x', answers: ['no-uuid'] }],
    ['answers', { body: 'x', answers: [randomUUID()] }],
    ['promisedBy', { body: 'x', promisedBy: '2030-02-30' }],
    ['promisedBy', { body: 'x', promisedBy: '2020-01-06' }],
    ['promisedBy', { body: 'x', promisedBy: '2034-01-06' }],
    ['automatic', { body: 'x', automatic: 'yes' }],
  ])('a reply: %s of %j', async (field, body) => {
    expect(refused(await agent.post(`/v1/conversations/${conversation}/messages`, body))).toBe(field);
  });

  it.each<[field: string, path: string, body: Record<string, unknown>]>([
    ['stage', 'status-updates', { stage: 'teleported' }],
    ['facts.trackingNumber', 'status-updates', { stage: 'shipped', facts: { carrier: 'DHL', estimatedDelivery: '2030-01-08' } }],
    ['facts.amount', 'status-updates', { stage: 'refund-issued', facts: { amount: '-3', currency: 'EUR' } }],
    ['facts.amount', 'status-updates', { stage: 'refund-issued', facts: { amount: '0.00', currency: 'EUR' } }],
    ['facts.currency', 'status-updates', { stage: 'refund-issued', facts: { amount: '3', currency: 'XYZ' } }],
    ['kind', 'reports', { message: randomUUID(), kind: 'rude' }],
    ['message', 'reports', { message: randomUUID(), kind: 'marketing' }],
    ['assignee', 'assignment', {}],
    ['upTo', 'read', { upTo: 999 }],
    ['reason', 'messages/:message/no-reply-needed', { reason: 'lazy' }],
  ])('%s at %s', async (field, path, body) => {
    const answer = await agent.post(`/v1/conversations/${conversation}/${path.replace(':message', message)}`, body);
    expect(refused(answer)).toContain(field.split('.').at(-1));
  });

  it.each<[field: string, path: string]>([
    ['limit', '/v1/inbox?limit=101'],
    ['limit', '/v1/inbox?limit=0'],
    ['limit', '/v1/inbox?limit=ten'],
    ['cursor', '/v1/inbox?cursor=made-up'],
    ['cursor', `/v1/inbox?cursor=${Buffer.from('["due",1]').toString('base64url')}`],
    ['cursor', `/v1/inbox?sort=latest&cursor=${Buffer.from(`["due",1,"${randomUUID()}"]`).toString('base64url')}`],
    ['cursor', `/v1/inbox?cursor=${Buffer.from('["due",1,"no uuid"]').toString('base64url')}`],
    ['cursor', `/v1/inbox?cursor=${Buffer.from(`["due",1,["${randomUUID()}"]]`).toString('base64url')}`],
    ['cursor', `/v1/conversations/:id/messages?cursor=${Buffer.from('["messages",-1,2]').toString('base64url')}`],
    ['sort', '/v1/inbox?sort=colour'],
    ['overdue', '/v1/inbox?overdue=maybe'],
    ['dueBefore', '/v1/inbox?due-before=2026-02-30T00:00:00Z'],
    ['dueBefore', '/v1/inbox?due-before=2026-01-01T24:00:00Z'],
    ['needsReply', '/v1/inbox?needs-reply=true&needsReply=false'],
    ['market', '/v1/inbox?market=xx'],
    ['colour', '/v1/inbox?colour=blue'],
    ['limit', '/v1/inbox?limit=1&limit=2'],
    ['q', '/v1/search'],
    ['q', `/v1/search?q=${'x'.repeat(201)}`],
    ['q', '/v1/search?q=%00'],
    ['prefix', '/v1/search?q=x&prefix=yes'],
    ['topic', '/v1/search?q=x&topic=weather'],
    ['side', '/v1/search?q=x&side=admin'],
    ['state', '/v1/search?q=x&state=ajar'],
    ['from', '/v1/search?q=x&from=yesterday'],
    ['to', '/v1/search?q=x&to=2026-02-30T00:00:00Z'],
    ['sort', '/v1/search?q=x&sort=worst'],
    ['cursor', `/v1/search?q=x&sort=best&cursor=${Buffer.from('["search",1]').toString('base64url')}`],
    ['cursor', `/v1/search?q=x&cursor=${Buffer.from('["best",1,2,3]').toString('base64url')}`],
    ['cursor', '/v1/search?q=...&cursor=made-up'],
    ['query', '/v1/search?q=%ff'],
    ['query', '/v1/inbox?order=%ED%A0%80'],
    ['after', '/v1/changes?after=minus-one'],
    ['after', '/v1/changes?after=99999999999999999999'],
    ['state', '/v1/clock?state=asleep'],
    ['days', `/v1/sellers/${shop}/score?days=91`],
    ['asOf', `/v1/sellers/${shop}/score?asOf=yesterday`],
    ['asOf', `/v1/sellers/${shop}/score?asOf=2999-01-01T00:00:00Z`],
    ['upTo', `/v1/sellers/${shop}/score?upTo=99999999999999999999`],
    ['upTo', `/v1/sellers/${shop}/score?upTo=999999999999`],
    ['upTo', `/v1/sellers/${shop}/score/events?part=told&upTo=999999999999`],
    ['from', '/v1/inbox?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z'],
    ['from', '/v1/search?q=x&from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z'],
    ['part', `/v1/sellers/${shop}/score/events`],
    ['part', `/v1/sellers/${shop}/score/events?part=luck`],
    ['cursor', `/v1/sellers/${shop}/score/events?part=points&cursor=x`],
  ])('a reader: %s at %s', async (field, path) => {
    expect(refused(await agent.get(path.replace(':id', conversation)))).toBe(field);
  });

  it.each<[field: string, path: string]>([
    ['reason', 'history'],
    ['asOf', 'history?reason=x&asOf=2034-01-01T00:00:00Z'],
    ['asOf', 'history?reason=x&asOf=yesterday'],
    ['asOf', 'history?reason=x&asOf=2026-01-01T00:00:00Z&revision=1'],
    ['revision', 'history?reason=x&revision=-1'],
  ])('an admin: %s at %s', async (field, path) => {
    expect(refused(await admin.get(`/v1/conversations/${conversation}/${path}`))).toBe(field);
  });

  it('a cursor beyond everything gives an empty page', async () => {
    const cursor = Buffer.from('["messages",9007199254740991]').toString('base64url');
    const { body } = await agent.get(`/v1/conversations/${conversation}/messages?cursor=${cursor}`).expect(200);
    expect(body).toEqual({ items: [], next: null });
  });

  it('headers made up are refused by name', async () => {
    expect(refused(await agent.get('/v1/inbox').set('X-Min-Position', 'soon'))).toBe('X-Min-Position');
    expect(refused(await buyer.post('/v1/conversations', good, 'x'.repeat(201)))).toBe('Idempotency-Key');
    const twice = buyer.post('/v1/conversations', good).set('Idempotency-Key', ['a', 'b'] as never);
    expect(refused(await twice)).toBe('Idempotency-Key');
    expect(refused(await agent.get('/v1/changes/stream').set('Last-Event-ID', 'x'))).toBe('Last-Event-ID');
  });

  it('a position nobody has reached: 503 with Retry-After, after about two seconds', async () => {
    const answer = await agent.get('/v1/inbox').set('X-Min-Position', '9000000000000000000');
    expect(answer.status).toBe(503);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });

  it.each<[status: number, type: string, body: string | Buffer]>([
    [400, 'application/json', '{"market":'],
    [400, 'application/json', Buffer.from(JSON.stringify({ ...good, subject: 'Grüße' }), 'latin1')],
    [415, 'application/json; charset=latin1', JSON.stringify(good)],
    [415, 'application/json; charset="utf-16le"', Buffer.from(JSON.stringify(good), 'utf16le')],
    [400, 'application/json', ''],
    [400, 'application/json', '[]'],
    [400, 'application/json', '"text"'],
    [400, 'application/json', 'null'],
    [400, 'application/json', '{"__proto__":{"role":"admin"}}'],
    [400, 'application/json', '{"constructor":{"prototype":{}}}'],
    [400, 'application/json', '\ufeff{}'],
    [415, 'text/plain', 'hello'],
    [415, 'application/x-www-form-urlencoded', 'market=de'],
    [415, 'multipart/form-data; boundary=x', '--x--'],
    [413, 'application/json', JSON.stringify({ ...good, subject: 'x'.repeat(262_144) })],
    [413, 'application/json', 'x'.repeat(10_000_000)],
  ])('%i for a body of %s', async (status, type, body) => {
    const answer = await fetch(`${stack.url}/v1/conversations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${buyer.token}`, 'content-type': type },
      body,
    });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it.each(['{"__proto__":{"role":"admin"}}', '{"constructor":{"prototype":{}}}', '{"message":{"__proto__":1}}'])(
    'a name that no field has: %s',
    async (body) => {
      const answer = await fetch(`${stack.url}/v1/conversations`, {
        method: 'POST',
        headers: { authorization: `Bearer ${buyer.token}`, 'content-type': 'application/json' },
        body,
      });
      expect(await answer.json()).toMatchObject({ field: 'body', detail: expect.stringContaining('which no field is called') });
    },
  );

  it.each<[field: string, body: string]>([
    ['topic', `{"topic":"order",${JSON.stringify(good).slice(1)}`],
    ['message.body', JSON.stringify(good).replace('"body"', '"body":"It is blue.","b\\u006fdy"')],
    ['colour', '{"colour":1,"colour":1}'],
  ])('a name that is there twice: %s', async (field, body) => {
    const answer = await fetch(`${stack.url}/v1/conversations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${buyer.token}`, 'content-type': 'application/json' },
      body,
    });
    const problem = (await answer.json()) as { field: string; errors: object[] };
    expect([answer.status, problem.field, problem.errors]).toEqual([400, field, [{ field, rule: 'unique' }]]);
  });

  it('a write without fields takes no body, {} and a header with nothing behind it as the same, and nothing else', async () => {
    const path = (await buyer.post('/v1/conversations', good).expect(201)).body.conversation;
    const close = async (body: string | undefined, type?: string, key = 'the same') => {
      const answer = await fetch(`${stack.url}/v1/conversations/${path}/close`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${buyer.token}`,
          'idempotency-key': key,
          ...(type !== undefined && { 'content-type': type }),
        },
        ...(body !== undefined && { body }),
      });
      return { status: answer.status, text: await answer.text() };
    };
    const first = await close(undefined);
    expect(first.status).toBe(200);
    for (const [body, type] of [
      ['{}', 'application/json'],
      [' {\n} ', 'application/json; charset=utf-8'],
      ['', 'application/json'],
      ['\r\n', 'application/json'],
      [undefined, 'application/json'],
      ['', 'application/x-www-form-urlencoded'],
      [undefined, undefined],
    ])
      expect([body, type, await close(body, type)]).toEqual([body, type, first]);
    for (const [status, body, type] of [
      [400, 'null', 'application/json'],
      [400, '[]', 'application/json'],
      [400, '{"why":"x"}', 'application/json'],
      [415, '{}', 'text/plain'],
      [415, 'a=b', 'application/x-www-form-urlencoded'],
    ] as const)
      expect([body, (await close(body, type, `other ${body}`)).status]).toEqual([body, status]);
  });

  it('a body has room for the longest texts, however they are written', async () => {
    const escaped = (text: string) => text.replaceAll(/./gs, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
    const send = (characters: number) =>
      fetch(`${stack.url}/v1/conversations`, {
        method: 'POST',
        headers: { authorization: `Bearer ${buyer.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ ...good, subject: 'SUBJECT', message: { body: 'BODY' } })
          .replace('SUBJECT', escaped('😀'.repeat(200)))
          .replace('BODY', escaped('😀'.repeat(characters))),
      });
    const answer = await send(10_000);
    expect(answer.status).toBe(201);
    const { conversation: long } = (await answer.json()) as { conversation: string };
    const shown = agent.get(`/v1/conversations/${long}/messages`).set('X-Min-Position', answer.headers.get('x-position') ?? '');
    expect((await shown.expect(200)).body.items[0].body).toBe('😀'.repeat(10_000));
    const longer = await send(10_001);
    expect([longer.status, ((await longer.json()) as { field: string }).field]).toEqual([400, 'message.body']);
  });

  it.each([
    ['orders/A1', () => ({ ...ORDER, items: Array(200).fill({ title: '😀'.repeat(300), quantity: 1, sku: '😀'.repeat(100) }) })],
    ['sellers/long', () => ({ ...SELLER, members: MEMBERS.map((id) => ({ id, role: 'agent' })) })],
  ])('what is told of %s, too, with all its lists may have', async (path, told) => {
    const platform = await stack.as('platform');
    const put = (body: string) =>
      fetch(`${stack.url}/v1/${path}`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${platform.token}`, 'content-type': 'application/json' },
        body,
      });
    const escaped = JSON.stringify(told()).replaceAll(/[a-z]{200,}|[^ -~]/g, (text) =>
      [...Array(text.length).keys()].map((at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
    );
    expect(escaped.length).toBeGreaterThan(900_000);
    expect((await put(escaped)).status).toBe(200);
    const larger = await put(' '.repeat(2_097_152) + escaped);
    expect([larger.status, ((await larger.json()) as { detail: string }).detail]).toEqual([
      413,
      'A body has at most 2097152 bytes.',
    ]);
  });

  it.each([
    ['PUT', '/v1/conversations', 'POST'],
    ['GET', '/v1/conversations', 'POST'],
    ['HEAD', '/v1/conversations', 'POST'],
    ['DELETE', '/v1/conversations/:id', 'GET, HEAD'],
    ['PATCH', '/v1/conversations/:id/messages?reason=x', 'GET, HEAD, POST'],
    ['GET', '/v1/conversations/:id/close', 'POST'],
    ['POST', '/v1/inbox', 'GET, HEAD'],
    ['OPTIONS', '/v1/inbox', 'GET, HEAD'],
    ['PROPFIND', '/v1/inbox', 'GET, HEAD'],
    ['POST', '/markets/de/calendar.ics', 'GET, HEAD'],
    ['POST', '/', 'GET, HEAD'],
    ['POST', '/health/live', 'GET, HEAD'],
  ])('%s %s: 405 with Allow, with a token or without', async (method, path, allow) => {
    for (const headers of [undefined, { authorization: `Bearer ${agent.token}` }]) {
      const answer = await fetch(`${stack.url}${path.replace(':id', conversation)}`, { method, headers });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    }
  });

  it('what is nowhere is 404 by every method, and HEAD of what is there is as GET', async () => {
    for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS'])
      for (const path of ['/v1/nowhere', '/v1/inbox/', `/v1/conversations/${conversation}/close/x`, '/v1/marketsx'])
        expect([method, path, (await fetch(`${stack.url}${path}`, { method })).status]).toEqual([method, path, 404]);
    expect((await fetch(`${stack.url}/v1/sellers/${'x'.repeat(400)}/response-times`)).status).toBe(404);
    expect((await fetch(`${stack.url}/health/live`, { method: 'HEAD' })).status).toBe(200);
    expect((await fetch(`${stack.url}/v1/inbox`, { method: 'HEAD' })).status).toBe(401);
  });

  it('an encoded body is refused as that', async () => {
    const encoded = buyer.post('/v1/conversations', good).set('Content-Encoding', 'gzip');
    expect(refused(await encoded)).toBe('Content-Encoding');
  });

  it('paths that lead nowhere are 404 or 400, as problems', async () => {
    for (const path of [
      '/v2/inbox',
      '/v1/conversations/1',
      '/v1/conversations/%00',
      '/v1/%E0%A4%A',
      '/v1/inbox/',
      '/v1/sellers/a%2Fb/response-times',
    ]) {
      const answer = await admin.get(path);
      refused(answer);
    }
  });

  it.each([
    ['HELLO', 400],
    ['GET /v1/markets HTTP/1.1\r\nConnection: close', 400],
    ['GET /v1/markets HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: a-miracle', 417],
  ])('%j is answered once, by a problem, and cut off', async (sent, status) => {
    const { port } = new URL(stack.url);
    const said = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(`${sent}\r\n\r\n`));
      let text = '';
      socket.on('data', (part) => {
        text += part.toString();
      });
      socket.on('close', () => resolve(text));
    });
    expect(said).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(said.match(/HTTP\/1\.1 /g)).toHaveLength(1);
    expect(said.toLowerCase()).toContain('content-type: application/problem+json');
  });

  it('answers carry security headers', async () => {
    const { headers } = await agent.get('/v1/inbox').expect(200);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['strict-transport-security']).toBeDefined();
  });
});

describe('too many requests', () => {
  let shared: SharedStack;
  let stack: Awaited<ReturnType<typeof anotherApi>>;
  beforeAll(async () => {
    shared = await sharedStack();
    stack = await anotherApi(shared, { RATE_LIMIT_PER_MINUTE: '5' });
  });
  afterAll(async () => {
    await stack.end();
    await shared.stop();
  });

  it('are refused per caller with 429 and Retry-After; others are not', async () => {
    const [one, other] = await Promise.all([stack.as('buyer'), stack.as('buyer')]);
    for (let count = 0; count < 5; count++) await one.get('/v1/markets').expect(200);
    const answer = await one.get('/v1/markets').expect(429);
    await one.get('/v1/search?q=/health/').expect(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    await other.get('/v1/markets').expect(200);
  });

  it('count what is refused, too: without a valid token by address, with the wrong role by caller', async () => {
    const [buyer, other] = await Promise.all([stack.as('buyer'), stack.as('buyer')]);
    const ask = (count: number) =>
      fetch(`${stack.url}/v1/inbox`, { headers: count % 2 ? { authorization: `Bearer a.b.${count}` } : {} });
    for (let count = 0; count < 5; count++) expect((await ask(count)).status).toBe(401);
    for (const count of [5, 6]) {
      const { status, headers } = await ask(count);
      expect([status, headers.get('content-type')]).toEqual([429, expect.stringMatching(/^application\/problem\+json/)]);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    // Of the same address: whoever has a token is counted alone.
    for (let count = 0; count < 5; count++) await buyer.get('/v1/audit').expect(403);
    await buyer.get('/v1/audit').expect(429);
    await buyer.get('/v1/markets').expect(429);
    for (let count = 0; count < 5; count++) await other.get('/v1/markets').expect(200);
  });
});
