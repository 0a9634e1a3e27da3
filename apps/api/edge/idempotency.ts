/** Under which id a request's command is given: the same for every repetition of the request. */
import { hash, randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Stamp } from '../../../libs/domain';
import { uuidV5 } from '../../../libs/event-store';
import { actorOf } from '../application/caller';
import { callerOf } from './caller';
import { networkOf } from './network';
import { invalid } from './problem';

// Changing it would make repetitions of earlier requests look new.
const REQUESTS = '0b8f6a0e-3c1d-4f0b-9a5e-7d2f4f1f9a61';

/** Who asks, when (`now`: product's time, epoch milliseconds) and under which id. Throws 400 for an Idempotency-Key that is none. */
export function stampOf(request: FastifyRequest, now: number): Stamp {
  const caller = callerOf(request);
  // Reading for a recorded reason is one access each time, whatever is sent with it.
  const given = request.method === 'GET' || request.method === 'HEAD' ? undefined : request.headers['idempotency-key'];
  const key = given ?? randomUUID();
  if (typeof key !== 'string' || !/^[ -~]{1,200}$/.test(key))
    throw invalid('Idempotency-Key', 'printable', 'Idempotency-Key has 1 to 200 printable ASCII characters');
  // Two headers come as one, with a comma between.
  if (key.includes(', ') && (request.raw.headersDistinct['idempotency-key']?.length ?? 0) > 1)
    throw invalid('Idempotency-Key', 'single', 'Idempotency-Key is given once');
  const { sub, role, seller = '' } = caller;
  // The path in full names the target, however it is encoded; the query takes no part in a write.
  const path = decodeURIComponent(request.url.split('?', 1)[0]).toLowerCase();
  const commandId = uuidV5([sub, role, seller, request.method, path, key].join('\n'), REQUESTS);
  return {
    actor: actorOf(caller),
    at: now,
    commandId,
    commandHash: hash('sha256', canonical(request.body ?? {}), 'base64url'),
    origin: `api ${networkOf(request.ip)}`,
    correlationId: commandId,
    ...(given !== undefined && { keyed: true as const }),
  };
}

/** An id that belongs to a request: the same for its repetitions. */
export const derivedId = ({ commandId }: Stamp, what: string): string => uuidV5(what, commandId);

/** JSON with its keys in order: the same content is the same text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
}
