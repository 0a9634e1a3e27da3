/** What a stream's revision has to be for an append to happen; a number is the revision of its last event. */
export type ExpectedRevision = number | 'no-stream' | 'any' | 'exists';

/** The store did not answer within the budget. For an append the outcome is unknown: the same bytes may be sent again later. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  /** Seconds after which trying again makes sense (for a Retry-After header). */
  readonly retryAfterSeconds = 2;

  constructor(reason: string, cause?: unknown) {
    super(`The event store is not available: ${reason}`, { cause });
  }
}

/** The stream was at another revision than expected; `actual` is its last revision, -1 when it has no events. */
export class RevisionConflict extends Error {
  override readonly name = 'RevisionConflict';

  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    readonly actual: number,
  ) {
    super(`Stream ${stream} was expected at ${expected} and is at ${actual}`);
  }
}

/** The stream was deleted for good (tombstoned). */
export class StreamDeleted extends Error {
  override readonly name = 'StreamDeleted';

  constructor(readonly stream: string) {
    super(`Stream ${stream} was deleted`);
  }
}

/** The events of one append exceed the limit. Sizes in bytes. */
export class AppendTooLarge extends Error {
  override readonly name = 'AppendTooLarge';

  constructor(
    readonly stream: string,
    readonly size: number | undefined,
    readonly limit: number,
  ) {
    super(`An append to ${stream} has ${size ?? 'too many'} bytes, the limit is ${limit}`);
  }
}

/** An append that no store would take, or that is none of the product's events: the message names the field. A bug in the caller. */
export class InvalidAppend extends Error {
  override readonly name = 'InvalidAppend';
}

/** The store understood the request and refuses it for a reason that repeating will not change. */
export class StoreRefused extends Error {
  override readonly name = 'StoreRefused';
}

/** Other writers were faster at every attempt. */
export class TooManyConflicts extends Error {
  override readonly name = 'TooManyConflicts';

  constructor(
    readonly stream: string,
    readonly attempts: number,
  ) {
    super(`Stream ${stream} changed during each of ${attempts} attempts`);
  }
}

/**
 * A stream's last event is of an instant that this process's clock will not reach for more than a minute: one of the clocks is wrong, and
 * a command decided at either instant might be late, or early, for ever. `aheadMs`: milliseconds the stream is ahead.
 */
export class ClockBehind extends Error {
  override readonly name = 'ClockBehind';
  /** Seconds after which trying again makes sense (for a Retry-After header). */
  readonly retryAfterSeconds: number;

  constructor(
    readonly stream: string,
    readonly aheadMs: number,
  ) {
    super(`The last event of ${stream} is ${Math.round(aheadMs / 1_000)} s ahead of the clock of this process`);
    this.retryAfterSeconds = Math.min(3_600, Math.ceil(aheadMs / 1_000));
  }
}

/** A command id was used before on this stream, with other content. */
export class CommandReused extends Error {
  override readonly name = 'CommandReused';

  constructor(
    readonly stream: string,
    readonly commandId: string,
  ) {
    super(`Command ${commandId} was already used on ${stream} with other content`);
  }
}

/** A connection string that cannot be used; the message names the part that is wrong, never the password. */
export class InvalidStoreUrl extends Error {
  override readonly name = 'InvalidStoreUrl';

  constructor(what: string) {
    super(`EVENTSTORE_URL: ${what}`);
  }
}
