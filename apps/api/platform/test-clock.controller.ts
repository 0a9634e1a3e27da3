import { Body, Controller, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { iso, SetTestClock, testClock } from '../../../libs/domain';
import { reached, Writing } from '../edge/idempotency';
import { unavailable } from '../edge/problem';
import { Read, Write } from '../edge/routes';
import { NewTime, TimeAnswer } from '../markets/market.dto';

const ROUTE = '/v1/test-clock';

/** Exists only where the test clock is switched on. */
@ApiTags('test clock')
@Controller('v1/test-clock')
export class TestClockController {
  constructor(private readonly writing: Writing) {}

  @Read('', { route: ROUTE, summary: 'The time it is', answer: TimeAnswer })
  now(): TimeAnswer {
    return { now: iso(this.writing.clock.now()) };
  }

  @Write('', { route: ROUTE, summary: 'Sets the time, forwards only; every process follows', answer: TimeAnswer }, 'PUT')
  async set(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() { now }: NewTime,
  ): Promise<TimeAnswer> {
    const intent = this.writing.intent(request);
    const { clock } = this.writing;
    const command = new SetTestClock(clock.testClock as string, intent.stamp, Date.parse(now), Date.now(), clock.end());
    const { events, position } = await this.writing.send(testClock, command);
    // Recorded, but the store went away before it came back: the same again is safe.
    if (!(await clock.reached(position))) throw unavailable('not-yet-visible', 'The new time is recorded and not in force yet.');
    reached(reply, position);
    const [set] = events;
    return { now: set?.type === 'TestClockSet' ? set.data.to : now };
  }
}
