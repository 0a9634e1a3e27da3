import { Body, Controller, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConfirmViolation, DismissViolation } from '../../../libs/domain';
import { ProductClock } from '../../../libs/product-clock';
import { Commands } from '../application/commands';
import { stampOf } from '../edge/idempotency';
import { Write } from '../edge/routes';
import { IdPipe } from '../edge/shape.pipe';
import { Decided, Written } from './conversations.dto';
import { written } from './written';

@ApiTags('violations')
@Controller('v1/conversations/:id/violations/:violation')
export class ViolationsController {
  constructor(
    private readonly commands: Commands,
    @Inject(ProductClock) private readonly clock: ProductClock,
  ) {}

  @Write('confirm', {
    command: 'ConfirmViolation',
    summary: 'A reviewer confirms a violation (R5.2): once, as it is decided once',
    answer: Written,
  })
  async confirm(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id', IdPipe) id: string,
    @Param('violation') violation: string,
    @Body() { reason }: Decided,
  ): Promise<Written> {
    const stamp = stampOf(request, this.clock.now());
    return written(reply, id, await this.commands.dispatch(new ConfirmViolation(id, stamp, violation, reason)));
  }

  @Write('dismiss', {
    command: 'DismissViolation',
    summary: 'A reviewer dismisses a violation (R5.2): the record stays',
    answer: Written,
  })
  async dismiss(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id', IdPipe) id: string,
    @Param('violation') violation: string,
    @Body() { reason }: Decided,
  ): Promise<Written> {
    const stamp = stampOf(request, this.clock.now());
    return written(reply, id, await this.commands.dispatch(new DismissViolation(id, stamp, violation, reason)));
  }
}
