import type { FastifyRequest } from 'fastify';
import { SELLER_ID } from '../../../libs/domain';
import type { Caller } from '../application/caller';
import { notFound } from './problem';

declare module 'fastify' {
  interface FastifyRequest {
    caller?: Caller;
  }
}

/** The caller; the access guard has seen to it that there is one. */
export const callerOf = (request: FastifyRequest): Caller => {
  if (!request.caller) throw new Error(`${request.url} has no caller`);
  return request.caller;
};

/** Throws 404 unless the caller may ask about the seller that an address names: a seller only about itself. */
export function requireOwnSeller(request: FastifyRequest, seller: string): void {
  const caller = callerOf(request);
  if (!SELLER_ID.test(seller) || (caller.role === 'seller' && caller.seller !== seller)) throw notFound();
}
