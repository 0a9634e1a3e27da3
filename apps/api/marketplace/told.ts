import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Stamp } from '../../../libs/domain';
import type { Handled } from '../../../libs/event-store';
import { stampOf } from '../edge/idempotency';
import { tellPosition } from '../edge/positions';
import type { Told } from './marketplace.dto';

/** The stamp of what is told whole: the same again is nothing by its content, so that nothing has to be kept for a key. */
export function toldAt(request: FastifyRequest, now: number): Stamp {
  const { keyed: _, ...stamp } = stampOf(request, now);
  return stamp;
}

/** The answer to it. */
export function told(reply: FastifyReply, { position, revision, events }: Handled): Told {
  tellPosition(reply, position);
  return { revision, events: events.map(({ type }) => type) };
}
