import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ACCESS, type Access } from './access';
import type { Authentication } from './authentication';
import { Problem } from './problem';

const row = (method: string, url: string): Access | undefined => ACCESS[`${method === 'HEAD' ? 'GET' : method} ${url}`];

/**
 * Enforces the access table before anything of a request is read, on every route of the server whoever registered it. A route without
 * a row ends the start. `limit` counts what is refused here, which comes to no limiter behind; it throws what is answered instead.
 */
export function guardAccess(
  server: FastifyInstance,
  authentication: Authentication,
  limit: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
): void {
  server.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) if (!row(one, url)) throw new Error(`${one} ${url} has no row in apps/api/edge/access.ts`);
  });

  const decide = (request: FastifyRequest): void | Promise<void> => {
    const access = row(request.method, request.routeOptions.url ?? '');
    if (!access) throw new Problem(403, 'forbidden', 'Nobody may do this.');
    const { roles } = access;
    if (roles === 'anyone') return;
    const admit = (caller: NonNullable<FastifyRequest['caller']>) => {
      request.caller = caller;
      if (!roles.includes(caller.role)) throw new Problem(403, 'forbidden', `Not for the role ${caller.role}.`);
    };
    const caller = authentication.callerOf(request.headers.authorization);
    return caller instanceof Promise ? caller.then(admit) : admit(caller);
  };

  // A callback hook: a known token costs no turn of the event loop.
  server.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void) => {
    if (request.is404) return done();
    const refuse = (error: Error) => void limit(request, reply).then(() => done(error), done);
    try {
      const later = decide(request);
      if (later) later.then(() => done(), refuse);
      else done();
    } catch (error) {
      refuse(error as Error);
    }
  });
}
