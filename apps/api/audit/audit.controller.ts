import { Controller, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ListAudit } from '../application/queries';
import { PLATFORM } from '../edge/access';
import { Reads } from '../edge/positions';
import { invalid } from '../edge/problem';
import { Read } from '../edge/routes';
import { positionGiven } from '../edge/shape';
import { AuditQuery, TrailPage } from './audit.dto';
import { LogEnd } from './log-end';

@ApiTags('audit')
@Controller('v1/audit')
export class AuditController {
  constructor(
    private readonly reads: Reads,
    private readonly end: LogEnd,
  ) {}

  @Read('', {
    roles: PLATFORM,
    handsOut: true,
    summary: 'Every event: who, when, what, from where, at which position',
    answer: TrailPage,
    fresh: true,
  })
  async audit(@Req() request: FastifyRequest, @Query() { limit = 50, after, before, ...filter }: AuditQuery): Promise<object> {
    const between = {
      ...(after !== undefined && { after: positionGiven('after', after) }),
      ...(before !== undefined && { before: positionGiven('before', before) }),
    };
    if (between.after !== undefined && between.before !== undefined && between.after >= between.before)
      throw invalid('after', 'before', 'after lies before before');
    const page = await this.reads.ask(request, (view) => new ListAudit(view, { ...filter, ...between, limit }));
    if (between.after !== undefined && page.items.length === 0) await this.end.refuseBeyond('after', between.after);
    return page;
  }
}
