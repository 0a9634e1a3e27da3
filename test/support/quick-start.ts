/**
 * Processes of a test start from what the first of their kind left behind: the text of every module with V8's code of it, and which file each
 * `require` meant. What runs is the same, module by module; finding, reading and compiling two thousand of them took half of a start. In front
 * of every app's main file, and of that of the thread that screens (`compiled.ts`).
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { basename, dirname, join } from 'node:path';
import { deserialize, serialize, setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import { isMainThread, threadId } from 'node:worker_threads';

interface Known {
  readonly content: string;
  readonly code?: Buffer;
}

interface Pack {
  readonly modules: Map<string, Known>;
  /** By directory and request. */
  readonly resolved: Map<string, string>;
}

type Compile = (this: NodeModule, content: string, filename: string, format?: string) => unknown;
type Resolve = (request: string, parent: NodeModule | undefined, isMain: boolean, options?: object) => string;

/** What Node.js leaves open to whoever loads modules in another way. */
const loader = Module as unknown as {
  _resolveFilename: Resolve;
  _extensions: Record<string, (module: NodeModule, filename: string) => unknown>;
  _cache: object;
  prototype: { _compile: Compile };
  wrap(content: string): string;
};

// As `runProcess` sets it: code is of use only under the flags that it was made with.
setFlagsFromString('--heap-growing-percent=50');

const directory = join(__dirname, '..', '..', 'packs', process.version);
const begun = module.parent?.filename as string;
const file = join(directory, `${basename(dirname(begun))}-${basename(begun)}`);
const left = (): Pack => (existsSync(file) ? deserialize(readFileSync(file)) : { modules: new Map(), resolved: new Map() });
const { modules, resolved } = left();
// Each on its own, not a view of the whole file: what is loaded is let go of, so that a process takes no more memory than one of the product.
for (const [name, { content, code }] of modules) modules.set(name, { content, code: code && Buffer.from(code) });
const made = new Map<string, { readonly content: string; readonly script: Script }>();

const resolve = loader._resolveFilename;
loader._resolveFilename = function (request, parent, isMain, options) {
  if (!parent?.filename || options) return resolve.call(this, request, parent, isMain, options);
  const key = `${dirname(parent.filename)}\0${request}`;
  const known = resolved.get(key) ?? resolve.call(this, request, parent, isMain);
  resolved.set(key, known);
  return known;
};

function evaluate(module: NodeModule, filename: string, { content, code }: Known): unknown {
  const script = new Script(loader.wrap(content), { filename, cachedData: code });
  if (!code || script.cachedDataRejected) made.set(filename, { content, script });
  const require = Object.assign((request: string) => module.require(request), {
    resolve: Object.assign((request: string, options?: object) => loader._resolveFilename(request, module, false, options), {
      paths: () => module.paths,
    }),
    main: process.mainModule,
    extensions: loader._extensions,
    cache: loader._cache,
  });
  return script.runInThisContext().call(module.exports, module.exports, require, module, filename, dirname(filename));
}

const compile = loader.prototype._compile;
loader.prototype._compile = function (content, filename, format) {
  // V8's code of a script has lost by whom its `import()` is answered.
  if (format === 'module' || /\bimport\s*\(/.test(content)) return compile.call(this, content, filename, format);
  return evaluate(this, filename, { content });
};

const load = loader._extensions['.js'];
loader._extensions['.js'] = (module, filename) => {
  const known = modules.get(filename);
  modules.delete(filename);
  return known ? evaluate(module, filename, known) : load(module, filename);
};

function keep(): void {
  if (made.size === 0) return;
  const all = left().modules;
  for (const [name, { content, script }] of made) all.set(name, { content, code: script.createCachedData() });
  mkdirSync(directory, { recursive: true });
  // Whole or not at all: others start meanwhile.
  const own = `${file}-${process.pid}-${threadId}`;
  writeFileSync(own, serialize({ modules: all, resolved } satisfies Pack));
  renameSync(own, file);
}
// A thread is ended from outside, so it keeps what it has when all is loaded.
if (isMainThread) process.once('exit', keep);
else setImmediate(keep);
