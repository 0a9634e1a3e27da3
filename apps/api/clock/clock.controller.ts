import { Controller, Inject, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { DAY_MS, iso } from '../../../libs/domain';
import { ProductClock } from '../../../libs/product-clock';
import { clockPast, type ObligationFilter, type ObligationItem, obligations, type Page } from '../../../libs/read-models';
import { GetResponseTimes, ListClockEver, ListObligations, ListOverdue } from '../application/queries';
import { RecordedAccess } from '../conversations/recorded-access';
import { languageOf } from '../edge/accept';
import { PEOPLE, PLATFORM } from '../edge/access';
import { asOfGiven } from '../edge/as-of';
import { callerOf, requireOwnSeller } from '../edge/caller';
import { Reads } from '../edge/positions';
import { Problem } from '../edge/problem';
import { Read } from '../edge/routes';
import { PAST_LIMITS, Pasts } from '../replay/past';
import { ClockPage, ClockQuery, OverdueAnswer, ResponseTimesAnswer, ResponseTimesQuery } from './clock.dto';
import { countedTimes } from './obligation-answer';

const DAYS_90 = 90 * DAY_MS;

@ApiTags('clock')
@Controller('v1')
export class ClockController {
  constructor(
    private readonly reads: Reads,
    private readonly access: RecordedAccess,
    private readonly pasts: Pasts,
    @Inject(ProductClock) private readonly clock: ProductClock,
  ) {}

  @Read('clock', {
    roles: PEOPLE,
    handsOut: true,
    summary: 'Obligations with received, due, counted and remaining time; as it stood with asOf',
    refusals: true,
    answer: ClockPage,
    fresh: true,
  })
  async obligations(
    @Req() request: FastifyRequest,
    @Query() { asOf, reason, limit = 50, ...query }: ClockQuery,
  ): Promise<object> {
    const filter: ObligationFilter = { ...query, limit };
    const until = asOfGiven(asOf, this.clock.now());
    const page = await (until === undefined
      ? this.reads.ask(request, (view) => new ListObligations(view, filter))
      : this.access.readingEach(request, { reason, what: 'clock', asOf }, () => this.#asOf(request, until, filter)));
    const language = languageOf(request.headers['accept-language']);
    const now = until ?? this.clock.now();
    const items = page.items.map(({ allowanceMs, pauses, ...row }) => {
      const facts = { receivedAt: Date.parse(row.receivedAt), allowanceMs, pauses, kind: row.kind, calendar: row.calendar };
      const until = row.endedAt === null ? now : Date.parse(row.endedAt);
      return { ...row, ...countedTimes(facts, this.clock, until, language) };
    });
    return { items, next: page.next };
  }

  async #asOf(request: FastifyRequest, at: number, filter: ObligationFilter): Promise<Page<ObligationItem>> {
    const conversations = await this.reads.ask(request, (view) => new ListClockEver(view, filter, PAST_LIMITS.conversations + 1));
    const caller = callerOf(request);
    const narrowedBy = caller.role !== 'seller' && filter.seller === undefined ? 'seller' : 'conversation';
    return obligations(await this.pasts.asOf(at, clockPast(), { conversations, narrowedBy }), caller, filter);
  }

  @Read('clock/overdue', {
    roles: ['admin'],
    summary: 'Overdue obligations by seller',
    answer: OverdueAnswer,
    fresh: true,
  })
  async overdue(@Req() request: FastifyRequest): Promise<object> {
    return { items: await this.reads.ask(request, (view) => new ListOverdue(view)) };
  }

  @Read('sellers/:id/response-times', {
    roles: ['seller', ...PLATFORM],
    summary: 'Answered in time, late and open; median and p90 of the counted answer time; by topic and market',
    answer: ResponseTimesAnswer,
    fresh: true,
  })
  async responseTimes(
    @Req() request: FastifyRequest,
    @Param('id') seller: string,
    @Query() query: ResponseTimesQuery,
  ): Promise<object> {
    requireOwnSeller(request, seller);
    const to = query.to ?? iso(this.clock.now());
    const from = query.from ?? iso(Date.parse(to) - DAYS_90);
    if (Date.parse(from) >= Date.parse(to)) throw new Problem(400, 'invalid', 'from lies before to', { field: 'from' });
    const times = await this.reads.ask(
      request,
      (view) => new GetResponseTimes(view, seller, { from, to, now: this.clock.now() }),
    );
    return { seller, from, to, ...times };
  }
}
