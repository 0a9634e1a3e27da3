import { join, resolve } from 'node:path';
import { ConfigurationError, type Env } from './environment';

/** What seals packages: a file of somebody's, or one of the product's own, which is made. */
export type SealFile = { readonly file: string; readonly password: string } | { readonly own: string };

/**
 * SEAL_KEY_FILE (PEM or PKCS#12: a P-256 key and its certificate) and SEAL_KEY_PASSWORD. Without them a certificate that vouches for
 * itself, under HELPDESK_DATA. Throws a ConfigurationError where production would seal with that.
 */
export function loadSeal(env: Env = process.env): SealFile {
  const { SEAL_KEY_FILE: file, SEAL_KEY_PASSWORD: password = '' } = env;
  if (file) return { file, password };
  if (env.NODE_ENV === 'production')
    throw new ConfigurationError(
      'SEAL_KEY_FILE: is required (PEM or PKCS#12 with the P-256 key and certificate that seal packages)',
    );
  return { own: join(resolve(env.HELPDESK_DATA || '.helpdesk'), 'keys', 'seal.pem') };
}
