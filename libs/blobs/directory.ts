/** Blobs as files below one directory. */
import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { BlobMissing, type BlobStore, type Bytes, requireKey, requirePrefix, type Span, type Stored } from './blob-store';

/** What is being written; no key begins with a dot. */
const INCOMING = '.incoming';
const ABANDONED_AFTER_MS = 24 * 3_600_000;

/** Blobs below `root`, which is made where it is missing; for the account that runs the process only. */
export function directoryBlobs(root: string): BlobStore {
  let swept: Promise<void> | undefined;

  /** A file is renamed when all of it is on the disk, and there when its directory's entry is. */
  async function put(key: string, content: Bytes): Promise<Stored> {
    const path = join(root, ...requireKey(key).split('/'));
    await mkdir(join(root, INCOMING), { recursive: true, mode: 0o700 });
    swept ??= sweep(join(root, INCOMING)).catch(() => undefined);
    await swept;
    const incoming = join(root, INCOMING, randomUUID());
    try {
      const stored = await write(incoming, content);
      const made = await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await rename(incoming, path);
      const top = made === undefined ? dirname(path) : dirname(made);
      for (let directory = dirname(path); directory.length >= top.length; directory = dirname(directory)) await flush(directory);
      return stored;
    } catch (error) {
      await rm(incoming, { force: true });
      throw error;
    }
  }

  async function get(key: string, { from = 0, to }: Partial<Span> = {}): Promise<Readable> {
    const file = await opened(join(root, ...requireKey(key).split('/')));
    if (!file) throw new BlobMissing(key);
    return file.createReadStream({ start: from, ...(to !== undefined && { end: to }) });
  }

  return {
    put,
    get,
    async has(key) {
      const found = await stat(join(root, ...requireKey(key).split('/'))).catch(unlessMissing);
      return found?.isFile() === true;
    },
    async delete(key) {
      await rm(join(root, ...requireKey(key).split('/')), { force: true });
    },
    async *list(prefix) {
      const directory = requirePrefix(prefix).slice(0, prefix.lastIndexOf('/') + 1);
      yield* keysBelow(root, directory, prefix);
    },
  };
}

async function write(path: string, content: Bytes): Promise<Stored> {
  const hash = createHash('sha256');
  let size = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const bytes of content) {
      hash.update(bytes);
      size += bytes.length;
      await file.writeFile(bytes);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), size };
}

async function flush(directory: string): Promise<void> {
  const handle = await open(directory);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What a process that died was writing goes, once a process; what another one writes now stays. */
async function sweep(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const found = await stat(path).catch(unlessMissing);
    if (found && Date.now() - found.mtimeMs > ABANDONED_AFTER_MS) await rm(path, { force: true });
  }
}

/** The file, open to be read; undefined where there is none. */
async function opened(path: string): Promise<FileHandle | undefined> {
  const file = await open(path).catch(unlessMissing);
  if (!file || (await file.stat()).isFile()) return file;
  await file.close();
  return undefined;
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
  throw error;
}

async function* keysBelow(root: string, directory: string, prefix: string): AsyncGenerator<string> {
  const entries = await readdir(join(root, ...directory.split('/')), { withFileTypes: true }).catch(unlessMissing);
  const keys = (entries ?? []).flatMap((entry) => {
    if (entry.name.startsWith('.')) return [];
    return [`${directory}${entry.name}${entry.isDirectory() ? '/' : ''}`];
  });
  for (const key of keys) {
    if (!key.startsWith(prefix) && !prefix.startsWith(key)) continue;
    if (key.endsWith('/')) yield* keysBelow(root, key, prefix);
    else if (key.startsWith(prefix)) yield key;
  }
}
