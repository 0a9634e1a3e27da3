import { createHmac, createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { makeDirectory } from '../embedded-eventstore/directory';
import { CLAIM_NAMES, type TokenRole, type TokenTerms } from './tokens';

/** The key pair of the embedded set-up: what signs, and the file with what verifies (for JWT_KEY_FILE). */
export interface PrivateKeys {
  readonly key: KeyObject;
  readonly publicKeyFile: string;
  /** What the embedded set-up seals sessions of browsers with (for SESSION_SECRET). */
  readonly sessionSecret: string;
}

/** What a token says: who (`sub`), as what, and for a seller's member the organisation. */
export interface TokenClaims {
  readonly sub: string;
  readonly role: TokenRole;
  readonly seller?: string;
}

const KEY_ID = 'embedded';

/** Reads the Ed25519 key pair in a directory, making it on the first start. The private key is readable by its owner only. */
export function ensureKeys(directory: string): PrivateKeys {
  makeDirectory(directory, 0o700);
  const privateFile = join(directory, 'private.pem');
  const publicKeyFile = join(directory, 'jwks.json');
  if (!existsSync(publicKeyFile) || !existsSync(privateFile)) {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    writeFileSync(privateFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    const jwk = { ...publicKey.export({ format: 'jwk' }), kid: KEY_ID, alg: 'EdDSA', use: 'sig' };
    // Renamed last, so that a crash in between leaves no half pair in use.
    writeFileSync(`${publicKeyFile}.new`, JSON.stringify({ keys: [jwk] }));
    renameSync(`${publicKeyFile}.new`, publicKeyFile);
  }
  const pem = readFileSync(privateFile);
  const sessionSecret = createHmac('sha256', pem).update('sessions').digest('base64url');
  return { key: createPrivateKey(pem), publicKeyFile, sessionSecret };
}

/** Signs a token of the embedded set-up; `lifetime` as jose writes it ("12h", "30 days"), `terms` what else it has to say, and how. */
export function signToken(
  { key }: PrivateKeys,
  { sub, role, seller }: TokenClaims,
  lifetime = '12h',
  { issuer: iss, audience: aud, claims: names = CLAIM_NAMES, roles }: TokenTerms = {},
): Promise<string> {
  const theirs = [...(roles ?? [])].find(([, ours]) => ours === role)?.[0] ?? role;
  return new SignJWT({
    [names.sub]: sub,
    [names.role]: theirs,
    ...(seller !== undefined && { [names.seller]: seller }),
    ...(iss !== undefined && { iss }),
    ...(aud !== undefined && { aud }),
  })
    .setProtectedHeader({ alg: 'EdDSA', kid: KEY_ID })
    .setIssuedAt()
    .setExpirationTime(lifetime)
    .sign(key);
}
