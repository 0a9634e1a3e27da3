import { createLocalJWKSet, createRemoteJWKSet, type JWTVerifyGetKey, errors as joseErrors, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import type { TokenRules } from '../../../libs/config';
import { PERSON_ID, SELLER_ID } from '../../../libs/domain';
import { CALLER_ROLES, type Caller, type CallerRole } from '../application/caller';
import { Problem, unavailable } from './problem';

// Asymmetric only: a key that verifies can never sign.
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'EdDSA', 'Ed25519'];

// No answer in time, another answer than 200 with JSON, JSON that is no set of keys.
const KEYS_AWAY = new Set([joseErrors.JWKSTimeout.code, joseErrors.JOSEError.code, joseErrors.JWKSInvalid.code]);

/** Verified tokens are remembered until they expire: a signature costs more than everything else a request does here. */
export class Authentication {
  readonly #key: JWTVerifyGetKey;
  readonly #rules: TokenRules;
  readonly #known = new LRUCache<string, { caller: Caller; expires: number }>({ max: 10_000 });

  constructor(rules: TokenRules) {
    this.#rules = rules;
    this.#key = 'url' in rules.keys ? createRemoteJWKSet(new URL(rules.keys.url)) : createLocalJWKSet(rules.keys.set);
  }

  /** The caller of an `Authorization` header: at once if the token is known, else after verifying it. Throws 401. */
  callerOf(header: string | undefined): Caller | Promise<Caller> {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header ?? '')?.[1];
    if (token === undefined) throw unauthenticated('A bearer token is required.');
    const known = this.#known.get(token);
    if (known && known.expires > Date.now()) return known.caller;
    return this.#verify(token);
  }

  /** When the token of a header that was just accepted expires, epoch milliseconds. */
  expiryOf(header: string | undefined): number {
    return this.#known.get(header?.slice('Bearer '.length) ?? '')?.expires ?? Date.now() + 60_000;
  }

  async #verify(token: string): Promise<Caller> {
    const { issuer, audience } = this.#rules;
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: ALGORITHMS,
        requiredClaims: ['sub', 'exp', 'role'],
        ...(issuer !== undefined && { issuer }),
        ...(audience !== undefined && { audience }),
      });
      const { sub, role, seller, exp } = payload;
      if (typeof sub !== 'string' || !PERSON_ID.test(sub)) throw unauthenticated('The token names no usable subject.');
      if (!CALLER_ROLES.includes(role as CallerRole)) throw unauthenticated('The token names no known role.');
      if (role === 'seller' && (typeof seller !== 'string' || !SELLER_ID.test(seller)))
        throw unauthenticated('The token of a seller names no usable organisation.');
      const caller: Caller = { sub, role: role as CallerRole, ...(role === 'seller' && { seller: seller as string }) };
      this.#known.set(token, { caller, expires: (exp ?? 0) * 1_000 });
      return caller;
    } catch (error) {
      if (error instanceof Problem) throw error;
      // No answer from the server of the keys says nothing about the token.
      if ('url' in this.#rules.keys && (error instanceof TypeError || KEYS_AWAY.has((error as { code?: string }).code ?? '')))
        throw unavailable('keys-unavailable', 'The keys to verify tokens with cannot be reached.');
      throw unauthenticated('The token is not valid.');
    }
  }
}

const unauthenticated = (detail: string): Problem => new Problem(401, 'unauthenticated', detail);
