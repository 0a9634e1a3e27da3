/** Packages of evidence (R1.3): asked for with a reason, made whole whatever is killed, taken on record, and checked by anybody. */
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { createHash, randomUUID, X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import request from 'supertest';
import type { EvidenceEvent } from '../../libs/domain';
import { EventStore } from '../../libs/event-store';
import { authorityIn, stampQuery, verifyPackage } from '../../libs/evidence';
import { parseNote } from '../../libs/proof';
import { keepStamp, type LogCheckpoint, newestCheckpoint, ReadModels } from '../../libs/read-models';
import { mainOf } from '../support/compiled';
import { type SharedStack, sharedStack } from '../support/shared-stack';
import { eventually, type Person } from '../support/stack';

const run = promisify(execFile);
const WANTED = { purpose: 'a court in Hamburg', reason: 'file 7 C 12/26' };
const MAIL = 'anna.schmidt@example.com';

interface Answer {
  readonly package: {
    readonly events: number;
    readonly sha256: string;
    readonly forms: readonly { readonly form: string; readonly file: string; readonly sha256: string }[];
  };
}

describe('evidence', () => {
  let stack: SharedStack;
  let directory: string;
  let compliance: Person;
  const shop = `shop-${randomUUID()}`;
  /** Orders of these stories alone. */
  const orders = [randomUUID(), randomUUID()];
  const conversations: string[] = [];
  let position: string;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'evidence-'));
    stack = await sharedStack();
    await stack.notary.start();
    const [buyer, agent] = await Promise.all([stack.as('buyer', 'bea'), stack.as('seller', 'agent', shop)]);
    compliance = await stack.as('compliance', 'cleo');
    for (const body of ['Wo bleibt mein Paket? Ζητώ απάντηση, жду ответа, zażółć 📦', `Schreiben Sie mir an ${MAIL}`]) {
      const order = orders[conversations.length];
      const opened = await buyer
        .post('/v1/conversations', { market: 'de', seller: shop, order, topic: 'order', subject: 'Paket', message: { body } })
        .expect(201);
      const { conversation } = opened.body;
      conversations.push(conversation);
      const sent = await agent.post(`/v1/conversations/${conversation}/messages`, { body: 'Es ist unterwegs.' }).expect(201);
      position = sent.headers['x-position'];
    }
  });
  afterAll(async () => {
    await stack?.notary.end();
    await stack?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const made = (id: string) =>
    eventually<Answer>(`package ${id}`, async () => {
      const { body } = await compliance.get(`/v1/evidence/${id}`).expect(200);
      return body.status === 'made' ? body : undefined;
    });
  const take = async (id: string): Promise<{ file: string; headers: Record<string, string> }> => {
    const answer = await fetch(`${stack.url}/v1/evidence/${id}/package`, {
      headers: { authorization: `Bearer ${compliance.token}` },
    });
    expect(answer.status).toBe(200);
    const file = join(directory, `${id}.asice`);
    writeFileSync(file, Buffer.from(await answer.arrayBuffer()));
    return { file, headers: Object.fromEntries(answer.headers) };
  };
  const packed = async (request: object) => {
    const { body } = await compliance.post('/v1/evidence', { ...WANTED, ...request }).expect(202);
    const answer = await made(body.id);
    const { file, headers } = await take(body.id);
    const into = join(directory, body.id);
    execFileSync('unzip', ['-q', file, '-d', into]);
    const read = (name: string) => readFileSync(join(into, name), 'utf8');
    return { id: body.id as string, answer, file, headers, into, read };
  };

  it('is a package that both verifiers find whole, with the texts that were asked for and no others', async () => {
    const { id, answer, file, headers, into, read } = await packed({ conversations, disclose: ['body'], language: 'de' });
    expect(answer).toMatchObject({ conversations: 2, ...WANTED, requestedBy: 'cleo', package: { events: expect.any(Number) } });
    expect(headers).toMatchObject({
      'content-disposition': expect.stringContaining('.asice"'),
      'x-content-sha256': answer.package.sha256,
    });
    const verdict = await verifyPackage(file);
    expect(verdict).toMatchObject({ faults: [], events: answer.package.events, disclosures: 4 });
    const { stdout, status } = spawnSync('bash', [join(into, 'verify.sh'), file], { encoding: 'utf8' });
    expect([stdout, status]).toEqual([expect.stringContaining(`OK: ${answer.package.events} events`), 0]);
    // Whatever shell it is given to, and nothing that is not there is taken for the package.
    expect(spawnSync('sh', [join(into, 'verify.sh'), file], { encoding: 'utf8' }).stdout).toBe(stdout);
    expect(spawnSync('bash', [join(into, 'verify.sh'), join(into, 'nowhere')]).status).toBe(2);
    const page = read('data/conversation.html');
    for (const text of [
      'Ζητώ απάντηση, жду ответа, zażółć 📦',
      MAIL,
      'Beweispaket',
      'Gespräch eröffnet: Käufer ',
      'Gespräche: 2',
      'Es ist unterwegs.',
      'Europe/Berlin',
    ])
      expect(page).toContain(text);
    expect(page).toContain('[nicht offengelegt]');
    const paper = execFileSync('pdftotext', [join(into, 'data/report.pdf'), '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');
    for (const text of [
      'Ζητώ απάντηση, жду ответа, zażółć 📦',
      MAIL,
      'Beweispaket',
      'Gespräch eröffnet',
      'Seite 1',
      '[nicht offengelegt]',
    ])
      expect(paper).toContain(text);
    // What tools of lawyers read says the same.
    const forms = new Map(answer.package.forms.map((one) => [one.form, one]));
    expect([...forms.keys()]).toEqual(['asice', 'rsmf', 'vcon']);
    expect(forms.get('asice')).toMatchObject({ file: `evidence-${id}.asice`, sha256: answer.package.sha256 });
    for (const form of ['rsmf', 'vcon']) {
      const taken = await fetch(`${stack.url}/v1/evidence/${id}/package?form=${form}`, {
        headers: { authorization: `Bearer ${compliance.token}` },
      });
      const bytes = Buffer.from(await taken.arrayBuffer());
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(forms.get(form)?.sha256);
      expect(taken.headers.get('content-type')).toBe('application/zip');
      expect(taken.headers.get('content-disposition')).toContain(`evidence-${id}.${form}.zip`);
      writeFileSync(join(directory, 'form.zip'), bytes);
      const text = execFileSync('unzip', ['-p', join(directory, 'form.zip')], { encoding: 'utf8' });
      expect(text).toContain(form === 'rsmf' ? 'X-RSMF-Version: 2.0.0' : MAIL);
    }
    // Each event stands there, wherever the lines break.
    const signs = paper.replaceAll(' ', '');
    for (const line of read('data/recorded.jsonl').trimEnd().split('\n')) expect(signs).toContain(JSON.parse(line).id);
    expect(read('data/left-out.json')).toContain('"code": "sealed-not-asked-for"');
    // What it would hold was told before, and nobody had to open anything.
    const told = (await compliance.post('/v1/evidence/preview', { conversations, disclose: ['body'] }).expect(200)).body;
    expect(told).toMatchObject({ conversations: 2, events: expect.any(Number), unreadable: 0, later: 0 });
    expect(told.events).toBeGreaterThanOrEqual(answer.package.events);
    expect(told.texts).toEqual(
      expect.arrayContaining([
        { field: 'body', count: 4, disclosed: true },
        { field: 'subject', count: 2, disclosed: false },
      ]),
    );
    const [first] = read('data/events.jsonl').split('\n');
    const begun = Date.parse(JSON.parse(first).recorded);
    const then = { conversations, asOf: new Date(begun + 1).toISOString() };
    const few = (await compliance.post('/v1/evidence/preview', then).expect(200)).body;
    expect(few.events).toBeGreaterThan(0);
    expect(few.later).toBe(told.events - few.events);
    const before = { conversations, asOf: new Date(begun - 60_000).toISOString() };
    const refused = (await compliance.post('/v1/evidence/preview', before).expect(422)).body;
    expect(refused).toMatchObject({ code: 'as-of-before-the-beginning', field: 'asOf' });
    await compliance.post('/v1/evidence/preview', {}).expect(400);
    expect(read('bag-info.txt')).toContain('Zweck: a court in Hamburg');
  });

  it('shows masks, and opens nothing, where nothing is to be disclosed; none of any text where none is to be shown', async () => {
    const masked = await packed({ order: orders[1] });
    expect(masked.read('data/conversation.html')).toContain('Es ist unterwegs.');
    const files = ['data/conversation.html', 'data/disclosures.jsonl', 'data/events.jsonl'];
    for (const name of files) expect(masked.read(name)).not.toContain(MAIL);
    expect(masked.read('data/disclosures.jsonl')).toBe('');
    const none = await packed({ seller: shop, from: '2020-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z', disclose: [] });
    expect(none.read('data/conversation.html')).not.toContain('unterwegs');
    // Two packages of overlapping time agree, line by line.
    const all = new Set(none.read('data/events.jsonl').split('\n'));
    for (const line of masked.read('data/events.jsonl').split('\n')) expect(all.has(line)).toBe(true);
  });

  it('has the files of attachments where they are asked for, and says where they are not', async () => {
    const [conversation] = conversations;
    const text = 'A receipt: 3 lamps.';
    const { sha256 } = (
      await request(stack.url)
        .post(`/v1/conversations/${conversation}/attachments`)
        .set('Authorization', `Bearer ${await stack.token({ role: 'buyer', sub: 'bea' })}`)
        .set('Idempotency-Key', randomUUID())
        .attach('file', Buffer.from(text), { filename: 'receipt.txt', contentType: 'text/plain' })
        .expect(201)
    ).body;
    const preview = async (disclose: string[]) =>
      (await compliance.post('/v1/evidence/preview', { conversations, disclose }).expect(200)).body.texts;
    expect(await preview(['attachments'])).toContainEqual({ field: 'attachments', count: 1, disclosed: true });
    expect(await preview(['body'])).toContainEqual({ field: 'attachments', count: 1, disclosed: false });
    const whole = await packed({ conversations: [conversation], disclose: ['attachments'] });
    expect(whole.read(`data/attachments/${sha256}`)).toBe(text);
    expect(whole.read('data/left-out.json')).not.toContain('files-');
    expect((await verifyPackage(whole.file)).faults).toEqual([]);
    expect(spawnSync('bash', [join(whole.into, 'verify.sh'), whole.file]).status).toBe(0);
    const without = await packed({ conversations: [conversation], disclose: ['body'] });
    expect(existsSync(join(without.into, 'data/attachments'))).toBe(false);
    expect(JSON.parse(without.read('data/left-out.json')).leftOut).toContainEqual({
      ...{ code: 'files-not-asked-for', what: 'files of attachments', why: 'they were not asked for', count: 1 },
    });
  });

  it('tells how far it is as it goes, and who asked for it and took it is on record', async () => {
    const { body } = await compliance.post('/v1/evidence', { ...WANTED, conversations }).expect(202);
    const stream = await compliance.get(`/v1/evidence/${body.id}/events`).buffer(true).expect(200);
    expect(stream.text).toMatch(/event: progress\ndata: [\s\S]*"status":"made"/);
    const { file } = await take(body.id);
    expect((await verifyPackage(file)).faults).toEqual([]);
    const audit = await eventually<string[]>('the audit', async () => {
      const { items } = (await compliance.get(`/v1/audit?actor=cleo&limit=100`).expect(200)).body;
      const types = items
        .filter((one: { stream: string }) => one.stream === `evidence-${body.id}`)
        .map(({ type }: { type: string }) => type);
      return types.includes('EvidenceTaken') ? types : undefined;
    });
    expect(audit).toEqual(expect.arrayContaining(['EvidenceRequested', 'EvidenceTaken']));
    const accesses = await compliance.get(`/v1/conversations/${conversations[0]}/history?reason=look`).expect(200);
    expect(JSON.stringify(accesses.body)).toContain(`evidence ${body.id}`);
  });

  it('is gone on with where a download broke off; who had which bytes of it is on record, and nothing that was not handed out', async () => {
    const { id, answer, file } = await packed({ conversations });
    const [bytes, etag] = [readFileSync(file), `"${answer.package.sha256}"`];
    const admin = await stack.as('admin', 'ada');
    const ask = async (person: Person, headers: Record<string, string>, method = 'GET', query = '') => {
      const authorization = `Bearer ${person.token}`;
      const got = await fetch(`${stack.url}/v1/evidence/${id}/package${query}`, {
        method,
        headers: { authorization, ...headers },
      });
      const { status, headers: told } = got;
      return { status, told: Object.fromEntries(told), body: Buffer.from(await got.arrayBuffer()) };
    };
    const store = EventStore.connect({ url: stack.eventStoreUrl });
    const takings = async () => {
      const found: unknown[] = [];
      for await (const { type, data } of store.read<EvidenceEvent>(`evidence-${id}`))
        if (type === 'EvidenceTaken') found.push([data.by, data.form, data.part]);
      return found;
    };
    const whole = ['cleo', 'asice', undefined];
    expect(await takings()).toEqual([whole]);
    const size = String(bytes.length);
    const head = await ask(compliance, { range: 'bytes=0-9' }, 'HEAD');
    expect(head).toMatchObject({ status: 200, told: { 'content-length': size, 'accept-ranges': 'bytes', etag } });
    expect((await ask(compliance, { 'if-none-match': etag })).status).toBe(304);
    const beyond = await ask(compliance, { range: `bytes=${size}-` });
    expect([beyond.status, beyond.told['content-range']]).toEqual([416, `bytes */${size}`]);
    expect((await ask(compliance, {}, 'GET', '?form=doc')).status).toBe(400);
    expect(await takings()).toEqual([whole]);

    const begun = await ask(compliance, { range: 'bytes=0-999' });
    const rest = await ask(admin, { range: 'bytes=1000-', 'if-range': etag });
    expect([begun, rest]).toMatchObject([
      { status: 206, told: { 'content-range': `bytes 0-999/${size}`, 'content-length': '1000', etag } },
      {
        status: 206,
        told: { 'content-range': `bytes 1000-${bytes.length - 1}/${size}`, 'x-content-sha256': answer.package.sha256 },
      },
    ]);
    expect(Buffer.concat([begun.body, rest.body]).equals(bytes)).toBe(true);
    const other = await ask(compliance, { range: 'bytes=1000-', 'if-range': '"another"' });
    expect([other.status, other.body.equals(bytes)]).toEqual([200, true]);
    const parts = [
      ['cleo', 'asice', { from: 0, to: 999 }],
      ['ada', 'asice', { from: 1_000, to: bytes.length - 1 }],
    ];
    expect(await takings()).toEqual([whole, ...parts, whole]);

    // What is not there any more is not taken.
    rmSync(join(stack.dataDir, 'blobs', 'evidence', `${id}.asice`));
    const lost = await ask(compliance, {});
    expect([lost.status, JSON.parse(lost.body.toString()).code]).toEqual([410, 'package-lost']);
    expect((await ask(compliance, { range: 'bytes=5-' })).status).toBe(410);
    expect(await takings()).toHaveLength(4);
    await store.close();
  });

  it('refuses what makes no sense, and names the field', async () => {
    const cases: [object, number, string][] = [
      [{ conversations, reason: ' ' }, 400, 'reason'],
      [{ conversations, purpose: '' }, 400, 'purpose'],
      [{}, 400, 'conversations'],
      [{ conversations, order: orders[1] }, 400, 'conversations'],
      [{ conversations: [randomUUID()] }, 404, 'conversations'],
      [{ order: 'none' }, 404, 'order'],
      [{ seller: shop }, 400, 'from'],
      [{ seller: shop, from: '2020-01-02T00:00:00Z', to: '2020-01-01T00:00:00Z' }, 400, 'to'],
      [{ seller: shop, from: '2020-01-01T00:00:00Z', to: '2020-01-02T00:00:00Z' }, 404, 'seller'],
      [{ conversations, disclose: ['soul'] }, 400, 'disclose'],
      [{ conversations, language: 'xx' }, 400, 'language'],
      [{ conversations, asOf: '2999-01-01T00:00:00Z' }, 422, 'asOf'],
      [{ conversations, asOf: '1999-01-01T00:00:00Z' }, 422, 'asOf'],
    ];
    for (const [change, status, field] of cases) {
      const { status: is, body } = await compliance.post('/v1/evidence', { ...WANTED, ...change });
      expect([change, is, body.field]).toEqual([change, status, field]);
    }
    // An id may be written in capitals, too.
    await compliance.post('/v1/evidence/preview', { conversations: [conversations[0].toUpperCase()] }).expect(200);
    await compliance.get(`/v1/evidence/${randomUUID()}`).expect(404);
    await compliance.get(`/v1/evidence/${randomUUID()}/package`).expect(404);
    expect((await compliance.get(`/v1/evidence/${randomUUID()}/package?form=doc`).expect(400)).body.field).toBe('form');
    const buyer = await stack.as('buyer', 'nosy');
    const { headers } = await buyer.post('/v1/evidence', { ...WANTED, conversations }).expect(403);
    // The attempts are on record.
    const { items } = (await compliance.get('/v1/accesses?limit=100').set('X-Min-Position', headers['x-position']).expect(200))
      .body;
    const attempts = items.filter(({ what = '' }: { what?: string }) => what.includes('/v1/evidence'));
    expect(attempts).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ what: 'POST /v1/evidence', who: 'nosy' }),
        expect.objectContaining({ what: 'POST /v1/evidence', who: 'cleo', reason: WANTED.reason }),
        expect.objectContaining({ what: 'GET /v1/evidence/:id/package', who: 'cleo' }),
      ]),
    );
  });

  it('is written to a file by helpdesk export, which tells what is refused and takes what was asked for before', async () => {
    const env = { ...process.env, HELPDESK_DATA: stack.dataDir };
    const out = join(directory, 'exported.asice');
    const exporting = (...args: string[]) =>
      run(process.execPath, [mainOf('helpdesk'), 'export', '--address', stack.url, ...args], { env, cwd: directory }).catch(
        (failure) => failure,
      );
    const why = ['--purpose', WANTED.purpose, '--reason', WANTED.reason];
    const { stdout } = await exporting(...conversations, ...why, '--disclose', 'body', '--out', out, '--json');
    const written = JSON.parse(stdout);
    expect(written).toMatchObject({ file: out, events: expect.any(Number), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await verifyPackage(out)).toMatchObject({ faults: [], events: written.events, disclosures: 4 });
    const bytes = readFileSync(out);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(written.sha256);
    // The same that was made is taken again, and nothing is written over.
    const again = await exporting('--package', written.id);
    expect(again.stdout).toContain(written.sha256);
    expect(readFileSync(join(directory, `evidence-${written.id}.asice`)).equals(bytes)).toBe(true);
    const single = await exporting('--package', written.id, '--form', 'vcon', '--out', join(directory, 'v.zip'), '--json');
    expect(JSON.parse(single.stdout)).toMatchObject({ id: written.id, events: written.events });
    expect(readFileSync(join(directory, 'v.zip')).subarray(0, 2).toString()).toBe('PK');
    expect(await exporting('--package', written.id, '--out', out)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(out),
    });
    const refused = [
      ['--order', 'none', ...why],
      [...conversations, ...why, '--as-of', '2001-01-01T00:00:00Z'],
      ['--package', randomUUID()],
    ];
    const fields = ['order: ', 'asOf: ', ''];
    for (const [at, args] of refused.entries())
      expect(await exporting(...args)).toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringContaining(`helpdesk: ${fields[at]}`),
      });
    expect(await exporting('--order', orders[1])).toMatchObject({ code: 1, stderr: expect.stringContaining('--purpose') });
  });

  it('is whole or not there, whenever its maker is killed', async () => {
    const store = EventStore.connect({ url: stack.eventStoreUrl });
    const there = async (path: string) => {
      // Who was killed before holds its place for some seconds. A moment is enough between two looks, and leaves the maker the processor.
      for (const until = Date.now() + 60_000; !existsSync(path); await sleep(1)) expect(Date.now()).toBeLessThan(until);
    };
    // At once; while its files are written; when some of it is kept, and nothing says so yet.
    const MOMENTS: readonly ((id: string) => Promise<void>)[] = [
      () => Promise.resolve(),
      (id) => there(join(stack.dataDir, 'evidence', id)),
      (id) => there(join(stack.dataDir, 'blobs', 'evidence', `${id}.rsmf.zip`)),
    ];
    const ids: string[] = [];
    for (const moment of MOMENTS) {
      const { body } = await compliance.post('/v1/evidence', { ...WANTED, conversations, disclose: ['body'] }).expect(202);
      ids.push(body.id);
      await moment(body.id);
      await stack.notary.end('SIGKILL');
      const { body: now } = await compliance.get(`/v1/evidence/${body.id}`).expect(200);
      if (now.status !== 'made') await compliance.get(`/v1/evidence/${body.id}/package`).expect(409);
      await stack.notary.start();
    }
    for (const id of ids) {
      await made(id);
      expect((await verifyPackage((await take(id)).file)).faults).toEqual([]);
      const types: string[] = [];
      for await (const { type } of store.read<EvidenceEvent>(`evidence-${id}`)) types.push(type);
      expect(types.filter((type) => type === 'EvidenceMade')).toHaveLength(1);
    }
    await store.close();
    expect(position).toBeDefined();
  });

  it('carries the newest stamped checkpoint that has all of its events, and says where none has', async () => {
    const [buyer, agent] = await Promise.all([stack.as('buyer', 'bea'), stack.as('seller', 'agent', shop)]);
    const opening = { market: 'de', seller: shop, topic: 'question', subject: 'Paket', message: { body: 'Noch etwas' } };
    const { conversation } = (await buyer.post('/v1/conversations', opening).expect(201)).body;
    const unstamped = await packed({ conversations: [conversation] });
    expect(unstamped.read('data/left-out.json')).not.toContain('stamped');
    // Where it is kept it is sealed: whoever has the disk reads nothing of it.
    const kept = join(stack.dataDir, 'blobs', 'evidence');
    const raw = readdirSync(kept).map((name) => readFileSync(join(kept, name)));
    expect(raw.length).toBeGreaterThanOrEqual(3);
    for (const bytes of raw) {
      expect(bytes.toString('latin1', 0, 4)).toBe('HDF1');
      expect(bytes.includes('Noch etwas')).toBe(false);
    }
    const vcon = await fetch(`${stack.url}/v1/evidence/${unstamped.id}/package?form=vcon`, {
      headers: { authorization: `Bearer ${compliance.token}` },
    });
    expect(await vcon.text()).toContain('Noch etwas');
    const authority = authorityIn(join(directory, 'authority'));
    const models = ReadModels.connect(stack.databaseUrl);
    const { size, note } = (await newestCheckpoint(models)) as LogCheckpoint;
    const question = stampQuery(Buffer.from(parseNote(note).text), Buffer.of(1));
    await keepStamp(models, size, authority.answer(question)).finally(() => models.close());
    const { file, into, read } = await packed({ conversations: [conversation] });
    expect(read('proof/stamped.txt')).toContain(`\n${size}\n`);
    const verdict = await verifyPackage(file, { authority: new X509Certificate(readFileSync(authority.certificate)) });
    expect(verdict).toMatchObject({ faults: [], stamp: { size, trusted: true } });
    const { stdout } = await run(process.execPath, [mainOf('helpdesk'), 'verify-package', file]);
    expect(stdout).toMatch(new RegExp(`\nlog of ${size} entries stamped .* by CN=authority`));
    const env = { ...process.env, AUTHORITY: authority.certificate };
    const bySh = spawnSync('bash', [join(into, 'verify.sh'), file], { encoding: 'utf8', env });
    expect([bySh.status, bySh.stdout]).toEqual([0, expect.stringContaining(`log of ${size} entries stamped`)]);
    // What came behind it is not in what was stamped.
    await agent.post(`/v1/conversations/${conversation}/messages`, { body: 'Ja bitte?' }).expect(201);
    const later = await packed({ conversations: [conversation] });
    expect(existsSync(join(later.into, 'proof/stamp.tsr'))).toBe(false);
    expect(JSON.parse(later.read('data/left-out.json')).leftOut).toContainEqual({
      ...{ code: 'not-stamped', what: 'a time stamp', why: 'no authority had seen the log with all these events yet' },
    });
  });

  it('R9 opens under another master key, the one before forgotten, whether it was made before or only asked for', async () => {
    const before = await packed({ conversations, disclose: ['body'] });
    const bytes = readFileSync(before.file);
    await stack.notary.end('SIGKILL');
    const { body: ordered } = await compliance.post('/v1/evidence', { ...WANTED, conversations, disclose: ['body'] }).expect(202);
    const master = join(stack.dataDir, 'keys', 'master.key');
    const known = readFileSync(master, 'utf8');
    const env = {
      ...process.env,
      ...{ HELPDESK_DATA: stack.dataDir, DATABASE_URL: stack.databaseUrl, EVENTSTORE_URL: stack.eventStoreUrl },
    };
    await run(process.execPath, [mainOf('helpdesk'), 'keys', 'rotate', '--retire'], { env });
    expect(readFileSync(master, 'utf8').trim().split('\n')).toEqual([expect.not.stringContaining(known.trim())]);
    // Nobody has a key in memory any more.
    await Promise.all([stack.api.killAndRestart(), stack.notary.start()]);
    for (const id of [before.id, ordered.id]) {
      const answer = await made(id);
      const { file } = await take(id);
      expect(await verifyPackage(file)).toMatchObject({ faults: [], events: answer.package.events, disclosures: 4 });
    }
    expect(readFileSync(before.file).equals(bytes)).toBe(true);
  });
});
