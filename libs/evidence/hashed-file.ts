/** A file that is written in pieces and knows its hash: memory does not grow with it. */
import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const BUFFERED = 256 * 1_024;

/** What a file came to. */
export interface Written {
  /** Its name in the package, such as `data/events.jsonl`. */
  readonly name: string;
  readonly size: number;
  /** SHA-256, hex. */
  readonly sha256: string;
}

/** A file being written. */
export class HashedFile {
  readonly #hash = createHash('sha256');
  #pieces: Uint8Array[] = [];
  /** What follows them: many short texts become bytes together. */
  #text = '';
  #waiting = 0;
  #size = 0;

  private constructor(
    readonly name: string,
    /** Where it is. */
    readonly path: string,
    private readonly file: FileHandle,
  ) {}

  /** Begins the file `name` of a directory, anew where there is one. */
  static async begin(directory: string, name: string): Promise<HashedFile> {
    const path = join(directory, name);
    await mkdir(dirname(path), { recursive: true });
    return new HashedFile(name, path, await open(path, 'w'));
  }

  /** Bytes so far. */
  get size(): number {
    return this.#size;
  }

  /** Adds bytes; to be awaited where it gives something to wait for. */
  write(piece: string | Uint8Array): Promise<void> | undefined {
    const length = typeof piece === 'string' ? Buffer.byteLength(piece) : piece.length;
    if (typeof piece === 'string') this.#text += piece;
    else {
      this.#gather();
      this.#pieces.push(piece);
    }
    this.#size += length;
    this.#waiting += length;
    return this.#waiting >= BUFFERED ? this.#flush() : undefined;
  }

  /** Closes it. */
  async end(): Promise<Written> {
    await this.#flush();
    await this.file.close();
    return { name: this.name, size: this.#size, sha256: this.#hash.digest('hex') };
  }

  /** Gives it up; what is there stays half. */
  async abandon(): Promise<void> {
    await this.file.close().catch(() => undefined);
  }

  #gather(): void {
    if (this.#text !== '') this.#pieces.push(Buffer.from(this.#text));
    this.#text = '';
  }

  async #flush(): Promise<void> {
    this.#gather();
    const bytes = Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#waiting = 0;
    this.#hash.update(bytes);
    await this.file.writeFile(bytes);
  }
}

/** Writes a whole file. */
export async function writeWhole(directory: string, name: string, content: string | Uint8Array): Promise<Written> {
  const file = await HashedFile.begin(directory, name);
  await file.write(content);
  return file.end();
}
