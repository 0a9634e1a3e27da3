import { Body, Controller, Inject, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { iso, SetTestClock } from '../../../libs/domain';
import { ProductClock } from '../../../libs/product-clock';
import { Commands } from '../application/commands';
import { EVERYBODY } from '../edge/access';
import { stampOf } from '../edge/idempotency';
import { tellPosition } from '../edge/positions';
import { unavailable } from '../edge/problem';
import { Read, Write } from '../edge/routes';
import { NewTime, TimeAnswer } from '../markets/market.dto';

/** Exists only where the test clock is switched on. */
@ApiTags('test clock')
@Controller('v1/test-clock')
export class TestClockController {
  constructor(
    private readonly commands: Commands,
    @Inject(ProductClock) private readonly clock: ProductClock,
  ) {}

  @Read('', { roles: EVERYBODY, summary: 'The time it is', answer: TimeAnswer })
  now(): TimeAnswer {
    return { now: iso(this.clock.now()) };
  }

  @Write(
    '',
    { command: 'SetTestClock', summary: 'Sets the time, forwards only; every process follows', answer: TimeAnswer },
    'PUT',
  )
  async set(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() { now }: NewTime,
  ): Promise<TimeAnswer> {
    const { clock } = this;
    const stamp = stampOf(request, clock.now());
    const command = new SetTestClock(clock.testClock as string, stamp, Date.parse(now), Date.now(), clock.end());
    const { events, position } = await this.commands.dispatch(command);
    // Recorded, but the store went away before it came back: the same again is safe.
    if (!(await clock.reached(position))) throw unavailable('not-yet-visible', 'The new time is recorded and not in force yet.');
    tellPosition(reply, position);
    const [set] = events;
    return { now: set?.type === 'TestClockSet' ? set.data.to : now };
  }
}
