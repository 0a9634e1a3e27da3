/** Blobs that are sealed where they are kept, and open under their own name alone. */
import type { BlobStore, Span } from '../blobs';
import { type FileKeys, isSealedFile, MAGIC_BYTES, opened, sealed } from './sealed-file';

/** Keeps and opens them. All throw what the place of the blobs and the keys throw. */
export class SealedBlobs {
  constructor(
    private readonly blobs: BlobStore,
    private readonly keys: FileKeys,
  ) {}

  /** Keeps what comes, sealed by the key of its owner. */
  async put(key: string, owner: string, content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    await this.blobs.put(key, sealed(content, key, await this.keys.sealing(owner)));
  }

  /**
   * Content of `size` bytes, or a part of it up to and with a byte; one from before such blobs were sealed as it is. Throws BlobMissing,
   * FileAltered, FileErased, FileLost.
   */
  async get(key: string, size: number, { from = 0, to = size - 1 }: Partial<Span> = {}): Promise<AsyncIterable<Uint8Array>> {
    const head: Uint8Array[] = [];
    for await (const bytes of await this.blobs.get(key, { from: 0, to: MAGIC_BYTES - 1 })) head.push(bytes);
    if (!isSealedFile(Buffer.concat(head))) return this.blobs.get(key, { from, to });
    const read = (first: number, last?: number) => this.blobs.get(key, { from: first, ...(last !== undefined && { to: last }) });
    // What does not open at all is known before anything is answered.
    const pieces = opened(read, key, this.keys, { from, to, size });
    const { value: first } = await pieces.next();
    return behind(first as Buffer, pieces);
  }
}

/** What was begun, from its first piece on: who leaves before reading any of it ends it, too. */
const behind = (first: Buffer, rest: AsyncGenerator<Buffer>): AsyncIterable<Buffer> => {
  let waiting: Buffer | undefined = first;
  const next = async (): Promise<IteratorResult<Buffer>> => {
    if (waiting === undefined) return rest.next();
    const value = waiting;
    waiting = undefined;
    return { done: false, value };
  };
  return { [Symbol.asyncIterator]: () => ({ next, return: () => rest.return(undefined) }) };
};
