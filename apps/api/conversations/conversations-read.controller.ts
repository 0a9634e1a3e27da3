import { Controller, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { findMarket } from '../../../libs/domain';
import { GetConversation, GetOrderWith, ListMessages, ListTimeline } from '../application/queries';
import { PEOPLE } from '../edge/access';
import { Reads } from '../edge/positions';
import { Read } from '../edge/routes';
import { IdPipe } from '../edge/shape.pipe';
import { ConversationAnswer, ConversationQuery, MessagesPage, MessagesQuery, TimelinePage, TimelineQuery } from './reading.dto';
import { RecordedAccess } from './recorded-access';

@ApiTags('conversations')
@Controller('v1/conversations/:id')
export class ConversationsReadController {
  constructor(
    private readonly reads: Reads,
    private readonly access: RecordedAccess,
  ) {}

  @Read('', {
    roles: PEOPLE,
    handsOut: true,
    summary: 'A conversation: parties, status, status updates, its order',
    answer: ConversationAnswer,
    fresh: true,
  })
  one(@Req() request: FastifyRequest, @Param('id', IdPipe) id: string, @Query() { reason }: ConversationQuery): Promise<object> {
    return this.access.reading(request, id, { reason, what: 'conversation' }, async () => {
      const head = await this.reads.ask(request, (view) => new GetConversation(view, id));
      const { order } = head;
      const orderDetails = order === null ? null : await this.reads.ask(request, (view) => new GetOrderWith(view, order, head));
      return { ...head, currency: findMarket(head.market)?.currency, orderDetails };
    });
  }

  @Read('messages', {
    roles: PEOPLE,
    handsOut: true,
    summary: 'Messages and notes of a conversation, oldest first',
    answer: MessagesPage,
    fresh: true,
  })
  messages(
    @Req() request: FastifyRequest,
    @Param('id', IdPipe) id: string,
    @Query() { reason, around, cursor, limit = 50 }: MessagesQuery,
  ): Promise<object> {
    return this.access.reading(request, id, { reason, what: 'messages' }, () =>
      this.reads.ask(request, (view) => new ListMessages(view, id, { around, cursor, limit })),
    );
  }

  @Read('timeline', {
    roles: PEOPLE,
    handsOut: true,
    summary: 'Messages, notes, status updates and endings in the order in which they happened, or the newest first',
    answer: TimelinePage,
    fresh: true,
  })
  timeline(
    @Req() request: FastifyRequest,
    @Param('id', IdPipe) id: string,
    @Query() { reason, order, cursor, limit = 50 }: TimelineQuery,
  ): Promise<object> {
    return this.access.reading(request, id, { reason, what: 'timeline' }, () =>
      this.reads.ask(request, (view) => new ListTimeline(view, id, { newest: order === 'newest', cursor, limit })),
    );
  }
}
