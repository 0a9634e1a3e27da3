import type { FastifyRequest } from 'fastify';

/** Roles a token may carry. */
export const ROLES = ['buyer', 'seller', 'admin', 'compliance'] as const;
export type CallerRole = (typeof ROLES)[number];

/** Who calls, as the verified token says. A buyer's id is its `sub`; a seller's organisation is `seller`, the member is `sub`. */
export interface Caller {
  readonly sub: string;
  readonly role: CallerRole;
  readonly seller?: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    caller?: Caller;
  }
}

/** The caller; the access table has seen to it that there is one. */
export const callerOf = (request: FastifyRequest): Caller => {
  if (!request.caller) throw new Error(`${request.url} has no caller`);
  return request.caller;
};
