import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { prefers } from './accept';
import { invalid } from './problem';

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
