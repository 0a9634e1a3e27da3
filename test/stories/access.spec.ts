/** R1.3 who may do what: every route as every role, on own and on foreign objects. */
import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { type SharedStack, sharedStack } from '../support/shared-stack';
import { type Person } from '../support/stack';

/**
 * Who may call what: route, roles, and whose the object is. `conversation`: buyer and seller reach only their own. `seller`: a seller
 * reaches only its own organisation. `order`: so do both. `profile`: a seller sees its own, a buyer what is
 * public of each. `unknown`: nothing is there, `malformed`: nothing is asked. `caller`: the answer holds only what the caller may see. `platform`: belongs to nobody.
 */
const TABLE = `
POST /v1/conversations                                             buyer seller                   conversation
POST /v1/conversations/:id/messages                                buyer seller admin             conversation
POST /v1/conversations/:id/status-updates                          seller                         conversation
POST /v1/conversations/:id/notes                                   seller admin compliance        conversation
POST /v1/conversations/:id/assignment                              seller admin                   conversation
POST /v1/conversations/:id/close                                   buyer seller admin             conversation
POST /v1/conversations/:id/reports                                 buyer seller admin             conversation
POST /v1/conversations/:id/read                                    buyer seller                   conversation
POST /v1/conversations/:id/messages/:message/no-reply-needed       seller                         conversation
POST /v1/conversations/:id/messages/:message/contest               buyer                          conversation
POST /v1/conversations/:id/messages/:message/unanswered            buyer                          conversation
POST /v1/conversations/:id/messages/:message/release               admin                          conversation
POST /v1/conversations/:id/messages/:message/reject                admin                          conversation
POST /v1/conversations/:id/messages/:message/review                buyer seller                   conversation
POST /v1/conversations/:id/violations/:violation/confirm           admin                          conversation
POST /v1/conversations/:id/violations/:violation/dismiss           admin                          conversation
POST /v1/conversations/:id/obligations/:message/excuse             admin                          conversation
POST /v1/conversations/:id/obligations/:message/excuse/revocation  admin                          conversation
GET /v1/conversations/:id                                          buyer seller admin compliance  conversation
GET /v1/conversations/:id/messages                                 buyer seller admin compliance  conversation
GET /v1/conversations/:id/timeline                                 buyer seller admin compliance  conversation
POST /v1/conversations/:id/attachments                             buyer seller admin             conversation
GET /v1/conversations/:id/attachments/:sha256                      buyer seller admin compliance  conversation
GET /v1/conversations/:id/attachments/:sha256/thumbnail            buyer seller admin compliance  conversation
GET /v1/conversations/:id/questions                                buyer seller admin compliance  conversation
POST /v1/conversations/:id/coverage                                seller                         conversation
GET /v1/conversations/:id/history                                  admin compliance               conversation
GET /v1/conversations/:id/replay                                   buyer seller admin compliance  conversation
GET /v1/conversations/:id/obligations/:message/explanation         buyer seller admin compliance  conversation
GET /v1/inbox                                                      buyer seller admin compliance  caller
GET /v1/drafts                                                     buyer seller                   caller
PUT /v1/drafts                                                     buyer seller                   conversation
GET /v1/presence                                                   seller admin compliance        caller
PUT /v1/presence                                                   seller admin compliance        conversation
GET /v1/saved-replies                                              seller                         caller
PUT /v1/saved-replies/:reply                                       seller                         caller
GET /v1/inbox/counts                                               buyer seller admin compliance  caller
POST /v1/screening/check                                           buyer seller admin             platform
GET /v1/search                                                     buyer seller admin compliance  caller
GET /v1/changes                                                    buyer seller admin compliance  caller
GET /v1/changes/stream                                             buyer seller admin compliance  caller
GET /v1/clock                                                      buyer seller admin compliance  caller
GET /v1/clock/overdue                                              admin                          platform
GET /v1/sellers/:id/response-times                                 seller admin compliance        seller
GET /v1/reviews                                                    admin compliance               platform
POST /v1/reviews/:id/claim                                         admin                          platform
POST /v1/reviews/decisions                                         admin                          platform
GET /v1/screening/rules                                                         admin compliance  platform
POST /v1/screening/rules/:rule/restoration                         admin                          platform
GET /v1/sellers/:id/violations                                     seller admin compliance        seller
GET /v1/accesses                                                   compliance                     platform
GET /v1/audit                                                      admin compliance               platform
POST /v1/evidence                                                  admin compliance               platform
POST /v1/evidence/preview                                          admin compliance               platform
GET /v1/evidence/:id                                               admin compliance               platform
GET /v1/evidence/:id/events                                        admin compliance               platform
GET /v1/evidence/:id/package                                       admin compliance               platform
GET /v1/markets                                                    buyer seller admin compliance platform  platform
GET /v1/markets/:id/calendar                                       buyer seller admin compliance platform  platform
POST /v1/markets/:id/calendar-corrections                          admin                          platform
GET /v1/markets/:id/calendar-corrections/:version                  admin                          platform
GET /v1/followers                                                  admin                          platform
POST /v1/followers/:name/parked                                    admin                          unknown
POST /v1/followers/:name/parked/:position/retry                    admin                          unknown
GET /v1/test-clock                                                 buyer seller admin compliance platform  platform
PUT /v1/test-clock                                                 admin                          platform
PUT /v1/orders/:id                                                 platform                                platform
GET /v1/orders                                                     buyer                          platform
GET /v1/orders/:id                                                 buyer seller admin compliance platform  order
GET /v1/sellers                                                    buyer admin compliance         platform
PUT /v1/sellers/:id                                                platform                                platform
GET /v1/sellers/:id                                                buyer seller admin compliance platform  profile
GET /v1/sellers/:id/standing                                       seller admin compliance        seller
GET /v1/sanctions                                                  admin compliance               platform
GET /v1/sanctions/:id                                              seller admin compliance        sanction
GET /v1/sellers/:id/score                                          seller admin compliance        seller
GET /v1/sellers/:id/score/events                                   seller admin compliance        seller
GET /v1/ranking                                                    admin platform                 platform
GET /v1/ranking/stream                                             admin platform                 platform
POST /v1/sanctions/:id/decision                                    admin                          sanction
GET /v1/log                                                        admin compliance monitor       platform
GET /v1/log/stamp                                                  admin compliance monitor       unknown
GET /v1/log/proof/inclusion                                        admin compliance monitor       unknown
GET /v1/log/proof/consistency                                      admin compliance monitor       platform
POST /v1/log/proof/check                                           admin compliance monitor       malformed
GET /log/checkpoint                                                admin compliance monitor       unknown
GET /log/tile/:path                                                admin compliance monitor       unknown
GET /log/tile/entries/:path                                        compliance monitor             unknown
POST /v1/sanctions/:id/appeal                                      seller                         sanction
POST /v1/sanctions/:id/appeal/decision                             admin                          sanction
POST /v1/persons/:id/erasure                                       compliance                     unknown
GET /v1/persons/:id/erasure                                        compliance                     platform
POST /v1/persons/:id/export                                        compliance                     unknown
POST /v1/holds                                                     compliance                     unknown
POST /v1/holds/:hold/release                                       compliance                     unknown
GET /v1/retention-classes                                          compliance                     platform
PUT /v1/retention-classes/:class                                   compliance                     platform
`;

/** What needs no token. */
const PUBLIC = `
GET /
GET /markets/:id/calendar.ics
GET /v1/health/live
GET /v1/health/ready
GET /health/live
GET /health/ready
GET /v1/metrics
GET /metrics
GET /openapi.json
GET /docs
GET /docs/
GET /docs/index.html
GET /console
GET /console/*
GET /session
`;

/** What begins and ends sessions of browsers, and what a program hears there. */
const SESSIONS = `
GET /session/sign-in 404
GET /session/callback 401
POST /session/demo 403
POST /session/sign-out 403
`;

interface Row {
  readonly route: string;
  readonly roles: readonly string[];
  readonly object: string;
}
const lines = (text: string) => text.trim().split('\n');
const ROWS: readonly Row[] = lines(TABLE).map((line) => {
  const [method, path, ...rest] = line.split(/ +/);
  return { route: `${method} ${path}`, roles: rest.slice(0, -1), object: rest.at(-1) as string };
});

const REASON = 'reason=dispute';
const MISSING = '00000000-0000-4000-8000-000000000000';

/** A body with a file. */
function fileOf(content: string | Uint8Array<ArrayBuffer>): FormData {
  const form = new FormData();
  form.set('file', new Blob([content]), 'a file');
  return form;
}

/** What a valid request to each route looks like; a route that is not here fails below. `undefined`: a GET without more. */
const REQUESTS: Readonly<Record<string, object | string | undefined>> = {
  'POST /v1/conversations/:id/messages': { body: 'hello' },
  'POST /v1/conversations/:id/status-updates': { stage: 'order-confirmed' },
  'POST /v1/conversations/:id/notes': { body: 'a note' },
  'POST /v1/conversations/:id/assignment': { assignee: 'agent' },
  'POST /v1/conversations/:id/close': {},
  'POST /v1/conversations/:id/reports': { message: ':message', kind: 'marketing' },
  'POST /v1/conversations/:id/read': {},
  'POST /v1/conversations/:id/messages/:message/no-reply-needed': { reason: 'thanks' },
  'POST /v1/conversations/:id/messages/:message/contest': {},
  'POST /v1/conversations/:id/messages/:message/unanswered': {},
  'POST /v1/conversations/:id/messages/:message/release': {},
  'POST /v1/conversations/:id/messages/:message/reject': { reason: 'a telephone number' },
  'POST /v1/conversations/:id/messages/:message/review': {},
  'POST /v1/conversations/:id/violations/:violation/confirm': { reason: 'a telephone number' },
  'POST /v1/conversations/:id/violations/:violation/dismiss': { reason: 'no telephone number' },
  'POST /v1/conversations/:id/obligations/:message/excuse': { reason: 'outage' },
  'POST /v1/conversations/:id/obligations/:message/excuse/revocation': { reason: 'no outage' },
  'GET /v1/conversations/:id': REASON,
  'GET /v1/conversations/:id/messages': REASON,
  'GET /v1/conversations/:id/timeline': REASON,
  'POST /v1/conversations/:id/attachments': fileOf('hello'),
  'GET /v1/conversations/:id/attachments/:sha256': REASON,
  'GET /v1/conversations/:id/attachments/:sha256/thumbnail': REASON,
  'GET /v1/conversations/:id/questions': REASON,
  'POST /v1/conversations/:id/coverage': { body: 'It is blue.' },
  'GET /v1/conversations/:id/history': REASON,
  'GET /v1/conversations/:id/replay': REASON,
  'GET /v1/conversations/:id/obligations/:message/explanation': REASON,
  'GET /v1/inbox': '',
  'GET /v1/inbox/counts': '',
  'GET /v1/drafts': '',
  'PUT /v1/drafts': { conversation: ':conversation', kind: 'reply', body: 'hello' },
  'GET /v1/presence': '',
  'PUT /v1/presence': { conversation: ':conversation', state: 'open' },
  'GET /v1/saved-replies': '',
  'PUT /v1/saved-replies/:reply': { name: 'Thanks', language: 'en', body: 'Thank you, {buyer}.' },
  'POST /v1/screening/check': { body: 'hello' },
  'GET /v1/search': `q=parcel&${REASON}`,
  'GET /v1/changes': '',
  'GET /v1/changes/stream': 'after=0',
  'GET /v1/clock': '',
  'GET /v1/clock/overdue': '',
  'GET /v1/sellers/:id/response-times': '',
  'GET /v1/reviews': '',
  'POST /v1/reviews/:id/claim': {},
  'POST /v1/reviews/decisions': { reviews: [MISSING], decision: 'dismiss', reason: 'a refusal' },
  'GET /v1/sellers/:id/violations': '',
  'GET /v1/audit': '',
  'GET /v1/accesses': '',
  'POST /v1/evidence': { conversations: [':conversation'], purpose: 'a court', reason: 'asked for' },
  'POST /v1/evidence/preview': { conversations: [':conversation'] },
  'GET /v1/evidence/:id': '',
  'GET /v1/evidence/:id/events': '',
  'GET /v1/evidence/:id/package': '',
  'GET /v1/screening/rules': '',
  'POST /v1/screening/rules/:rule/restoration': { language: 'de', reason: 'mended' },
  'PUT /v1/orders/:id': { buyer: 'b', seller: 's', state: 'paid' },
  'GET /v1/orders': '',
  'GET /v1/orders/:id': '',
  'GET /v1/sellers': 'seller=some-shop',
  'PUT /v1/sellers/:id': { name: 'A shop', markets: ['de'], languages: ['de'], members: [] },
  'GET /v1/sellers/:id': '',
  'GET /v1/markets': '',
  'GET /v1/markets/:id/calendar': '',
  'POST /v1/markets/:id/calendar-corrections': { add: { '2029-02-01': 'A day' }, reason: 'law', dryRun: true },
  'GET /v1/markets/:id/calendar-corrections/:version': '',
  'GET /v1/followers': '',
  'POST /v1/followers/:name/parked': { position: '1', reason: 'a broken import' },
  'POST /v1/followers/:name/parked/:position/retry': { reason: 'mended' },
  'GET /v1/test-clock': '',
  'GET /v1/sellers/:id/standing': '',
  'GET /v1/sanctions': '',
  'GET /v1/sanctions/:id': '',
  'GET /v1/sellers/:id/score': '',
  'GET /v1/sellers/:id/score/events': 'part=in-time',
  'GET /v1/ranking': '',
  'GET /v1/ranking/stream': 'after=0',
  'GET /v1/log': '',
  'GET /v1/log/stamp': '',
  'GET /v1/log/proof/inclusion': `event=${MISSING}&size=1`,
  'GET /v1/log/proof/consistency': 'from=0',
  'POST /v1/log/proof/check': { proof: 'none' },
  'GET /log/checkpoint': '',
  'GET /log/tile/:path': '',
  'GET /log/tile/entries/:path': '',
  'POST /v1/sanctions/:id/decision': { outcome: 'imposed', reason: 'as found' },
  'POST /v1/sanctions/:id/appeal': { reason: 'it was not so' },
  'POST /v1/sanctions/:id/appeal/decision': { outcome: 'rejected', reason: 'it was so' },
  'POST /v1/persons/:id/erasure': { reason: 'asked by mail', ground: 'GDPR art. 17' },
  'GET /v1/persons/:id/erasure': '',
  'POST /v1/persons/:id/export': { reason: 'asked by mail', ground: 'GDPR art. 15' },
  'POST /v1/holds': { person: 'nobody-here', reason: 'a lawsuit', ground: 'court order' },
  'POST /v1/holds/:hold/release': { person: 'nobody-here', reason: 'it is over' },
  'GET /v1/retention-classes': '',
  'PUT /v1/retention-classes/:class': { days: 0, ground: 'none', reason: 'as before' },
  'PUT /v1/test-clock': { now: '2001-01-01T00:00:00Z' },
};

/** Rules' refusals by the state of the object: the caller was let through to it. */
const LET_THROUGH = [200, 201, 202, 409, 422];

describe('who may do what', () => {
  let stack: SharedStack;
  const shop = `shop-${randomUUID()}`;
  let own: { buyer: Person; seller: Person; admin: Person; compliance: Person; platform: Person; monitor: Person };
  let foreign: { buyer: Person; seller: Person };
  let conversation: string;
  let message: string;
  let position: string;
  let version: string;
  let violation: string;
  let review: string;
  let evidence: string;
  let sha256: string;

  beforeAll(async () => {
    stack = await sharedStack('test clock');
    const [buyer, seller, admin, compliance, platform, monitor, otherBuyer, otherSeller] = await Promise.all([
      stack.as('buyer'),
      stack.as('seller', 'agent', shop),
      stack.as('admin'),
      stack.as('compliance'),
      stack.as('platform'),
      stack.as('monitor'),
      stack.as('buyer'),
      stack.as('seller', 'agent', `shop-${randomUUID()}`),
    ]);
    own = { buyer, seller, admin, compliance, platform, monitor };
    foreign = { buyer: otherBuyer, seller: otherSeller };
    const opened = await buyer
      .post('/v1/conversations', {
        market: 'de',
        seller: shop,
        topic: 'question',
        subject: 'parcel',
        message: { body: 'parcel' },
      })
      .expect(201);
    ({ conversation, message } = opened.body);
    position = opened.headers['x-position'];
    const picture = new Uint8Array(
      await sharp({ create: { width: 9, height: 9, channels: 3, background: '#a33' } })
        .png()
        .toBuffer(),
    );
    const uploaded = await fetch(`${stack.url}/v1/conversations/${conversation}/attachments`, {
      ...{ method: 'POST', body: fileOf(picture), headers: { authorization: `Bearer ${buyer.token}` } },
    });
    ({ sha256 } = (await uploaded.json()) as { sha256: string });
    await buyer.post(`/v1/conversations/${conversation}/messages`, { body: 'parcel', attachments: [sha256] }).expect(201);
    const report = { message, kind: 'abusive-language' };
    const reported = await seller.post(`/v1/conversations/${conversation}/reports`, report).expect(201);
    violation = reported.body.violation;
    const queue = (await admin.get(`/v1/reviews?seller=${shop}`).set('X-Min-Position', reported.headers['x-position'])).body;
    review = queue.items[0].review;
    await platform.put('/v1/orders/A-1', { buyer: buyer.sub, seller: shop, state: 'paid' }).expect(200);
    const profile = { name: 'A shop', markets: ['de'], languages: ['de'], members: [] };
    position = (await platform.put(`/v1/sellers/${shop}`, profile).expect(200)).headers['x-position'];
    const correction = { add: { '2029-02-02': 'A day' }, reason: 'law' };
    ({ version } = (await admin.post('/v1/markets/de/calendar-corrections', correction).expect(200)).body);
    const wanted = { conversations: [conversation], purpose: 'a court', reason: 'asked for' };
    evidence = (await compliance.post('/v1/evidence', wanted).expect(202)).body.id;
  });
  afterAll(() => stack.stop());

  const address = (route: string, object = conversation) => {
    const [, path] = route.split(' ');
    // Orders and sellers are not put again: whoever puts one here puts another.
    const [own] = [
      ['/reviews/', review],
      ['/evidence/', evidence],
      ['/orders/', 'A-1'],
      ['/sellers/', shop],
      ['/markets/', 'de'],
      ['/sanctions/', `${shop}.1`],
    ].filter(([part]) => path.includes(part));
    const id = own && object === conversation ? (route.startsWith('PUT') ? 'another' : own[1]) : object;
    return path
      .replace(':id', id)
      .replace(':message', message)
      .replace(':sha256', sha256)
      .replace(':version', version)
      .replace(':reply', MISSING)
      .replace(':violation', violation)
      .replace(':hold', conversation)
      .replace(':class', 'conduct')
      .replace(':rule', 'contact.phone');
  };
  const call = async (route: string, who: Person | undefined, object?: string): Promise<{ status: number; text: string }> => {
    const [method] = route.split(' ');
    const sample = REQUESTS[route];
    const form = sample instanceof FormData ? sample : undefined;
    const query = typeof sample === 'string' && sample ? `?${sample}` : '';
    const answer = await fetch(`${stack.url}${address(route, object)}${query}`, {
      method,
      headers: {
        ...(who && { authorization: `Bearer ${who.token}` }),
        ...(typeof sample === 'object' && !form && { 'content-type': 'application/json' }),
        'x-min-position': position,
      },
      ...(typeof sample === 'object' && {
        body:
          form ??
          JSON.stringify(sample)
            .replace(':message', message)
            .replace(':conversation', object ?? conversation),
      }),
    });
    // A stream of events never ends: what it says at first is enough.
    if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) {
      return { status: answer.status, text: await answer.text() };
    }
    const reader = answer.body?.getReader();
    let text = '';
    for (const until = Date.now() + 500; Date.now() < until; ) {
      const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), until - Date.now()));
      const part = await Promise.race([reader?.read(), late]);
      if (!part?.value) break;
      text += Buffer.from(part.value).toString();
    }
    await reader?.cancel();
    return { status: answer.status, text };
  };

  it('every route of the api stands in the table with its roles, and every line is a route', async () => {
    const { paths } = (await own.admin.get('/openapi.json').expect(200)).body as {
      paths: Record<string, Record<string, { description?: string }>>;
    };
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { description }]) => {
        const roles = /^May be called by: (.*)\.$/.exec(description ?? '')?.[1].split(', ') ?? [];
        return [`${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`, roles] as const;
      }),
    );
    const expected = [
      ...ROWS.map(({ route, roles }) => [route, [...roles].sort()]),
      ...lines(PUBLIC)
        .filter((route) => !/^GET \/($|docs|openapi|console)/.test(route))
        .map((route) => [route, []]),
      ['POST /session/demo', []],
      ['POST /session/sign-out', []],
    ];
    expect(described.map(([route, roles]) => [route, [...roles].sort()]).sort()).toEqual(expected.sort());
    expect(Object.keys(REQUESTS).sort()).toEqual(
      ROWS.map(({ route }) => route)
        .filter((route) => !/conversations$/.test(route))
        .sort(),
    );
  });

  it.each(lines(SESSIONS))('%s', async (line) => {
    const [method, path, expected] = line.split(' ');
    const body =
      method === 'POST'
        ? { body: path.endsWith('demo') ? '{"role":"admin"}' : '{}', headers: { 'content-type': 'application/json' } }
        : {};
    expect((await fetch(stack.url + path, { method, ...body })).status).toBe(Number(expected));
  });

  it.each(lines(PUBLIC))('%s needs no token', async (route) => {
    const { status } = await fetch(`${stack.url}${address(route)}`);
    expect(status).toBe(200);
  });

  it.each(ROWS.filter(({ route }) => route in REQUESTS))('$route: $roles', async ({ route, roles, object }) => {
    expect((await call(route, undefined)).status).toBe(401);
    for (const [role, person] of Object.entries(own)) {
      const { status, text } = await call(route, person);
      // There is no sanction and no log yet: whoever is let through hears so.
      const through = { sanction: [404], unknown: [404], malformed: [400] }[object] ?? LET_THROUGH;
      if (roles.includes(role)) expect([role, status, text]).toEqual([role, expect.toBeOneOf(through), text]);
      else expect([role, status]).toEqual([role, 403]);
    }
    for (const [role, person] of Object.entries(foreign)) {
      const { status, text } = await call(route, person);
      if (!roles.includes(role)) expect([role, status]).toEqual([role, 403]);
      else if (object === 'profile' && role === 'buyer') {
        expect([role, status]).toEqual([role, 200]);
        expect(text).not.toContain('members');
      } else if (['conversation', 'seller', 'order', 'profile', 'sanction'].includes(object)) {
        const missing = await call(route, person, MISSING);
        expect([role, status]).toEqual([role, 404]);
        // A foreign object looks like a missing one, to the letter.
        if (object !== 'seller') expect(text).toBe(missing.text);
      } else {
        expect([role, status]).toEqual([role, expect.toBeOneOf(LET_THROUGH)]);
        expect(text).not.toContain(conversation);
      }
    }
  });

  it('a conversation is opened for oneself only', async () => {
    const body = { market: 'de', seller: shop, topic: 'question', subject: 'x', message: { body: 'x' } };
    await own.admin.post('/v1/conversations', body).expect(403);
    await own.compliance.post('/v1/conversations', body).expect(403);
    await own.buyer.post('/v1/conversations', { ...body, buyer: 'somebody-else' }).expect(404);
    await foreign.seller.post('/v1/conversations', { ...body, buyer: 'somebody' }).expect(404);
    await own.seller.post('/v1/conversations', { ...body, seller: undefined, buyer: 'somebody' }).expect(201);
  });

  it('R1.7 people are who their identity provider says, to the letter, wherever they are named', async () => {
    // Of a shop whose members were not told (R1.6).
    const shop = `shop-${randomUUID()}`;
    const names = ['auth0|0123', 'f:1234:uid', 'me+you@shop.example', 'CN=Ada Lovelace, O="A&B"; %41', 'x'.repeat(255)];
    for (const name of names) {
      const [buyer, member] = await Promise.all([stack.as('buyer', name), stack.as('seller', name, shop)]);
      const body = { market: 'de', topic: 'question', subject: 'x', message: { body: 'x' } };
      const opened = (await member.post('/v1/conversations', { ...body, buyer: name }).expect(201)).body.conversation;
      const path = `/v1/conversations/${opened}`;
      await member.post(`${path}/assignment`, { assignee: name }).expect(200);
      const answer = await buyer.post(`${path}/messages`, { body: 'Hello' }).expect(201);
      const look = (who: Person, query: string) => who.get(query).set('X-Min-Position', answer.headers['x-position']).expect(200);
      const named = encodeURIComponent(name);
      expect((await look(buyer, path)).body).toMatchObject({ conversation: opened, buyer: name });
      expect((await look(member, `/v1/inbox?assignee=${named}`)).body.items).toMatchObject([{ conversation: opened }]);
      const { items } = (await look(own.admin, `/v1/audit?actor=${named}&conversation=${opened}`)).body;
      expect(items.map(({ actor, role, type }: Record<string, string>) => [actor, role, type])).toEqual(
        expect.arrayContaining([
          [name, 'seller', 'ConversationAssigned'],
          [name, 'buyer', 'MessageSent'],
        ]),
      );
      expect((await look(own.admin, `/v1/audit?actor=${named.slice(0, -1)}&conversation=${opened}`)).body.items).toEqual([]);
    }
    const { status, body } = await own.admin.get('/v1/audit?actor=%20me');
    expect([status, body.field]).toEqual([400, 'actor']);
  });

  it('R1.3 whatever is refused about people is on record, with whom it was about', async () => {
    const why = { reason: 'a lawsuit', ground: 'court order' };
    const old = '2001-01-01T00:00:00Z';
    const early = [422, 'as-of-before-the-beginning', 'asOf'] as const;
    const ever = { from: old, to: '2100-01-01T00:00:00Z' };
    // Nobody of these was refused anything yet: the same within a minute is not recorded again.
    const [admin, compliance, buyer, seller] = await Promise.all([
      stack.as('admin'),
      stack.as('compliance'),
      stack.as('buyer'),
      stack.as('seller', `agent-${randomUUID()}`, shop),
    ]);
    const attempts: [request: ReturnType<Person['get']>, status: number, code: string, field?: string, about?: string][] = [
      [compliance.get(`/v1/inbox/counts?seller=${shop}&asOf=${old}`), ...early, shop],
      [admin.get(`/v1/sellers/${shop}/standing?asOf=${old}`), ...early, shop],
      [compliance.get(`/v1/inbox/counts?seller=no-shop&asOf=${old}`), ...early, 'no-shop'],
      [admin.get(`/v1/sellers/${shop}/score?asOf=${old}`), ...early, shop],
      [admin.get(`/v1/sellers/${shop}/score/events?part=missed&asOf=${old}`), ...early, shop],
      [compliance.post('/v1/evidence/preview', { seller: shop, ...ever, asOf: old }), ...early, shop],
      [compliance.get('/v1/audit?after=7&before=7'), 400, 'invalid', 'after'],
      [admin.get('/v1/audit?after=x'), 400, 'invalid', 'after'],
      [compliance.get('/v1/accesses?limit=0'), 400, 'invalid', 'limit'],
      [buyer.get('/v1/accesses'), 403, 'forbidden'],
      [seller.get('/v1/reviews'), 403, 'forbidden'],
      [seller.get('/v1/sellers/another-shop/violations'), 404, 'not-found', undefined, 'another-shop'],
      [compliance.put('/v1/retention-classes/conduct', { ...why, days: 1, ground: ' ' }), 400, 'invalid', 'ground', 'conduct'],
      [admin.get('/v1/retention-classes'), 403, 'forbidden'],
      [admin.get('/v1/persons/somebody/erasure'), 403, 'forbidden', undefined, 'somebody'],
      [compliance.post('/v1/holds', { ...why, person: 'nobody-here' }), 404, 'person-unknown', 'person', 'nobody-here'],
      [compliance.post('/v1/evidence/preview', { order: 'no-order' }), 404, 'not-found', 'order', 'no-order'],
      [admin.get(`/v1/evidence/${MISSING}`), 404, 'not-found', undefined, MISSING],
      [compliance.get(`/v1/evidence/${evidence}/package`), 409, 'evidence-not-there', undefined, evidence],
      [buyer.get('/log/tile/entries/000'), 403, 'forbidden', undefined, '000'],
    ];
    for (const [request, status, code, field, about = null] of attempts) {
      const { headers, body } = await request;
      const asked = `${request.method} ${new URL(request.url).pathname}`;
      expect([asked, body.status, body.code, body.field]).toEqual([asked, status, code, field]);
      expect([asked, headers['x-position']]).toEqual([asked, expect.any(String)]);
      const list = compliance.get('/v1/accesses?refused=true&limit=1').set('X-Min-Position', headers['x-position']);
      const [{ about: named, refused }] = (await list.expect(200)).body.items;
      expect([asked, named, refused]).toEqual([asked, about, { status, code, ...(field !== undefined && { field }) }]);
    }
    await compliance.post('/v1/evidence', { conversations: [conversation], purpose: 'a court', reason: ' ' }).expect(400);
    await compliance.post('/v1/holds', { ...why, conversation, until: old }).expect(422);
    const last = (await compliance.get('/v1/audit?limit=0').expect(400)).headers['x-position'];
    const { items } = (
      await compliance
        .get(`/v1/accesses?refused=true&conversation=${conversation}&limit=2`)
        .set('X-Min-Position', last)
        .expect(200)
    ).body;
    expect(items.map(({ what, buyer: of }: Record<string, string>) => [what, of])).toEqual([
      ['POST /v1/holds', own.buyer.sub],
      ['POST /v1/evidence', own.buyer.sub],
    ]);
  });

  it('tokens: none, rubbish, expired, of another key, without a seller, of an unknown role are refused with 401', async () => {
    const expired = await stack.token({ sub: 'b', role: 'buyer' }, '-1 minute');
    const bare = await stack.token({ sub: 'b', role: 'seller' });
    const strange = await stack.token({ sub: 'b', role: 'root' as 'buyer' });
    const [head, , signature] = bare.split('.');
    const forged = [head, Buffer.from('{"sub":"a","role":"admin","exp":9999999999}').toString('base64url'), signature].join('.');
    for (const token of ['', 'x', 'a.b.c', expired, bare, strange, forged]) {
      const { status, headers } = await fetch(`${stack.url}/v1/inbox`, { headers: { authorization: `Bearer ${token}` } });
      expect([token, status]).toEqual([token, 401]);
      expect(headers.get('www-authenticate')).toContain('Bearer');
    }
  });
});

declare global {
  namespace jest {
    interface Expect {
      toBeOneOf(list: readonly unknown[]): unknown;
    }
  }
}

expect.extend({
  toBeOneOf: (received: unknown, list: readonly unknown[]) => ({
    pass: list.includes(received),
    message: () => `${String(received)} is none of ${list.join(', ')}`,
  }),
});
