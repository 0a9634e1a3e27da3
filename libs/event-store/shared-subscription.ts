/** One subscription to the end of the log for all followers of a process: each has its own pace, and one that stops holds up none. */
import type { EventBatch, EventStore } from './event-store';
import { bytesOf, type StoredEvent } from './events';

/** What is kept for followers that are a little behind, and how far is read ahead of the fastest: events, and bytes of them. */
const KEPT = { events: 4_096, bytes: 8 * 1024 * 1024 };
const AHEAD = { events: 1_024, bytes: 4 * 1024 * 1024 };

interface Reader {
  /** Everything up to here was given to it. */
  reached: bigint;
  /** Number, in the subscription it reads, of the event it takes next. */
  next: number;
  wake: () => void;
}

/** One subscription while it lasts, and the last of what it gave. Events are numbered from its beginning. */
class Ongoing {
  readonly #readers = new Set<Reader>();
  readonly #ending = new AbortController();
  #events: StoredEvent[] = [];
  #first = 0;
  #bytes = 0;
  #reached: bigint;
  #goOn: () => void = () => undefined;
  #failure: unknown;
  #ended = false;

  /** Everything after `begins` is in it, or was. */
  constructor(
    store: EventStore,
    readonly begins: bigint,
  ) {
    this.#reached = begins;
    void this.#run(store);
  }

  /** Whether it gives no more to anybody who joins. */
  get over(): boolean {
    return this.#ended || this.#ending.signal.aborted;
  }

  /** Whether a reader lacks nothing but what is kept and what comes. */
  suits({ reached }: Reader): boolean {
    return !this.over && reached >= this.begins && (this.#first === 0 || reached >= this.#events[0].position);
  }

  /** Lets a reader in that it suits. */
  join(reader: Reader): void {
    const next = this.#events.findIndex(({ position }) => position > reader.reached);
    reader.next = this.#first + (next < 0 ? this.#events.length : next);
    this.#readers.add(reader);
  }

  /** What is kept is not to be read any more: readers go on by themselves, also who has had all of it. */
  end(): void {
    this.#ending.abort();
    this.#first = Number.POSITIVE_INFINITY;
    this.#events = [];
    this.#wake();
    this.#goOn();
  }

  /** Without readers it ends. */
  leave(reader: Reader): void {
    this.#readers.delete(reader);
    if (this.#readers.size === 0) this.#ending.abort();
    this.#goOn();
  }

  /** What a reader has not had; undefined when it has had everything, null when what it lacks is not kept. Throws what ended it. */
  take(reader: Reader): EventBatch | undefined | null {
    if (reader.next < this.#first) return null;
    const from = reader.next - this.#first;
    let to = from;
    for (let bytes = 0; to < this.#events.length && to - from < AHEAD.events && bytes < AHEAD.bytes; to++)
      bytes += bytesOf(this.#events[to]);
    const some = this.#events.slice(from, to);
    reader.next += some.length;
    this.#goOn();
    const all = to === this.#events.length;
    const reached = all ? this.#reached : some[some.length - 1].position;
    // A reader may have been further than the subscription when it joined.
    if (reached > reader.reached) return { events: some.filter(({ position }) => position > reader.reached), reached };
    if (all && this.#failure) throw this.#failure;
    return all ? undefined : { events: [], reached: reader.reached };
  }

  async #run(store: EventStore): Promise<void> {
    try {
      for await (const { events, reached } of store.subscribeBatches({ after: this.begins, signal: this.#ending.signal })) {
        for (const event of events) {
          this.#events.push(event);
          this.#bytes += bytesOf(event);
        }
        this.#reached = reached;
        this.#forget();
        this.#wake();
        while (this.#isAhead()) await new Promise<void>((resolve) => (this.#goOn = resolve));
      }
    } catch (error) {
      this.#failure = error;
    }
    this.#ended = true;
    this.#wake();
  }

  /** Drops the oldest, now and then, above twice what is kept. */
  #forget(): void {
    if (this.#events.length <= 2 * KEPT.events && this.#bytes <= 2 * KEPT.bytes) return;
    let dropped = 0;
    while (dropped < this.#events.length - 1 && (this.#events.length - dropped > KEPT.events || this.#bytes > KEPT.bytes))
      this.#bytes -= bytesOf(this.#events[dropped++]);
    this.#first += dropped;
    this.#events = this.#events.slice(dropped);
  }

  #wake(): void {
    for (const { wake } of this.#readers) wake();
  }

  #isAhead(): boolean {
    if (this.#readers.size === 0) return false;
    let fastest = this.#first;
    for (const { next } of this.#readers) fastest = Math.max(fastest, next);
    const unread = this.#events.slice(fastest - this.#first);
    if (unread.length > AHEAD.events) return true;
    return unread.reduce((bytes, event) => bytes + bytesOf(event), 0) > AHEAD.bytes;
  }
}

/** Follows the product's streams for many followers with one subscription. */
export class SharedSubscription {
  #ongoing: Ongoing | undefined;

  /** Reads from `store`, once somebody follows. */
  constructor(private readonly store: EventStore) {
    store.onForget(() => this.#ongoing?.end());
  }

  /**
   * Everything after a position. A follower reads for itself until it has come to the end of the log, or near what is kept, so that one
   * that begins far behind holds up nobody. Ends without an error when the signal aborts or the server ends the subscription; throws
   * what else ended it.
   */
  async *after(position: bigint, signal: AbortSignal): AsyncGenerator<EventBatch, void> {
    const reader: Reader = { reached: position, next: 0, wake: () => undefined };
    const stop = () => reader.wake();
    signal.addEventListener('abort', stop);
    try {
      while (!signal.aborted) {
        const ongoing = this.#ongoing;
        const goOn = ongoing?.suits(reader) ? yield* this.#together(ongoing, reader, signal) : yield* this.#alone(reader, signal);
        if (!goOn) return;
      }
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** Reads what all read; true when it fell behind what is kept. */
  async *#together(ongoing: Ongoing, reader: Reader, signal: AbortSignal): AsyncGenerator<EventBatch, boolean> {
    ongoing.join(reader);
    try {
      while (!signal.aborted) {
        const woken = new Promise<void>((resolve) => {
          reader.wake = resolve;
        });
        const batch = ongoing.take(reader);
        if (batch === null) return true;
        if (batch) {
          reader.reached = batch.reached;
          yield batch;
        } else if (ongoing.over) return false;
        else await woken;
      }
      return false;
    } finally {
      ongoing.leave(reader);
    }
  }

  /** Reads for itself; true when there is one to join, which it begins when it has come to the end of the log. */
  async *#alone(reader: Reader, signal: AbortSignal): AsyncGenerator<EventBatch, boolean> {
    for await (const batch of this.store.subscribeBatches({ after: reader.reached, signal })) {
      reader.reached = batch.reached;
      yield batch;
      if (batch.caughtUp && (!this.#ongoing || this.#ongoing.over)) this.#ongoing = new Ongoing(this.store, reader.reached);
      if (this.#ongoing?.suits(reader)) return true;
    }
    return false;
  }
}
