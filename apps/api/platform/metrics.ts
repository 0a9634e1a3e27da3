import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { loadMetrics } from '../../../libs/config';
import { CommandHandling, EventStore, observeStore } from '../../../libs/event-store';
import { AttachmentStore } from '../attachments/attachment-store';
import { Screens } from '../screening/screens';

/** Numbers of this process, for Prometheus. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  readonly #seconds = new Histogram({
    name: 'helpdesk_http_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 2.5, 10],
    registers: [this.registry],
  });
  readonly lag = new Gauge({
    name: 'helpdesk_projection_lag_seconds',
    help: 'How far a projection is behind',
    labelNames: ['projection'] as const,
    registers: [this.registry],
  });
  readonly retries = new Gauge({
    name: 'helpdesk_projection_retries',
    help: 'Attempts a projection repeated',
    labelNames: ['projection'] as const,
    registers: [this.registry],
  });
  readonly poisoned = new Gauge({
    name: 'helpdesk_projection_poisoned',
    help: '1 when a projection stands before an event it cannot take',
    labelNames: ['projection'] as const,
    registers: [this.registry],
  });

  readonly #problems = new Counter({
    name: 'helpdesk_problems_total',
    help: 'Requests refused, by code: clock-behind where a stream is ahead of the clock of this process',
    labelNames: ['code'] as const,
    registers: [this.registry],
  });

  constructor(
    @Inject(EventStore) store: EventStore,
    @Inject(CommandHandling) handling: CommandHandling,
    @Inject(AttachmentStore) attachments: AttachmentStore,
    @Inject(Screens) screens: Screens,
  ) {
    attachments.observe(this.registry);
    screens.observe(this.registry);
    collectDefaultMetrics({ register: this.registry, ...loadMetrics() });
    observeStore([this.registry], store, handling);
  }

  /** Counts a refusal. */
  countProblem(code: string): void {
    this.#problems.inc({ code });
  }

  /** Counts every answer of a server. */
  observe(server: FastifyInstance): void {
    server.addHook('onResponse', (request, reply, done) => {
      const { method, routeOptions } = request;
      this.#seconds.observe({ method, route: routeOptions.url ?? 'none', status: reply.statusCode }, reply.elapsedTime / 1_000);
      done();
    });
  }
}
