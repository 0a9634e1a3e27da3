import { Controller, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { SearchMessages } from '../application/queries';
import { RecordedAccess } from '../conversations/recorded-access';
import { PEOPLE } from '../edge/access';
import { Reads } from '../edge/positions';
import { Read } from '../edge/routes';
import { FoundPage, SearchQuery } from './search.dto';

@ApiTags('search')
@Controller('v1')
export class SearchController {
  constructor(
    private readonly reads: Reads,
    private readonly access: RecordedAccess,
  ) {}

  @Read('search', {
    roles: PEOPLE,
    handsOut: true,
    summary: 'What was written and told with these words, among what the caller may see',
    answer: FoundPage,
    fresh: true,
  })
  search(@Req() request: FastifyRequest, @Query() { reason, limit = 50, ...query }: SearchQuery): Promise<object> {
    return this.access.readingEach(request, { reason, what: 'search', search: query.q }, () =>
      this.reads.ask(request, (view) => new SearchMessages(view, { ...query, limit })),
    );
  }
}
