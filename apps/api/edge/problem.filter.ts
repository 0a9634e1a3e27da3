import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { StorageUnavailable } from '../../../libs/blobs';
import { InvalidCalendar, OutsideCalendar, Rejection, UnknownCalendar } from '../../../libs/domain';
import { ClockBehind, CommandReused, RevisionConflict, StoreUnavailable, TooManyConflicts } from '../../../libs/event-store';
import { BadCursor, SearchUnavailable } from '../../../libs/read-models';
import { NotYetVisible } from '../application/queries';
import { TooManyAtOnce } from '../application/turns';
import { BODY_LIMIT } from './json-body';
import { invalid, notFound, Problem, STATUS_OF, unavailable } from './problem';

/** Every error becomes an RFC 9457 answer. What nobody expected is logged here and answered without its insides. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #log = new Logger('api');

  /** `count` is told the code of every refusal. */
  constructor(private readonly count: (code: string) => void) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const { method, url, routeOptions } = http.getRequest<FastifyRequest>();
    const problem = problemOf(error, routeOptions.bodyLimit);
    this.count(problem.code);
    if (problem.status === 500) this.#log.error(`${method} ${url}`, error instanceof Error ? error.stack : String(error));
    answer(http.getResponse<FastifyReply>(), problem);
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** What this request was refused with. */
    refusal?: Problem;
  }
}

/** Sends a problem. */
export function answer(reply: FastifyReply, problem: Problem): void {
  if (reply.sent) return;
  reply.request.refusal = problem;
  const { retryAfter } = problem.more;
  // Closing while the rest of a large body is still coming would take the answer from its sender: it is read and thrown away.
  if (problem.status === 413) void reply.removeHeader('connection');
  if (problem.status === 401) void reply.header('www-authenticate', challenge(problem));
  if (retryAfter !== undefined) void reply.header('retry-after', String(retryAfter));
  void reply.code(problem.status).header('content-type', 'application/problem+json').send(JSON.stringify(problem.body()));
}

/** RFC 6750, 3: whoever sent no token is told nothing of one. */
const challenge = ({ code, message }: Problem): string =>
  `Bearer realm="helpdesk"${code === 'unauthenticated' ? '' : `, error="invalid_token", error_description="${message.replaceAll(/["\\]/g, "'")}"`}`;

/** What a caller is told about an error. */
function problemOf(error: unknown, bodyLimit = BODY_LIMIT): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Rejection) {
    if (error.code === 'not-found') return notFound();
    const { code, message, field, happened } = error;
    return new Problem(STATUS_OF[code], code, message, { ...(field !== undefined && { field }), ...(happened && { happened }) });
  }
  if (error instanceof CommandReused)
    return new Problem(422, 'idempotency-key-reused', 'This Idempotency-Key was used before with another body.', {
      field: 'Idempotency-Key',
    });
  if (error instanceof TooManyConflicts || error instanceof RevisionConflict)
    return new Problem(409, 'conflict', 'Others were changing the same thing at the same time. Try again.', { retryAfter: 1 });
  if (error instanceof ClockBehind)
    return unavailable(
      'clock-behind',
      'The clocks of two servers differ. Nothing was written; try again later.',
      error.retryAfterSeconds,
    );
  if (error instanceof StoreUnavailable)
    return unavailable(
      'store-unavailable',
      'The event store does not answer. Sending the same again is safe.',
      error.retryAfterSeconds,
    );
  if (error instanceof StorageUnavailable)
    return unavailable('storage-unavailable', 'The storage of attachments does not answer at the moment.');
  if (error instanceof NotYetVisible)
    return unavailable('not-yet-visible', `${error.projection} has not reached X-Min-Position, or what you wrote last, yet.`, 1);
  if (error instanceof SearchUnavailable) return unavailable('search-unavailable', error.message);
  if (error instanceof TooManyAtOnce)
    return error.whose === 'caller'
      ? new Problem(
          429,
          'too-many-at-once',
          'Your other requests of this kind are still running. Try again when they are done.',
          {
            retryAfter: 1,
          },
        )
      : unavailable('too-many-at-once', 'Too many requests of this kind are running. Try again in a moment.');
  if (error instanceof BadCursor) return invalid('cursor', 'cursor', 'cursor is not one this list gave out');
  if (error instanceof InvalidCalendar) return new Problem(422, 'calendar-date-invalid', error.message, { field: error.field });
  if (error instanceof OutsideCalendar || error instanceof UnknownCalendar)
    return new Problem(422, 'outside-calendar', error.message);
  if (isDatabaseAway(error)) return unavailable('database-unavailable', 'The read models do not answer at the moment.');
  const status = statusOf(error);
  if (status === 404) return new Problem(404, 'no-such-route', 'There is no such route.');
  if (status === 413) return new Problem(413, 'body-too-large', `A body has at most ${bodyLimit} bytes.`, { field: 'body' });
  if (status === 415) return new Problem(415, 'content-type', 'Send application/json.', { field: 'Content-Type' });
  if (status === 400) return invalid('body', 'json', 'The body is not the JSON it says it is.');
  if (status >= 400 && status < 500) return new Problem(status, 'refused', 'The request is not one this server takes.');
  return new Problem(500, 'internal', 'Something unexpected happened. It has been logged.');
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode } = error as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : 500;
}

// Connection refused, reset or lost; 08…: connection exceptions, 57P0x: shutting down or starting, 53300: too many connections,
// 57014: a statement that took too long.
const AWAY = /^(ECONN|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENOENT$|08|57P0|53300|57014)/;

function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, driverError, errors, cause } = error as Error & { code?: unknown; driverError?: unknown; errors?: unknown[] };
  if (typeof code === 'string' && AWAY.test(code)) return true;
  // What pg's pool says has no code.
  if (
    /^(Connection terminated|Query read timeout|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool)/.test(
      error.message,
    )
  )
    return true;
  if (/DatabaseUnavailable|ConnectionIsNotSetError|DriverAlreadyReleased/.test(error.name)) return true;
  return [driverError, cause, ...(Array.isArray(errors) ? errors : [])].some(
    (inner) => inner !== undefined && isDatabaseAway(inner),
  );
}
