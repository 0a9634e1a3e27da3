import { Controller, Inject, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { type Conversation, type ConversationEvent, conversation, initialConversation } from '../../../libs/domain';
import { EventStore } from '../../../libs/event-store';
import { ProductClock } from '../../../libs/product-clock';
import { PLATFORM } from '../edge/access';
import { asOfGiven, requireOneMoment } from '../edge/as-of';
import { callerOf } from '../edge/caller';
import { Read } from '../edge/routes';
import { IdPipe } from '../edge/shape.pipe';
import { HistoryAnswer, HistoryQuery } from './reading.dto';
import { RecordedAccess } from './recorded-access';

/** The record itself, straight from the store: complete even while the read models are away. */
@ApiTags('history')
@Controller('v1/conversations/:id/history')
export class HistoryController {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(ProductClock) private readonly clock: ProductClock,
    private readonly access: RecordedAccess,
  ) {}

  @Read('', {
    roles: PLATFORM,
    handsOut: true,
    summary: 'Every event in order with its data, and the state they fold to; the access becomes an event itself',
    answer: HistoryAnswer,
    refusals: true,
  })
  async history(@Req() request: FastifyRequest, @Param('id', IdPipe) id: string, @Query() query: HistoryQuery): Promise<object> {
    const { reason, asOf, revision } = query;
    requireOneMoment(asOf, revision);
    const until = asOfGiven(asOf, this.clock.now());
    const recorded = (await this.access.record(request, id, { reason, what: 'history', asOf, revision })) as number;
    const events: object[] = [];
    const state = initialConversation();
    const maxCount = revision === undefined ? recorded : revision + 1;
    for await (const event of this.store.read<ConversationEvent>(`${conversation.category}-${id}`, {
      maxCount,
      restricted: callerOf(request).role === 'compliance',
    })) {
      // What was known then: imported history counts from when it was imported, not from when it happened.
      if (until !== undefined && Date.parse(event.metadata.at) > until) break;
      conversation.evolve(state, event, event);
      const { type, data, position, metadata, created } = event;
      const { actor, role, origin, at, commandId } = metadata;
      events.push({
        revision: event.revision,
        position: String(position),
        id: event.id,
        type,
        data,
        actor,
        role,
        origin,
        at,
        commandId,
        created,
      });
    }
    return { conversation: id, ...(asOf !== undefined && { asOf }), revision: state.revision, events, state: plain(state) };
  }
}

/** The folded state as JSON: its maps become lists of their values, each with its key. */
function plain({ messages, attachments, obligations, updates, notes, violations, ...rest }: Conversation): object {
  return {
    ...rest,
    messages: [...messages].map(([message, known]) => ({ message, ...known })),
    attachments: [...attachments.values()],
    obligations: [...obligations.values()],
    updates: [...updates],
    notes: [...notes],
    violations: [...violations].map(([violation, known]) => ({ violation, ...known })),
  };
}
