/**
 * What a field of a request may be: class-validator's own checks, grouped as this product needs them, with the part of the OpenAPI
 * description that goes with them. shape.pipe.ts applies them and refuses whatever is not declared.
 */
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsString,
  IsUUID,
  isISO8601,
  Matches,
  Max,
  MaxLength,
  Min,
  matches,
  ValidateBy,
  ValidateIf,
  ValidateNested,
  type ValidationOptions,
} from 'class-validator';
import {
  CONTROL_IN_LINES,
  DIRECTION,
  MARKETS,
  ORDER_ID,
  ORDER_ID_IS,
  PERSON_ID,
  PERSON_ID_IS,
  regionalMarkets,
  SELLER_ID,
  SELLER_ID_IS,
  SURROGATE,
  VISIBLE,
} from '../../../libs/domain';
import { invalid } from './problem';

/** What every field may say about itself. */
interface About {
  readonly optional?: boolean;
  readonly nullable?: boolean;
  readonly about?: string;
  readonly example?: unknown;
}

/** A field with these checks. IsOptional would let null through where a field may only be left out. */
const field = ({ optional, nullable, about, example }: About, api: object, ...checks: PropertyDecorator[]): PropertyDecorator =>
  applyDecorators(
    ...(optional ? [ValidateIf((_, value) => value !== undefined)] : []),
    ...(nullable ? [ValidateIf((_, value) => value !== null)] : []),
    ...checks,
    ApiProperty({
      required: !optional,
      ...(nullable && { nullable }),
      ...(about !== undefined && { description: about }),
      ...(example !== undefined && { example }),
      ...api,
    } as ApiPropertyOptions),
  );

/** What a broken check is called in the answer, where its own name is not meant. */
const called = (rule: string, sentence: string): ValidationOptions => ({ context: { rule }, message: `$property ${sentence}` });

/** What ids and numbers look like, and how that is said to whoever sent another. */
const PERSON = { is: PERSON_ID, sentence: `has to be ${PERSON_ID_IS}` };
const SELLER = { is: SELLER_ID, sentence: `has to be ${SELLER_ID_IS}` };
/** The number of an order. */
export const ORDER_NUMBER = { is: ORDER_ID, sentence: `has to be ${ORDER_ID_IS}` };
const LANGUAGE = {
  is: /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/,
  sentence: 'has to be a language as BCP 47 writes it, such as pt-BR',
};

/** A check that class-validator does not have. */
const own = (rule: string, sentence: string, fine: (value: unknown) => boolean): PropertyDecorator =>
  ValidateBy(
    { name: `${rule} ${sentence}`, validator: { validate: fine, defaultMessage: () => `$property ${sentence}` } },
    {
      context: { rule },
    },
  );

/** A control character, or one that ends a line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

const isText = (value: unknown): value is string => typeof value === 'string';

/** Text that can be kept and shown. `lines`, `evidence`: see TextOptions. */
const WellFormed = (lines = false, evidence = false): PropertyDecorator =>
  applyDecorators(
    own('length', 'is empty: there is nothing in it to be seen', (value) => isText(value) && VISIBLE.test(value)),
    own(
      'unicode',
      'is not well-formed Unicode: it has half a surrogate pair',
      (value) => isText(value) && !SURROGATE.test(value),
    ),
    own(
      'control-characters',
      'has control characters',
      (value) => isText(value) && !(lines ? CONTROL_IN_LINES : CONTROL).test(value),
    ),
    own(
      'direction',
      'has characters that turn the direction of writing (U+202A to U+202E, U+2066 to U+2069)',
      (value) => evidence || (isText(value) && !DIRECTION.test(value)),
    ),
  );

interface TextOptions extends About {
  readonly max: number;
  /** With line ends (LF or CR LF) and tabs. */
  readonly lines?: boolean;
  /** What one says to another: kept as it was said, in whatever direction. */
  readonly evidence?: boolean;
  readonly pattern?: { readonly is: RegExp; readonly sentence: string };
}

/** Text of 1 to `max` characters, well-formed and without control characters. */
export const Text = ({ max, lines, evidence, pattern, ...about }: TextOptions): PropertyDecorator =>
  field(
    about,
    { type: String, minLength: 1, maxLength: max, ...(pattern && { pattern: pattern.is.source }) },
    IsString(),
    MaxLength(max),
    WellFormed(lines, evidence),
    ...(pattern ? [Matches(pattern.is, called('pattern', pattern.sentence))] : []),
  );

/** Who somebody is to the identity provider (R1.7). */
export const Person = (about: About = {}): PropertyDecorator => Text({ ...about, max: 255, pattern: PERSON });

/** The id of a seller. */
export const Seller = (about: About = {}): PropertyDecorator => Text({ ...about, max: 64, pattern: SELLER });

/** A language, BCP 47. */
export const LanguageTag = (about: About = {}): PropertyDecorator => Text({ ...about, max: 35, pattern: LANGUAGE });

/** What is said of a list that has something else among its entries. */
const each = (rule: string, what: string): ValidationOptions => ({ ...called(rule, `has an entry that is ${what}`), each: true });
const eachOf = (values: readonly string[]): ValidationOptions => each('one-of', `none of: ${values.join(', ')}`);
const ONCE = called('unique', 'has an entry twice');

const HEXADECIMAL = Symbol('hexadecimal');
/** Whether a field is in hexadecimal: however it was written, it comes in small letters. */
export const isHexadecimal = (type: object, name: string): boolean =>
  Reflect.getMetadata(HEXADECIMAL, (type as { prototype: object }).prototype, name) === true;

const hexadecimal = (...given: Parameters<typeof field>): PropertyDecorator =>
  applyDecorators(Reflect.metadata(HEXADECIMAL, true) as PropertyDecorator, field(...given));

/** A UUID. */
export const Uuid = (about: About = {}): PropertyDecorator =>
  hexadecimal(about, { type: String, format: 'uuid' }, IsString(), IsUUID('all'));

/** A list of at most `max` UUIDs, none twice, however they are written. */
export const Uuids = (max: number, about: About = {}): PropertyDecorator =>
  hexadecimal(
    about,
    { type: [String], format: 'uuid', maxItems: max, uniqueItems: true },
    IsArray(),
    ArrayMaxSize(max),
    IsUUID('all', each('uuid', 'no UUID')),
    ArrayUnique(ONCE),
  );

const SHA256 = /^[0-9a-f]{64}$/i;

/** A list of at most `max` SHA-256 in hexadecimal, none twice, however they are written. */
export const Hashes = (max: number, about: About = {}): PropertyDecorator =>
  hexadecimal(
    about,
    { type: [String], items: { type: 'string', pattern: SHA256.source }, maxItems: max, uniqueItems: true },
    IsArray(),
    ArrayMaxSize(max),
    Matches(SHA256, each('pattern', 'no SHA-256 in hexadecimal')),
    ArrayUnique(ONCE),
  );

/** One of a closed list. */
export const OneOf = (values: readonly string[], about: About = {}, options?: ValidationOptions): PropertyDecorator =>
  field(about, { type: String, enum: [...values] }, IsIn(values, options));

const MARKET_IDS = MARKETS.flatMap(({ id }) => [id, ...regionalMarkets(id).map((region) => region.id)]);
/** A market that exists. */
export const KnownMarket = (about: About = {}): PropertyDecorator =>
  OneOf(MARKET_IDS, about, called('market', 'is no market of GET /markets'));

/** A whole number. */
export const Whole = (min: number, max: number, about: About & { default?: number } = {}): PropertyDecorator =>
  field(
    about,
    { type: 'integer', minimum: min, maximum: max, ...(about.default !== undefined && { default: about.default }) },
    IsInt(),
    Min(min),
    Max(max),
  );

/** true or false. */
export const Flag = (about: About = {}): PropertyDecorator => field(about, { type: Boolean }, IsBoolean());

const IS_POSITION = 'is a position as X-Position or a change gave it';
/** How a position is written. */
export const POSITION = /^\d{1,19}$/;
/** A position in the store: digits, because it does not fit a JSON number. */
export const Position = (about: About = {}): PropertyDecorator =>
  Text({ ...about, max: 20, pattern: { is: POSITION, sentence: IS_POSITION } });

/** A position a caller gave. Throws a Problem that names the field. */
export function positionGiven(name: string, value: string): bigint {
  if (!POSITION.test(value) || BigInt(value) > 9_223_372_036_854_775_807n)
    throw invalid(name, 'position', `${name} ${IS_POSITION}`);
  return BigInt(value);
}

const INSTANT = /^\d{4}-\d\d-\d\dT(?!24)\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const STRICT = { strict: true } as const;
const IS_INSTANT = called('date-time', 'is an instant such as 2026-01-05T09:00:00Z');
const IS_DATE = called('date', 'is a date such as 2026-01-05 that exists');
const ARE_DATES: ValidationOptions = { ...called('date', 'is a list of dates that exist'), each: true };

/** An instant, RFC 3339 with its offset. `before`: the field with an instant that it lies before, where both are there. */
export const Instant = ({ before, ...about }: About & { readonly before?: string } = {}): PropertyDecorator =>
  field(
    about,
    { type: String, format: 'date-time' },
    Matches(INSTANT, IS_INSTANT),
    IsISO8601(STRICT, IS_INSTANT),
    ...(before === undefined ? [] : [liesBefore(before)]),
  );

type Instants = Readonly<Record<string, unknown>>;
const liesBefore = (other: string): PropertyDecorator =>
  ValidateBy(
    {
      name: `before ${other}`,
      validator: {
        // What is no instant is told for its own field.
        validate: (value, on) =>
          !(Date.parse(String(value)) >= Date.parse(String((on?.object as Instants | undefined)?.[other]))),
        defaultMessage: () => `$property lies before ${other}`,
      },
    },
    { context: { rule: 'before' } },
  );

/** A date that exists. */
export const DateOnly = (about: About = {}): PropertyDecorator =>
  field(about, { type: String, format: 'date' }, Matches(DATE, IS_DATE), IsISO8601(STRICT, IS_DATE));

/** Dates that exist, at most `max`. */
export const Dates = (max: number, about: About = {}): PropertyDecorator =>
  field(
    about,
    { type: [String], format: 'date', maxItems: max },
    IsArray(),
    ArrayMaxSize(max),
    Matches(DATE, ARE_DATES),
    IsISO8601(STRICT, ARE_DATES),
  );

const NAME = { max: 100 };
const isName = (name: unknown) =>
  isText(name) &&
  [...name].length <= NAME.max &&
  VISIBLE.test(name) &&
  !SURROGATE.test(name) &&
  !CONTROL.test(name) &&
  !DIRECTION.test(name);

/** Names by date, at most `max`. */
export const NamedDates = (max: number, about: About = {}): PropertyDecorator =>
  field(
    about,
    {
      type: 'object',
      additionalProperties: { type: 'string', minLength: 1, maxLength: NAME.max },
      maxProperties: max,
    },
    IsObject(),
    own('length', `has at most ${max} dates`, (value) => Object.keys(Object(value)).length <= max),
    own('date', 'has a date that does not exist', (value) =>
      Object.keys(Object(value)).every((date) => matches(date, DATE) && isISO8601(date, STRICT)),
    ),
    own('name', `has a name that is no text of 1 to ${NAME.max} characters`, (value) =>
      Object.values(Object(value)).every(isName),
    ),
  );

/** A part with fields of its own. */
export const Part = (type: () => new () => object, about: About = {}): PropertyDecorator =>
  // Swagger tells a class that is named later from a constructor by this very name of the function.
  field(about, { type: () => type() }, IsObject(), ValidateNested());

const PARTS = Symbol('parts');
/** What the entries of a list are that is declared by {@link Parts}; undefined for other fields. */
export const elementOf = (type: object, name: string): unknown =>
  (Reflect.getMetadata(PARTS, (type as { prototype: object }).prototype, name) as (() => unknown) | undefined)?.();

/** A list of at most `max` parts. */
export const Parts = (type: () => new () => object, max: number, about: About = {}): PropertyDecorator =>
  applyDecorators(
    Reflect.metadata(PARTS, type) as PropertyDecorator,
    field(
      about,
      { type: () => type(), isArray: true, maxItems: max },
      IsArray(),
      ArrayMaxSize(max),
      own('object', 'has an entry that is no object', (value) =>
        [value].flat().every((one) => typeof one === 'object' && one !== null && !Array.isArray(one)),
      ),
      ValidateNested({ each: true }),
    ),
  );

/** Some of a closed list, none twice. */
export const Some = (values: readonly string[], about: About = {}): PropertyDecorator =>
  field(
    about,
    { type: [String], enum: [...values], uniqueItems: true },
    IsArray(),
    IsIn(values, eachOf(values)),
    ArrayUnique(ONCE),
  );

/** A list of at most `max` names: single lines of 1 to 100 characters, none twice. */
export const Names = (max: number, about: About = {}): PropertyDecorator =>
  field(
    about,
    { type: [String], maxItems: max, uniqueItems: true },
    IsArray(),
    ArrayMaxSize(max),
    own('name', `has an entry that is no text of 1 to ${NAME.max} characters`, (value) => [value].flat().every(isName)),
    ArrayUnique(ONCE),
  );

/** A market that exists, of several. */
export const KnownMarkets = (about: About = {}): PropertyDecorator => Some(MARKET_IDS, about);

const SEVERAL = Symbol('several');
/** How several values of a parameter are told apart that is declared by {@link Several}: repeated, or with commas, too. */
export const severalOf = (type: object, name: string): 'repeated' | 'commas' | undefined =>
  Reflect.getMetadata(SEVERAL, (type as { prototype: object }).prototype, name);

/** How many values a parameter may have. */
const VALUES = 50;

/** A parameter of a query with one value or several: repeated; with commas between them, too, where no value can have one. */
const several = (how: 'repeated' | 'commas', about: About, items: object, ...checks: PropertyDecorator[]): PropertyDecorator =>
  applyDecorators(
    Reflect.metadata(SEVERAL, how) as PropertyDecorator,
    field(
      { ...about, about: `${about.about ?? ''} Several: repeated${how === 'commas' ? ', or with commas' : ''}.`.trim() },
      { type: [String], ...items, maxItems: VALUES, uniqueItems: true },
      ArrayMaxSize(VALUES),
      ArrayUnique(ONCE),
      ...checks,
    ),
  );

/** Some of a closed list. */
export const SomeOf = (values: readonly string[], about: About = {}, options?: ValidationOptions): PropertyDecorator =>
  several('commas', about, { enum: [...values] }, IsIn(values, { ...eachOf(values), ...options }));

/** Some markets. */
export const SomeMarkets = (about: About = {}): PropertyDecorator =>
  SomeOf(MARKET_IDS, about, called('market', 'is no market of GET /markets'));

/** Some sellers. */
export const SomeSellers = (about: About = {}): PropertyDecorator =>
  several('commas', about, {}, Matches(SELLER_ID, each('pattern', `no seller: ${SELLER_ID_IS}`)));

/** Some texts of at most `max` characters and this pattern, which `what` says in words. */
export const SomeTexts = (max: number, pattern: RegExp, what: string, about: About = {}): PropertyDecorator =>
  several(
    'repeated',
    about,
    {},
    MaxLength(max, each('length', `longer than ${max} characters`)),
    Matches(pattern, each('pattern', `not ${what}`)),
  );

/** A cursor of a page before. */
export const CURSOR = {
  max: 2_000,
  pattern: { is: /^[A-Za-z0-9_=.+/-]+$/, sentence: 'is not one this list gave out' },
  optional: true,
  about: 'As `next` of the page before gave it.',
} as const;
/** How many entries a page has at most. */
export const LIMIT = { optional: true, default: 50, about: 'Entries of a page.' } as const;

/** A body or query without fields: whatever is sent is refused. */
export class Nothing {}
