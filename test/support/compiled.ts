/** What processes of the product run in a test: the code as it stands in the tree, not what was built some time ago. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const CACHE = join(ROOT, 'node_modules', '.cache', 'helpdesk-tests');
const KEPT_MS = 3_600_000;
const MAKING_MS = 180_000;
const CONSOLE = 'apps/console/';
/** What a process or a thread begins with. */
const MAIN = /^apps\/(?:\w+\/main|api\/screening\/screening-worker)\.ts$/;
const STRICT = '"use strict";';

/**
 * The main file of an app. In a test it is compiled from the tree as it is now, which takes half a second after a change; in what
 * `npm run build` made (the benches) it is what was built with it.
 */
export const mainOf = (app: string): string => join(__filename.endsWith('.ts') ? compiled() : ROOT, 'apps', app, 'main.js');

/**
 * A directory with all of `apps`, `libs` and what tests share as JavaScript, named after what is in them: whoever changed nothing finds it there, two test
 * runs at once do not meet, and one that runs keeps its code.
 */
export const compiled = (): string => (found ??= find());

/** What one spec runs is one code, looked for once. */
let found: string | undefined;

function find(): string {
  const files = ['apps', 'libs', 'test/support', 'test/event-store'].flatMap((top) => filesIn(top));
  const hash = createHash('sha256')
    .update(readFileSync(join(ROOT, '.swcrc')))
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .update(readFileSync(__filename));
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(ROOT, file)));
  const directory = join(CACHE, hash.digest('hex').slice(0, 16));
  if (existsSync(directory)) return directory;
  removeOld();
  const making = `${directory}-making`;
  while (!existsSync(directory)) {
    if (!isFirst(making)) continue;
    try {
      compile(
        files.filter((file) => !file.startsWith(CONSOLE)),
        making,
      );
      buildConsole(join(making, CONSOLE));
      // Whole or not at all: under its name it stands only when everything is in it.
      renameSync(making, directory);
    } finally {
      rmSync(making, { recursive: true, force: true });
    }
  }
  return directory;
}

/** Of several workers that need it one makes it; the others ask again in a moment. */
function isFirst(making: string): boolean {
  mkdirSync(CACHE, { recursive: true });
  try {
    mkdirSync(making);
    return true;
  } catch {
    const began = statSync(making, { throwIfNoEntry: false })?.ctimeMs ?? Date.now();
    // Its maker was killed.
    if (Date.now() - began > MAKING_MS) rmSync(making, { recursive: true, force: true });
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    return false;
  }
}

function compile(files: readonly string[], into: string): void {
  const { transformFileSync } = require('@swc/core') as typeof import('@swc/core');
  // As in what is built, `import()` stays what it is.
  const module = { type: 'commonjs', ignoreDynamic: true, exportInteropAnnotation: true } as const;
  const options = { cwd: ROOT, configFile: join(ROOT, '.swcrc'), module, sourceMaps: false };
  for (const file of files) {
    // A workspace's own settings name what is built elsewhere.
    if (file.endsWith('package.json')) continue;
    const to = join(into, file);
    mkdirSync(dirname(to), { recursive: true });
    if (!file.endsWith('.ts')) cpSync(join(ROOT, file), to);
    else if (!file.endsWith('.spec.ts')) {
      const { code } = transformFileSync(join(ROOT, file), options);
      const quickStart = `require("${relative(dirname(file), 'test/support/quick-start')}");`;
      writeFileSync(to.replace(/\.ts$/, '.js'), MAIN.test(file) ? code.replace(STRICT, `${STRICT}${quickStart}`) : code);
    }
  }
}

function buildConsole(into: string): void {
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  execFileSync(process.execPath, [vite, 'build', '--config', join(ROOT, CONSOLE, 'vite.config.mts'), '--outDir', into], {
    stdio: ['ignore', 'ignore', 'inherit'],
    // As it is built for people, not for who writes it.
    env: { ...process.env, NODE_ENV: 'production' },
  });
}

function filesIn(directory: string): string[] {
  return readdirSync(join(ROOT, directory), { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules' && name !== 'dist')
    .flatMap((entry) => (entry.isDirectory() ? filesIn(`${directory}/${entry.name}`) : `${directory}/${entry.name}`))
    .sort();
}

/** Code of more than an hour ago: no test runs that long. */
function removeOld(): void {
  if (!existsSync(CACHE)) return;
  for (const name of readdirSync(CACHE)) {
    const directory = join(CACHE, name);
    // Another run may have removed it meanwhile.
    const stat = statSync(directory, { throwIfNoEntry: false });
    if (stat && Date.now() - stat.mtimeMs > KEPT_MS) rmSync(directory, { recursive: true, force: true });
  }
}
