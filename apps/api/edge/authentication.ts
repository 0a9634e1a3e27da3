import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import type { TokenRules } from '../../../libs/config';
import type { Caller } from '../application/caller';
import { callerIn } from './claims';
import { type Key, KeySet, KeysAway } from './key-set';
import { Problem, tokenInvalid, unavailable } from './problem';

// Asymmetric only: a key that verifies can never sign.
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];
/** How far the clocks of the provider and of this process may differ. */
const TOLERANCE_SECONDS = 5;

interface Known {
  readonly caller: Caller;
  readonly key: Key;
  /** When it expires, epoch milliseconds. */
  readonly expires: number;
}

/**
 * Verified tokens are remembered until they expire or their key leaves the set: a signature costs more than everything else a request
 * does here.
 */
export class Authentication {
  readonly #keys: KeySet;
  readonly #rules: TokenRules;
  readonly #known = new LRUCache<string, Known>({ max: 10_000 });

  constructor(rules: TokenRules) {
    this.#rules = rules;
    this.#keys = new KeySet(rules.keys);
  }

  /** The caller of an `Authorization` header: at once if the token is known, else after verifying it. Throws 401. */
  callerOf(header: string | undefined): Caller | Promise<Caller> {
    const token = tokenIn(header);
    if (token === undefined) throw new Problem(401, 'unauthenticated', 'A bearer token is required.');
    const known = this.#known.get(token);
    if (known && Date.now() < known.expires + TOLERANCE_SECONDS * 1_000 && this.#keys.has(known.key)) return known.caller;
    return this.#verify(token);
  }

  /** The caller that claims name which somebody else verified. Throws 401. */
  callerIn(claims: JWTPayload): Caller {
    return callerIn(claims, this.#rules);
  }

  /** When the token of a header that was just accepted ends, epoch milliseconds. */
  expiryOf(header: string | undefined): number {
    const { expires } = this.#known.get(tokenIn(header) ?? '') ?? { expires: Date.now() + 60_000 };
    return expires > Date.now() ? expires : expires + TOLERANCE_SECONDS * 1_000;
  }

  /** Ends with the module. */
  onModuleDestroy(): void {
    this.#keys.close();
  }

  async #verify(token: string): Promise<Caller> {
    try {
      const { payload, key } = await this.#signed(token);
      const caller = callerIn(payload, this.#rules);
      this.#known.set(token, { caller, key, expires: (payload.exp as number) * 1_000 });
      return caller;
    } catch (error) {
      throw refusalOf(error);
    }
  }

  /** What a token says, and which key signed it: among several that may have, the one that fits its signature. */
  async #signed(token: string): Promise<{ payload: JWTPayload; key: Key }> {
    const { issuer, audience } = this.#rules;
    const { alg, kid } = decodeProtectedHeader(token);
    if (alg === undefined || !ALGORITHMS.includes(alg)) throw tokenInvalid('The token is not signed as this server takes it.');
    for await (const key of this.#keys.named(kid)) {
      const usable = await key.of(alg).catch(() => undefined);
      if (!usable) continue;
      try {
        const { payload } = await jwtVerify(token, usable, {
          algorithms: ALGORITHMS,
          clockTolerance: TOLERANCE_SECONDS,
          requiredClaims: ['exp'],
          ...(issuer !== undefined && { issuer }),
          ...(audience !== undefined && { audience }),
        });
        return { payload, key };
      } catch (error) {
        if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
      }
    }
    throw tokenInvalid('The token is signed with no key of its provider.');
  }
}

const tokenIn = (header: string | undefined): string | undefined => /^Bearer +([^ ]+)$/i.exec(header ?? '')?.[1];

/** An expired token is renewed, an invalid one never is: whoever bears it has to be able to tell. */
function refusalOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  // No answer from the provider of the keys says nothing about the token.
  if (error instanceof KeysAway) return unavailable('keys-unavailable', 'The keys to verify tokens with cannot be reached.');
  if (error instanceof errors.JWTExpired) return new Problem(401, 'token-expired', 'The token has expired.');
  if (error instanceof errors.JWTClaimValidationFailed)
    return tokenInvalid(
      `The claim ${error.claim} of the token ${error.reason === 'missing' ? 'is missing' : 'is not as it has to be'}.`,
    );
  return tokenInvalid('The token is no signed JWT.');
}
