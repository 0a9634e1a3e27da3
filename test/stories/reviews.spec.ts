/** R5.2, R5.3: violations and held messages in review, over HTTP. */
import { randomUUID } from 'node:crypto';
import { EventStore } from '../../libs/event-store';
import { eventually, type Person, type Stack, startStack } from '../support/stack';

describe('reviews', () => {
  let stack: Stack;
  let store: EventStore;
  let people: { buyer: Person; admin: Person; second: Person; compliance: Person };

  beforeAll(async () => {
    stack = await startStack({ run: ['api', 'projector', 'reactor'] });
    store = EventStore.connect({ url: stack.eventStoreUrl });
    const [buyer, admin, second, compliance] = await Promise.all([
      stack.as('buyer'),
      stack.as('admin'),
      stack.as('admin'),
      stack.as('compliance'),
    ]);
    people = { buyer, admin, second, compliance };
  });
  afterAll(async () => {
    await store.close();
    await stack.stop();
  });

  /** A seller of its own, asked something by the buyer. */
  async function asked() {
    const shop = `shop-${randomUUID()}`;
    const seller = await stack.as('seller', 'agent', shop);
    const message = { body: 'Is it blue?', language: 'en' };
    const opening = { market: 'de', seller: shop, topic: 'question', subject: 'Hello', message };
    const { body } = await people.buyer.post('/v1/conversations', opening).expect(201);
    const path = `/v1/conversations/${body.conversation}`;
    return { shop, seller, path, conversation: body.conversation as string, revision: body.revision as number };
  }

  /** The same, and an answer that the buyer reported. */
  async function reported(kind = 'off-platform-deal') {
    const { path, ...rest } = await asked();
    const { message } = (await rest.seller.post(`${path}/messages`, { body: 'You know what I mean.' }).expect(201)).body;
    const { body, headers } = await people.buyer.post(`${path}/reports`, { message, kind, note: 'He wrote it.' }).expect(201);
    const { violation } = body as { violation: string };
    return { ...rest, path, message: message as string, violation, position: headers['x-position'] as string };
  }

  /** A message of the seller that is held, written as screening will. */
  async function held() {
    const { conversation, revision, ...rest } = await asked();
    const message = randomUUID();
    const at = new Date().toISOString();
    const author = rest.seller.sub;
    const { position } = await store.append(
      `conversation-${conversation}`,
      [
        {
          id: randomUUID(),
          type: 'MessageHeld',
          data: { message, from: 'seller', author, body: 'Call 0170 1234567.', language: 'en', reason: 'contact', at },
          metadata: {
            ...{ $correlationId: message, $causationId: message, commandId: message, commandHash: 'held' },
            ...{ actor: author, role: 'seller', origin: 'test', at, schema: '1' },
          },
        },
      ],
      revision,
    );
    return { ...rest, conversation, message, position: position.toString() };
  }

  const messages = async (person: Person, path: string, position: string, reason = '') =>
    (await person.get(`${path}/messages?${reason}`).set('X-Min-Position', position).expect(200)).body.items as Record<
      string,
      unknown
    >[];

  it('R5.2 two admins decide one violation at once: one wins, the other is told what happened', async () => {
    const { path, violation } = await reported();
    const at = `${path}/violations/${violation}`;
    const answers = await Promise.all([
      people.admin.post(`${at}/confirm`, { reason: 'It is an offer.' }),
      people.second.post(`${at}/dismiss`, { reason: 'It is a joke.' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const won = answers.findIndex(({ status }) => status === 200);
    const [winner, decision] = [
      [people.admin, 'confirmed'],
      [people.second, 'dismissed'],
    ][won] as [Person, string];
    const { body } = answers[1 - won];
    expect(body).toMatchObject({ code: 'already-decided', happened: { decision, by: winner.sub } });
    expect(body.detail).toContain(`${decision} by ${winner.sub} at `);
    expect(body.happened.at).toBe(answers[won].body.at);
  });

  it('R5.2 a decision needs a reason and an admin, and the same request again is the same answer', async () => {
    const { path, violation, seller } = await reported();
    const at = `${path}/violations/${violation}/confirm`;
    const { body } = await people.admin.post(at, {}).expect(400);
    expect(body).toMatchObject({ field: 'reason' });
    for (const person of [people.buyer, seller, people.compliance]) await person.post(at, { reason: 'x' }).expect(403);
    const key = randomUUID();
    const first = await people.admin.post(at, { reason: 'It is an offer.' }, key).expect(200);
    expect(first.body).toMatchObject({ events: ['ViolationConfirmed'] });
    expect((await people.admin.post(at, { reason: 'It is an offer.' }, key).expect(200)).body).toEqual(first.body);
    const unknown = await people.admin.post(`${path}/violations/none/dismiss`, { reason: 'x' }).expect(404);
    expect(unknown.body).toMatchObject({ code: 'violation-unknown', field: 'violation' });
  });

  it('R5.3 a held message that is rejected is its own side’s, who is told why; obligations stay', async () => {
    const { path, message, seller, position } = await held();
    const asks = await seller.post(`${path}/messages/${message}/review`, {}).expect(200);
    expect(asks.body.events).toEqual(['ReviewRequested']);
    const { body, headers } = await people.admin
      .post(`${path}/messages/${message}/reject`, { reason: 'A telephone number.' })
      .expect(200);
    expect(body.events).toEqual(['MessageRejected']);
    const newest = headers['x-position'];
    const [, shown] = await messages(seller, path, newest);
    expect(shown).toMatchObject({
      ...{ id: message, held: true, reviewRequestedAt: asks.body.at },
      rejected: { reason: 'A telephone number.', at: body.at },
    });
    expect((await messages(people.buyer, path, newest)).map(({ body: said }) => said)).toEqual(['Is it blue?']);
    const changes = await people.buyer.get('/v1/changes?limit=100').set('X-Min-Position', newest).expect(200);
    expect(changes.text).not.toContain(message);
    const released = await people.second.post(`${path}/messages/${message}/release`, {}).expect(409);
    expect(released.body).toMatchObject({ code: 'already-decided', happened: { decision: 'rejected', by: people.admin.sub } });
    expect(position).not.toBe(newest);
  });

  it('R5.3 who edits and sends again ends the held one, and the answer counts from then', async () => {
    const { path, message, seller } = await held();
    const { body, headers } = await seller
      .post(`${path}/messages`, { body: 'It is blue.', replaces: message.toUpperCase() })
      .expect(201);
    expect(body.events).toEqual(['MessageRejected', 'MessageSent', 'ReplyObligationAnswered']);
    const [, old, sent] = await messages(seller, path, headers['x-position']);
    expect(old).toMatchObject({ id: message, held: true, rejected: { replacedBy: body.message } });
    expect(sent).toMatchObject({ id: body.message, body: 'It is blue.', replaces: message });
    const [, seen] = await messages(people.buyer, path, headers['x-position']);
    expect(seen).toMatchObject({ id: body.message, body: 'It is blue.' });
    const again = await seller.post(`${path}/messages`, { body: 'x', replaces: message }).expect(409);
    expect(again.body).toMatchObject({ code: 'already-decided', field: 'replaces' });
  });

  const queue = async (position: string, query: string, person = people.admin) =>
    (await person.get(`/v1/reviews?${query}`).set('X-Min-Position', position).expect(200)).body.items as Record<
      string,
      unknown
    >[];

  it('R5.2 the queue has what waits, oldest first, by kind, rule, language, source and seller, without a word that was written', async () => {
    const report = await reported();
    const message = await held();
    const own = await queue(message.position, `seller=${report.shop}`);
    expect(own).toMatchObject([
      {
        ...{ what: 'violation', subject: report.violation, conversation: report.conversation, message: report.message },
        ...{ kind: 'off-platform-deal', source: 'report', state: 'suspected', sender: 'seller', claim: null, decided: null },
      },
    ]);
    const [heldOne] = await queue(message.position, 'source=screening&what=message&language=en&rule=contact&limit=100').then(
      (items) => items.filter(({ subject }) => subject === message.message),
    );
    expect(heldOne).toMatchObject({ state: 'held', kind: null, language: 'en', rule: 'contact', seller: message.shop });
    const all = await queue(message.position, 'limit=100', people.compliance);
    const places = all.map(({ subject }) => subject);
    expect(places.indexOf(report.violation)).toBeLessThan(places.indexOf(message.message));
    for (const text of ['You know what I mean', 'He wrote it', 'Call 0170', 'Is it blue'])
      expect(JSON.stringify(all)).not.toContain(text);
    expect(await queue(message.position, `seller=${report.shop}&kind=marketing`)).toEqual([]);
    const decided = await people.admin
      .post(`${report.path}/violations/${report.violation}/dismiss`, { reason: 'A joke.' })
      .expect(200);
    const position = decided.headers['x-position'];
    expect(await queue(position, `seller=${report.shop}`)).toEqual([]);
    expect(await queue(position, `seller=${report.shop}&state=dismissed`)).toMatchObject([
      { subject: report.violation, decided: { by: people.admin.sub, at: decided.body.at, reason: 'A joke.' } },
    ]);
  });

  it('R5.2 what one reviewer claims another does not get', async () => {
    const { shop, position } = await reported();
    const [{ review }] = await queue(position, `seller=${shop}`);
    const claims = await Promise.all(
      [people.admin, people.second].map((person) => person.post(`/v1/reviews/${review}/claim`, {})),
    );
    expect(claims.map(({ status }) => status).sort()).toEqual([200, 409]);
    const won = claims.findIndex(({ status }) => status === 200);
    const winner = [people.admin, people.second][won];
    const { body, headers } = claims[won];
    expect(body).toMatchObject({ review, by: winner.sub });
    expect(claims[1 - won].body).toMatchObject({ code: 'already-claimed', happened: { decision: 'claimed', by: winner.sub } });
    expect(await queue(headers['x-position'], `seller=${shop}`)).toMatchObject([
      { claim: { by: winner.sub, until: body.until } },
    ]);
    await winner.post(`/v1/reviews/${review}/claim`, {}).expect(200);
    await people.admin.post(`/v1/reviews/${randomUUID()}/claim`, {}).expect(404);
  });

  it('R5.2 many are decided at once, each for itself, and each tells what became of it; again it is the same', async () => {
    const several = [await reported(), await reported(), await reported()];
    const message = await held();
    const position = message.position;
    const reviews = await Promise.all(
      [...several, message].map(async ({ shop }) => (await queue(position, `seller=${shop}`))[0].review as string),
    );
    const first = several[0];
    await people.second.post(`${first.path}/violations/${first.violation}/confirm`, { reason: 'It is one.' }).expect(200);
    const missing = randomUUID();
    const body = { reviews: [...reviews, missing], decision: 'dismiss', reason: 'The same harmless words.' };
    const key = randomUUID();
    const answer = await people.admin.post('/v1/reviews/decisions', body, key).expect(200);
    expect(answer.body.decided).toBe(2);
    expect(answer.body.outcomes.map(({ review, outcome }: Record<string, string>) => [review, outcome])).toEqual([
      [reviews[0], 'already-decided'],
      [reviews[1], 'decided'],
      [reviews[2], 'decided'],
      [reviews[3], 'violation-unknown'],
      [missing, 'not-found'],
    ]);
    expect(answer.body.outcomes[0].detail).toContain(`confirmed by ${people.second.sub}`);
    expect((await people.admin.post('/v1/reviews/decisions', body, key).expect(200)).body).toEqual(answer.body);
    const newest = answer.headers['x-position'];
    expect(await queue(newest, `seller=${several[2].shop}&state=dismissed`)).toHaveLength(1);
    expect(await queue(newest, `seller=${message.shop}`)).toHaveLength(1);
    const releases = { reviews: [reviews[3]], decision: 'release', reason: 'Harmless.' };
    expect((await people.admin.post('/v1/reviews/decisions', releases).expect(200)).body.decided).toBe(1);
  });

  it('R5.2 what one pattern hit is decided at once, but for what somebody else works on; again it is the same', async () => {
    const { shop, seller, path } = await asked();
    for (const kind of ['marketing', 'marketing', 'marketing', 'off-platform-deal']) {
      const { message } = (await seller.post(`${path}/messages`, { body: 'Buy two, get three!' }).expect(201)).body;
      await people.buyer.post(`${path}/reports`, { message, kind }).expect(201);
    }
    const { headers } = await people.buyer.post(`${path}/messages`, { body: 'Stop it.' }).expect(201);
    const [first, second, third] = await queue(headers['x-position'], `seller=${shop}&kind=marketing`);
    await people.second.post(`/v1/reviews/${second.review}/claim`, {}).expect(200);
    const body = { pattern: { seller: shop, kind: 'marketing' }, decision: 'confirm', reason: 'The same advertisement.' };
    const [decide, key] = [(more: object, by?: string) => people.admin.post('/v1/reviews/decisions', more, by), randomUUID()];
    const answer = await decide(body, key).expect(200);
    expect(answer.body.decided).toBe(2);
    expect(answer.body.outcomes.map(({ review, outcome }: Record<string, string>) => [review, outcome])).toEqual([
      [first.review, 'decided'],
      [third.review, 'decided'],
    ]);
    expect((await decide(body, key).expect(200)).body).toEqual(answer.body);
    const left = await queue(answer.headers['x-position'], `seller=${shop}`);
    expect(left.map(({ review, kind }) => [review === second.review, kind])).toEqual([
      [true, 'marketing'],
      [false, 'off-platform-deal'],
    ]);
    expect((await people.second.post('/v1/reviews/decisions', body).expect(200)).body.decided).toBe(1);
    // What is held is not suspected, and the other way round.
    expect((await decide({ ...body, pattern: { seller: shop }, decision: 'reject' }).expect(200)).body.outcomes).toEqual([]);
    const old = { ...body, pattern: { seller: shop, before: '2020-01-01T00:00:00Z' } };
    expect((await decide(old).expect(200)).body.outcomes).toEqual([]);
    for (const [field, wrong] of [
      ['reviews', { pattern: undefined }],
      ['reviews', { pattern: undefined, reviews: [] }],
      ['reviews', { reviews: [first.review] }],
      ['pattern', { pattern: {} }],
      ['pattern', { pattern: { before: '2020-01-01T00:00:00Z' } }],
      ['pattern.source', { pattern: { source: 'rumour' } }],
      ['kind', { kind: 'marketing' }],
      ['kind', { decision: 'violation' }],
    ] as const)
      expect([field, (await decide({ ...body, ...wrong }).expect(400)).body.field]).toEqual([field, field]);
  });

  it('R4.2 a reply with signs of evasion is put up to be looked at, and is no violation before somebody says so', async () => {
    const { shop, seller, path } = await asked();
    const say = async (body: string) =>
      (await seller.post(`${path}/messages`, { body, language: 'en' }).expect(201)).body.message;
    const [vague, again] = [await say('We will look into it.'), await say('We will look into it!')];
    await say('It is blue.');
    const { headers } = await seller.post(`${path}/messages`, { body: 'Anything else?', language: 'en' }).expect(201);
    const position = headers['x-position'];
    expect(await queue(position, `seller=${shop}`)).toEqual([]);
    const hints = await queue(position, `seller=${shop}&source=evasion`);
    const hint = { what: 'message', kind: 'evasive-answer', state: 'waiting', sender: 'seller', decided: null };
    expect(hints).toMatchObject([
      { ...hint, message: vague, signs: ['no-question-touched', 'puts-off-without-date'] },
      { ...hint, message: again, signs: ['no-question-touched', 'puts-off-without-date', 'same-as-before'] },
    ]);
    await people.admin.post(`/v1/reviews/${hints[0].review}/claim`, {}).expect(200);
    const decide = (review: unknown, more: object) =>
      people.admin.post('/v1/reviews/decisions', { reviews: [review], reason: 'So it is.', ...more }).expect(200);
    await decide(hints[0].review, { decision: 'clean' });
    const decided = await decide(hints[1].review, { decision: 'violation', kind: 'evasive-answer' });
    expect((await decide(hints[0].review, { decision: 'violation', kind: 'marketing' })).body.outcomes[0].outcome).toBe(
      'already-decided',
    );
    const newest = decided.headers['x-position'];
    expect(await queue(newest, `seller=${shop}&source=evasion`)).toEqual([]);
    expect(await queue(newest, `seller=${shop}&source=evasion&state=clean`)).toMatchObject([{ message: vague }]);
    const own = (await seller.get(`/v1/sellers/${shop}/violations`).set('X-Min-Position', newest).expect(200)).body.items;
    expect(own).toMatchObject([{ violation: `review-${again}`, kind: 'evasive-answer', state: 'confirmed', message: again }]);
    const changes = await seller.get('/v1/changes?limit=100').set('X-Min-Position', newest).expect(200);
    expect(changes.text).not.toContain('MessageReviewed');
  });

  it('R5.2 one in a hundred messages in which nothing was found is put up to be looked at', async () => {
    const { shop, seller, conversation, revision } = await asked();
    const message = `00000000${randomUUID().slice(8)}`;
    const at = new Date().toISOString();
    const screened = { ruleSet: 'x', versions: {}, findings: [] };
    const { position } = await store.append(
      `conversation-${conversation}`,
      [
        {
          ...{ id: randomUUID(), type: 'MessageSent' },
          data: { message, from: 'seller', author: seller.sub, body: 'It is blue.', screened, at },
          metadata: {
            ...{ $correlationId: message, $causationId: message, commandId: message, commandHash: 'sent' },
            ...{ actor: seller.sub, role: 'seller', origin: 'test', at, schema: '1' },
          },
        },
      ],
      revision,
    );
    // What was asked before has a name drawn by lot: it may be the one in a hundred, too.
    const sampled = await queue(position.toString(), `seller=${shop}&source=sample`);
    const sample = sampled.find((one) => one.message === message);
    expect(sample).toMatchObject({ what: 'message', kind: null, state: 'waiting', signs: [] });
    const body = { pattern: { seller: shop, source: 'sample' }, decision: 'clean', reason: 'Nothing.' };
    const { headers } = await people.admin.post('/v1/reviews/decisions', body).expect(200);
    expect(await queue(headers['x-position'], `seller=${shop}&source=sample`)).toEqual([]);
  });

  it('R5.2 a seller sees the own violations with evidence and reason, and no report before it is confirmed', async () => {
    const { shop, seller, path, violation, message, position } = await reported();
    const own = async (at: string, person = seller) =>
      (await person.get(`/v1/sellers/${shop}/violations`).set('X-Min-Position', at).expect(200)).body.items;
    expect(await own(position)).toEqual([]);
    const reason = 'It is an offer outside.';
    const { headers } = await people.admin.post(`${path}/violations/${violation}/confirm`, { reason }).expect(200);
    const [shown, ...others] = await own(headers['x-position']);
    expect(others).toEqual([]);
    expect(shown).toMatchObject({
      ...{ violation, kind: 'off-platform-deal', state: 'confirmed', source: 'report', message },
      ...{ evidence: { message }, decided: { reason, by: people.admin.sub } },
    });
    expect(JSON.stringify(shown)).not.toContain('He wrote it');
    expect(await own(headers['x-position'], people.compliance)).toEqual([shown]);
    const stranger = await stack.as('seller', 'agent', `shop-${randomUUID()}`);
    await stranger.get(`/v1/sellers/${shop}/violations`).expect(404);
    const changes = await seller.get('/v1/changes?limit=100').set('X-Min-Position', headers['x-position']).expect(200);
    expect(changes.body.items.map(({ type }: { type: string }) => type)).toContain('ViolationConfirmed');
  });

  it('R5.2 a rule that reviewers find wrong too often only flags, by an event that an admin takes back', async () => {
    const { seller, path } = await asked();
    const send = async (body: string) =>
      (await seller.post(`${path}/messages`, { body, language: 'en' }).expect(201)).body as Record<string, unknown>;
    // Nine and forty were right; a fiftieth that was wrong is one too many.
    const at = new Date().toISOString();
    const command = randomUUID();
    await store.append(
      'screening-contact.email',
      Array.from({ length: 49 }, (_, index) => ({
        ...{ id: randomUUID(), type: 'RuleReviewed' },
        data: { rule: 'contact.email', language: 'en', conversation: randomUUID(), violation: `v${index}`, confirmed: true, at },
        metadata: {
          ...{ $correlationId: command, $causationId: command, commandId: command, commandHash: 'x', actor: 'reactor' },
          ...{ role: 'system', origin: 'test', at, schema: '1' },
        },
      })),
      'no-stream',
    );
    const held = await send('Write to a.b@gmail.com');
    expect(held).toMatchObject({ events: ['MessageHeld', 'ViolationRecorded'] });
    await people.admin.post(`${path}/messages/${held.message}/release`, {}).expect(200);
    const rule = (language: string) =>
      eventually('the rule is weighed', async () => {
        const { items } = (await people.compliance.get(`/v1/screening/rules?language=${language}`).expect(200)).body;
        const [found] = items.filter((one: Record<string, unknown>) => one.rule === 'contact.email');
        return found?.reviews === 50 && found.demoted ? (found as Record<string, unknown>) : undefined;
      });
    const weighed = { reviews: 50, confirmed: 49, lowerBound: expect.closeTo(0.895, 3) };
    expect(await rule('en')).toEqual({
      ...{ rule: 'contact.email', language: 'en', ...weighed, dismissed: 1, precision: 0.98, restored: null },
      demoted: { at: expect.any(String), ...weighed },
    });
    const flagged = await send('Write to b.c@gmail.com');
    expect(flagged).toMatchObject({
      events: ['MessageSent', 'ViolationRecorded'],
      findings: [{ rule: 'contact.email', action: 'flag', why: 'an e-mail address; the rule is demoted' }],
    });
    const asks = { body: 'c.d@gmail.com', role: 'seller', language: 'en' };
    expect((await people.admin.post('/v1/screening/check', asks).expect(200)).body.action).toBe('flag');
    expect((await people.admin.post('/v1/screening/check', { ...asks, language: 'de' }).expect(200)).body.action).toBe('hold');
    const restore = (by: Person, body: object, name = 'contact.email') =>
      by.post(`/v1/screening/rules/${name}/restoration`, body);
    const why = { language: 'en', reason: 'The reviews were mistaken.' };
    await restore(people.compliance, why).expect(403);
    expect((await restore(people.admin, { language: 'en' }).expect(400)).body.field).toBe('reason');
    expect((await restore(people.admin, why, 'contact.phone').expect(409)).body.code).toBe('not-demoted');
    const { headers } = await restore(people.admin, why).expect(200);
    expect(await send('Write to d.e@gmail.com')).toMatchObject({ events: ['MessageHeld', 'ViolationRecorded'] });
    const list = await people.admin.get('/v1/screening/rules').set('X-Min-Position', headers['x-position']).expect(200);
    expect(list.body.items).toContainEqual({
      ...{ rule: 'contact.email', language: 'en', reviews: 0, confirmed: 0, dismissed: 0, precision: null, lowerBound: 0 },
      ...{ demoted: null, restored: { at: expect.any(String), by: people.admin.sub, reason: why.reason } },
    });
  });

  it('R4.1 questions are listed with the message, a draft hears what it leaves out, and the conversation shows what stayed open', async () => {
    const { seller, path, shop } = await asked();
    const body = 'Hello. Is the battery included? And when will it arrive?';
    const { message, at } = (await people.buyer.post(`${path}/messages`, { body, language: 'en' }).expect(201)).body;
    const covered = async (draft: string) => (await seller.post(`${path}/coverage`, { body: draft }).expect(200)).body;
    const draft = await covered('The battery is in the box.');
    expect(draft.items.map(({ text, touched }: Record<string, unknown>) => [text, touched])).toEqual([
      ['Is it blue?', false],
      ['Is the battery included?', true],
      ['And when will it arrive?', false],
    ]);
    expect(draft.untouched).toBe(2);
    expect((await covered('It is blue, the battery is included, and it will arrive on Friday.')).untouched).toBe(0);
    expect(await covered('x')).not.toHaveProperty('evasive');
    const reply = await seller.post(`${path}/messages`, { body: 'The battery is in the box.', language: 'en' }).expect(201);
    const evading = await seller.post(`${path}/messages`, { body: 'We will look into it.', language: 'en' }).expect(201);
    const position = evading.headers['x-position'];
    const seen = async (person: Person, query = '') =>
      (await person.get(`${path}/questions?${query}`).set('X-Min-Position', position).expect(200)).body;
    const shown = await seen(people.buyer);
    expect(shown).toEqual(await seen(seller));
    expect(shown.open).toBe(2);
    expect(shown.items[1]).toEqual({
      ...{ message, text: 'Is the battery included?', from: 7, to: 31, open: false, touchedBy: reply.body.message },
    });
    expect(shown).not.toHaveProperty('evasive');
    const { evasive } = await seen(people.compliance, 'reason=dispute');
    expect(evasive).toEqual([{ message: evading.body.message, signs: ['no-question-touched', 'puts-off-without-date'] }]);
    await people.admin.get(`${path}/questions`).expect(400);
    const [, listed] = await messages(people.buyer, path, position);
    expect(listed.questions).toEqual([
      { text: 'Is the battery included?', from: 7, to: 31 },
      { text: 'And when will it arrive?', from: 32, to: body.length },
    ]);
    const contested = await people.buyer.post(`${path}/messages/${evading.body.message}/unanswered`, {}).expect(200);
    const times = await seller
      .get(`/v1/sellers/${shop}/response-times?to=${new Date(Date.parse(at) + 86_400_000).toISOString()}`)
      .set('X-Min-Position', contested.headers['x-position'])
      .expect(200);
    expect(times.body.contested).toBe(1);
  });
});
