/** Live updates: what happened after a position, as pages and as server-sent events that can be taken up again. */
import { randomUUID } from 'node:crypto';
import { type SharedStack, sharedStack } from '../support/shared-stack';
import { callers, eventually, type Person } from '../support/stack';

interface Change {
  readonly position: string;
  readonly conversation: string;
  readonly type: string;
}

/** Reads server-sent events until `count` came, then hangs up; `found` grows as they come. */
async function listen(
  stack: SharedStack,
  person: Person,
  count: number,
  query = '',
  lastEventId?: string,
  found: Change[] = [],
): Promise<Change[]> {
  const hangUp = new AbortController();
  const answer = await fetch(`${stack.url}/v1/changes/stream${query}`, {
    signal: hangUp.signal,
    headers: { authorization: `Bearer ${person.token}`, ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) },
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/);
  let text = '';
  const decoder = new TextDecoder();
  const reader = answer.body!.getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const block = text.slice(0, end);
      text = text.slice(end + 2);
      const id = /^id: (.*)$/m.exec(block)?.[1];
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (id === undefined || data === undefined) continue;
      const change = JSON.parse(data) as Change;
      expect(change.position).toBe(id);
      found.push(change);
    }
    if (found.length >= count) break;
  }
  hangUp.abort();
  return found;
}

describe('changes', () => {
  let stack: SharedStack;
  beforeAll(async () => {
    stack = await sharedStack();
  });
  afterAll(() => stack.stop());

  const question = (seller: string) => ({
    market: 'de',
    seller,
    topic: 'question',
    subject: 'Hello',
    message: { body: 'Is it blue?' },
  });

  it('come in commit order, page after page, each once', async () => {
    const shop = `shop-${randomUUID()}`;
    const [buyer, agent] = await Promise.all([stack.as('buyer'), stack.as('seller', 'agent', shop)]);
    let last = '0';
    for (let count = 0; count < 5; count++)
      last = (await buyer.post('/v1/conversations', question(shop)).expect(201)).headers['x-position'];
    const seen: Change[] = [];
    for (let after = '0'; ; ) {
      const { body } = await agent.get(`/v1/changes?after=${after}&limit=4`).set('X-Min-Position', last).expect(200);
      if (body.items.length === 0) break;
      seen.push(...body.items);
      after = body.items.at(-1).position;
    }
    expect(seen.map(({ type }) => type)).toEqual(
      Array.from({ length: 5 }, () => ['ConversationOpened', 'MessageSent', 'ReplyObligationOpened']).flat(),
    );
    const positions = seen.map(({ position }) => Number(position));
    expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
  });

  it('arrive live, and a stream that broke is taken up where it ended', async () => {
    const shop = `shop-${randomUUID()}`;
    const [buyer, agent] = await Promise.all([stack.as('buyer'), stack.as('seller', 'agent', shop)]);
    const live = listen(stack, agent, 3);
    // The stream without a position begins now: write until it has heard.
    let heard = false;
    void live.then(() => {
      heard = true;
    });
    let { conversation, position } = { conversation: '', position: '' };
    while (!heard) {
      const answer = await buyer.post('/v1/conversations', question(shop)).expect(201);
      ({ conversation } = answer.body);
      position = answer.headers['x-position'];
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const [first] = await live;
    const rest = await listen(stack, agent, 2, '', first.position);
    expect(rest.map(({ type }) => type).slice(0, 2)).toEqual(['MessageSent', 'ReplyObligationOpened']);
    expect(Number(rest[0].position)).toBeGreaterThan(Number(first.position));

    const resumed = listen(stack, agent, 2, '', position);
    await stack
      .as('seller', 'agent', shop)
      .then((person) => person.post(`/v1/conversations/${conversation}/messages`, { body: 'It is.' }).expect(201));
    expect((await resumed).map(({ type }) => type)).toEqual(['MessageSent', 'ReplyObligationAnswered']);
  });

  it('each sees its own only, and of the seller a buyer sees no notes', async () => {
    const shop = `shop-${randomUUID()}`;
    const [buyer, other, agent, stranger] = await Promise.all([
      stack.as('buyer'),
      stack.as('buyer'),
      stack.as('seller', 'agent', shop),
      stack.as('seller', 'agent', `shop-${randomUUID()}`),
    ]);
    const { conversation } = (await buyer.post('/v1/conversations', question(shop)).expect(201)).body;
    const note = await agent.post(`/v1/conversations/${conversation}/notes`, { body: 'hm' }).expect(201);
    const types = async (person: Person) =>
      (await person.get('/v1/changes?limit=100').set('X-Min-Position', note.headers['x-position']).expect(200)).body.items.map(
        ({ type }: Change) => type,
      );
    expect(await types(agent)).toEqual(['ConversationOpened', 'MessageSent', 'ReplyObligationOpened', 'NoteAdded']);
    expect(await types(buyer)).toEqual(['ConversationOpened', 'MessageSent', 'ReplyObligationOpened']);
    expect(await types(other)).toEqual([]);
    expect(await types(stranger)).toEqual([]);
  });

  it('tells colleagues who else has a conversation open or writes in it, at once and once, and nobody else', async () => {
    const shop = `shop-${randomUUID()}`;
    const [anna, ben, other, buyer] = await Promise.all([
      ...['anna', 'ben'].map((name) => stack.as('seller', name, shop)),
      stack.as('seller', 'carl', `${shop}-2`),
      stack.as('buyer'),
    ]);
    const { conversation } = (await buyer.post('/v1/conversations', question(shop)).expect(201)).body;
    const hangUp = new AbortController();
    const heard = async (who: Person) => {
      const headers = { authorization: `Bearer ${who.token}` };
      const { body } = await fetch(`${stack.url}/v1/changes/stream`, { headers, signal: hangUp.signal });
      const said = { text: '' };
      void (async () => {
        for await (const part of body as ReadableStream<Uint8Array>) said.text += Buffer.from(part).toString();
      })().catch(() => undefined);
      return said;
    };
    const [ofBen, ofAnna, ofOther, ofBuyer] = await Promise.all([ben, anna, other, buyer].map(heard));
    const told = ({ text }: { text: string }) =>
      text.match(/(?<=event: presence\ndata: ).*/g)?.map((line) => JSON.parse(line) as object) ?? [];
    const is = async (state: string) => (await anna.put('/v1/presence', { conversation, state }).expect(200)).body;
    expect(await is('open')).toEqual({ items: [] });
    await is('open');
    await is('writing');
    await eventually('both are told', async () => told(ofBen).length >= 2);
    const about = { conversation, person: 'anna' };
    expect(told(ofBen)).toEqual([
      { ...about, state: 'open' },
      { ...about, state: 'writing' },
    ]);
    expect((await ben.get('/v1/presence').expect(200)).body.items).toEqual([{ ...about, state: 'writing' }]);
    expect((await other.get('/v1/presence').expect(200)).body.items).toEqual([]);
    await is('left');
    await eventually('it is told', async () => told(ofBen).length === 3);
    expect((await ben.get('/v1/presence').expect(200)).body.items).toEqual([]);
    expect([ofAnna, ofOther, ofBuyer].flatMap(told)).toEqual([]);
    hangUp.abort();
  });

  it('of a colleague at another api come within a second, and of one whose api was killed when nobody hears of them', async () => {
    const shop = `shop-${randomUUID()}`;
    const other = await stack.another('api');
    const there = callers(`http://127.0.0.1:${other.env.HELPDESK_PORT}`, stack.dataDir);
    const [ben, anna, carl, buyer] = await Promise.all([
      stack.as('seller', 'ben', shop),
      ...['anna', 'carl'].map((name) => there.as('seller', name, shop)),
      stack.as('buyer'),
    ]);
    const opened = await buyer.post('/v1/conversations', question(shop)).expect(201);
    const { conversation } = opened.body;
    const hangUp = new AbortController();
    const { body } = await fetch(`${stack.url}/v1/changes/stream`, {
      ...{ headers: { authorization: `Bearer ${ben.token}` }, signal: hangUp.signal },
    });
    const heard: { person: string; state: string; at: number }[] = [];
    void (async () => {
      let text = '';
      for await (const part of body as ReadableStream<Uint8Array>) {
        text += Buffer.from(part).toString();
        const told = text.match(/(?<=event: presence\ndata: ).*(?=\n\n)/g) ?? [];
        for (const line of told.slice(heard.length)) heard.push({ ...JSON.parse(line), at: Date.now() });
      }
    })().catch(() => undefined);
    const here = async () => (await ben.get('/v1/presence').expect(200)).body.items.map((one: { person: string }) => one.person);
    const is = async (who: Person, state: 'open' | 'writing' | 'left') => {
      const told = () => heard.findLast(({ person }) => person === who.sub);
      await who.put('/v1/presence', { conversation, state }).set('X-Min-Position', opened.headers['x-position']).expect(200);
      const answered = Date.now();
      await eventually(`${who.sub}: ${state}`, async () => told()?.state === state);
      expect((told()?.at ?? 0) - answered).toBeLessThan(1_000);
    };
    try {
      await is(anna, 'open');
      await is(carl, 'writing');
      expect(await here()).toEqual(['anna', 'carl']);
      await is(anna, 'left');
      expect(await here()).toEqual(['carl']);
      await other.end('SIGKILL');
      // The one at the killed api cannot say that they leave: they are not there any more when they said nothing for a while.
      const gone = await eventually(
        'they left',
        async () => heard.find(({ state, person }) => state === 'left' && person === 'carl'),
        40_000,
      );
      const last = heard.find(({ person, state }) => person === 'carl' && state === 'writing');
      expect(gone.at - (last?.at ?? 0)).toBeLessThan(25_000);
      expect(await here()).toEqual([]);
    } finally {
      hangUp.abort();
      await other.end();
    }
  });

  it('what lies beyond the end is refused at once by name; what was written this moment is not', async () => {
    const shop = `shop-${randomUUID()}`;
    const [buyer, agent, admin] = await Promise.all([stack.as('buyer'), stack.as('seller', 'agent', shop), stack.as('admin')]);
    const opened = await buyer.post('/v1/conversations', question(shop)).expect(201);
    const last = opened.headers['x-position'] as string;
    const next = listen(stack, agent, 1, `?after=${last}`);
    await agent.get(`/v1/changes?after=${last}`).expect(200);
    const note = await agent.post(`/v1/conversations/${opened.body.conversation}/notes`, { body: 'hm' }).expect(201);
    expect((await next).map(({ type }) => type)).toEqual(['NoteAdded']);
    const end = BigInt(note.headers['x-position'] as string);
    for (const beyond of [
      String(end + 1n),
      String(end + 1_000_000n),
      '9223372036854775807',
      '9223372036854775808',
      '-1',
      'x',
      '1.5',
    ])
      for (const ask of [
        agent.get(`/v1/changes?after=${beyond}`),
        agent.get(`/v1/changes/stream?after=${beyond}`),
        agent.get('/v1/changes/stream?after=0').set('Last-Event-ID', beyond),
        admin.get(`/v1/audit?after=${beyond}`),
      ]) {
        const { status, body } = await ask.timeout(5_000);
        expect([beyond, status, body.code, body.field]).toEqual([
          beyond,
          400,
          'invalid',
          ask.get('Last-Event-ID') === undefined ? 'after' : 'Last-Event-ID',
        ]);
      }
    await agent.get(`/v1/changes?after=${end}`).expect(200);
    expect((await listen(stack, agent, 1, '?after=0', ''))[0]).toMatchObject({ type: 'ConversationOpened' });
    // What the read models have not taken yet is no end.
    await stack.projector.end('SIGTERM');
    const unread = await agent.post(`/v1/conversations/${opened.body.conversation}/notes`, { body: 'hm' }).expect(201);
    const position = unread.headers['x-position'] as string;
    await agent.get(`/v1/changes?after=${position}`).expect(200);
    await agent.get(`/v1/changes?after=${BigInt(position) + 1n}`).expect(400);
    await stack.projector.start();
  });

  it('who asks for the head of a stream gets that, and no stream', async () => {
    const { token } = await stack.as('buyer');
    const answer = await fetch(`${stack.url}/v1/changes/stream`, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(3_000),
    });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/event-stream')]);
  });

  it('a stream ends with the api, in order, and goes on with the next one', async () => {
    const shop = `shop-${randomUUID()}`;
    const [buyer, agent] = await Promise.all([stack.as('buyer'), stack.as('seller', 'agent', shop)]);
    const opened = await buyer.post('/v1/conversations', question(shop)).expect(201);
    const seen: Change[] = [];
    const endless = listen(stack, agent, 1_000, '?after=0', undefined, seen);
    await eventually('what was opened is told', async () => seen.length >= 3);
    await stack.api.end('SIGTERM');
    await endless;
    await stack.api.start();
    expect(seen).toHaveLength(3);
    const again = listen(stack, agent, 2, '', seen[2].position);
    await agent.post(`/v1/conversations/${opened.body.conversation}/messages`, { body: 'It is.' }).expect(201);
    expect((await again).map(({ type }) => type)).toEqual(['MessageSent', 'ReplyObligationAnswered']);
  });

  it('end with the token they were asked for with', async () => {
    const shop = `shop-${randomUUID()}`;
    const open = async (lifetime: string) => {
      const token = await stack.token({ role: 'seller', sub: 'agent', seller: shop }, lifetime);
      const answer = await fetch(`${stack.url}/v1/changes/stream`, { headers: { authorization: `Bearer ${token}` } });
      expect(answer.status).toBe(200);
      const reader = answer.body!.getReader();
      let ended = false;
      const end = (async () => {
        while (!(await reader.read()).done);
        ended = true;
      })();
      return { end, hasEnded: () => ended, cancel: () => reader.cancel() };
    };
    const [short, long] = await Promise.all([open('3 seconds'), open('1 hour')]);
    const began = Date.now();
    await short.end;
    // A token's end is told in whole seconds.
    expect(Date.now() - began).toBeGreaterThan(1_000);
    expect(Date.now() - began).toBeLessThan(6_000);
    expect(long.hasEnded()).toBe(false);
    await long.cancel();
  });
});
