/** R1.2, R1.3: a conversation exactly as it stood at any moment, step by step, for each side as it saw it, and who looked. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { mainOf } from '../support/compiled';
import { eventually, type Person } from '../support/stack';
import { ClockStory } from './clock/clock-story';

interface Step {
  readonly from: number;
  readonly to: number;
  readonly command: string;
  readonly told: string;
  readonly changes: readonly { of: string; id?: string; field: string; before: unknown; after: unknown; revision?: number }[];
  readonly causes: readonly { what: string; id: string; revision?: number }[];
  readonly events: readonly {
    revision: number;
    type: string;
    data: Record<string, unknown>;
    causes: object[];
    origin?: string;
  }[];
}

/** What somebody reads of a conversation at a moment, and when that was. */
interface Moment {
  readonly who: Person;
  readonly inbox: object[];
  readonly counts: object;
  readonly at: string;
  readonly head: Record<string, unknown>;
  readonly messages: object[];
  readonly obligations: Record<string, unknown>[];
}

describe('replay', () => {
  let story: ClockStory;
  let compliance: Person;
  const shop = `shop-${randomUUID()}`;
  beforeAll(async () => {
    story = await ClockStory.shared();
    compliance = await story.stack.as('compliance');
  });
  afterAll(() => story.stop());

  /** As GET has it now, for a party. */
  const look = async (who: Person, path: string, position: string): Promise<Moment> => {
    const get = async (address: string) => (await who.get(address).set('X-Min-Position', position).expect(200)).body;
    const at = new Date(await story.now()).toISOString();
    const [head, { items: messages }, { items: obligations }, { items: inbox }, counts] = await Promise.all([
      get(path),
      get(`${path}/messages`),
      get(`/v1/clock?conversation=${path.split('/').at(-1)}`),
      get('/v1/inbox'),
      get('/v1/inbox/counts'),
    ]);
    return { who, at, head, messages, obligations, inbox, counts };
  };
  /** What `helpdesk replay` prints into a pipe. */
  const printedReplay = async (...args: string[]) => {
    const env = { ...process.env, ...story.stack.api.env };
    const run = promisify(execFile)(process.execPath, [mainOf('helpdesk'), 'replay', ...args], { env });
    const { stdout, stderr } = await run.catch((error) => error as { stdout: string; stderr: string });
    return { out: stdout, said: stderr };
  };
  const replay = async (who: Person, path: string, query: string) => (await who.get(`${path}/replay?${query}`).expect(200)).body;

  it('is what each side read then, and tells the steps with what changed and why', async () => {
    const monday = await story.plainMonday();
    await story.goTo(monday.set({ hour: 10 }));
    const [buyer, agent, platform] = await Promise.all([
      story.stack.as('buyer'),
      story.stack.as('seller', 'agent', shop),
      story.stack.as('platform'),
    ]);
    const order = {
      buyer: buyer.sub,
      seller: shop,
      state: 'paid',
      items: [{ title: 'Lamp', quantity: 1 }],
      deliveryAddress: 'Here 1',
    };
    await platform.put('/v1/orders/R-1', order).expect(200);
    const opened = await buyer
      .post('/v1/conversations', {
        ...{ market: 'de', seller: shop, topic: 'shipping', subject: 'Where is it?', order: 'R-1' },
        message: { body: 'Where is my lamp? Write to lamp.lover@example.org.' },
      })
      .expect(201);
    const { conversation, message } = opened.body;
    const path = `/v1/conversations/${conversation}`;
    const moments: Moment[] = [];
    const record = async (position: string) => {
      for (const who of [buyer, agent]) moments.push(await look(who, path, position));
      // So that what comes next has a time of its own.
      await story.goTo(monday.set({ hour: 10 }).plus({ hours: moments.length }));
    };
    await record(opened.headers['x-position']);
    await agent.post(`${path}/notes`, { body: 'A secret of the shop.' }).expect(201);
    const facts = { newDate: monday.plus({ days: 3 }).toISODate(), reason: 'the dog ate it' };
    await record((await agent.post(`${path}/status-updates`, { stage: 'delayed', facts }).expect(201)).headers['x-position']);
    await platform.put('/v1/orders/R-1', { ...order, state: 'shipped' }).expect(200);
    const reply = await agent.post(`${path}/messages`, { body: 'It is on its way.' }).expect(201);
    await record(reply.headers['x-position']);
    const closed = await buyer.post(`${path}/close`, { reason: 'it came' }).expect(200);
    await record(closed.headers['x-position']);

    for (const { who, at, head, messages, obligations, inbox, counts } of moments) {
      // The lists as they were then, with the time that was counted and left; what is left of it, is what the clock had moved in between.
      const { items: listed } = (await who.get(`/v1/inbox?asOf=${at}`).expect(200)).body;
      expect(listed.map(steady)).toEqual(inbox.map(steady));
      expect((await who.get(`/v1/inbox/counts?asOf=${at}`).expect(200)).body).toEqual(counts);
      expect(
        listed[0].oldestObligation === null ||
          Date.parse(listed[0].oldestObligation.receivedAt) + listed[0].oldestObligation.counted.seconds * 1_000,
      ).toEqual(listed[0].oldestObligation === null || Date.parse(at));
      const { items: due } = (await who.get(`/v1/clock?conversation=${conversation}&asOf=${at}`).expect(200)).body;
      expect(due.map(steady)).toEqual(obligations.map(steady));
      const { continuedBy: _, revision: __, currency: ___, ...then } = head;
      const { state, asOf } = await replay(who, path, `asOf=${at}`);
      expect(asOf).toBe(at);
      expect(state).toMatchObject(then);
      expect(state.messages).toEqual(messages);
      expect(state.leftOut).toEqual({ messages: 0, obligations: 0, violations: 0 });
      // Counted until then: all of it is on one Monday.
      for (const one of state.obligations)
        if (one.endedAt === null) expect(one.countedMs).toBe(Date.parse(at) - Date.parse(one.receivedAt));
      expect(state.obligations.map(clockOf)).toEqual(obligations.map(clockOf));
    }
    const ofBuyer = await replay(buyer, path, 'limit=100');
    expect(JSON.stringify(ofBuyer)).not.toMatch(/secret|NoteAdded|Here 1|origin/);
    expect(ofBuyer.state).toMatchObject({ standing: null, orderDetails: { state: 'shipped' }, assignee: null });
    // What is masked for the seller is nowhere in what it replays, and who asks for the buyer's eyes has them.
    const ofSeller = await agent.get(`${path}/replay`).expect(200);
    expect(ofSeller.text).not.toContain('lamp.lover');
    expect(ofSeller.body.state).toMatchObject({
      standing: { effect: 'good', points: 0 },
      readUpTo: { seller: expect.any(Number) },
    });
    expect(ofSeller.body.state.readUpTo).not.toHaveProperty('buyer');
    const asBuyer = await replay(story.admin, path, 'lens=buyer&reason=dispute');
    expect(asBuyer).toMatchObject({ lens: 'buyer', state: ofBuyer.state });
    expect(asBuyer.steps).toEqual(ofBuyer.steps);

    // The platform sees all; the order is as it was told then.
    const whole = await replay(story.admin, path, 'reason=dispute');
    const steps: Step[] = whole.steps.items;
    expect(JSON.stringify(whole)).toMatch(/lamp\.lover.*secret|secret.*lamp\.lover/);
    expect(steps.map(({ told }) => told).slice(0, 5)).toEqual([
      'buyer opened a conversation (shipping) and asked; external-contact is suspected; an answer is due Tuesday 10:00 Europe/Berlin',
      'seller added a note',
      'seller told the stage delayed',
      expect.stringMatching(/^seller answered; answered in time, after (3 h 59|4 h 0) min counted$/),
      'buyer closed the conversation',
    ]);
    expect(steps[0].events.map(({ type }) => type).sort()).toEqual(
      ['ConversationOpened', 'MessageSent', 'ReplyObligationOpened', 'ViolationRecorded'].sort(),
    );
    // In a terminal it is the same, and on record like any other look; a blank reason is none.
    const [{ at: asked }] = moments;
    const [unknown, by] = [randomUUID(), `op-${randomUUID()}`];
    const [printed, ofTheBuyer, then, early, ahead, nowhere, noId, blank] = await Promise.all([
      printedReplay(conversation, '--reason', 'at the desk', '--by', 'op'),
      printedReplay(conversation, '--reason', 'x', '--lens', 'buyer'),
      printedReplay(conversation, '--reason', 'x', '--as-of', asked),
      printedReplay(conversation, '--reason', 'x', '--by', by, '--as-of', '2001-01-01T00:00:00Z'),
      printedReplay(conversation, '--reason', 'x', '--by', by, '--as-of', '2098-01-01T00:00:00Z'),
      printedReplay(unknown, '--reason', 'x', '--by', by),
      printedReplay('c\u0007-17', '--reason', 'x', '--by', by),
      printedReplay(conversation, '--reason', ' \u200b', '--by', by),
    ]);
    expect(printed.said).toBe('');
    for (const { told, events } of steps)
      for (const line of [told, ...events.map(({ revision, type }) => `${revision} ${type}`)])
        expect(printed.out).toContain(line);
    expect(printed.out).toMatch(
      /─\nWhere is it\?\nclosed · shipping · de .*\n[\s\S]*lamp\.lover[\s\S]*note of seller agent\n {2}A secret of the shop\./,
    );
    expect(ofTheBuyer.out).toContain('Where is it?');
    expect(ofTheBuyer.out).not.toContain('secret');
    expect(printed.out).toContain("the seller's standing: ");
    expect(ofTheBuyer.out).not.toContain('standing');
    expect(printed.out).toMatch(/the order was shipped, told .* · 1 × Lamp · to Here 1\n/);
    expect(ofTheBuyer.out).toMatch(/the order was shipped, told .* · 1 × Lamp\n/);
    expect(then.out).toMatch(/the order was paid, told .* · 1 × Lamp · to Here 1\n/);
    expect(early.said).toContain('--as-of: the conversation began at');
    expect(ahead.said).toContain('--as-of: lies ahead of now');
    for (const { said } of [nowhere, noId]) expect(said).toContain('there is no conversation');
    expect(blank.said).toContain('--reason: is empty, and is put on record');
    // What it refuses is on record, too.
    const tried = await eventually('five refusals', async () => {
      const { body } = await compliance.get(`/v1/accesses?who=${by}`).expect(200);
      return body.items.length === 5 && body.items;
    });
    const asOf = { conversation, reason: 'x', refused: { status: 422, field: 'asOf' } };
    const expected = [
      { ...asOf, refused: { ...asOf.refused, code: 'as-of-before-the-beginning' } },
      { ...asOf, refused: { ...asOf.refused, code: 'as-of-in-the-future' } },
      { conversation: unknown, reason: 'x', refused: { status: 404, code: 'not-found' } },
      { conversation: null, about: expect.stringMatching(/^c.*-17$/), reason: 'x', refused: { status: 404, code: 'not-found' } },
      { conversation, reason: null, refused: { status: 400, code: 'invalid', field: 'reason' } },
    ];
    expect(tried).toEqual(
      expect.arrayContaining(expected.map((one) => expect.objectContaining({ what: 'replay', role: 'operator', ...one }))),
    );
    const looked = (await story.admin.get(`${path}/history?reason=x`).expect(200)).body.events;
    expect(looked.filter(({ data }: { data: { role?: string } }) => data.role === 'operator')).toMatchObject(
      [0, 1, 2].map(() => ({ type: 'HistoryAccessed', data: { what: 'replay' } })),
    );
    const opening = steps[0].events.find(({ type }) => type === 'ReplyObligationOpened')?.revision;
    expect(steps[3]).toMatchObject({
      changes: expect.arrayContaining([
        expect.objectContaining({ of: 'message', id: reply.body.message, field: 'state', before: null, after: 'delivered' }),
        expect.objectContaining({ of: 'obligation', id: message, field: 'status', before: 'open', after: 'answered' }),
        { of: 'order', field: 'state', before: 'paid', after: 'shipped' },
      ]),
      causes: expect.arrayContaining([{ what: 'obligation', id: message, revision: opening }]),
    });
    expect(steps[0].causes).toEqual([]);
    // The clock then: the same explanation, as of a moment on which the question was open.
    const explained = `${path}/obligations/${message}/explanation`;
    const { body: open } = await buyer.get(`${explained}?asOf=${asked}`).expect(200);
    const seconds = (Date.parse(asked) - Date.parse(open.receivedAt)) / 1_000;
    expect(open).toMatchObject({ state: 'open', counted: { seconds } });
    const counted = `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`;
    expect(then.out).toMatch(new RegExp(`answer to ${message}: open, due .*, counted ${counted} of`));
    expect(then.out).not.toContain(`answer to ${message}: answered`);
    expect((await buyer.get(explained).expect(200)).body.state).toBe('answered');
    for (const wrong of ['2001-01-01T00:00:00Z', '2034-01-01T00:00:00Z'])
      expect((await buyer.get(`${explained}?asOf=${wrong}`).expect(422)).body.field).toBe('asOf');
    expect((await agent.get(`/v1/sellers/${shop}/standing?asOf=2034-01-01T00:00:00Z`).expect(422)).body.field).toBe('asOf');
    // From any step to the one before and the one behind it.
    const there = await replay(compliance, path, `revision=${steps[2].to}&reason=audit`);
    expect([there.previous, there.step, there.next].map(({ from, isLater }) => [from, isLater])).toEqual([
      [steps[1].from, false],
      [steps[2].from, false],
      [steps[3].from, true],
    ]);
    expect(there.state.orderDetails.state).toBe('paid');
    expect(there.state.status).toBe('open');
    // Page by page, and a line a step, it is the same.
    const first = await replay(agent, path, 'limit=2');
    const second = await replay(agent, path, `limit=100&cursor=${first.steps.next}`);
    expect([...first.steps.items, ...second.steps.items]).toEqual(ofSeller.body.steps.items);
    // What was written in steps that a page does not tell is shown all the same.
    for (const { state } of [first, second]) expect(state.messages).toEqual(ofSeller.body.state.messages);
    const lines = (
      await agent
        .get(`${path}/replay`)
        .set('Accept', 'application/x-ndjson')
        .buffer(true)
        .parse(text as never)
        .expect(200)
    ).body
      .trim()
      .split('\n')
      .map((line: string) => JSON.parse(line));
    expect(lines.flatMap(({ step }: { step?: Step }) => step ?? [])).toEqual(ofSeller.body.steps.items);
    expect(lines.at(-1).asItStood.state.messages).toEqual(ofSeller.body.state.messages);
    expect(lines[0].calendar.data.holidays).toBeInstanceOf(Object);
    // Whoever folds the events finds out what they changed; what stands elsewhere is told.
    const bare = (
      await agent
        .get(`${path}/replay?changes=false`)
        .set('Accept', 'application/x-ndjson')
        .buffer(true)
        .parse(text as never)
        .expect(200)
    ).body
      .trim()
      .split('\n')
      .flatMap((line: string) => JSON.parse(line).step ?? []);
    expect(bare).toEqual(
      ofSeller.body.steps.items.map(({ told: _, causes: __, changes, events, ...step }: Step) => ({
        ...step,
        changes: changes.filter(({ of }) => of === 'order' || of === 'standing'),
        events: events.map(({ causes: ___, ...event }) => event),
      })),
    );
  });

  it('says clearly what cannot be asked, and each field', async () => {
    const { path, buyer, agent } = await story.asks({ shop });
    const refused = async (who: Person, query: string) => {
      const { status, body } = await who.get(`${path}/replay?${query}`);
      return [status, body.code, body.field];
    };
    const now = new Date(await story.now()).toISOString();
    expect(await refused(buyer, 'asOf=2001-01-01T00:00:00Z')).toEqual([422, 'as-of-before-the-beginning', 'asOf']);
    expect(await refused(agent, 'asOf=2034-01-01T00:00:00Z')).toEqual([422, 'as-of-in-the-future', 'asOf']);
    expect(await refused(agent, 'asOf=yesterday')).toEqual([400, 'invalid', 'asOf']);
    expect(await refused(agent, `asOf=${now}&revision=1`)).toEqual([400, 'invalid', 'asOf']);
    expect(await refused(buyer, 'revision=99')).toEqual([422, 'revision-unknown', 'revision']);
    expect(await refused(buyer, 'revision=-1')).toEqual([400, 'invalid', 'revision']);
    expect(await refused(buyer, 'lens=seller')).toEqual([403, 'forbidden', 'lens']);
    expect(await refused(buyer, 'cursor=abc')).toEqual([400, 'invalid', 'cursor']);
    expect(await refused(buyer, 'changes=false')).toEqual([400, 'invalid', 'changes']);
    expect(await refused(story.admin, '')).toEqual([400, 'invalid', 'reason']);
    expect(await refused(story.admin, 'reason=%20')).toEqual([400, 'invalid', 'reason']);
    expect(await refused(story.admin, 'reason=x&revision=99')).toEqual([422, 'revision-unknown', 'revision']);
    for (const list of ['inbox', 'clock']) {
      const told = async (who: Person, query: string) => {
        const { status, body } = await who.get(`/v1/${list}?seller=${shop}&${query}`);
        return [status, body.code, body.field];
      };
      expect(await told(buyer, 'asOf=2001-01-01T00:00:00Z')).toEqual([422, 'as-of-before-the-beginning', 'asOf']);
      expect(await told(agent, 'asOf=2034-01-01T00:00:00Z')).toEqual([422, 'as-of-in-the-future', 'asOf']);
      expect(await told(agent, 'asOf=yesterday')).toEqual([400, 'invalid', 'asOf']);
      expect(await told(story.admin, `asOf=${now}`)).toEqual([400, 'invalid', 'reason']);
      // Nothing at all is no past of anybody.
      const { body } = await story.admin.get(`/v1/${list}?seller=nobody&asOf=${now}&reason=x`).expect(200);
      expect(body).toEqual({ items: [], next: null });
    }
    // Numbers are no access, and need no reason.
    const { body: none } = await story.admin.get(`/v1/inbox/counts?seller=nobody&asOf=${now}`).expect(200);
    expect(Object.values(none)).toEqual(Array(8).fill(0));
    for (const wrong of ['2034-01-01T00:00:00Z', '2001-01-01T00:00:00Z'])
      expect((await buyer.get(`/v1/inbox/counts?asOf=${wrong}`).expect(422)).body.field).toBe('asOf');
    const other = await story.stack.as('seller', 'agent', 'another');
    for (const who of [other, story.admin])
      expect((await who.get(`/v1/conversations/${randomUUID()}/replay?reason=x`)).status).toBe(404);
    expect((await other.get(`${path}/replay`)).status).toBe(404);
  });

  /** The accesses that compliance is shown, at least as new as a position. */
  const accesses = async (query: string, position: string) =>
    (await compliance.get(`/v1/accesses?${query}`).set('X-Min-Position', position).expect(200)).body;

  it('R1.3 whatever admin or compliance asks, no text of a person comes without a reason, and none without a record', async () => {
    const word = 'zyzzyva';
    const shop = `shop-${randomUUID()}`;
    const { buyer, agent, conversation, message, path } = await story.asks({ shop });
    await agent.post(`${path}/notes`, { body: `${word} note` }).expect(201);
    const facts = { carrier: `${word} parcels`, trackingNumber: '1', estimatedDelivery: '2034-01-01' };
    await agent.post(`${path}/status-updates`, { stage: 'shipped', facts }).expect(201);
    const reply = await agent.post(`${path}/messages`, { body: `${word} plinth` }).expect(201);
    const report = { message: reply.body.message, kind: 'marketing', note: `${word} is none` };
    await buyer.post(`${path}/reports`, report).expect(201);
    const platform = await story.stack.as('platform');
    await platform
      .put('/v1/orders/Z-1', { buyer: buyer.sub, seller: shop, state: 'paid', deliveryAddress: `${word} street` })
      .expect(200);
    const { headers } = await buyer.post(`${path}/close`, { reason: `${word} it was` }).expect(200);
    const position = headers['x-position'];
    const { paths } = (await story.admin.get('/openapi.json').expect(200)).body;
    const named: Readonly<Record<string, string>> = { message, order: 'Z-1', seller: shop, market: 'de' };
    const withText: { address: string; reason: string; role: string; who: string }[] = [];
    for (const [route, { get }] of Object.entries<{ get?: { description?: string } }>(paths))
      for (const who of [story.admin, compliance]) {
        const role = who === compliance ? 'compliance' : 'admin';
        if (!get?.description?.includes(role) || route.endsWith('/stream')) continue;
        const kind = /^\/v1\/(order|seller|market)s\//.exec(route)?.[1];
        const address = route
          .replace('{id}', (kind && named[kind]) ?? conversation)
          .replaceAll(/\{(\w+)\}/g, (_, name: string) => named[name] ?? randomUUID());
        const ask = async (query: string) =>
          JSON.stringify((await who.get(`${address}?${query}`).set('X-Min-Position', position)).body);
        const search = address.endsWith('/search') ? 'q=plinth' : '';
        expect([address, role, (await ask(search)).includes(word)]).toEqual([address, role, false]);
        const reason = `walk ${randomUUID()}`;
        if (!(await ask(`${search}&reason=${reason}`)).includes(word)) continue;
        withText.push({ address, reason, role, who: who.sub });
      }
    const last = await agent.post(`${path}/notes`, { body: 'the end' }).expect(201);
    const { items } = await accesses(`conversation=${conversation}&limit=100`, last.headers['x-position']);
    for (const { address, reason, ...by } of withText)
      expect([address, items.filter((one: { reason: string }) => one.reason === reason)]).toMatchObject([
        address,
        [{ ...by, seller: shop, buyer: buyer.sub, refused: null }],
      ]);
    const doors = withText.map(({ address, role }) => `${role} ${address}`);
    for (const role of ['admin', 'compliance'])
      for (const door of [path, `${path}/messages`, `${path}/history`, `${path}/replay`, '/v1/search'])
        expect(doors).toContain(`${role} ${door}`);
  });

  it('who read what and who was refused it is one list, for compliance', async () => {
    const { path, conversation, agent, buyer } = await story.asks({ shop });
    const [officer, curious] = await Promise.all([
      story.stack.as('compliance'),
      story.stack.as('seller', `curious-${randomUUID()}`, 'curious'),
    ]);
    // Lists as they stood are had for a reason, and are on record with each conversation that was shown.
    const seen = new Date(await story.now()).toISOString();
    for (const list of ['inbox', 'clock']) {
      const { body } = await officer.get(`/v1/${list}?seller=${shop}&asOf=${seen}&reason=then`).expect(200);
      expect(body.items.map((one: { conversation: string }) => one.conversation)).toContain(conversation);
      expect(JSON.stringify(body)).not.toContain('May I ask');
    }
    for (let n = 0; n < 3; n++) await officer.get(`${path}/replay?reason=claim%20${n}&revision=${n}`).expect(200);
    const before = new Date(await story.now()).toISOString();
    const attempts: [who: Person, address: string, status: number][] = [
      [officer, `${path}/replay?reason=%20`, 400],
      [officer, `${path}/replay?reason=x&asOf=2001-01-01T00:00:00Z`, 422],
      [officer, `${path}/history?reason=then&asOf=2001-01-01T00:00:00Z`, 422],
      [officer, `/v1/conversations/${randomUUID()}/messages?reason=guess`, 404],
      [officer, '/v1/search?q=x', 400],
      // What cannot be stored as it was sent is on record all the same.
      [officer, `${path}/history?reason=a%00b`, 400],
      [officer, '/v1/search?q=x&reason=x&a%00b=1', 400],
      [officer, '/v1/log/proof/inclusion?event=one&event=two', 400],
      [curious, `${path}/messages`, 404],
      [buyer, `${path}/history?reason=mine`, 403],
    ];
    let position = '0';
    for (const [who, address, status] of attempts) {
      const { headers } = await who.get(address).expect(status);
      position = headers['x-position'];
    }
    // A slip of the pen of a party is no attempt, and the same at once is the same.
    expect((await agent.get(`${path}/messages?limit=0`).expect(400)).headers).not.toHaveProperty('x-position');
    await officer.get('/v1/search?q=x').expect(400);
    const { items } = await accesses(`refused=true&from=${before}&limit=100`, position);
    const parties = { seller: shop, buyer: buyer.sub, conversation };
    expect(items.toReversed()).toMatchObject([
      { ...parties, who: officer.sub, what: 'GET /v1/conversations/:id/replay', reason: null, refused: { field: 'reason' } },
      { ...parties, reason: 'x', refused: { status: 422, code: 'as-of-before-the-beginning', field: 'asOf' } },
      {
        ...{ ...parties, what: 'GET /v1/conversations/:id/history', reason: 'then' },
        refused: { status: 422, code: 'as-of-before-the-beginning', field: 'asOf' },
      },
      { who: officer.sub, buyer: null, reason: 'guess', refused: { status: 404, code: 'not-found' } },
      { what: 'GET /v1/search', conversation: null, refused: { status: 400, field: 'reason' } },
      { ...parties, reason: 'a\ufffdb', refused: { status: 400, field: 'reason' } },
      { what: 'GET /v1/search', reason: 'x', refused: { status: 400, field: 'a\ufffdb' } },
      { what: 'GET /v1/log/proof/inclusion', refused: { status: 400, field: 'event' } },
      { ...parties, who: curious.sub, role: 'seller', refused: { status: 404 } },
      { ...parties, who: buyer.sub, role: 'buyer', reason: 'mine', refused: { status: 403, code: 'forbidden' } },
    ]);
    expect(items).toHaveLength(attempts.length);
    // Page by page what was let through, and by whom; nobody else sees the list.
    const first = await accesses(`conversation=${conversation}&refused=false&limit=2`, position);
    const second = await accesses(`conversation=${conversation}&refused=false&limit=3&cursor=${first.next}`, position);
    expect([...first.items, ...second.items]).toMatchObject([
      ...[2, 1, 0].map((n) => ({ who: officer.sub, what: 'replay', reason: `claim ${n}`, revision: n, ...parties })),
      ...['clock', 'inbox'].map((what) => ({ who: officer.sub, what, reason: 'then', asOf: seen, ...parties })),
    ]);
    expect(second.next).toBeNull();
    expect((await accesses(`buyer=${buyer.sub}&role=seller`, position)).items).toHaveLength(1);
    expect((await accesses(`to=${before}&who=${curious.sub}`, position)).items).toEqual([]);
    for (const who of [story.admin, buyer, agent]) await who.get('/v1/accesses').expect(403);
  });
});

/** Without what is counted: time runs between two looks. */
const steady = (shown: object): object =>
  JSON.parse(JSON.stringify(shown), (name, value) => (name === 'counted' || name === 'remaining' ? undefined : value));

/** What GET /v1/clock and a replay both say of an obligation. */
const clockOf = ({
  message,
  state,
  receivedAt,
  dueAt,
  overdueAfter,
  endedAt,
  answeredBy,
  calendar,
}: Record<string, unknown>) => ({
  ...{ message, state, receivedAt, dueAt, overdueAfter, endedAt, answeredBy, calendar },
});

/** What supertest does not know how to read. */
function text(response: NodeJS.EventEmitter, done: (error: Error | null, body: string) => void): void {
  let body = '';
  response.on('data', (part: Buffer) => {
    body += part;
  });
  response.on('end', () => done(null, body));
}
