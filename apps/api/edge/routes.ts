/** What a controller's method says about its route, once, for the router and for the OpenAPI description. */
import { applyDecorators, HttpCode, Get as HttpGet, Post as HttpPost, Put as HttpPut } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiParam, ApiProduces, ApiResponse } from '@nestjs/swagger';
import type { ProductCommand } from '../../../libs/domain';
import { type Access, mayGive } from './access';
import { BODY_LIMIT } from './json-body';
import { IdPipe } from './shape.pipe';

type Answer = new () => object;

interface About {
  readonly summary: string;
  readonly status?: 200 | 201 | 202;
  readonly answer: Answer | 'nothing';
  /** Media types beside JSON. */
  readonly also?: readonly string[];
  /** The media type in place of JSON. */
  readonly as?: string;
}

interface Argument {
  readonly data?: unknown;
  readonly pipes?: readonly unknown[];
}

/** What Nest knows of the arguments of a method, whose own decorators have run before. */
const argumentsOf = (target: object, key: string | symbol): [name: string, argument: Argument][] =>
  Object.entries((Reflect.getMetadata(ROUTE_ARGS_METADATA, target.constructor, key) ?? {}) as Record<string, Argument>);

const problem = (status: number, description: string): MethodDecorator =>
  ApiResponse({
    status,
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemBody' } } },
  });

const notFound = problem(404, 'No such thing, or not yours.');

/** Describes the parameters of the path. */
const withIds: MethodDecorator = (target, key, descriptor) => {
  for (const [name, { data, pipes }] of argumentsOf(target, key)) {
    if (!name.startsWith(`${RouteParamtypes.PARAM}:`)) continue;
    const what = data === 'id' ? 'conversation' : String(data);
    const description = pipes?.includes(IdPipe) ? `The ${what}, as a UUID.` : 'Its id.';
    ApiParam({ name: String(data), description })(target, key, descriptor);
    notFound(target, key, descriptor);
  }
};

function described(
  { summary, status = 200, answer, also = [], as = 'application/json' }: About,
  { roles }: Access,
  method: 'GET' | 'POST' | 'PUT',
): MethodDecorator[] {
  return [
    ApiOperation({ summary, ...(roles !== 'anyone' && { description: `May be called by: ${roles.join(', ')}.` }) }),
    withIds,
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
    ...(roles !== 'anyone'
      ? [
          ApiBearerAuth(),
          problem(401, 'No valid token.'),
          problem(403, 'Not for this role.'),
          problem(400, 'The shape of the request is wrong; the field is named.'),
          problem(429, 'Too many requests; Retry-After says when to go on.'),
          problem(503, 'A server behind this one does not answer; Retry-After says when to try again.'),
        ]
      : []),
    ...(method === 'POST' ? [notFound] : []),
  ];
}

/** What a body is, where it is not JSON of the size that all may have. */
interface Taking {
  readonly multipart?: true;
  readonly bodyLimit?: number;
}

/** Says who may call a route, and whether it takes a query: on all others a query is refused. */
const guarded =
  (access: Access, { multipart, bodyLimit }: Taking = {}): MethodDecorator =>
  (target, key, descriptor) => {
    const query = argumentsOf(target, key).some(([name]) => name.startsWith(`${RouteParamtypes.QUERY}:`));
    return RouteConfig({ query, access, ...(multipart && { multipart }), ...(bodyLimit && { bodyLimit }) })(
      target,
      key,
      descriptor,
    );
  };

const ofABody = (limit = BODY_LIMIT) => [
  problem(413, `The body is larger than ${limit / 1_024} KiB.`),
  problem(415, 'The body is not application/json.'),
];

const OF_A_FILE = [
  problem(413, 'The file is too large.'),
  problem(415, 'The body is not multipart/form-data, or the file of a type that is not taken.'),
];

const REFUSED = problem(422, 'A rule refuses this.');

/** Reads. `fresh`: honours X-Min-Position; `refusals`: a rule may refuse what is asked. */
export function Read(path: string, about: About & Access & { fresh?: boolean; refusals?: boolean }): MethodDecorator {
  return applyDecorators(
    HttpGet(path),
    guarded({ roles: about.roles, ...(about.handsOut && { handsOut: true }) }),
    ...described(about, about, 'GET'),
    ...(about.refusals ? [REFUSED] : []),
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

/** Answers a body that is sent, and writes nothing. `refusals`: a rule may refuse what is asked. */
export function Check(path: string, about: About & Access & { refusals?: boolean }): MethodDecorator {
  return applyDecorators(
    HttpPost(path),
    HttpCode(200),
    guarded({ roles: about.roles, ...(about.handsOut && { handsOut: true }) }),
    ...described(about, about, 'GET'),
    notFound,
    ...(about.refusals ? [REFUSED] : []),
    ...ofABody(),
  );
}

/** Keeps something that is no part of the record: the same again changes nothing. */
export function Keep(path: string, about: About & Access): MethodDecorator {
  return applyDecorators(
    HttpPut(path),
    guarded({ roles: about.roles }),
    ...described(about, about, 'GET'),
    notFound,
    ...ofABody(),
  );
}

/** Gives a command: whoever may give it, may call this. */
export function Write(
  path: string,
  about: About & Taking & { readonly command: ProductCommand['type'] } & Pick<Access, 'handsOut'>,
  method: 'POST' | 'PUT' = 'POST',
): MethodDecorator {
  const access: Access = { roles: mayGive(about.command), ...(about.handsOut && { handsOut: true }) };
  return applyDecorators(
    method === 'POST' ? HttpPost(path) : HttpPut(path),
    HttpCode(about.status ?? 200),
    guarded(access, about),
    ...described(about, access, method),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description:
        'The same key with the same body again has the same answer and writes nothing; with another body it is refused.',
      schema: { type: 'string', minLength: 1, maxLength: 200 },
    }),
    problem(409, 'Contradicts what happened before.'),
    ...(about.multipart ? OF_A_FILE : ofABody(about.bodyLimit)),
    problem(422, 'A rule refuses this, or the Idempotency-Key was used with another body.'),
  );
}
