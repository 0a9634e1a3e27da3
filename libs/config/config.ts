import type { BlobPlace } from '../blobs';
import { type ClockRules, changedWeights, findMarket, regionalMarkets, SCORE_WEIGHTS, type ScoreWeights } from '../domain';
import { type ClamdAddress, loadBlobs, loadClamd } from './blobs';
import { ConfigurationError, type Env, flag, isPlain, oneOf, parsedOrNot, port, url, whole } from './environment';
import { loadSealing, type SealingConfig } from './sealing';
import { loadSessionRules, type SessionRules } from './sessions';
import { loadTokenRules, type TokenRules } from './tokens';

/** Everything a process of the product is told by its environment. */
export interface Config {
  readonly eventStoreUrl: string;
  readonly databaseUrl: string;
  readonly api: {
    readonly host: string;
    readonly port: number;
    readonly requestsPerMinute: number;
    readonly connectionsPerAddress: number;
    readonly trustProxy: boolean;
  };
  /** Ports on which projector, timekeeper, reactor and notary tell their health and metrics. */
  readonly projectorPort: number;
  readonly timekeeperPort: number;
  readonly reactorPort: number;
  readonly notaryPort: number;
  /** Whether anybody may read checkpoints and hashes of the log. */
  readonly logPublic: boolean;
  readonly tokens: TokenRules;
  readonly sessions: SessionRules;
  /** Names the test clock; undefined on real time. */
  readonly testClock: string | undefined;
  /** Whether only the parties of an order, and buyers with sellers that exist, can begin to talk (R1.6). */
  readonly orders: 'optional' | 'required';
  /** Hosts of the platform, whose links are no contact; undefined where messages are not screened. */
  readonly screening: { readonly hosts: readonly string[] } | undefined;
  /** Where attachments and other large things are kept. */
  readonly blobs: BlobPlace;
  /** How texts of people are sealed before they are stored (R9). */
  readonly sealing: SealingConfig;
  /** The scanner of attachments; undefined where there is none. */
  readonly clamd: ClamdAddress | undefined;
  readonly clock: { readonly default: ClockRules } & { readonly [market: string]: ClockRules };
  /** Weights of the score (R7), the oldest first. */
  readonly score: readonly ScoreWeights[];
}

const DEFAULT_HOURS: ClockRules = { allowanceHours: 24, reminderHours: 18, escalationHours: [48, 72] };
const CLOCK_NAMES = [...Object.keys(DEFAULT_HOURS), 'updateDays'];

/**
 * Reads the environment. Throws {@link ConfigurationError}, also where production would start on the embedded keys (anybody with
 * the data directory could sign) or with a clock that can be set.
 */
export function loadConfig(env: Env = process.env): Config {
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
      connectionsPerAddress: whole(env, 'CONNECTIONS_PER_ADDRESS', 3_000, 1, 1_000_000_000),
      trustProxy: flag(env, 'TRUST_PROXY'),
    },
    projectorPort: port(env, 'PROJECTOR_PORT', 3101),
    timekeeperPort: port(env, 'TIMEKEEPER_PORT', 3102),
    reactorPort: port(env, 'REACTOR_PORT', 3203),
    notaryPort: port(env, 'NOTARY_PORT', 3204),
    logPublic: flag(env, 'LOG_PUBLIC'),
    tokens: loadTokenRules(env),
    sessions: loadSessionRules(env),
    testClock,
    orders: oneOf(env, 'ORDERS', ['optional', 'required']),
    screening: loadScreening(env),
    blobs: loadBlobs(env),
    sealing: loadSealing(env),
    clamd: loadClamd(env),
    clock: loadClockHours(env),
    score: loadScoreWeights(env),
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

const HOST = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]{1,62}$/u;

/** SCREENING (1 or 0) and SCREENING_HOSTS, with commas between. Throws a ConfigurationError. */
function loadScreening(env: Env): Config['screening'] {
  const hosts = (env.SCREENING_HOSTS || '').split(',').flatMap((host) => host.trim() || []);
  const stranger = hosts.find((host) => !HOST.test(host));
  if (stranger !== undefined)
    throw new ConfigurationError(`SCREENING_HOSTS: has to be hosts such as shop.example.com, has "${stranger}"`);
  return flag({ SCREENING: env.SCREENING || '1' }, 'SCREENING') ? { hosts } : undefined;
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
    const stranger = Object.keys(value).find((name) => !CLOCK_NAMES.includes(name));
    if (stranger !== undefined) throw wrong(market, `has ${stranger}: known are ${CLOCK_NAMES.join(', ')}`);
    const merged = { ...before, ...value };
    const { allowanceHours, reminderHours, escalationHours, updateDays = 1 } = merged;
    if (!Number.isSafeInteger(updateDays) || updateDays < 1 || updateDays > 30)
      throw wrong(market, 'needs a whole number from 1 to 30 as updateDays');
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

/**
 * HELPDESK_SCORE: further versions of the weights of R7, each from an instant on; what one does not say it has from the one before. What
 * was scored by earlier versions stays as it was. Throws a ConfigurationError.
 */
export function loadScoreWeights(env: Env): readonly ScoreWeights[] {
  const text = env.HELPDESK_SCORE;
  if (!text) return SCORE_WEIGHTS;
  const wrong = (what: string) => new ConfigurationError(`HELPDESK_SCORE: ${what}`);
  const parsed = parsedOrNot(text);
  if (!Array.isArray(parsed) || !parsed.every(isPlain))
    throw wrong('has to be a JSON list, [{"version": "2027-1", "from": "2027-01-01T00:00:00Z", "inTime": 40, "told": 20}]');
  const versions = [...SCORE_WEIGHTS];
  for (const [index, { version, from, ...changes }] of parsed.entries()) {
    const [last] = versions.slice(-1);
    const at = typeof from === 'string' ? Date.parse(from) : Number.NaN;
    if (typeof version !== 'string' || version === '' || versions.some((one) => one.version === version))
      throw wrong(`[${index}].version has to be a name that no other version has`);
    if (!(at > last.from))
      throw wrong(`[${index}].from has to be an instant behind the version before, such as 2027-01-01T00:00:00Z`);
    try {
      versions.push({ ...changedWeights(last, changes), version, from: at });
    } catch (error) {
      throw wrong(`[${index}]: ${(error as RangeError).message}`);
    }
  }
  return versions;
}

/** With a host, or the directory of a socket as `?host=`: without one the driver would go to this machine. */
function databaseUrl(env: Env): string {
  const what = 'a postgres:// connection string with a host';
  const value = url(env, 'DATABASE_URL', /^postgres(ql)?:\/\//i, what);
  const { hostname, searchParams } = URL.canParse(value) ? new URL(value) : new URL('none:');
  if (hostname || searchParams.get('host')) return value;
  throw new ConfigurationError(`DATABASE_URL: has to be ${what}`);
}
