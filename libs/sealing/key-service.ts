/** Where the master key is: who wraps the keys of people, and unwraps them again. */

/** A key-management service. */
export interface KeyService {
  /** Names the master key that wraps now; stands beside each key it wrapped. */
  current(): string;
  wrap(key: Uint8Array): Promise<Uint8Array>;
  /** `master`: the name of the key it was wrapped with. Throws {@link KeysUnavailable} where the service does not give it. */
  unwrap(wrapped: Uint8Array, master: string): Promise<Uint8Array>;
}

/** Keys cannot be had at the moment: the database of keys or the key service does not answer, or does not know the master key. */
export class KeysUnavailable extends Error {}
