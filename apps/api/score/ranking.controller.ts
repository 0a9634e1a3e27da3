import { Controller, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { rankingAfter } from '../../../libs/read-models';
import { ListRanking } from '../application/queries';
import { type ChangeSource, ChangeStreams } from '../audit/change-streams';
import { PLATFORM_PARTY } from '../audit/live-tail';
import { LogEnd } from '../audit/log-end';
import { Reads } from '../edge/positions';
import { Read } from '../edge/routes';
import { positionGiven } from '../edge/shape';
import { RankingPage, RankingQuery, RankingStreamQuery, VisibilityAnswer } from './score.dto';

/** Programs that rank, and who looks after them. */
const RANKERS = ['platform', 'admin'] as const;

const RANKING: ChangeSource = {
  projection: 'score',
  event: 'visibility',
  after: (models, _, page) => rankingAfter(models, page),
  all: async (models, page) =>
    (await rankingAfter(models, page)).items.map((item) => ({
      position: BigInt(item.position),
      parties: [PLATFORM_PARTY],
      shownTo: () => item,
    })),
};

/** Changed visibility factors for a search engine (R7): each once, in commit order, to be taken up after any position. */
@ApiTags('ranking')
@Controller('v1/ranking')
export class RankingController {
  constructor(
    private readonly reads: Reads,
    @Inject(ChangeStreams) private readonly streams: ChangeStreams,
    private readonly end: LogEnd,
  ) {}

  @Read('', {
    roles: RANKERS,
    summary: 'Visibility factors that changed after a position; who never appears is neutral (R7)',
    answer: RankingPage,
    fresh: true,
  })
  async changes(@Req() request: FastifyRequest, @Query() { after: given = '0', limit = 50 }: RankingQuery): Promise<object> {
    const after = positionGiven('after', given);
    const page = await this.reads.ask(request, (view) => new ListRanking(view, { after, limit }));
    if (page.items.length === 0) await this.end.refuseBeyond('after', after);
    return page;
  }

  @Read('stream', {
    roles: RANKERS,
    summary: 'The same as server-sent events, as they happen; resumed by Last-Event-ID',
    answer: VisibilityAnswer,
    as: 'text/event-stream',
  })
  stream(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query() { after }: RankingStreamQuery): Promise<void> {
    return this.streams.serve(request, reply, after, RANKING);
  }
}
