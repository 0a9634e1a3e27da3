import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import { endTurn } from './turns';

/** Begins an answer of server-sent events, which is written to what this gives; the framework has done with it. */
export function beginEvents(reply: FastifyReply): ServerResponse {
  reply.hijack();
  endTurn(reply.request);
  reply.raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // Nothing follows on this connection: left open after the last event it would hold up the end of the server.
    connection: 'close',
    // A proxy that collects would keep what happens to itself.
    'x-accel-buffering': 'no',
  });
  return reply.raw;
}
