import { Controller, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ListAccesses } from '../application/queries';
import { Reads } from '../edge/positions';
import { Read } from '../edge/routes';
import { AccessesPage, AccessesQuery } from './accesses.dto';

/** The data-protection officer's list. It holds no text of buyers or sellers, so looking at it is no access. */
@ApiTags('audit')
@Controller('v1/accesses')
export class AccessesController {
  constructor(private readonly reads: Reads) {}

  @Read('', {
    roles: ['compliance'],
    handsOut: true,
    summary: 'Who read what of which conversation and why, and who was refused it, newest first',
    answer: AccessesPage,
    fresh: true,
  })
  list(@Req() request: FastifyRequest, @Query() { limit = 50, ...filter }: AccessesQuery): Promise<object> {
    return this.reads.ask(request, (view) => new ListAccesses(view, { ...filter, limit }));
  }
}
