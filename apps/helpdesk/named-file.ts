/** Files that a command is given by name: where one cannot be read, the option, the file and what it has to be are told. */
import { accessSync, constants, readFileSync, statSync } from 'node:fs';

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  ENOTDIR: 'is not there',
  EISDIR: 'is a directory',
  EACCES: 'may not be read by this account',
};

/** Its size in bytes. `option` is what names it, `be` what it has to be. Throws where it is none that can be read; a pipe is not opened. */
export function sizeNamed(option: string, file: string, be: string): number {
  try {
    accessSync(file, constants.R_OK);
    const found = statSync(file);
    if (found.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    return found.size;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(`${option}: ${file} ${WHY[code ?? ''] ?? `cannot be read (${message})`}; it has to be ${be}`);
  }
}

/** What is in it. Throws as {@link sizeNamed} does. */
export function readNamed(option: string, file: string, be: string): Buffer {
  sizeNamed(option, file, be);
  return readFileSync(file);
}
