/** The log of proofs over HTTP: read by a client that was written from C2SP's texts alone, witnessed, published, and what is refused. */
import { execFileSync } from 'node:child_process';
import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, randomUUID, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import S3rver = require('@20minutes/s3rver');

import { recordVerification } from '../../apps/helpdesk/verify';
import { serveWitness } from '../../apps/helpdesk/witness';
import { type Bucket, blobsIn } from '../../libs/blobs';
import type { RefusalEvent } from '../../libs/domain';
import { EventStore } from '../../libs/event-store';
import { authorityIn } from '../../libs/evidence';
import { checkpointsAfter, ReadModels } from '../../libs/read-models';
import { Stranger } from '../event-store/registry';
import { TestProcess } from '../support/process';
import { eventually, freePort, type Person, type Stack, startStack } from '../support/stack';

const storage = new S3rver({
  ...{ port: 0, address: '127.0.0.1', silent: true, directory: mkdtempSync(join(tmpdir(), 'log-bucket-')) },
  configureBuckets: [{ name: 'monitors', configs: [] }],
});
let bucket: Bucket = {
  ...{ bucket: 'monitors', prefix: 'log/', region: 'us-east-1', accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
};

const ORIGIN = 'log.example.com/helpdesk';
const EVENTS = 300;
/** A reader of tiled logs (C2SP tlog-tiles, tlog-checkpoint, signed-note), which shares no line with what it reads. */
class Reader {
  constructor(
    private readonly fetchBytes: (path: string) => Promise<Buffer>,
    private readonly key: string,
  ) {}

  static sha256 = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
  static leaf = (entry: Uint8Array) => Reader.sha256(Buffer.of(0), entry);
  static node = (left: Uint8Array, right: Uint8Array) => Reader.sha256(Buffer.of(1), left, right);

  /** MTH of RFC 6962, 2.1. */
  static root(hashes: readonly Buffer[]): Buffer {
    if (hashes.length === 0) return Reader.sha256();
    if (hashes.length === 1) return hashes[0];
    let half = 1;
    while (half * 2 < hashes.length) half *= 2;
    return Reader.node(Reader.root(hashes.slice(0, half)), Reader.root(hashes.slice(half)));
  }

  /** PATH of RFC 6962, 2.1.1, folded: the root that a leaf and its proof lead to. */
  static climb(hash: Buffer, index: number, size: number, proof: Buffer[]): Buffer {
    if (size === 1) {
      expect(proof).toEqual([]);
      return hash;
    }
    let half = 1;
    while (half * 2 < size) half *= 2;
    const [rest, last] = [proof.slice(0, -1), proof.at(-1) as Buffer];
    return index < half
      ? Reader.node(Reader.climb(hash, index, half, rest), last)
      : Reader.node(last, Reader.climb(hash, index - half, size - half, rest));
  }

  checkpoint(note: string): { origin: string; size: number; root: Buffer; signers: string[] } {
    const [text, signatures] = [note.slice(0, note.indexOf('\n\n') + 1), note.slice(note.indexOf('\n\n') + 2)];
    const [origin, size, root] = text.split('\n');
    const [name, id, encoded] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(this.key)?.slice(1) ?? [];
    const raw = Buffer.from(encoded, 'base64').subarray(1);
    const lines = signatures.trimEnd().split('\n');
    const own = lines.find((line) => line.startsWith(`— ${name} `)) as string;
    const signature = Buffer.from(own.split(' ')[2], 'base64');
    expect(signature.subarray(0, 4).toString('hex')).toBe(id);
    const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]);
    const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' });
    expect(verify(null, Buffer.from(text), publicKey, signature.subarray(4))).toBe(true);
    return { origin, size: Number(size), root: Buffer.from(root, 'base64'), signers: lines.map((line) => line.split(' ')[1]) };
  }

  /** Paths of the tiles of a level in a tree: full ones, and the rest as a partial one. */
  static paths(kind: string, hashes: number): string[] {
    const place = (n: number) =>
      n < 1_000
        ? String(n).padStart(3, '0')
        : `x${String(Math.floor(n / 1_000)).padStart(3, '0')}/${String(n % 1_000).padStart(3, '0')}`;
    const full = Array.from({ length: Math.floor(hashes / 256) }, (_, n) => `tile/${kind}/${place(n)}`);
    return hashes % 256 === 0 ? full : [...full, `tile/${kind}/${place(full.length)}.p/${hashes % 256}`];
  }

  async hashes(level: number, size: number): Promise<Buffer[]> {
    const paths = Reader.paths(String(level), Math.floor(size / 256 ** level));
    const bytes = Buffer.concat(await Promise.all(paths.map((path) => this.fetchBytes(path))));
    return Array.from({ length: bytes.length / 32 }, (_, at) => bytes.subarray(at * 32, at * 32 + 32));
  }

  async entries(size: number): Promise<Buffer[]> {
    const entries: Buffer[] = [];
    for (const path of Reader.paths('entries', size)) {
      const bundle = await this.fetchBytes(path);
      for (let at = 0; at < bundle.length; at += 2 + bundle.readUInt16BE(at))
        entries.push(bundle.subarray(at + 2, at + 2 + bundle.readUInt16BE(at)));
    }
    return entries;
  }
}

describe('the log of proofs', () => {
  let stack: Stack;
  let store: EventStore;
  let compliance: Person;
  let monitor: Person;
  let reader: Reader;
  let key: string;
  let directory: string;
  const events: string[] = [];
  const servers: Server[] = [];
  const posted: string[] = [];
  let good: Awaited<ReturnType<typeof serveWitness>>;

  const serve = async (listener: RequestListener): Promise<string> => {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const answering = (status: number, body: string, type = 'text/plain') =>
    serve((request, response) =>
      request.resume().on('end', () => response.writeHead(status, { 'content-type': type }).end(body)),
    );
  /** A verifier line as C2SP writes it. */
  const line = (name: string, type: number, publicKey: KeyObject) => {
    const typed = Buffer.concat([Buffer.of(type), Buffer.from(publicKey.export({ format: 'jwk' }).x as string, 'base64url')]);
    const id = Reader.sha256(Buffer.from(`${name}\n`), typed)
      .subarray(0, 4)
      .toString('hex');
    return `${name}+${id}+${typed.toString('base64')}`;
  };
  const witnessKey = (name: string) => line(name, 4, generateKeyPairSync('ed25519').publicKey);
  const bytes = async (path: string, who: Person | 'nobody' = monitor) => {
    const answer = await fetch(`${stack.url}/log/${path}`, {
      headers: who !== 'nobody' ? { authorization: `Bearer ${who.token}` } : {},
    });
    return { status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) };
  };
  /** The log, when it has come to rest on everything. */
  const atRest = () =>
    eventually('the log to rest', async () => {
      const { body } = await compliance.get('/v1/log').expect(200);
      return body.size > EVENTS && body.size === body.signed + 1 && (body as { size: number; signed: number; key: string });
    });

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'log-story-'));
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    writeFileSync(join(directory, 'log.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    key = line(ORIGIN, 1, publicKey);
    good = await serveWitness({ directory: join(directory, 'w'), name: 'good.example', logs: [key], host: '127.0.0.1', port: 0 });
    const gone = await answering(200, '');
    const witnesses = [
      `${good.key}@${good.address}`,
      `${witnessKey('refuses.example')}@${await answering(403, 'not you')}`,
      `${witnessKey('contradicts.example')}@${await answering(422, 'another tree')}`,
      `${witnessKey('lies.example')}@${await answering(409, '123456789\n', 'text/x.tlog.size')}`,
      `${witnessKey('stubborn.example')}@${await answering(409, '7\n', 'text/x.tlog.size')}`,
      `${witnessKey('rubbish.example')}@${await answering(200, '— rubbish.example AAAA\nwhat?')}`,
      `${witnessKey('stranger.example')}@${await answering(200, `— other.example ${Buffer.alloc(76, 7).toString('base64')}\n`)}`,
      `${witnessKey('floods.example')}@${await serve((_, response) => void response.end('x'.repeat(1_000_000)))}`,
      `${witnessKey('hangs.example')}@${await serve(() => undefined)}`,
      `${witnessKey('gone.example')}@${gone}`,
    ];
    await new Promise((resolve) => servers[0].close(resolve));
    const hook = await serve((request, response) => {
      let body = '';
      request
        .on('data', (part) => (body += part))
        .on('end', () => {
          posted.push(body);
          response.writeHead(204).end();
        });
    });
    const stamping = authorityIn(directory);
    const authority = await serve((request, response) => {
      const parts: Buffer[] = [];
      request
        .on('data', (part) => parts.push(part))
        .on('end', () => {
          const answer = stamping.answer(Buffer.concat(parts));
          response.setHeader('content-type', 'application/timestamp-reply').end(answer);
        });
    });
    const { port } = await storage.run();
    bucket = { ...bucket, endpoint: `http://127.0.0.1:${port}` };
    stack = await startStack({
      run: ['api', 'notary'],
      env: {
        LOG_KEY_FILE: join(directory, 'log.pem'),
        LOG_ORIGIN: ORIGIN,
        LOG_WITNESSES: witnesses.join(','),
        LOG_STAMPS: `${authority}/tsr?secret=1`,
        LOG_PUBLISH: `${join(directory, 'published')},${hook}/checkpoints?secret=1,s3://monitors/log?endpoint=${bucket.endpoint}`,
        ...{ AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' },
      },
    });
    store = EventStore.connect({ url: stack.eventStoreUrl });
    [compliance, monitor] = await Promise.all([stack.as('compliance'), stack.as('monitor')]);
    const buyer = await stack.as('buyer');
    const opening = { market: 'de', seller: 'shop', topic: 'question', subject: 'x', message: { body: 'a secret text' } };
    await buyer.post('/v1/conversations', opening).expect(201);
    const stranger = new Stranger(stack.eventStoreUrl);
    await Promise.all(Array.from({ length: EVENTS }, (_, at) => stranger.write(`elsewhere-${at % 7}`, 'Something', { at })));
    await stranger.end();
    for await (const batch of store.readRaw('start')) events.push(...batch.map(({ id }) => id));
    reader = new Reader(async (path) => {
      const { status, body } = await bytes(path);
      expect([path, status]).toEqual([path, 200]);
      return body;
    }, key);
    await atRest();
  });
  afterAll(async () => {
    await store?.close();
    await stack?.stop();
    await good?.close();
    await storage.close();
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
    rmSync(directory, { recursive: true, force: true });
  });

  it('is read as tiles and entries by a client that knows nothing of it', async () => {
    const { headers, body } = await bytes('checkpoint');
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const { origin, size, root } = reader.checkpoint(body.toString());
    expect(origin).toBe(ORIGIN);
    expect(size).toBeGreaterThan(EVENTS);
    const leaves = await reader.hashes(0, size);
    expect(leaves.length).toBe(size);
    expect(Reader.root(leaves)).toEqual(root);
    const above = await reader.hashes(1, size);
    expect(above).toEqual([Reader.root(leaves.slice(0, 256))]);
    const entries = await reader.entries(size);
    expect(entries.map(Reader.leaf)).toEqual(leaves);
    const told = entries.map((entry) => JSON.parse(entry.toString()) as { id: string; stream: string; previous: string | null });
    expect(told.slice(0, events.length).map(({ id }) => id)).toEqual(events);
    expect(Buffer.concat(entries).includes('secret')).toBe(false);
    // Each leaf names the one before in its stream, so that none of them can be left out.
    const last = new Map<string, string>();
    told.forEach(({ stream, previous }, at) => {
      expect(previous).toBe(last.get(stream) ?? null);
      last.set(stream, leaves[at].toString('hex'));
    });
  });

  it('has files that are kept for ever, none of what is not signed, and entries for compliance and monitors only', async () => {
    const full = await bytes('tile/0/000');
    expect([full.status, full.body.length, full.headers.get('content-type')]).toEqual([200, 8_192, 'application/octet-stream']);
    expect(full.headers.get('cache-control')).toContain('immutable');
    expect((await bytes('tile/0/000.p/5')).body).toEqual(full.body.subarray(0, 160));
    expect((await bytes('checkpoint')).headers.get('cache-control')).toBe('no-cache');
    const { signed } = await atRest();
    const beyond = [
      `tile/0/001.p/${signed - 256 + 1}`,
      'tile/0/001',
      'tile/2/000',
      'tile/0/000.p/256',
      'tile/0/0',
      'tile/x',
      'tile/1/000',
    ];
    for (const path of beyond) expect([path, (await bytes(path)).status]).toEqual([path, 404]);
    const admin = await stack.as('admin');
    expect([(await bytes('tile/0/000', admin)).status, (await bytes('tile/entries/000', admin)).status]).toEqual([200, 403]);
    expect((await bytes('tile/entries/000', compliance)).status).toBe(200);
    for (const path of ['checkpoint', 'tile/0/000', 'tile/entries/000'])
      expect([path, (await bytes(path, 'nobody')).status]).toEqual([path, 401]);
    await monitor.get('/v1/inbox').expect(403);

    const open = new TestProcess('api', [], { ...stack.api.env, LOG_PUBLIC: '1', HELPDESK_PORT: String(await freePort()) });
    try {
      await open.start();
      for (const [path, status] of Object.entries({ checkpoint: 200, 'tile/0/000': 200, 'tile/entries/000': 401 }))
        expect([path, (await fetch(`http://127.0.0.1:${open.env.HELPDESK_PORT}/log/${path}`)).status]).toEqual([path, status]);
    } finally {
      await open.end();
    }
  });

  it('proves any event, as JSON and as a tlog-proof that anybody can check, and any two sizes', async () => {
    for (const at of [0, 1, 255, 256, events.length - 1]) {
      const { body } = await monitor.get(`/v1/log/proof/inclusion?event=${events[at]}`).expect(200);
      const head = reader.checkpoint(body.checkpoint);
      expect([body.event, body.index, body.size]).toEqual([events[at], at, head.size]);
      expect(Reader.leaf(Buffer.from(body.entry)).toString('base64')).toBe(body.leafHash);
      expect(JSON.parse(body.entry)).toEqual(body.leaf);
      const proof = body.hashes.map((hash: string) => Buffer.from(hash, 'base64'));
      expect(Reader.climb(Reader.leaf(Buffer.from(body.entry)), at, head.size, proof)).toEqual(head.root);
    }
    const text = await monitor.get(`/v1/log/proof/inclusion?event=${events[3]}`).set('Accept', 'text/plain').expect(200);
    expect(text.headers['content-type']).toBe('text/plain; charset=utf-8');
    const [, index, ...rest] = text.text.slice(0, text.text.indexOf('\n\n')).split('\n');
    const head = reader.checkpoint(text.text.slice(text.text.indexOf('\n\n') + 2));
    const [entry] = (await reader.entries(head.size)).slice(3);
    expect([text.text.startsWith('c2sp.org/tlog-proof@v1\n'), index]).toEqual([true, 'index 3']);
    expect(
      Reader.climb(
        Reader.leaf(entry),
        3,
        head.size,
        rest.map((hash) => Buffer.from(hash, 'base64')),
      ),
    ).toEqual(head.root);
    expect((await compliance.post('/v1/log/proof/check', { proof: text.text }).expect(200)).body).toEqual({
      ...{ kind: 'inclusion', log: ORIGIN, size: head.size, index: 3, event: events[3] },
    });

    const leaves = await reader.hashes(0, head.size);
    const { body } = await monitor.get('/v1/log/proof/consistency?from=256').expect(200);
    expect([body.fromRoot, body.toRoot]).toEqual(
      [Reader.root(leaves.slice(0, 256)), Reader.root(leaves.slice(0, body.to))].map((hash) => hash.toString('base64')),
    );
    // The old tree is complete, so its root and the rest, right of it, make the new one.
    const right = body.hashes.map((hash: string) => Buffer.from(hash, 'base64'));
    expect(
      right
        .reduce((root: Buffer, hash: Buffer) => Reader.node(root, hash), Buffer.from(body.fromRoot, 'base64'))
        .toString('base64'),
    ).toBe(body.toRoot);
    const lines = await monitor.get(`/v1/log/proof/consistency?from=256&to=${body.to}`).set('Accept', 'text/plain').expect(200);
    expect(lines.text).toBe(body.hashes.map((hash: string) => `${hash}\n`).join(''));
  });

  it('refuses clearly what it cannot prove, and records who asked', async () => {
    const { signed } = await atRest();
    const note = (await bytes('checkpoint')).body.toString();
    const foreign = note.replace(ORIGIN, 'other.example/log');
    const forged = note.replace(`\n${signed}\n`, `\n${signed - 1}\n`);
    const proof = (await monitor.get(`/v1/log/proof/inclusion?event=${events[9]}`).set('Accept', 'text/plain').expect(200)).text;
    const asked: [method: 'get' | 'post', path: string, status: number, code: string, field: string, body?: object][] = [
      ['get', 'inclusion', 400, 'invalid', 'event'],
      ['get', 'inclusion?event=nothing', 400, 'invalid', 'event'],
      ['get', `inclusion?event=${randomUUID()}`, 404, 'event-unknown', 'event'],
      ['get', `inclusion?event=${events[0]}&size=999999`, 404, 'checkpoint-unknown', 'size'],
      ['get', `inclusion?event=${events[0]}&log=other.example/log`, 422, 'foreign-log', 'log'],
      ['get', 'consistency', 400, 'invalid', 'from'],
      ['get', 'consistency?from=0', 422, 'nothing-to-prove', 'from'],
      ['get', 'consistency?from=-1', 400, 'invalid', 'from'],
      ['get', 'consistency?from=9&to=8', 422, 'size-order', 'from'],
      ['get', 'consistency?from=1&to=999999', 422, 'size-unknown', 'to'],
      ['get', 'consistency?from=1&log=other.example/log', 422, 'foreign-log', 'log'],
      ['post', 'check', 400, 'invalid', 'proof', {}],
      ['post', 'check', 400, 'invalid', 'proof', { proof: 'rubbish' }],
      ['post', 'check', 422, 'foreign-log', 'proof', { proof: foreign }],
      ['post', 'check', 422, 'signature-false', 'proof', { proof: forged }],
      ['post', 'check', 422, 'proof-false', 'proof', { proof: proof.replace('index 9', 'index 8') }],
    ];
    for (const [method, path, status, code, field, body] of asked) {
      const answer = await (method === 'get'
        ? compliance.get(`/v1/log/proof/${path}`)
        : compliance.post(`/v1/log/proof/${path}`, body));
      expect([path, answer.status, answer.body.code, answer.body.field]).toEqual([path, status, code, field]);
    }
    // The attempts are in the list of refused accesses, those of monitors as well.
    await monitor.get(`/v1/log/proof/inclusion?event=${events[0]}&size=999999`).expect(404);
    const refused: unknown[] = [];
    for await (const batch of store.readRaw('start'))
      for (const { type, bytes: stored } of batch) {
        if (type !== 'AccessRefused') continue;
        const { by, role, what, status, code, field } = JSON.parse(Buffer.from(stored.data).toString()) as RefusalEvent['data'];
        refused.push([by, role, what, status, code, field]);
      }
    for (const [method, path, status, code, field] of asked)
      expect(refused).toContainEqual([
        ...[compliance.sub, 'compliance', `${method.toUpperCase()} /v1/log/proof/${path.split('?')[0]}`, status, code, field],
      ]);
    expect(refused).toContainEqual([
      ...[monitor.sub, 'monitor', 'GET /v1/log/proof/inclusion', 404, 'checkpoint-unknown', 'size'],
    ]);
    expect((await compliance.post('/v1/log/proof/check', { proof: note }).expect(200)).body).toEqual({
      kind: 'checkpoint',
      log: ORIGIN,
      size: signed,
    });
    await (await stack.as('buyer')).get(`/v1/log/proof/inclusion?event=${events[0]}`).expect(403);
  });

  it('tells when the store was last held against it, by whom, and what was found', async () => {
    expect((await compliance.get('/v1/log').expect(200)).body.lastVerification).toBeNull();
    const at = new Date('2026-03-01T09:00:00.000Z');
    const finding = {
      check: 'altered',
      index: 3,
      stream: 'elsewhere-1',
      revision: 0,
      event: events[3],
      detail: 'its data',
    } as const;
    await recordVerification(store, { events: 9, checkpoints: 2, finding }, { by: 'vera', at });
    expect((await monitor.get('/v1/log').expect(200)).body.lastVerification).toEqual({
      ...{ by: 'vera', at: at.toISOString(), whole: false, events: 9, checkpoints: 2, finding },
    });
    await recordVerification(store, { events: 10, checkpoints: 2 }, { by: 'vera', at });
    expect((await monitor.get('/v1/log').expect(200)).body.lastVerification).toEqual({
      ...{ by: 'vera', at: at.toISOString(), whole: true, events: 10, checkpoints: 2 },
    });
  });

  it('is cosigned by witnesses that work; the others are told, and hold up nothing', async () => {
    const TOLD: Record<string, RegExp | null> = {
      'witness good.example': null,
      'witness refuses.example': /refuses \(403 not you\)/,
      'witness contradicts.example': /^alarm: .*does not continue/,
      'witness lies.example': /^alarm: .*123456789 leaves, more than this log ever had/,
      'witness stubborn.example': /^alarm: .*refuses what continues/,
      'witness rubbish.example': /its answer is rubbish/,
      'witness stranger.example': /no cosignature of its key/,
      'witness floods.example': /longer than 64 KiB/,
      'witness hangs.example': /no answer within 10 s/,
      'witness gone.example': /ECONNREFUSED/,
    };
    const outlets = await eventually('all of them to be told', async () => {
      const { body } = await compliance.get('/v1/log').expect(200);
      const told = body.outlets as { name: string; size: number; trouble: string | null }[];
      const isTold = (name: string) => told.some((one) => one.name === name && (!TOLD[name] || one.trouble));
      return Object.keys(TOLD).every(isTold) && told;
    });
    for (const [name, pattern] of Object.entries(TOLD)) {
      const { trouble } = outlets.find((one) => one.name === name) ?? {};
      expect([name, trouble]).toEqual([name, pattern ? expect.stringMatching(pattern) : null]);
    }
    // The newest checkpoint waits for its witnesses, and while it does there may be a newer one.
    const note = await eventually('the cosignature', async () => {
      const text = (await bytes('checkpoint')).body.toString();
      const { witnesses } = (await compliance.get('/v1/log').expect(200)).body;
      return text.includes('good.example') && witnesses.length > 0 && { text, witnesses };
    });
    expect(reader.checkpoint(note.text).signers).toEqual([ORIGIN, 'good.example']);
    expect(note.witnesses).toEqual(['good.example']);
    const health = await fetch(`http://127.0.0.1:${stack.notary.env.NOTARY_PORT}/health/ready`);
    expect([health.status, ((await health.json()) as { outlets: unknown[] }).outlets.length]).toEqual([200, 14]);
    const proof = await compliance.get(`/v1/log/proof/inclusion?event=${events[0]}&witnesses=1`).expect(200);
    expect(proof.body.witnesses).toEqual(['good.example']);

    // A checkpoint is stamped by an authority, which knows nothing of it but its hash.
    const models = ReadModels.connect(stack.databaseUrl);
    const stamped = await eventually('the stamp', async () =>
      (await checkpointsAfter(models, 0, 1_000)).find(({ stamp }) => stamp !== null),
    ).finally(() => models.close());
    writeFileSync(join(directory, 'text'), stamped.note.slice(0, stamped.note.indexOf('\n\n') + 1));
    writeFileSync(join(directory, 'kept.tsr'), stamped.stamp as Buffer);
    const args = ['ts', '-verify', '-data', 'text', '-in', 'kept.tsr', '-CAfile', 'tsa.pem'];
    execFileSync('openssl', args, { cwd: directory, stdio: 'pipe' });
    const stampedSize = reader.checkpoint(stamped.note).size;
    expect((await monitor.get(`/v1/log/stamp?size=${stampedSize}`).expect(200)).body).toEqual({
      ...{ size: stampedSize, checkpoint: stamped.note, stamp: stamped.stamp?.toString('base64') },
    });
    expect((await monitor.get('/v1/log/stamp').expect(200)).body.size).toBeGreaterThanOrEqual(stampedSize);
    expect((await monitor.get('/v1/log/stamp?size=999999').expect(404)).body).toMatchObject({
      code: 'stamp-unknown',
      field: 'size',
    });
    const [stamps] = outlets.filter(({ name }) => name.startsWith('stamps '));
    expect(stamps).toMatchObject({ name: expect.stringMatching(/^stamps http:.*\/tsr$/), trouble: null });

    await eventually('it to be published', async () => {
      const newest = (await bytes('checkpoint')).body.toString();
      return readFileSync(join(directory, 'published', 'checkpoint'), 'utf8') === newest && posted.at(-1) === newest;
    });
    const { size } = reader.checkpoint(posted.at(-1) as string);
    expect(readFileSync(join(directory, 'published', 'checkpoints', String(size)), 'utf8')).toBe(posted.at(-1));
    expect(JSON.stringify(outlets)).not.toContain('secret');
    // In storage of others the same stands, as the log signed it.
    const place = blobsIn(bucket);
    const kept = async (name: string) => {
      const pieces: Uint8Array[] = [];
      for await (const piece of await place.get(name)) pieces.push(piece);
      return Buffer.concat(pieces).toString('utf8');
    };
    await eventually('it to be in the bucket', async () => (await kept('checkpoint').catch(() => '')) === posted.at(-1));
    expect(reader.checkpoint(await kept(`checkpoints/${size}`)).size).toBe(size);
  });
});
