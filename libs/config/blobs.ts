import { resolve } from 'node:path';
import type { BlobPlace } from '../blobs';
import { ConfigurationError, type Env } from './environment';

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const PARTS = /^(?:[\w=-][\w.=-]*\/)*$/;
const OPTIONS = ['endpoint', 'region'];

/**
 * BLOBS: a directory (by default `blobs` below HELPDESK_DATA), or `s3://bucket/prefix?endpoint=https://…&region=…` with the account of
 * AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN. Throws a {@link ConfigurationError}.
 */
export function loadBlobs(env: Env = process.env): BlobPlace {
  const value = env.BLOBS || `${env.HELPDESK_DATA || '.helpdesk'}/blobs`;
  return blobPlace('BLOBS', value, env);
}

/** A place for blobs that a variable names, as {@link loadBlobs} has it. Throws a {@link ConfigurationError}. */
export const blobPlace = (variable: string, value: string, env: Env): BlobPlace =>
  /^[a-z][a-z0-9+-]*:\/\//i.test(value) ? bucketOf(variable, value, env) : { directory: resolve(value) };

function bucketOf(variable: string, value: string, env: Env): BlobPlace {
  const wrong = (what: string) => new ConfigurationError(`${variable}: ${what}`);
  const address = URL.canParse(value) ? new URL(value) : undefined;
  if (address?.protocol !== 's3:' || address.username || address.port)
    throw wrong('has to be a directory or s3://bucket/prefix?endpoint=https://…&region=…');
  const bucket = address.hostname;
  if (!BUCKET.test(bucket)) throw wrong(`"${bucket}" is no name of a bucket`);
  const prefix = address.pathname.replace(/^\/|\/$/g, '').replace(/(?<=.)$/, '/');
  if (!PARTS.test(prefix)) throw wrong('the prefix has letters, digits, dots, hyphens, equals signs and underscores');
  const stranger = [...address.searchParams.keys()].find((name) => !OPTIONS.includes(name));
  if (stranger !== undefined) throw wrong(`has ${stranger}: known are ${OPTIONS.join(' and ')}`);
  const endpoint = address.searchParams.get('endpoint')?.replace(/\/+$/, '');
  if (endpoint !== undefined && !/^https?:\/\/[^/?#@]+(\/[^?#]*)?$/.test(endpoint))
    throw wrong('endpoint has to be http:// or https://');
  const region = address.searchParams.get('region') || env.AWS_REGION || env.AWS_DEFAULT_REGION || 'us-east-1';
  if (!/^[a-z0-9-]{2,40}$/.test(region)) throw wrong('region has letters, digits and hyphens');
  const required = (name: string): string => env[name] || fail(name);
  const fail = (name: string): never => {
    throw new ConfigurationError(`${name}: is required where ${variable} is a bucket`);
  };
  return {
    bucket,
    prefix,
    region,
    ...(endpoint !== undefined && { endpoint }),
    accessKeyId: required('AWS_ACCESS_KEY_ID'),
    secretAccessKey: required('AWS_SECRET_ACCESS_KEY'),
    ...(env.AWS_SESSION_TOKEN && { sessionToken: env.AWS_SESSION_TOKEN }),
  };
}

/** Where a clamd listens. */
export type ClamdAddress = { readonly host: string; readonly port: number } | { readonly path: string };

/** CLAMD: `host:port`, or the path of a socket. Throws a {@link ConfigurationError}. */
export function loadClamd({ CLAMD: value }: Env): ClamdAddress | undefined {
  if (!value) return undefined;
  if (value.startsWith('/')) return { path: value };
  const [, host, port] = /^(?:tcp:\/\/)?(\[[0-9a-f:.]+\]|[^\s:/]+):(\d{1,5})$/i.exec(value) ?? [];
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535)
    throw new ConfigurationError('CLAMD: has to be host:port or the path of a socket');
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}
