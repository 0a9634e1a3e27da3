/** Tokens of an identity provider: its keys come and go, its claims have names of their own, and no keys is no answer. */
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { anotherApi, sharedStack } from '../support/shared-stack';
import { eventually } from '../support/stack';

describe('keys by URL', () => {
  let api: Awaited<ReturnType<typeof anotherApi>>;
  let answer: { status: number; body: string };
  const provider = createServer((_, reply) => reply.writeHead(answer.status).end(answer.body));

  beforeAll(async () => {
    await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
    const { port } = provider.address() as AddressInfo;
    answer = { status: 500, body: '' };
    api = await anotherApi(await sharedStack(), {
      JWT_JWKS_URL: `http://127.0.0.1:${port}/jwks`,
      JWT_CLAIM_ROLE: 'realm_access.roles',
      JWT_CLAIM_SELLER: 'https://shop.example/organisation',
      JWT_ROLES: '{"buyer":"buyer","helpdesk-agent":"seller","helpdesk-admin":"admin"}',
    });
  });
  afterAll(async () => {
    await api.end();
    provider.close();
  });

  /** A provider is asked for unknown keys once in three seconds. */
  const rest = () => new Promise((resolve) => setTimeout(resolve, 3_100));
  const publish = (...keys: object[]) => {
    answer = { status: 200, body: JSON.stringify({ keys }) };
  };
  /** A key of the provider, and what it signs: as a provider does that is asked for the roles of its realm. */
  async function signer(alg: string) {
    const { publicKey, privateKey } = await generateKeyPair(alg);
    const token = (sub: string, roles: unknown, lifetime = '1h') =>
      new SignJWT({ sub, realm_access: { roles }, 'https://shop.example/organisation': 'shop' })
        .setProtectedHeader({ alg })
        .setExpirationTime(lifetime)
        .sign(privateKey);
    return { jwk: await exportJWK(publicKey), token };
  }
  const ask = async (token: string, path = '/v1/inbox') => {
    const reply = await fetch(`${api.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
    return {
      status: reply.status,
      challenge: reply.headers.get('www-authenticate'),
      body: (await reply.json()) as { code?: string },
    };
  };

  it('a provider that fails is 503 with Retry-After, never a refusal of the token; once it is back the token counts', async () => {
    const { jwk, token } = await signer('ES256');
    const buyer = await token('auth0|0123', ['buyer']);
    for (const failing of [
      { status: 500, body: '' },
      { status: 200, body: 'not JSON' },
      { status: 200, body: '{}' },
    ]) {
      answer = failing;
      const { status, headers } = await fetch(`${api.url}/v1/markets`, { headers: { authorization: `Bearer ${buyer}` } });
      expect([failing, status, headers.get('retry-after')]).toEqual([failing, 503, expect.any(String)]);
    }
    publish(jwk);
    expect(await ask(buyer)).toMatchObject({ status: 200 });
    const [header, payload] = buyer.split('.');
    expect(await ask(`${header}.${payload}.AAAA`)).toMatchObject({ status: 401, body: { code: 'token-invalid' } });
  });

  it('a new key counts at once, an old one no more; of several without a name each counts', async () => {
    await rest();
    const [old, ec, rsa] = await Promise.all([signer('ES256'), signer('ES512'), signer('PS256')]);
    publish(old.jwk, rsa.jwk);
    const before = await old.token('me', ['buyer']);
    for (const token of [before, await rsa.token('me', ['buyer'])]) expect(await ask(token)).toMatchObject({ status: 200 });
    const stream = await fetch(`${api.url}/v1/changes/stream`, { headers: { authorization: `Bearer ${before}` } });
    const reader = stream.body!.getReader();
    let ended = false;
    void (async () => {
      while (!(await reader.read()).done);
      ended = true;
    })();
    await rest();
    publish(rsa.jwk, ec.jwk);
    expect(await ask(await ec.token('f:1234:uid', ['buyer']))).toMatchObject({ status: 200 });
    expect(await ask(before)).toMatchObject({ status: 401, body: { code: 'token-invalid' } });
    await eventually('the stream of a token that counts no more ends', async () => ended, 5_000);
  });

  it('expired is told from invalid, in the answer and in its header', async () => {
    await rest();
    const { jwk, token } = await signer('EdDSA');
    publish(jwk);
    expect(await ask(await token('me', ['buyer'], '-3 seconds'))).toMatchObject({ status: 200 });
    expect(await ask(await token('me', ['buyer'], '-6 seconds'))).toMatchObject({
      status: 401,
      body: { code: 'token-expired' },
      challenge: 'Bearer realm="helpdesk", error="invalid_token", error_description="The token has expired."',
    });
    expect(await ask('x')).toMatchObject({
      body: { code: 'token-invalid' },
      challenge: expect.stringContaining('error="invalid_token"'),
    });
    const none = await fetch(`${api.url}/v1/inbox`);
    expect([none.status, none.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="helpdesk"']);
  });

  it('R1.7 claims and roles are what the provider calls them', async () => {
    await rest();
    const { jwk, token } = await signer('ES384');
    publish(jwk);
    const agent = await token('agent@shop.example', ['offline_access', 'helpdesk-agent']);
    expect(await ask(agent, '/v1/sellers/shop/response-times')).toMatchObject({ status: 200 });
    expect(await ask(agent, '/v1/sellers/other/response-times')).toMatchObject({ status: 404 });
    expect(await ask(agent, '/v1/audit')).toMatchObject({ status: 403 });
    expect(await ask(await token('root', 'helpdesk-admin'), '/v1/audit')).toMatchObject({ status: 200 });
    for (const roles of [['helpdesk-agent', 'helpdesk-admin'], ['admin'], []]) {
      const { status, body, challenge } = await ask(await token('me', roles), '/v1/audit');
      expect([status, body.code, challenge]).toEqual([401, 'token-invalid', expect.stringContaining('realm_access.roles')]);
    }
  });
});
