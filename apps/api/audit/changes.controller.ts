import { Controller, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { changesAfter } from '../../../libs/read-models';
import { ListChanges } from '../application/queries';
import { PEOPLE } from '../edge/access';
import { Reads } from '../edge/positions';
import { Read } from '../edge/routes';
import { positionGiven } from '../edge/shape';
import { ChangeAnswer, ChangesPage, ChangesQuery, StreamQuery } from './audit.dto';
import { type ChangeSource, ChangeStreams } from './change-streams';
import { LogEnd } from './log-end';

const CHANGES: ChangeSource = { projection: 'audit', event: 'change', after: changesAfter };

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
  stream(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query() { after }: StreamQuery): Promise<void> {
    return this.streams.serve(request, reply, after, CHANGES);
  }
}
