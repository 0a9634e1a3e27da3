/** Variables of the environment, each read with its rule. */

/** A variable of the environment that is missing or makes no sense; the message names it and the rule. */
export class ConfigurationError extends Error {}

/** The environment of a process. */
export type Env = Readonly<Record<string, string | undefined>>;

/** JSON as its value; undefined where a text is none. */
export function parsedOrNot(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a value is an object with names, and no list. */
export const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** 1 or 0. Throws a ConfigurationError, as all of these do. */
export function flag(env: Env, name: string): boolean {
  const value = env[name] || '0';
  if (value !== '0' && value !== '1') throw new ConfigurationError(`${name}: has to be 1 or 0, is "${value}"`);
  return value === '1';
}

/** An address that has to be there and to look like `pattern`; `what` says it in words. */
export function url(env: Env, name: string, pattern: RegExp, what: string): string {
  const value = env[name];
  if (!value) throw new ConfigurationError(`${name}: is required (${what})`);
  // Not repeated in the message: it may hold a password.
  if (!pattern.test(value)) throw new ConfigurationError(`${name}: has to be ${what}`);
  return value;
}

/** A port; 0: any free one. */
export const port = (env: Env, name: string, fallback: number): number => whole(env, name, fallback, 0, 65_535);

/** A whole number. */
export function whole(env: Env, name: string, fallback: number, least: number, most: number): number {
  const value = Number(env[name] || fallback);
  if (!/^\d*$/.test(env[name] ?? '') || !Number.isInteger(value) || value < least || value > most)
    throw new ConfigurationError(`${name}: has to be a whole number from ${least} to ${most}, is "${env[name]}"`);
  return value;
}

/** One of a closed list; the first where it is left out. */
export function oneOf<const T extends readonly string[]>(env: Env, name: string, values: T): T[number] {
  const value = env[name] || values[0];
  if (!values.includes(value)) throw new ConfigurationError(`${name}: has to be ${values.join(' or ')}, is "${value}"`);
  return value;
}
