/**
 * Property decorators that say a field's shape once: for the check, for reading it from a query string, and for the OpenAPI
 * description. Whatever is not declared is refused.
 */
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { ValidateBy, ValidateIf, validateSync } from 'class-validator';
import { CONTROL_IN_LINES, findMarket, SURROGATE } from '../../../libs/domain';
import { type FieldError, invalid, Problem } from './problem';

type Class<T extends object = object> = new () => T;
type Scalar = 'text' | 'integer' | 'boolean' | 'other';

interface Field {
  readonly scalar: Scalar;
  readonly nested?: () => Class;
}

const SHAPES = new Map<unknown, Map<string, Field>>();

/** What every field may say about itself. */
interface About {
  readonly optional?: boolean;
  readonly nullable?: boolean;
  readonly about?: string;
  readonly example?: unknown;
}

/** `undefined`: fine. Otherwise the rule that is broken and a sentence about it. */
type Check = (value: unknown) => readonly [rule: string, sentence: string] | undefined;

function field(about: About, scalar: Scalar, api: ApiPropertyOptions, check: Check, nested?: () => Class): PropertyDecorator {
  return (target, key) => {
    const name = String(key);
    const owner = target.constructor;
    const fields = SHAPES.get(owner) ?? new Map<string, Field>();
    fields.set(name, { scalar, nested });
    SHAPES.set(owner, fields);
    if (about.optional) ValidateIf((_, value) => value !== undefined)(target, key);
    const verdict = (value: unknown) => (value === null && about.nullable ? undefined : check(value));
    // One constraint per field: its message carries the rule and the sentence to the problem below.
    ValidateBy({
      name: 'shape',
      validator: {
        validate: (value: unknown) => verdict(value) === undefined,
        defaultMessage: (at) => {
          const [rule, sentence] = (at?.value === undefined ? undefined : verdict(at?.value)) ?? ['required', 'is required'];
          return `${rule}\n${sentence}`;
        },
      },
    })(target, key);
    const { about: description, example } = about;
    ApiProperty({
      required: !about.optional,
      ...(about.nullable && { nullable: true }),
      ...(description !== undefined && { description }),
      ...(example !== undefined && { example }),
      ...api,
    } as ApiPropertyOptions)(target, key);
  };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
/** Something to be seen: not only spaces and marks without a shape of their own. */
const VISIBLE = /[^\s\p{Cf}]/u;
interface TextOptions extends About {
  readonly max: number;
  /** Line ends (LF or CR LF) and tabs are allowed. */
  readonly lines?: boolean;
  readonly pattern?: RegExp;
  readonly format?: string;
}

function textFault(value: unknown, { max, lines, pattern }: TextOptions): ReturnType<Check> {
  if (typeof value !== 'string') return ['string', 'has to be one string'];
  // Characters are code points to people, and only a long string can have fewer of them than units.
  if (value.length > 2 * max || (value.length > max && [...value].length > max))
    return ['length', `has at most ${max} characters`];
  if (!VISIBLE.test(value)) return ['length', 'is empty'];
  if (SURROGATE.test(value)) return ['unicode', 'is not well-formed Unicode: it has half a surrogate pair'];
  if ((lines ? CONTROL_IN_LINES : CONTROL).test(value)) return ['control-characters', 'has control characters'];
  if (pattern && !pattern.test(value)) return ['pattern', `does not match ${pattern.source}`];
  return undefined;
}

function textApi({ max, pattern, format }: TextOptions): ApiPropertyOptions {
  return {
    type: String,
    minLength: 1,
    maxLength: max,
    ...(pattern && { pattern: pattern.source }),
    ...(format !== undefined && { format }),
  };
}

/** Text of 1 to `max` characters, well-formed and without control characters. */
export const Text = (options: TextOptions): PropertyDecorator =>
  field(options, 'text', textApi(options), (value) => textFault(value, options));

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Whether this is written as a UUID. */
export const isUuid = (value: string): boolean => UUID.test(value);

/** Ids as they are recorded: one can be written in two ways. */
export const lowered = (ids: readonly string[]): string[] => ids.map((id) => id.toLowerCase());

/** A UUID. */
export const Uuid = (about: About = {}): PropertyDecorator => Text({ ...about, max: 36, pattern: UUID, format: 'uuid' });

/** A list of at most `max` UUIDs, none twice. */
export const Uuids = (max: number, about: About = {}): PropertyDecorator =>
  field(about, 'other', { type: [String], format: 'uuid', maxItems: max, uniqueItems: true } as ApiPropertyOptions, (value) => {
    if (!Array.isArray(value)) return ['array', 'has to be a list'];
    if (value.length > max) return ['length', `has at most ${max} entries`];
    if (!value.every((id) => typeof id === 'string' && UUID.test(id))) return ['uuid', 'has an entry that is not a UUID'];
    return new Set(lowered(value)).size === value.length ? undefined : ['unique', 'names one twice'];
  });

/** A cursor of a page before. */
export const CURSOR = {
  max: 2_000,
  pattern: /^[A-Za-z0-9_=.+/-]+$/,
  optional: true,
  about: 'As `next` of the page before gave it.',
} as const;
/** How many entries a page has at most. */
export const LIMIT = { optional: true, default: 50, about: 'Entries of a page.' } as const;
/** A market that exists. */
export const KnownMarket = (about: About = {}): PropertyDecorator =>
  field(about, 'text', { type: String }, (value) =>
    typeof value === 'string' && findMarket(value) ? undefined : ['market', 'is no market of GET /markets'],
  );
/** One of a closed list. */
export const OneOf = (values: readonly string[], about: About = {}): PropertyDecorator =>
  field(about, 'text', { type: String, enum: [...values] }, (value) =>
    typeof value === 'string' && values.includes(value) ? undefined : ['one-of', `is one of ${values.join(', ')}`],
  );

/** A whole number. */
export const Whole = (min: number, max: number, about: About & { default?: number } = {}): PropertyDecorator =>
  field(
    about,
    'integer',
    { type: 'integer', minimum: min, maximum: max, ...(about.default !== undefined && { default: about.default }) },
    (value) =>
      Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max
        ? undefined
        : ['integer', `is a whole number from ${min} to ${max}`],
  );

/** true or false. */
export const Flag = (about: About = {}): PropertyDecorator =>
  field(about, 'boolean', { type: Boolean }, (value) =>
    typeof value === 'boolean' ? undefined : ['boolean', 'is true or false'],
  );

/** A position in the store: digits, because it does not fit a JSON number. */
export const Position = (about: About = {}): PropertyDecorator => Text({ ...about, max: 20, pattern: POSITION });
const POSITION = /^\d{1,19}$/;
/** A position as a number, undefined if this is not one. */
export const positionOf = (value: string): bigint | undefined =>
  POSITION.test(value) && BigInt(value) <= 9_223_372_036_854_775_807n ? BigInt(value) : undefined;

/** A position a caller gave. Throws a Problem that names the field. */
export function positionGiven(field: string, value: string): bigint {
  const position = positionOf(value);
  if (position === undefined) throw invalid(field, 'position', `${field} is a position as X-Position or a change gave it`);
  return position;
}

const INSTANT = /^\d{4}-\d\d-\d\dT(?!24)\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
/** Whether this is a date that exists, `YYYY-MM-DD`. */
export function isDate(value: string): boolean {
  if (!DATE.test(value)) return false;
  const ms = Date.parse(`${value}T00:00:00Z`);
  // JavaScript turns 30 February into 1 March.
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(value);
}

function isInstant(value: string): boolean {
  return INSTANT.test(value) && isDate(value.slice(0, 10)) && !Number.isNaN(Date.parse(value));
}

const dated = (about: About, format: string, fine: (value: string) => boolean, sentence: string): PropertyDecorator =>
  field(about, 'text', { type: String, format }, (value) =>
    typeof value === 'string' && fine(value) ? undefined : [format, sentence],
  );

/** An instant, RFC 3339 with its offset. */
export const Instant = (about: About = {}): PropertyDecorator =>
  dated(about, 'date-time', isInstant, 'is an instant such as 2026-01-05T09:00:00Z');

/** A date that exists. */
export const DateOnly = (about: About = {}): PropertyDecorator =>
  dated(about, 'date', isDate, 'is a date such as 2026-01-05 that exists');

/** Dates that exist, at most `max`. */
export const Dates = (max: number, about: About = {}): PropertyDecorator =>
  field(about, 'other', { type: [String], format: 'date', maxItems: max } as ApiPropertyOptions, (value) =>
    Array.isArray(value) && value.length <= max && value.every((date) => typeof date === 'string' && isDate(date))
      ? undefined
      : ['date', `is a list of at most ${max} dates that exist`],
  );

/** Names by date, at most `max`. */
export const NamedDates = (max: number, about: About = {}): PropertyDecorator =>
  field(
    about,
    'other',
    {
      type: 'object',
      additionalProperties: { type: 'string', minLength: 1, maxLength: 100 },
      maxProperties: max,
    } as ApiPropertyOptions,
    (value) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value))
        return ['object', 'is an object of dates and names'];
      const entries = Object.entries(value);
      if (entries.length > max) return ['length', `has at most ${max} dates`];
      if (!entries.every(([date]) => isDate(date))) return ['date', 'has a date that does not exist'];
      const fault = entries.map(([, name]) => textFault(name, { max: 100 })).find(Boolean);
      return fault && [fault[0], `has a name that ${fault[1]}`];
    },
  );

/** A part with fields of its own. */
export const Part = (type: () => Class, about: About = {}): PropertyDecorator =>
  field(
    about,
    'other',
    // Swagger tells a class that is named later from a constructor by this very name of the function.
    { type: () => type() } as ApiPropertyOptions,
    (value) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) ? undefined : ['object', 'has to be an object'],
    type,
  );

/** Whether a class was declared with the decorators above. */
export const hasShape = (type: unknown): type is Class => SHAPES.has(type);

/** The request's data as the class says, or a Problem that names every field at fault. */
export function shaped<T extends object>(type: Class<T>, plain: unknown, source: 'body' | 'query'): T {
  const faults: { field: string; rule: string; sentence: string }[] = [];
  const value = build(type, plain ?? {}, source, '', faults);
  if (faults.length > 0) {
    const [{ field, sentence }] = faults;
    const errors: FieldError[] = faults.map(({ field, rule }) => ({ field, rule }));
    throw new Problem(400, 'invalid', `${field} ${sentence}`, { field, errors });
  }
  return value as T;
}

function build(
  type: Class,
  plain: unknown,
  source: 'body' | 'query',
  path: string,
  faults: { field: string; rule: string; sentence: string }[],
): object {
  const fields = SHAPES.get(type) ?? new Map<string, Field>();
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) {
    faults.push({ field: path.slice(0, -1) || source, rule: 'object', sentence: 'has to be an object' });
    return {};
  }
  const made = new type() as Record<string, unknown>;
  for (const [name, given] of Object.entries(plain)) {
    // A parameter may be written as people write it in addresses: due-before for dueBefore.
    const own = source === 'query' ? name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()) : name;
    const known = fields.get(own);
    if (!known) {
      faults.push({ field: path + name.slice(0, 100), rule: 'unknown', sentence: 'is not a field of this request' });
      continue;
    }
    if (made[own] !== undefined) {
      faults.push({ field: path + name.slice(0, 100), rule: 'unique', sentence: 'is there twice' });
      continue;
    }
    made[own] = source === 'query' ? fromQuery(known.scalar, given) : given;
  }
  for (const { property, constraints } of validateSync(made, { stopAtFirstError: true, forbidUnknownValues: false })) {
    const [rule, sentence] = (constraints?.shape ?? 'invalid\nis not as it should be').split('\n');
    faults.push({ field: path + property, rule, sentence });
  }
  for (const [name, { nested }] of fields) {
    const given = made[name];
    if (nested && typeof given === 'object' && given !== null && !Array.isArray(given))
      made[name] = build(nested(), given, source, `${path}${name}.`, faults);
  }
  return made;
}

function fromQuery(scalar: Scalar, given: unknown): unknown {
  if (typeof given !== 'string') return given;
  if (scalar === 'integer') return /^-?\d{1,15}$/.test(given) ? Number(given) : given;
  if (scalar === 'boolean') return given === 'true' ? true : given === 'false' ? false : given;
  return given;
}

/** A body or query without fields: whatever is sent is refused. */
export class Nothing {}
SHAPES.set(Nothing, new Map());
