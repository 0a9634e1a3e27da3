/**
 * Who may call what. Each route says it where it is declared: a write by the domain's command it gives (libs/domain `MAY`), a read by
 * roles. A route that says nothing does not start (access.guard.ts). The whole table stands as text in test/stories/access.spec.ts.
 */
import { RouteConfig } from '@nestjs/platform-fastify';
import { MAY, type ProductCommand } from '../../../libs/domain';
import { CALLER_ROLES, type CallerRole } from '../application/caller';

export interface Access {
  /** `anyone` needs no token. */
  readonly roles: readonly CallerRole[] | 'anyone';
  /** What people wrote or who they are, what it stands for, or what becomes of it: attempts that are refused are recorded (R1.3). */
  readonly handsOut?: true;
}

/** All who have a token, but for who watches the log alone. */
export const EVERYBODY = CALLER_ROLES.filter((role): role is Exclude<CallerRole, 'monitor'> => role !== 'monitor');
/** Who reads the log of proofs: the platform's own people, and monitors. */
export const LOG_READERS = ['admin', 'compliance', 'monitor'] as const satisfies readonly CallerRole[];
/** The platform's own people, who are no party to a conversation. */
export const PLATFORM = ['admin', 'compliance'] as const satisfies readonly CallerRole[];
/** People, whose own or whose charge is what was written: no program of the platform reads that (R1.6). */
export const PEOPLE = ['buyer', 'seller', ...PLATFORM] as const satisfies readonly CallerRole[];

/** Who may give a command over HTTP. */
export const mayGive = (command: ProductCommand['type']): readonly CallerRole[] =>
  CALLER_ROLES.filter((role) => MAY[command].includes(role));

/** Marks a route that needs no token. */
export const Public = (): MethodDecorator => RouteConfig({ access: { roles: 'anyone' } satisfies Access });

/** Routes of the server itself and of the page of the API, which no controller declares. */
export const PAGES: ReadonlySet<string> = new Set([
  '/',
  '/console',
  '/console/*',
  '/openapi.json',
  '/docs',
  '/docs/',
  '/docs/*',
  '/docs/index.html',
  '/docs/LICENSE',
  '/docs/swagger-ui-init.js',
  '/docs/docs/swagger-ui-init.js',
]);

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
    /** false: whatever query comes with it is refused. */
    query?: boolean;
    /** How many bytes its body may have, where that is not what all may have. */
    bodyLimit?: number;
    /** Its body is multipart/form-data. */
    multipart?: true;
  }
}
