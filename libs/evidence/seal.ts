/** The seal of a package: a detached CMS signature (RFC 5652; CAdES-BES by ETSI EN 319 122-1) with ECDSA P-256 and SHA-256. */
import { createHash, randomBytes, verify, X509Certificate } from 'node:crypto';
import { der, inside, list, NotDer, oid, set, TAG, utcTime, values } from './der';

/** Who seals: a key in a file, in a device or at a service, and its certificate. */
export interface Signer {
  /** DER. */
  readonly certificate: Buffer;
  /** ECDSA P-256 with SHA-256 over the bytes; DER. */
  sign(bytes: Uint8Array): Buffer | Promise<Buffer>;
}

/** A seal that says nothing, or something else, and why. */
export class BrokenSeal extends Error {}

const DATA = oid('1.2.840.113549.1.7.1');
const SIGNED_DATA = oid('1.2.840.113549.1.7.2');
const CONTENT_TYPE = oid('1.2.840.113549.1.9.3');
const MESSAGE_DIGEST = oid('1.2.840.113549.1.9.4');
const SIGNING_TIME = oid('1.2.840.113549.1.9.5');
const SIGNING_CERTIFICATE = oid('1.2.840.113549.1.9.16.2.47');
const SHA256 = list(oid('2.16.840.1.101.3.4.2.1'));

const ECDSA_SHA256 = list(oid('1.2.840.10045.4.3.2'));
const VERSION_1 = der(TAG.integer, Uint8Array.of(1));
const CONTEXT_0 = 0xa0;

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** Seals content at an instant, which is told to the second. */
export async function seal(content: Uint8Array, signer: Signer, at: Date): Promise<Buffer> {
  const said = attributes(sha256(content), signer.certificate, at);
  return sealOf(said, signer.certificate, await signer.sign(set(...said)));
}

/** What is signed: what it is over, when, and by which certificate. */
const attributes = (digest: Buffer, certificate: Buffer, at: Date): Buffer[] => [
  attribute(CONTENT_TYPE, DATA),
  attribute(MESSAGE_DIGEST, der(TAG.octets, digest)),
  attribute(SIGNING_TIME, utcTime(at)),
  // SHA-256 is the default algorithm there, which DER leaves out.
  attribute(SIGNING_CERTIFICATE, list(list(list(der(TAG.octets, sha256(certificate)))))),
];

const attribute = (type: Buffer, value: Buffer): Buffer => list(type, set(value));

/** The whole of it. Only the signer's certificate is inside: bits of others could be flipped unnoticed. */
function sealOf(said: readonly Buffer[], certificate: Buffer, signature: Buffer): Buffer {
  const signed = values(set(...said))[0].content;
  const signer = list(VERSION_1, namedBy(certificate), SHA256, der(CONTEXT_0, signed), ECDSA_SHA256, der(TAG.octets, signature));
  return list(SIGNED_DATA, der(CONTEXT_0, list(VERSION_1, set(SHA256), list(DATA), der(CONTEXT_0, certificate), set(signer))));
}

/** Names a certificate as signatures do: by its issuer and its number. */
export const namedBy = (certificate: Buffer): Buffer => list(inside(certificate, 0, 0, 3).raw, inside(certificate, 0, 0, 1).raw);

/** What a seal that holds says. */
export interface Sealed {
  readonly certificate: X509Certificate;
  readonly at: Date;
}

/** Checks a seal over content; whether its certificate is to be trusted is for the reader to know. Throws {@link BrokenSeal}. */
export function checkSeal(content: Uint8Array, bytes: Buffer): Sealed {
  try {
    const parts = inside(bytes, 0, 1, 0).content;
    const [certificate, signer] = [inside(parts, 3, 0).raw, inside(parts, 4, 0).content];
    const time = values(inside(signer, 3).content)
      .map(({ content: inner }) => values(inner))
      .find(([type]) => type.raw.equals(SIGNING_TIME));
    const at = timeIn(time && inside(time[1].content, 0).content);
    const signature = inside(signer, 5).content;
    const said = attributes(sha256(content), certificate, at);
    if (!inside(signer, 3).content.equals(values(set(...said))[0].content))
      throw new BrokenSeal('it is over other bytes, or names another certificate than the one in it');
    const known = new X509Certificate(certificate);
    if (!verify('sha256', set(...said), known.publicKey, signature)) throw new BrokenSeal('the signature does not verify');
    // There is one way to write it: no bit of it is without a meaning.
    if (!sealOf(said, certificate, signature).equals(bytes)) throw new BrokenSeal('it is not written as it was');
    return { certificate: known, at };
  } catch (error) {
    if (error instanceof BrokenSeal) throw error;
    throw new BrokenSeal(error instanceof NotDer ? `it cannot be read: ${error.message}` : 'its certificate cannot be read');
  }
}

function timeIn(content: Buffer | undefined): Date {
  const [, y, mo, d, h, mi, s] = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(content?.toString('latin1') ?? '') ?? [];
  const at = new Date(`20${y}-${mo}-${d}T${h}:${mi}:${s}Z`);
  if (Number.isNaN(at.getTime())) throw new BrokenSeal('it does not say when it was made');
  return at;
}

/** A certificate that a P-256 key signs for itself, valid from a day for years: for where nobody else vouches. */
export async function ownCertificate(
  name: string,
  publicKey: Buffer,
  sign: Signer['sign'],
  { from, years }: { readonly from: Date; readonly years: number },
): Promise<Buffer> {
  const until = new Date(from);
  until.setUTCFullYear(from.getUTCFullYear() + years);
  const who = list(set(list(oid('2.5.4.3'), der(TAG.text, Buffer.from(name)))));
  // Positive and not shorter than it says: its first bits are 01.
  const serial = randomBytes(16);
  serial[0] = (serial[0] & 0x3f) | 0x40;
  const CRITICAL = der(0x01, Uint8Array.of(0xff));
  const extension = (type: string, value: Buffer) => list(oid(type), CRITICAL, der(TAG.octets, value));
  const said = list(
    der(CONTEXT_0, der(TAG.integer, Uint8Array.of(2))),
    der(TAG.integer, serial),
    ECDSA_SHA256,
    who,
    list(utcTime(from), utcTime(until)),
    who,
    publicKey,
    der(
      0xa3,
      // No authority, and a key for signatures (digitalSignature, nonRepudiation).
      list(extension('2.5.29.19', list()), extension('2.5.29.15', der(TAG.bits, Uint8Array.of(6, 0xc0)))),
    ),
  );
  return list(said, ECDSA_SHA256, der(TAG.bits, Uint8Array.of(0), await sign(said)));
}
