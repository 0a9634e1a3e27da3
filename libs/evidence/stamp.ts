/** Time stamps of RFC 3161: what an authority is asked, and whether its answer is one to that. */
import { constants, createHash, verify, X509Certificate } from 'node:crypto';
import { der, inside, list, NotDer, oid, TAG, type Value, values } from './der';
import { namedBy } from './seal';

const SHA256 = '2.16.840.1.101.3.4.2.1';
const SIGNED_DATA = oid('1.2.840.113549.1.7.2');
const TST_INFO = oid('1.2.840.113549.1.9.16.1.4');
const GENERALIZED_TIME = 0x18;
/** `granted`, and `grantedWithMods`. */
const GRANTED = [0, 1];

const MESSAGE_DIGEST = oid('1.2.840.113549.1.9.4');
const PSS = oid('1.2.840.113549.1.1.10');
const HASHES: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['sha256', SHA256],
    ['sha384', '2.16.840.1.101.3.4.2.2'],
    ['sha512', '2.16.840.1.101.3.4.2.3'],
  ].map(([name, dotted]) => [oid(dotted).toString('hex'), name]),
);

/** An answer that stamps nothing of what was asked; says in words why. */
export class NoStamp extends Error {}

/** A question to an authority, DER: it also asks for its certificate. `nonce`: random bytes that the answer has to repeat. */
export function stampQuery(text: Uint8Array, nonce: Uint8Array): Buffer {
  const algorithm = list(oid(SHA256), der(TAG.nothing));
  const imprint = list(algorithm, der(TAG.octets, createHash('sha256').update(text).digest()));
  return list(der(TAG.integer, Uint8Array.of(1)), imprint, der(TAG.integer, unsigned(nonce)), der(0x01, Uint8Array.of(0xff)));
}

/**
 * When the authority says that it saw the text. Its signature is for those to check who know its certificate ({@link checkStamp},
 * `openssl ts -verify`). Throws {@link NoStamp}.
 */
export const stampedAt = (answer: Buffer, text: Uint8Array, nonce: Uint8Array): Date =>
  readable(() => {
    const { time, rest } = stampIn(answer, text);
    const repeated = rest.find(({ tag }) => tag === TAG.integer);
    requireSame(
      repeated?.content ?? Buffer.alloc(0),
      unsigned(nonce),
      'it answers another question: the nonce is not the one sent',
    );
    return timeIn(time);
  });

/** What a stamp that holds says. */
export interface Stamped {
  /** Of the authority; whether it is to be trusted is for the reader to know. */
  readonly certificate: X509Certificate;
  readonly at: Date;
}

/** Checks the stamp of a text with the authority's signature, whose certificate is in it. Throws {@link NoStamp}. */
export const checkStamp = (answer: Buffer, text: Uint8Array): Stamped =>
  readable(() => {
    const { signedData, content, time } = stampIn(answer, text);
    const parts = values(signedData.content);
    const signer = values(inside((parts.at(-1) as Value).content, 0).content);
    const [, who, kind, said, algorithm, signature] = signer;
    const certificates = parts.filter(({ tag }) => tag === 0xa0).flatMap((all) => values(all.content));
    const own = certificates.find(({ raw }) => namedBy(raw).equals(who.raw));
    if (!own) throw new NoStamp('the certificate of who stamped is not in it');
    const hash = HASHES[inside(kind.content, 0).raw.toString('hex')];
    if (hash === undefined) throw new NoStamp('it is signed by a hash of another kind');
    const digest = values(said.content)
      .map((attribute) => values(attribute.content))
      .find(([type]) => type.raw.equals(MESSAGE_DIGEST));
    const found = digest ? inside(digest[1].content, 0).content : Buffer.alloc(0);
    requireSame(found, createHash(hash).update(content).digest(), 'what is signed is another stamp');
    const certificate = new X509Certificate(own.raw);
    const isPss = inside(algorithm.content, 0).raw.equals(PSS);
    const key = { key: certificate.publicKey, ...(isPss && { padding: constants.RSA_PKCS1_PSS_PADDING }) };
    if (!verify(hash, der(TAG.set, said.content), key, signature.content)) throw new NoStamp('the signature does not verify');
    return { certificate, at: timeIn(time) };
  });

/** The stamp of a text in an answer. */
function stampIn(answer: Buffer, text: Uint8Array) {
  const [status, token] = values(inside(answer, 0).content);
  const [code, words] = values(status.content);
  if (code?.tag !== TAG.integer || !GRANTED.includes(code.content[0]))
    throw new NoStamp(`it refuses (status ${code?.content[0]}${words?.tag === TAG.list ? ` ${printable(words)}` : ''})`);
  if (!token) throw new NoStamp('it has no stamp');
  requireSame(inside(token.content, 0).raw, SIGNED_DATA, 'it is no signed data');
  const signedData = inside(token.content, 1, 0);
  const kind = inside(signedData.content, 2);
  requireSame(inside(kind.content, 0).raw, TST_INFO, 'it is no time stamp');
  const { content } = inside(kind.content, 1, 0);
  const [, , imprint, , time, ...rest] = values(inside(content, 0).content);
  requireSame(inside(imprint.content, 0, 0).raw, oid(SHA256), 'it stamps another kind of hash');
  requireSame(inside(imprint.content, 1).content, createHash('sha256').update(text).digest(), 'it stamps something else');
  return { signedData, content, time, rest };
}

function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof NoStamp) throw error;
    throw new NoStamp(`it is rubbish${error instanceof NotDer ? `: ${error.message}` : ''}`);
  }
}

function requireSame(found: Buffer, expected: Uint8Array, otherwise: string): void {
  if (!found.equals(expected)) throw new NoStamp(otherwise);
}

/** The bytes of a positive INTEGER. */
function unsigned(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = first < 0 ? Uint8Array.of(0) : bytes.subarray(first);
  return Buffer.concat([digits[0] > 0x7f ? Uint8Array.of(0) : Buffer.alloc(0), digits]);
}

const printable = ({ content }: Value): string =>
  values(content)
    .map((word) => word.content.toString('utf8'))
    .join(' ')
    .slice(0, 200);

function timeIn({ tag, content }: Value): Date {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d(?:\.\d+)?)Z$/.exec(content.toString('latin1')) ?? [];
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (tag !== GENERALIZED_TIME || Number.isNaN(at.getTime())) throw new NoStamp('its time is none');
  return at;
}
