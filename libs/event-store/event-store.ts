import type { Readable } from 'node:stream';
import { Appender } from './appender';
import { type Codec, createCodec } from './codec';
import {
  AppendTooLarge,
  type ExpectedRevision,
  InvalidAppend,
  RevisionConflict,
  StoreRefused,
  StoreUnavailable,
  StreamDeleted,
} from './errors';
import type { EventShape, NewEvent, StoredEvent } from './events';
import { Lane } from './node-client';
import { Patience } from './patience';
import { bigintOf, type ReadResp } from './protocol';
import { parseEventStoreUrl, type StoreUrl } from './store-url';
import {
  callError,
  type EncodedEvents,
  encode,
  type ReadWhat,
  readEvent,
  readRequest,
  reconnectsItself,
  type SubscriptionFilter,
  subscribeRequest,
} from './wire';

/** How to reach a store and how long to try. */
export interface EventStoreOptions {
  /** An `esdb://` connection string. */
  readonly url: string;
  readonly codec?: Codec;
  /** Milliseconds an append or a read keeps trying before StoreUnavailable; default 10,000. */
  readonly budgetMs?: number;
  /** Milliseconds without an answer after which one attempt is given up and the connection replaced; default 2,500. */
  readonly tryMs?: number;
  /** Bytes one append may have, as the store counts them; default 1 MiB, the store's own default. */
  readonly maxAppendBytes?: number;
}

/** Where an append ended: the revision and the position of its last event. */
export interface AppendResult {
  readonly revision: number;
  readonly position: bigint;
}

/** How to read a stream. `from` is inclusive; default: its start, or its end backwards. */
export interface ReadOptions {
  readonly from?: number | 'start' | 'end';
  readonly direction?: 'forwards' | 'backwards';
  readonly maxCount?: number;
}

/** How to read everything. A position has to be an event's: forwards it is included, backwards it is not. */
export interface ReadAllOptions {
  readonly from?: bigint | 'start' | 'end';
  readonly direction?: 'forwards' | 'backwards';
  readonly maxCount?: number;
}

/** What to follow, and from where: `after` is exclusive. Without a filter: everything that is not the store's own. */
export interface SubscribeOptions extends SubscriptionFilter {
  readonly after: bigint | 'start';
  /** Aborting it ends the iteration without an error. */
  readonly signal?: AbortSignal;
  /** Checkpoints come at least after so many events the store looked at, matching or not; default 32. */
  readonly checkpointEvery?: number;
}

/**
 * What a subscription says, in order. A checkpoint means: everything that matches up to that position has been yielded before.
 * `caughtUp` comes when the store has no more for now, and may come again without cause.
 */
export type SubscriptionMessage<E extends EventShape = EventShape> =
  | { readonly event: StoredEvent<E>; readonly checkpoint?: undefined; readonly caughtUp?: undefined }
  | { readonly checkpoint: bigint; readonly event?: undefined; readonly caughtUp?: undefined }
  | { readonly caughtUp: true; readonly event?: undefined; readonly checkpoint?: undefined };

/** Streams in and out of an EventStoreDB or anything that speaks its protocol. Safe to share by a whole process. */
export class EventStore {
  readonly #appends: Lane;
  readonly #reads: Lane;
  readonly #subscriptions: Lane;
  readonly #appender: Appender;
  readonly #closing = new AbortController();
  readonly #tryMs: number;
  readonly #maxAppendBytes: number;
  /** Milliseconds after which an operation that got no answer gives up. */
  readonly budgetMs: number;

  /** Opens lazily: an unreachable store shows at the first operation. Throws InvalidStoreUrl. */
  static connect(options: EventStoreOptions): EventStore {
    const url = parseEventStoreUrl(options.url);
    for (const warning of url.warnings) process.emitWarning(`EVENTSTORE_URL: ${warning}`);
    return new EventStore(url, options);
  }

  private constructor(
    url: StoreUrl,
    options: EventStoreOptions,
    /** How events are shaped on the way out. */
    readonly codec: Codec = options.codec ?? createCodec(),
  ) {
    this.budgetMs = options.budgetMs ?? 10_000;
    this.#tryMs = options.tryMs ?? 2_500;
    this.#maxAppendBytes = options.maxAppendBytes ?? 1_048_576;
    this.#appends = new Lane(url);
    this.#reads = new Lane(url);
    this.#subscriptions = new Lane(url);
    this.#appender = new Appender(this.#appends, this.#tryMs, this.#maxAppendBytes);
  }

  /**
   * Appends events atomically. Unknown outcomes are retried with the same bytes at the same expected revision, which the store
   * recognises (for 'any' and 'exists' only while it remembers the ids). Throws RevisionConflict, StreamDeleted, AppendTooLarge,
   * InvalidAppend, StoreRefused, and StoreUnavailable when the budget is used up with the outcome still unknown.
   */
  async append<E extends EventShape>(
    stream: string,
    events: readonly NewEvent<E>[],
    expected: ExpectedRevision,
  ): Promise<AppendResult> {
    return this.#append(stream, this.#encode(stream, events), expected);
  }

  /**
   * Writes a whole stream that must not exist, in as many appends as the limit asks for. Run again with the same events under the
   * same ids, finished or not, it completes the stream and adds nothing twice. Throws as `append`; RevisionConflict when the stream
   * holds something else.
   */
  async appendNew<E extends EventShape>(stream: string, events: readonly NewEvent<E>[]): Promise<AppendResult> {
    const encoded = this.#encode(stream, events);
    let expected: ExpectedRevision = 'no-stream';
    let result: AppendResult | undefined;
    for (let from = 0; from < events.length; ) {
      let to = from + 1;
      for (let bytes = encoded.sizes[from]; to < events.length && bytes + encoded.sizes[to] <= this.#maxAppendBytes; to++)
        bytes += encoded.sizes[to];
      const part = {
        ids: encoded.ids.slice(from, to),
        messages: encoded.messages.slice(from, to),
        sizes: encoded.sizes.slice(from, to),
      };
      result = await this.#append(stream, part, expected);
      expected = to - 1;
      from = to;
    }
    return result as AppendResult;
  }

  /** Reads a stream; one that does not exist has no events. Interrupted, it goes on where it was. Throws StreamDeleted, StoreUnavailable. */
  async *read<E extends EventShape = EventShape>(
    stream: string,
    options: ReadOptions = {},
  ): AsyncGenerator<StoredEvent<E>, void> {
    const { direction = 'forwards', maxCount = Number.MAX_SAFE_INTEGER } = options;
    const step = direction === 'forwards' ? 1 : -1;
    let from = options.from ?? (step > 0 ? 'start' : 'end');
    let left = maxCount;
    const patience = new Patience(this.budgetMs, this.#closing.signal);
    while (left > 0 && from !== -1) {
      try {
        for await (const event of this.#readOnce<E>({ stream, from, direction, maxCount: left }, stream)) {
          from = event.revision + step;
          left--;
          patience.restart();
          yield event;
        }
        return;
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        await patience.pause(error);
      }
    }
  }

  /** Reads every event of the store, its own ($-) events too. Interrupted, it goes on where it was. Throws StoreRefused when `from` is no event's position, StoreUnavailable. */
  async *readAll<E extends EventShape = EventShape>(options: ReadAllOptions = {}): AsyncGenerator<StoredEvent<E>, void> {
    const { direction = 'forwards', maxCount = Number.MAX_SAFE_INTEGER } = options;
    let from = options.from ?? (direction === 'forwards' ? 'start' : 'end');
    let left = maxCount;
    let last: bigint | undefined;
    const patience = new Patience(this.budgetMs, this.#closing.signal);
    while (left > 0) {
      try {
        const again = direction === 'forwards' && last !== undefined ? 1 : 0;
        for await (const event of this.#readOnce<E>({ from, direction, maxCount: left + again }, '$all')) {
          if (event.position === last) continue;
          from = last = event.position;
          left--;
          patience.restart();
          yield event;
        }
        return;
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        await patience.pause(error);
      }
    }
  }

  /** Position of the last event that is not the store's own; -1 when there is none. Throws StoreUnavailable. */
  async head(): Promise<bigint> {
    let from: bigint | 'end' = 'end';
    for (let maxCount = 8; ; maxCount = 256) {
      let seen = 0;
      for await (const event of this.readAll({ from, direction: 'backwards', maxCount })) {
        if (!event.type.startsWith('$')) return event.position;
        from = event.position;
        seen++;
      }
      if (seen < maxCount) return -1n;
    }
  }

  /**
   * Follows everything after a position. Ends without an error when aborted or when the server ends it; throws StoreUnavailable or
   * StoreRefused otherwise. It never resumes by itself: whatever the end, subscribe again from the stored checkpoint.
   */
  async *subscribeAll<E extends EventShape = EventShape>(
    options: SubscribeOptions,
  ): AsyncGenerator<SubscriptionMessage<E>, void> {
    // The server takes one kind of filter; with both, it selects streams and types are selected here.
    const types = options.streamPrefixes && options.eventTypes && new Set(options.eventTypes);
    const request = subscribeRequest(options.after, options, options.checkpointEvery ?? 32);
    for await (const messages of this.#messages(this.#subscriptions, request, false, '$all', options.signal)) {
      for (const message of messages) {
        const event = readEvent(message, this.codec) as StoredEvent<E> | undefined;
        if (event) {
          if (!types || types.has(event.type)) yield { event };
        } else if (message.checkpoint) {
          yield { checkpoint: bigintOf(message.checkpoint.commitPosition) };
        } else if (message.caughtUp) {
          yield { caughtUp: true };
        }
      }
    }
  }

  /** Whether the store answers, asked once. Never throws. */
  async ready(): Promise<boolean> {
    try {
      for await (const _ of this.#readOnce({ from: 'end', direction: 'backwards', maxCount: 1 }, '$all'));
      return true;
    } catch {
      return false;
    }
  }

  /** Ends every call and connection; what is still waiting gets StoreUnavailable. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#appender.close();
    await Promise.all([this.#appends.close(), this.#reads.close(), this.#subscriptions.close()]);
  }

  #encode(stream: string, events: readonly NewEvent[]): EncodedEvents {
    if (!/^[ -~]+$/.test(stream)) throw new InvalidAppend(`"${stream}" is not a stream name: printable ASCII is expected`);
    if (events.length === 0) throw new InvalidAppend(`An append to ${stream} without events`);
    for (const { type } of events) {
      // A real engine answers an empty type twice, which ends every process that uses the vendor's appends.
      if (!type) throw new InvalidAppend(`An event without a type for ${stream}`);
      if (!this.codec.writes(type)) throw new InvalidAppend(`Events of type ${type} are not among those this product writes`);
    }
    return encode(events);
  }

  async #append(stream: string, events: EncodedEvents, expected: ExpectedRevision): Promise<AppendResult> {
    const size = events.sizes.reduce((sum, bytes) => sum + bytes, 0);
    if (size > this.#maxAppendBytes) throw new AppendTooLarge(stream, size, this.#maxAppendBytes);
    const patience = new Patience(this.budgetMs, this.#closing.signal);
    for (;;) {
      try {
        const { revision, position } = await this.#appender.send(stream, events, expected, patience.left);
        return { revision, position: position ?? (await this.#positionOf(stream, revision)) };
      } catch (error) {
        if (error instanceof RevisionConflict && patience.attempts > 0) return await this.#ownEarlierWrite(stream, events, error);
        if (!(error instanceof StoreUnavailable)) throw error;
        await patience.pause(error);
      }
    }
  }

  /** A conflict after an attempt of unknown outcome may be that attempt's success: then the very events stand at their place. */
  async #ownEarlierWrite(stream: string, events: EncodedEvents, conflict: RevisionConflict): Promise<AppendResult> {
    const { expected } = conflict;
    if (typeof expected === 'number' || expected === 'no-stream') {
      let result: AppendResult | undefined;
      let found = 0;
      const from = typeof expected === 'number' ? expected + 1 : 0;
      for await (const event of this.read(stream, { from, maxCount: events.ids.length })) {
        if (event.id !== events.ids[found]) break;
        found++;
        result = { revision: event.revision, position: event.position };
      }
      if (result && found === events.ids.length) return result;
    }
    throw conflict;
  }

  /** The store answers some repetitions without saying where the events are. */
  async #positionOf(stream: string, revision: number): Promise<bigint> {
    for await (const event of this.read(stream, { from: revision, maxCount: 1 })) return event.position;
    throw new StoreUnavailable(`${stream} does not show its event ${revision}`);
  }

  async *#readOnce<E extends EventShape>(what: ReadWhat, stream: string): AsyncGenerator<StoredEvent<E>, void> {
    for await (const messages of this.#messages(this.#reads, readRequest(what), true, stream)) {
      for (const message of messages) {
        const event = readEvent(message, this.codec);
        if (event) yield event as StoredEvent<E>;
      }
    }
  }

  /**
   * The messages of one call, in order, as many at a time as have arrived. What a command is decided on has to be what the leader has (`fresh`): a follower that lags
   * would let it be decided on an old state again and again.
   */
  async *#messages(
    lane: Lane,
    request: Buffer,
    fresh: boolean,
    stream: string,
    signal?: AbortSignal,
  ): AsyncGenerator<ReadResp[], void> {
    if (signal?.aborted) return;
    const client = lane.client;
    let silent: NodeJS.Timeout | undefined;
    try {
      const tooLate = new Promise<never>((_, reject) => {
        silent = setTimeout(() => reject(new StoreUnavailable(`no answer within ${this.#tryMs} ms`)), this.#tryMs);
      });
      tooLate.catch(() => undefined);
      const opening = client.openRead(request, fresh);
      // Given up before it opened: it must not stay open.
      const call = await Promise.race([opening, tooLate]).catch((error) => {
        opening.then((late) => late.cancel()).catch(() => undefined);
        throw error;
      });
      const stop = () => call.destroy();
      signal?.addEventListener('abort', stop);
      tooLate.catch((error) => call.destroy(error));
      try {
        for await (const messages of arrivals<ReadResp>(call)) {
          clearTimeout(silent);
          yield messages;
        }
      } finally {
        clearTimeout(silent);
        signal?.removeEventListener('abort', stop);
        call.cancel();
      }
    } catch (error) {
      if (signal?.aborted) return;
      if (!reconnectsItself(error)) {
        const refused = callError(error, stream);
        if (refused instanceof StreamDeleted || refused instanceof StoreRefused) throw refused;
        lane.replace(client);
      }
      throw callError(error, stream);
    } finally {
      clearTimeout(silent);
    }
  }
}

/** What a call has received, several messages at a time where several are there. Node's own iterator costs more than a short read. */
async function* arrivals<T>(call: Readable): AsyncGenerator<T[], void> {
  let over = false;
  let failure: unknown;
  let wake: () => void = () => undefined;
  const ended = (error?: unknown) => {
    over = true;
    failure ??= error;
    wake();
  };
  // The listener for errors stays: one after the last message was taken would end the process.
  call
    .on('readable', () => wake())
    .on('end', () => ended())
    .on('close', () => ended())
    .on('error', ended);
  for (;;) {
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const some: T[] = [];
    for (let message = next<T>(call); message !== null; message = next<T>(call)) some.push(message);
    if (some.length > 0) yield some;
    else if (failure) throw failure;
    else if (over) return;
    else await woken;
  }
}

const next = <T>(call: Readable): T | null => (call.destroyed ? null : (call.read() as T | null));
