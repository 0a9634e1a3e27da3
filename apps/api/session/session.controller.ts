import { Body, Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../application/caller';
import { Public } from '../edge/access';
import { Authentication } from '../edge/authentication';
import { Problem } from '../edge/problem';
import { Check, Read } from '../edge/routes';
import { cookieIn, requireSameOrigin, type Session, Sessions } from '../edge/sessions';
import { Nothing } from '../edge/shape';
import { type Begun, IdentityProviders } from './identity-provider';
import { DEMO_ROLES, DemoSignIn, SessionAnswer, SignedOut } from './session.dto';

const SIGN_IN = '__Host-sign-in';
const SIGN_IN_MS = 600_000;
const RENEWED_EVERY_MS = 600_000;
const LASTS_MS = 8 * 3_600_000;
const HOME = '/console/';
/** Said, since the router has said 200 already. */
const FOUND = 302;

/** A page of the console: what a sign-in leads back to is never another site. */
const OWN_PAGE = /^\/console\/[\w\-./?=&%:+~,;@]*$/;

interface SignIn extends Begun {
  readonly back: string;
}

/** Backend for frontend (RFC 10017): the browser has a cookie and no token. */
@ApiTags('session')
@Controller('session')
export class SessionController {
  constructor(
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Authentication) private readonly tokens: Authentication,
    @Inject(IdentityProviders) private readonly providers: IdentityProviders,
  ) {}

  @Read('', { roles: 'anyone', summary: 'Who is signed in; renews the session when that is due', answer: SessionAnswer })
  async session(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<SessionAnswer> {
    const session = await this.sessions.of(request.headers);
    if (!session || session.renewAt > Date.now()) return this.#about(session);
    requireSameOrigin(request.headers);
    const renewed = await this.#renewed(session);
    await this.#give(reply, renewed);
    return this.#about(renewed);
  }

  @Public()
  @Get('sign-in')
  @ApiExcludeEndpoint()
  async signIn(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { back = HOME } = request.query as { back?: unknown };
    const found = await this.providers.begin(this.#address(request, '/session/callback')).catch(toPage(request, reply));
    if (!found) return;
    const { location, begun } = found;
    const sealed = await this.sessions.seal(
      { ...begun, back: OWN_PAGE.test(String(back)) ? String(back) : HOME } satisfies SignIn as never,
      Date.now() + SIGN_IN_MS,
    );
    // Lax: it has to come along when the provider sends the browser back.
    reply.header('set-cookie', `${SIGN_IN}=${sealed}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${SIGN_IN_MS / 1_000}`);
    reply.redirect(location, FOUND);
  }

  @Public()
  @Get('callback')
  @ApiExcludeEndpoint()
  async callback(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const signedIn = await this.#signedIn(request).catch(toPage(request, reply));
    if (!signedIn) return;
    reply.header('set-cookie', [
      await this.sessions.cookie(signedIn.session),
      `${SIGN_IN}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`,
    ]);
    reply.redirect(signedIn.back, FOUND);
  }

  async #signedIn(request: FastifyRequest): Promise<{ readonly session: Session; readonly back: string }> {
    const kept = await this.sessions.open<SignIn>(cookieIn(request.headers.cookie, SIGN_IN) ?? '');
    if (!kept) throw new Problem(401, 'sign-in-failed', 'No sign-in was begun here, or it took too long. Begin again.');
    const answer = new URL(this.#address(request, request.url));
    const { claims, accessToken, refresh } = await this.providers.finish(answer, kept);
    const caller = await this.#callerIn(claims, accessToken);
    const now = Date.now();
    return { session: { caller, refresh, renewAt: now + RENEWED_EVERY_MS, endsAt: now + LASTS_MS }, back: kept.back };
  }

  @Check('demo', { roles: 'anyone', summary: 'Signs in as one of the demo people, on embedded keys only', answer: SessionAnswer })
  async demo(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() { role }: DemoSignIn,
  ): Promise<SessionAnswer> {
    requireSameOrigin(request.headers);
    if (!this.sessions.rules.demo) throw new Problem(404, 'not-found', 'There are no demo people here.');
    const caller: Caller = role === 'seller' ? { sub: 'demo-agent', role, seller: 'demo-shop' } : { sub: `demo-${role}`, role };
    const now = Date.now();
    const session: Session = { caller, demo: true, renewAt: now + RENEWED_EVERY_MS, endsAt: now + LASTS_MS };
    await this.#give(reply, session);
    return this.#about(session);
  }

  @Check('sign-out', { roles: 'anyone', summary: 'Ends the session, at the identity provider too', answer: SignedOut })
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() _: Nothing,
  ): Promise<SignedOut> {
    requireSameOrigin(request.headers);
    const session = await this.sessions.of(request.headers);
    await this.#give(reply, undefined);
    const ending =
      session && this.sessions.rules.provider && !session.demo
        ? await this.providers.end(session.refresh, this.#address(request, HOME)).catch(() => undefined)
        : undefined;
    return { location: ending ?? HOME };
  }

  /** What the provider says now; undefined where it knows them no more. */
  async #renewed(session: Session): Promise<Session | undefined> {
    const renewAt = Date.now() + RENEWED_EVERY_MS;
    if (session.demo) return this.sessions.rules.demo ? { ...session, renewAt } : undefined;
    // Without a refresh token nobody can ask whether they still may: they sign in again.
    if (session.refresh === undefined) return undefined;
    const identity = await this.providers.renew(session.refresh);
    if (!identity) return undefined;
    // A provider need not repeat who it is; where it does, roles are as it says now.
    const caller =
      Object.keys(identity.claims).length > 0 ? await this.#callerIn(identity.claims, identity.accessToken) : session.caller;
    return { ...session, caller, refresh: identity.refresh, renewAt };
  }

  /** Roles stand in the claims of the sign-in, or, as some providers have it, in the access token only. */
  async #callerIn(claims: Readonly<Record<string, unknown>>, accessToken: string): Promise<Caller> {
    try {
      return this.tokens.callerIn(claims);
    } catch (refusal) {
      return await Promise.resolve()
        .then(() => this.tokens.callerOf(`Bearer ${accessToken}`))
        .catch(() => Promise.reject(refusal));
    }
  }

  async #give(reply: FastifyReply, session: Session | undefined): Promise<void> {
    reply.header('set-cookie', await this.sessions.cookie(session));
  }

  #about(session: Session | undefined): SessionAnswer {
    const { provider, demo } = this.sessions.rules;
    return {
      person: session ? { ...session.caller, seller: session.caller.seller ?? null } : null,
      renewIn: session ? Math.max(0, Math.ceil((session.renewAt - Date.now()) / 1_000)) : 0,
      provider: provider !== undefined,
      demo: demo ? [...DEMO_ROLES] : [],
    };
  }

  #address({ protocol, host }: FastifyRequest, path: string): string {
    return `${this.sessions.rules.address ?? `${protocol}://${host}`}${path}`;
  }
}

/** A person in a browser is led to the console, which says what went wrong in their language; a program has the problem. */
const toPage =
  (request: FastifyRequest, reply: FastifyReply) =>
  (refusal: unknown): undefined => {
    if (!(refusal instanceof Problem) || !request.headers.accept?.includes('text/html')) throw refusal;
    reply.redirect(`${HOME}?sign-in=${refusal.code}`, FOUND);
  };
