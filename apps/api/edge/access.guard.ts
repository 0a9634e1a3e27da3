import type { FastifyContextConfig, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../application/caller';
import { type Access, PAGES } from './access';
import type { Callers } from './callers';
import { Problem } from './problem';

const accessTo = (method: string, url = '', config: FastifyContextConfig = {}): Access | undefined =>
  config.access ?? (['GET', 'HEAD'].includes(method) && PAGES.has(url) ? { roles: 'anyone' } : undefined);

/**
 * Enforces who may call what before anything of a request is read, on every route of the server whoever registered it. A route that
 * does not say it ends the start. `limit` counts what is refused here, which comes to no limiter behind; it throws what is answered instead.
 */
export function guardAccess(
  server: FastifyInstance,
  callers: Pick<Callers, 'callerOf'>,
  limit: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
): void {
  server.addHook('onRoute', ({ method, url, config }) => {
    for (const one of [method].flat())
      if (!accessTo(one, url, config)) throw new Error(`${one} ${url} does not say who may call it`);
  });

  const decide = (request: FastifyRequest): void | Promise<void> => {
    const access = accessTo(request.method, request.routeOptions.url, request.routeOptions.config);
    if (!access) throw new Problem(403, 'forbidden', 'Nobody may do this.');
    const { roles } = access;
    if (roles === 'anyone') return;
    const admit = (caller: Caller) => {
      request.caller = caller;
      if (!roles.includes(caller.role)) throw new Problem(403, 'forbidden', `Not for the role ${caller.role}.`);
    };
    const caller = callers.callerOf(request.headers);
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
