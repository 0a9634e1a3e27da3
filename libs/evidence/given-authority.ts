/** A time-stamping authority of openssl, for specs. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CONFIG = `
[req]
distinguished_name = name
[name]
[stamping]
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = one
[one]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
`;

/** One that answers. */
export interface MadeAuthority {
  /** The file of its certificate, which vouches for itself. */
  readonly certificate: string;
  /** What it answers to a question. */
  answer(query: Uint8Array): Buffer;
}

/** Makes one that keeps its files in a directory; `key`: as openssl is told to make it. */
export function authorityIn(directory: string, key: readonly string[] = ['-newkey', 'rsa:2048']): MadeAuthority {
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: directory, stdio: 'pipe' });
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'ts.cnf'), CONFIG);
  writeFileSync(join(directory, 'serial'), '01\n');
  const own = ['-keyout', 'tsa.key', '-out', 'tsa.pem', '-days', '2', '-subj', '/CN=authority', '-config', 'ts.cnf'];
  openssl('req', '-x509', ...key, '-nodes', '-extensions', 'stamping', ...own);
  return {
    certificate: join(directory, 'tsa.pem'),
    answer(query) {
      writeFileSync(join(directory, 'query.tsq'), query);
      const asked = ['-config', 'ts.cnf', '-queryfile', 'query.tsq'];
      openssl('ts', '-reply', ...asked, '-signer', 'tsa.pem', '-inkey', 'tsa.key', '-out', 'answer.tsr');
      return readFileSync(join(directory, 'answer.tsr'));
    },
  };
}
