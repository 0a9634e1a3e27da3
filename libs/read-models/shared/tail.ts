/** The end of the log, read once for all projections of a process: each has its own pace, and one that stops holds up none. */
import type { EventStore, StoredEvent } from '../../event-store';

/** Events kept for readers that are a little behind. */
const KEPT = 4_096;
/** How far the log is read ahead of the fastest reader. */
const AHEAD = 1_024;
/** Other programs may keep theirs in the same store. */
const OURS = /^(conversation|market|testclock|projection)-/;

/** Events in commit order; after them everything up to `reached` was said, events that do not show included. */
export interface Portion {
  readonly events: readonly StoredEvent[];
  readonly reached: bigint;
}

interface Reader {
  /** Everything up to here was said to it. */
  reached: bigint;
  /** Number, in the stretch it reads, of the event it takes next. */
  next: number;
  wake: () => void;
}

/** Everything of the product after a position in portions, as the log grows. Ends as `subscribeAll` does. */
export async function* portionsAfter(store: EventStore, position: bigint, signal: AbortSignal): AsyncGenerator<Portion, void> {
  for await (const { event, checkpoint } of store.subscribeAll({ after: position < 0n ? 'start' : position, signal })) {
    if (event) yield { events: OURS.test(event.stream) ? [event] : [], reached: event.position };
    else if (checkpoint !== undefined) yield { events: [], reached: checkpoint };
  }
}

/** One subscription while it lasts, and the last of what it said. Events are numbered from its beginning. */
class Stretch {
  readonly #readers = new Set<Reader>();
  readonly #ending = new AbortController();
  #events: StoredEvent[] = [];
  #first = 0;
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

  /** Whether it will say no more to anybody who joins. */
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

  /** Without readers it ends. */
  leave(reader: Reader): void {
    this.#readers.delete(reader);
    if (this.#readers.size === 0) this.#ending.abort();
    this.#goOn();
  }

  /** What a reader has not had; undefined when it has had everything, null when what it lacks is not kept. Throws what ended it. */
  take(reader: Reader): Portion | undefined | null {
    if (reader.next < this.#first) return null;
    const some = this.#events.slice(reader.next - this.#first, reader.next - this.#first + AHEAD);
    reader.next += some.length;
    this.#goOn();
    const all = reader.next === this.#first + this.#events.length;
    const reached = all ? this.#reached : some[some.length - 1].position;
    // A reader may have been further than the stretch when it joined.
    if (reached > reader.reached) return { events: some.filter(({ position }) => position > reader.reached), reached };
    if (all && this.#failure) throw this.#failure;
    return all ? undefined : { events: [], reached: reader.reached };
  }

  async #run(store: EventStore): Promise<void> {
    try {
      for await (const { events, reached } of portionsAfter(store, this.begins, this.#ending.signal)) {
        for (const event of events) this.#events.push(event);
        this.#reached = reached;
        if (this.#events.length > 2 * KEPT) {
          this.#first += this.#events.length - KEPT;
          this.#events = this.#events.slice(-KEPT);
        }
        this.#wake();
        while (this.#isAhead()) await new Promise<void>((resolve) => (this.#goOn = resolve));
      }
    } catch (error) {
      this.#failure = error;
    }
    this.#ended = true;
    this.#wake();
  }

  #wake(): void {
    for (const { wake } of this.#readers) wake();
  }

  #isAhead(): boolean {
    let fastest = 0;
    for (const { next } of this.#readers) fastest = Math.max(fastest, next);
    return this.#readers.size > 0 && this.#first + this.#events.length - fastest > AHEAD;
  }
}

/** Follows $all for many readers with one subscription. */
export class Tail {
  #stretch: Stretch | undefined;

  /** Reads from `store`, once somebody reads. */
  constructor(private readonly store: EventStore) {}

  /**
   * Everything after a position. A reader that lacks more than is kept reads for itself until it has come near. Ends without an error
   * when the signal aborts or the server ends the subscription; throws what else ended it.
   */
  async *after(position: bigint, signal: AbortSignal): AsyncGenerator<Portion, void> {
    const reader: Reader = { reached: position, next: 0, wake: () => undefined };
    const stop = () => reader.wake();
    signal.addEventListener('abort', stop);
    try {
      while (!signal.aborted) {
        if (!this.#stretch || this.#stretch.over) this.#stretch = new Stretch(this.store, reader.reached);
        const goOn = this.#stretch.suits(reader)
          ? yield* this.#together(this.#stretch, reader, signal)
          : yield* this.#alone(reader, signal);
        if (!goOn) return;
      }
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** Reads what all read; true when it fell behind what is kept. */
  async *#together(stretch: Stretch, reader: Reader, signal: AbortSignal): AsyncGenerator<Portion, boolean> {
    stretch.join(reader);
    try {
      while (!signal.aborted) {
        const woken = new Promise<void>((resolve) => {
          reader.wake = resolve;
        });
        const portion = stretch.take(reader);
        if (portion === null) return true;
        if (portion) {
          reader.reached = portion.reached;
          yield portion;
        } else if (stretch.over) return false;
        else await woken;
      }
      return false;
    } finally {
      stretch.leave(reader);
    }
  }

  /** Reads for itself; true when it has come near. */
  async *#alone(reader: Reader, signal: AbortSignal): AsyncGenerator<Portion, boolean> {
    for await (const portion of portionsAfter(this.store, reader.reached, signal)) {
      reader.reached = portion.reached;
      yield portion;
      if (this.#stretch?.suits(reader)) return true;
    }
    return false;
  }
}
