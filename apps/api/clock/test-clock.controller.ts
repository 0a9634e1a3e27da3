import { Body, Controller, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SetTestClock, testClock } from '../../../libs/domain';
import { Read, Write } from '../http/routes';
import { reached, Writing } from '../http/writing';
import { NewTime, TimeAnswer } from './market.dto';

const ROUTE = '/v1/test-clock';

/** Exists only where the test clock is switched on. */
@ApiTags('test clock')
@Controller('v1/test-clock')
export class TestClockController {
  constructor(private readonly writing: Writing) {}

  @Read('', { route: ROUTE, summary: 'The time it is', answer: TimeAnswer })
  now(): TimeAnswer {
    return { now: new Date(this.writing.clock.now()).toISOString() };
  }

  @Write('', { route: ROUTE, summary: 'Sets the time, forwards only; every process follows', answer: TimeAnswer }, 'PUT')
  async set(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() { now }: NewTime,
  ): Promise<TimeAnswer> {
    const intent = this.writing.intent(request);
    const command = new SetTestClock(intent.stamp, Date.parse(now), Date.now());
    const { events, position } = await this.writing.send(testClock, 'product', command, intent);
    await this.writing.clock.reached(position);
    reached(reply, position);
    return { now: events[0]?.data.to ?? now };
  }
}
