/** How the log of proofs signs, and where its checkpoints go. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { BlobPlace } from '../blobs';
import { makeDirectory } from '../embedded-eventstore/directory';
import { parseVerifier, type Verifier, verifierOf } from '../proof';
import { blobPlace } from './blobs';
import { ConfigurationError, type Env, whole } from './environment';

/** A witness that is asked to cosign. */
export interface WitnessAddress {
  readonly verifier: Verifier;
  /** Its prefix: `/add-checkpoint` is below it. */
  readonly url: string;
}

/** Where checkpoints are published; `name` is as health may show it. */
export type Publishing = { readonly name: string } & ({ readonly webhook: string } | { readonly place: BlobPlace });

/** What the notary is told by its environment. */
export interface LogConfig {
  readonly key: KeyObject;
  /** The log's name, which is its key's, too. */
  readonly verifier: Verifier;
  readonly checkpointSeconds: number;
  readonly witnesses: readonly WitnessAddress[];
  readonly publish: readonly Publishing[];
  /** Address of a time-stamping authority (RFC 3161). */
  readonly stamps: string | undefined;
}

/**
 * LOG_KEY_FILE, LOG_ORIGIN, LOG_CHECKPOINT_SECONDS, LOG_WITNESSES, LOG_PUBLISH and LOG_STAMPS. Without a key file a key is made under
 * HELPDESK_DATA on the first start. Throws a ConfigurationError, also where production would sign with such a key.
 */
export function loadLog(env: Env = process.env): LogConfig {
  const key = env.LOG_KEY_FILE ? keyIn(env.LOG_KEY_FILE) : embeddedKey(env);
  const publicKey = createPublicKey(key);
  const named = publicKey.export({ format: 'jwk' }).x as string;
  const origin = env.LOG_ORIGIN || `helpdesk/${Buffer.from(named, 'base64url').toString('hex').slice(0, 16)}`;
  const verifier = explained('LOG_ORIGIN', () => verifierOf(origin, 'note', publicKey));
  return {
    key,
    verifier,
    checkpointSeconds: whole(env, 'LOG_CHECKPOINT_SECONDS', 1, 1, 86_400),
    witnesses: listed(env.LOG_WITNESSES).map(witness),
    publish: listed(env.LOG_PUBLISH).map((value) => publishing(value, env)),
    stamps: env.LOG_STAMPS ? httpUrl('LOG_STAMPS', env.LOG_STAMPS) : undefined,
  };
}

const listed = (text = ''): string[] => text.split(',').flatMap((part) => part.trim() || []);

function explained<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new ConfigurationError(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function keyIn(file: string): KeyObject {
  const key = explained('LOG_KEY_FILE', () => createPrivateKey(readFileSync(file)));
  if (key.asymmetricKeyType !== 'ed25519') throw new ConfigurationError('LOG_KEY_FILE: has to be an Ed25519 key in PEM');
  return key;
}

function embeddedKey(env: Env): KeyObject {
  if (env.NODE_ENV === 'production')
    throw new ConfigurationError('LOG_KEY_FILE: is required (a PEM file with the Ed25519 key that checkpoints are signed with)');
  const directory = join(resolve(env.HELPDESK_DATA || '.helpdesk'), 'keys');
  makeDirectory(directory, 0o700);
  const file = join(directory, 'log.pem');
  if (!existsSync(file)) {
    const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
    writeFileSync(`${file}.new`, pem, { mode: 0o600, flush: true });
    renameSync(`${file}.new`, file);
  }
  return keyIn(file);
}

function witness(line: string): WitnessAddress {
  const [, key, url] = /^(.+?)@(https?:.+)$/.exec(line) ?? [];
  if (key === undefined) throw new ConfigurationError(`LOG_WITNESSES: has to be name+id+key@https://…, has "${line}"`);
  const verifier = explained('LOG_WITNESSES', () => parseVerifier(key));
  if (verifier.type !== 'cosignature') throw new ConfigurationError(`LOG_WITNESSES: the key of ${verifier.name} is no witness's`);
  return { verifier, url: httpUrl('LOG_WITNESSES', url).replace(/\/$/, '') };
}

/** A directory, a bucket as BLOBS has it, or a webhook. */
function publishing(value: string, env: Env): Publishing {
  if (!/^https?:/.test(value)) return { name: value.split('?', 1)[0], place: blobPlace('LOG_PUBLISH', value, env) };
  const { protocol, host, pathname } = new URL(httpUrl('LOG_PUBLISH', value));
  return { name: `${protocol}//${host}${pathname}`, webhook: value };
}

function httpUrl(name: string, text: string): string {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text))
    throw new ConfigurationError(`${name}: has to be an http:// or https:// URL`);
  return text;
}
