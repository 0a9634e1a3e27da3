/** The session of a browser: a sealed cookie that holds who it is, so that no process keeps it. */
import type { IncomingHttpHeaders } from 'node:http';
import { EncryptJWT, jwtDecrypt } from 'jose';
import { LRUCache } from 'lru-cache';
import type { SessionRules } from '../../../libs/config';
import type { Caller } from '../application/caller';
import { Problem } from './problem';

/** Who signed in with a browser, and until when that holds. */
export interface Session {
  readonly caller: Caller;
  /** What the identity provider renews it by. */
  readonly refresh?: string;
  /** Anybody may be who this is, so that no provider is asked. */
  readonly demo?: true;
  /** From then on the provider is asked again, epoch milliseconds. */
  readonly renewAt: number;
  /** Then it is over, epoch milliseconds. */
  readonly endsAt: number;
}

const COOKIE = '__Host-session';
const SEALED = { alg: 'dir', enc: 'A256GCM' } as const;
/** How long after `renewAt` a session still counts: a page that was asleep renews it first. */
const GRACE_MS = 60_000;

/** Makes the cookies of sessions and reads them. */
export class Sessions {
  readonly #opened = new LRUCache<string, Session>({ max: 10_000 });

  constructor(readonly rules: SessionRules) {}

  /** The session of a request by cookie, due for renewal or not; undefined where there is none that holds. */
  async of(headers: IncomingHttpHeaders): Promise<Session | undefined> {
    const sealed = cookieIn(headers.cookie, COOKIE);
    if (sealed === undefined) return undefined;
    const session = this.#opened.get(sealed) ?? (await this.open<Session>(sealed));
    if (!session || session.endsAt <= Date.now()) return undefined;
    this.#opened.set(sealed, session);
    return session;
  }

  /** The caller of a request by cookie. Throws 401, and 403 for one that another site's page made. */
  async callerOf(headers: IncomingHttpHeaders): Promise<Caller> {
    const session = await this.of(headers);
    if (!session || expiryOf(session) <= Date.now())
      throw new Problem(401, 'session-expired', 'The session is over, or has to be renewed (GET /session).');
    requireSameOrigin(headers);
    return session.caller;
  }

  /** When the session of a request that was just accepted counts no more, epoch milliseconds. */
  async expiryOf(headers: IncomingHttpHeaders): Promise<number> {
    const session = await this.of(headers);
    return session ? expiryOf(session) : 0;
  }

  /** The header that gives a browser this session; undefined takes it away. */
  async cookie(session: Session | undefined): Promise<string> {
    if (!session) return `${COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0`;
    const sealed = await this.seal({ ...session }, session.endsAt);
    const seconds = Math.max(0, Math.round((session.endsAt - Date.now()) / 1_000));
    return `${COOKIE}=${sealed}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=${seconds}`;
  }

  /** Facts as a text that only this program opens, until an instant. */
  seal(facts: Readonly<Record<string, unknown>>, until: number): Promise<string> {
    return new EncryptJWT({ facts })
      .setProtectedHeader(SEALED)
      .setExpirationTime(Math.ceil(until / 1_000))
      .encrypt(this.rules.key);
  }

  /** What was sealed; undefined for what was not, or is over. */
  async open<T>(sealed: string): Promise<T | undefined> {
    try {
      const { payload } = await jwtDecrypt<{ facts: T }>(sealed, this.rules.key, {
        keyManagementAlgorithms: [SEALED.alg],
        contentEncryptionAlgorithms: [SEALED.enc],
      });
      return payload.facts;
    } catch {
      return undefined;
    }
  }
}

const expiryOf = ({ renewAt, endsAt }: Session): number => Math.min(renewAt + GRACE_MS, endsAt);

/** Whether a request brings a session. */
export const bringsSession = ({ cookie }: IncomingHttpHeaders): boolean => cookieIn(cookie, COOKIE) !== undefined;

/** A cookie goes with whatever page asks: only pages of this origin may. Throws 403. */
export function requireSameOrigin(headers: IncomingHttpHeaders): void {
  if (headers['sec-fetch-site'] !== 'same-origin')
    throw new Problem(403, 'cross-site', 'A session is for pages of this origin only; a program brings a bearer token.');
}

/** The value of a cookie in a `Cookie` header. */
export function cookieIn(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const [key, value] = pair.split('=', 2);
    if (key.trim() === name && value) return value.trim();
  }
  return undefined;
}
