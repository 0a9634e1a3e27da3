/** The types of the console's requests and answers, written out of the API's own description. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}
type Content = Readonly<Record<string, { readonly schema: Schema }>>;
interface Operation {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}
/** An OpenAPI description, as far as types are made of it. */
export interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

/** Where the types stand. */
export const API_TYPES = join(__dirname, '../../apps/console/src/shared/api-types.ts');
const SOURCES = join(__dirname, '../../apps/console/src');

/** The routes that the console names, so that others change without it. */
export function routesAsked(): string[] {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
  const texts = files.filter((file) => !file.endsWith('api-types.ts')).map((file) => readFileSync(join(SOURCES, file), 'utf8'));
  const routes = texts.flatMap((text) => [...text.matchAll(/'((?:GET|POST|PUT|DELETE) \/[^']+)'/g)].map(([, route]) => route));
  return [...new Set(routes)].sort();
}

/** TypeScript with the routes named. Throws for a route that the description does not have. */
export function apiTypes({ paths, components }: Description, routes: readonly string[]): string {
  const used = new Set<string>();
  const typeOf = ({ $ref, type, enum: values, items, properties, required = [], ...more }: Schema): string => {
    if ($ref) {
      const name = $ref.split('/').at(-1) as string;
      used.add(name);
      return name;
    }
    if (more.anyOf ?? more.allOf) return (more.anyOf ?? more.allOf ?? []).map(typeOf).join(more.anyOf ? ' | ' : ' & ');
    const single = (one: string | undefined): string => {
      if (values && one !== 'null')
        return values.map((value) => (typeof value === 'string' ? `'${value}'` : String(value))).join(' | ');
      if (one === 'array') return `readonly (${typeOf(items ?? {})})[]`;
      if (one === 'integer') return 'number';
      if (one !== 'object') return one ?? 'unknown';
      if (typeof more.additionalProperties === 'object') return `Readonly<Record<string, ${typeOf(more.additionalProperties)}>>`;
      if (!properties) return 'Readonly<Record<string, unknown>>';
      if (Object.keys(properties).length === 0) return 'Readonly<Record<string, never>>';
      const fields = Object.entries(properties).map(
        ([name, field]) => `readonly ${named(name)}${required.includes(name) ? '' : '?'}: ${typeOf(field)}`,
      );
      return `{ ${fields.join('; ')} }`;
    };
    return [type].flat().map(single).join(' | ');
  };
  const named = (name: string) => (/^\w+$/.test(name) ? name : `'${name}'`);
  const contentOf = (content: Content | undefined) => content?.['application/json'] ?? content?.['text/event-stream'];

  const rows = routes.map((route) => {
    const [method, path] = route.split(' ');
    const operation = paths[path]?.[method.toLowerCase()];
    if (!operation) throw new Error(`${route}: there is no such route`);
    const given = (where: string, optional: boolean) => {
      const each = (operation.parameters ?? []).filter((one) => one.in === where);
      const fields = each.map(({ name, required, schema }) => `readonly ${named(name)}${required ? '' : '?'}: ${typeOf(schema)}`);
      const free = optional && each.every(({ required }) => !required);
      return fields.length > 0 ? [`readonly ${where}${free ? '?' : ''}: { ${fields.join('; ')} }`] : [];
    };
    const body = contentOf(operation.requestBody?.content);
    const answer = contentOf([200, 201, 202].map((status) => operation.responses[status]).find(Boolean)?.content);
    const parts = [
      ...given('path', false),
      ...given('query', true),
      ...(body ? [`readonly body: ${typeOf(body.schema)}`] : []),
      `readonly answer: ${answer ? typeOf(answer.schema) : 'undefined'}`,
    ];
    return `  readonly '${route}': {\n${parts.map((part) => `    ${part};\n`).join('')}  };\n`;
  });
  const types = new Map<string, string>();
  for (let left = [...used]; left.length > 0; left = [...used].filter((name) => !types.has(name)))
    for (const name of left) types.set(name, typeOf(components.schemas[name] as Schema));
  const schemas = [...types]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, type]) => `export type ${name} = ${type};\n`);
  return `/** Generated from the API's description: npm run api-types. */\n\n/** What each route that the console asks is given and answers. */\nexport interface Routes {\n${rows.join('')}}\n\n${schemas.join('\n')}`;
}
