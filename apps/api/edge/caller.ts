import type { FastifyRequest } from 'fastify';
import type { Caller } from '../application/caller';

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
