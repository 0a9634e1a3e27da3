import fastify, { type FastifyInstance } from 'fastify';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { ACCESS } from './access';
import { guardAccess } from './access.guard';
import { Authentication } from './authentication';
import { ROLES } from './caller';

const unlimited = async () => undefined;

describe('the access table', () => {
  let server: FastifyInstance;
  let token: (role: string) => Promise<string>;

  beforeAll(async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    token = (role) =>
      new SignJWT({ sub: 'someone', role, seller: 'shop' })
        .setProtectedHeader({ alg: 'ES256' })
        .setExpirationTime('1h')
        .sign(privateKey);
    server = fastify();
    server.setErrorHandler((error: { status?: number }, _request, reply) => void reply.code(error.status ?? 500).send());
    guardAccess(server, new Authentication({ keys: { set: { keys: [await exportJWK(publicKey)] } } }), unlimited);
    for (const route of Object.keys(ACCESS)) {
      const [method, url] = route.split(' ');
      server.route({ method, url, handler: async () => 'let in' });
    }
    await server.ready();
  });

  afterAll(() => server.close());

  it('does not start with a route that has no row', () => {
    const other = fastify();
    guardAccess(other, new Authentication({ keys: { set: { keys: [] } } }), unlimited);
    expect(() => other.get('/v1/forgotten', async () => 'oops')).toThrow('GET /v1/forgotten has no row');
  });

  it.each(Object.entries(ACCESS))('%s lets in who its row names and nobody else', async (route, { roles }) => {
    const [method, path] = route.split(' ');
    const url = path.replaceAll(/:\w+/g, 'x').replace('*', 'x');
    const ask = async (headers: Record<string, string>) =>
      (await server.inject({ method: method as 'GET', url, headers })).statusCode;
    expect(await ask({})).toBe(roles === 'anyone' ? 200 : 401);
    for (const role of ROLES)
      expect(await ask({ authorization: `Bearer ${await token(role)}` })).toBe(
        roles === 'anyone' || roles.includes(role) ? 200 : 403,
      );
  });
});
