/** The transit engine of HashiCorp Vault (or OpenBao) as key service: the master key never leaves it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type KeyService, KeysUnavailable } from './key-service';

const PATIENCE_MS = 5_000;
const TRIES = 3;

/** What Vault is asked with. */
export interface VaultTransitOptions {
  /** Name of the key. */
  readonly key: string;
  /** Such as https://vault.example.com:8200. */
  readonly address: string;
  readonly token: string;
  /** Where the engine is mounted; default `transit`. */
  readonly mount?: string;
}

/** A key of Vault's transit engine. */
export class VaultTransit implements KeyService {
  constructor(private readonly options: VaultTransitOptions) {}

  current(): string {
    return `vault:${this.options.key}`;
  }

  async wrap(key: Uint8Array): Promise<Uint8Array> {
    const { ciphertext } = await this.#ask('encrypt', this.options.key, { plaintext: Buffer.from(key).toString('base64') });
    return Buffer.from(String(ciphertext), 'utf8');
  }

  async unwrap(wrapped: Uint8Array, master: string): Promise<Uint8Array> {
    if (!master.startsWith('vault:')) throw new KeysUnavailable(`a key is wrapped with the master key ${master}, not with Vault`);
    const { plaintext } = await this.#ask('decrypt', master.slice('vault:'.length), {
      ciphertext: Buffer.from(wrapped).toString('utf8'),
    });
    return Buffer.from(String(plaintext), 'base64');
  }

  async #ask(operation: 'encrypt' | 'decrypt', key: string, body: object): Promise<Readonly<Record<string, unknown>>> {
    const { address, token, mount = 'transit' } = this.options;
    const url = `${address.replace(/\/+$/, '')}/v1/${mount}/${operation}/${encodeURIComponent(key)}`;
    const headers = { 'content-type': 'application/json', 'x-vault-token': token };
    for (let tries = 1; ; tries++) {
      try {
        const signal = AbortSignal.timeout(PATIENCE_MS);
        const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body), signal });
        if (answer.ok) return ((await answer.json()) as { data: Record<string, unknown> }).data;
        throw Object.assign(new Error(`it answers ${answer.status}`), { final: answer.status < 500 && answer.status !== 429 });
      } catch (error) {
        const { message, final } = error as Error & { final?: boolean };
        if (final || tries === TRIES) throw new KeysUnavailable(`Vault, ${operation}: ${message}`);
        await sleep(100 * 2 ** tries);
      }
    }
  }
}
