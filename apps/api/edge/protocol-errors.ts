/** What Node's server refuses before there is a route: a problem like every other. */
import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import { AtATime } from './at-a-time';
import { invalid, Problem } from './problem';

/** A request has so long to come whole; of a file that is uploaded, the next {@link LEAST_BYTES}. */
export const SLOW_MS = 20_000;
const LEAST_BYTES = 32_768;
const TOO_SLOW = new Problem(408, 'too-slow', 'The request did not come whole in time.');

type ClientErrorHandler = NonNullable<FastifyServerOptions['clientErrorHandler']>;

/** Answers what is no HTTP, or has too large headers. */
export const answerMalformed: ClientErrorHandler = (error, socket) => {
  if (!socket.writable) return void socket.destroy(error);
  const problem =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? new Problem(431, 'headers-too-large', 'The headers are too large.')
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? TOO_SLOW
        : new Problem(400, 'invalid', 'This is not HTTP as this server speaks it.');
  const body = JSON.stringify(problem.body());
  socket.end(
    `HTTP/1.1 ${problem.status} Refused\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
};

/** Answers an HTTP/1.1 request without Host, which Node is told to let through, and an Expect that is not 100-continue. */
export function refuseMalformedHeaders(server: FastifyInstance): void {
  server.addHook('onRequest', ({ raw }, _reply, done) => {
    const missing = raw.httpVersion === '1.1' && raw.headers.host === undefined;
    done(missing ? invalid('Host', 'required', 'Host is required') : undefined);
  });
  server.server.on('checkExpectation', (_request, response: ServerResponse) => {
    const problem = new Problem(417, 'expectation', 'Only 100-continue can be expected.', { field: 'Expect' });
    response.writeHead(problem.status, { 'content-type': 'application/problem+json', connection: 'close' });
    response.end(JSON.stringify(problem.body()));
  });
}

/** Ends requests whose bodies do not come: each would hold a connection for ever. */
export function endSlowBodies(server: FastifyInstance): void {
  interface Coming {
    readonly reply: FastifyReply;
    since: number;
    bytes: number;
  }
  const coming = new Map<FastifyRequest, Coming>();
  server.addHook('onRequest', (request, reply, done) => {
    const { headers, socket } = request.raw;
    if (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0)
      coming.set(request, { reply, since: Date.now(), bytes: socket.bytesRead });
    done();
  });
  server.addHook('onResponse', (request, _reply, done) => {
    if (request.raw.complete) coming.delete(request);
    done();
  });
  const timer = setInterval(() => {
    const now = Date.now();
    for (const [request, one] of coming) {
      const { raw } = request;
      const isOver = raw.complete || raw.destroyed;
      if (isOver) coming.delete(request);
      if (isOver || now - one.since < SLOW_MS) continue;
      if (request.routeOptions.config.multipart && raw.socket.bytesRead - one.bytes >= LEAST_BYTES) {
        one.since = now;
        one.bytes = raw.socket.bytesRead;
        continue;
      }
      coming.delete(request);
      const { reply } = one;
      // Whatever goes on behind it is not answered any more.
      reply.hijack();
      if (!reply.raw.headersSent)
        reply.raw
          .writeHead(TOO_SLOW.status, { 'content-type': 'application/problem+json', connection: 'close' })
          .end(JSON.stringify(TOO_SLOW.body()));
      setTimeout(() => raw.destroy(), 1_000).unref();
    }
  }, SLOW_MS / 4).unref();
  server.addHook('onClose', (_server, done) => {
    clearInterval(timer);
    done();
  });
}

/** Closes connections of an address that has more than `most` open: each costs memory, whether anything is asked by it or not. */
export function limitConnections(server: FastifyInstance, most: number): void {
  const open = new AtATime(most);
  server.server.on('connection', (socket) => {
    const leave = open.enter(socket.remoteAddress ?? '');
    if (!leave) return void socket.destroy();
    socket.once('close', leave);
  });
}
