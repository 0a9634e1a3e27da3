import { FASTIFY_ROUTE_CONFIG_METADATA } from '@nestjs/platform-fastify/constants';
import fastify, { type FastifyInstance } from 'fastify';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { MAY } from '../../../libs/domain';
import { CALLER_ROLES, type CallerRole } from '../application/caller';
import { type Access, mayGive, PAGES, Public } from './access';
import { guardAccess } from './access.guard';
import { Authentication } from './authentication';
import { Callers } from './callers';
import { Problem } from './problem';
import { Sessions } from './sessions';

const unlimited = async () => undefined;
const sessions = new Sessions({ key: new Uint8Array(32), demo: false });
const callers = (keys: JWK[]) => new Callers(new Authentication({ keys: { set: { keys } } }), sessions);

describe('who may call a route', () => {
  let server: FastifyInstance;
  let token: (role: string) => Promise<string>;
  const refused: string[] = [];

  beforeAll(async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    token = (role) =>
      new SignJWT({ sub: 'someone', role, seller: 'shop' })
        .setProtectedHeader({ alg: 'ES256' })
        .setExpirationTime('1h')
        .sign(privateKey);
    server = fastify();
    server.setErrorHandler((error: Problem, _request, reply) => void reply.code(error.status ?? 500).send(error.body()));
    // Registered before anybody asks who may call it.
    server.get('/before', async () => 'oops');
    guardAccess(server, callers([await exportJWK(publicKey)]), async ({ url, caller }) =>
      refused.push(`${caller?.role ?? 'nobody'} ${url}`),
    );
    const open = (url: string, access: Access) =>
      server.get(url, { config: { access } }, ({ caller }) => caller?.role ?? 'nobody');
    open('/anyone', { roles: 'anyone' });
    for (const role of CALLER_ROLES) open(`/${role}`, { roles: [role] });
    open('/parties', { roles: ['buyer', 'seller'] });
    server.get('/docs', async () => 'a page');
    await server.ready();
  });

  afterAll(() => server.close());

  const ask = async (url: string, role?: string) => {
    const answer = await server.inject({ url, headers: role ? { authorization: `Bearer ${await token(role)}` } : {} });
    return answer.statusCode === 200 ? answer.body : answer.statusCode;
  };

  it('has to be said: a route that says nothing does not start, nor does one that is no page', () => {
    const other = fastify();
    guardAccess(other, callers([]), unlimited);
    expect(() => other.get('/v1/forgotten', async () => 'oops')).toThrow('GET /v1/forgotten does not say who may call it');
    expect(() => other.post('/docs', async () => 'oops')).toThrow('POST /docs does not say who may call it');
    expect(() => other.get('/docs', async () => 'a page')).not.toThrow();
    expect([...PAGES].filter((page) => page.startsWith('/v1'))).toEqual([]);
  });

  it('is let in by its role, and nobody else is', async () => {
    for (const wanted of CALLER_ROLES) {
      expect(await ask(`/${wanted}`)).toBe(401);
      for (const role of CALLER_ROLES)
        expect([role, await ask(`/${wanted}`, role)]).toEqual([role, role === wanted ? role : 403]);
    }
    expect(await Promise.all(CALLER_ROLES.map((role) => ask('/parties', role)))).toEqual(['buyer', 'seller', 403, 403, 403, 403]);
  });

  it('says whom it refuses, and refuses all where a route was there before it could be asked', async () => {
    const answered = async (url: string, role: string) =>
      (await server.inject({ url, headers: { authorization: `Bearer ${await token(role)}` } })).json();
    const forbidden = (detail: string) => new Problem(403, 'forbidden', detail).body();
    expect(await answered('/admin', 'seller')).toEqual(forbidden('Not for the role seller.'));
    expect(await answered('/before', 'admin')).toEqual(forbidden('Nobody may do this.'));
  });

  it('is anyone where it is marked as public', () => {
    class Routes {
      @Public() open(): void {}
    }
    expect(Reflect.getMetadata(FASTIFY_ROUTE_CONFIG_METADATA, Routes.prototype.open)).toEqual({ access: { roles: 'anyone' } });
  });

  it('needs no token where anyone may, and one that is sent is not looked at', async () => {
    expect(await ask('/anyone')).toBe('nobody');
    expect((await server.inject({ url: '/anyone', headers: { authorization: 'Bearer a.b.c' } })).statusCode).toBe(200);
    expect(await ask('/docs')).toBe('a page');
  });

  it('holds for HEAD as for GET, and leaves what is no route to the router', async () => {
    expect((await server.inject({ method: 'HEAD', url: '/admin' })).statusCode).toBe(401);
    expect((await server.inject({ method: 'HEAD', url: '/anyone' })).statusCode).toBe(200);
    expect(await ask('/nowhere')).toBe(404);
  });

  it('counts what it refuses with the limiter, a known caller by name', async () => {
    refused.length = 0;
    await ask('/admin');
    await ask('/admin', 'buyer');
    await ask('/buyer', 'buyer');
    expect(refused).toEqual(['nobody /admin', 'buyer /admin']);
  });

  it('lets in for a command whom the domain names, as far as they can have a token', () => {
    for (const [command, roles] of Object.entries(MAY) as [keyof typeof MAY, readonly string[]][])
      expect([command, mayGive(command)]).toEqual([command, roles.filter((role) => CALLER_ROLES.includes(role as CallerRole))]);
    expect([mayGive('ReleaseMessage'), mayGive('UpdateStatus'), mayGive('KeepTime')]).toEqual([['admin'], ['seller'], []]);
  });
});
