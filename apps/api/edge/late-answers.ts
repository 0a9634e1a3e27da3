/** Every request is answered, whatever its answer waits for, and no answer waits for ever for its reader. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { unavailable } from './problem';
import { answer } from './problem.filter';

/** What an answer waits for has limits of its own, which add up: callers give up after 30 seconds, and have an answer before. */
const ANSWER_MS = 25_000;

/**
 * Answers 503 where an answer does not begin in time; what the request does may still be done, as after a connection that broke. Uploads
 * take as long as their files.
 */
export function answerInTime(server: FastifyInstance, withinMs = ANSWER_MS): void {
  const waiting = new WeakMap<FastifyRequest, NodeJS.Timeout>();
  server.addHook('onRequest', (request, reply, done) => {
    const late = () => answer(reply, unavailable('too-long', 'This took too long. Sending the same again is safe.'));
    if (!request.routeOptions.config.multipart) waiting.set(request, setTimeout(late, withinMs).unref());
    done();
  });
  server.addHook('onSend', (request, _reply, payload, done) => {
    clearTimeout(waiting.get(request));
    done(null, payload);
  });
}

/** A reader that has taken nothing of its answer for so long has gone, or keeps what others need. */
const UNREAD_MS = 60_000;

/** Lets go of who stops reading in the middle of an answer: what is made for it holds memory and reads of the store for as long. */
export function endUnreadAnswers(server: FastifyInstance, afterMs = UNREAD_MS): void {
  server.addHook('onSend', (_request, { raw }, payload, done) => {
    // What is still being made is waited for.
    raw.setTimeout(afterMs, () => {
      if (raw.writableNeedDrain || raw.socket?.writableLength) raw.destroy();
    });
    done(null, payload);
  });
}
