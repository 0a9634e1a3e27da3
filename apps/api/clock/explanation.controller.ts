import { Controller, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type ConversationEvent,
  conversation,
  Explaining,
  type Explanation,
  findMarket,
  iso,
  isParty,
  type Offsets,
} from '../../../libs/domain';
import { EventStore } from '../../../libs/event-store';
import { ProductClock } from '../../../libs/product-clock';
import { actorOf } from '../application/caller';
import { RecordedAccess } from '../conversations/recorded-access';
import { languageOf, prefers } from '../edge/accept';
import { PEOPLE } from '../edge/access';
import { asOfGiven, beforeTheBeginning } from '../edge/as-of';
import { callerOf } from '../edge/caller';
import { notFound } from '../edge/problem';
import { Read } from '../edge/routes';
import { IdPipe } from '../edge/shape.pipe';
import { ExplanationAnswer, ExplanationQuery } from './clock.dto';
import { inWords } from './duration';
import { explanationText } from './explanation-text';

/** Why an obligation is due when it is (R2.15), recomputed from the record itself. */
@ApiTags('clock')
@Controller('v1/conversations/:id/obligations/:message/explanation')
export class ExplanationController {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(ProductClock) private readonly clock: ProductClock,
    private readonly access: RecordedAccess,
  ) {}

  @Read('', {
    roles: PEOPLE,
    handsOut: true,
    summary:
      'The counted days from receipt to due, each with its reason, and the events that opened and ended it; as text with Accept: text/plain',
    answer: ExplanationAnswer,
    refusals: true,
    also: ['text/plain'],
  })
  async explanation(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id', IdPipe) id: string,
    @Param('message', IdPipe) message: string,
    @Query() { reason, asOf }: ExplanationQuery,
  ): Promise<object | string> {
    const until = asOfGiven(asOf, this.clock.now());
    const explaining = new Explaining(message);
    let isBegun = false;
    const actor = actorOf(callerOf(request));
    for await (const event of this.store.read<ConversationEvent>(`${conversation.category}-${id}`)) {
      if (event.type === 'ConversationOpened' && !isParty(event.data, actor)) throw notFound();
      if (until !== undefined && Date.parse(event.metadata.at) > until) {
        if (!isBegun) throw beforeTheBeginning(event.metadata.at);
        break;
      }
      isBegun = true;
      explaining.take(event);
    }
    const explanation = explaining.explanation(this.clock, until ?? this.clock.now());
    if (!explanation) throw notFound();
    await this.access.record(request, id, { reason, what: `explanation of ${message}`, asOf });
    void reply.header('vary', 'accept, accept-language');
    const language = languageOf(request.headers['accept-language']);
    void reply.header('content-language', language);
    const zone = findMarket(explanation.calendar.market)?.zone ?? 'UTC';
    if (prefers(request.headers.accept, 'text/plain')) {
      void reply.header('content-type', 'text/plain; charset=utf-8');
      return explanationText(explanation, zone, language, this.#offsets(explanation));
    }
    const { countedMs, remainingMs, days, ...rest } = explanation;
    const spell = (ms: number | null) => (ms === null ? null : { seconds: ms / 1_000, text: inWords(ms, language) });
    return {
      conversation: id,
      ...rest,
      zone,
      allowance: spell(rest.allowanceMs),
      counted: spell(countedMs),
      remaining: spell(remainingMs),
      days: days.map(({ from, to, ...day }) => ({ ...day, from: iso(from), to: iso(to) })),
    };
  }

  /** The offsets that an obligation is counted with; undefined where its calendar is not known here. */
  #offsets({ calendar }: Explanation): Offsets | undefined {
    try {
      return this.clock.at(calendar).data.offsets;
    } catch {
      return undefined;
    }
  }
}
