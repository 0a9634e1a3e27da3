/** Shapes of what events carry: a check while the product runs, and the TypeScript type of it, from one declaration. */
import { isStorable, SELLER_ID } from './text';

/** The shape of a `T`. */
export interface Shape<T> {
  /** What is wrong with a value, as `data.body has to be a text`; undefined when nothing is. */
  fault(value: unknown, path: string): string | undefined;
  /** A field that may be left out. */
  readonly optional?: true;
  /** A text that a person wrote, or what tells of one: it is stored sealed, and the audit trail, logs and metrics leave it out. */
  readonly written?: true;
  /** Of what tells of a text: whether it tells nothing, and need not be sealed. */
  silent?(value: T): boolean;
  /** All that it may be, of a closed list. */
  readonly values?: readonly string[];
  /** The parts of an object. */
  readonly fields?: Readonly<Record<string, Shape<unknown>>>;
  /** Carries the type; never there. */
  readonly of?: T;
}

/** The type of what has the shape `S`. */
export type Of<S> = S extends Shape<infer T> ? T : never;

type Fields = Readonly<Record<string, Shape<unknown>>>;
type Optional<F> = { [K in keyof F]: F[K] extends { readonly optional: true } ? K : never }[keyof F];
type Flat<T> = { readonly [K in keyof T]: T[K] };
type Fielded<F> = Flat<{ [K in Exclude<keyof F, Optional<F>>]: Of<F[K]> } & { [K in Optional<F>]?: Of<F[K]> }>;

/** What `Date.parse` takes of this form, which costs more than the look. */
const INSTANT = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}|24:00:00\.000)Z$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const MAX_REVISION = 2_147_483_647;

const shape = <T>(fine: (value: unknown) => boolean, what: string): Shape<T> => ({
  fault: (value, path) => (fine(value) ? undefined : `${path} has to be ${what}`),
});

const isFromZero = (value: unknown): boolean =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAX_REVISION;

const isText = (value: unknown): value is string => typeof value === 'string' && isStorable(value);

/** Any text that can be stored; made by a program. */
export const text: Shape<string> = shape(isText, 'a text without U+0000 and halves of surrogate pairs');

/** A text that a person wrote. */
export const written: Shape<string> = { ...text, written: true };

/** A UUID in lower case. */
export const uuid: Shape<string> = shape((value) => typeof value === 'string' && UUID.test(value), 'a UUID in lower case');

/** An instant as `iso` writes it: UTC, with milliseconds. */
export const instant: Shape<string> = shape(
  (value) => typeof value === 'string' && INSTANT.test(value),
  'an instant such as 2026-01-05T09:00:00.000Z',
);

/** A date `YYYY-MM-DD`. */
export const date: Shape<string> = shape((value) => typeof value === 'string' && DATE.test(value), 'a date such as 2026-01-05');

/** A revision: a whole number from 0. */
export const revision: Shape<number> = shape(isFromZero, 'a revision');

/** How many there are, or how far it went: a whole number from 0 that a column for numbers holds, such as an escalation's hours. */
export const count: Shape<number> = shape(isFromZero, `a whole number from 0 to ${MAX_REVISION}`);

/** A whole number, such as counted milliseconds. */
export const whole: Shape<number> = shape(Number.isSafeInteger, 'a whole number');

/** Any number there is. */
export const number: Shape<number> = shape(Number.isFinite, 'a number');

/** A number of hours, any fraction of one, from 0. */
export const hours: Shape<number> = shape(
  (value) => typeof value === 'number' && value >= 0 && value <= 1_000_000,
  'a number of hours',
);

/** A number from 0 to 1. */
export const fraction: Shape<number> = shape(
  (value) => typeof value === 'number' && value >= 0 && value <= 1,
  'a number from 0 to 1',
);

/** true or false. */
export const flag: Shape<boolean> = shape((value) => typeof value === 'boolean', 'true or false');

/** A mark that is there or not. */
export const mark: Shape<true> = shape((value) => value === true, 'true where it is there');

/** One of a closed list. */
export const oneOf = <const T extends readonly string[]>(values: T): Shape<T[number]> => ({
  ...shape((value) => values.includes(value as string), `one of ${values.join(', ')}`),
  values,
});

/** Text of a pattern; `what` says it in words. */
export const matching = (pattern: RegExp, what: string): Shape<string> =>
  shape((value) => isText(value) && pattern.test(value), what);

/** A name that a stream may be called by, such as the id of a seller. */
export const name: Shape<string> = matching(SELLER_ID, 'a name of 1 to 64 letters, digits, dots, hyphens and underscores');

/** The same, or null. */
export const nullable = <T>(inner: Shape<T>): Shape<T | null> => ({
  ...inner,
  of: undefined,
  fault: (value, path) => (value === null ? undefined : inner.fault(value, path)),
});

/** A field that may be left out. */
export const optional = <T>(inner: Shape<T>): Shape<T> & { readonly optional: true } => ({ ...inner, optional: true });

/** A list. */
export const list = <T>(inner: Shape<T>): Shape<readonly T[]> => ({
  fault(value, path) {
    if (!Array.isArray(value)) return `${path} has to be a list`;
    for (let at = 0; at < value.length; at++) {
      if (inner.fault(value[at], '') !== undefined) return inner.fault(value[at], `${path}[${at}]`);
    }
    return undefined;
  },
});

/** Names and values of one shape each. */
export const record = <T>(key: Shape<string>, inner: Shape<T>): Shape<Readonly<Record<string, T>>> => ({
  fault(value, path) {
    if (!isObject(value)) return `${path} has to be an object`;
    for (const [name, one] of Object.entries(value)) {
      const fault = key.fault(name, `a name in ${path}`) ?? inner.fault(one, `a value in ${path}`);
      if (fault !== undefined) return fault;
    }
    return undefined;
  },
});

/** An object with these fields. Others are let through where they can be stored: newer code may have written them. */
export function object<F extends Fields>(fields: F): Shape<Fielded<F>> & { readonly fields: F } {
  const known = Object.entries(fields);
  return {
    fields,
    fault(value, path) {
      if (!isObject(value)) return `${path} has to be an object`;
      let seen = 0;
      for (const [name, inner] of known) {
        const part = value[name];
        if (part === undefined) {
          if (!inner.optional) return `${path}.${name} is missing`;
          continue;
        }
        seen++;
        // Where it stands is written for the one that is wrong: for each that is fine it would cost more than the look.
        if (inner.fault(part, '') !== undefined) return inner.fault(part, `${path}.${name}`);
      }
      return Object.keys(value).length === seen ? undefined : unstorable(value, path);
    },
  };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What of a value cannot be stored, a text or name in it, however deep; undefined where all can. */
export function unstorable(value: unknown, path: string): string | undefined {
  if (typeof value === 'string') return isText(value) ? undefined : `${path} holds a text that cannot be stored`;
  for (const [name, part] of Object.entries(value ?? {})) {
    const fault = unstorable(name, path) ?? unstorable(part, path);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
