import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT } from 'jose';
import { Authentication } from './authentication';

const NOW = Math.floor(Date.now() / 1_000);
const GOOD = { sub: 'somebody', role: 'buyer', iss: 'https://issuer', aud: 'helpdesk', exp: NOW + 3_600 };

describe('tokens', () => {
  let key: Awaited<ReturnType<typeof generateKeyPair>>;
  let jwk: JWK;
  let authentication: Authentication;

  beforeAll(async () => {
    key = await generateKeyPair('ES256', { extractable: true });
    jwk = await exportJWK(key.publicKey);
    authentication = new Authentication({ keys: { set: { keys: [jwk] } }, issuer: 'https://issuer', audience: 'helpdesk' });
  });

  const sign = (claims: object, privateKey = key.privateKey) =>
    new SignJWT(claims as Record<string, unknown>).setProtectedHeader({ alg: 'ES256' }).sign(privateKey);
  const callerOf = async (token: string, scheme = 'Bearer') => authentication.callerOf(`${scheme} ${token}`);
  const REFUSED = { status: 401, code: 'unauthenticated' };

  it('say who calls', async () => {
    expect(await callerOf(await sign(GOOD))).toEqual({ sub: 'somebody', role: 'buyer' });
    expect(await callerOf(await sign({ ...GOOD, role: 'seller', seller: 'shop' }), 'bearer')).toEqual({
      sub: 'somebody',
      role: 'seller',
      seller: 'shop',
    });
    // The organisation of somebody who is no seller means nothing.
    expect(await callerOf(await sign({ ...GOOD, role: 'admin', seller: 'shop' }))).toEqual({ sub: 'somebody', role: 'admin' });
  });

  it.each<[what: string, claims: object]>([
    ['without an end', { exp: undefined }],
    ['that ended', { exp: NOW - 10 }],
    ['that is not valid yet', { nbf: NOW + 600 }],
    ['without a subject', { sub: undefined }],
    ['with an empty subject', { sub: '' }],
    ['with a subject on two lines', { sub: 'a\nb' }],
    ['without a role', { role: undefined }],
    ['of an unknown role', { role: 'root' }],
    ['of the role of a program', { role: 'system' }],
    ['of a seller without an organisation', { role: 'seller' }],
    ['of a seller with an organisation that is no name', { role: 'seller', seller: 'a b' }],
    ['of another issuer', { iss: 'https://other' }],
    ['without an issuer', { iss: undefined }],
    ['for somebody else', { aud: 'shop' }],
  ])('%s are refused', async (_what, claims) => {
    await expect(callerOf(await sign({ ...GOOD, ...claims }))).rejects.toMatchObject(REFUSED);
  });

  it('of another key, signed with the public key, or with nothing are refused', async () => {
    const other = await generateKeyPair('ES256');
    await expect(callerOf(await sign(GOOD, other.privateKey))).rejects.toMatchObject(REFUSED);
    const secret = new TextEncoder().encode(await exportSPKI(key.publicKey));
    const symmetric = await new SignJWT(GOOD).setProtectedHeader({ alg: 'HS256' }).sign(secret);
    await expect(callerOf(symmetric)).rejects.toMatchObject(REFUSED);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    await expect(callerOf(`${part({ alg: 'none' })}.${part(GOOD)}.x`)).rejects.toMatchObject(REFUSED);
    for (const header of [undefined, '', 'Bearer', 'Basic YTpi', `${await sign(GOOD)}`])
      expect(() => authentication.callerOf(header)).toThrow(expect.objectContaining(REFUSED));
  });

  it('are known until they end, at once and no longer', async () => {
    const token = await sign({ ...GOOD, exp: NOW + 60 });
    await callerOf(token);
    expect(authentication.callerOf(`Bearer ${token}`)).toEqual({ sub: 'somebody', role: 'buyer' });
    expect(authentication.expiryOf(`Bearer ${token}`)).toBe((NOW + 60) * 1_000);
    jest.useFakeTimers({ now: (NOW + 61) * 1_000, doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    try {
      await expect(callerOf(token)).rejects.toMatchObject(REFUSED);
    } finally {
      jest.useRealTimers();
    }
  });

  it('cannot be told from others while the server of the keys is away: 503, not 401', async () => {
    let status = 500;
    const server = createServer((_request, response) => response.writeHead(status).end(JSON.stringify({ keys: [jwk] })));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const remote = new Authentication({ keys: { url: `http://127.0.0.1:${port}/jwks` } });
    const header = `Bearer ${await sign(GOOD)}`;
    await expect(remote.callerOf(header)).rejects.toMatchObject({ status: 503, code: 'keys-unavailable' });
    status = 200;
    expect(await remote.callerOf(header)).toMatchObject({ sub: 'somebody' });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});
