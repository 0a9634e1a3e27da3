/** Attachments: what comes in, who gets it, and what becomes of it. */
import { execFile } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import request from 'supertest';
import { mainOf } from '../support/compiled';
import { eventually, freePort, type Person, type Stack, startStack } from '../support/stack';

const run = promisify(execFile);
const EICAR = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*';
const sha = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

/** Speaks clamd's protocol, and finds what everybody finds. */
function scanner(port: number): Promise<Server> {
  const server = createServer((socket) => {
    let came: Buffer = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      came = Buffer.concat([came, bytes]);
      if (came.toString('latin1') === 'zPING\0') return socket.end('PONG\0');
      if (came.length < 14 || came.readUInt32BE(came.length - 4) !== 0) return undefined;
      return socket.end(came.includes(EICAR) ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0');
    });
  });
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)));
}

describe('attachments', () => {
  let stack: Stack;
  let clamd: Server | undefined;
  let clamdPort: number;
  const shop = `shop-${randomUUID()}`;
  let buyer: Person;
  let seller: Person;
  let admin: Person;
  let stranger: Person;

  beforeAll(async () => {
    clamdPort = await freePort();
    clamd = await scanner(clamdPort);
    stack = await startStack({
      run: ['api', 'projector', 'timekeeper'],
      env: { CLAMD: `127.0.0.1:${clamdPort}`, HELPDESK_TEST_CLOCK: '1' },
    });
    [buyer, seller, admin, stranger] = await Promise.all([
      stack.as('buyer'),
      stack.as('seller', 'agent', shop),
      stack.as('admin'),
      stack.as('buyer'),
    ]);
  });
  afterAll(async () => {
    clamd?.close();
    await stack.stop();
  });

  async function opened(): Promise<string> {
    const message = { body: 'The lamp is broken.' };
    const { body } = await buyer
      .post('/v1/conversations', { market: 'de', seller: shop, topic: 'complaint', subject: 'Lamp', message })
      .expect(201);
    return body.conversation;
  }
  const upload = (person: Person, conversation: string, bytes: Buffer | string, name = 'lamp.txt', key: string = randomUUID()) =>
    request(stack.url)
      .post(`/v1/conversations/${conversation}/attachments`)
      .set('Authorization', `Bearer ${person.token}`)
      .set('Idempotency-Key', key)
      .attach('file', Buffer.from(bytes), { filename: name, contentType: 'application/octet-stream' });
  const send = (person: Person, conversation: string, attachments: string[], more: object = {}) =>
    person.post(`/v1/conversations/${conversation}/messages`, { body: 'See here.', attachments, ...more });
  const fetched = (person: Person, conversation: string, hash: string, more = '') =>
    person
      .get(`/v1/conversations/${conversation}/attachments/${hash}${more}`)
      .buffer(true)
      .parse((response, done) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('end', () => done(null, Buffer.concat(pieces)));
      });
  /** Names of all files that are kept, in whatever state. */
  const kept = () =>
    readdirSync(join(stack.dataDir, 'blobs'), { recursive: true, withFileTypes: true }).filter((one) => one.isFile());

  /** Uploads a text; also the path of its file. */
  async function content(id: string, text: string): Promise<{ sha256: string; path: string }> {
    const paths = () => kept().map(({ parentPath, name }) => join(parentPath, name));
    const before = new Set(paths());
    const { sha256 } = (await upload(buyer, id, text).expect(201)).body;
    const [path] = paths().filter((one) => !before.has(one));
    return { sha256, path };
  }

  it('are uploaded, named by a message, and then had by the other side as downloads', async () => {
    const id = await opened();
    const picture = await sharp({ create: { width: 800, height: 400, channels: 3, background: '#a33' } })
      .png()
      .toBuffer();
    const { body: uploaded, headers: created } = await upload(buyer, id, picture, 'Lampe für März.png').expect(201);
    expect(uploaded).toEqual({
      ...{ sha256: sha(picture), name: 'Lampe für März.png', mediaType: 'image/png', size: picture.length },
      ...{ width: 800, height: 400, thumbnail: true, scan: 'clean' },
    });
    expect(created.location).toBe(`/v1/conversations/${id}/attachments/${uploaded.sha256}`);
    // Before a message names it, it is its author's.
    await fetched(seller, id, uploaded.sha256).expect(404);
    await fetched(buyer, id, uploaded.sha256).expect(200);
    // The same again is the same, and nothing more is kept.
    const before = kept().length;
    expect((await upload(buyer, id, picture, 'other name.png').expect(201)).body).toEqual(uploaded);
    expect(kept()).toHaveLength(before);

    const { body: sent } = await send(buyer, id, [uploaded.sha256.toUpperCase()]).expect(201);
    const { body: page } = await seller.get(`/v1/conversations/${id}/messages`).expect(200);
    expect(page.items.at(-1)).toMatchObject({ id: sent.message, attachments: [uploaded] });
    const { body, headers } = await fetched(seller, id, uploaded.sha256).expect(200);
    expect(body.equals(picture)).toBe(true);
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(picture.length),
      'content-disposition': `attachment; filename="Lampe f_r M_rz.png"; filename*=UTF-8''Lampe%20f%C3%BCr%20M%C3%A4rz.png`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-cache',
      etag: `"${uploaded.sha256}"`,
    });
    const part = await fetched(seller, id, uploaded.sha256).set('Range', 'bytes=5-9').expect(206);
    expect(part.body.equals(picture.subarray(5, 10))).toBe(true);
    expect(part.headers['content-range']).toBe(`bytes 5-9/${picture.length}`);
    await fetched(seller, id, uploaded.sha256).set('Range', 'bytes=999999-').expect(416);
    await fetched(seller, id, uploaded.sha256).set('If-None-Match', `"${uploaded.sha256}"`).expect(304);
    const small = await fetched(seller, id, uploaded.sha256, '/thumbnail').expect(200).expect('content-type', 'image/jpeg');
    expect(await sharp(small.body).metadata()).toMatchObject({ format: 'jpeg', width: 320, height: 160 });

    // What is called otherwise than it is would be opened as that where it is saved.
    const { sha256: named } = (await upload(buyer, id, '<script>alert(1)</script>', 'page.html').expect(201)).body;
    const called = (await fetched(buyer, id, named).expect(200)).headers['content-disposition'];
    expect(called).toBe(`attachment; filename="page.html.txt"; filename*=UTF-8''page.html.txt`);

    // Nobody else; the platform with a reason, which is on record.
    await fetched(stranger, id, uploaded.sha256).expect(404);
    await upload(stranger, id, 'hello').expect(404);
    await fetched(admin, id, uploaded.sha256).expect(400);
    await fetched(admin, id, uploaded.sha256, '?reason=dispute').expect(200);
    const { body: history } = await admin.get(`/v1/conversations/${id}/history?reason=dispute`).expect(200);
    expect(history.events.map(({ type, data }: { type: string; data: object }) => [type, data])).toEqual(
      expect.arrayContaining([
        ['MessageSent', expect.objectContaining({ attachments: [uploaded.sha256] })],
        ['HistoryAccessed', expect.objectContaining({ reason: 'dispute', what: 'attachment' })],
      ]),
    );
    // Names and contents are nowhere to be read where they are kept.
    for (const { parentPath, name } of kept()) {
      expect(join(parentPath, name)).not.toMatch(/Lampe|png/);
      expect(readFileSync(join(parentPath, name)).includes(picture.subarray(0, 30))).toBe(false);
    }
  });

  it('are refused where they are not what may be attached, and leave nothing', async () => {
    const id = await opened();
    const before = kept().length;
    const fault = async (test: request.Test, status: number) => {
      const { body } = await test.expect(status).expect('content-type', /^application\/problem\+json/);
      return [body.code, body.field];
    };
    const lines = (...parts: (string | Buffer)[]) => Buffer.concat(parts.map((part) => Buffer.from(part)));
    const raw = (body: Buffer, boundary = 'x') =>
      request(stack.url)
        .post(`/v1/conversations/${id}/attachments`)
        .set('Authorization', `Bearer ${buyer.token}`)
        .set('Content-Type', `multipart/form-data; boundary=${boundary}`)
        .send(body);
    const part = (name: string, file = 'a.txt') =>
      `--x\r\nContent-Disposition: form-data; name="${name}"; filename="${file}"\r\nContent-Type: text/plain\r\n\r\n`;
    expect(await fault(upload(buyer, id, ''), 400)).toEqual(['invalid', 'file']);
    expect(await fault(upload(buyer, id, randomBytes(2_000), 'a.jpg'), 415)).toEqual(['attachment-type', 'file']);
    expect(await fault(upload(buyer, id, Buffer.alloc(21_000_000, 'a')), 413)).toEqual(['attachment-too-large', 'file']);
    expect(await fault(upload(buyer, id, 'hello', 'x'.repeat(10_000)), 400)).toEqual(['invalid', 'name']);
    expect(await fault(upload(buyer, id, 'hello', 'evil\u202egpj.exe'), 400)).toEqual(['invalid', 'name']);
    expect(await fault(upload(buyer, id, EICAR), 422)).toEqual(['attachment-infected', 'file']);
    const bomb = Buffer.from(
      await sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } })
        .webp({ lossless: true })
        .toBuffer(),
    );
    expect(await fault(upload(buyer, id, bomb.subarray(0, 24), 'a.webp'), 422)).toEqual(['attachment-refused', 'file']);
    expect(await fault(raw(lines(part('file'), 'half a file')), 400)).toEqual(['invalid', 'body']);
    expect(await fault(raw(lines(part('file'), 'one\r\n', part('file'), 'two\r\n--x--\r\n')), 400)).toEqual(['invalid', 'file']);
    expect(await fault(raw(lines(part('other'), 'one\r\n--x--\r\n')), 400)).toEqual(['invalid', 'other']);
    expect(await fault(raw(lines('--x--\r\n')), 400)).toEqual(['invalid', 'file']);
    expect(await fault(raw(lines('nonsense'), ''), 400)).toEqual(['invalid', 'file']);
    expect(await fault(buyer.post(`/v1/conversations/${id}/attachments`, { file: 'x' }), 415)).toEqual([
      'content-type',
      'Content-Type',
    ]);
    // Who leaves in the middle leaves nothing either.
    const { hostname, port } = new URL(stack.url);
    const leaving = connect(Number(port), hostname);
    leaving.write(
      `POST /v1/conversations/${id}/attachments HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${buyer.token}\r\n` +
        `Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000000\r\n\r\n${part('file')}${'a'.repeat(100_000)}`,
    );
    const coming = () => readdirSync(join(stack.dataDir, 'blobs', '.incoming'));
    await eventually('a file to come in', async () => coming().length > 0);
    leaving.destroy();
    await eventually('what came of it to be gone', async () => coming().length === 0);
    expect(kept()).toHaveLength(before);

    const one = (await upload(buyer, id, 'my name is nobody').expect(201)).body.sha256;
    expect(await fault(send(buyer, id, [sha('never uploaded')]), 422)).toEqual(['attachment-unknown', 'attachments']);
    expect(await fault(send(seller, id, [one]), 422)).toEqual(['attachment-unknown', 'attachments']);
    expect(await fault(send(buyer, id, [one, one.toUpperCase()]), 400)).toEqual(['invalid', 'attachments']);
    expect(
      await fault(
        send(
          buyer,
          id,
          Array.from({ length: 11 }, (_, at) => sha(String(at))),
        ),
        400,
      ),
    ).toEqual(['invalid', 'attachments']);
    expect(await fault(send(buyer, id, ['../../etc/passwd']), 400)).toEqual(['invalid', 'attachments']);
    await send(buyer, id, [one]).expect(201);
    const { body: history } = await admin.get(`/v1/conversations/${id}/history?reason=virus`).expect(200);
    expect(history.events).toContainEqual(
      expect.objectContaining({
        type: 'AttachmentInfected',
        data: expect.objectContaining({ sha256: sha(EICAR), signature: 'Eicar-Signature' }),
      }),
    );
  });

  it('of a held message are not had by the other side, and what is wrong in them holds it', async () => {
    const id = await opened();
    const { sha256 } = (await upload(seller, id, 'Write to me: max.mustermann@gmail.com', 'offer.txt').expect(201)).body;
    const { body: sent } = await send(seller, id, [sha256]).expect(201);
    expect(sent).toMatchObject({ held: expect.any(String), findings: [expect.objectContaining({ action: 'hold' })] });
    await fetched(buyer, id, sha256).expect(404);
    await fetched(seller, id, sha256).expect(200);
    expect((await buyer.get('/v1/changes?limit=100').expect(200)).text).not.toContain(sha256);
    await admin.post(`/v1/conversations/${id}/messages/${sent.message}/release`, {}).expect(200);
    const { body } = await fetched(buyer, id, sha256).expect(200).expect('content-type', 'text/plain; charset=utf-8');
    expect(body.toString()).toContain('max.mustermann');
    // A buyer's is never held.
    const own = (await upload(buyer, id, 'Write to me: erika@gmail.com', 'me.txt').expect(201)).body.sha256;
    expect((await send(buyer, id, [own]).expect(201)).body).not.toHaveProperty('held');
    await fetched(seller, id, own).expect(200);
  });

  it('that are lost or altered are noticed and told', async () => {
    const id = await opened();
    const [lost, altered] = [await content(id, 'lost'), await content(id, 'altered')];
    rmSync(lost.path);
    const bytes = readFileSync(altered.path);
    bytes[bytes.length - 20] ^= 1;
    writeFileSync(altered.path, bytes);
    expect((await buyer.get(`/v1/conversations/${id}/attachments/${lost.sha256}`).expect(410)).body.code).toBe('attachment-lost');
    expect((await buyer.get(`/v1/conversations/${id}/attachments/${altered.sha256}`).expect(410)).body.code).toBe(
      'attachment-altered',
    );
    const { body: health } = await request(stack.url).get('/health/ready').expect(200);
    expect(health.attachments).toEqual({
      ...{ scanner: 'answers', waiting: 0 },
      faults: [
        { conversation: id, sha256: altered.sha256, why: 'altered' },
        { conversation: id, sha256: lost.sha256, why: 'lost' },
      ],
    });
    const env = {
      ...process.env,
      HELPDESK_DATA: stack.dataDir,
      DATABASE_URL: stack.databaseUrl,
      EVENTSTORE_URL: stack.eventStoreUrl,
    };
    const checked = await run(process.execPath, [mainOf('helpdesk'), 'check-attachments'], { env }).catch((error) => error);
    expect(checked.code).toBe(2);
    expect(checked.stdout.split('\n').sort()).toEqual([
      '',
      expect.stringMatching(/^\d+ attachments, 2 of them lost or altered$/),
      `altered ${altered.sha256} of conversation ${id}`,
      `lost ${lost.sha256} of conversation ${id}`,
    ]);
    expect((await request(stack.url).get('/metrics')).text).toContain('helpdesk_attachment_faults_total{why="lost"} 1');
  });

  it('wait for a scanner that is away, and go after a day where no message names them', async () => {
    const id = await opened();
    const closing = clamd;
    await new Promise((resolve) => closing?.close(resolve));
    const [clean, bad] = await Promise.all([upload(buyer, id, 'clean, but when?'), upload(buyer, id, `later: ${EICAR}`)]);
    expect([clean.body.scan, bad.body.scan]).toEqual(['waiting', 'waiting']);
    await send(buyer, id, [clean.body.sha256, bad.body.sha256]).expect(201);
    expect((await fetched(seller, id, clean.body.sha256).expect(503)).headers['retry-after']).toBe('30');
    const { body: health } = await request(stack.url).get('/health/ready').expect(200);
    expect(health.attachments).toMatchObject({ scanner: 'away', waiting: 2 });

    clamd = await scanner(clamdPort);
    await eventually('it to be scanned', async () => (await fetched(seller, id, clean.body.sha256)).status === 200);
    await eventually('the other one, too', async () => (await fetched(seller, id, bad.body.sha256)).status === 410);
    const scans = async () => {
      const { body } = await seller.get(`/v1/conversations/${id}/messages`).expect(200);
      return body.items.at(-1).attachments.map(({ scan }: { scan: string }) => scan);
    };
    expect(await scans()).toEqual(['clean', 'infected']);

    const { sha256, path } = await content(id, 'nobody names me');
    const { body: clock } = await admin.get('/v1/test-clock').expect(200);
    const later = new Date(Date.parse(clock.now) + 25 * 3_600_000).toISOString();
    await admin.put('/v1/test-clock', { now: later }).expect(200);
    await eventually('it to be gone', async () => (await fetched(buyer, id, sha256)).status === 404);
    await eventually('its file, too', async () => !existsSync(path));
    await fetched(seller, id, clean.body.sha256).expect(200);
  });
});
