/** Master keys in a file, for one machine: the last line wraps, the others still open. */
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { KEY_BYTES, unwrapKey, wrapKey } from './envelope';
import { type KeyService, KeysUnavailable } from './key-service';

interface MasterKey {
  readonly name: string;
  readonly key: Buffer;
}

const made = (): string => `${randomBytes(4).toString('hex')} ${randomBytes(KEY_BYTES).toString('base64')}\n`;

/** Adds a master key that wraps from now on, in every process that has the file. */
export function addMasterKey(path: string): void {
  const next = `${path}.${process.pid}`;
  writeFileSync(next, readFileSync(path, 'utf8') + made(), { mode: 0o600 });
  renameSync(next, path);
}

/** Leaves only the master key that wraps now: what others wrapped never opens again. */
export function retireMasterKeys(path: string): void {
  const next = `${path}.${process.pid}`;
  writeFileSync(next, `${readFileSync(path, 'utf8').trimEnd().split('\n').at(-1)}\n`, { mode: 0o600 });
  renameSync(next, path);
}

/** The keys of a file, which is made where there is none, readable by its owner only. Throws what is wrong with it. */
export class MasterKeyFile implements KeyService {
  #keys: readonly MasterKey[] = [];
  #read = '';

  constructor(private readonly path: string) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    // Linked whole under its name, so that of several processes that start at once all have the same.
    const next = `${path}.${process.pid}`;
    writeFileSync(next, made(), { mode: 0o600 });
    try {
      linkSync(next, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(next, { force: true });
    }
    this.#readAgain();
  }

  current(): string {
    // Another process may have added one.
    this.#readAgain();
    return (this.#keys.at(-1) as MasterKey).name;
  }

  async wrap(key: Uint8Array): Promise<Uint8Array> {
    return wrapKey(this.#named(this.current()), key);
  }

  async unwrap(wrapped: Uint8Array, master: string): Promise<Uint8Array> {
    return unwrapKey(this.#named(master), wrapped);
  }

  #named(name: string): Buffer {
    if (!this.#keys.some((one) => one.name === name)) this.#readAgain();
    const found = this.#keys.find((one) => one.name === name)?.key;
    if (!found) throw new KeysUnavailable(`the master key ${name} is not in ${this.path}`);
    return found;
  }

  #readAgain(): void {
    const { mtimeMs, ino } = statSync(this.path);
    const read = `${ino} ${mtimeMs}`;
    if (read === this.#read) return;
    this.#keys = readFileSync(this.path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => {
        const [name = '', encoded = ''] = line.split(' ');
        const key = Buffer.from(encoded, 'base64');
        if (name === '' || key.length !== KEY_BYTES)
          throw new Error(`${this.path}: a line has to be a name and a key of 256 bits`);
        return { name, key };
      });
    this.#read = read;
  }
}
