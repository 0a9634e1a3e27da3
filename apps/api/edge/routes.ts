/** What a controller's method says about its route, once, for the router and for the OpenAPI description. */
import { applyDecorators, HttpCode, Get as HttpGet, Post as HttpPost, Put as HttpPut } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiParam, ApiProduces, ApiResponse } from '@nestjs/swagger';
import { ACCESS } from './access';

type Answer = new () => object;

interface About {
  readonly summary: string;
  readonly status?: 200 | 201;
  readonly answer: Answer | 'nothing';
  /** Media types beside JSON. */
  readonly also?: readonly string[];
  /** The media type in place of JSON. */
  readonly as?: string;
  /** The address in full, to find the row of the access table. */
  readonly route: string;
}

const PARAMS: Readonly<Record<string, string>> = {
  message: 'The message, as a UUID.',
};

const problem = (status: number, description: string): MethodDecorator =>
  ApiResponse({
    status,
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemBody' } } },
  });

function described(
  { summary, status = 200, answer, also = [], as = 'application/json', route }: About,
  method: 'GET' | 'POST' | 'PUT',
): MethodDecorator[] {
  const access = ACCESS[`${method} ${route}`];
  const withToken = access !== undefined && access.roles !== 'anyone';
  const ids = [...route.matchAll(/:(\w+)/g)].map(([, name]) => name);
  return [
    ApiOperation({
      summary,
      ...(withToken && { description: `May be called by: ${(access.roles as readonly string[]).join(', ')}.` }),
    }),
    ...ids.map((name) =>
      ApiParam({
        name,
        description: PARAMS[name] ?? (route.includes('/conversations/') ? 'The conversation, as a UUID.' : 'Its id.'),
      }),
    ),
    ...(answer === 'nothing'
      ? [ApiResponse({ status, description: summary })]
      : [
          ApiResponse({
            status,
            description: summary,
            type: answer,
            ...(method !== 'GET' && {
              headers: {
                'X-Position': {
                  description: 'Position of what was written: send it as X-Min-Position.',
                  schema: { type: 'string' },
                },
              },
            }),
          }),
        ]),
    ...(also.length > 0 || as !== 'application/json' ? [ApiProduces(as, ...also)] : []),
    ...(withToken
      ? [
          ApiBearerAuth(),
          problem(401, 'No valid token.'),
          problem(403, 'Not for this role.'),
          problem(400, 'The shape of the request is wrong; the field is named.'),
          problem(429, 'Too many requests; Retry-After says when to go on.'),
          problem(503, 'A server behind this one does not answer; Retry-After says when to try again.'),
        ]
      : []),
    ...(ids.length > 0 || method === 'POST' ? [problem(404, 'No such thing, or not yours.')] : []),
  ];
}

/** Marks routes that take a query; on all others a query is refused. */
const querying: MethodDecorator = (target, key, descriptor) => {
  const args: object = Reflect.getMetadata(ROUTE_ARGS_METADATA, target.constructor, key) ?? {};
  const query = Object.keys(args).some((name) => name.startsWith(`${RouteParamtypes.QUERY}:`));
  return RouteConfig({ query })(target, key, descriptor);
};

declare module 'fastify' {
  interface FastifyContextConfig {
    query?: boolean;
  }
}

/** Reads. `fresh`: honours X-Min-Position; `refusals`: a rule may refuse what is asked. */
export function Read(path: string, about: About & { fresh?: boolean; refusals?: boolean }): MethodDecorator {
  return applyDecorators(
    HttpGet(path),
    querying,
    ...described(about, 'GET'),
    ...(about.refusals ? [problem(422, 'A rule refuses this.')] : []),
    ...(about.fresh
      ? [
          ApiHeader({
            name: 'X-Min-Position',
            required: false,
            description:
              'Answer only from what is at least as new as this position; waits up to 2 seconds. Without it, what this process wrote to the caller or to the other side a moment ago is there if it takes no longer than half a second.',
            schema: { type: 'string', pattern: '^\\d{1,19}$' },
          }),
        ]
      : []),
  );
}

/** Writes. */
export function Write(path: string, about: About, method: 'POST' | 'PUT' = 'POST'): MethodDecorator {
  return applyDecorators(
    method === 'POST' ? HttpPost(path) : HttpPut(path),
    HttpCode(about.status ?? 200),
    querying,
    ...described(about, method),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description:
        'The same key with the same body again has the same answer and writes nothing; with another body it is refused.',
      schema: { type: 'string', minLength: 1, maxLength: 200 },
    }),
    problem(409, 'Contradicts what happened before.'),
    problem(413, 'The body is larger than 64 KiB.'),
    problem(415, 'The body is not application/json.'),
    problem(422, 'A rule refuses this, or the Idempotency-Key was used with another body.'),
  );
}
