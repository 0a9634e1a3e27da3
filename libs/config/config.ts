import { readFileSync } from 'node:fs';
import { createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { type ClockRules, findMarket, regionalMarkets } from '../domain';

/** Where the keys are that tokens are signed with, and what else a token must say. */
export interface TokenRules {
  readonly keys: { readonly url: string } | { readonly set: JSONWebKeySet };
  readonly issuer?: string;
  readonly audience?: string;
}

/** Everything a process of the product is told by its environment. */
export interface Config {
  readonly eventStoreUrl: string;
  readonly databaseUrl: string;
  readonly api: {
    readonly host: string;
    readonly port: number;
    readonly requestsPerMinute: number;
    readonly trustProxy: boolean;
  };
  /** Ports on which projector, timekeeper and reactor tell their health and metrics. */
  readonly projectorPort: number;
  readonly timekeeperPort: number;
  readonly reactorPort: number;
  readonly tokens: TokenRules;
  /** Names the test clock; undefined on real time. */
  readonly testClock: string | undefined;
  readonly clock: { readonly default: ClockRules } & { readonly [market: string]: ClockRules };
}

/** A variable of the environment that is missing or makes no sense; the message names it and the rule. */
class ConfigurationError extends Error {}

type Env = Readonly<Record<string, string | undefined>>;

const DEFAULT_HOURS: ClockRules = { allowanceHours: 24, reminderHours: 18, escalationHours: [48, 72] };

/**
 * Reads the environment. Throws {@link ConfigurationError}, also where production would start on the embedded keys (anybody with
 * the data directory could sign) or with a clock that can be set.
 */
export function loadConfig(env: Env = process.env): Config {
  const production = env.NODE_ENV === 'production';
  const testClock = loadTestClock(env);
  return {
    eventStoreUrl: url(
      env,
      'EVENTSTORE_URL',
      /^(esdb|kurrentdb|kurrent|kdb)(\+discover)?:\/\//i,
      'an esdb:// or kurrentdb:// connection string',
    ),
    databaseUrl: databaseUrl(env),
    api: {
      host: env.HELPDESK_HOST || '127.0.0.1',
      port: port(env, 'HELPDESK_PORT', 3000),
      requestsPerMinute: whole(env, 'RATE_LIMIT_PER_MINUTE', 6_000, 1, 1_000_000_000),
      trustProxy: flag(env, 'TRUST_PROXY'),
    },
    projectorPort: port(env, 'PROJECTOR_PORT', 3101),
    timekeeperPort: port(env, 'TIMEKEEPER_PORT', 3102),
    reactorPort: port(env, 'REACTOR_PORT', 3203),
    tokens: tokens(env, production),
    testClock,
    clock: loadClockHours(env),
  };
}

/** HELPDESK_TEST_CLOCK: the name of the test clock where there is one. Throws a ConfigurationError, also in production. */
export function loadTestClock(env: Env): string | undefined {
  if (!flag(env, 'HELPDESK_TEST_CLOCK')) return undefined;
  if (env.NODE_ENV === 'production') throw new ConfigurationError('HELPDESK_TEST_CLOCK: production runs on real time only');
  const name = env.HELPDESK_TEST_CLOCK_NAME || 'product';
  if (!/^[A-Za-z0-9-]{1,64}$/.test(name))
    throw new ConfigurationError(`HELPDESK_TEST_CLOCK_NAME: has 1 to 64 letters, digits and hyphens, is "${name}"`);
  return name;
}

function tokens(env: Env, production: boolean): TokenRules {
  const rules = { ...(env.JWT_ISSUER && { issuer: env.JWT_ISSUER }), ...(env.JWT_AUDIENCE && { audience: env.JWT_AUDIENCE }) };
  if (env.JWT_JWKS_URL) {
    if (!/^https?:/.test(env.JWT_JWKS_URL) || !URL.canParse(env.JWT_JWKS_URL))
      throw new ConfigurationError('JWT_JWKS_URL: has to be an http:// or https:// URL');
    return { keys: { url: env.JWT_JWKS_URL }, ...rules };
  }
  if (!env.JWT_KEY_FILE)
    throw new ConfigurationError('JWT_JWKS_URL: is required (the URL of the keys that tokens are signed with)');
  if (production)
    throw new ConfigurationError('JWT_KEY_FILE: production does not start on the embedded keys; set JWT_JWKS_URL instead');
  try {
    const set = JSON.parse(readFileSync(env.JWT_KEY_FILE, 'utf8')) as JSONWebKeySet;
    createLocalJWKSet(set);
    return { keys: { set }, ...rules };
  } catch (error) {
    throw new ConfigurationError(`JWT_KEY_FILE: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * HELPDESK_CLOCK: hours of R2.13 for all markets and for single ones. What a region is not told it has from its nation, and a nation
 * from the default. Throws a ConfigurationError.
 */
export function loadClockHours(env: Env): Config['clock'] {
  const text = env.HELPDESK_CLOCK;
  if (!text) return { default: DEFAULT_HOURS };
  const wrong = (market: string, what: string) => new ConfigurationError(`HELPDESK_CLOCK: ${market} ${what}`);
  const hours = (value: unknown, before: ClockRules, market: string): ClockRules => {
    if (!isPlain(value)) throw wrong(market, 'has to be an object');
    const stranger = Object.keys(value).find((name) => !Object.hasOwn(DEFAULT_HOURS, name));
    if (stranger !== undefined) throw wrong(market, `has ${stranger}: known are ${Object.keys(DEFAULT_HOURS).join(', ')}`);
    const merged = { ...before, ...value };
    const { allowanceHours, reminderHours, escalationHours } = merged;
    // A level is a number of hours in the record: whole ones only.
    if (!Array.isArray(escalationHours) || !escalationHours.every(Number.isSafeInteger))
      throw wrong(market, 'needs a list of whole numbers as escalationHours');
    const grows =
      reminderHours < allowanceHours && escalationHours.every((level, at) => level > (escalationHours[at - 1] ?? allowanceHours));
    if (![allowanceHours, reminderHours].every((number) => Number.isFinite(number) && number > 0) || !grows)
      throw wrong(market, 'needs reminderHours < allowanceHours < escalationHours, growing');
    return merged;
  };
  const parsed = parsedOrNot(text);
  if (!isPlain(parsed))
    throw new ConfigurationError('HELPDESK_CLOCK: has to be JSON, {"default": {"reminderHours": 18, …}, "pl": {…}}');
  const fallback = hours(parsed.default ?? {}, DEFAULT_HOURS, 'default');
  const told = Object.keys(parsed).filter((market) => market !== 'default');
  const stranger = told.find((market) => !findMarket(market));
  if (stranger !== undefined) throw new ConfigurationError(`HELPDESK_CLOCK: there is no market ${stranger}`);
  const ofMarket = (market: string): ClockRules => {
    const [nation] = market.split('-');
    const before = nation === market ? fallback : ofMarket(nation);
    return Object.hasOwn(parsed, market) ? hours(parsed[market], before, market) : before;
  };
  const markets = told.flatMap((market) => [market, ...regionalMarkets(market).map(({ id }) => id)]);
  return { ...Object.fromEntries(markets.map((market) => [market, ofMarket(market)])), default: fallback };
}

function parsedOrNot(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function flag(env: Env, name: string): boolean {
  const value = env[name] || '0';
  if (value !== '0' && value !== '1') throw new ConfigurationError(`${name}: has to be 1 or 0, is "${value}"`);
  return value === '1';
}

function url(env: Env, name: string, pattern: RegExp, what: string): string {
  const value = env[name];
  if (!value) throw new ConfigurationError(`${name}: is required (${what})`);
  // Not repeated in the message: it may hold a password.
  if (!pattern.test(value)) throw new ConfigurationError(`${name}: has to be ${what}`);
  return value;
}

/** With a host, or the directory of a socket as `?host=`: without one the driver would go to this machine. */
function databaseUrl(env: Env): string {
  const what = 'a postgres:// connection string with a host';
  const value = url(env, 'DATABASE_URL', /^postgres(ql)?:\/\//i, what);
  const { hostname, searchParams } = URL.canParse(value) ? new URL(value) : new URL('none:');
  if (hostname || searchParams.get('host')) return value;
  throw new ConfigurationError(`DATABASE_URL: has to be ${what}`);
}

const port = (env: Env, name: string, fallback: number): number => whole(env, name, fallback, 0, 65_535);

function whole(env: Env, name: string, fallback: number, least: number, most: number): number {
  const value = Number(env[name] || fallback);
  if (!/^\d*$/.test(env[name] ?? '') || !Number.isInteger(value) || value < least || value > most)
    throw new ConfigurationError(`${name}: has to be a whole number from ${least} to ${most}, is "${env[name]}"`);
  return value;
}
