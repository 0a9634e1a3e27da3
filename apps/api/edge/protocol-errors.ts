/** What Node's server refuses before there is a route: a problem like every other. */
import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyServerOptions } from 'fastify';
import { invalid, Problem } from './problem';

type ClientErrorHandler = NonNullable<FastifyServerOptions['clientErrorHandler']>;

/** Answers what is no HTTP, or has too large headers. */
export const answerMalformed: ClientErrorHandler = (error, socket) => {
  if (!socket.writable) return void socket.destroy(error);
  const problem =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? new Problem(431, 'headers-too-large', 'The headers are too large.')
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
