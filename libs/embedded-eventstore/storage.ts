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

/** Keeps events; knows no rule. Reads see whole groups only, and only durable ones. */
export interface Storage {
  /** Position of the last event; 0 in an empty store. */
  readonly lastPosition: number;
  /** What is known of a stream; undefined where nothing was ever written to it. */
  stream(name: string): StreamEntry | undefined;
  /** Last revision of a stream, -1 if none. */
  lastRevision(stream: number): number;
  /** Up to `limit` events of a stream from a revision on, in either direction, that revision included. */
  ofStream(stream: number, from: number, limit: number, backwards: boolean): StreamEvent[];
  /** Up to `limit` events of the log: forwards from `from` included, backwards below `from`. */
  ofAll(from: number, limit: number, backwards: boolean): Stored[];
  /** Writes a group, all of it or nothing. Resolves when it would survive the machine's end. */
  write(group: readonly StreamRun[]): Promise<void>;
  /** Ends it, after the writes handed in. */
  close(): Promise<void>;
}
