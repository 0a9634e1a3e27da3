/** Signers from files: PEM, or PKCS#12 (RFC 7292) as OpenSSL 3 and browsers write it. */
import {
  createDecipheriv,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  pbkdf2Sync,
  sign,
  X509Certificate,
} from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { inside, NotDer, oid, TAG, type Value, values } from './der';
import { ownCertificate, type Signer } from './seal';

/** A file that holds no signer, and why. */
class NoSigner extends Error {}

const YEARS = 10;
const PEM = /-----BEGIN ([A-Z0-9 ]+)-----[^-]+-----END \1-----/g;

const NOT_OPENED = 'its key cannot be opened: is the password right?';

/** The signer in a file; `password` of a PKCS#12 file or an encrypted key. Throws {@link NoSigner}. */
export function signerIn(file: Buffer, password = ''): Signer {
  try {
    const text = file.toString('latin1');
    const { key, certificates } = text.includes('-----BEGIN ') ? inPem(text, password) : inPkcs12(file, password);
    const certificate = certificates.find((one) => one.checkPrivateKey(key));
    if (!certificate) throw new NoSigner('none of its certificates is of its key');
    if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new NoSigner('its key has to be of the curve P-256');
    return { certificate: certificate.raw, sign: (bytes) => sign('sha256', bytes, key) };
  } catch (error) {
    if (error instanceof NoSigner) throw error;
    throw new NoSigner(error instanceof NotDer ? 'it is neither PEM nor PKCS#12' : NOT_OPENED);
  }
}

/** The signer in a file of this product's own, made where there is none: a new key and a certificate that it signs for itself. */
export async function ownSigner(file: string, name: string, now: Date): Promise<Signer> {
  if (!existsSync(file)) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const day = new Date(now.toISOString().slice(0, 10));
    const certificate = await ownCertificate(
      name,
      publicKey.export({ type: 'spki', format: 'der' }),
      (bytes) => sign('sha256', bytes, privateKey),
      { from: day, years: YEARS },
    );
    // Renamed whole, so that nobody reads half of it. Who comes second replaces it, and reads what is there then.
    const half = `${file}.${process.pid}.new`;
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    writeFileSync(half, `${key}${new X509Certificate(certificate).toString()}`, { mode: 0o600 });
    renameSync(half, file);
  }
  return signerIn(readFileSync(file));
}

interface KeyAndCertificates {
  readonly key: KeyObject;
  readonly certificates: readonly X509Certificate[];
}

function inPem(text: string, passphrase: string): KeyAndCertificates {
  const blocks = [...text.matchAll(PEM)].map(([block, kind]) => ({ block, kind }));
  const key = blocks.find(({ kind }) => kind.endsWith('PRIVATE KEY'));
  if (!key) throw new NoSigner('there is no private key in it');
  return {
    key: createPrivateKey({ key: key.block, passphrase }),
    certificates: blocks.filter(({ kind }) => kind === 'CERTIFICATE').map(({ block }) => new X509Certificate(block)),
  };
}

const is = (value: Value | undefined, dotted: string): boolean => value?.raw.equals(oid(dotted)) === true;

/** Its safes are plain or encrypted by a password; in them are certificates, and a key that is encrypted again. */
function inPkcs12(file: Buffer, password: string): KeyAndCertificates {
  const safes = values(inside(file, 0, 1, 1, 0).content)[0];
  const bags = values(safes.content).flatMap((safe) => {
    const [type, content] = values(safe.content);
    if (is(type, '1.2.840.113549.1.7.1')) return bagsIn(inside(content.content, 0).content);
    const [, algorithm, encrypted] = values(inside(content.content, 0, 1).content);
    const unlocked = opened(algorithm.content, encrypted.content, password);
    try {
      return bagsIn(unlocked);
    } catch {
      // One wrong password of 256 opens it, to rubbish.
      throw new NoSigner(NOT_OPENED);
    }
  });
  const certificates = bags.flatMap(([type, value]) =>
    is(type, '1.2.840.113549.1.12.10.1.3') ? [new X509Certificate(inside(value.content, 0, 1, 0).content)] : [],
  );
  const plain = bags.find(([type]) => is(type, '1.2.840.113549.1.12.10.1.1'));
  const shrouded = bags.find(([type]) => is(type, '1.2.840.113549.1.12.10.1.2'));
  if (!plain && !shrouded) throw new NoSigner('there is no private key in it');
  const [, { content: key }] = (plain ?? shrouded) as readonly Value[];
  return { key: createPrivateKey({ key, format: 'der', type: 'pkcs8', passphrase: password }), certificates };
}

const bagsIn = (safe: Buffer): Value[][] => values(inside(safe, 0).content).map(({ content }) => values(content));

const HASHES: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.11': 'sha512',
};
const CIPHERS: Readonly<Record<string, readonly [cipher: string, keyBytes: number]>> = {
  '2.16.840.1.101.3.4.1.2': ['aes-128-cbc', 16],
  '2.16.840.1.101.3.4.1.42': ['aes-256-cbc', 32],
};
const named = <T>(known: Readonly<Record<string, T>>, value: Value): T | undefined =>
  Object.entries(known).find(([dotted]) => is(value, dotted))?.[1];

/** PBES2 (RFC 8018): a key made from the password, and AES. Older files have ciphers that OpenSSL 3 does not open, either. */
function opened(algorithm: Buffer, encrypted: Buffer, password: string): Buffer {
  const [type, parameters] = values(algorithm);
  if (!is(type, '1.2.840.113549.1.5.13'))
    throw new NoSigner('it is encrypted as long ago: openssl pkcs12 -legacy -in FILE -nodes writes it as PEM');
  const [derivation, scheme] = values(parameters.content).map(({ content }) => values(content));
  const [salt, rounds, ...more] = values(derivation[1].content);
  const pseudo = more.find(({ tag }) => tag === TAG.list);
  const hash = pseudo ? named(HASHES, values(pseudo.content)[0]) : 'sha1';
  const [cipher, keyBytes] = named(CIPHERS, scheme[0]) ?? [];
  if (hash === undefined || cipher === undefined || keyBytes === undefined) throw new NoSigner('its encryption is not known');
  const key = pbkdf2Sync(password, salt.content, rounds.content.readUIntBE(0, rounds.content.length), keyBytes, hash);
  const decipher = createDecipheriv(cipher, key, scheme[1].content);
  return Buffer.concat([decipher.update(encrypted), decipher.final()]);
}
