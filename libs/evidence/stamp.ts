/** Time stamps of RFC 3161: what an authority is asked, and whether its answer is one to that. */
import { createHash } from 'node:crypto';
import { der, inside, list, NotDer, oid, TAG, type Value, values } from './der';

const SHA256 = '2.16.840.1.101.3.4.2.1';
const SIGNED_DATA = oid('1.2.840.113549.1.7.2');
const TST_INFO = oid('1.2.840.113549.1.9.16.1.4');
const GENERALIZED_TIME = 0x18;
/** `granted`, and `grantedWithMods`. */
const GRANTED = [0, 1];

/** An answer that stamps nothing of what was asked; says in words why. */
export class NoStamp extends Error {}

/** A question to an authority, DER: it also asks for its certificate. `nonce`: random bytes that the answer has to repeat. */
export function stampQuery(text: Uint8Array, nonce: Uint8Array): Buffer {
  const algorithm = list(oid(SHA256), der(TAG.nothing));
  const imprint = list(algorithm, der(TAG.octets, createHash('sha256').update(text).digest()));
  return list(der(TAG.integer, Uint8Array.of(1)), imprint, der(TAG.integer, unsigned(nonce)), der(0x01, Uint8Array.of(0xff)));
}

/**
 * When the authority says that it saw the text. Its signature is for those to check who know its certificate (`openssl ts -verify`). Throws
 * {@link NoStamp}.
 */
export function stampedAt(answer: Buffer, text: Uint8Array, nonce: Uint8Array): Date {
  try {
    const [status, token] = values(inside(answer, 0).content);
    const [code, words] = values(status.content);
    if (code?.tag !== TAG.integer || !GRANTED.includes(code.content[0]))
      throw new NoStamp(`it refuses (status ${code?.content[0]}${words?.tag === TAG.list ? ` ${printable(words)}` : ''})`);
    if (!token) throw new NoStamp('it has no stamp');
    requireSame(inside(token.content, 0).raw, SIGNED_DATA, 'it is no signed data');
    const content = inside(token.content, 1, 0, 2);
    requireSame(inside(content.content, 0).raw, TST_INFO, 'it is no time stamp');
    const [, , imprint, , time, ...rest] = values(inside(content.content, 1, 0, 0).content);
    requireSame(inside(imprint.content, 0, 0).raw, oid(SHA256), 'it stamps another kind of hash');
    requireSame(inside(imprint.content, 1).content, createHash('sha256').update(text).digest(), 'it stamps something else');
    const repeated = rest.find(({ tag }) => tag === TAG.integer);
    requireSame(
      repeated?.content ?? Buffer.alloc(0),
      unsigned(nonce),
      'it answers another question: the nonce is not the one sent',
    );
    return timeIn(time);
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
