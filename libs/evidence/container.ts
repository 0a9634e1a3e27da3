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

/** Puts the files of a directory into a container; `names` in their order, scripts executable. */
export async function contain(directory: string, names: readonly string[], into: string): Promise<Container> {
  const zip = new ZipFile();
  const failed = new Promise<never>((_, reject) => void zip.on('error', reject));
  const options = { mtime: EPOCH, forceDosTimestamp: true };
  zip.addBuffer(Buffer.from(MIMETYPE), 'mimetype', { ...options, mode: 0o100644, compress: false });
  for (const name of names)
    zip.addReadStreamLazy(name, { ...options, mode: name.endsWith('.sh') ? 0o100755 : 0o100644 }, (take) =>
      take(null, createReadStream(join(directory, name), { highWaterMark: 256 * 1_024 })),
    );
  zip.end({ comment: '-'.repeat(COMMENT_BYTES), forceZip64Format: false });
  const whole = createHash('sha256');
  let size = 0;
  const counted = new Transform({
    transform(bytes: Buffer, _, done) {
      whole.update(bytes);
      size += bytes.length;
      done(null, bytes);
    },
  });
  const written = pipeline(zip.outputStream, withComment(), counted, createWriteStream(into, { flush: true }));
  await Promise.race([written, failed]);
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
