import { Controller, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Calendar, coverage, localDate, MARKETS, type Market, regionalMarkets } from '../../../libs/domain';
import { ProductClock } from '../../../libs/product-clock';
import { prefers } from '../edge/accept';
import { EVERYBODY } from '../edge/access';
import { Read } from '../edge/routes';
import { calendarFeed } from './calendar-feed';
import { CalendarAnswer, CalendarQuery, MarketAnswer, MarketsAnswer } from './market.dto';
import { marketNamed } from './market-named';

const ICALENDAR = 'text/calendar; charset=utf-8';

@ApiTags('markets')
@Controller('v1/markets')
export class MarketsController {
  constructor(@Inject(ProductClock) private readonly clock: ProductClock) {}

  @Read('', { roles: EVERYBODY, summary: 'Markets, national and regional', answer: MarketsAnswer })
  markets(): MarketsAnswer {
    const all = MARKETS.flatMap((market) => [market, ...regionalMarkets(market.id)]);
    return { items: all.map((market) => this.#answer(market)) };
  }

  @Read(':id/calendar', {
    roles: EVERYBODY,
    summary:
      'The days that do not count in a year; as iCalendar with Accept: text/calendar. To subscribe: /markets/{id}/calendar.ics',
    answer: CalendarAnswer,
    also: ['text/calendar'],
  })
  calendar(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
    @Query() query: CalendarQuery,
  ): CalendarAnswer | string {
    const market = marketNamed(id);
    const { calendar, ref } = this.clock.inForce(id);
    const now = this.clock.now();
    const year = query.year ?? Number(localDate.of(calendar, Math.min(now, coverage(calendar).to)).slice(0, 4));
    const holidays = holidaysOf(calendar).filter(({ date }) => date.startsWith(`${year}-`));
    void reply.header('vary', 'accept');
    if (prefers(request.headers.accept, 'text/calendar')) {
      void reply.header('content-type', ICALENDAR);
      return calendarFeed(market, ref.version, holidays, now);
    }
    return { market: id, zone: calendar.zone, version: ref.version, year, weekdays: calendar.data.weekdays, holidays };
  }

  #answer({ id, country, region, zone, currency, languages }: Market): MarketAnswer {
    const { version } = this.clock.inForce(id).ref;
    return { id, country, ...(region !== undefined && { region }), zone, currency, languages, calendar: version };
  }
}

/** To be subscribed to: calendar programs send no token, ask for no media type, and keep an address for years, so it has no version. */
@ApiTags('markets')
@Controller('markets/:id/calendar.ics')
export class CalendarFeedController {
  constructor(@Inject(ProductClock) private readonly clock: ProductClock) {}

  @Read('', {
    roles: 'anyone',
    summary: 'The days that do not count in all years, as a calendar to subscribe to; needs no token',
    answer: 'nothing',
  })
  feed(@Res({ passthrough: true }) reply: FastifyReply, @Param('id') id: string): string {
    const market = marketNamed(id);
    const { calendar, ref } = this.clock.inForce(id);
    void reply.header('content-type', ICALENDAR);
    return calendarFeed(market, ref.version, holidaysOf(calendar), this.clock.now());
  }
}

const holidaysOf = ({ data }: Calendar): { date: string; name: string }[] =>
  Object.entries(data.holidays)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, name]) => ({ date, name }));
