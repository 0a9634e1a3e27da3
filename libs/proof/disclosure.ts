/**
 * Disclosures as in RFC 9901: a salted field that can be shown later. Its digest stands in the event and proves the field where the
 * disclosure is shown; without the salt it tells nothing, however few values a field may have.
 */
import { hash } from 'node:crypto';
import { Malformed } from './note';

/** A field with its salt. */
export interface Disclosed {
  /** At least 128 random bits, base64url. */
  readonly salt: string;
  readonly name: string;
  /** Any JSON value. */
  readonly value: unknown;
}

/** A field as an event has it that is stored sealed: what opens to its disclosure, and the disclosure's digest. */
export interface SealedField {
  readonly sealed: string;
  readonly digest: string;
}

/** Whether it is a sealed field; no other object has just these two texts. */
export function isSealedField(value: object): value is SealedField {
  const { sealed, digest } = value as Partial<SealedField>;
  return typeof sealed === 'string' && typeof digest === 'string' && Object.keys(value).length === 2;
}

/** The disclosure of a field: base64url of `["salt","name",value]`, one line that can be hashed as it stands. */
export const disclosureOf = (salt: string, name: string, value: unknown): string =>
  Buffer.from(JSON.stringify([salt, name, value])).toString('base64url');

/** What stands in the event for a disclosure: base64url of the SHA-256 of its text. */
export const digestOf = (disclosure: string): string => hash('sha256', disclosure, 'base64url');

/** What a disclosure says. Throws {@link Malformed} for a text that is none. */
export function readDisclosure(disclosure: string): Disclosed {
  const bytes = Buffer.from(disclosure, 'base64url');
  if (bytes.toString('base64url') !== disclosure) throw new Malformed('a disclosure is base64url without padding');
  let parts: unknown;
  try {
    parts = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Malformed('a disclosure is JSON in UTF-8');
  }
  if (!Array.isArray(parts) || parts.length !== 3 || typeof parts[0] !== 'string' || typeof parts[1] !== 'string')
    throw new Malformed('a disclosure is a list of salt, name and value');
  return { salt: parts[0], name: parts[1], value: parts[2] };
}
