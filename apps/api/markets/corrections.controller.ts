import { Readable } from 'node:stream';
import { Body, Controller, Inject, Param, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  ALL_MARKETS,
  type CalendarCorrection,
  CorrectMarketCalendar,
  calendarDataOf,
  InvalidCalendar,
  type MarketEvent,
  marketCalendar,
  Rejection,
  type Stamp,
} from '../../../libs/domain';
import { EventStore } from '../../../libs/event-store';
import { ProductClock } from '../../../libs/product-clock';
import { correctionProgress, ReadModels } from '../../../libs/read-models';
import { Commands } from '../application/commands';
import { stampOf } from '../edge/idempotency';
import { tellPosition } from '../edge/positions';
import { Problem, unavailable } from '../edge/problem';
import { Read, Write } from '../edge/routes';
import { Corrections } from './corrections';
import { CorrectionAnswer, CorrectionProgressAnswer, CalendarCorrection as Requested } from './market.dto';
import { marketNamed } from './market-named';

/** Corrections and outages of a market's calendar, or outages of all markets (R2.6, R2.14). The reactor moves what is open. */
@ApiTags('markets')
@Controller('v1/markets/:id/calendar-corrections')
export class CorrectionsController {
  constructor(
    private readonly commands: Commands,
    private readonly corrections: Corrections,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(ReadModels) private readonly models: ReadModels,
    @Inject(ProductClock) private readonly clock: ProductClock,
  ) {}

  @Write('', {
    command: 'CorrectMarketCalendar',
    summary:
      'Corrects a calendar or records an outage (R2.6, R2.14); what is open moves from then on, the progress is at `progress`. Of the market `all`: outages of all. dryRun only lists what would move',
    answer: CorrectionAnswer,
  })
  async correct(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
    @Body() body: Requested,
  ): Promise<object> {
    const command = this.#command(id, body, stampOf(request, this.clock.now()));
    if (body.dryRun) {
      const correction = this.#decided(command);
      const all = this.corrections.withFollowers(correction, command.stamp);
      const outcomes = await this.corrections.wouldDo(all, command.stamp);
      return new StreamableFile(Readable.from(listing(correction, outcomes)), { type: 'application/json' });
    }
    const { events, position } = await this.commands.dispatch(command);
    // From here on this process decides on the corrected calendar; the reactor moves what was decided before, whoever did.
    if (!(await this.clock.reached(position)))
      throw unavailable('not-yet-visible', 'The correction is recorded and not in force yet: the same again is safe.');
    tellPosition(reply, position);
    const [made] = events;
    if (made?.type !== 'CalendarCorrected') throw new Error('a correction is an event');
    const { by: _, ...data } = made.data;
    return { ...data, progress: `/v1/markets/${id}/calendar-corrections/${encodeURIComponent(data.version)}` };
  }

  @Read(':version', {
    roles: ['admin'],
    summary: 'How far a correction is: obligations looked at, moved, void, and whether all is done, regions included',
    answer: CorrectionProgressAnswer,
  })
  async progress(
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
    @Param('version') version: string,
  ): Promise<CorrectionProgressAnswer> {
    if (id !== ALL_MARKETS) marketNamed(id);
    const recorded = await this.#recorded(id, version);
    const { position, ...counts } = (await correctionProgress(this.models, id, version)) ?? {
      ...{ found: 0, moved: 0, voided: 0, failed: 0, done: false, position: -1n },
    };
    if (counts.done) tellPosition(reply, position);
    return { market: id, version, reason: recorded.reason, ...counts };
  }

  /** The command that a request asks for. What cannot be compiled is refused: such a calendar must never be recorded. */
  #command(id: string, { add = {}, remove = [], outage, revokeOutage, reason }: Requested, stamp: Stamp): CorrectMarketCalendar {
    const market = id === ALL_MARKETS ? undefined : marketNamed(id);
    if (market) this.#compiles(id, add, remove);
    return new CorrectMarketCalendar(id, stamp, {
      base: market ? calendarDataOf(market.calendar).version : ALL_MARKETS,
      holidays: market ? this.clock.inForce(id).calendar.data.holidays : {},
      ...{ add, remove, reason },
      ...(outage && { outages: [{ from: outage.from, to: outage.to, reason }] }),
      ...(revokeOutage && { revoke: [revokeOutage] }),
    });
  }

  #compiles(market: string, add: Record<string, string>, remove: string[]): void {
    try {
      this.clock.corrected([{ market, version: 'tried', add, remove, reason: '', by: '', at: '' }]);
    } catch (error) {
      if (error instanceof InvalidCalendar) throw new Rejection('calendar-date-invalid', error.message, 'add');
      throw error;
    }
  }

  /** The correction that a command would record. */
  #decided(command: CorrectMarketCalendar): CalendarCorrection {
    const [event] = marketCalendar.decide(command, this.clock.corrections(command.id));
    if (event?.type !== 'CalendarCorrected') throw new Error('a correction is an event');
    return event.data;
  }

  async #recorded(market: string, version: string): Promise<CalendarCorrection> {
    for await (const event of this.store.read<MarketEvent>(`${marketCalendar.category}-${market}`))
      if (event.type === 'CalendarCorrected' && event.data.version === version) return event.data;
    throw new Problem(404, 'correction-unknown', `The calendar of ${market} was never corrected to ${version}.`, {
      field: 'version',
    });
  }
}

/** The answer of a dry run, written as it is found: a hundred thousand moves never stand in memory. */
async function* listing(
  { market, version }: CalendarCorrection,
  outcomes: AsyncIterable<{ readonly move?: object; readonly voided: number }>,
): AsyncGenerator<string> {
  yield `{"market":${JSON.stringify(market)},"version":${JSON.stringify(version)},"dryRun":true,"moves":[`;
  let [found, count, voided] = [0, 0, 0];
  for await (const outcome of outcomes) {
    found++;
    voided += outcome.voided;
    if (outcome.move) yield `${count++ === 0 ? '' : ','}${JSON.stringify(outcome.move)}`;
  }
  yield `],"found":${found},"voided":${voided},"count":${count}}`;
}
