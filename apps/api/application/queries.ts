/** How a request is answered from the read models: not before they know what the caller has already seen. */
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ReadModels, waitFor } from '../../../libs/read-models';
import { callerOf } from '../edge/caller';
import { unavailable } from '../edge/problem';
import { positionGiven } from '../edge/shape';
import { LatelyWritten } from './recent-writes';

const HOPED_WITHIN_MS = 500;

/** One question to the read models, answered from what is at least as new as `after`, or as `hoped` where that does not take long. */
export class Ask<T> extends Query<T> {
  constructor(
    readonly projection: string,
    readonly after: bigint | undefined,
    readonly hoped: bigint | undefined,
    readonly question: (models: ReadModels) => Promise<T>,
  ) {
    super();
  }
}

/** Every question goes the same way: a new one needs no handler of its own. */
@QueryHandler(Ask)
export class AskHandler implements IQueryHandler<Ask<unknown>>, OnModuleInit {
  constructor(@Inject(ReadModels) private readonly models: ReadModels) {}

  /** From now on it is known how far each projection is; a database that is away is asked again later. */
  onModuleInit(): void {
    this.models.onProjected(() => undefined).catch(() => undefined);
  }

  async execute({ projection, after, hoped, question }: Ask<unknown>): Promise<unknown> {
    if (after !== undefined && !(await waitFor(this.models, projection, after, 2_000)))
      throw unavailable('not-yet-visible', `${projection} has not reached X-Min-Position yet.`, 1);
    if (hoped !== undefined) await waitFor(this.models, projection, hoped, HOPED_WITHIN_MS);
    return question(this.models);
  }
}

@Injectable()
export class Reading {
  constructor(
    private readonly queries: QueryBus,
    private readonly lately: LatelyWritten,
  ) {}

  /** Asks on behalf of a request, honouring its X-Min-Position; without it the caller sees at least what was written to them here. */
  ask<T>(request: FastifyRequest, projection: string, question: (models: ReadModels) => Promise<T>): Promise<T> {
    const after = minPosition(request);
    const hoped = after === undefined ? this.lately.of(callerOf(request)) : undefined;
    const told = (models: ReadModels) => {
      // Looked at before the rows are read: the answer is at least as new.
      request.asNewAs = models.reached(projection);
      return question(models);
    };
    return this.queries.execute(new Ask(projection, after, hoped, told));
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The position its answer from the read models is at least as new as; below 0: not known. */
    asNewAs?: bigint;
  }
}

/** Tells every reader how new the answer is (X-Position), for an X-Min-Position to come. */
export function tellPositions(server: FastifyInstance): void {
  server.addHook('onSend', (request, reply, payload, done) => {
    if (request.asNewAs !== undefined && request.asNewAs >= 0n && !reply.hasHeader('x-position'))
      void reply.header('x-position', request.asNewAs.toString());
    done(null, payload);
  });
}

function minPosition({ headers }: FastifyRequest): bigint | undefined {
  const given = headers['x-min-position'];
  if (given === undefined) return undefined;
  return positionGiven('X-Min-Position', String(given));
}
