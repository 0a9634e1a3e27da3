import { Controller, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ConversationEvent, conversation, type Explanation, explain, isParty } from '../../../libs/domain';
import { EventStore, type StoredEvent } from '../../../libs/event-store';
import { ProductClock } from '../../../libs/product-clock';
import { callerOf } from '../http/caller';
import { notFound } from '../http/problem';
import { Read } from '../http/routes';
import { IdPipe } from '../http/shape.pipe';
import { actorOf } from '../http/writing';
import { ObjectAnswer } from '../reading/reading.dto';
import { inWords, languageOf } from './duration';

/** Why an obligation is due when it is (R2.15), recomputed from the record itself. */
@ApiTags('clock')
@Controller('v1/conversations/:id/obligations/:message/explanation')
export class ExplanationController {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(ProductClock) private readonly clock: ProductClock,
  ) {}

  @Read('', {
    route: '/v1/conversations/:id/obligations/:message/explanation',
    summary:
      'The counted days from receipt to due, each with its reason, and the events that opened and ended it; as text with Accept: text/plain',
    answer: ObjectAnswer,
    also: ['text/plain'],
  })
  async explanation(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id', IdPipe) id: string,
    @Param('message', IdPipe) message: string,
  ): Promise<object | string> {
    const history: StoredEvent<ConversationEvent>[] = [];
    const actor = actorOf(callerOf(request));
    for await (const event of this.store.read<ConversationEvent>(`${conversation.category}-${id}`)) {
      if (event.type === 'ConversationOpened' && !isParty(event.data, actor)) throw notFound();
      history.push(event);
    }
    const explanation = explain(history, message, this.clock, this.clock.now());
    if (!explanation) throw notFound();
    void reply.header('vary', 'accept, accept-language');
    const language = languageOf(request.headers['accept-language']);
    if (request.headers.accept?.includes('text/plain')) {
      void reply.header('content-type', 'text/plain; charset=utf-8');
      return asText(explanation, this.clock.at(explanation.calendar).zone);
    }
    const { countedMs, remainingMs, days, ...rest } = explanation;
    const { zone } = this.clock.at(explanation.calendar);
    const spell = (ms: number) => ({ seconds: ms / 1_000, text: inWords(ms, language) });
    return {
      conversation: id,
      ...rest,
      zone,
      counted: spell(countedMs),
      remaining: spell(remainingMs),
      days: days.map(({ from, to, ...day }) => ({ ...day, from: new Date(from).toISOString(), to: new Date(to).toISOString() })),
    };
  }
}

function asText(
  { message, state, receivedAt, dueAt, overdueAfter, allowanceMs, countedMs, calendar, pauses, days, events }: Explanation,
  zone: string,
): string {
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  const at = (instant: string | number) => `${local.format(new Date(instant))} (${zone})`;
  return [
    `Reply to message ${message}: ${state}`,
    '',
    `Received  ${at(receivedAt)}`,
    `Due       ${at(dueAt)}`,
    `Overdue after ${at(overdueAfter)}`,
    `Allowed   ${inWords(allowanceMs, 'en')} of counted time; counted so far ${inWords(countedMs, 'en')}`,
    `Calendar  ${calendar.market}, version ${calendar.version}, time zones ${calendar.tzdata}`,
    '',
    'Day by day:',
    ...days.map(
      ({ date, countedMs: counted, reason }) =>
        `  ${date}  ${counted === 0 ? 'not counted' : inWords(counted, 'en')}  ${because(reason)}`,
    ),
    ...(pauses.length > 0 ? ['', 'Not counted in between:', ...pauses.map(({ from, to }) => `  ${at(from)} to ${at(to)}`)] : []),
    '',
    'Events:',
    ...events.map(({ revision, type, at: when }) => `  ${revision}  ${at(when)}  ${type}`),
    '',
  ].join('\n');
}

const because = (reason: Explanation['days'][number]['reason']): string =>
  typeof reason === 'string' ? reason.replace('-', ' ') : `holiday: ${reason.holiday}`;
