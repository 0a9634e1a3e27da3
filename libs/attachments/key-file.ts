import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { FileKeys } from './sealed-file';

/** One key for the files of all, in a file that is made where there is none, readable by its owner only. Throws what is wrong with it. */
export function keyFile(path: string): FileKeys {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // Linked whole under its name, so that of several processes that start at once all have the same.
  const next = `${path}.${process.pid}`;
  writeFileSync(next, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  try {
    linkSync(next, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(next, { force: true });
  }
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
  if (key.length !== 32) throw new Error(`${path}: has to be a key of 256 bits in base64`);
  return {
    sealing: async () => ({ id: 'file', key }),
    named: async (id) => (id === 'file' ? key : undefined),
  };
}
