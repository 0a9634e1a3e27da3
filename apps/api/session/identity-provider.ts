/** Signing in at an OpenID Connect provider: authorization code with PKCE, state and nonce. */
import { Injectable } from '@nestjs/common';
import * as oidc from 'openid-client';
import type { SessionRules } from '../../../libs/config';
import { Problem, unavailable } from '../edge/problem';

/** What a sign-in that was begun has to find again when its answer comes. */
export interface Begun {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** What the provider says of somebody. */
interface Identity {
  readonly claims: Readonly<Record<string, unknown>>;
  /** May say more of them than the claims; whether it is a signed token of ours is for others to see. */
  readonly accessToken: string;
  readonly refresh?: string;
}

/** The provider of the configuration, found at the first sign-in: it may be away when the api starts. */
@Injectable()
export class IdentityProviders {
  #found: Promise<oidc.Configuration> | undefined;

  constructor(private readonly rules: SessionRules) {}

  /** Where to send a browser to sign in, and what to keep until it comes back. */
  async begin(redirectUri: string): Promise<{ readonly location: string; readonly begun: Begun }> {
    const configuration = await this.#configuration();
    const begun = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
    const location = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: this.rules.provider?.scope ?? '',
      state: begun.state,
      nonce: begun.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(begun.verifier),
      code_challenge_method: 'S256',
      // Without it, providers give no refresh token to somebody who agreed before.
      ...(this.rules.provider?.scope.includes('offline_access') && { prompt: 'consent' }),
    });
    return { location: location.href, begun };
  }

  /** Who came back. Throws 401 for an answer that is not that of the sign-in begun. */
  async finish(answer: URL, { state, nonce, verifier }: Begun): Promise<Identity> {
    const configuration = await this.#configuration();
    const tokens = await refusedAsProblem(
      oidc.authorizationCodeGrant(configuration, answer, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      }),
    );
    return { claims: tokens.claims() ?? {}, accessToken: tokens.access_token, refresh: tokens.refresh_token };
  }

  /** The same person, asked for again; undefined where the provider does not know them any more. Throws 503 while it is away. */
  async renew(refresh: string): Promise<Identity | undefined> {
    const configuration = await this.#configuration();
    try {
      const tokens = await oidc.refreshTokenGrant(configuration, refresh);
      return {
        claims: tokens.claims() ?? {},
        accessToken: tokens.access_token,
        refresh: tokens.refresh_token ?? refresh,
      };
    } catch (error) {
      if (error instanceof oidc.ResponseBodyError) return undefined;
      throw away();
    }
  }

  /** Tells the provider that it is over; returns where a browser ends its session there, too, where the provider has such a place. */
  async end(refresh: string | undefined, backTo: string): Promise<string | undefined> {
    const configuration = await this.#configuration();
    // Signed out here is signed out, whether the provider hears of it or not.
    if (refresh) await oidc.tokenRevocation(configuration, refresh).catch(() => undefined);
    if (!configuration.serverMetadata().end_session_endpoint) return undefined;
    const clientId = this.rules.provider?.clientId ?? '';
    return oidc.buildEndSessionUrl(configuration, { client_id: clientId, post_logout_redirect_uri: backTo }).href;
  }

  async #configuration(): Promise<oidc.Configuration> {
    const { provider } = this.rules;
    if (!provider) throw new Problem(404, 'not-found', 'Nobody signs in at a provider here.');
    const { issuer, clientId, clientSecret } = provider;
    this.#found ??= oidc.discovery(
      new URL(issuer),
      clientId,
      clientSecret,
      clientSecret === undefined ? oidc.None() : undefined,
      // A provider on this machine, as in a test; others have https.
      issuer.startsWith('http:') ? { execute: [oidc.allowInsecureRequests] } : undefined,
    );
    try {
      return await this.#found;
    } catch {
      this.#found = undefined;
      throw away();
    }
  }
}

const away = () => unavailable('provider-away', 'The identity provider cannot be reached.');

async function refusedAsProblem<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof oidc.ClientError && error.code === 'OAUTH_TIMEOUT') throw away();
    throw new Problem(401, 'sign-in-failed', 'The sign-in was refused, or is not the one that was begun here. Begin again.');
  }
}
