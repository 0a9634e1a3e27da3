import { Controller, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ListChanges } from '../application/queries';
import { PEOPLE } from '../edge/access';
import { Reads } from '../edge/positions';
import { Read } from '../edge/routes';
import { positionGiven } from '../edge/shape';
import { ChangeAnswer, ChangesPage, ChangesQuery, StreamQuery } from './audit.dto';
import { ChangeStreams } from './change-streams';
import { LogEnd } from './log-end';

@ApiTags('changes')
@Controller('v1/changes')
export class ChangesController {
  constructor(
    private readonly reads: Reads,
    @Inject(ChangeStreams) private readonly streams: ChangeStreams,
    private readonly end: LogEnd,
  ) {}

  @Read('', {
    roles: PEOPLE,
    summary: 'What happened after a position, as far as the caller may see it',
    answer: ChangesPage,
    fresh: true,
  })
  async changes(@Req() request: FastifyRequest, @Query() { after: given = '0', limit = 50 }: ChangesQuery): Promise<object> {
    const after = positionGiven('after', given);
    const page = await this.reads.ask(request, (view) => new ListChanges(view, { after, limit }));
    if (page.items.length === 0) await this.end.refuseBeyond('after', after);
    return page;
  }

  @Read('stream', {
    roles: PEOPLE,
    summary: 'The same as server-sent events, as they happen; resumed by Last-Event-ID',
    answer: ChangeAnswer,
    as: 'text/event-stream',
  })
  async stream(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query() query: StreamQuery): Promise<void> {
    // A stream has no end: who asks for nothing but its head gets that at once.
    if (request.method === 'HEAD') return void reply.type('text/event-stream').send();
    const last = request.headers['last-event-id'] || undefined;
    const [name, given] = last === undefined ? ['after', query.after] : ['Last-Event-ID', String(last)];
    const from = given === undefined ? undefined : positionGiven(name, given);
    if (from !== undefined) await this.end.refuseBeyond(name, from);
    await this.streams.open(request, reply, from);
  }
}
