import { Controller, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { auditPage, inboxCounts, inboxPage, searchMessages } from '../../../libs/read-models';
import { callerOf } from '../http/caller';
import { Reading } from '../http/reading';
import { Read } from '../http/routes';
import { AuditQuery, InboxPage, InboxQuery, ItemsPage, ObjectAnswer, SearchQuery } from './reading.dto';

@ApiTags('inbox')
@Controller('v1')
export class InboxController {
  constructor(private readonly reading: Reading) {}

  @Read('inbox', {
    route: '/v1/inbox',
    summary: 'Conversations of the caller, what is due first on top',
    answer: InboxPage,
    fresh: true,
  })
  inbox(@Req() request: FastifyRequest, @Query() { sort = 'due', limit = 50, ...filter }: InboxQuery): Promise<object> {
    return this.reading.ask(request, ['inbox'], (models) => inboxPage(models, callerOf(request), { ...filter, sort, limit }));
  }

  @Read('inbox/counts', {
    route: '/v1/inbox/counts',
    summary: 'How many conversations need what',
    answer: ObjectAnswer,
    fresh: true,
  })
  counts(@Req() request: FastifyRequest): Promise<object> {
    return this.reading.ask(request, ['inbox'], (models) => inboxCounts(models, callerOf(request)));
  }

  @Read('search', {
    route: '/v1/search',
    summary: 'Messages with these words among those the caller may see',
    answer: ItemsPage,
    fresh: true,
  })
  search(@Req() request: FastifyRequest, @Query() { limit = 50, ...query }: SearchQuery): Promise<object> {
    return this.reading.ask(request, ['search'], (models) => searchMessages(models, callerOf(request), { ...query, limit }));
  }

  @Read('audit', {
    route: '/v1/audit',
    summary: 'Every event: who, when, what, from where, at which position',
    answer: ItemsPage,
    fresh: true,
  })
  audit(@Req() request: FastifyRequest, @Query() { limit = 50, ...filter }: AuditQuery): Promise<object> {
    return this.reading.ask(request, ['audit'], (models) => auditPage(models, { ...filter, limit }));
  }
}
