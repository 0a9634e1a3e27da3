/** R5.3: what one side wrote and is masked is nowhere to be had for the other, by whatever route and however it asks. */
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { type SharedStack, sharedStack } from '../support/shared-stack';
import { type Person } from '../support/stack';

const DAY = 86_400_000;

describe('a masked place', () => {
  let stack: SharedStack;
  let buyer: Person;
  let seller: Person;
  let admin: Person;
  const shop = `shop-${randomUUID()}`;
  const order = `O-${randomUUID()}`;
  /** What each side wrote that the other is not to have. */
  const secrets = {
    buyer: ['wunderkerze77', 'regenschirm88', '0170 1234567', '1234567', 'kaffeetasse55', 'papierkorb55'],
    seller: ['zauberlampe77', 'teekanne66', 'blumentopf44', 'gartenzwerg33', 'nachtfalter22', 'teelicht11', 'briefkasten22'],
  };
  const conversations: string[] = [];
  const messages: string[] = [];
  const attachments: string[] = [];
  let position: string;

  beforeAll(async () => {
    stack = await sharedStack('test clock');
    [buyer, seller, admin] = await Promise.all([stack.as('buyer'), stack.as('seller', 'agent', shop), stack.as('admin')]);
    const platform = await stack.as('platform');
    const facts = { buyer: buyer.sub, seller: shop, state: 'shipped', items: [], trackingNumbers: [] };
    await platform.put(`/v1/orders/${order}`, facts).expect(200);
    const write = async (by: Person, path: string, body: object, status = 201) => {
      const answer = await by.post(path, body).expect(status);
      position = answer.headers['x-position'];
      if (answer.body.message) messages.push(answer.body.message);
      if (!conversations.includes(answer.body.conversation)) conversations.push(answer.body.conversation);
      return `/v1/conversations/${answer.body.conversation}`;
    };
    const said = (body: string) => ({ body, language: 'de' });
    const attach = async (by: Person, path: string, name: string) => {
      const uploading = request(stack.url)
        .post(`${path}/attachments`)
        .set({ authorization: `Bearer ${by.token}` });
      const { body } = await uploading
        .set('idempotency-key', randomUUID())
        .attach('file', Buffer.from(`Lampe ${name.length}`), name)
        .expect(201);
      attachments.push(body.sha256);
      await write(by, `${path}/messages`, { ...said('Sie ist blau, siehe hier.'), attachments: [body.sha256] });
    };
    const opening = { market: 'de', seller: shop, order, topic: 'order' };
    const asked = 'Ist sie blau? Kann ich Ihnen an regenschirm88@gmail.com oder 0170 1234567 schreiben? 0170 1234567!';
    const subject = 'Lampe, Mail an wunderkerze77@gmail.com';
    const one = await write(buyer, '/v1/conversations', { ...opening, subject, message: said(asked) });
    await write(seller, `${one}/messages`, said('Mein Insta: zauberlampe77'));
    await attach(seller, one, 'briefkasten22@gmail.com.txt');
    await attach(buyer, one, 'papierkorb55@gmail.com.txt');
    const delayed = { newDate: '2999-01-08', reason: 'Fragen an teekanne66@gmail.com' };
    await write(seller, `${one}/status-updates`, { stage: 'delayed', facts: delayed });
    const shipped = { carrier: 'Bote blumentopf44@gmail.com', trackingNumber: 'T1', estimatedDelivery: '2999-01-08' };
    await write(seller, `${one}/status-updates`, { stage: 'shipped', facts: shipped });
    await write(buyer, `${one}/close`, { reason: 'Danke, kaffeetasse55@gmail.com' }, 200);
    const other = {
      ...opening,
      buyer: buyer.sub,
      subject: 'Frage, Mail an gartenzwerg33@gmail.com',
      message: said('Mein Insta: nachtfalter22'),
    };
    const two = await write(seller, '/v1/conversations', other);
    await write(seller, `${two}/close`, { reason: 'Fragen an teelicht11@gmail.com' }, 200);
    const { now } = (await admin.get('/v1/test-clock').expect(200)).body;
    await admin.put('/v1/test-clock', { now: new Date(Date.parse(now) + 40 * DAY).toISOString() }).expect(200);
    // Who continues a conversation is not who began it.
    await write(seller, `${one}/messages`, said('Ist sie angekommen?'));
    await write(buyer, `${two}/messages`, said('Ist das noch so?'));
  });
  afterAll(() => stack.stop());

  const ask = (who: Person, path: string, accept = 'application/json') =>
    request(stack.url)
      .get(path)
      .set({ authorization: `Bearer ${who.token}`, accept, 'accept-language': 'de', 'x-min-position': position })
      .buffer(true);

  /** Everything that each route that reads answers somebody, by address. */
  async function everything(who: Person): Promise<Map<string, string>> {
    const { paths } = (await request(stack.url).get('/openapi.json').expect(200)).body as { paths: Record<string, object> };
    const ids: Readonly<Record<string, readonly string[]>> = {
      conversations: conversations,
      sellers: [shop],
      orders: [order],
      markets: ['de'],
      sanctions: [randomUUID()],
      message: messages,
      sha256: attachments,
      version: ['2026-1'],
      path: ['000.p/1'],
      persons: [buyer.sub, seller.sub],
      holds: [randomUUID()],
      drafts: [randomUUID()],
      evidence: [randomUUID()],
    };
    const answers = new Map<string, string>();
    const addresses = Object.keys(paths).filter((path) => 'get' in paths[path] && !path.endsWith('/stream'));
    expect(addresses.length).toBeGreaterThan(20);
    for (const path of addresses) {
      const named = path.split('/').reduce<string[]>(
        (all, part, at, parts) => {
          const name = /^\{(\w+)\}$/.exec(part)?.[1];
          const values = name === undefined ? [part] : ids[name === 'id' ? parts[at - 1] : name];
          // A route with a parameter that is not known here has to be added.
          expect([path, part, values]).toEqual([path, part, expect.any(Array)]);
          return all.flatMap((before) => values.map((value) => `${before}/${value}`));
        },
        [''],
      );
      for (const address of named.map((one) => one.slice(1)))
        for (const query of queriesOf(path))
          for (const accept of ['application/json', 'text/plain']) {
            const { status, text = '' } = await ask(who, `${address}${query}`, accept);
            answers.set(`${accept} ${address}${query}`, text);
            // What is not there, or not theirs, is so before it has a form.
            if (status === 403 || status === 404) break;
          }
    }
    return answers.set('stream', await heard(who));
  }

  function queriesOf(path: string): string[] {
    if (path === '/v1/changes') return ['?limit=100'];
    const then = `?reason=look&asOf=${new Date().toISOString()}`;
    if (path === '/v1/inbox') return ['', '?sort=latest&closed=true', `?order=${order}`, then];
    return path === '/v1/search' ? ['?q=mail', '?q=insta&sort=best', '?q=blau', '?q=fragen'] : ['', '?reason=look'];
  }

  /** What the stream of changes says until it has come to the end. */
  async function heard(who: Person): Promise<string> {
    const hangUp = new AbortController();
    const headers = { authorization: `Bearer ${who.token}` };
    const answer = await fetch(`${stack.url}/v1/changes/stream?after=0`, { signal: hangUp.signal, headers });
    let text = '';
    const decoder = new TextDecoder();
    for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) {
      text += decoder.decode(part, { stream: true });
      if ([...text.matchAll(/^id: (\d+)$/gm)].some(([, id]) => Number(id) >= Number(position) - 2_000)) break;
    }
    hangUp.abort();
    return text;
  }

  it.each(['buyer', 'seller'] as const)(
    'of the %s is in no answer to the other side, and in those to its own',
    async (author) => {
      const [own, other] = author === 'buyer' ? [buyer, seller] : [seller, buyer];
      const leaks = [...(await everything(other))].flatMap(([address, text]) =>
        secrets[author].filter((secret) => text.includes(secret)).map((secret) => `${address}: ${secret}`),
      );
      expect(leaks).toEqual([]);
      const kept = [...(await everything(own)).values()].join('\n');
      expect(secrets[author].filter((secret) => !kept.includes(secret))).toEqual([]);
    },
  );

  it('is found by nobody of the other side, by whole words, beginnings or numbers, and by its own', async () => {
    const hits = async (who: Person, q: string) => (await ask(who, `/v1/search?q=${q}`).expect(200)).body.items.length;
    // Reasons of closings and names of attachments are found by nobody.
    const unsought = ['kaffeetasse55', 'teelicht11', 'papierkorb55', 'briefkasten22'];
    for (const [author, own, other] of [
      ['buyer', buyer, seller],
      ['seller', seller, buyer],
    ] as const)
      for (const secret of secrets[author]) {
        const asked = [secret, `"${secret}"`, `${secret.slice(0, 5)}&prefix=true`, `${secret}&sort=best`, `${secret}@gmail.com`];
        for (const q of asked) expect([q, await hits(other, q)]).toEqual([q, 0]);
        if (!unsought.includes(secret)) expect([secret, await hits(own, secret)]).toEqual([secret, 1]);
      }
  });

  it('is words in the language of the reader; its author is told what was found, the platform by a reason', async () => {
    const path = `/v1/conversations/${conversations[0]}`;
    const read = async (who: Person, language: string, reason = '') =>
      (await ask(who, `${path}/messages${reason}`).set('accept-language', language).expect(200)).body.items;
    const [asked, answered] = await read(seller, 'fr');
    expect(asked.body).toBe(
      'Ist sie blau? Kann ich Ihnen an [coordonnées supprimées] oder [coordonnées supprimées] schreiben? [coordonnées supprimées]!',
    );
    expect(asked).toMatchObject({ masked: true });
    expect(asked).not.toHaveProperty('findings');
    const [, question] = asked.questions;
    expect(asked.body.slice(question.from, question.to)).toBe(question.text);
    expect(answered).toMatchObject({ body: 'Mein Insta: zauberlampe77', findings: [{ action: 'mask', from: 12, to: 25 }] });
    expect(answered).not.toHaveProperty('masked');
    expect((await read(buyer, 'hu'))[1].body).toBe('Mein Insta: [elérhetőségek eltávolítva]');
    expect((await read(admin, 'de', '?reason=a+dispute'))[0]).toMatchObject({
      body: expect.stringContaining('regenschirm88'),
      findings: [{}, {}, {}],
    });
    await ask(admin, `${path}/messages`).expect(400);
    const head = (await ask(seller, path).expect(200)).body;
    expect(head).toMatchObject({
      subject: 'Lampe, Mail an [Kontaktdaten entfernt]',
      masked: true,
      closed: { reason: 'Danke, [Kontaktdaten entfernt]', masked: true },
    });
    const [delayed, shipped] = (await ask(buyer, path).expect(200)).body.statusUpdates;
    expect([delayed.reason, shipped.carrier]).toEqual(['Fragen an [Kontaktdaten entfernt]', 'Bote [Kontaktdaten entfernt]']);
    const found = (await ask(seller, '/v1/search?q=schreiben').expect(200)).body.items;
    expect(found.map(({ excerpt }: { excerpt: string }) => excerpt)).toEqual([
      'Ist sie blau? Kann ich Ihnen an [Kontaktdaten entfernt] oder [Kontaktdaten entfernt] «schreiben»? [Kontaktdaten entfernt]!',
    ]);
    const once = (await ask(admin, '/v1/search?q=schreiben&reason=look').expect(200)).body.items;
    expect(once.map(({ excerpt }: { excerpt: string }) => excerpt)).toEqual([expect.stringContaining('regenschirm88')]);
    const coverage = await seller.post(`${path}/coverage`, { body: 'Sie ist blau.' }).expect(200);
    expect(secrets.buyer.filter((secret) => coverage.text.includes(secret))).toEqual([]);
    const inbox = (await ask(buyer, '/v1/inbox?closed=true').expect(200)).body.items;
    expect(inbox.map(({ subject }: { subject: string }) => subject)).toContain('Frage, Mail an [Kontaktdaten entfernt]');
  });

  it('is a suspected violation that says so', async () => {
    const { items } = (await ask(admin, `/v1/reviews?seller=${shop}&limit=100`).expect(200)).body;
    const told = items.map(({ sender, evidence }: { sender: string; evidence: { field: string; masked: boolean } }) => [
      sender,
      evidence.field,
      evidence.masked,
    ]);
    expect(told).toEqual([
      ['buyer', 'subject', true],
      ['buyer', 'body', true],
      ['seller', 'body', true],
      // A seller's message is held for the name of what it attaches; a buyer's name is masked where it stands.
      ['seller', undefined, undefined],
      ['seller', `attachments.${attachments[0]}.name`, undefined],
      ['buyer', `attachments.${attachments[1]}.name`, undefined],
      ['seller', 'facts.reason', true],
      ['seller', 'facts.carrier', true],
      ['buyer', 'reason', true],
      ['seller', 'subject', true],
      ['seller', 'body', true],
      ['seller', 'reason', true],
    ]);
  });

  it('is lifted where a reviewer dismisses it, there alone, and stays in what was read before', async () => {
    const [one, two] = conversations;
    const { items } = (await ask(admin, `/v1/reviews?seller=${shop}&limit=100`).expect(200)).body;
    const dismiss = async (review: { subject: string; conversation: string }) => {
      const path = `/v1/conversations/${review.conversation}/violations/${review.subject}/dismiss`;
      const answer = await admin.post(path, { reason: 'A model.' }).expect(200);
      position = answer.headers['x-position'];
      return answer.body.events;
    };
    const before = new Date((await admin.get('/v1/test-clock').expect(200)).body.now).toISOString();
    const [, asked] = items.filter(({ conversation }: { conversation: string }) => conversation === one);
    expect(await dismiss(asked)).toEqual(['ViolationDismissed', 'MaskLifted']);
    const read = async (path = '/messages') => (await ask(seller, `/v1/conversations/${one}${path}`).expect(200)).body;
    const [message] = (await read()).items;
    expect(message.body).toContain('an regenschirm88@gmail.com oder 0170 1234567 schreiben');
    expect(message).not.toHaveProperty('masked');
    expect((await read('')).subject).toBe('Lampe, Mail an [Kontaktdaten entfernt]');
    expect((await ask(seller, '/v1/search?q=regenschirm88').expect(200)).body.items).toHaveLength(1);
    await admin.put('/v1/test-clock', { now: new Date(Date.parse(before) + DAY).toISOString() }).expect(200);
    for (const review of items)
      if (review !== asked && review.what === 'violation')
        expect(await dismiss(review)).toEqual(expect.arrayContaining(['ViolationDismissed']));
    expect((await read('')).subject).toBe('Lampe, Mail an wunderkerze77@gmail.com');
    for (const [author, other] of [
      ['buyer', seller],
      ['seller', buyer],
    ] as const) {
      const paths = [one, two].flatMap((id) => ['', '/messages'].map((path) => `/v1/conversations/${id}${path}`));
      const answers = await Promise.all([...paths, '/v1/inbox?closed=true'].map((path) => ask(other, path).expect(200)));
      const readNow = answers.map(({ text }) => text).join('\n');
      // A dismissal delivers nothing that is held.
      const delivered = secrets[author].filter((secret) => !secret.startsWith('briefkasten'));
      expect(delivered.filter((secret) => !readNow.includes(secret))).toEqual([]);
    }
    const then = await ask(buyer, `/v1/conversations/${two}/replay?asOf=${before}`).expect(200);
    expect(then.text).toContain('[Kontaktdaten entfernt]');
    expect(secrets.seller.filter((secret) => then.text.includes(secret))).toEqual([]);
  });
});
