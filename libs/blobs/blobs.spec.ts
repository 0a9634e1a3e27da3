/** One contract for both places; the bucket's is an object storage that others wrote, which checks signatures. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';

import S3rver = require('@20minutes/s3rver');

import { BlobMissing, type BlobStore, type Bucket, blobsIn, InvalidKey } from '.';

const MIB = 1024 * 1024;
const scratch = mkdtempSync(join(tmpdir(), 'blobs-'));
const storage = new S3rver({
  port: 0,
  address: '127.0.0.1',
  silent: true,
  directory: join(scratch, 'storage'),
  configureBuckets: [{ name: 'helpdesk', configs: [] }],
});
let bucket: Bucket;
const root = join(scratch, 'files');
const places: Record<string, BlobStore> = {};

beforeAll(async () => {
  const { port } = await storage.run();
  const account = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
  bucket = { bucket: 'helpdesk', prefix: 'here/', region: 'eu-central-1', endpoint: `http://127.0.0.1:${port}`, ...account };
  places.bucket = blobsIn(bucket);
  places.directory = blobsIn({ directory: root });
});
afterAll(async () => {
  await storage.close();
  rmSync(scratch, { recursive: true });
});

const keys = async (blobs: BlobStore, prefix: string) => {
  const found: string[] = [];
  for await (const key of blobs.list(prefix)) found.push(key);
  return found.sort();
};

/** Pieces of sizes that no part is a multiple of. */
function* pieces(bytes: number) {
  for (let left = bytes; left > 0; left -= 70_001) yield Buffer.alloc(Math.min(70_001, left), left % 251);
}

async function* breaking(bytes: number) {
  yield* pieces(bytes);
  throw new Error('the sender left');
}

describe.each(['directory', 'bucket'])('blobs in a %s', (name) => {
  it('are what was put, whole and in part, and say their hash and size', async () => {
    const blobs = places[name];
    expect(await blobs.put('a/hello.txt', [Buffer.from('hello '), Buffer.from('world')])).toEqual({
      sha256: createHash('sha256').update('hello world').digest('hex'),
      size: 11,
    });
    expect(await text(await blobs.get('a/hello.txt'))).toBe('hello world');
    expect(await text(await blobs.get('a/hello.txt', { from: 6 }))).toBe('world');
    expect(await text(await blobs.get('a/hello.txt', { from: 1, to: 3 }))).toBe('ell');
    expect(await text(await blobs.get('a/hello.txt', { from: 11 }))).toBe('');
    expect(await blobs.put('a/empty', [])).toMatchObject({ size: 0 });
    expect(await text(await blobs.get('a/empty'))).toBe('');
  });

  it('may be larger than a part', async () => {
    const blobs = places[name];
    for (const size of [8 * MIB, 17 * MIB + 3]) {
      const whole = Buffer.concat([...pieces(size)]);
      expect(await blobs.put('large', Readable.from(pieces(size)))).toEqual({
        sha256: createHash('sha256').update(whole).digest('hex'),
        size,
      });
      expect((await buffer(await blobs.get('large'))).equals(whole)).toBe(true);
    }
  });

  it('are replaced whole, and where the content breaks off the old one stays and nothing else', async () => {
    const blobs = places[name];
    await blobs.put('b/one', [Buffer.from('first')]);
    await blobs.put('b/one', [Buffer.from('second')]);
    for (const size of [10, 9 * MIB]) await expect(blobs.put('b/one', breaking(size))).rejects.toThrow('the sender left');
    await expect(blobs.put('b/two', breaking(9 * MIB))).rejects.toThrow('the sender left');
    expect(await text(await blobs.get('b/one'))).toBe('second');
    expect(await keys(blobs, 'b/')).toEqual(['b/one']);
    expect(readdirSync(join(root, '.incoming'))).toEqual([]);
  });

  it('are not there before they are put nor after they are deleted', async () => {
    const blobs = places[name];
    expect(await blobs.has('c/one')).toBe(false);
    await expect(blobs.get('c/one')).rejects.toThrow(BlobMissing);
    await blobs.put('c/one', [Buffer.from('x')]);
    expect([await blobs.has('c/one'), await blobs.has('c')]).toEqual([true, false]);
    await expect(blobs.get('c')).rejects.toThrow(BlobMissing);
    await blobs.delete('c/one');
    await blobs.delete('c/one');
    expect(await blobs.has('c/one')).toBe(false);
  });

  it('are listed by the beginnings of their keys', async () => {
    const blobs = places[name];
    const all = ['d/a-b', 'd/a.p/5', 'd/a/1', 'd/a/2', 'd/a0', 'd/B', 'd/x001/067'].sort();
    for (const key of all) await blobs.put(key, []);
    expect(await keys(blobs, 'd/')).toEqual(all);
    expect(await keys(blobs, 'd/a')).toEqual(all.filter((key) => key.startsWith('d/a')));
    expect(await keys(blobs, 'd/a/')).toEqual(['d/a/1', 'd/a/2']);
    expect(await keys(blobs, 'nowhere/')).toEqual([]);
  });

  it.each([
    '',
    '/',
    '/a',
    'a/',
    'a//b',
    '../a',
    'a/../../b',
    '.incoming/a',
    'a/.b',
    'a\\b',
    'a b',
    'a\0',
    'ä',
    'a%2f',
    'x'.repeat(201),
  ])('have no key %j', async (key) => {
    const blobs = places[name];
    await expect(blobs.put(key, [])).rejects.toThrow(InvalidKey);
    await expect(blobs.get(key)).rejects.toThrow(InvalidKey);
    await expect(blobs.has(key)).rejects.toThrow(InvalidKey);
    await expect(blobs.delete(key)).rejects.toThrow(InvalidKey);
  });
  it.each(['../', '/', 'a/../', '.incoming/'])('are not listed by %j', async (prefix) => {
    await expect(keys(places[name], prefix)).rejects.toThrow(InvalidKey);
  });
});

describe('a directory', () => {
  it('is for one account, and what a process that died was writing goes after a day', async () => {
    const own = join(scratch, 'own');
    mkdirSync(join(own, '.incoming'), { recursive: true });
    writeFileSync(join(own, '.incoming', 'old'), 'x');
    writeFileSync(join(own, '.incoming', 'now'), 'x');
    utimesSync(join(own, '.incoming', 'old'), 1_000, 1_000);
    await blobsIn({ directory: own }).put('k/one', [Buffer.from('x')]);
    expect(readdirSync(join(own, '.incoming'))).toEqual(['now']);
    expect(statSync(join(own, 'k')).mode & 0o077).toBe(0);
    expect(statSync(join(own, 'k', 'one')).mode & 0o077).toBe(0);
    expect(readFileSync(join(own, 'k', 'one'), 'utf8')).toBe('x');
  });
});

describe('a bucket', () => {
  it('is not open to another account, and says what refused', async () => {
    const blobs = blobsIn({ ...bucket, secretAccessKey: 'other' });
    await expect(blobs.put('e/one', [])).rejects.toThrow(
      'object storage: PUT here/e/one was answered with 403 SignatureDoesNotMatch',
    );
    await expect(blobs.get('e/one')).rejects.toThrow('403');
    await expect(blobs.has('e/one')).rejects.toThrow('403');
    const content = Readable.from(pieces(9 * MIB));
    await expect(blobs.put('e/large', content)).rejects.toThrow('403');
    expect(content.destroyed).toBe(true);
  });
  it('is asked again when it has no time; an upload that fails at its very end is none; a list has pages', async () => {
    const asked: string[] = [];
    const answers = [503, 200];
    const said = {
      '?uploads=': '<UploadId>u&amp;1</UploadId>',
      '?uploadId=u%261': '<Error><Code>InternalError</Code></Error>',
      'prefix=here%2F': '<Key>here/a</Key><NextContinuationToken>2&amp;</NextContinuationToken>',
      'continuation-token=2%26': '<Key>here/b</Key>',
    };
    const server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      request.resume().on('end', () => {
        const found = Object.entries(said).find(([end]) => request.url?.endsWith(end));
        response.writeHead(answers.shift() ?? 200, { etag: '"e"' }).end(found?.[1]);
      });
    }).listen(0, '127.0.0.1');
    try {
      await new Promise((resolve) => server.once('listening', resolve));
      const blobs = blobsIn({ ...bucket, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
      await blobs.put('small', [Buffer.from('x')]);
      expect(asked.splice(0)).toEqual(['PUT /helpdesk/here/small', 'PUT /helpdesk/here/small']);
      await expect(blobs.put('large', pieces(8 * MIB))).rejects.toThrow('was answered with 200 InternalError');
      expect(await keys(blobs, '')).toEqual(['a', 'b']);
      expect(asked.at(-3)).toBe('DELETE /helpdesk/here/large?uploadId=u%261');
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
