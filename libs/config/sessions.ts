/** How people sign in with a browser. */
import { createHash, randomBytes } from 'node:crypto';
import { ConfigurationError, type Env } from './environment';

/** Who says who somebody is: an OpenID Connect provider, as it knows this program. */
export interface IdentityProvider {
  readonly issuer: string;
  readonly clientId: string;
  /** Undefined for a public client. */
  readonly clientSecret?: string;
  readonly scope: string;
}

/** What sessions of browsers are made with. */
export interface SessionRules {
  /** 32 bytes that seal the cookies: the same in every api process. */
  readonly key: Uint8Array;
  /** Where people reach the api, without a slash at the end; undefined: where a request says that it came to. */
  readonly address?: string;
  readonly provider?: IdentityProvider;
  /** Whether anybody may be one of the demo people: on embedded keys only. */
  readonly demo: boolean;
}

/** SESSION_SECRET, HELPDESK_URL and OIDC_…. Throws a ConfigurationError. */
export function loadSessionRules(env: Env): SessionRules {
  const provider = loadProvider(env);
  const { SESSION_SECRET: secret, HELPDESK_URL: given } = env;
  if (secret && secret.length < 32) throw new ConfigurationError('SESSION_SECRET: has to have at least 32 characters');
  if (provider && !secret)
    throw new ConfigurationError('SESSION_SECRET: is required with OIDC_ISSUER (at least 32 characters, the same for every api)');
  const address = given && webAddress('HELPDESK_URL', given);
  return {
    // Without one, sessions end with the process.
    key: secret ? createHash('sha256').update('session cookies of the helpdesk').update(secret).digest() : randomBytes(32),
    ...(address && { address }),
    ...(provider && { provider }),
    demo: !env.JWT_JWKS_URL && env.NODE_ENV !== 'production',
  };
}

function loadProvider(env: Env): IdentityProvider | undefined {
  if (!env.OIDC_ISSUER) return undefined;
  if (!env.OIDC_CLIENT_ID) throw new ConfigurationError('OIDC_CLIENT_ID: is required with OIDC_ISSUER');
  return {
    issuer: webAddress('OIDC_ISSUER', env.OIDC_ISSUER),
    clientId: env.OIDC_CLIENT_ID,
    ...(env.OIDC_CLIENT_SECRET && { clientSecret: env.OIDC_CLIENT_SECRET }),
    scope: env.OIDC_SCOPE || 'openid offline_access',
  };
}

/** An issuer is compared letter by letter, so nothing is added to it but a slash at the end is no part of an address. */
function webAddress(name: string, value: string): string {
  if (!/^https?:/.test(value) || !URL.canParse(value))
    throw new ConfigurationError(`${name}: has to be an http:// or https:// URL`);
  return value.replace(/\/$/, '');
}
