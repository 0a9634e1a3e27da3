/** AWS KMS and Vault's transit engine over HTTP, as their makers document them: servers here that check what they are asked with. */
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { AwsKms } from './aws-kms';
import { type KeyService, KeysUnavailable } from './key-service';
import { VaultTransit } from './vault-transit';

interface Answer {
  readonly status: number;
  readonly body: object;
}
type Asked = { readonly request: IncomingMessage; readonly body: string };

const servers: Server[] = [];
afterAll(() => Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve)))));

async function serving(answer: (asked: Asked) => Answer): Promise<string> {
  const server = createServer(async (request, response) => {
    const { status, body } = answer({ request, body: await text(request) });
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const sealed = (key: Buffer, about: string, plain: Buffer): Buffer => {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about));
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};
const opened = (key: Buffer, about: string, bytes: Buffer): Buffer => {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(about));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
};

const key = randomBytes(32);
const passes = async (service: KeyService) => {
  const wrapped = await service.wrap(key);
  expect(Buffer.from(wrapped).includes(key)).toBe(false);
  expect(Buffer.from(await service.unwrap(wrapped, service.current())).equals(key)).toBe(true);
  return Buffer.from(wrapped);
};

describe('AWS KMS', () => {
  const account = {
    region: 'eu-central-1',
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI',
    sessionToken: 'session',
  };
  const [master, other] = [randomBytes(32), randomBytes(32)];
  let failing: Answer[] = [];
  let calls = 0;

  /** Signature Version 4, from the request as it came. */
  const isSigned = ({ request, body }: Asked): boolean => {
    const { authorization = '', host, 'x-amz-date': date = '' } = request.headers as Record<string, string>;
    const said = /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(authorization);
    const scope = `${date.slice(0, 8)}/${account.region}/kms/aws4_request`;
    if (!said || said[1] !== `${account.accessKeyId}/${scope}` || !host) return false;
    const names = said[2].split(';');
    for (const name of ['host', 'x-amz-date', 'x-amz-security-token', 'x-amz-target']) if (!names.includes(name)) return false;
    const headers = names.map((name) => `${name}:${String(request.headers[name]).trim()}\n`).join('');
    const sha = (of: string) => createHash('sha256').update(of).digest('hex');
    const canonical = ['POST', '/', '', headers, said[2], sha(body)].join('\n');
    const hmac = (by: Buffer | string, of: string) => createHmac('sha256', by).update(of).digest();
    const signing = scope.split('/').reduce<Buffer | string>(hmac, `AWS4${account.secretAccessKey}`);
    return hmac(signing, ['AWS4-HMAC-SHA256', date, scope, sha(canonical)].join('\n')).toString('hex') === said[3];
  };

  const kms = (asked: Asked): Answer => {
    calls++;
    const failure = failing.shift();
    if (failure) return failure;
    const { headers, method, url } = asked.request;
    if (method !== 'POST' || url !== '/' || headers['content-type'] !== 'application/x-amz-json-1.1')
      return { status: 400, body: { __type: 'SerializationException' } };
    if (!isSigned(asked)) return { status: 400, body: { __type: 'IncompleteSignatureException' } };
    const { KeyId, Plaintext, CiphertextBlob, EncryptionContext } = JSON.parse(asked.body);
    const used = { 'alias/helpdesk': master, 'alias/other': other }[KeyId as string];
    if (!used) return { status: 400, body: { __type: 'NotFoundException' } };
    const about = JSON.stringify(EncryptionContext);
    const said = { KeyId: `arn:aws:kms:eu-central-1:111122223333:key/${KeyId}`, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
    if (headers['x-amz-target'] === 'TrentService.Encrypt') {
      const blob = sealed(used, about, Buffer.from(Plaintext, 'base64'));
      return { status: 200, body: { ...said, CiphertextBlob: blob.toString('base64') } };
    }
    try {
      const plain = opened(used, about, Buffer.from(CiphertextBlob, 'base64'));
      return { status: 200, body: { ...said, Plaintext: plain.toString('base64') } };
    } catch {
      return { status: 400, body: { __type: 'InvalidCiphertextException' } };
    }
  };
  let endpoint: string;
  beforeAll(async () => {
    endpoint = await serving(kms);
  });
  const service = (more: object = {}) => new AwsKms({ ...account, key: 'alias/helpdesk', endpoint, ...more });

  it('wraps and unwraps by signed requests, each key by the master key it was wrapped with', async () => {
    const wrapped = await passes(service());
    expect(service().current()).toBe('aws-kms:alias/helpdesk');
    const next = service({ key: 'alias/other' });
    expect(Buffer.from(await next.unwrap(wrapped, service().current())).equals(key)).toBe(true);
    await passes(next);
  });

  it('says what it was refused, and takes nothing that is not its own', async () => {
    const refused = async (work: Promise<unknown>, why: string) => {
      const error = (await work.catch((one: unknown) => one)) as Error;
      expect(error).toBeInstanceOf(KeysUnavailable);
      expect(error.message).toContain(why);
    };
    await refused(service({ secretAccessKey: 'another' }).wrap(key), 'IncompleteSignatureException');
    await refused(service({ key: 'alias/nothing' }).wrap(key), 'NotFoundException');
    await refused(service().unwrap(Buffer.alloc(60), service().current()), 'InvalidCiphertextException');
    await refused(service().unwrap(Buffer.alloc(60), 'vault:helpdesk'), 'not with AWS KMS');
    await refused(service({ endpoint: 'http://127.0.0.1:1' }).wrap(key), 'AWS KMS, Encrypt');
  });

  it('asks again where it is told of trouble that passes', async () => {
    failing = [{ status: 500, body: { __type: 'KMSInternalException' } }];
    calls = 0;
    await service().wrap(key);
    expect(calls).toBe(2);
  });
});

describe('the transit engine of Vault', () => {
  const versions = [randomBytes(32)];
  let failing: Answer[] = [];
  let calls = 0;
  const errors = (status: number, ...all: string[]): Answer => ({ status, body: { errors: all } });

  const vault = ({ request, body }: Asked): Answer => {
    calls++;
    const failure = failing.shift();
    if (failure) return failure;
    if (request.headers['x-vault-token'] !== 'hvs.token') return errors(403, 'permission denied');
    const [, operation, name] = /^\/v1\/transit\/(encrypt|decrypt)\/([^/]+)$/.exec(request.url ?? '') ?? [];
    if (request.method !== 'POST' || operation === undefined) return errors(404);
    if (decodeURIComponent(name) !== 'help desk') return errors(400, 'encryption key not found');
    const { plaintext, ciphertext } = JSON.parse(body);
    if (operation === 'encrypt') {
      const blob = sealed(versions[versions.length - 1], '', Buffer.from(plaintext, 'base64')).toString('base64');
      return { status: 200, body: { data: { ciphertext: `vault:v${versions.length}:${blob}`, key_version: versions.length } } };
    }
    const [, version, blob] = /^vault:v(\d+):(.+)$/.exec(ciphertext) ?? [];
    try {
      const plain = opened(versions[Number(version) - 1], '', Buffer.from(blob, 'base64'));
      return { status: 200, body: { data: { plaintext: plain.toString('base64') } } };
    } catch {
      return errors(400, 'cipher: message authentication failed');
    }
  };
  let address: string;
  beforeAll(async () => {
    address = await serving(vault);
  });
  const service = (more: object = {}) => new VaultTransit({ key: 'help desk', address, token: 'hvs.token', ...more });

  it('wraps and unwraps, also what an older version of its key wrapped', async () => {
    const before = await passes(service());
    expect(before.toString()).toMatch(/^vault:v1:/);
    versions.push(randomBytes(32));
    expect((await passes(service({ address: `${address}/` }))).toString()).toMatch(/^vault:v2:/);
    expect(Buffer.from(await service().unwrap(before, service().current())).equals(key)).toBe(true);
  });

  it('asks again where it is sealed or busy, not where it is refused', async () => {
    failing = [errors(503, 'Vault is sealed'), errors(429)];
    await passes(service());
    const refused = async (work: Promise<unknown>, why: string, asked: number) => {
      calls = 0;
      const error = (await work.catch((one: unknown) => one)) as Error;
      expect([error instanceof KeysUnavailable, error.message, calls]).toEqual([true, expect.stringContaining(why), asked]);
    };
    await refused(service({ token: 'hvs.old' }).wrap(key), '403', 1);
    await refused(service({ key: 'other' }).wrap(key), '400', 1);
    await refused(service({ mount: 'elsewhere' }).wrap(key), '404', 1);
    await refused(service().unwrap(Buffer.from(`vault:v1:${'A'.repeat(60)}`), service().current()), '400', 1);
    await refused(service().unwrap(Buffer.from('x'), 'aws-kms:k'), 'not with Vault', 0);
    failing = [errors(503), errors(503), errors(503)];
    await refused(service().wrap(key), '503', 3);
  });
});
