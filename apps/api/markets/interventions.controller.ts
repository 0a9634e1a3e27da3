import { Readable } from 'node:stream';
import { Body, Controller, Inject, Param, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type Clockwork,
  CorrectMarketCalendar,
  calendarOf,
  InvalidCalendar,
  marketCalendar,
  Rejection,
} from '../../../libs/domain';
import { ProductClock } from '../../../libs/product-clock';
import { Commands } from '../application/commands';
import { stampOf } from '../edge/idempotency';
import { tellPosition } from '../edge/positions';
import { Problem, unavailable } from '../edge/problem';
import { Write } from '../edge/routes';
import { Interventions } from './interventions';
import { CalendarCorrection, CorrectionAnswer, ExcusedAnswer, OutageExcuse } from './market.dto';
import { marketNamed } from './market-named';

@ApiTags('markets')
@Controller('v1/markets/:id')
export class InterventionsController {
  constructor(
    private readonly commands: Commands,
    private readonly interventions: Interventions,
    @Inject(ProductClock) private readonly clock: ProductClock,
  ) {}

  @Write('excuses', {
    command: 'ExcuseObligation',
    summary: 'Excuses all obligations that were open in a market between two instants (R2.14)',
    answer: ExcusedAnswer,
  })
  async excuse(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
    @Body() { from, to, reason }: OutageExcuse,
  ): Promise<ExcusedAnswer> {
    marketNamed(id);
    if (Date.parse(to) <= Date.parse(from)) throw new Problem(422, 'interval-empty', 'to lies after from', { field: 'to' });
    if (Date.parse(from) > this.clock.now()) throw new Problem(422, 'interval-ahead', 'from lies ahead', { field: 'from' });
    const { excused, position } = await this.interventions.excuse(id, { from, to, reason }, stampOf(request, this.clock.now()));
    tellPosition(reply, position);
    return { market: id, from, to, excused };
  }

  @Write('calendar-corrections', {
    command: 'CorrectMarketCalendar',
    summary: 'Corrects a calendar and moves open obligations (R2.6); dryRun only lists what would move',
    answer: CorrectionAnswer,
  })
  async correct(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
    @Body() body: CalendarCorrection,
  ): Promise<object> {
    const market = marketNamed(id);
    const { add = {}, remove = [], reason, dryRun } = body;
    const { clock } = this;
    // Looked at before anything is written: a calendar that cannot be compiled must never be recorded.
    const corrected = correctedBy(clock, id, add, remove);
    const stamp = stampOf(request, clock.now());
    const base = calendarOf(market.calendar).version;
    const { holidays } = clock.current(id).calendar.data;
    const command = new CorrectMarketCalendar(id, stamp, { base, holidays, add, remove, reason });
    if (dryRun) {
      marketCalendar.decide(command, marketCalendar.initial());
      const moves = await this.interventions.wouldMove(id, corrected, reason, stamp);
      const listed = Readable.from(listing(id, corrected.current(id).ref.version, moves));
      return new StreamableFile(listed, { type: 'application/json' });
    }
    const { events, position } = await this.commands.dispatch(command);
    if (!(await clock.reached(position)))
      throw unavailable('not-yet-visible', 'The correction is recorded and not in force yet: the same again goes on.');
    tellPosition(reply, (await this.interventions.move(id, reason, stamp, position)) ?? position);
    const [made] = events;
    if (made?.type !== 'CalendarCorrected') throw new Error('a correction is an event');
    const { version, add: added, remove: removed, reason: why, at } = made.data;
    return { market: id, version, add: added, remove: removed, reason: why, at };
  }
}

/** The calendar corrected; what cannot be compiled is refused, naming the part of the request it came with. */
function correctedBy(clock: ProductClock, id: string, add: Record<string, string>, remove: string[]): Clockwork {
  try {
    return clock.corrected(id, add, remove);
  } catch (error) {
    if (error instanceof InvalidCalendar) throw new Rejection('calendar-date-invalid', error.message, 'add');
    throw error;
  }
}

/** The answer of a dry run, written as it is found: a hundred thousand moves never stand in memory. */
async function* listing(market: string, version: string, moves: AsyncIterable<object>): AsyncGenerator<string> {
  yield `{"market":${JSON.stringify(market)},"version":${JSON.stringify(version)},"dryRun":true,"moves":[`;
  let count = 0;
  for await (const move of moves) yield `${count++ === 0 ? '' : ','}${JSON.stringify(move)}`;
  yield `],"count":${count}}`;
}
