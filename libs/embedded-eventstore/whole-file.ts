/** Whether LMDB's file is as long as it says: whoever reads a mapped page behind the end of a file is ended by the kernel, without a word. */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';

const MAGIC = 0xbeefc0de;
const VERSION = 2;
/** Places in a page that tells of a commit: the first two of the file, of which the later one holds. */
const TOLD = { magic: 24, version: 28, pageSize: 48, lastPage: 144, commit: 152, bytes: 160 };

/** The file is not as LMDB left it. */
class FileDamaged extends Error {}

/**
 * Throws {@link FileDamaged} where the file in a directory was cut off, is none of LMDB's, or is gone though the journal beside it was
 * begun. Where there is neither, both are made.
 */
export function assertWhole(directory: string): void {
  const file = join(directory, 'data.mdb');
  const size = sizeOf(file);
  if (size === 0) {
    if (sizeOf(join(directory, 'journal.0')) > 0) throw new FileDamaged(`${file} is gone, or empty: ${REMEDY}`);
    return;
  }
  const handle = openSync(file, 'r');
  try {
    const first = toldAt(handle, 0);
    const second = first && toldAt(handle, first.pageSize);
    if (!first || !second) throw new FileDamaged(`${file} does not begin as a file of LMDB does: ${REMEDY}`);
    const { lastPage, pageSize } = first.commit > second.commit ? first : second;
    const reach = (lastPage + 1) * pageSize;
    if (size < reach && !isReadable(directory))
      throw new FileDamaged(`${file} is cut off, it has ${size} of ${reach} bytes: ${REMEDY}`);
  } finally {
    closeSync(handle);
  }
}

const REMEDY = 'put back a copy of the whole directory';

/** 0 also where it is not there. */
const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

function toldAt(
  handle: number,
  at: number,
): { readonly pageSize: number; readonly lastPage: number; readonly commit: number } | undefined {
  const page = Buffer.alloc(TOLD.bytes);
  const isThere = readSync(handle, page, 0, TOLD.bytes, at) === TOLD.bytes;
  if (!isThere || page.readUInt32LE(TOLD.magic) !== MAGIC || page.readUInt32LE(TOLD.version) !== VERSION) return undefined;
  return {
    pageSize: page.readUInt32LE(TOLD.pageSize),
    lastPage: Number(page.readBigUInt64LE(TOLD.lastPage)),
    commit: Number(page.readBigUInt64LE(TOLD.commit)),
  };
}

/** Pages at the end that were freed by the commit that made them need not be there. So all of it is read, by a process that may be ended. */
function isReadable(directory: string): boolean {
  const lmdb = JSON.stringify(require.resolve('lmdb'));
  const options = "{ encoding: 'binary', keyEncoding: 'binary' }";
  const reads = `const root = require(${lmdb}).open({ ...${options}, path: ${JSON.stringify(directory)}, noSubdir: false, readOnly: true, maxDbs: 4 });
    for (const name of ['log', 'index', 'names', 'state'])
      for (const { value } of root.openDB({ ...${options}, name }).getRange()) value.length;`;
  return spawnSync(process.execPath, ['-e', reads], { stdio: 'ignore' }).status === 0;
}
