/** What the server needs of a place where events are kept: a log by position, an index by stream and revision, names of streams. */
import type { Run, Stored } from './records';

/** What is known of a stream by its name. `number` is the position of its first run: unique, growing, never reused. */
export interface StreamEntry {
  readonly number: number;
  readonly tombstoned: boolean;
}

/** A run with its place in its stream. */
export interface StreamRun extends Run {
  /** The number of the stream. */
  readonly stream: number;
  /** How many events it has. */
  readonly count: number;
  /** The revision of its last event; a tombstone has none. */
  readonly revision?: number;
  /** The stream's name, where this run is its first or its tombstone. */
  readonly name?: string;
}

/** What a run with a name says of its stream. */
export const entryOf = ({ stream, revision }: StreamRun): StreamEntry => ({
  number: stream,
  tombstoned: revision === undefined,
});

/** An event of a stream. */
export interface StreamEvent extends Stored {
  readonly revision: number;
}

/** Events of an answer, up to so many of them; with `maxBytes` it is full as soon as it has that much, so one event always fits. */
export class Page<T extends Stored> {
  readonly events: T[] = [];
  readonly #limit: number;
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(limit: number, maxBytes = Number.POSITIVE_INFINITY) {
    this.#limit = limit;
    this.#maxBytes = maxBytes;
  }

  /** Adds an event; whether the page is full now. */
  add(event: T): boolean {
    this.#bytes += event.record.length;
    return this.events.push(event) === this.#limit || this.#bytes >= this.#maxBytes;
  }
}

/** Keeps events; knows no rule. Reads see whole groups only, and only durable ones. */
export interface Storage {
  /** Position of the last event; 0 in an empty store. */
  readonly lastPosition: number;
  /** What is known of a stream; undefined where nothing was ever written to it. */
  stream(name: string): StreamEntry | undefined;
  /** Last revision of a stream, -1 if none. */
  lastRevision(stream: number): number;
  /** A {@link Page} of a stream from a revision on, in either direction, that revision included. */
  ofStream(stream: number, from: number, backwards: boolean, limit: number, maxBytes?: number): StreamEvent[];
  /** A {@link Page} of the log: forwards from `from` included, backwards below `from`. */
  ofAll(from: number, backwards: boolean, limit: number, maxBytes?: number): Stored[];
  /** Writes a group, all of it or nothing. Resolves when it would survive the machine's end. */
  write(group: readonly StreamRun[]): Promise<void>;
  /** Ends it, after the writes handed in. */
  close(): Promise<void>;
}
