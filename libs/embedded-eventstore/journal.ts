/**
 * A write-ahead log of what LMDB does not have yet: groups one after the other in two files of a fixed size, each group made durable by one write into
 * space that is there. While LMDB takes what is in one file, the other is written.
 *
 * A group: its length and its checksum (32 bits each), the position before it, then each run with its position and length. Behind it
 * stands a length of 0, so that nothing older is read after it.
 */
import { closeSync, constants, fdatasync, fdatasyncSync, fstatSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { POSITION_BYTES, readPosition, writePosition } from './positions';
import type { Run } from './records';

const NAMES = ['journal.0', 'journal.1'];
const FILE_BYTES = 2 * 1024 * 1024;
const LENGTH_BYTES = 4;
const CHECKED_FROM = 8;
const HEADER_BYTES = CHECKED_FROM + POSITION_BYTES;
const RUN_HEADER_BYTES = POSITION_BYTES + LENGTH_BYTES;

const dataSynced = promisify(fdatasync);

/** How bytes come to a disk: what durability rests on, in one place, so that a test can see what was made durable when. */
export interface Disk {
  /** Writes all of it at a place of a file; it may be lost until the file is synced. */
  write(file: number, bytes: Buffer, at: number): void;
  /** What was written to a file before survives the machine's end when it resolves. */
  sync(file: number): Promise<void>;
  /** The same at once, stopping everything else. */
  syncAtOnce(file: number): void;
}

/** The disk of the machine. */
export const DISK: Disk = {
  write(file, bytes, at) {
    // A system that has no room for all of it writes a part and says so at the next call.
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, at + done);
  },
  sync: (file) => dataSynced(file),
  syncAtOnce: (file) => fdatasyncSync(file),
};

interface Group {
  readonly previous: number;
  readonly runs: readonly Run[];
  readonly length: number;
}

/** Groups that were acknowledged are missing. */
class JournalDamaged extends Error {}

/** The journal in a directory. First what is in it is read; then, when LMDB has all of it, it is begun anew. */
export class Journal {
  readonly #directory: string;
  readonly #disk: Disk;
  readonly #files: number[];
  #file = 0;
  #end = 0;
  #broken: unknown;

  constructor(directory: string, disk: Disk) {
    this.#directory = directory;
    this.#disk = disk;
    this.#files = NAMES.map((name) => openSync(join(directory, name), constants.O_RDWR | constants.O_CREAT, 0o600));
  }

  /** The runs behind a position, in order. Throws JournalDamaged. */
  after(position: number): Run[] {
    const found: Run[] = [];
    let last = position;
    const files = NAMES.map((name) => [...groupsIn(join(this.#directory, name), position)]);
    files.sort(([a], [b]) => (a?.previous ?? 0) - (b?.previous ?? 0));
    for (const { previous, runs } of files.flat()) {
      const end = runs[runs.length - 1].position;
      if (end <= last) continue;
      if (previous !== last)
        throw new JournalDamaged(`the journal in ${this.#directory} is damaged between ${last} and ${previous}`);
      found.push(...runs);
      last = end;
    }
    return found;
  }

  /** Makes the files ready for groups; what is in them is not needed any more. */
  begin(): void {
    for (const file of this.#files) {
      const { size } = fstatSync(file);
      if (size >= FILE_BYTES) continue;
      // Written, not only reserved: a write to a part that never was one has to change the file system's own records too.
      this.#disk.write(file, Buffer.alloc(FILE_BYTES - size), size);
      fsyncSync(file);
    }
    const directory = openSync(this.#directory, 'r');
    fsyncSync(directory);
    closeSync(directory);
    this.#file = 0;
    this.#end = 0;
  }

  /** Whether the file in use has room for a group. */
  hasRoom(group: readonly Run[]): boolean {
    return this.#end + sizeOf(group) + LENGTH_BYTES <= FILE_BYTES;
  }

  /** Whether a file would have room for it that is empty. */
  takes(group: readonly Run[]): boolean {
    return sizeOf(group) + LENGTH_BYTES <= FILE_BYTES;
  }

  /** Goes on in the other file, whose groups LMDB has. */
  turn(): void {
    this.#file = 1 - this.#file;
    this.#end = 0;
  }

  /**
   * Makes a group durable, for which there is room, behind the position `previous`: in a thread, or at once, which stops everything
   * else. After it failed once nobody knows what the disk has: it throws until the journal is opened again.
   */
  async write(group: readonly Run[], previous: number, atOnce: boolean): Promise<void> {
    if (this.#broken) throw this.#broken;
    const file = this.#files[this.#file];
    const bytes = encode(group, previous);
    try {
      this.#disk.write(file, bytes, this.#end);
      if (atOnce) this.#disk.syncAtOnce(file);
      else await this.#disk.sync(file);
    } catch (error) {
      this.#broken = error;
      throw error;
    }
    this.#end += bytes.length - LENGTH_BYTES;
  }

  close(): void {
    for (const file of this.#files) closeSync(file);
  }
}

const sizeOf = (group: readonly Run[]): number =>
  group.reduce((bytes, { value }) => bytes + RUN_HEADER_BYTES + value.length, HEADER_BYTES);

/** A group with the 0 behind it. */
function encode(group: readonly Run[], previous: number): Buffer {
  const end = sizeOf(group);
  const bytes = Buffer.allocUnsafe(end + LENGTH_BYTES);
  let at = writePosition(bytes, previous, CHECKED_FROM);
  for (const { position, value } of group) {
    at = writePosition(bytes, position, at);
    at = bytes.writeUInt32BE(value.length, at);
    at += value.copy(bytes, at);
  }
  bytes.writeUInt32BE(0, end);
  bytes.writeUInt32BE(end, 0);
  bytes.writeUInt32BE(crc32(bytes.subarray(CHECKED_FROM, end)), LENGTH_BYTES);
  return bytes;
}

/** The groups of a file, up to the first that is not whole. Throws JournalDamaged where one goes on behind that and `position`. */
function* groupsIn(path: string, position: number): Generator<Group> {
  const file = readFileSync(path);
  let end: number | undefined;
  for (let from = 0; ; ) {
    const group = groupAt(file, from);
    if (!group || group.previous !== (end ?? group.previous)) {
      const next = from + HEADER_BYTES <= file.length ? groupAt(file, from + file.readUInt32BE(from)) : undefined;
      const known = Math.max(end ?? 0, position);
      // What is left there of an earlier lap goes on behind less.
      if (next && next.previous > known) throw new JournalDamaged(`${path} is damaged between ${known} and ${next.previous}`);
      return;
    }
    end = group.runs[group.runs.length - 1].position;
    from += group.length;
    yield group;
  }
}

/** The group that begins at a place of a file, if one does and is whole. */
function groupAt(file: Buffer, from: number): Group | undefined {
  if (from + HEADER_BYTES > file.length) return undefined;
  const length = file.readUInt32BE(from);
  const bytes = file.subarray(from, from + length);
  if (length < HEADER_BYTES || bytes.length < length) return undefined;
  if (crc32(bytes.subarray(CHECKED_FROM)) !== bytes.readUInt32BE(LENGTH_BYTES)) return undefined;
  const runs: Run[] = [];
  for (let at = HEADER_BYTES; at < length; ) {
    const start = at + RUN_HEADER_BYTES;
    const end = start + bytes.readUInt32BE(at + POSITION_BYTES);
    runs.push({ position: readPosition(bytes, at), value: bytes.subarray(start, end) });
    at = end;
  }
  return { previous: readPosition(bytes, CHECKED_FROM), runs, length };
}
