/** How a request is answered from the read models: not before they know what the caller has already seen. */
import { Inject, Injectable } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { ReadModels, waitFor } from '../../../libs/read-models';
import { invalid, unavailable } from './problem';
import { positionOf } from './shape';

/** One question to the read models, answered from what is at least as new as `after`. */
export class Ask<T> extends Query<T> {
  constructor(
    readonly projections: readonly string[],
    readonly after: bigint | undefined,
    readonly question: (models: ReadModels) => Promise<T>,
  ) {
    super();
  }
}

/** Every question goes the same way: a new one needs no handler of its own. */
@QueryHandler(Ask)
export class AskHandler implements IQueryHandler<Ask<unknown>> {
  constructor(@Inject(ReadModels) private readonly models: ReadModels) {}

  async execute({ projections, after, question }: Ask<unknown>): Promise<unknown> {
    for (const projection of after === undefined ? [] : projections) {
      if (!(await waitFor(this.models, projection, after as bigint, 2_000)))
        throw unavailable('not-yet-visible', `${projection} has not reached X-Min-Position yet.`, 1);
    }
    return question(this.models);
  }
}

@Injectable()
export class Reading {
  constructor(private readonly queries: QueryBus) {}

  /** Asks on behalf of a request, honouring its X-Min-Position. */
  ask<T>(request: FastifyRequest, projections: readonly string[], question: (models: ReadModels) => Promise<T>): Promise<T> {
    return this.queries.execute(new Ask(projections, minPosition(request), question));
  }
}

function minPosition({ headers }: FastifyRequest): bigint | undefined {
  const given = headers['x-min-position'];
  if (given === undefined) return undefined;
  const position = typeof given === 'string' ? positionOf(given) : undefined;
  if (position === undefined) throw invalid('X-Min-Position', 'position', 'X-Min-Position is a position as X-Position gave it');
  return position;
}
