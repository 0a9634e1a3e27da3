import { Body, Controller, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { findMarket } from '../../../libs/domain';
import { ruleSet, screen, type Writer } from '../../../libs/screening';
import { GetConversation } from '../application/queries';
import { callerOf } from '../edge/caller';
import { Reads } from '../edge/positions';
import { invalid } from '../edge/problem';
import { Check } from '../edge/routes';
import { ScreeningAnswer, ScreeningCheck } from './screening.dto';

const RULES = ruleSet();

@ApiTags('screening')
@Controller('v1/screening')
export class ScreeningController {
  constructor(private readonly reads: Reads) {}

  @Check('check', {
    roles: ['buyer', 'seller', 'admin'],
    summary: 'What screening would find in a message (R5.1), before it is sent; nothing is stored',
    answer: ScreeningAnswer,
  })
  async check(
    @Req() request: FastifyRequest,
    @Body() { body, conversation, role, language }: ScreeningCheck,
  ): Promise<ScreeningAnswer> {
    const writer = writerOf(request, role);
    const head = conversation && (await this.reads.ask(request, (view) => new GetConversation(view, conversation)));
    const found = screen(
      {
        text: body,
        role: writer,
        language: language ?? (head ? findMarket(head.market)?.languages[0] : undefined) ?? '',
        order: head && head.order !== null ? { numbers: [head.order] } : undefined,
      },
      RULES,
    );
    return { ...found, ruleSet: RULES.hash };
  }
}

/** As whom a caller writes: as itself, or for the platform as whom it says. */
function writerOf(request: FastifyRequest, named: Writer | undefined): Writer {
  const { role } = callerOf(request);
  if (role !== 'buyer' && role !== 'seller') return named ?? 'seller';
  if (named !== undefined && named !== role) throw invalid('role', 'own', 'role is the own one of buyers and sellers');
  return role;
}
