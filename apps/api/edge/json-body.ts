import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { invalid, Problem } from './problem';

/** Reads bodies as JSON in UTF-8, as it is: what could only be kept mutilated is refused. */
export function readJson(server: FastifyInstance): void {
  // Fastify's own parser refuses __proto__ and constructor keys.
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const refusal = refusalOf(request, body);
    if (refusal) done(refusal);
    else parse(request, body.toString('utf8'), done);
  });
}

function refusalOf({ headers }: FastifyRequest, body: Buffer): Problem | undefined {
  const charset = /;\s*charset="?([^";\s]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset)) return new Problem(415, 'content-type', 'JSON is sent in UTF-8.', { field: 'Content-Type' });
  if ((headers['content-encoding'] ?? 'identity') !== 'identity')
    return new Problem(415, 'content-encoding', 'A body is sent as it is, not encoded.', { field: 'Content-Encoding' });
  return isUtf8(body) ? undefined : invalid('body', 'utf-8', 'The body is not in UTF-8.');
}
