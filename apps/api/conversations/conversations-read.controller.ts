import { Controller, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { conversationOf, messagesPage, type ReadModels } from '../../../libs/read-models';
import { Reading } from '../application/queries';
import { type Caller, callerOf } from '../edge/caller';
import { notFound } from '../edge/problem';
import { Read } from '../edge/routes';
import { IdPipe } from '../edge/shape.pipe';
import { ConversationAnswer, MessagesPage } from '../inbox/answers.dto';
import { ConversationQuery, MessagesQuery } from '../inbox/reading.dto';
import { RecordedAccess } from './recorded-access';

const ROUTE = '/v1/conversations/:id';

@ApiTags('conversations')
@Controller('v1/conversations/:id')
export class ConversationsReadController {
  constructor(
    private readonly reading: Reading,
    private readonly access: RecordedAccess,
  ) {}

  @Read('', { route: ROUTE, summary: 'A conversation: parties, status, status updates', answer: ConversationAnswer, fresh: true })
  one(@Req() request: FastifyRequest, @Param('id', IdPipe) id: string, @Query() { reason }: ConversationQuery): Promise<object> {
    return this.access.reading(request, id, { reason, what: 'conversation' }, () =>
      this.reading.ask(request, 'conversation', (models) => visible(models, callerOf(request), id)),
    );
  }

  @Read('messages', {
    route: `${ROUTE}/messages`,
    summary: 'Messages and notes of a conversation, oldest first',
    answer: MessagesPage,
    fresh: true,
  })
  messages(
    @Req() request: FastifyRequest,
    @Param('id', IdPipe) id: string,
    @Query() { reason, cursor, limit = 50 }: MessagesQuery,
  ): Promise<object> {
    const caller = callerOf(request);
    return this.access.reading(request, id, { reason, what: 'messages' }, () =>
      this.reading.ask(request, 'conversation', async (models) => {
        await visible(models, caller, id);
        return messagesPage(models, id, { cursor, limit, for: caller.role });
      }),
    );
  }
}

/** The conversation if this caller may see it; a foreign one looks like a missing one. */
async function visible(models: ReadModels, { role, sub, seller }: Caller, id: string) {
  const found = await conversationOf(models, id);
  if (!found || (role === 'buyer' && found.buyer !== sub) || (role === 'seller' && found.seller !== seller)) throw notFound();
  // Who of the seller answers is the seller's business; the inbox keeps it from a buyer, too.
  return role === 'buyer' ? { ...found, assignee: null } : found;
}
