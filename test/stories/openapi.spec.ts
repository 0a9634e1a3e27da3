/** The description of the API is OpenAPI 3.1, complete, and what the api answers is as it says. */
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { DateTime } from 'luxon';
import { API_TYPES, apiTypes, type Description, routesAsked } from '../support/api-types';
import { type SharedStack, sharedStack } from '../support/shared-stack';
import { eventually } from '../support/stack';

type Json = Record<string, unknown>;
interface Schema {
  readonly $ref?: string;
  readonly type?: string | string[];
  readonly enum?: unknown[];
  readonly required?: string[];
  readonly properties?: Record<string, Schema>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: Schema[];
  readonly allOf?: Schema[];
}

const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;

describe('the description', () => {
  let stack: SharedStack;
  let document: Json & { paths: Record<string, Record<string, Operation>>; components: { schemas: Json } };
  interface Operation {
    readonly operationId: string;
    readonly summary: string;
    readonly parameters?: { name: string; in: string; required?: boolean }[];
    readonly requestBody?: object;
    readonly responses: Record<string, { description: string; content?: Record<string, { schema: Schema }> }>;
  }
  const operations = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );

  beforeAll(async () => {
    stack = await sharedStack('test clock');
    document = await fetch(`${stack.url}/openapi.json`).then((answer) => answer.json() as Promise<typeof document>);
  });
  afterAll(() => stack.stop());

  it('is OpenAPI 3.1 and every reference leads somewhere', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path);
    expect(references.length).toBeGreaterThan(10);
    for (const path of references) {
      const found = path.split('/').reduce<unknown>((part, name) => (part as Json)?.[name], document);
      expect([path, typeof found]).toEqual([path, 'object']);
    }
  });

  it('names each operation once, each parameter of a path, and the problems of each', () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, method, operation } of operations()) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
      const declared = (operation.parameters ?? []).filter((each) => each.in === 'path').map(({ name }) => name);
      expect([path, declared.sort()]).toEqual([path, inPath]);
      expect([path, operation.summary]).toEqual([path, expect.stringMatching(/\S/)]);
      for (const { description } of Object.values(operation.responses)) expect(description).toEqual(expect.any(String));
      if (!path.startsWith('/v1/') || /health|metrics/.test(path)) continue;
      expect([path, Object.keys(operation.responses)]).toEqual([path, expect.arrayContaining(['400', '401', '403', '503'])]);
      if (method === 'post') {
        expect([path, operation.requestBody]).toEqual([path, expect.any(Object)]);
        // What writes nothing can be asked again as it is.
        if (/\/(check|coverage|preview)$/.test(path)) continue;
        expect(operation.parameters?.map(({ name }) => name)).toContain('Idempotency-Key');
      }
    }
  });

  /** Where a value is not as its schema says, as far as this description goes. */
  function faults(schema: Schema, value: unknown, at = ''): string[] {
    if (schema.$ref) return faults(document.components.schemas[schema.$ref.split('/').at(-1) as string] as Schema, value, at);
    if (schema.anyOf) {
      const each = schema.anyOf.map((one) => faults(one, value, at));
      return each.find((one) => one.length === 0) ?? each[0];
    }
    const found = (schema.allOf ?? []).flatMap((one) => faults(one, value, at));
    const type = typeOf(value);
    const wanted = [schema.type ?? type].flat();
    if (!wanted.includes(type) && !(type === 'integer' && wanted.includes('number')))
      found.push(`${at} is ${type}, not ${wanted}`);
    if (schema.enum && !schema.enum.includes(value)) found.push(`${at} is none of ${schema.enum}`);
    if (type === 'array' && schema.items)
      found.push(...(value as unknown[]).flatMap((one, index) => faults(schema.items as Schema, one, `${at}/${index}`)));
    if (type !== 'object') return found;
    const object = value as Json;
    found.push(...(schema.required ?? []).filter((name) => !(name in object)).map((name) => `${at}/${name} is missing`));
    for (const [name, inner] of Object.entries(schema.properties ?? {}))
      if (name in object) found.push(...faults(inner, object[name], `${at}/${name}`));
    if (typeof schema.additionalProperties === 'object')
      for (const [name, inner] of Object.entries(object))
        found.push(...faults(schema.additionalProperties, inner, `${at}/${name}`));
    // What is answered and not described is as wrong as the reverse.
    if (schema.properties && schema !== described.loose)
      found.push(
        ...Object.keys(object)
          .filter((name) => !schema.properties?.[name])
          .map((name) => `${at}/${name} is not described`),
      );
    return found;
  }
  const described: { loose?: unknown } = {};

  it('answers are as it says, refusals too', async () => {
    const shop = `shop-${randomUUID()}`;
    const [buyer, agent, admin] = await Promise.all([stack.as('buyer'), stack.as('seller', 'agent', shop), stack.as('admin')]);
    const good = {
      market: 'de',
      seller: shop,
      topic: 'question',
      subject: 'Hello',
      message: { body: 'Is it blue?', language: 'en' },
    };
    const { body: opened } = await buyer.post('/v1/conversations', good).expect(201);
    const { body: unanswered } = await buyer.post('/v1/conversations', { ...good, order: `A-${randomUUID()}` }).expect(201);
    const path = `/v1/conversations/${opened.conversation}`;
    await agent.post(`${path}/messages`, { body: 'It is.', answers: [opened.message] }).expect(201);
    const facts = { carrier: 'DHL', trackingNumber: '0034', estimatedDelivery: '2030-01-08' };
    const { headers } = await agent.post(`${path}/status-updates`, { stage: 'shipped', facts }).expect(201);
    // A status update has the facts of its stage beside what all have.
    described.loose = document.components.schemas.StatusUpdateAnswer;
    // Far enough for a weekend in between, and for the question that nobody answers to be overdue: on one of two days in the middle of
    // a week, since nothing is said on a day that does not count.
    const { now } = (await admin.get('/v1/test-clock').expect(200)).body;
    const tuesday = DateTime.fromISO(now, { zone: 'utc' }).plus({ weeks: 2 }).startOf('week').plus({ days: 8, hours: 12 });
    for (const then of [tuesday, tuesday.plus({ days: 1 })]) await admin.put('/v1/test-clock', { now: then.toISO() }).expect(200);
    await eventually('overdue', async () => (await admin.get('/v1/clock/overdue').expect(200)).body.items.length > 0);
    const { dueAt } = (await buyer.post('/v1/conversations', good).expect(201)).body.obligation;
    const lastCounted = DateTime.fromISO(dueAt, { zone: 'Europe/Berlin' }).minus(1).toISODate() as string;
    const moving = { add: { [lastCounted]: 'A day off' }, remove: ['2035-05-01'], reason: 'decree' };
    const asked: [path: string, who: typeof buyer, body?: object][] = [
      ['/v1/inbox', agent],
      ['/v1/inbox?limit=1', admin],
      ['/v1/inbox?limit=0', agent],
      ['/v1/inbox/counts', buyer],
      ['/v1/search?q=blue', agent],
      ['/v1/search?q=shipped', buyer],
      ['/v1/clock', agent],
      ['/v1/clock/overdue', admin],
      [`/v1/sellers/${shop}/response-times`, agent],
      [`/v1/sellers/${randomUUID()}/response-times`, admin],
      ...[opened, unanswered].map(({ conversation, message }): [string, typeof buyer] => [
        `/v1/conversations/${conversation}/obligations/${message}/explanation`,
        buyer,
      ]),
      ['/v1/markets/de/calendar-corrections', admin, { ...moving, dryRun: true }],
      ['/v1/markets/de/calendar-corrections', admin, moving],
      ['/v1/changes', admin],
      ['/v1/audit?limit=1', admin],
      ['/v1/audit', buyer],
      [path, buyer],
      [`${path}/messages`, buyer],
      [`${path}/history?reason=look`, admin],
      [`${path}/history?reason=look&revision=99`, admin],
      [`${path}/replay`, agent],
      [`${path}/replay?reason=look&asOf=2999-01-01T00:00:00Z`, admin],
      [`${path}/history?reason=look&asOf=2999-01-01T00:00:00Z`, admin],
      [`/v1/conversations/${randomUUID()}`, buyer],
      ['/health/live', buyer],
      ['/health/ready', buyer],
    ];
    for (const [address, who, body] of asked) {
      const answer = await (body ? who.post(address, body) : who.get(address).set('X-Min-Position', headers['x-position']));
      const [addressed] = address.split('?', 1);
      const route = Object.keys(document.paths).find((path) =>
        new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(addressed),
      );
      const response = document.paths[route ?? ''][body ? 'post' : 'get'].responses[answer.status];
      const schema = response?.content?.[answer.headers['content-type'].split(';')[0]]?.schema;
      expect([address, answer.status, typeof schema]).toEqual([address, answer.status, 'object']);
      expect([address, faults(schema as Schema, answer.body)]).toEqual([address, []]);
      if (answer.body.dryRun) expect(answer.body.moves).toEqual([expect.any(Object)]);
    }
  });

  it('has the types of what the console asks (npm run api-types writes them)', () => {
    const types = apiTypes(document as unknown as Description, routesAsked());
    if (process.env.WRITE_API_TYPES) writeFileSync(API_TYPES, types);
    expect(readFileSync(API_TYPES, 'utf8')).toBe(types);
  });

  it('leads to the console, whose files are for ever and whose page is not, and has a page of its own', async () => {
    const bare = await fetch(`${stack.url}/`, { redirect: 'manual' });
    expect([bare.status, bare.headers.get('location')]).toEqual([302, '/console/']);
    const console = await fetch(`${stack.url}/console/inbox?topic=order`);
    expect([console.status, console.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(console.headers.get('content-security-policy')).toContain("require-trusted-types-for 'script'");
    const [, asset] = /src="(\/console\/assets\/[^"]+)"/.exec(await console.text()) ?? [];
    const code = await fetch(`${stack.url}${asset}`, { headers: { 'accept-encoding': 'br' } });
    expect([code.status, code.headers.get('cache-control'), code.headers.get('content-encoding')]).toEqual([
      200,
      expect.stringContaining('immutable'),
      'br',
    ]);
    expect((await fetch(`${stack.url}/console/assets/gone.js`)).status).toBe(404);
    const page = await fetch(`${stack.url}/docs`).then((answer) => answer.text());
    expect(page).toContain('swagger-ui');
    const script = await fetch(`${stack.url}/docs/swagger-ui-bundle.js`);
    expect([script.status, script.headers.get('content-type')]).toEqual([200, expect.stringContaining('javascript')]);
  });
});
