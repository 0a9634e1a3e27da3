import { Body, Controller, Inject, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ProductClock } from '../../../libs/product-clock';
import type { Writer } from '../../../libs/screening';
import { GetConversation } from '../application/queries';
import { callerOf } from '../edge/caller';
import { Reads } from '../edge/positions';
import { invalid } from '../edge/problem';
import { Check } from '../edge/routes';
import { ScreeningAnswer, ScreeningCheck } from './screening.dto';
import { Screens } from './screens';

@ApiTags('screening')
@Controller('v1/screening')
export class ScreeningController {
  constructor(
    private readonly reads: Reads,
    @Inject(ProductClock) private readonly clock: ProductClock,
    @Inject(Screens) private readonly screens: Screens,
  ) {}

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
    if (conversation !== undefined) await this.reads.ask(request, (view) => new GetConversation(view, conversation));
    const found = await this.screens.check(conversation, { text: body, writer, language, at: this.clock.now() });
    return { ...found, ruleSet: this.screens.rules?.hash ?? null };
  }
}

/** As whom a caller writes: as itself, or for the platform as whom it says. */
function writerOf(request: FastifyRequest, named: Writer | undefined): Writer {
  const { role } = callerOf(request);
  if (role !== 'buyer' && role !== 'seller') return named ?? 'seller';
  if (named !== undefined && named !== role) throw invalid('role', 'own', 'role is the own one of buyers and sellers');
  return role;
}
