import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { nameOf } from '../application/caller';
import { prefers } from './accept';
import { AtATime } from './at-a-time';
import { invalid, Problem } from './problem';

/** An answer of a JSON object a line. */
export const LINES = 'application/x-ndjson';

/** Whether lines are asked for in place of pages. Throws a Problem for a cursor with them: they have everything. */
export function asksForLines({ headers }: FastifyRequest, cursor: string | undefined): boolean {
  const inLines = prefers(headers.accept, LINES);
  if (inLines && cursor !== undefined) throw invalid('cursor', 'pages-only', 'cursor is of pages: lines have everything');
  return inLines;
}

/** Lines as the answer, each made when the one before is on its way. */
export function linesAs(reply: FastifyReply, lines: AsyncIterable<string>): Readable {
  void reply.header('content-type', `${LINES}; charset=utf-8`);
  return Readable.from(lines, { highWaterMark: 1 });
}

/** Each holds what it folds for as long as its reader takes. */
const AT_MOST = 20;

/** Refuses answers in lines to who reads as many at a time as one may. */
export function limitLines(server: FastifyInstance): void {
  const open = new AtATime(AT_MOST);
  server.addHook('onSend', ({ caller }, reply, payload, done) => {
    if (!caller || !(payload instanceof Readable) || !String(reply.getHeader('content-type')).startsWith(LINES))
      return done(null, payload);
    const leave = open.enter(nameOf(caller));
    if (!leave) {
      payload.destroy();
      return done(
        new Problem(429, 'too-many-streams', `One caller may read ${AT_MOST} answers in lines at a time.`, { retryAfter: 5 }),
      );
    }
    reply.raw.once('close', leave);
    done(null, payload);
  });
}
