import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from '../application/caller';
import type { Authentication } from './authentication';
import { bringsSession, type Sessions } from './sessions';

/** Who calls: a program by its bearer token, a browser by the cookie of its session. */
export class Callers {
  constructor(
    private readonly tokens: Authentication,
    private readonly sessions: Sessions,
  ) {}

  /** The caller of a request. A token outranks a cookie. Throws 401, and 403 for a session that another site's page uses. */
  callerOf(headers: IncomingHttpHeaders): Caller | Promise<Caller> {
    return this.#bySession(headers) ? this.sessions.callerOf(headers) : this.tokens.callerOf(headers.authorization);
  }

  /** When what a request that was just accepted came with counts no more, epoch milliseconds. */
  expiryOf(headers: IncomingHttpHeaders): number | Promise<number> {
    return this.#bySession(headers) ? this.sessions.expiryOf(headers) : this.tokens.expiryOf(headers.authorization);
  }

  #bySession(headers: IncomingHttpHeaders): boolean {
    return headers.authorization === undefined && bringsSession(headers);
  }
}
