import { Controller, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ListChanges } from '../application/queries';
import { EVERYBODY } from '../edge/access';
import { Reads } from '../edge/positions';
import { Read } from '../edge/routes';
import { positionGiven } from '../edge/shape';
import { ChangeAnswer, ChangesPage, ChangesQuery, StreamQuery } from './audit.dto';
import { ChangeStreams } from './change-streams';

@ApiTags('changes')
@Controller('v1/changes')
export class ChangesController {
  constructor(
    private readonly reads: Reads,
    @Inject(ChangeStreams) private readonly streams: ChangeStreams,
  ) {}

  @Read('', {
    roles: EVERYBODY,
    summary: 'What happened after a position, as far as the caller may see it',
    answer: ChangesPage,
    fresh: true,
  })
  changes(@Req() request: FastifyRequest, @Query() { after = '0', limit = 50 }: ChangesQuery): Promise<object> {
    return this.reads.ask(request, (view) => new ListChanges(view, { after: positionGiven('after', after), limit }));
  }

  @Read('stream', {
    roles: EVERYBODY,
    summary: 'The same as server-sent events, as they happen; resumed by Last-Event-ID',
    answer: ChangeAnswer,
    as: 'text/event-stream',
  })
  async stream(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query() query: StreamQuery): Promise<void> {
    // A stream has no end: who asks for nothing but its head gets that at once.
    if (request.method === 'HEAD') return void reply.type('text/event-stream').send();
    const last = request.headers['last-event-id'];
    const from =
      typeof last === 'string' && last !== ''
        ? positionGiven('Last-Event-ID', last)
        : query.after === undefined
          ? undefined
          : positionGiven('after', query.after);
    await this.streams.open(request, reply, from);
  }
}
