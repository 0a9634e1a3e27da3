/**
 * Processes of a test start from what the first of their kind left behind: the text of every module with V8's code of it, and which file each
 * `require` meant. What runs is the same, module by module; finding, reading and compiling two thousand of them took half of a start. In front
 * of every app's main file, and of that of the thread that screens (`compiled.ts`).
 */
import { closeSync, existsSync, mkdirSync, openSync, readSync, renameSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { basename, dirname, join } from 'node:path';
import { deserialize, serialize, setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import { isMainThread, threadId } from 'node:worker_threads';

interface Known {
  readonly content: string;
  readonly code: Buffer;
}

/** Where a module lies in the pack: its text from `at` on, its code behind it. Bytes. */
interface Place {
  readonly at: number;
  readonly content: number;
  readonly code: number;
  /** Whether each sign of the text is one byte. */
  readonly isLatin: boolean;
}

interface Index {
  readonly places: Map<string, Place>;
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

/** The length of the index, the index, then the modules. Read module by module into one place: a fresh page of memory is dear. */
class Pack {
  readonly index: Index = { places: new Map(), resolved: new Map() };
  readonly #fd: number | undefined;
  readonly #begin: number = 0;
  #room = Buffer.allocUnsafeSlow(0);

  constructor(file: string) {
    if (!existsSync(file)) return;
    this.#fd = openSync(file, 'r');
    const length = this.#read(0, LENGTH).readUInt32LE();
    this.index = deserialize(this.#read(LENGTH, length)) as Index;
    this.#begin = LENGTH + length;
  }

  /** Its code is there until the next one is read. */
  module({ at, content, code, isLatin }: Place): Known {
    const bytes = this.#read(this.#begin + at, content + code);
    return { content: bytes.toString(isLatin ? 'latin1' : 'utf8', 0, content), code: bytes.subarray(content) };
  }

  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
  }

  #read(at: number, length: number): Buffer {
    if (length > this.#room.length) this.#room = Buffer.allocUnsafeSlow(2 * length);
    readSync(this.#fd as number, this.#room, 0, length, at);
    return this.#room.subarray(0, length);
  }
}

const LENGTH = 4;
const directory = join(__dirname, '..', '..', 'packs', process.version);
const begun = module.parent?.filename as string;
const file = join(directory, `${basename(dirname(begun))}-${basename(begun)}`);
const pack = new Pack(file);
const { places, resolved } = pack.index;
const made = new Map<string, { readonly content: string; readonly script: Script }>();

const resolve = loader._resolveFilename;
loader._resolveFilename = function (request, parent, isMain, options) {
  if (!parent?.filename || options) return resolve.call(this, request, parent, isMain, options);
  const key = `${dirname(parent.filename)}\0${request}`;
  const known = resolved.get(key) ?? resolve.call(this, request, parent, isMain);
  resolved.set(key, known);
  return known;
};

function evaluate(module: NodeModule, filename: string, { content, code }: Partial<Known> & Pick<Known, 'content'>): unknown {
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
  const place = places.get(filename);
  return place ? evaluate(module, filename, pack.module(place)) : load(module, filename);
};

function keep(): void {
  pack.close();
  if (made.size === 0) return;
  const all = new Map<string, Place>();
  const parts: Buffer[] = [];
  let at = 0;
  const add = (name: string, { content, code }: Known) => {
    const bytes = Buffer.from(content);
    const isLatin = bytes.length === content.length;
    all.set(name, { at, content: bytes.length, code: code.length, isLatin });
    parts.push(bytes, Buffer.from(code));
    at += bytes.length + code.length;
  };
  // What others left meanwhile, and then one's own.
  const left = new Pack(file);
  for (const [name, place] of left.index.places) if (!made.has(name)) add(name, left.module(place));
  left.close();
  for (const [name, { content, script }] of made) add(name, { content, code: script.createCachedData() });
  const index = serialize({ places: all, resolved } satisfies Index);
  const length = Buffer.alloc(LENGTH);
  length.writeUInt32LE(index.length);
  mkdirSync(directory, { recursive: true });
  // Whole or not at all: others start meanwhile.
  const own = `${file}-${process.pid}-${threadId}`;
  writeFileSync(own, Buffer.concat([length, index, ...parts]));
  renameSync(own, file);
}
// A thread is ended from outside, so it keeps what it has when all is loaded.
if (isMainThread) process.once('exit', keep);
else setImmediate(keep);
