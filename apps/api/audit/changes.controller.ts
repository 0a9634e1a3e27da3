import { Controller, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { changesAfter, recordedChanges } from '../../../libs/read-models';
import { ListChanges } from '../application/queries';
import { PEOPLE } from '../edge/access';
import { Reads } from '../edge/positions';
import { Read } from '../edge/routes';
import { positionGiven } from '../edge/shape';
import { ChangeAnswer, ChangesPage, ChangesQuery, StreamQuery } from './audit.dto';
import { type ChangeSource, ChangeStreams } from './change-streams';
import { buyerParty, PLATFORM_PARTY, sellerParty } from './live-tail';
import { LogEnd } from './log-end';

const CHANGES: ChangeSource = {
  projection: 'audit',
  event: 'change',
  isTold: true,
  after: changesAfter,
  all: async (models, page) =>
    (await recordedChanges(models, page)).map(({ position, buyer, seller, shownTo }) => ({
      position,
      shownTo,
      parties: [
        PLATFORM_PARTY,
        ...(buyer === null ? [] : [buyerParty(buyer)]),
        ...(seller === null ? [] : [sellerParty(seller)]),
      ],
    })),
};

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
    summary:
      'The same as server-sent events, as they happen; resumed by Last-Event-ID. Events called `presence` tell of colleagues, as GET /v1/presence does',
    answer: ChangeAnswer,
    as: 'text/event-stream',
  })
  stream(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query() { after }: StreamQuery): Promise<void> {
    return this.streams.serve(request, reply, after, CHANGES);
  }
}
