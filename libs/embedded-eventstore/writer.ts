/** Group commit: all writes that wait are decided one after the other, made durable together, and answered then. */
import { randomFillSync } from 'node:crypto';
import type { Appended } from './messages';
import type { Storage } from './storage';
import type { Streams, Write } from './streams';

const MAX_GROUP_BYTES = 1024 * 1024;
const MAX_GROUP_WRITES = 2_000;

interface Waiting {
  readonly write: Write;
  readonly bytes: number;
  readonly answer: (result: Appended) => void;
}

/** One writer per store. */
export class Writer {
  readonly #storage: Storage;
  readonly #streams: Streams;
  #queue: Waiting[] = [];
  #running: Promise<void> | undefined;
  #finished = false;
  readonly #readers = new Set<() => void>();

  constructor(storage: Storage, streams: Streams) {
    this.#storage = storage;
    this.#streams = streams;
  }

  /** Hands a write in; `answer` is called once, when the outcome is durable or refused. `bytes` bounds the group's size. */
  submit(write: Write, bytes: number, answer: (result: Appended) => void): void {
    if (this.#finished) {
      answer({ ok: false, error: 'unavailable' });
      return;
    }
    this.#queue.push({ write, bytes, answer });
    // Everything that arrives in the same turn of the loop joins the first group.
    this.#running ??= new Promise<void>((resolve) => setImmediate(resolve)).then(() => this.#run());
  }

  /** Calls `reader` after each group that became readable, until the returned function is called. */
  onWritten(reader: () => void): () => void {
    this.#readers.add(reader);
    return () => this.#readers.delete(reader);
  }

  /** Takes no more writes. Resolves when those that wait are answered. */
  async finish(): Promise<void> {
    this.#finished = true;
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#queue.length > 0) await this.#group();
    this.#running = undefined;
  }

  async #group(): Promise<void> {
    let count = 0;
    for (let bytes = 0; count < this.#queue.length && count < MAX_GROUP_WRITES && bytes < MAX_GROUP_BYTES; count++)
      bytes += this.#queue[count].bytes;
    const group = this.#queue.slice(0, count);
    this.#queue = this.#queue.slice(count);
    const now = Date.now();
    let results: Appended[];
    let wrote = false;
    try {
      results = group.map(({ write }) => this.#streams.decide(write, newId, now));
      const writes = this.#streams.take();
      wrote = writes.length > 0;
      if (wrote) await this.#storage.write(writes);
      this.#streams.written();
    } catch (error) {
      this.#streams.failed();
      process.stderr.write(`event store: a group was not written: ${error instanceof Error ? error.message : String(error)}\n`);
      for (const { answer } of group) answer({ ok: false, error: 'unavailable' });
      return;
    }
    for (let index = 0; index < count; index++) group[index].answer(results[index]);
    if (wrote) for (const reader of this.#readers) reader();
  }
}

/** A random UUID (version 4) as bytes, for events the store writes itself. */
function newId(): Buffer {
  const id = randomFillSync(Buffer.allocUnsafe(16));
  id[6] = (id[6] & 0x0f) | 0x40;
  id[8] = (id[8] & 0x3f) | 0x80;
  return id;
}
