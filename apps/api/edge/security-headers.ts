import type { OutgoingHttpHeader } from 'node:http';
import helmet from '@fastify/helmet';
import { type FastifyInstance, fastify } from 'fastify';

/** Gives every answer of a server the security headers of helmet. */
export async function secure(server: FastifyInstance): Promise<void> {
  const headers = await composed();
  server.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
}

/** The headers, by a server of their own: helmet composes them anew for each request, which costs more than routing it. */
async function composed(): Promise<Record<string, OutgoingHttpHeader | undefined>> {
  const once = fastify();
  await once.register(helmet, {
    contentSecurityPolicy: {
      // The page of the API loads its own scripts and styles; an http address without TLS must stay reachable.
      directives: { 'upgrade-insecure-requests': null, 'script-src': ["'self'"], 'style-src': ["'self'", "'unsafe-inline'"] },
    },
  });
  const headers: Record<string, OutgoingHttpHeader | undefined> = {};
  once.get('/', (_request, reply) => Object.assign(headers, reply.raw.getHeaders()));
  await once.inject('/');
  await once.close();
  // What people write to each other is kept by nobody on the way.
  headers['cache-control'] = 'no-store';
  return headers;
}
