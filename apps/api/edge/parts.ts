import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { breath } from '../../../libs/event-store';

/** Characters that are made at once. */
const AT_ONCE = 64 * 1_024;
/** Lists stand in objects in objects of an answer, not deeper. */
const DEPTH = 3;

/** An answer that may be long, written a little at a time: made whole its text would hold up everybody else. */
export function inParts(reply: FastifyReply, answer: object): Readable {
  void reply.header('content-type', 'application/json; charset=utf-8');
  return Readable.from(partsOf(answer), { highWaterMark: 1 });
}

/** The JSON of a value in parts, between which whatever else waits has its turn. */
export async function* partsOf(answer: object): AsyncGenerator<string, void> {
  let part = '';
  for (const piece of piecesOf(answer, DEPTH)) {
    part += piece;
    if (part.length < AT_ONCE) continue;
    yield part;
    part = '';
    await breath();
  }
  yield part;
}

function* piecesOf(value: unknown, depth: number): Generator<string, void> {
  if (depth === 0 || typeof value !== 'object' || value === null || 'toJSON' in value) yield JSON.stringify(value) ?? 'null';
  else if (Array.isArray(value)) {
    // An element is one message at most.
    for (let index = 0; index < value.length; index++)
      yield `${index === 0 ? '[' : ','}${JSON.stringify(value[index]) ?? 'null'}`;
    yield value.length === 0 ? '[]' : ']';
  } else {
    let before = '{';
    for (const [key, of] of Object.entries(value)) {
      if (of === undefined) continue;
      yield `${before}${JSON.stringify(key)}:`;
      yield* piecesOf(of, depth - 1);
      before = ',';
    }
    yield before === '{' ? '{}' : '}';
  }
}
