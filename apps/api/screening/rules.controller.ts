import { Body, Controller, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RestoreRule } from '../../../libs/domain';
import { ProductClock } from '../../../libs/product-clock';
import { Commands } from '../application/commands';
import { ListRules } from '../application/queries';
import { PLATFORM } from '../edge/access';
import { stampOf } from '../edge/idempotency';
import { Reads, tellPosition } from '../edge/positions';
import { notFound } from '../edge/problem';
import { Read, Write } from '../edge/routes';
import { Restoration, RestoredAnswer, RulesAnswer, RulesQuery } from './rules.dto';

const RULE = /^[A-Za-z0-9._-]{1,64}$/;

/** How often rules of screening are right, as reviewers decide, and what follows from it (R5.2). */
@ApiTags('screening')
@Controller('v1/screening/rules')
export class RulesController {
  constructor(
    private readonly commands: Commands,
    private readonly reads: Reads,
    @Inject(ProductClock) private readonly clock: ProductClock,
  ) {}

  @Read('', {
    roles: PLATFORM,
    summary: 'Rules that were reviewed, by language: how often they are right, and which are demoted',
    answer: RulesAnswer,
    fresh: true,
  })
  list(@Req() request: FastifyRequest, @Query() { language }: RulesQuery): Promise<object> {
    return this.reads.ask(request, (view) => new ListRules(view, language));
  }

  @Write(':rule/restoration', {
    command: 'RestoreRule',
    summary: 'Lets a demoted rule act again; it is weighed by what is reviewed from then on',
    answer: RestoredAnswer,
  })
  async restore(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('rule') rule: string,
    @Body() { language, reason }: Restoration,
  ): Promise<RestoredAnswer> {
    if (!RULE.test(rule)) throw notFound();
    const { position } = await this.commands.dispatch(
      new RestoreRule(rule, stampOf(request, this.clock.now()), language, reason),
    );
    tellPosition(reply, position);
    return { rule, language, demoted: false };
  }
}
