import type { FastifyReply } from 'fastify';
import type { Handled } from '../../../libs/event-store';
import { tellPosition } from '../edge/positions';
import type { Told } from './marketplace.dto';

/** The answer to what is told whole. */
export function told(reply: FastifyReply, { position, revision, events }: Handled): Told {
  tellPosition(reply, position);
  return { revision, events: events.map(({ type }) => type) };
}
