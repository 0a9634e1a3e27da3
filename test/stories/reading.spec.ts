/** What sellers, buyers, admins and compliance read: inbox, conversation, search, history, audit. */
import { randomUUID } from 'node:crypto';
import { EventStore } from '../../libs/event-store';
import { beside } from '../support/beside';
import { type SharedStack, sharedStack } from '../support/shared-stack';
import { eventually, type Person } from '../support/stack';

describe('reading', () => {
  let stack: SharedStack;
  let admin: Person;
  beforeAll(async () => {
    stack = await sharedStack();
    admin = await stack.as('admin');
  });
  afterAll(() => stack.stop());

  const open = async (buyer: Person, seller: string, more: object = {}, body = 'Is it blue?') => {
    const answer = await buyer
      .post('/v1/conversations', { market: 'de', seller, topic: 'question', subject: 'Hello', message: { body }, ...more })
      .expect(201);
    return { ...answer.body, position: answer.headers['x-position'], path: `/v1/conversations/${answer.body.conversation}` } as {
      conversation: string;
      message: string;
      path: string;
      position: string;
    };
  };
  const conversations = (answer: { body: { items: { conversation: string }[] } }) =>
    answer.body.items.map(({ conversation }) => conversation);

  it('the inbox filters by everything it names, and counts the same', async () => {
    const shop = `shop-${randomUUID()}`;
    const [buyer, agent] = await Promise.all([stack.as('buyer'), stack.as('seller', 'agent', shop)]);
    const waiting = await open(buyer, shop, { topic: 'return', order: 'R-1' });
    const answered = await open(buyer, shop, { market: 'fr' });
    const closed = await open(buyer, shop);
    await agent.post(`${waiting.path}/assignment`, { assignee: 'agent' }).expect(200);
    await agent.post(`${answered.path}/messages`, { body: 'It is.' }).expect(201);
    await agent.post(`${answered.path}/read`, {}).expect(200);
    const last = await agent.post(`${closed.path}/close`, {}).expect(200);
    const list = async (query: string) =>
      conversations(await agent.get(`/v1/inbox?${query}`).set('X-Min-Position', last.headers['x-position']).expect(200));

    expect((await list('')).sort()).toEqual([waiting, answered, closed].map(({ conversation }) => conversation).sort());
    expect((await list('needs-reply=true')).sort()).toEqual([waiting, closed].map(({ conversation }) => conversation).sort());
    expect(await list('needsReply=false')).toEqual([answered.conversation]);
    expect(await list('waiting=true')).toEqual([answered.conversation]);
    expect(await list('closed=true')).toEqual([closed.conversation]);
    expect(await list('topic=return')).toEqual([waiting.conversation]);
    expect(await list('market=fr')).toEqual([answered.conversation]);
    expect(await list('order=R-1')).toEqual([waiting.conversation]);
    expect(await list('assignee=agent')).toEqual([waiting.conversation]);
    expect(await list('unread=false')).toEqual([answered.conversation]);
    expect(await list('overdue=true')).toEqual([]);
    expect((await list('overdue=false')).length).toBe(3);
    expect(await list('due-before=2021-01-01T00:00:00Z')).toEqual([]);
    expect((await list('due-before=2035-01-01T00:00:00Z')).length).toBe(2);
    expect((await list('sort=latest'))[0]).toBe(answered.conversation);
    expect((await list('sort=due')).at(-1)).toBe(answered.conversation);
    expect((await agent.get('/v1/inbox/counts').expect(200)).body).toEqual({
      all: 3,
      needsReply: 2,
      overdue: 0,
      unassigned: 1,
      waiting: 1,
      unread: 2,
      closed: 1,
      held: 0,
    });
  });

  it('what waits for the other side: for a buyer an answer that is owed, for a seller a word of the buyer; the rest is all else', async () => {
    const shop = `shop-${randomUUID()}`;
    const [buyer, agent] = await Promise.all([stack.as('buyer'), stack.as('seller', 'agent', shop)]);
    const owed = await open(buyer, shop);
    const answered = await open(buyer, shop);
    const held = await holdFirst(shop, buyer.sub);
    const { headers } = await agent.post(`${answered.path}/messages`, { body: 'It is.' }).expect(201);
    const list = async (person: Person, query: string) =>
      conversations(await person.get(`/v1/inbox?${query}`).set('X-Min-Position', headers['x-position']).expect(200)).sort();
    const sorted = (...ids: string[]) => ids.sort();
    expect(await list(buyer, 'waiting=true')).toEqual([owed.conversation]);
    expect(await list(buyer, 'waiting=false')).toEqual(sorted(answered.conversation, held));
    expect(await list(agent, 'waiting=true')).toEqual([answered.conversation]);
    expect(await list(agent, 'waiting=false')).toEqual(sorted(owed.conversation, held));
    for (const person of [buyer, agent])
      expect((await person.get('/v1/inbox/counts').expect(200)).body).toMatchObject({ all: 3, waiting: 1 });
  });

  it('R2.12 a held message shows in no inbox; released, it shows with its beginning', async () => {
    const shop = `shop-${randomUUID()}`;
    const [buyer, agent] = await Promise.all([stack.as('buyer'), stack.as('seller', 'agent', shop)]);
    const conversation = await holdFirst(shop, buyer.sub);
    const store = EventStore.connect({ url: stack.eventStoreUrl });
    const position = String(await store.head().finally(() => store.close()));
    const latest = async (person: Person, after: string) =>
      (await person.get('/v1/inbox').set('X-Min-Position', after).expect(200)).body.items[0];
    for (const person of [buyer, agent]) expect(await latest(person, position)).toMatchObject({ latest: null, unread: 0 });
    const { headers } = await admin.post(`/v1/conversations/${conversation}/messages/${conversation}/release`, {}).expect(200);
    for (const person of [buyer, agent])
      expect(await latest(person, headers['x-position'])).toMatchObject({
        latest: { preview: 'Call me.', message: conversation },
      });
    expect((await latest(buyer, headers['x-position'])).unread).toBe(1);
  });

  it('a buyer is not told who of the seller has the conversation, and a seller finds nothing under another name', async () => {
    const shop = `shop-${randomUUID()}`;
    const [buyer, agent] = await Promise.all([stack.as('buyer'), stack.as('seller', 'agent', shop)]);
    const { path, conversation } = await open(buyer, shop);
    const { headers } = await agent.post(`${path}/assignment`, { assignee: 'agent' }).expect(200);
    const shown = (person: Person, route: string) => person.get(route).set('X-Min-Position', headers['x-position']).expect(200);
    expect((await shown(agent, path)).body.assignee).toBe('agent');
    expect((await shown(buyer, path)).body.assignee).toBeNull();
    expect((await shown(buyer, '/v1/inbox')).body.items[0].assignee).toBeNull();
    expect(conversations(await shown(buyer, '/v1/inbox?assignee=agent'))).toEqual([]);
    expect(conversations(await shown(agent, '/v1/inbox?assignee=agent'))).toEqual([conversation]);
    expect(conversations(await shown(agent, `/v1/inbox?seller=${shop}`))).toEqual([conversation]);
    expect(conversations(await shown(agent, '/v1/inbox?seller=another'))).toEqual([]);
  });

  /** A conversation whose first message of the seller is held back: its id and the message's are the same. */
  async function holdFirst(seller: string, buyer: string): Promise<string> {
    const store = EventStore.connect({ url: stack.eventStoreUrl });
    const id = randomUUID();
    const at = new Date().toISOString();
    const metadata = {
      $correlationId: id,
      $causationId: id,
      commandId: id,
      commandHash: 'held',
      actor: 'agent',
      role: 'seller',
      origin: 'test',
      at,
      schema: '1',
    };
    const opened = { conversation: id, market: 'de', seller, buyer, topic: 'question', subject: 'Hello', at };
    const held = { message: id, from: 'seller', author: 'agent', body: 'Call me.', reason: 'R5.3', at };
    try {
      await store.append(
        `conversation-${id}`,
        [
          { id: randomUUID(), type: 'ConversationOpened', data: opened, metadata },
          { id: randomUUID(), type: 'MessageHeld', data: held, metadata },
        ],
        'no-stream',
      );
    } finally {
      await store.close();
    }
    return id;
  }

  it('pages follow each other without a gap or a repetition, in both orders', async () => {
    const shop = `shop-${randomUUID()}`;
    const [buyer, agent] = await Promise.all([stack.as('buyer'), stack.as('seller', 'agent', shop)]);
    const all = await Promise.all(Array.from({ length: 23 }, () => open(buyer, shop)));
    const newest = Math.max(...all.map(({ position }) => Number(position)));
    for (const sort of ['due', 'latest']) {
      const seen: string[] = [];
      for (let cursor = ''; ; ) {
        const { body } = await agent
          .get(`/v1/inbox?sort=${sort}&limit=5${cursor && `&cursor=${cursor}`}`)
          .set('X-Min-Position', String(newest))
          .expect(200);
        seen.push(...conversations({ body }));
        if (!body.next) break;
        cursor = body.next;
      }
      expect(seen.length).toBe(23);
      expect(new Set(seen)).toEqual(new Set(all.map(({ conversation }) => conversation)));
    }
  });

  it('a preview ends before an emoji that has no more room, and the inbox goes on', async () => {
    const shop = `shop-${randomUUID()}`;
    const [buyer, agent] = await Promise.all([stack.as('buyer'), stack.as('seller', 'agent', shop)]);
    for (const body of [`${'x'.repeat(139)}😀 and more`, `${'x'.repeat(140)}😀`, '😀'.repeat(200)]) {
      const { position } = await open(buyer, shop, {}, body);
      const { body: inbox } = await agent.get('/v1/inbox?sort=latest').set('X-Min-Position', position).expect(200);
      expect(inbox.items[0].latest.preview).toBe([...body].slice(0, 140).join(''));
    }
  });

  it('a client reads its own writes, and every answer says how new it is', async () => {
    const shop = `shop-${randomUUID()}`;
    const [buyer, agent] = await Promise.all([stack.as('buyer'), stack.as('seller', 'agent', shop)]);
    for (let round = 1; round <= 20; round++) {
      const { position } = await open(buyer, shop);
      const answer = await agent.get('/v1/inbox?limit=100').set('X-Min-Position', position).expect(200);
      expect(answer.body.items).toHaveLength(round);
      expect(BigInt(answer.headers['x-position'])).toBeGreaterThanOrEqual(BigInt(position));
    }
  });

  it('both parties and the platform see without asking for it what was written a moment ago', async () => {
    const shop = `shop-${randomUUID()}`;
    const [buyer, agent] = await Promise.all([stack.as('buyer'), stack.as('seller', 'agent', shop)]);
    for (let round = 1; round <= 20; round++) {
      const { path, conversation } = await open(buyer, shop);
      const { body } = await agent.get('/v1/inbox?limit=100').expect(200);
      expect(body.items).toHaveLength(round);
      expect(body.items.map((item: { conversation: string }) => item.conversation)).toContain(conversation);
      await agent.post(`${path}/messages`, { body: 'It is.' }).expect(201);
      expect((await buyer.get(`${path}/messages`).expect(200)).body.items).toHaveLength(2);
      await buyer.post(`${path}/messages`, { body: 'Thanks.' }).expect(201);
      expect((await admin.get(`${path}/messages?reason=look`).expect(200)).body.items).toHaveLength(3);
      if (round > 1) continue;
      // Half of a page is what was written up to a revision; the page behind goes on.
      const all = (await buyer.get(`${path}/messages`).expect(200)).body.items as { revision: number; body: string }[];
      const around = async (query: string) => {
        const { items, next } = (await buyer.get(`${path}/messages?around=${all[1].revision}&${query}`).expect(200)).body;
        return [items.map(({ body }: { body: string }) => body), next];
      };
      const [middle, next] = await around('limit=1');
      expect(middle).toEqual(['It is.']);
      expect(await around(`limit=2&cursor=${next}`)).toEqual([['Thanks.'], null]);
      expect((await around('limit=50'))[0]).toEqual(['Is it blue?', 'It is.', 'Thanks.']);
    }
  });

  it('a conversation shows messages to both, notes to the seller only', async () => {
    const shop = `shop-${randomUUID()}`;
    const [buyer, agent] = await Promise.all([stack.as('buyer'), stack.as('seller', 'agent', shop)]);
    const { path, message } = await open(buyer, shop);
    await agent.post(`${path}/notes`, { body: 'secret note' }).expect(201);
    const reply = await agent.post(`${path}/messages`, { body: 'It is.', language: 'en', answers: [message] }).expect(201);
    const shipped = { carrier: 'DHL', trackingNumber: '0034', estimatedDelivery: '2030-01-08' };
    const last = await agent.post(`${path}/status-updates`, { stage: 'shipped', facts: shipped }).expect(201);
    const at = last.headers['x-position'];
    const theirs = await buyer.get(`${path}/messages`).set('X-Min-Position', at).expect(200);
    expect(theirs.body.items.map(({ body }: { body: string }) => body)).toEqual(['Is it blue?', 'It is.']);
    const ours = await agent.get(`${path}/messages`).expect(200);
    expect(ours.body.items.map(({ body }: { body: string }) => body)).toEqual(['Is it blue?', 'secret note', 'It is.']);
    expect(reply.body.answered).toEqual([message]);
    const one = await buyer.get(path).expect(200);
    expect(one.body).toMatchObject({ status: 'open', buyer: buyer.sub, seller: shop, market: 'de' });
    expect(JSON.stringify(one.body)).toContain('0034');
    expect(JSON.stringify(one.body)).not.toContain('secret note');
  });

  it('reading clears what is unread, for one side only, and so does answering what was seen', async () => {
    const shop = `shop-${randomUUID()}`;
    const [buyer, agent] = await Promise.all([stack.as('buyer'), stack.as('seller', 'agent', shop)]);
    const { path, position } = await open(buyer, shop);
    const unread = async (person: Person, position: string) =>
      (await person.get('/v1/inbox').set('X-Min-Position', position).expect(200)).body.items[0].unread;
    expect(await unread(agent, position)).toBe(1);
    expect(await unread(buyer, position)).toBe(0);
    const read = await agent.post(`${path}/read`, {}).expect(200);
    expect(await unread(agent, read.headers['x-position'])).toBe(0);
    const second = await buyer.post(`${path}/messages`, { body: 'Or green?' }).expect(201);
    const third = await buyer.post(`${path}/messages`, { body: 'Or red?' }).expect(201);
    expect(await unread(agent, third.headers['x-position'])).toBe(2);
    const seen = { body: 'Not green.', seenRevision: second.body.revision };
    const reply = await agent.post(`${path}/messages`, seen).expect(201);
    expect(await unread(agent, reply.headers['x-position'])).toBe(1);
    expect(await unread(buyer, reply.headers['x-position'])).toBe(1);
    const program = await agent.post(`${path}/messages`, { body: 'Thank you.', automatic: true }).expect(201);
    expect(await unread(agent, program.headers['x-position'])).toBe(1);
    const last = await agent.post(`${path}/messages`, { body: 'Nor red.' }).expect(201);
    expect(await unread(agent, last.headers['x-position'])).toBe(0);
    expect(await unread(buyer, last.headers['x-position'])).toBe(3);
  });

  it('search finds own words only, in their language and without their accents', async () => {
    const shop = `shop-${randomUUID()}`;
    const word = `quux${randomUUID().slice(0, 8)}`;
    const [buyer, agent, other] = await Promise.all([
      stack.as('buyer'),
      stack.as('seller', 'agent', shop),
      stack.as('seller', 'agent', `shop-${randomUUID()}`),
    ]);
    const { conversation, position } = await open(buyer, shop, {
      message: { body: `Die ${word} Pakete wurden beschädigt geliefert.`, language: 'de' },
    });
    const find = async (person: Person, q: string) =>
      conversations(
        await person
          .get(`/v1/search?q=${encodeURIComponent(q)}${person === admin ? '&reason=dispute' : ''}`)
          .set('X-Min-Position', position)
          .expect(200),
      );
    expect(await find(agent, word)).toEqual([conversation]);
    expect(await find(agent, `${word} Paket`)).toEqual([conversation]);
    expect(await find(buyer, `${word} beschadigt`)).toEqual([conversation]);
    expect(await find(other, word)).toEqual([]);
    expect(await find(admin, word)).toEqual([conversation]);
    for (const rubbish of ['"', '& | !', "';--", '((', '<->', '\\', ':*', '😀']) await find(agent, rubbish);
  });

  it('R1.3 history: every event in order, as of any revision and time; reading it is itself an event', async () => {
    const shop = `shop-${randomUUID()}`;
    const [buyer, agent, compliance] = await Promise.all([
      stack.as('buyer'),
      stack.as('seller', 'agent', shop),
      stack.as('compliance'),
    ]);
    const { path, conversation } = await open(buyer, shop);
    const between = new Date();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await agent.post(`${path}/messages`, { body: 'It is.' }).expect(201);
    const whole = (await admin.get(`${path}/history?reason=dispute`).expect(200)).body;
    expect(whole.events.map(({ type }: { type: string }) => type)).toEqual([
      'ConversationOpened',
      'MessageSent',
      'ReplyObligationOpened',
      'MessageSent',
      'ReplyObligationAnswered',
    ]);
    expect(whole.events.map(({ revision }: { revision: number }) => revision)).toEqual([0, 1, 2, 3, 4]);
    expect(whole.events[1]).toMatchObject({ actor: buyer.sub, role: 'buyer', data: { body: 'Is it blue?' } });
    expect(whole.state.obligations[0].status).toBe('answered');
    const then = (await compliance.get(`${path}/history?reason=export&asOf=${between.toISOString()}`).expect(200)).body;
    expect(then.events).toHaveLength(3);
    expect(then.state.obligations[0].status).toBe('open');
    const first = (await admin.get(`${path}/history?reason=again&revision=1`).expect(200)).body;
    expect(first.events).toHaveLength(2);

    // Page by page, and line by line, it is the same.
    const paged: { revision: number }[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await admin.get(`${path}/history?reason=pages&revision=4&limit=2${cursor}`).expect(200);
      expect(body.revision).toBe(body.events.at(-1).revision);
      paged.push(...body.events);
      if (body.next === null) {
        expect(body.state).toEqual(whole.state);
        break;
      }
      cursor = `&cursor=${body.next}`;
    }
    expect(paged).toEqual(whole.events);
    const { text } = await admin.get(`${path}/history?reason=lines&revision=4`).set('Accept', 'application/x-ndjson').expect(200);
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.slice(0, -1).map(({ event }) => event)).toEqual(whole.events);
    expect(lines.at(-1)).toEqual({ revision: 4, state: whole.state });

    const after = await admin.get(`${path}/history?reason=last`).expect(200);
    const accesses = after.body.events.filter(({ type }: { type: string }) => type === 'HistoryAccessed');
    expect(accesses.map(({ data }: { data: { reason: string } }) => data.reason)).toEqual([
      'dispute',
      'export',
      'again',
      'pages',
      'pages',
      'pages',
      'lines',
    ]);
    expect(accesses[1]).toMatchObject({ actor: compliance.sub, role: 'compliance', data: { asOf: between.toISOString() } });
    // A key makes no two accesses one.
    for (const reason of ['first', 'second'])
      await admin.get(`${path}/history?reason=${reason}`).set('Idempotency-Key', 'once').expect(200);
    const { events } = (await admin.get(`${path}/history?reason=then`).expect(200)).body;
    expect(events.slice(-2).map(({ data }: { data: { reason: string } }) => data.reason)).toEqual(['first', 'second']);
    // The same holds for the pages that parties read.
    await admin.get(path).expect(400);
    await admin.get(`${path}?reason=look`).expect(200);
    // What is refused was no access.
    await admin.get(`${path}/history?reason=x&revision=1000`).expect(422);
    await admin.get(`${path}/messages?reason=x&cursor=made-up`).expect(400);
    await admin.get(`${path}?reason=x`).set('X-Min-Position', 'x').expect(400);
    await admin.get(`${path}/messages?reason=x`).set('X-Min-Position', '9'.repeat(18)).expect(503);
    // Its answer says where the record of it stands.
    const recorded = await admin.get(`${path}/history?reason=told`).expect(200);
    const trail = await admin
      .get(`/v1/audit?conversation=${conversation}&type=HistoryAccessed`)
      .set('X-Min-Position', recorded.headers['x-position'])
      .expect(200);
    expect(trail.body.items).toHaveLength(13);
    expect(trail.body.items[0].position).toBe(recorded.headers['x-position']);
  });

  it('R1.3 a search by admin or compliance is recorded once with each conversation it shows, and with no other', async () => {
    const shop = `shop-${randomUUID()}`;
    const word = `quux${randomUUID().slice(0, 8)}`;
    const [buyer, agent, compliance] = await Promise.all([
      stack.as('buyer'),
      stack.as('seller', 'agent', shop),
      stack.as('compliance'),
    ]);
    const first = await open(buyer, shop, {}, `${word} here`);
    await agent.post(`${first.path}/messages`, { body: `No ${word} there.` }).expect(201);
    const second = await open(buyer, shop, {}, `${word} again`);
    const other = await open(buyer, shop);
    const find = async (person: Person, more = '') =>
      conversations(await person.get(`/v1/search?q=${word}${more}`).set('X-Min-Position', other.position).expect(200));
    expect(await find(agent)).toHaveLength(3);
    for (const person of [admin, compliance]) {
      // Also where nothing would be found.
      for (const q of [word, `${word}x`, '...']) {
        const { body } = await person.get(`/v1/search?q=${q}`).expect(400);
        expect(body).toMatchObject({ field: 'reason', errors: [{ field: 'reason', rule: 'required' }] });
      }
    }
    expect(await find(admin, '&reason=complaint')).toHaveLength(3);
    // On its page there is one of them only.
    expect(await find(compliance, '&limit=1&reason=dispute')).toEqual([second.conversation]);
    // The words of a search are sealed, as all that people write.
    const { store, models } = beside(stack);
    const accesses = async ({ conversation }: { conversation: string }) => {
      const all: object[] = [];
      for await (const { type, data } of store.read(`conversation-${conversation}`))
        if (type === 'HistoryAccessed') all.push(data);
      return all;
    };
    try {
      const [byAdmin, byCompliance] = [
        { role: 'admin', by: admin.sub, what: 'search', search: word, reason: 'complaint' },
        { role: 'compliance', by: compliance.sub, what: 'search', search: word, reason: 'dispute' },
      ].map((access) => ({ ...access, at: expect.any(String) }));
      expect(await accesses(first)).toEqual([byAdmin]);
      expect(await accesses(second)).toEqual([byAdmin, byCompliance]);
      expect(await accesses(other)).toEqual([]);
    } finally {
      await Promise.all([store.close(), models.close()]);
    }
  });

  it('R1.3 the inbox has the beginning of a message for its parties; admin and compliance, whose reading is recorded, see none', async () => {
    const shop = `shop-${randomUUID()}`;
    const [buyer, agent, compliance] = await Promise.all([
      stack.as('buyer'),
      stack.as('seller', 'agent', shop),
      stack.as('compliance'),
    ]);
    const { message, position } = await open(buyer, shop);
    const latest = async (person: Person) =>
      (await person.get(`/v1/inbox?seller=${shop}`).set('X-Min-Position', position).expect(200)).body.items[0].latest;
    for (const person of [buyer, agent]) expect(await latest(person)).toMatchObject({ message, preview: 'Is it blue?' });
    for (const person of [admin, compliance])
      expect(await latest(person)).toEqual({ message, from: 'buyer', at: expect.any(String), preview: null });
  });

  it('the audit trail says who, when, what, from where and at which position, and filters by it', async () => {
    const shop = `shop-${randomUUID()}`;
    const [buyer, agent] = await Promise.all([stack.as('buyer'), stack.as('seller', 'agent-7', shop)]);
    const { path, conversation } = await open(buyer, shop);
    const reply = await agent.post(`${path}/messages`, { body: 'It is.' }).expect(201);
    const list = async (query: string) =>
      (await admin.get(`/v1/audit?${query}`).set('X-Min-Position', reply.headers['x-position']).expect(200)).body.items;
    const all = await list(`conversation=${conversation}`);
    expect(all).toHaveLength(5);
    expect(all[0]).toMatchObject({
      type: 'ReplyObligationAnswered',
      actor: 'agent-7',
      role: 'seller',
      origin: 'api 127.0.0.0/24',
      stream: `conversation-${conversation}`,
      revision: 4,
    });
    expect(JSON.stringify(all)).not.toContain('Is it blue?');
    expect(await list(`conversation=${conversation}&role=buyer`)).toHaveLength(3);
    expect(await list(`conversation=${conversation}&actor=agent-7&type=MessageSent`)).toHaveLength(1);
    expect(await list(`conversation=${conversation}&origin=${encodeURIComponent('api 127.0.0.0/24')}`)).toHaveLength(5);
    expect(await list(`conversation=${conversation}&origin=import`)).toHaveLength(0);
    expect(await list(`conversation=${conversation}&role=operator`)).toHaveLength(0);
    const [last, , middle, , first] = all.map(({ position }: { position: string }) => position);
    expect(await list(`conversation=${conversation}&after=${middle}`)).toHaveLength(2);
    expect(await list(`conversation=${conversation}&before=${middle}`)).toHaveLength(2);
    expect(await list(`conversation=${conversation}&after=${first}&before=${last}`)).toHaveLength(3);
    expect(await list(`conversation=${conversation}&from=2034-01-01T00:00:00Z`)).toHaveLength(0);
    expect(await list(`conversation=${conversation}&to=2034-01-01T00:00:00Z`)).toHaveLength(5);
  });

  it('neither trail nor changes have a text of buyer or seller; what the platform gives as a reason is there', async () => {
    const shop = `shop-${randomUUID()}`;
    const [buyer, agent] = await Promise.all([stack.as('buyer'), stack.as('seller', 'agent', shop)]);
    const { path, conversation } = await open(buyer, shop, { subject: 'secret subject' }, 'secret question');
    const note = (await agent.post(`${path}/notes`, { body: 'secret note' }).expect(201)).body.note;
    const answer = (await agent.post(`${path}/messages`, { body: 'secret answer' }).expect(201)).body.message;
    await buyer.post(`${path}/reports`, { message: answer, kind: 'marketing', note: 'secret report' }).expect(201);
    const facts = { newDate: '2030-01-08', reason: 'secret delay' };
    await agent.post(`${path}/status-updates`, { stage: 'delayed', facts }).expect(201);
    const again = (await buyer.post(`${path}/messages`, { body: 'secret follow-up' }).expect(201)).body.message;
    const excuse = await admin.post(`${path}/obligations/${again}/excuse`, { reason: 'an outage' }).expect(200);
    const ask = async (person: Person, route: string) => {
      const { body, text } = await person.get(route).set('X-Min-Position', excuse.headers['x-position']).expect(200);
      expect(text).not.toContain('secret');
      return body.items as { type: string; detail: object }[];
    };
    const detail = (items: { type: string; detail: object }[], type: string) => items.find((item) => item.type === type)?.detail;
    const trail = await ask(admin, `/v1/audit?conversation=${conversation}`);
    expect(detail(trail, 'ReplyObligationExcused')).toMatchObject({ reason: 'an outage' });
    expect(detail(trail, 'ViolationRecorded')).toMatchObject({ kind: 'marketing', source: 'report' });
    expect(detail(trail, 'NoteAdded')).toMatchObject({ note });
    const changes = await ask(buyer, '/v1/changes');
    expect(detail(changes, 'StatusUpdated')).toMatchObject({ stage: 'delayed', facts: { newDate: '2030-01-08' } });
    await ask(agent, '/v1/changes');
    // Where it is read, it stands.
    const { text } = await buyer.get(path).set('X-Min-Position', excuse.headers['x-position']).expect(200);
    expect(text).toContain('secret delay');
  });

  it('reports are recorded as suspected, and stay between their author and the platform', async () => {
    const shop = `shop-${randomUUID()}`;
    const [buyer, agent] = await Promise.all([stack.as('buyer'), stack.as('seller', 'agent', shop)]);
    const { path } = await open(buyer, shop);
    const { message } = (await agent.post(`${path}/messages`, { body: 'It is sold.' }).expect(201)).body;
    const report = await buyer.post(`${path}/reports`, { message, kind: 'external-contact', note: 'see there' }).expect(201);
    expect(report.body.violation).toEqual(expect.any(String));
    const { events } = (await admin.get(`${path}/history?reason=report`).expect(200)).body;
    expect(events.at(-1)).toMatchObject({
      type: 'ViolationRecorded',
      data: { kind: 'external-contact', source: 'report', status: 'suspected', evidence: { message, revision: 3 } },
    });
    const changes = await agent.get('/v1/changes?limit=100').set('X-Min-Position', report.headers['x-position']).expect(200);
    expect(JSON.stringify(changes.body)).not.toContain('ViolationRecorded');
  });

  it('what somebody wrote a moment ago is not said to be missing while the rows are behind', async () => {
    const buyer = await stack.as('buyer');
    process.kill(stack.projector.pid as number, 'SIGSTOP');
    let path = '';
    try {
      const early = await eventually('it is behind', async () => {
        ({ path } = await open(buyer, 'slow-shop'));
        const answer = await buyer.get(path);
        return answer.status !== 200 && answer;
      });
      expect([early.status, early.body.code]).toEqual([503, 'not-yet-visible']);
    } finally {
      process.kill(stack.projector.pid as number, 'SIGCONT');
    }
    await eventually('it is there', async () => (await buyer.get(path)).status === 200);
  });

  it('health and metrics tell the lag of a projector that does nothing', async () => {
    const buyer = await stack.as('buyer');
    process.kill(stack.projector.pid as number, 'SIGSTOP');
    try {
      // What was read before may still be on its way.
      await eventually('lag', async () => {
        await open(buyer, 'slow-shop');
        const { projections } = (await fetch(`${stack.url}/health/ready`).then((answer) => answer.json())) as {
          projections: { lagSeconds: number }[];
        };
        const metrics = await fetch(`${stack.url}/metrics`).then((answer) => answer.text());
        return projections.every(({ lagSeconds }) => lagSeconds > 0) && /lag_seconds\{projection="inbox"\} [^0]/.test(metrics);
      });
    } finally {
      process.kill(stack.projector.pid as number, 'SIGCONT');
    }
  });

  it('health and metrics tell each dependency and each projection', async () => {
    const health = await fetch(`${stack.url}/health/ready`).then((answer) => answer.json());
    expect(health).toMatchObject({ status: 'ready', dependencies: { eventStore: { ready: true }, database: { ready: true } } });
    const names = (health as { projections: { name: string; lagSeconds: number }[] }).projections.map(({ name }) => name);
    const expected = [
      'accesses',
      'audit',
      'clock',
      'conversation',
      'inbox',
      'marketplace',
      'precision',
      'reviews',
      'score',
      'search',
      'standing',
      'timers',
    ];
    expect(names).toEqual(expected);
    const metrics = await fetch(`${stack.url}/metrics`).then((answer) => answer.text());
    expect(metrics).toMatch(/^helpdesk_projection_lag_seconds\{projection="inbox"\} /m);
    expect(metrics).toMatch(/^helpdesk_http_request_seconds_count\{.*route="\/v1\/inbox".*\} \d+/m);
  });
});
