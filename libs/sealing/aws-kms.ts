/** AWS KMS as key service: the keys of people are encrypted and decrypted there, the master key never leaves it. */
import { AwsClient } from 'aws4fetch';
import { type KeyService, KeysUnavailable } from './key-service';

const PATIENCE_MS = 5_000;

/** What KMS is asked with. */
export interface AwsKmsOptions {
  /** Id, ARN or alias of the key. */
  readonly key: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** Default: that of the region. */
  readonly endpoint?: string;
}

/** Bound to what it is for: encrypted for something else, it does not open here. */
const CONTEXT = { purpose: 'helpdesk person key' };

/** A key of AWS KMS. */
export class AwsKms implements KeyService {
  readonly #client: AwsClient;
  readonly #endpoint: string;
  readonly #key: string;

  constructor({ key, region, endpoint = `https://kms.${region}.amazonaws.com`, ...credentials }: AwsKmsOptions) {
    this.#client = new AwsClient({ ...credentials, region, service: 'kms', retries: 3 });
    this.#endpoint = endpoint;
    this.#key = key;
  }

  current(): string {
    return `aws-kms:${this.#key}`;
  }

  async wrap(key: Uint8Array): Promise<Uint8Array> {
    const plain = Buffer.from(key).toString('base64');
    const { CiphertextBlob } = await this.#ask('Encrypt', { KeyId: this.#key, Plaintext: plain, EncryptionContext: CONTEXT });
    return Buffer.from(String(CiphertextBlob), 'base64');
  }

  async unwrap(wrapped: Uint8Array, master: string): Promise<Uint8Array> {
    if (!master.startsWith('aws-kms:'))
      throw new KeysUnavailable(`a key is wrapped with the master key ${master}, not with AWS KMS`);
    const { Plaintext } = await this.#ask('Decrypt', {
      KeyId: master.slice('aws-kms:'.length),
      CiphertextBlob: Buffer.from(wrapped).toString('base64'),
      EncryptionContext: CONTEXT,
    });
    return Buffer.from(String(Plaintext), 'base64');
  }

  async #ask(operation: 'Encrypt' | 'Decrypt', body: object): Promise<Readonly<Record<string, unknown>>> {
    try {
      const answer = await this.#client.fetch(this.#endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `TrentService.${operation}` },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if (answer.ok) return (await answer.json()) as Record<string, unknown>;
      const { __type: type = answer.statusText } = (await answer.json().catch(() => ({}))) as { __type?: string };
      throw new Error(`${answer.status} ${type}`);
    } catch (error) {
      throw new KeysUnavailable(`AWS KMS, ${operation}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
