import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '..');
const run = promisify(execFile);

/** One forbidden import for each rule of .dependency-cruiser.cjs: the file that has it, and what it imports. */
const PLANTED: Readonly<Record<string, readonly [file: string, imported: string]>> = {
  'domain-imports-luxon-only': ['libs/domain/planted.ts', 'node:fs'],
  'libs-never-import-apps': ['libs/event-store/planted.ts', '../../apps/api/planted-target'],
  'apps-never-import-apps': ['apps/helpdesk/planted.ts', '../api/planted-target'],
  'read-models-are-strangers': ['libs/read-models/planted-a/planted.ts', '../planted-b/target'],
  'libs-through-index': ['apps/api/planted.ts', '../../libs/domain/rejection'],
  'libs-through-index-too': ['libs/product-clock/planted.ts', '../domain/rejection'],
  'one-importer-of-the-client': ['apps/api/planted-client.ts', '@eventstore/db-client'],
  'one-importer-of-the-database': ['apps/api/planted-database.ts', 'pg'],
  'embedded-eventstore-stands-alone': ['libs/embedded-eventstore/planted.ts', '../config'],
  'rooms-of-the-api-have-an-order': ['apps/api/edge/planted-room.ts', '../inbox/planted-target'],
  'application-knows-no-http': ['apps/api/application/planted.ts', '../edge/problem'],
  'no-cycles': ['apps/api/planted-cycle-back.ts', './planted-cycle'],
};

/** Files of the product that planted ones import, or that say how it is cruised: the rest of it is cruised by `npm run check`. */
const OF_THE_PRODUCT = [
  'libs/domain/rejection.ts',
  'libs/config/index.ts',
  'apps/api/edge/problem.ts',
  '.dependency-cruiser.cjs',
  'tsconfig.json',
  'package.json',
];

const TARGETS: Readonly<Record<string, string>> = {
  'apps/api/planted-target.ts': 'export const target = 1;\n',
  'libs/read-models/planted-b/target.ts': 'export const target = 1;\n',
  'apps/api/inbox/planted-target.ts': "import * as problem from '../edge/problem';\nexport const target = problem;\n",
  'apps/api/planted-cycle.ts': "import * as planted from './planted-cycle-back';\nexport const back = () => planted;\n",
  // The installed packages are too many to copy, and a link to them would show their real place: what is imported stands in for them.
  ...Object.fromEntries(['luxon', 'pg', '@eventstore/db-client'].map((name) => [`node_modules/${name}/index.js`, ''])),
};

let copy: string;

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'architecture-'));
  await Promise.all(
    OF_THE_PRODUCT.map(async (name) => {
      await mkdir(dirname(join(copy, name)), { recursive: true });
      await cp(join(ROOT, name), join(copy, name));
    }),
  );
  const planted = Object.values(PLANTED).map(([file, imported]): [string, string] => [
    file,
    `import * as planted from '${imported}';\nexport const use = () => planted;\n`,
  ]);
  for (const [file, text] of [...planted, ...Object.entries(TARGETS)]) {
    await mkdir(dirname(join(copy, file)), { recursive: true });
    await writeFile(join(copy, file), text);
  }
});

afterAll(() => rm(copy, { recursive: true, force: true }));

describe('who may import whom', () => {
  let found: readonly { rule: string; from: string }[];

  beforeAll(async () => {
    found = await violations(copy);
  });

  it.each(Object.entries(PLANTED))('%s is found where it is planted', (rule, [file]) => {
    // A rule between folders tells the folder.
    const from = expect.stringMatching(new RegExp(`^(${file}|${dirname(file)})$`));
    expect(found).toContainEqual({ rule, from });
  });

  it('has a planted import for each rule', () => {
    const { forbidden } = require(join(ROOT, '.dependency-cruiser.cjs')) as { forbidden: { name: string }[] };
    expect(forbidden.map(({ name }) => name).sort()).toEqual(Object.keys(PLANTED).sort());
  });
});

async function violations(cwd: string): Promise<{ rule: string; from: string }[]> {
  const cruiser = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [cruiser, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'apps', 'libs'];
  // Violations make it end with an error; its output is what counts.
  const { stdout } = await run(process.execPath, args, { cwd, maxBuffer: 256 * 1024 * 1024 }).catch(
    (error: { stdout: string }) => error,
  );
  const { summary } = JSON.parse(stdout) as { summary: { violations: { rule: { name: string }; from: string }[] } };
  return summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }));
}
