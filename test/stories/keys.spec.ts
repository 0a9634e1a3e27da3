/** Tokens of an identity provider: an answer about a token needs the keys, and no keys is no answer. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Stack, startStack } from '../support/stack';

describe('keys by URL', () => {
  let stack: Stack;
  let answer: { status: number; body: string };
  const provider = createServer((_, reply) => reply.writeHead(answer.status).end(answer.body));

  beforeAll(async () => {
    await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
    const { port } = provider.address() as AddressInfo;
    answer = { status: 500, body: '' };
    stack = await startStack({ run: ['api'], env: { JWT_JWKS_URL: `http://127.0.0.1:${port}/jwks` } });
  });
  afterAll(async () => {
    await stack.stop();
    provider.close();
  });

  it('a provider that fails is 503 with Retry-After, never a refusal of the token; once it is back the token counts', async () => {
    const buyer = await stack.as('buyer');
    for (const failing of [
      { status: 500, body: '' },
      { status: 200, body: 'not JSON' },
      { status: 200, body: '{}' },
    ]) {
      answer = failing;
      const { status, headers } = await buyer.get('/v1/markets');
      expect([failing, status, headers['retry-after']]).toEqual([failing, 503, expect.any(String)]);
    }
    answer = { status: 200, body: readFileSync(stack.api.env.JWT_KEY_FILE as string, 'utf8') };
    await buyer.get('/v1/markets').expect(200);
    const [header, payload] = buyer.token.split('.');
    const { status } = await fetch(`${stack.url}/v1/markets`, { headers: { authorization: `Bearer ${header}.${payload}.AAAA` } });
    expect(status).toBe(401);
  });
});
