import { type CryptoKey, createLocalJWKSet, createRemoteJWKSet, type JSONWebKeySet, type JWK } from 'jose';
import type { TokenRules } from '../../../libs/config';

/** After an unknown key had the provider asked, no other one has for so long. */
const COOLDOWN_MS = 3_000;
/** A key that left the provider's set is known for no longer than this; while the provider is away, what it said last holds. */
const REFRESH_MS = 60_000;

/** The provider of the keys does not answer, or not with keys. */
export class KeysAway extends Error {}

/** One public key of the set. */
export interface Key {
  readonly kid: string | undefined;
  /** The key for an algorithm. Throws where it is for another one, or no key at all. */
  readonly of: (alg: string) => Promise<CryptoKey>;
}

/** The same key is the same object for as long as it stays in the set. */
type Keys = ReadonlyMap<string, Key>;

/** The keys tokens are signed with, as their provider publishes them, or as they were given once and for all. */
export class KeySet {
  readonly #remote: ReturnType<typeof createRemoteJWKSet> | undefined;
  #keys: Keys | undefined;
  #inSet: ReadonlySet<Key> = new Set();
  #asking: Promise<void> | undefined;
  #askAgain = Number.NEGATIVE_INFINITY;
  #heard = true;
  #timer: NodeJS.Timeout | undefined;

  constructor(keys: TokenRules['keys']) {
    if ('set' in keys) this.#take(keys.set);
    else this.#remote = createRemoteJWKSet(new URL(keys.url));
  }

  /** Whether a key that was in the set still is. */
  has(key: Key): boolean {
    return this.#inSet.has(key);
  }

  /**
   * The keys that a token with this `kid` may be signed with: those that are known and, when none of them was it, what the provider
   * has by now. A key without a name may be any. Throws KeysAway.
   */
  async *named(kid: string | undefined): AsyncGenerator<Key, void> {
    const before = this.#keys;
    const fits = (key: Key) => kid === undefined || key.kid === undefined || key.kid === kid;
    for (const key of before?.values() ?? []) if (fits(key)) yield key;
    if (this.#keys === before) await this.#renew();
    for (const [text, key] of this.#keys ?? []) if (fits(key) && !before?.has(text)) yield key;
  }

  /** Asks the provider for nothing more. */
  close(): void {
    clearInterval(this.#timer);
  }

  /** Asks for keys that are not known yet: together with whoever asks already, and seldom enough for a provider. */
  async #renew(): Promise<void> {
    if (!this.#remote) return;
    const now = performance.now();
    if (!this.#asking && this.#keys) {
      if (now < this.#askAgain) {
        if (this.#heard) return;
        throw new KeysAway();
      }
      this.#askAgain = now + COOLDOWN_MS;
    }
    await this.#ask(this.#remote);
  }

  #ask(remote: ReturnType<typeof createRemoteJWKSet>): Promise<void> {
    this.#timer ??= setInterval(() => void this.#ask(remote).catch(() => undefined), REFRESH_MS).unref();
    this.#asking ??= remote
      .reload()
      .then(
        () => {
          this.#heard = true;
          this.#take(remote.jwks() as JSONWebKeySet);
        },
        () => {
          this.#heard = false;
          throw new KeysAway();
        },
      )
      .finally(() => {
        this.#asking = undefined;
      });
    return this.#asking;
  }

  #take({ keys }: JSONWebKeySet): void {
    const before = this.#keys;
    this.#keys = new Map(
      keys.map((jwk) => {
        const text = JSON.stringify(jwk);
        return [text, before?.get(text) ?? keyOf(jwk)];
      }),
    );
    this.#inSet = new Set(this.#keys.values());
  }
}

/** A set of this one key: what jose checks of a set, with nothing to choose. */
function keyOf({ kid, ...jwk }: JWK): Key {
  const only = createLocalJWKSet({ keys: [jwk as JWK] });
  return { kid, of: (alg) => only({ alg }) };
}
