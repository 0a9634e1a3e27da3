/** The ZIP around a package: the same files are always the same bytes, but for the seal. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** The first entry, by which readers know the form (ETSI EN 319 162-1). */
export const MIMETYPE = 'application/vnd.etsi.asic-e+zip';
/** The comment of the container: a hash of every byte before it. */
export const COMMENT = /^sha256=([0-9a-f]{64})$/;
/** Bytes the comment has. */
export const COMMENT_BYTES = 'sha256='.length + 64;

/** What the container came to. */
export interface Container {
  /** SHA-256 of the whole file, hex. */
  readonly sha256: string;
  readonly size: number;
}

// A local time: ZIP knows no zones, and the library writes local ones.
const EPOCH = new Date(1980, 0, 1);

const ENTRY = { mtime: EPOCH, forceDosTimestamp: true };

/** Most of a package are hashes and what is sealed, which no level makes smaller: six takes twice as long for a thirtieth of it. */
const PACKED = 3;

/** A file on its way into a ZIP. */
export interface Packed {
  /** As the ZIP names it. */
  readonly name: string;
  readonly path: string;
}

/** Puts the files of a directory into a container; `names` in their order, scripts executable. */
export function contain(directory: string, names: readonly string[], into: string): Promise<Container> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(MIMETYPE), 'mimetype', { ...ENTRY, mode: 0o100644, compress: false });
  const files = names.map((name) => ({ name, path: join(directory, name) }));
  return written(zip, files, into, { comment: '-'.repeat(COMMENT_BYTES), through: [withComment()], level: PACKED });
}

/** Puts files into a plain ZIP, in their order; at `level` 1 to 9 of compression. */
export const zipped = (files: readonly Packed[], into: string, { level }: { readonly level?: number } = {}): Promise<Container> =>
  written(new ZipFile(), files, into, { level });

async function written(
  zip: ZipFile,
  files: readonly Packed[],
  into: string,
  {
    comment = '',
    through = [],
    level,
  }: { readonly comment?: string; readonly through?: readonly Transform[]; readonly level?: number } = {},
): Promise<Container> {
  const failed = new Promise<never>((_, reject) => void zip.on('error', reject));
  for (const { name, path } of files)
    zip.addReadStreamLazy(name, { ...ENTRY, mode: name.endsWith('.sh') ? 0o100755 : 0o100644, compressionLevel: level }, (take) =>
      take(null, createReadStream(path, { highWaterMark: 256 * 1_024 })),
    );
  zip.end({ comment, forceZip64Format: false });
  const whole = createHash('sha256');
  let size = 0;
  const counted = new Transform({
    transform(bytes: Buffer, _, done) {
      whole.update(bytes);
      size += bytes.length;
      done(null, bytes);
    },
  });
  const all = pipeline([zip.outputStream, ...through, counted, createWriteStream(into, { flush: true })]);
  await Promise.race([all, failed]);
  return { sha256: whole.digest('hex'), size };
}

/** Puts the hash of all before into the place of the comment, at the very end. */
function withComment(): Transform {
  const hash = createHash('sha256');
  let held: Buffer = Buffer.alloc(0);
  return new Transform({
    transform(bytes: Buffer, _, done) {
      const all = Buffer.concat([held, bytes]);
      const end = Math.max(0, all.length - COMMENT_BYTES);
      held = all.subarray(end);
      hash.update(all.subarray(0, end));
      done(null, all.subarray(0, end));
    },
    flush(done) {
      done(null, Buffer.from(`sha256=${hash.digest('hex')}`));
    },
  });
}
