import { Body, Controller, Inject, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { GetConversation } from '../application/queries';
import { PLATFORM } from '../edge/access';
import { callerOf } from '../edge/caller';
import { Reads } from '../edge/positions';
import { Keep, Read } from '../edge/routes';
import { NewPresence, PresenceAnswer } from './presence.dto';
import { Presences } from './presences';

const COLLEAGUES = ['seller', ...PLATFORM] as const;

/** Who of the own side is where: a buyer has no colleagues. */
@ApiTags('presence')
@Controller('v1/presence')
export class PresenceController {
  constructor(
    @Inject(Presences) private readonly presences: Presences,
    private readonly reads: Reads,
  ) {}

  @Read('', { roles: COLLEAGUES, summary: 'Which conversations colleagues have open or write in', answer: PresenceAnswer })
  all(@Req() request: FastifyRequest): PresenceAnswer {
    return { items: this.presences.of(callerOf(request)) };
  }

  @Keep('', {
    roles: COLLEAGUES,
    summary: 'Tells colleagues that one has a conversation open, writes in it, or has left it; no part of the record',
    answer: PresenceAnswer,
  })
  async tell(@Req() request: FastifyRequest, @Body() told: NewPresence): Promise<PresenceAnswer> {
    await this.reads.ask(request, (view) => new GetConversation(view, told.conversation));
    await this.presences.tell(callerOf(request), told);
    return this.all(request);
  }
}
