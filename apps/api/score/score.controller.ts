import { Controller, Inject, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { DAY_MS, iso, SCORE_WINDOW_MS } from '../../../libs/domain';
import { ProductClock } from '../../../libs/product-clock';
import type { ScoreAt, ScorePart } from '../../../libs/read-models';
import { OnRecord } from '../application/on-record';
import { GetScore, ListScoreEvents } from '../application/queries';
import { LogEnd } from '../audit/log-end';
import { PLATFORM } from '../edge/access';
import { asOfGiven, requireBegun } from '../edge/as-of';
import { requireOwnSeller } from '../edge/caller';
import { Reads } from '../edge/positions';
import { Read } from '../edge/routes';
import { positionGiven } from '../edge/shape';
import { ScoreAnswer, ScoreEventsPage, ScoreEventsQuery, ScoreQuery } from './score.dto';

/** Scores of sellers (R7): every part, its numbers, the events behind them, and each day before. */
@ApiTags('score')
@Controller('v1/sellers/:id/score')
export class ScoreController {
  constructor(
    private readonly reads: Reads,
    private readonly end: LogEnd,
    private readonly record: OnRecord,
    @Inject(ProductClock) private readonly clock: ProductClock,
  ) {}

  @Read('', {
    roles: ['seller', ...PLATFORM],
    handsOut: true,
    summary: 'Score and visibility with every part, the events behind each, and the history by day, now or as of an instant (R7)',
    answer: ScoreAnswer,
    refusals: true,
    fresh: true,
  })
  async score(
    @Req() request: FastifyRequest,
    @Param('id') seller: string,
    @Query() { asOf, upTo, days = 30, events: limit = 10 }: ScoreQuery,
  ): Promise<ScoreAnswer> {
    requireOwnSeller(request, seller);
    await this.#refuseBeyond(upTo);
    const at = await this.#instant(asOf);
    const today = at - (at % DAY_MS);
    const ends = Array.from({ length: days }, (_, before) => today - (days - 1 - before) * DAY_MS - 1);
    const { scores, events } = await this.reads.ask(
      request,
      (view) => new GetScore(view, seller, [...ends, at], { limit, ...before(upTo) }),
    );
    return answerOf(seller, scores, (part, count) => ({ part, count, ...events[part] }));
  }

  @Read('events', {
    roles: ['seller', ...PLATFORM],
    handsOut: true,
    summary: 'The events behind a part of a score, newest first',
    answer: ScoreEventsPage,
    refusals: true,
    fresh: true,
  })
  async events(
    @Req() request: FastifyRequest,
    @Param('id') seller: string,
    @Query() { part, asOf, upTo, limit = 50, cursor }: ScoreEventsQuery,
  ): Promise<object> {
    requireOwnSeller(request, seller);
    await this.#refuseBeyond(upTo);
    const page = { at: await this.#instant(asOf), ...before(upTo), limit, cursor };
    return this.reads.ask(request, (view) => new ListScoreEvents(view, seller, part, page));
  }

  /** What goes up to a place that the log has not reached would be another score once it has. */
  async #refuseBeyond(upTo: string | undefined): Promise<void> {
    if (upTo !== undefined) await this.end.refuseBeyond('upTo', positionGiven('upTo', upTo));
  }

  /** What is to come is not known, and before there was a record nobody had a score. */
  async #instant(asOf: string | undefined): Promise<number> {
    const now = this.clock.now();
    const at = asOfGiven(asOf, now) ?? now;
    if (asOf !== undefined) requireBegun(at, await this.record.begun());
    return at;
  }
}

const before = (upTo: string | undefined): { upTo?: number } =>
  upTo === undefined ? {} : { upTo: Number(positionGiven('upTo', upTo)) };

type EventsOf = (part: ScorePart, count: number) => ScoreAnswer['parts']['inTime']['events'][number];

function answerOf(seller: string, scores: readonly ScoreAt[], events: EventsOf): ScoreAnswer {
  const now = scores[scores.length - 1];
  const { at, parts, violations, weights, gives, score, visibility } = now;
  const { obligations, inTime, answers, medianMs, steps, told, points, effect } = parts;
  const [missed, untold] = [obligations - inTime, steps - told];
  return {
    ...{ seller, asOf: iso(at), from: iso(at - SCORE_WINDOW_MS), score, visibility, effect, obligations },
    weights: { ...weights, from: iso(weights.from) },
    parts: {
      inTime: {
        ...{ weight: weights.inTime, gives: gives.inTime, share: now.inTimeShare, inTime, missed },
        events: [events('in-time', inTime), events('missed', missed)],
      },
      median: {
        ...{ weight: weights.median, gives: gives.median, medianMs, answers },
        ...{ allowanceHours: weights.allowanceHours, events: [events('answered', answers)] },
      },
      points: {
        ...{ weight: weights.points, gives: gives.points, points, limit: weights.pointsLimit },
        events: [events('points', violations)],
      },
      told: {
        ...{ weight: weights.told, gives: gives.told, share: now.toldShare, told, untold },
        events: [events('told', told), events('untold', untold)],
      },
    },
    history: scores.map(dayOf).reverse(),
  };
}

function dayOf({ at, parts, weights, score, visibility, inTimeShare, toldShare }: ScoreAt) {
  const { effect, obligations, medianMs, points } = parts;
  const asOf = iso(at);
  return {
    ...{ day: asOf.slice(0, 10), asOf, score, visibility, effect, obligations },
    ...{ inTimeShare, medianMs, points, toldShare, weights: weights.version },
  };
}
