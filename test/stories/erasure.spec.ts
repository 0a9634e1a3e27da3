/** R9: what a person wrote is erased everywhere, unless a hold or a retention class keeps it. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import sharp from 'sharp';
import request from 'supertest';
import { verifyPackage } from '../../libs/evidence';
import { mainOf } from '../support/compiled';
import { callers, eventually, type Person, type Stack, startStack } from '../support/stack';

const run = promisify(execFile);
const SECRET = 'Xylophonquartett';

describe('erasing a person', () => {
  let stack: Stack;
  let compliance: Person;
  let png: Buffer;
  beforeAll(async () => {
    stack = await startStack({
      run: ['projector', 'timekeeper', 'reactor', 'notary', 'api'],
      env: { HELPDESK_TEST_CLOCK: '1' },
    });
    const picture = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#a33' } })
      .png()
      .toBuffer();
    png = picture;
    compliance = await stack.as('compliance');
  });
  afterAll(() => stack.stop());

  const why = { reason: 'asked by mail', ground: 'GDPR art. 17' };
  /** What is told of a request that is refused, with how it stands. */
  const refusedErasure = async (person: string, code: string) => {
    const { body, headers } = await compliance.post(`/v1/persons/${person}/erasure`, why).expect(409);
    expect(body).toMatchObject({ code, field: 'id', happened: { person } });
    return { report: body.happened, position: headers['x-position'] as string };
  };
  const report = async (person: string) => (await compliance.get(`/v1/persons/${person}/erasure`).expect(200)).body;
  const carriedOut = (person: string) =>
    eventually('the keys to be gone', async () => (await report(person)).carriedOut && report(person));

  /** A buyer who wrote in every place there is, and the seller who answered. */
  const talk = async (secret: string) => {
    const buyer = await stack.as('buyer');
    const seller = await stack.as('seller', `agent-${randomUUID()}`, 'shop');
    const platform = await stack.as('platform');
    const order = { buyer: buyer.sub, seller: 'shop', state: 'paid', items: [], deliveryAddress: `${secret}-Gasse 1` };
    await platform.put(`/v1/orders/${buyer.sub}`, order).expect(200);
    const opening = {
      market: 'de',
      seller: 'shop',
      topic: 'order',
      subject: `${secret} is late`,
      message: { body: `Where is my ${secret}?` },
    };
    const { body } = await buyer.post('/v1/conversations', { ...opening, order: buyer.sub }).expect(201);
    const path = `/v1/conversations/${body.conversation}`;
    const attach = async (content: string | Buffer, filename: string): Promise<string> => {
      const upload = request(stack.url).post(`${path}/attachments`).set('Authorization', `Bearer ${buyer.token}`);
      return (await upload.attach('file', Buffer.from(content), { filename }).expect(201)).body.sha256;
    };
    const attachments = [await attach(`The ${secret} itself`, `${secret}.txt`), await attach(png, `${secret}.png`)];
    await attach(`No message names this ${secret}`, `unnamed ${secret}.txt`);
    await buyer.post(`${path}/messages`, { body: `${secret}: call me, 0171 2345678`, attachments }).expect(201);
    await buyer.put('/v1/drafts', { conversation: body.conversation, kind: 'reply', body: `And the ${secret}` }).expect(200);
    const { body: said, headers } = await seller
      .post(`${path}/messages`, { body: 'It is on its way, answer you idiot' })
      .expect(201);
    await buyer.post(`${path}/reports`, { message: said.message, kind: 'abusive-language', note: `${secret} was insulted` });
    await buyer.post(`${path}/close`, { reason: `no ${secret} any more` }).expect(200);
    const conversation = body.conversation as string;
    return { buyer, seller, path, conversation, attachments, position: headers['x-position'] as string };
  };

  const files = (directory: string): string[] =>
    readdirSync(directory, { withFileTypes: true }).flatMap((one) =>
      one.isDirectory() ? files(join(directory, one.name)) : [join(directory, one.name)],
    );
  /** A package of evidence that shows all of a conversation, as it is handed out. */
  const packed = async (conversation: string): Promise<{ id: string; file: string }> => {
    const wanted = { conversations: [conversation], purpose: 'a court', reason: 'file 7', disclose: ['body', 'subject', 'name'] };
    const { id } = (await compliance.post('/v1/evidence', wanted).expect(202)).body;
    await eventually('a package', async () => (await compliance.get(`/v1/evidence/${id}`)).body.status === 'made');
    const { body } = await compliance
      .get(`/v1/evidence/${id}/package`)
      .buffer(true)
      .parse((answer, done) => {
        const pieces: Buffer[] = [];
        answer.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => done(null, Buffer.concat(pieces)));
      })
      .expect(200);
    const file = join(stack.dataDir, `${id}.asice`);
    writeFileSync(file, body as Buffer);
    return { id, file };
  };
  const kept = (conversation: string) => files(join(stack.dataDir, 'blobs')).filter((file) => file.includes(conversation));
  /** What the database answers. */
  const rowsOf = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> => {
    const client = new pg.Client({ connectionString: stack.databaseUrl });
    await client.connect();
    return client
      .query<Row>(text, values)
      .then(({ rows }) => rows)
      .finally(() => client.end());
  };
  const tablesWith = async (text: string): Promise<string[]> => {
    const tables = await rowsOf<{ name: string }>(
      "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'public' OR tablename = 'pg_statistic'",
    );
    const one = ({ name }: { name: string }) =>
      `(SELECT '${name.replaceAll("'", "''")}' AS name FROM ${name} t WHERE t::text ILIKE $1 LIMIT 1)`;
    const found = await rowsOf<{ name: string }>(tables.map(one).join(' UNION ALL '), [`%${text}%`]);
    return found.map(({ name }) => name);
  };
  /** Files of the database, tables, indexes and log, that show a text, as it was written or as words are kept. */
  const databaseFilesWith = async (text: string): Promise<string[]> => {
    const [{ data_directory: directory }] = await rowsOf<{ data_directory: string }>('SHOW data_directory');
    // It tells by 1 that there are none.
    const { stdout } = await run('grep', ['-rlai', text, directory]).catch((error) => {
      if (error.code === 1 && !error.stderr) return { stdout: '' };
      throw error;
    });
    return stdout.split('\n').filter(Boolean);
  };
  const packageKey = (id: string) => rowsOf("SELECT wrapped FROM person_keys WHERE person = $1 AND class = 'evidence'", [id]);

  const surroundings = () => ({
    ...process.env,
    ...{ HELPDESK_DATA: stack.dataDir, DATABASE_URL: stack.databaseUrl, EVENTSTORE_URL: stack.eventStoreUrl },
  });
  const inNoTable = (text: string) =>
    eventually('tables without it', async () => {
      const found = await tablesWith(text);
      if (found.length > 0) throw new Error(`it is in ${found.join(', ')}`);
      return true;
    });

  it('is told before it is done: who would be held, what would be erased, and nothing of it is on record', async () => {
    const { buyer, seller, conversation } = await talk('Probelauf');
    const before = await report(buyer.sub);
    const dry = { ...why, dryRun: true };
    const would = (await compliance.post(`/v1/persons/${buyer.sub}/erasure`, dry).expect(200)).body;
    expect(would).toMatchObject({ state: 'erased', carriedOut: false, dryRun: true, blocked: [] });
    const held = (await compliance.post('/v1/holds', { ...dry, conversation: conversation.toUpperCase() }).expect(201)).body;
    expect(held.persons.sort()).toEqual([buyer.sub, seller.sub].sort());
    expect(held.reports).toHaveLength(2);
    expect(held.reports[0]).toMatchObject({ dryRun: true, holds: [{ conversation, ground: why.ground }] });
    const rule = { days: 30, ground: 'a law', reason: 'tried', dryRun: true };
    const { classes, dryRun } = (await compliance.put('/v1/retention-classes/conversation', rule).expect(200)).body;
    expect([dryRun, classes]).toEqual([true, expect.arrayContaining([expect.objectContaining({ days: 30, ground: 'a law' })])]);
    await compliance.post(`/v1/persons/nobody-${randomUUID()}/erasure`, dry).expect(404);
    // A hold that is placed would let go of what waits for it.
    const { body } = await compliance.post('/v1/holds', { ...why, person: buyer.sub }).expect(201);
    const waits = (await compliance.post(`/v1/persons/${buyer.sub}/erasure`, dry).expect(200)).body;
    expect(waits).toMatchObject({
      state: 'restricted',
      blocked: expect.arrayContaining([expect.objectContaining({ because: 'hold' })]),
    });
    const release = { person: buyer.sub, reason: 'it is over' };
    const released = await compliance.post(`/v1/holds/${body.hold}/release`, { ...release, dryRun: true }).expect(200);
    expect(released.body).toMatchObject({ holds: [], dryRun: true });
    expect(await report(buyer.sub)).toMatchObject({
      ...before,
      holds: [{ hold: body.hold }],
      requests: [{ type: 'HoldPlaced' }],
    });
    const kept = (await compliance.get('/v1/retention-classes').expect(200)).body.classes;
    expect(kept).not.toContainEqual(expect.objectContaining({ ground: 'a law' }));
    await compliance.post(`/v1/holds/${body.hold}/release`, release).expect(200);
  });

  it('leaves no text of it: not in the store, a table, a log, nor for any reader; what others wrote stays', async () => {
    const { buyer, seller, path, conversation, attachments } = await talk(SECRET);
    expect(kept(conversation)).toHaveLength(4);
    await seller.get(`${path}/attachments/${attachments[0]}`).expect(200);
    await eventually('it to be found', async () => {
      const { body } = await seller.get(`/v1/search?q=${SECRET}`);
      return body.items.length > 0;
    });
    const evidence = await packed(conversation);
    expect(await tablesWith(SECRET)).not.toEqual([]);
    // The files of somebody else's server are not ours to look at.
    if (!process.env.DATABASE_URL) expect(await databaseFilesWith(SECRET)).not.toEqual([]);
    const { body, headers } = await compliance.post(`/v1/persons/${buyer.sub}/erasure`, why).expect(200);
    expect(body).toMatchObject({
      person: buyer.sub,
      state: 'erased',
      blocked: [],
      requests: [{ type: 'ErasureRequested', ...why }],
    });
    await carriedOut(buyer.sub);
    const today = body.erased[0].at.slice(0, 10);
    const erased = `[erased on ${today}]`;

    const messages = await seller.get(`${path}/messages`).set('X-Min-Position', headers['x-position']).expect(200);
    expect(messages.body.items.map((item: { body: string }) => item.body)).toEqual([
      erased,
      erased,
      'It is on its way, answer you idiot',
    ]);
    const head = await seller.get(path).set('X-Min-Position', headers['x-position']).expect(200);
    expect(head.body).toMatchObject({ subject: erased, orderDetails: { deliveryAddress: erased } });
    const history = await compliance.get(`${path}/history?reason=check`).expect(200);
    expect(JSON.stringify(history.body)).not.toContain(SECRET);
    expect(history.body.events.map(({ type }: { type: string }) => type)).toContain('ConversationOpened');
    expect((await seller.get(`/v1/search?q=${SECRET}`).set('X-Min-Position', headers['x-position'])).body.items).toEqual([]);
    expect((await seller.get('/v1/search?q=Weg OR way').expect(200)).body).toBeDefined();

    const gone = { name: erased, thumbnail: false, scan: 'removed' };
    expect(messages.body.items[1].attachments).toEqual([
      expect.objectContaining({ sha256: attachments[0], ...gone }),
      expect.objectContaining({ sha256: attachments[1], ...gone }),
    ]);
    for (const one of [`${attachments[0]}`, `${attachments[1]}/thumbnail`, `${attachments[1]}`])
      expect((await seller.get(`${path}/attachments/${one}`).expect(410)).body.code).toBe('attachment-erased');
    await eventually('its files to be gone', async () => kept(conversation).length === 0);
    const removed = history.body.events.filter(({ type }: { type: string }) => type === 'AttachmentUploaded');
    expect(removed.map(({ data }: { data: { name: string } }) => data.name)).toEqual([erased, erased, erased]);
    expect((await buyer.get('/v1/drafts').expect(200)).body.items).toEqual([]);

    // What was handed out still verifies; our copy is gone, and a new one has what is left.
    await eventually('the package to be gone', async () => {
      const { body: now } = await compliance.get(`/v1/evidence/${evidence.id}`).expect(200);
      return now.status === 'erased' && !files(join(stack.dataDir, 'blobs')).some((file) => file.includes(evidence.id));
    });
    expect((await compliance.get(`/v1/evidence/${evidence.id}/package`).expect(410)).body.code).toBe('evidence-erased');
    expect(await packageKey(evidence.id)).toEqual([{ wrapped: null }]);
    const verdict = await verifyPackage(evidence.file);
    expect(verdict).toMatchObject({ faults: [] });
    const afterwards = await verifyPackage((await packed(conversation)).file);
    expect(afterwards).toMatchObject({ faults: [], disclosures: 1 });
    expect(verdict.disclosures).toBeGreaterThan(4);
    const { stdout } = await run(process.execPath, [mainOf('helpdesk'), 'verify', '--json'], { env: surroundings() });
    expect(JSON.parse(stdout)).toEqual({ events: expect.any(Number), checkpoints: expect.any(Number) });

    await inNoTable(SECRET);
    if (!process.env.DATABASE_URL)
      await eventually('files of the database without it', async () => (await databaseFilesWith(SECRET)).length === 0);
    for (const file of ['eventstore', 'blobs'].flatMap((name) => files(join(stack.dataDir, name))))
      expect([file, readFileSync(file).includes(SECRET)]).toEqual([file, false]);
    for (const app of ['api', 'projector', 'timekeeper', 'reactor', 'notary'] as const)
      expect(stack[app].said).not.toContain(SECRET);

    // Twice is told as such, and on record; who writes again has a new key, which an erasure from before does not end, whenever it is followed.
    const twice = await refusedErasure(buyer.sub, 'already-erased');
    expect(twice.report).toMatchObject({
      state: 'erased',
      requests: [{ type: 'ErasureRequested' }, { type: 'ErasureRefused', why: 'erased' }],
    });
    expect((await compliance.post(`/v1/persons/${buyer.sub}/erasure`, { ...why, dryRun: true }).expect(409)).body.code).toBe(
      'already-erased',
    );
    await stack.reactor.end('SIGKILL');
    await buyer.post(`/v1/conversations/${conversation}/messages`, { body: 'I am back' }).expect(201);
    const again = await compliance.post(`/v1/persons/${buyer.sub}/erasure`, why).expect(200);
    expect(again.body.requests).toHaveLength(3);
    const { headers: later } = await buyer
      .post(`/v1/conversations/${conversation}/messages`, { body: 'Here I am again' })
      .expect(201);
    const fresh = await seller.get(`${path}/messages`).set('X-Min-Position', later['x-position']).expect(200);
    expect(fresh.body.items.at(-1).body).toBe('Here I am again');
    await stack.reactor.start();
    await compliance.post(`/v1/persons/${(await talk('Posaune')).buyer.sub}/erasure`, why).expect(200);
    await inNoTable('Posaune');
    const { body: known } = await compliance.get(`${path}/history?reason=check`).expect(200);
    expect(JSON.stringify(known)).toContain('Here I am again');
  });

  it('leaves a file that is uploaded again readable, whether that of before is still to go or restricted', async () => {
    const { buyer, seller, path, conversation, attachments } = await talk('Theremin');
    const [before] = attachments;
    const again = async (filename: string) => {
      const upload = request(stack.url).post(`${path}/attachments`).set('Authorization', `Bearer ${buyer.token}`);
      return (await upload.attach('file', Buffer.from('The Theremin itself'), { filename }).expect(201)).body;
    };
    /** What the seller gets of it, with the name in the newest message. */
    const had = async (position: string) => {
      const { body } = await seller.get(`${path}/messages`).set('X-Min-Position', position).expect(200);
      const { text } = await seller.get(`${path}/attachments/${before}`).expect(200);
      return [text, body.items.at(-1).attachments.map(({ name, scan }: { name: string; scan: string }) => [name, scan])];
    };
    const send = async () => {
      const { headers } = await buyer.post(`${path}/messages`, { body: 'Once more', attachments: [before] }).expect(201);
      return headers['x-position'] as string;
    };
    const release = async (hold: string) =>
      compliance.post(`/v1/holds/${hold}/release`, { person: buyer.sub, reason: 'settled' }).expect(200);
    const { hold } = (await compliance.post('/v1/holds', { person: buyer.sub, reason: 'a lawsuit', ground: 'a court' })).body;
    const restricted = await refusedErasure(buyer.sub, 'under-hold');
    expect(restricted.report.state).toBe('restricted');
    expect(await again('restricted.txt')).toMatchObject({ sha256: before, name: 'restricted.txt', scan: 'none' });
    // Before a message names it, the other side has only what it had.
    const hidden = await seller.get(`${path}/attachments/${before}`).set('X-Min-Position', restricted.position);
    expect([hidden.status, hidden.body.code]).toEqual([403, 'attachment-restricted']);
    expect(await had(await send())).toEqual(['The Theremin itself', [['restricted.txt', 'none']]]);
    // What was held back goes, and what came since stays.
    await release(hold);
    await eventually('the files of before to be gone', async () => kept(conversation).length === 1);
    expect(await had(await send())).toEqual(['The Theremin itself', [['restricted.txt', 'none']]]);

    await stack.timekeeper.end('SIGKILL');
    const erased = await compliance.post(`/v1/persons/${buyer.sub}/erasure`, why).expect(200);
    const gone = await seller
      .get(`${path}/attachments/${before}`)
      .set('X-Min-Position', erased.headers['x-position'])
      .expect(410);
    expect(gone.body.code).toBe('attachment-erased');
    expect(await again('again.txt')).toMatchObject({ sha256: before, name: 'again.txt', scan: 'none' });
    expect(await had(await send())).toEqual(['The Theremin itself', [['again.txt', 'none']]]);
    expect(kept(conversation)).toHaveLength(2);
    await stack.timekeeper.start();
    await eventually('the file of before to be gone', async () => kept(conversation).length === 1);
    expect(await had(await send())).toEqual(['The Theremin itself', [['again.txt', 'none']]]);
  });

  it.each([
    ['erased', 'text/plain', 'The Balalaika itself'],
    ['erased', 'application/pdf', '%PDF-1.7 The Balalaika itself'],
    ['restricted', 'text/plain', 'The Balalaika itself'],
  ])('takes no file whose author is %s while it comes, of type %s: it is to be sent again', async (state, mediaType, content) => {
    const { buyer, path } = await talk('Balalaika');
    if (state === 'restricted') await compliance.post('/v1/holds', { ...why, person: buyer.sub }).expect(201);
    const { hostname, port } = new URL(stack.url);
    const head = '--x\r\nContent-Disposition: form-data; name="file"; filename="slow"\r\n\r\n';
    const tail = '\r\n--x--\r\n';
    const slow = connect(Number(port), hostname);
    let answer = '';
    slow.on('data', (bytes) => {
      answer += bytes.toString();
    });
    slow.write(
      `POST ${path}/attachments HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${buyer.token}\r\n` +
        `Content-Type: multipart/form-data; boundary=x\r\nContent-Length: ${head.length + content.length + tail.length}\r\n\r\n` +
        `${head}${content.slice(0, 5)}`,
    );
    const coming = () => readdirSync(join(stack.dataDir, 'blobs', '.incoming'));
    await eventually('the file to come in', async () => coming().length > 0);
    if (state === 'restricted') expect((await refusedErasure(buyer.sub, 'under-hold')).report.state).toBe(state);
    else expect((await compliance.post(`/v1/persons/${buyer.sub}/erasure`, why).expect(200)).body.state).toBe(state);
    if (state === 'erased') await carriedOut(buyer.sub);
    slow.write(`${content.slice(5)}${tail}`);
    await eventually('an answer', async () => /"code"/.test(answer));
    slow.destroy();
    expect(answer).toMatch(/^HTTP\/1.1 503 /);
    expect(answer).toMatch(/"code":"store-unavailable"/);
    const history = await compliance.get(`${path}/history?reason=check`).expect(200);
    expect(history.body.events.filter(({ type }: { type: string }) => type === 'AttachmentUploaded')).toHaveLength(3);
    const upload = request(stack.url).post(`${path}/attachments`).set('Authorization', `Bearer ${buyer.token}`);
    const { body } = await upload.attach('file', Buffer.from(content), { filename: 'slow' }).expect(201);
    expect(body).toMatchObject({ name: 'slow', mediaType });
    await buyer.get(`${path}/attachments/${body.sha256}`).expect(200);
  });

  it('is behind what was written before and before what is written after, whichever api that comes by, while both go on', async () => {
    const { buyer, path } = await talk('Ocarina');
    const second = await stack.another('api');
    const there = await callers(`http://127.0.0.1:${second.env.HELPDESK_PORT}`, stack.dataDir).as('buyer', buyer.sub);
    const written: { readonly body: string; readonly position: number }[] = [];
    let erasedAt = 0;
    const enough = () => erasedAt > 0 && written.filter(({ position }) => position > erasedAt).length >= 8;
    const writer = async (by: Person, name: string) => {
      for (let at = 0; !enough(); at++) {
        const body = `Ocarina ${name} ${at}`;
        const { headers } = await by.post(`${path}/messages`, { body }).expect(201);
        written.push({ body, position: Number(headers['x-position']) });
      }
    };
    const writing = Promise.all([writer(there, 'a'), writer(there, 'b'), writer(buyer, 'c')]);
    await eventually('something to be written', async () => written.length >= 8);
    const { headers } = await compliance.post(`/v1/persons/${buyer.sub}/erasure`, why).expect(200);
    erasedAt = Number(headers['x-position']);
    await writing;
    await carriedOut(buyer.sub);
    await second.end();
    const after = written.filter(({ position }) => position > erasedAt).map(({ body }) => body);
    const last = Math.max(erasedAt, ...written.map(({ position }) => position));
    const texts = new Set<string>();
    const found = (body: object) => {
      for (const [text] of JSON.stringify(body).matchAll(/Ocarina [abc] \d+/g)) texts.add(text);
    };
    const get = (address: string) => compliance.get(`${path}/${address}`).set('X-Min-Position', String(last)).expect(200);
    found((await get('history?reason=check&limit=1000')).body);
    expect([...texts].sort()).toEqual([...after].sort());
    texts.clear();
    for (let cursor = ''; ; ) {
      const { body } = await get(`messages?reason=check&limit=100${cursor}`);
      found(body);
      if (!body.next) break;
      cursor = `&cursor=${encodeURIComponent(body.next)}`;
    }
    expect([...texts].sort()).toEqual([...after].sort());
  });

  it('waits for holds and for what has to be kept, restricted meanwhile, and is carried out when they end', async () => {
    const { buyer, seller, path, conversation, attachments } = await talk('Dudelsack');
    const admin = await stack.as('admin');
    const { id: before } = await packed(conversation);
    const taken = (person: Person, id: string) => person.get(`/v1/evidence/${id}/package`).buffer(false);
    await taken(admin, before).expect(200);
    const { body: hold } = await compliance
      .post('/v1/holds', { person: buyer.sub, reason: 'a lawsuit', ground: 'court order' })
      .expect(201);
    const { report: body, position } = await refusedErasure(buyer.sub, 'under-hold');
    expect(body).toMatchObject({ state: 'restricted', erased: [] });
    // Asked again it waits already.
    const twice = (await refusedErasure(buyer.sub, 'under-hold')).report;
    expect(twice.requests.map(({ type }: { type: string }) => type)).toEqual([
      'HoldPlaced',
      'ErasureRequested',
      'ErasureRefused',
    ]);
    expect(body.blocked).toContainEqual({ class: 'conversation', because: 'hold', ground: 'court order' });
    await carriedOut(buyer.sub);
    const items = async (position: string) =>
      (await seller.get(`${path}/messages`).set('X-Min-Position', position).expect(200)).body.items.map(
        (item: { body: string }) => item.body,
      );
    expect((await items(position))[0]).toMatch(/^\[restricted since /);
    const open = await compliance.get(`${path}/history?reason=lawsuit`).expect(200);
    expect(JSON.stringify(open.body)).toContain('Dudelsack');
    // A package that was made before shows it: it is compliance's as well, and any that is made for compliance.
    for (const id of [before, (await packed(conversation)).id]) {
      await taken(admin, id).expect(403);
      await taken(compliance, id).expect(200);
    }
    const file = (person: Person, more = '') => person.get(`${path}/attachments/${attachments[1]}${more}`);
    for (const person of [buyer, seller]) expect((await file(person).expect(403)).body.code).toBe('attachment-restricted');
    expect((await file(admin, '/thumbnail?reason=lawsuit').expect(403)).body.code).toBe('attachment-restricted');
    expect((await file(compliance, '?reason=lawsuit').buffer(true).expect(200)).body).toEqual(png);
    const copy = await compliance
      .post(`/v1/persons/${buyer.sub}/export`, { ...why, ground: 'GDPR art. 15' })
      .buffer(true)
      .expect(200);
    expect(copy.text ?? String(copy.body)).toContain('Dudelsack');

    const released = await compliance
      .post(`/v1/holds/${hold.hold}/release`, { person: buyer.sub, reason: 'settled' })
      .expect(200);
    expect(released.body).toMatchObject({ state: 'erased', blocked: [], holds: [] });
    await carriedOut(buyer.sub);
    expect((await items(released.headers['x-position']))[0]).toMatch(/^\[erased on /);
    await inNoTable('Dudelsack');
    await eventually('its files to be gone', async () => kept(conversation).length === 0);
    await file(compliance, '?reason=lawsuit').expect(410);
  });

  it('completes by itself when holds end and the time to keep is over, once, though the reactor was killed in between', async () => {
    const { now } = (await compliance.get('/v1/test-clock').expect(200)).body;
    const admin = await stack.as('admin');
    const inDays = (days: number) => new Date(Date.parse(now) + days * 86_400_000).toISOString();
    const law = { days: 30, ground: '§ 257 HGB', reason: 'letters' };
    await compliance.put('/v1/retention-classes/conversation', law).expect(200);
    const { buyer, seller, path, conversation } = await talk('Fagott');
    const until = inDays(10);
    const hold = { person: buyer.sub, reason: 'a lawsuit', ground: 'court order', until };
    await compliance.post('/v1/holds', hold).expect(201);
    const { report: body } = await refusedErasure(buyer.sub, 'under-hold');
    expect(body.state).toBe('restricted');
    expect(body.blocked).toContainEqual({ class: 'order', because: 'hold', ground: 'court order', until });
    const last = body.blocked.find((one: { class: string }) => one.class === 'conversation').until;
    expect(body.blocked).toContainEqual({
      ...{ class: 'conversation', because: 'hold', ground: 'court order' },
      ...{ until: last, retainUntil: last, retainGround: law.ground },
    });
    const second = await stack.another('timekeeper');
    await admin.put('/v1/test-clock', { now: inDays(11) }).expect(200);
    const half = await eventually('orders to be erased', async () => {
      const { body: told } = await compliance.get(`/v1/persons/${buyer.sub}/erasure`).expect(200);
      return told.erased.length > 0 && told;
    });
    expect(half).toMatchObject({ state: 'partly-erased', erased: [{ classes: ['order'] }] });
    expect(half.blocked).toEqual([
      {
        class: 'conversation',
        because: 'retention',
        ground: law.ground,
        until: last,
        retainUntil: last,
        retainGround: law.ground,
      },
    ]);
    // The file that no message names may be gone by then: it is after a day.
    expect(kept(conversation).length).toBeGreaterThanOrEqual(3);

    // Between the event and the keys nobody is there who deletes them.
    await stack.reactor.end('SIGKILL');
    await admin.put('/v1/test-clock', { now: inDays(41) }).expect(200);
    const told = await eventually('all to be erased', async () => {
      const { state, carriedOut: done } = await report(buyer.sub);
      return state === 'erased' && { done };
    });
    expect(told.done).toBe(false);
    await stack.reactor.start();
    await carriedOut(buyer.sub);
    await second.end();
    expect((await report(buyer.sub)).erased).toMatchObject([{ classes: ['order'] }, { classes: ['conversation'] }]);
    const shown = async () => (await seller.get(`${path}/messages`).expect(200)).body.items[0].body;
    await eventually('it to be erased', async () => (await shown()).startsWith('[erased on '));
    await eventually('its files to be gone', async () => kept(conversation).length === 0);
    await inNoTable('Fagott');
    await compliance.put('/v1/retention-classes/conversation', { ...law, days: 0 }).expect(200);
  });

  it('holds for a database and blobs from before it: what comes back is erased again before it is served; master keys change under all of it', async () => {
    const { buyer, seller, path, conversation, attachments } = await talk('Spinett');
    await seller.get(`${path}/attachments/${attachments[0]}`).expect(200);
    const client = new pg.Client({ connectionString: stack.databaseUrl });
    await client.connect();
    try {
      const backup = kept(conversation).map((file) => ({ file, bytes: readFileSync(file) }));
      await client.query('CREATE TEMP TABLE keys_before AS TABLE person_keys');
      await client.query('CREATE TEMP TABLE ledger_before AS TABLE person_key_ledger');
      await client.query('CREATE TEMP TABLE drafts_before AS TABLE drafts');
      await compliance.post(`/v1/persons/${buyer.sub}/erasure`, why).expect(200);
      await carriedOut(buyer.sub);
      await eventually('its files to be gone', async () => kept(conversation).length === 0);

      await Promise.all([stack.api.end('SIGKILL'), stack.reactor.end('SIGKILL')]);
      await client.query('TRUNCATE person_keys, person_key_ledger, drafts');
      await client.query('INSERT INTO person_keys TABLE keys_before');
      await client.query('INSERT INTO person_key_ledger TABLE ledger_before');
      await client.query('INSERT INTO drafts TABLE drafts_before');
      for (const { file, bytes } of backup) {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, bytes);
      }
      const keys = () =>
        client.query<{ wrapped: Buffer | null }>('SELECT wrapped FROM person_keys WHERE person = $1', [buyer.sub]);
      expect((await keys()).rows.some(({ wrapped }) => wrapped !== null)).toBe(true);
      await stack.api.start();
      expect((await keys()).rows.every(({ wrapped }) => wrapped === null)).toBe(true);
      const { body } = await compliance.get(`${path}/history?reason=check`).expect(200);
      expect(JSON.stringify(body)).not.toContain('Spinett');
      await seller.get(`${path}/attachments/${attachments[0]}`).expect(410);
      expect((await buyer.get('/v1/drafts').expect(200)).body.items).toEqual([]);
      await client.query('DROP TABLE keys_before, ledger_before, drafts_before');
      await stack.reactor.start();
      await inNoTable('Spinett');

      // Another master key: no event changes, and what is there still opens.
      const store = files(join(stack.dataDir, 'eventstore')).length;
      const { rows: before } = await client.query('SELECT DISTINCT master FROM person_keys WHERE wrapped IS NOT NULL');
      await run(process.execPath, [mainOf('helpdesk'), 'keys', 'rotate', '--retire'], { env: surroundings() });
      const { rows: after } = await client.query('SELECT DISTINCT master FROM person_keys WHERE wrapped IS NOT NULL');
      expect([before.length, after.length, after[0].master === before[0].master]).toEqual([1, 1, false]);
      expect(files(join(stack.dataDir, 'eventstore'))).toHaveLength(store);
      await stack.api.killAndRestart();
      const { body: shown } = await seller.get(`${path}/messages`).expect(200);
      expect(shown.items[2].body).toBe('It is on its way, answer you idiot');
    } finally {
      await client.end();
    }
  });

  it('names who is unknown, what is wrong, and records that it was asked', async () => {
    const refused = await compliance.post('/v1/persons/nobody-here/erasure', why).expect(404);
    expect(refused.body.code).toBe('person-unknown');
    expect((await report('nobody-here')).requests).toEqual([
      expect.objectContaining({ type: 'ErasureRefused', why: 'unknown', ...why }),
    ]);
    expect((await compliance.post('/v1/persons/nobody-here/erasure', { ...why, reason: ' ' }).expect(400)).body.field).toBe(
      'reason',
    );
    // That it was asked so is on record, too.
    const asked = await eventually('what was refused', async () => {
      const { items } = (await compliance.get(`/v1/audit?actor=${compliance.sub}&limit=50`).expect(200)).body;
      return items.find(
        ({ type, detail }: { type: string; detail: { of?: string } }) => type === 'AccessRefused' && detail.of === 'nobody-here',
      );
    });
    expect(asked.detail).toMatchObject({ what: 'POST /v1/persons/:id/erasure', of: 'nobody-here', status: 400, field: 'reason' });
    expect((await compliance.post(`/v1/holds/${randomUUID()}/release`, { person: 'x', reason: 'r' }).expect(404)).body.code).toBe(
      'hold-unknown',
    );
    // A hold on a name that was spelled wrong would protect nobody.
    const unheld = { code: 'person-unknown', field: 'person', errors: [{ field: 'person', rule: 'known' }] };
    for (const more of [{}, { dryRun: true }])
      expect((await compliance.post('/v1/holds', { ...why, ...more, person: 'nobody-here' }).expect(404)).body).toMatchObject(
        unheld,
      );
    expect((await report('nobody-here')).holds).toEqual([]);
    const nowhere = await compliance.post('/v1/holds', { ...why, conversation: randomUUID() }).expect(404);
    expect(nowhere.body.field).toBe('conversation');
    // Known is who acted, who is a party, and who was told as a member of a seller.
    const [platform, member, shop] = [await stack.as('platform'), `member-${randomUUID()}`, `shop-${randomUUID()}`];
    const profile = { name: 'A shop', markets: ['de'], languages: ['de'], members: [{ id: member, role: 'agent' }] };
    await platform.put(`/v1/sellers/${shop}`, profile).expect(200);
    await compliance.post('/v1/holds', { ...why, person: member }).expect(201);
  });
});
