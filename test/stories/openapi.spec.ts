/** The description of the API is OpenAPI 3.1, complete, and what the api answers is as it says. */
import { type Stack, startStack } from '../support/stack';

type Json = Record<string, unknown>;

describe('the description', () => {
  let stack: Stack;
  let document: Json & { paths: Record<string, Record<string, Operation>>; components: { schemas: Json } };
  interface Operation {
    readonly operationId: string;
    readonly summary: string;
    readonly parameters?: { name: string; in: string; required?: boolean }[];
    readonly requestBody?: object;
    readonly responses: Record<string, { description: string }>;
  }
  const operations = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );

  beforeAll(async () => {
    stack = await startStack({ run: ['api'] });
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
        expect(operation.parameters?.map(({ name }) => name)).toContain('Idempotency-Key');
      }
    }
  });

  it('has a page', async () => {
    const page = await fetch(`${stack.url}/docs`).then((answer) => answer.text());
    expect(page).toContain('swagger-ui');
    const script = await fetch(`${stack.url}/docs/swagger-ui-bundle.js`);
    expect([script.status, script.headers.get('content-type')]).toEqual([200, expect.stringContaining('javascript')]);
  });
});
