import 'reflect-metadata';
import type { Server } from 'node:http';
import rateLimit from '@fastify/rate-limit';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyHttpOptions, FastifyInstance, FastifyReply } from 'fastify';
import { recordRefusedAccesses } from './accesses/refused-accesses';
import { apiModule, type Dependencies } from './app.module';
import { nameOf } from './application/caller';
import { Commands } from './application/commands';
import { ChangeStreams } from './audit/change-streams';
import { guardAccess } from './edge/access.guard';
import { Callers } from './edge/callers';
import { BODY_LIMIT, readJson } from './edge/json-body';
import { answerInTime, endUnreadAnswers } from './edge/late-answers';
import { limitLines } from './edge/lines';
import { refuseOtherMethods } from './edge/methods';
import { describe } from './edge/openapi';
import { tellPositions } from './edge/positions';
import { invalid, Problem } from './edge/problem';
import { answer, ProblemFilter } from './edge/problem.filter';
import { answerMalformed, endSlowBodies, limitConnections, refuseMalformedHeaders, SLOW_MS } from './edge/protocol-errors';
import { secure } from './edge/security-headers';
import { ShapePipe } from './edge/shape.pipe';
import { takeTurns } from './edge/turns';
import { Metrics } from './platform/metrics';
import { serveConsole } from './session/pages';

const ENDING_MS = 1_500;

/** How the api is set up beside what it stands on. */
export interface Setup extends Dependencies {
  /** Requests a caller may make in a minute. */
  readonly requestsPerMinute: number;
  /** Connections an address may have open. */
  readonly connectionsPerAddress: number;
  /** Whether the addresses of callers come from a proxy's X-Forwarded-For. */
  readonly trustProxy?: boolean;
}

/** The api, ready to listen: the same in production and in the stories. */
export async function createApi(setup: Setup): Promise<NestFastifyApplication> {
  const options: FastifyHttpOptions<Server> = {
    bodyLimit: BODY_LIMIT,
    trustProxy: setup.trustProxy ?? false,
    http: { requireHostHeader: false, headersTimeout: SLOW_MS, connectionsCheckingInterval: SLOW_MS / 4 },
    return503OnClosing: true,
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: false },
    frameworkErrors: (error, _request, reply) =>
      answer(
        reply as FastifyReply,
        error.statusCode === 414
          ? new Problem(404, 'not-found', 'There is nothing here for you.')
          : invalid('path', 'encoding', 'The address is not well-formed.'),
      ),
    clientErrorHandler: answerMalformed,
  };
  // Nest's middleware is not used; without its engine every request is spared a walk through it.
  const adapter = new FastifyAdapter({ ...options, skipMiddie: true });
  const app = await NestFactory.create<NestFastifyApplication>(apiModule(setup), adapter, {
    bodyParser: false,
    logger: ['error', 'warn', 'fatal'],
    abortOnError: false,
  });
  const server = adapter.getInstance<FastifyInstance>();
  readJson(server);
  refuseOtherMethods(server);
  await secure(server);
  refuseMalformedHeaders(server);
  endSlowBodies(server);
  answerInTime(server);
  endUnreadAnswers(server);
  // Behind a proxy all connections are the proxy's.
  if (!setup.trustProxy) limitConnections(server, setup.connectionsPerAddress);
  await server.register(rateLimit, {
    max: setup.requestsPerMinute,
    timeWindow: 60_000,
    enableDraftSpec: true,
    cache: 20_000,
    // A caller is its verified identity wherever it calls from; without one, the address.
    keyGenerator: ({ caller, ip }) => (caller ? nameOf(caller) : ip),
    allowList: ({ routeOptions }) => routeOptions.url?.includes('/health/') === true,
    errorResponseBuilder: (_request, { ttl }) =>
      new Problem(429, 'too-many-requests', 'Too many requests. Retry-After says when to go on.', {
        retryAfter: Math.max(1, Math.ceil(ttl / 1_000)),
      }),
  });
  const limit = server.rateLimit();
  guardAccess(server, app.get(Callers), (request, reply) => limit.call(server, request, reply));
  // Query parameters of routes that take none would be passed over in silence, and what is not well-formed would be taken as it is.
  server.addHook('preHandler', (request, _reply, done) => {
    if (!isWellFormed(request.url)) return done(invalid('query', 'encoding', 'The query is not well-formed.'));
    const [name] = Object.keys(request.query as object);
    const refuse = name !== undefined && request.routeOptions.config.query === false;
    done(refuse ? invalid(name.slice(0, 100), 'unknown', `${name.slice(0, 100)} is not a parameter of this route`) : undefined);
  });
  takeTurns(server);
  limitLines(server);
  app.get(Metrics).observe(server);
  tellPositions(server);
  recordRefusedAccesses(server, app.get(Commands), setup.clock);
  const streams = app.get(ChangeStreams);
  server.addHook('preClose', (done) => {
    streams.close();
    // What is in flight has a moment; what does not come to its end by then is asked again of the next one.
    setTimeout(() => server.server.closeAllConnections(), ENDING_MS).unref();
    done();
  });
  app.useGlobalPipes(new ShapePipe());
  app.useGlobalFilters(new ProblemFilter((code) => app.get(Metrics).countProblem(code)));
  describe(app);
  serveConsole(server);
  await app.init();
  await server.ready();
  return app;
}

/** Whether what is percent-encoded in an address is UTF-8. */
function isWellFormed(url: string): boolean {
  if (!url.includes('%')) return true;
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}
