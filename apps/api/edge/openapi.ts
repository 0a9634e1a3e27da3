import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { ProblemBody } from './problem.dto';

/** Serves the OpenAPI 3.1 description at /openapi.json and a page of it at /docs. */
export function describe(app: NestFastifyApplication): void {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Helpdesk of a marketplace')
    .setDescription(
      'Messages between buyers and sellers, each with a deadline that can be explained. Errors are application/problem+json (RFC 9457); ' +
        'each names a `code` for programs and, where one is at fault, the `field`. Writes answer with X-Position; a GET with ' +
        'X-Min-Position waits until it can see that.',
    )
    .setVersion('1')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description:
        'Claims, unless configured otherwise: sub, role (buyer, seller, admin, compliance, platform), seller for members. 401 has the code token-expired where a new token helps, token-invalid where it does not.',
    })
    .build();
  let document: OpenAPIObject | undefined;
  const made = () => {
    document ??= in31(
      SwaggerModule.createDocument(app, config, {
        extraModels: [ProblemBody],
        operationIdFactory: (controller, method) => `${controller.replace('Controller', '')}.${method}`,
      }),
    ) as OpenAPIObject;
    return document;
  };
  SwaggerModule.setup('docs', app, made, { jsonDocumentUrl: 'openapi.json', raw: ['json'], customSiteTitle: 'Helpdesk API' });
}

/** `nullable` is of OpenAPI 3.0: in 3.1 null is a type beside the others. */
function in31(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(in31);
  if (typeof part !== 'object' || part === null) return part;
  const { nullable, ...rest } = Object.fromEntries(Object.entries(part).map(([name, value]) => [name, in31(value)]));
  if (nullable !== true) return nullable === undefined ? rest : { ...rest, nullable };
  const { type, allOf, ...more } = rest;
  return Array.isArray(allOf) ? { ...more, anyOf: [...allOf, { type: 'null' }] } : { ...more, type: [type, 'null'] };
}
