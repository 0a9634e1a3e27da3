import { InvalidStoreUrl } from './errors';

/** Where a store is and how to talk to it, read from a connection string. Times in milliseconds unless named otherwise. */
export interface StoreUrl {
  readonly hosts: readonly { readonly address: string; readonly port: number }[];
  /** The one host is a DNS name behind which the cluster's members are found. */
  readonly discover: boolean;
  readonly tls: boolean;
  readonly tlsVerifyCert: boolean;
  readonly tlsCAFile?: string;
  readonly userCertFile?: string;
  readonly userKeyFile?: string;
  readonly credentials?: { readonly username: string; readonly password: string };
  readonly connectionName?: string;
  readonly nodePreference: 'leader' | 'follower' | 'read_only_replica' | 'random';
  readonly keepAliveInterval: number;
  readonly keepAliveTimeout: number;
  readonly defaultDeadline: number;
  readonly maxDiscoverAttempts: number;
  readonly discoveryInterval: number;
  /** Seconds, as the client has it. */
  readonly gossipTimeout: number;
  /** What was corrected or ignored, a sentence each. */
  readonly warnings: readonly string[];
}

const nodePreferences = {
  leader: 'leader',
  follower: 'follower',
  readonlyreplica: 'read_only_replica',
  random: 'random',
} as const;

/** EventStoreDB's scheme, and those of KurrentDB, as which it goes on: the same protocol under other names. */
const SCHEME = /^(?:esdb|kurrentdb|kurrent|kdb)(?<discover>\+discover)?$/i;

const flat = (text: string) => text.trim().toLowerCase().replace(/[_-]/g, '');

/**
 * Reads any connection string of EventStoreDB or KurrentDB: `esdb://[user:password@]host[:port][,host…][?key=value&…]`, or
 * `esdb+discover://` with one DNS name, or the same with `kurrentdb`, `kurrent` or `kdb`. `+discover` with several hosts, of which the
 * client would silently use only the first, is corrected to the plain scheme with all of them. Throws InvalidStoreUrl.
 */
export function parseEventStoreUrl(url: string): StoreUrl {
  const warnings: string[] = [];
  const parts = /^(?<scheme>[^:/?#]+):\/\/(?:(?<credentials>[^@/?]*)@)?(?<hosts>[^/?]*)\/*(?:\?(?<query>.*))?$/.exec(
    url.trim(),
  )?.groups;
  if (!parts) throw new InvalidStoreUrl('not a connection string: expected esdb://host:port?tls=false');
  const scheme = SCHEME.exec(parts.scheme)?.groups;
  if (!scheme) {
    throw new InvalidStoreUrl(`unknown scheme "${parts.scheme}": expected esdb:// or kurrentdb://, or either with +discover`);
  }

  const hosts = parts.hosts.split(',').map(parseHost);
  const discover = scheme.discover !== undefined && hosts.length === 1;
  if (scheme.discover && !discover) {
    warnings.push('+discover is for one DNS name; with several hosts it is left out, so that each of them is tried');
  }

  const query = new Map<string, string>();
  for (const pair of (parts.query ?? '').split('&').filter(Boolean)) {
    const at = pair.indexOf('=');
    if (at < 1 || at === pair.length - 1) throw new InvalidStoreUrl(`"${pair}" is not key=value`);
    query.set(flat(pair.slice(0, at)), pair.slice(at + 1).trim());
  }
  const text = (key: string): string | undefined => {
    const value = query.get(flat(key));
    query.delete(flat(key));
    return value === undefined ? undefined : decode(value, key);
  };
  const truth = (key: string, otherwise: boolean): boolean => {
    const value = text(key);
    if (value === undefined) return otherwise;
    if (value !== 'true' && value !== 'false') throw new InvalidStoreUrl(`${key} is "${value}": expected true or false`);
    return value === 'true';
  };
  const whole = (key: string, otherwise: number, least: number): number => {
    const value = text(key);
    if (value === undefined) return otherwise;
    if (!/^-?\d+$/.test(value) || Number(value) < least) {
      throw new InvalidStoreUrl(`${key} is "${value}": expected a whole number from ${least}`);
    }
    return Number(value);
  };

  const preference = text('nodePreference') ?? 'leader';
  const nodePreference = nodePreferences[flat(preference) as keyof typeof nodePreferences];
  if (!nodePreference)
    throw new InvalidStoreUrl(`nodePreference is "${preference}": expected leader, follower, readOnlyReplica or random`);
  if (!truth('throwOnAppendFailure', true))
    warnings.push('throwOnAppendFailure=false is ignored: conflicts are always errors here');

  const parsed = {
    hosts,
    discover,
    tls: truth('tls', true),
    tlsVerifyCert: truth('tlsVerifyCert', true),
    tlsCAFile: text('tlsCAFile'),
    userCertFile: text('userCertFile'),
    userKeyFile: text('userKeyFile'),
    credentials: parts.credentials === undefined ? undefined : parseCredentials(parts.credentials),
    connectionName: text('connectionName'),
    nodePreference,
    // The client's own 10 s + 10 s leave a subscription on a frozen server in the dark for 20 s.
    keepAliveInterval: whole('keepAliveInterval', 1000, -1),
    keepAliveTimeout: whole('keepAliveTimeout', 2000, -1),
    defaultDeadline: whole('defaultDeadline', 10_000, 1),
    maxDiscoverAttempts: whole('maxDiscoverAttempts', 10, 1),
    discoveryInterval: whole('discoveryInterval', 100, 0),
    // A frozen member must not use up the time of a whole attempt before the next one is asked.
    gossipTimeout: whole('gossipTimeout', 1, 1),
  };
  if (!parsed.userCertFile !== !parsed.userKeyFile) throw new InvalidStoreUrl('userCertFile and userKeyFile belong together');
  if (parsed.credentials && !parsed.tls) warnings.push('credentials are not sent without TLS');
  for (const key of query.keys()) warnings.push(`unknown option "${key}" is ignored`);

  return { ...parsed, warnings };
}

function parseHost(host: string): { address: string; port: number } {
  const match = /^(?<address>[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::(?<port>.*))?$/.exec(host.trim())?.groups;
  if (!match) throw new InvalidStoreUrl(host.trim() ? `"${host}" is not a host or host:port` : 'a host is missing');
  const port = match.port === undefined ? 2113 : Number(match.port);
  if (!/^\d+$/.test(match.port ?? '2113') || port < 1 || port > 65_535)
    throw new InvalidStoreUrl(`"${match.port}" is not a port`);
  return { address: match.address, port };
}

function parseCredentials(text: string): { username: string; password: string } {
  const at = text.indexOf(':');
  if (at < 1) throw new InvalidStoreUrl('credentials are expected as user:password');
  return { username: decode(text.slice(0, at), 'user'), password: decode(text.slice(at + 1), 'password') };
}

function decode(text: string, what: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new InvalidStoreUrl(`${what} is not URI-encoded`);
  }
}
