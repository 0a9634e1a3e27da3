/** Evidence packages on the command line. */
import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { type Verdict, verifyPackage } from '../../libs/evidence';
import { parseVerifier } from '../../libs/proof';
import { readNamed, sizeNamed } from './named-file';

/** Checks a package in a file; the certificate and the key that the reader trusts come from files, the key also as `name+id+base64`. */
export function verifyFile(
  file: string,
  { trust, logKey, authority }: { readonly trust?: string; readonly logKey?: string; readonly authority?: string },
): Promise<Verdict> {
  sizeNamed('FILE', file, 'a package of evidence');
  return verifyPackage(file, {
    ...(trust !== undefined && { certificate: read('--trust', trust, (bytes) => new X509Certificate(bytes)) }),
    ...(logKey !== undefined && { logKey: logKeyOf(logKey) }),
    ...(authority !== undefined && { authority: read('--authority', authority, (bytes) => new X509Certificate(bytes)) }),
  });
}

function logKeyOf(told: string): KeyObject {
  return told.includes('+') ? parseVerifier(told).key : read('--log-key', told, (bytes) => createPublicKey(bytes));
}

function read<T>(option: string, file: string, make: (bytes: Buffer) => T): T {
  const bytes = readNamed(option, file, 'PEM');
  try {
    return make(bytes);
  } catch {
    throw new Error(`${option}: ${file} has to be PEM`);
  }
}

/** What was found, for people: a line a fault, then what holds and what nobody vouched for. */
export function verdictText({ faults, sealed, trusted, log, stamp, keyKnown, events, disclosures }: Verdict): string {
  const lines = faults.map(
    ({ check, file, event, detail }) => `FAIL ${check}: ${file}${event === undefined ? '' : `, event ${event}`}: ${detail}`,
  );
  const by = ({ subject, fingerprint256 }: X509Certificate, known: boolean | undefined, option: string) =>
    `by ${subject.replaceAll('\n', ', ')}, SHA-256 ${fingerprint256}${
      known === undefined ? `; no certificate was named to trust (${option})` : known ? '; trusted' : '; NOT trusted'
    }`;
  if (sealed) lines.push(`sealed ${sealed.at.toISOString()} ${by(sealed.certificate, trusted, '--trust')}`);
  if (log) {
    const known = keyKnown ? '; its key is the one named' : '; the key came with the package (--log-key names another)';
    lines.push(`log ${log.origin}, ${log.size} entries, ${log.cosignatures} cosignatures${known}`);
  }
  if (stamp)
    lines.push(
      `log of ${stamp.size} entries stamped ${stamp.at.toISOString()} ${by(stamp.certificate, stamp.trusted, '--authority')}`,
    );
  lines.push(`${faults.length === 0 ? 'OK' : 'NOT WHOLE'}: ${events} events, ${disclosures} disclosed fields`);
  return `${lines.join('\n')}\n`;
}
