/** Blobs in a bucket of S3, or of whatever speaks its protocol. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import { BlobMissing, type BlobStore, type Bytes, requireKey, requirePrefix, StorageUnavailable } from './blob-store';

/** Where a bucket is, and who asks. */
export interface Bucket {
  readonly bucket: string;
  /** What stands before all keys, with its slash at the end; empty for none. */
  readonly prefix: string;
  readonly region: string;
  /** Address of the service where it is not Amazon's; buckets are then named in the path. */
  readonly endpoint?: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What is held in memory of a blob that comes in; parts of an upload have 5 MiB at least, and 10,000 are the most. */
const PART_BYTES = 8 * 1024 * 1024;
const TRIES = 4;
const PATIENCE_MS = 60_000;

/** The service refused, or answered what makes no sense. */
class StorageRefused extends StorageUnavailable {
  constructor(
    what: string,
    readonly status: number,
    body: string,
  ) {
    super(`object storage: ${what} was answered with ${status} ${tag('Code', body) ?? ''}`.trimEnd());
  }
}

interface Request {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer> | string;
}

/** Blobs in the bucket. A blob larger than a part is uploaded in parts: it is there when the last one is, or not at all. */
export function bucketBlobs({ bucket, prefix, endpoint, ...account }: Bucket): BlobStore {
  const client = new AwsClient({ ...account, service: 's3', retries: 0 });
  const place = endpoint === undefined ? `https://${bucket}.s3.${account.region}.amazonaws.com` : `${endpoint}/${bucket}`;

  /** What is refused for now (429, 5xx) or cannot be reached is asked again, behind growing pauses; bodies can be sent again. */
  async function send(path: string, { method, query = {}, headers = {}, body }: Request): Promise<Response> {
    const address = new URL(path === '' ? place : `${place}/${path}`);
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
    const hashed = { 'x-amz-content-sha256': sha256(body ?? '') };
    for (let tried = 1; ; tried++) {
      const last = tried === TRIES;
      // Whoever reads what is answered may take its time.
      const patience = new AbortController();
      const timer = setTimeout(() => patience.abort(new Error('object storage does not answer')), PATIENCE_MS);
      const asked = client
        .fetch(address, { method, headers: { ...hashed, ...headers }, body, signal: patience.signal })
        .finally(() => clearTimeout(timer));
      const answer = await asked.catch((error: Error) => {
        if (last) throw new StorageUnavailable(`object storage cannot be reached: ${error.message}`);
      });
      if (answer && (last || (answer.status < 500 && answer.status !== 429))) return answer;
      await answer?.body?.cancel();
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 100 * 2 ** tried));
    }
  }

  /** The same, of what has to be done. Throws an Error. */
  async function insist(path: string, request: Request): Promise<string> {
    const answer = await send(path, request);
    const body = await answer.text();
    // The end of an upload in parts is answered with 200 before it is known how it went.
    if (!answer.ok || body.includes('<Error>')) throw new StorageRefused(`${request.method} ${path}`, answer.status, body);
    return body;
  }

  async function putInParts(path: string, first: Buffer<ArrayBuffer>, rest: AsyncIterator<Buffer<ArrayBuffer>>): Promise<void> {
    const uploadId = tag('UploadId', await insist(path, { method: 'POST', query: { uploads: '' } })) ?? '';
    try {
      const etags: string[] = [];
      for (let part: Buffer<ArrayBuffer> | undefined = first; part; part = await following(rest)) {
        const query = { partNumber: String(etags.length + 1), uploadId };
        const answer = await send(path, { method: 'PUT', query, body: part });
        if (!answer.ok) throw new StorageRefused(`PUT ${path}`, answer.status, await answer.text());
        await answer.body?.cancel();
        etags.push(answer.headers.get('etag') ?? '');
      }
      const parts = etags.map((etag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>${etag}</ETag></Part>`).join('');
      const body = `<CompleteMultipartUpload>${parts}</CompleteMultipartUpload>`;
      await insist(path, { method: 'POST', query: { uploadId }, body });
    } catch (error) {
      await send(path, { method: 'DELETE', query: { uploadId } }).catch(() => undefined);
      throw error;
    }
  }

  return {
    async put(key, content) {
      const path = prefix + requireKey(key);
      const stored = { hash: createHash('sha256'), size: 0 };
      const parts = inParts(content, stored);
      try {
        const first = (await following(parts)) ?? Buffer.alloc(0);
        if (first.length < PART_BYTES) await insist(path, { method: 'PUT', body: first });
        else await putInParts(path, first, parts);
      } finally {
        // Where the bucket refuses, what comes is ended, too.
        await parts.return(undefined);
      }
      return { sha256: stored.hash.digest('hex'), size: stored.size };
    },
    async get(key, span) {
      const path = prefix + requireKey(key);
      const headers = span && { range: `bytes=${span.from}-${span.to ?? ''}` };
      const answer = await send(path, { method: 'GET', ...(headers && { headers }) });
      // A part behind the end is empty, as it is of a file.
      if (answer.status === 416) return Readable.from([]);
      if (answer.ok && answer.body) return Readable.fromWeb(answer.body as ReadableStream<Uint8Array>);
      const body = await answer.text();
      throw answer.status === 404 ? new BlobMissing(key) : new StorageRefused(`GET ${path}`, answer.status, body);
    },
    async has(key) {
      const path = prefix + requireKey(key);
      const { ok, status } = await send(path, { method: 'HEAD' });
      if (!ok && status !== 404) throw new StorageRefused(`HEAD ${path}`, status, '');
      return ok;
    },
    async delete(key) {
      await insist(prefix + requireKey(key), { method: 'DELETE' });
    },
    async *list(beginning) {
      const query = { 'list-type': '2', prefix: prefix + requirePrefix(beginning) };
      let next: string | undefined;
      do {
        const page = await insist('', {
          method: 'GET',
          query: { ...query, ...(next !== undefined && { 'continuation-token': next }) },
        });
        // Keys hold nothing that XML writes otherwise.
        for (const [, key] of page.matchAll(/<Key>([^<]*)<\/Key>/g)) yield key.slice(prefix.length);
        next = tag('NextContinuationToken', page);
      } while (next !== undefined);
    },
  };
}

/** What comes, in parts of one size, the last one shorter. */
async function* inParts(
  content: Bytes,
  stored: { readonly hash: ReturnType<typeof createHash>; size: number },
): AsyncGenerator<Buffer<ArrayBuffer>> {
  let pieces: Uint8Array[] = [];
  let held = 0;
  for await (const bytes of content) {
    stored.hash.update(bytes);
    stored.size += bytes.length;
    let from = 0;
    while (held + bytes.length - from >= PART_BYTES) {
      const to = from + PART_BYTES - held;
      yield Buffer.concat([...pieces, bytes.subarray(from, to)]);
      pieces = [];
      held = 0;
      from = to;
    }
    if (from < bytes.length) pieces.push(bytes.subarray(from));
    held += bytes.length - from;
  }
  if (held > 0) yield Buffer.concat(pieces);
}

async function following<T>(iterator: AsyncIterator<T>): Promise<T | undefined> {
  const { done, value } = await iterator.next();
  return done ? undefined : value;
}

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#34': '"', '#39': "'" };

/** The text of the first element of a name. */
function tag(name: string, xml: string): string | undefined {
  const text = new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)?.[1];
  return text?.replace(/&(#?\w+);/g, (entity, named: string) => ENTITIES[named] ?? entity);
}
