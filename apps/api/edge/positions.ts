/** Read-your-writes over HTTP: X-Position tells how far an answer goes, X-Min-Position how far the next one has to. */
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Queries, type View, type ViewQuery } from '../application/queries';
import { RecentWrites } from '../application/recent-writes';
import { languageOf } from './accept';
import { callerOf } from './caller';
import { positionGiven } from './shape';

declare module 'fastify' {
  interface FastifyRequest {
    /** The position its answer from the read models is at least as new as; below 0: not known. */
    asNewAs?: bigint;
  }
}

/** Asks the read models on behalf of requests. */
@Injectable()
export class Reads {
  constructor(
    private readonly queries: Queries,
    private readonly recent: RecentWrites,
  ) {}

  /** Asks, honouring X-Min-Position; without it the caller sees at least what was written to them here a moment ago. */
  async ask<T>(request: FastifyRequest, query: (view: View) => ViewQuery<T>): Promise<T> {
    const caller = callerOf(request);
    const demanded = minPosition(request);
    const hoped = demanded === undefined ? this.recent.of(caller) : undefined;
    const { value, asNewAs } = await this.queries.ask(
      query({ caller, language: languageOf(request.headers['accept-language']), demanded, hoped }),
    );
    request.asNewAs = asNewAs;
    return value;
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

/** Tells the position a write reached. */
export function tellPosition(reply: FastifyReply, position: bigint): void {
  if (position > 0n) void reply.header('x-position', position.toString());
}

function minPosition({ headers }: FastifyRequest): bigint | undefined {
  const given = headers['x-min-position'];
  return given === undefined ? undefined : positionGiven('X-Min-Position', String(given));
}
