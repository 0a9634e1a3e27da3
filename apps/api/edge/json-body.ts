import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { nameTwice } from '../../../libs/domain';
import { invalid, Problem } from './problem';

/** The longest texts that any route takes fit, each of their characters written as an escaped surrogate pair of twelve bytes. */
export const BODY_LIMIT = 262_144;

/** The same of what the platform's systems tell, with lists of hundreds. */
export const TOLD_LIMIT = 2_097_152;

const NOT_JSON = new Problem(415, 'content-type', 'Send application/json.', { field: 'Content-Type' });

const NOT_A_NAME = invalid('body', 'unknown', 'The body has __proto__ or constructor, which no field is called.');

/** Reads bodies as JSON in UTF-8, as it is: what could only be kept mutilated is refused. Nothing is no body, whatever it is called. */
export function readJson(server: FastifyInstance): void {
  // Fastify's own parser refuses __proto__ and constructor keys.
  const parse = server.getDefaultJsonParser('error', 'error');
  server.addHook('onRoute', (route) => {
    route.bodyLimit ??= route.config?.bodyLimit;
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const refusal = refusalOf(request, body);
    if (refusal) return done(refusal);
    const text = body.toString('utf8');
    if (!/[^ \t\r\n]/.test(text)) return done(null, undefined);
    parse(request, text, (error: Error | null, value?: unknown) => {
      const twice = error ? undefined : nameTwice(text)?.slice(0, 100);
      if (error && isJson(text)) done(NOT_A_NAME);
      else if (twice === undefined) done(error, value);
      else done(invalid(twice, 'unique', `${twice} is there twice`));
    });
  });
  // Read by the route itself, as it comes.
  server.addContentTypeParser('multipart/form-data', (request, _payload, done) =>
    done(request.routeOptions.config.multipart ? null : NOT_JSON, undefined),
  );
  server.addContentTypeParser<Buffer>('*', { parseAs: 'buffer' }, (_request, body, done) =>
    done(body.length === 0 ? null : NOT_JSON, undefined),
  );
}

/** What the parser refuses and yet is JSON has a name that it refuses. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function refusalOf({ headers }: FastifyRequest, body: Buffer): Problem | undefined {
  const charset = /;\s*charset="?([^";\s]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset)) return new Problem(415, 'content-type', 'JSON is sent in UTF-8.', { field: 'Content-Type' });
  if ((headers['content-encoding'] ?? 'identity') !== 'identity')
    return new Problem(415, 'content-encoding', 'A body is sent as it is, not encoded.', { field: 'Content-Encoding' });
  return isUtf8(body) ? undefined : invalid('body', 'utf-8', 'The body is not in UTF-8.');
}
