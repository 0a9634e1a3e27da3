import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { getMetadataStorage, isUUID, type ValidationError, validateSync } from 'class-validator';
import { type FieldError, notFound, Problem } from './problem';
import { elementOf, isHexadecimal, Nothing, severalOf } from './shape';

type Class<T extends object = object> = new () => T;
type Source = 'body' | 'query';
interface Fault extends FieldError {
  readonly sentence: string;
}

/** Checks every body and query that a controller declares. */
export class ShapePipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    const declared = metatype as Class | undefined;
    if ((type !== 'body' && type !== 'query') || !declared || (fieldsOf(declared).size === 0 && declared !== Nothing))
      return value;
    return shaped(declared, value, type);
  }
}

/** An id in the path: what is no UUID names nothing. */
export class IdPipe implements PipeTransform {
  transform(value: string): string {
    if (!isUUID(value)) throw notFound();
    return value.toLowerCase();
  }
}

/** The request's data as the class says, or a Problem that names every field at fault. */
export function shaped<T extends object>(type: Class<T>, plain: unknown, source: Source): T {
  const faults: Fault[] = [];
  const value = instanceOf(type, plain === undefined ? {} : plain, source, '', faults);
  if (value)
    for (const error of inOrder(type, validateSync(value, { forbidUnknownValues: false }))) faults.push(...faultsOf(error, ''));
  if (faults.length === 0) return value as T;
  const [{ field, sentence }] = faults;
  throw new Problem(400, 'invalid', `${field} ${sentence}`, {
    field,
    errors: faults.map(({ field, rule }) => ({ field, rule })),
  });
}

/** The declared type of each field that has a check. */
const FIELDS = new Map<Class, ReadonlyMap<string, unknown>>();

function fieldsOf(type: Class): ReadonlyMap<string, unknown> {
  const known = FIELDS.get(type);
  if (known) return known;
  const names = getMetadataStorage()
    .getTargetValidationMetadatas(type, '', false, false)
    .map(({ propertyName }) => propertyName);
  const made = new Map(names.map((name) => [name, Reflect.getMetadata('design:type', type.prototype, name)]));
  FIELDS.set(type, made);
  return made;
}

/** As the fields are declared, those of a class that it extends first. */
function inOrder(type: Class, errors: readonly ValidationError[]): ValidationError[] {
  const declared = (of: Class): string[] => {
    const above = Object.getPrototypeOf(of.prototype).constructor as Class;
    const inherited = above === Object ? [] : declared(above);
    return [...inherited, ...[...fieldsOf(of).keys()].filter((name) => !inherited.includes(name))];
  };
  const names = declared(type);
  return [...errors].sort((one, other) => names.indexOf(one.property) - names.indexOf(other.property));
}

/** An instance with what was sent, unchecked but for fields that are not declared or there twice. */
function instanceOf(type: Class, plain: unknown, source: Source, path: string, faults: Fault[]): object | undefined {
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) {
    faults.push({ field: source, rule: 'object', sentence: 'has to be an object' });
    return undefined;
  }
  const fields = fieldsOf(type);
  const made = new type() as Record<string, unknown>;
  for (const [name, given] of Object.entries(plain)) {
    // A parameter may be written as people write it in addresses: due-before for dueBefore.
    const own = source === 'query' ? name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()) : name;
    const field = path + name.slice(0, 100);
    if (!fields.has(own)) faults.push({ field, rule: 'unknown', sentence: 'is not a field of this request' });
    else if (made[own] !== undefined) faults.push({ field, rule: 'unique', sentence: 'is there twice' });
    else if (severalOf(type, own)) made[own] = valuesOf(given, severalOf(type, own) === 'commas');
    else if (isHexadecimal(type, own)) made[own] = Array.isArray(given) ? given.map(inSmallLetters) : inSmallLetters(given);
    else
      made[own] = Array.isArray(given)
        ? entries(elementOf(type, own), given, source, field, faults)
        : typed(fields.get(own), given, source, `${field}.`, faults);
  }
  return made;
}

/** What was sent, as its declared type: parts are instances of theirs, and a query string has numbers and flags, too. */
function typed(type: unknown, given: unknown, source: Source, path: string, faults: Fault[]): unknown {
  if (source === 'query' && typeof given === 'string') {
    if (type === Number) return /^-?\d{1,15}$/.test(given) ? Number(given) : given;
    if (type === Boolean) return given === 'true' ? true : given === 'false' ? false : given;
    return given;
  }
  const part = typeof given === 'object' && given !== null && !Array.isArray(given) && typeof type === 'function';
  return part && fieldsOf(type as Class).size > 0 ? instanceOf(type as Class, given, source, path, faults) : given;
}

const inSmallLetters = (given: unknown): unknown => (typeof given === 'string' ? given.toLowerCase() : given);

/** The values of a parameter that may have several. */
const valuesOf = (given: unknown, byCommas: boolean): unknown[] =>
  [given].flat().flatMap((one) => (byCommas && typeof one === 'string' ? one.split(',') : [one]));

/** The entries of a list, which may be parts. */
function entries(type: unknown, given: readonly unknown[], source: Source, field: string, faults: Fault[]): unknown[] {
  return given.map((one, at) => typed(type, one, source, `${field}[${at}].`, faults));
}

/** What the rules of class-validator are called in an answer. */
const RULES: Readonly<Record<string, string>> = {
  isString: 'string',
  maxLength: 'length',
  matches: 'pattern',
  isUuid: 'uuid',
  isArray: 'array',
  arrayMaxSize: 'length',
  arrayUnique: 'unique',
  isIn: 'one-of',
  isInt: 'integer',
  min: 'integer',
  max: 'integer',
  isBoolean: 'boolean',
  isObject: 'object',
};

/** The first check that each field broke, in the order they are declared. */
function faultsOf({ property, value, constraints = {}, contexts = {}, children = [] }: ValidationError, path: string): Fault[] {
  const field = /^\d+$/.test(property) ? `${path.slice(0, -1)}[${property}]` : path + property;
  const [broken] = Object.entries(constraints);
  if (!broken) return children.flatMap((child) => faultsOf(child, `${field}.`));
  if (value === undefined) return [{ field, rule: 'required', sentence: 'is required' }];
  const [name, message] = broken;
  const rule = (contexts[name] as { rule?: string } | undefined)?.rule ?? RULES[name] ?? name;
  return [{ field, rule, sentence: message.startsWith(`${property} `) ? message.slice(property.length + 1) : message }];
}
