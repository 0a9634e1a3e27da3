import { Body, Controller, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConfirmViolation, DismissViolation } from '../../../libs/domain';
import { Write } from '../edge/routes';
import { IdPipe } from '../edge/shape.pipe';
import { Decided, Written } from './conversations.dto';
import { Writing } from './writing';

@ApiTags('violations')
@Controller('v1/conversations/:id/violations/:violation')
export class ViolationsController {
  constructor(private readonly writing: Writing) {}

  @Write('confirm', {
    command: 'ConfirmViolation',
    summary: 'A reviewer confirms a violation (R5.2): once, as it is decided once',
    answer: Written,
  })
  confirm(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id', IdPipe) id: string,
    @Param('violation') violation: string,
    @Body() { reason }: Decided,
  ): Promise<Written> {
    return this.writing.give(request, reply, (stamp) => new ConfirmViolation(id, stamp, violation, reason));
  }

  @Write('dismiss', {
    command: 'DismissViolation',
    summary: 'A reviewer dismisses a violation (R5.2): the record stays',
    answer: Written,
  })
  dismiss(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id', IdPipe) id: string,
    @Param('violation') violation: string,
    @Body() { reason }: Decided,
  ): Promise<Written> {
    return this.writing.give(request, reply, (stamp) => new DismissViolation(id, stamp, violation, reason));
  }
}
