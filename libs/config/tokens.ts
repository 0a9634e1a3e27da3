/** Whose tokens count, and what their claims are called. */
import { readFileSync } from 'node:fs';
import { createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { ConfigurationError, type Env, isPlain, parsedOrNot } from './environment';

/** Roles a token may give; a monitor reads the log of proofs and nothing else. */
export const TOKEN_ROLES = ['buyer', 'seller', 'admin', 'compliance', 'platform', 'monitor'] as const;
/** One of {@link TOKEN_ROLES}. */
export type TokenRole = (typeof TOKEN_ROLES)[number];

/** What the claims are called that say who somebody is, as what, and for whom; `a.b` is also the claim `b` inside the claim `a`. */
export type ClaimNames = Readonly<Record<'sub' | 'role' | 'seller', string>>;

/** What they are called where nothing else is said. */
export const CLAIM_NAMES: ClaimNames = { sub: 'sub', role: 'role', seller: 'seller' };

/** What a token must say, and how it says it. */
export interface TokenTerms {
  readonly issuer?: string;
  readonly audience?: string;
  /** Without them, {@link CLAIM_NAMES}. */
  readonly claims?: ClaimNames;
  /** The provider's names of roles and which of ours each is; without them, ours are used. */
  readonly roles?: ReadonlyMap<string, TokenRole>;
}

/** The same with where the keys are that tokens are signed with. */
export interface TokenRules extends TokenTerms {
  readonly keys: { readonly url: string } | { readonly set: JSONWebKeySet };
}

/** JWT_JWKS_URL or JWT_KEY_FILE, and the terms. Throws a ConfigurationError. */
export function loadTokenRules(env: Env): TokenRules {
  const terms = loadTokenTerms(env);
  if (env.JWT_JWKS_URL) {
    if (!/^https?:/.test(env.JWT_JWKS_URL) || !URL.canParse(env.JWT_JWKS_URL))
      throw new ConfigurationError('JWT_JWKS_URL: has to be an http:// or https:// URL');
    return { keys: { url: env.JWT_JWKS_URL }, ...terms };
  }
  if (!env.JWT_KEY_FILE)
    throw new ConfigurationError('JWT_JWKS_URL: is required (the URL of the keys that tokens are signed with)');
  if (env.NODE_ENV === 'production')
    throw new ConfigurationError('JWT_KEY_FILE: production does not start on the embedded keys; set JWT_JWKS_URL instead');
  try {
    const set = JSON.parse(readFileSync(env.JWT_KEY_FILE, 'utf8')) as JSONWebKeySet;
    createLocalJWKSet(set);
    return { keys: { set }, ...terms };
  } catch (error) {
    throw new ConfigurationError(`JWT_KEY_FILE: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** JWT_ISSUER, JWT_AUDIENCE, the names of claims (JWT_CLAIM_SUB, …_ROLE, …_SELLER) and JWT_ROLES. Throws a ConfigurationError. */
export function loadTokenTerms(env: Env): TokenTerms {
  const roles = loadRoles(env);
  return {
    ...(env.JWT_ISSUER && { issuer: env.JWT_ISSUER }),
    ...(env.JWT_AUDIENCE && { audience: env.JWT_AUDIENCE }),
    claims: {
      sub: claim(env, 'JWT_CLAIM_SUB', CLAIM_NAMES.sub),
      role: claim(env, 'JWT_CLAIM_ROLE', CLAIM_NAMES.role),
      seller: claim(env, 'JWT_CLAIM_SELLER', CLAIM_NAMES.seller),
    },
    ...(roles && { roles }),
  };
}

function claim(env: Env, name: string, fallback: string): string {
  const value = env[name] || fallback;
  if (!/^[!-~]{1,200}$/.test(value) || value.split('.').includes(''))
    throw new ConfigurationError(`${name}: has to be the name of a claim, with dots into nested ones, is "${value}"`);
  return value;
}

function loadRoles({ JWT_ROLES: text }: Env): ReadonlyMap<string, TokenRole> | undefined {
  if (!text) return undefined;
  const parsed = parsedOrNot(text);
  if (!isPlain(parsed) || Object.keys(parsed).length === 0)
    throw new ConfigurationError('JWT_ROLES: has to be JSON, {"helpdesk-agent": "seller", …}');
  for (const [theirs, ours] of Object.entries(parsed))
    if (!TOKEN_ROLES.includes(ours as TokenRole))
      throw new ConfigurationError(`JWT_ROLES: "${theirs}" has to be one of ${TOKEN_ROLES.join(', ')}`);
  return new Map(Object.entries(parsed) as [string, TokenRole][]);
}
