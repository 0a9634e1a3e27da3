import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { Authentication } from './authentication';

const INVALID = { status: 401, code: 'token-invalid' };
const AWAY = { status: 503, code: 'keys-unavailable' };

/** A key of the provider, and what it signs. */
async function signer(alg: string, kid?: string) {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const named = kid === undefined ? {} : { kid };
  return {
    jwk: { ...(await exportJWK(publicKey)), ...named },
    secret: { ...(await exportJWK(privateKey)), ...named },
    header: async (more: object = {}) => {
      const claims = { sub: 'me', role: 'buyer', exp: Math.floor(Date.now() / 1_000) + 3_600 };
      return `Bearer ${await new SignJWT(claims).setProtectedHeader({ alg, ...named, ...more }).sign(privateKey)}`;
    },
  };
}

describe('the keys of a provider', () => {
  let published: JWK[];
  let status: number;
  let asked: number;
  let url: string;
  let authentication: Authentication;
  const server = createServer((_, response) => {
    asked++;
    setTimeout(() => response.writeHead(status).end(JSON.stringify({ keys: published })), 20);
  });
  const callerOf = async (header: string) => authentication.callerOf(header);

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  beforeEach(() => {
    [published, status, asked] = [[], 200, 0];
    authentication = new Authentication({ keys: { url } });
  });
  afterEach(() => {
    authentication.onModuleDestroy();
    jest.useRealTimers();
    jest.restoreAllMocks();
  });
  /** The clock goes on; the network stays as it is. */
  const pass = (ms: number) => jest.spyOn(performance, 'now').mockReturnValue(performance.now() + ms);

  it('are fetched once, for however many tokens', async () => {
    const one = await signer('ES256', 'one');
    published = [one.jwk];
    const headers = await Promise.all(Array.from({ length: 20 }, (_, jti) => one.header({ jti })));
    expect(await Promise.all(headers.map(callerOf))).toHaveLength(20);
    expect(asked).toBe(1);
  });

  it('a new one works at once, and what was signed with one that left counts no more, remembered or not', async () => {
    const [one, two] = await Promise.all([signer('ES256', 'one'), signer('ES256', 'two')]);
    published = [one.jwk];
    const [before, other] = [await one.header(), await one.header({ typ: 'JWT' })];
    await callerOf(before);
    expect(authentication.callerOf(before)).toMatchObject({ sub: 'me' });
    published = [two.jwk];
    const after = await Promise.all(Array.from({ length: 5 }, (_, jti) => two.header({ jti })));
    for (const caller of await Promise.all(after.map(callerOf))) expect(caller).toMatchObject({ sub: 'me' });
    expect(asked).toBe(2);
    await expect(callerOf(before)).rejects.toMatchObject(INVALID);
    await expect(callerOf(other)).rejects.toMatchObject(INVALID);
    expect(asked).toBe(2);
  });

  it('that nobody has are asked for once in three seconds, however many tokens name them', async () => {
    const [one, unknown] = await Promise.all([signer('ES256', 'one'), signer('ES256', 'unknown')]);
    published = [one.jwk];
    await callerOf(await one.header());
    const flood = async () => {
      const headers = await Promise.all(Array.from({ length: 20 }, (_, jti) => unknown.header({ jti, kid: `k${jti}` })));
      for (const { reason } of (await Promise.allSettled(headers.map(callerOf))) as PromiseRejectedResult[])
        expect(reason).toMatchObject(INVALID);
    };
    const secret = new TextEncoder().encode('secret '.repeat(8));
    const symmetric = await new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).sign(secret);
    await expect(callerOf(`Bearer ${symmetric}`)).rejects.toMatchObject(INVALID);
    expect(asked).toBe(1);
    await flood();
    await flood();
    expect(asked).toBe(2);
    pass(3_001);
    published = [one.jwk, unknown.jwk];
    expect(await callerOf(await unknown.header())).toMatchObject({ sub: 'me' });
    expect(asked).toBe(3);
  });

  it('without a name are tried one after the other, and one of another kind, for another use or private is none', async () => {
    const [one, two, three, rsa] = await Promise.all([signer('ES256'), signer('ES256'), signer('ES256'), signer('RS256')]);
    published = [
      { ...three.secret },
      { ...rsa.jwk, use: 'enc' },
      { kty: 'oct', k: 'c2VjcmV0' },
      { kty: 'EC', crv: 'P-256' },
      one.jwk,
      two.jwk,
    ];
    for (const { header } of [one, two]) {
      expect(await callerOf(await header())).toMatchObject({ sub: 'me' });
      // Whatever the token calls it: the signature decides.
      expect(await callerOf(await header({ kid: 'mine' }))).toMatchObject({ sub: 'me' });
    }
    await expect(callerOf(await rsa.header())).rejects.toMatchObject(INVALID);
    await expect(callerOf(await three.header())).rejects.toMatchObject(INVALID);
    const [named, nameless] = [await signer('ES256', 'named'), await signer('ES256', 'named')];
    published = [{ ...named.jwk, kid: 'else' }, nameless.jwk];
    const fresh = new Authentication({ keys: { url } });
    await expect(async () => fresh.callerOf(await named.header())).rejects.toMatchObject(INVALID);
    expect(await fresh.callerOf(await nameless.header({ kid: undefined }))).toMatchObject({ sub: 'me' });
    fresh.onModuleDestroy();
  });

  it.each(['RS256', 'PS384', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'])('of %s are taken', async (alg) => {
    const key = await signer(alg, alg);
    published = [key.jwk];
    expect(await callerOf(await key.header())).toMatchObject({ sub: 'me' });
  });

  it('while the provider is away: 503 for a token nobody can tell yet, and what is known still counts', async () => {
    const [one, two] = await Promise.all([signer('ES256', 'one'), signer('ES256', 'two')]);
    published = [one.jwk];
    status = 500;
    await expect(callerOf(await one.header())).rejects.toMatchObject(AWAY);
    status = 200;
    const known = await one.header();
    await callerOf(known);
    status = 500;
    await expect(callerOf(await two.header())).rejects.toMatchObject(AWAY);
    await expect(callerOf(await two.header({ typ: 'JWT' }))).rejects.toMatchObject(AWAY);
    expect(asked).toBe(3);
    expect(await callerOf(known)).toMatchObject({ sub: 'me' });
    expect(await callerOf(await one.header({ typ: 'JWT' }))).toMatchObject({ sub: 'me' });
    expect(asked).toBe(3);
  });

  it('are looked at again every minute, whatever tokens come, until the end', async () => {
    jest.useFakeTimers({
      doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'setTimeout', 'clearTimeout', 'performance', 'Date'],
    });
    const one = await signer('ES256', 'one');
    published = [one.jwk];
    const header = await one.header();
    await callerOf(header);
    const heard = () => new Promise((resolve) => setTimeout(resolve, 200));
    jest.advanceTimersByTime(60_000);
    await heard();
    expect(asked).toBe(2);
    // The same key is no news: what it signed is known without looking.
    expect(authentication.callerOf(header)).toMatchObject({ sub: 'me' });
    published = [];
    jest.advanceTimersByTime(59_000);
    await heard();
    expect(await callerOf(header)).toMatchObject({ sub: 'me' });
    jest.advanceTimersByTime(1_000);
    await heard();
    await expect(callerOf(header)).rejects.toMatchObject(INVALID);
    const before = asked;
    authentication.onModuleDestroy();
    jest.advanceTimersByTime(600_000);
    await heard();
    expect(asked).toBe(before);
  });
});
