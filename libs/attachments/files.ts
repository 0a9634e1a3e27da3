/** Attachments where blobs are kept: sealed, each under a name of its own below its conversation's. */
import { createHash } from 'node:crypto';
import { BlobMissing, type BlobStore } from '../blobs';
import { FileAltered, type FileKeys, FileLost, opened, type ReadSealed, type Span, sealed, sizeOfSealed } from './sealed-file';

/** A file that is kept. */
export interface KeptFile {
  readonly conversation: string;
  readonly attachment: string;
  readonly sha256: string;
  readonly size: number;
}

/** Which of the two: the file itself, or the small picture of it. */
type Part = 'content' | 'thumbnail';

const ALL = 'attachments/';
const keyOf = ({ conversation, attachment }: Pick<KeptFile, 'conversation' | 'attachment'>, part: Part): string =>
  `${ALL}${conversation}/${attachment}/${part}`;

/** The files of attachments. All throw what the place of the blobs and the keys throw. */
export class AttachmentFiles {
  constructor(
    private readonly blobs: BlobStore,
    private readonly keys: FileKeys,
  ) {}

  /** Keeps what comes, sealed for this person; gives the id of the key. */
  async keep(
    file: Pick<KeptFile, 'conversation' | 'attachment'>,
    part: Part,
    person: string,
    content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): Promise<string> {
    const key = keyOf(file, part);
    const wrapping = await this.keys.sealing(person);
    await this.blobs.put(key, sealed(content, key, wrapping));
    return wrapping.id;
  }

  /** The content, or a span of it. Throws {@link FileLost}, FileAltered, FileErased and FileRestricted while it is read. */
  content(file: KeptFile, { from = 0, to = file.size - 1, restricted = false }: Span = {}): AsyncIterable<Buffer> {
    const key = keyOf(file, 'content');
    return opened(this.#reading(key), key, this.keys, { from, to, size: file.size, restricted });
  }

  /** The same, read and found whole before any of it is given: what is altered is known before it is answered. */
  async whole(file: KeptFile, span: Span = {}): Promise<AsyncIterable<Buffer>> {
    const hash = createHash('sha256');
    for await (const bytes of this.content(file, span)) hash.update(bytes);
    const isAll = (span.from ?? 0) === 0 && (span.to ?? file.size - 1) === file.size - 1;
    if (isAll && hash.digest('hex') !== file.sha256) throw new FileAltered('the file is another one');
    return this.content(file, span);
  }

  /** The small picture. Throws {@link FileLost}, FileAltered, FileErased and FileRestricted. */
  async thumbnail(
    file: Pick<KeptFile, 'conversation' | 'attachment'>,
    { restricted }: Pick<Span, 'restricted'> = {},
  ): Promise<Buffer> {
    const key = keyOf(file, 'thumbnail');
    const sealedBytes: Uint8Array[] = [];
    for await (const bytes of await this.#reading(key)(0)) sealedBytes.push(bytes);
    const all = Buffer.concat(sealedBytes);
    // It is small: its size is that of what is kept.
    const size = sizeOfSealed(all.length);
    const pieces: Buffer[] = [];
    const read: ReadSealed = async (from, to) => only(all.subarray(from, to === undefined ? undefined : to + 1));
    for await (const bytes of opened(read, key, this.keys, { from: 0, to: size - 1, size, restricted })) pieces.push(bytes);
    return Buffer.concat(pieces);
  }

  /** Removes both; what is not there is removed already. */
  async delete(file: Pick<KeptFile, 'conversation' | 'attachment'>): Promise<void> {
    await this.blobs.delete(keyOf(file, 'content'));
    await this.blobs.delete(keyOf(file, 'thumbnail'));
  }

  /** All that is kept, in whatever order; each attachment once or twice. */
  async *list(): AsyncGenerator<Pick<KeptFile, 'conversation' | 'attachment'>> {
    for await (const key of this.blobs.list(ALL)) {
      const [, conversation, attachment] = key.split('/');
      if (attachment !== undefined) yield { conversation, attachment };
    }
  }

  #reading(key: string): ReadSealed {
    return async (from, to) => {
      try {
        return await this.blobs.get(key, { from, ...(to !== undefined && { to }) });
      } catch (error) {
        throw error instanceof BlobMissing ? new FileLost(`${key} is not there`) : error;
      }
    };
  }
}

async function* only(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
