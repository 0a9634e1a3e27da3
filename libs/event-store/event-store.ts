import { STREAMS, type Streams } from '../domain';
import { type AppendResult, Appends } from './appends';
import { breath } from './breath';
import { messagesOf } from './calls';
import { type Codec, createCodec, type Opening } from './codec';
import { type ExpectedRevision, InvalidAppend, StoreUnavailable } from './errors';
import type { EventShape, NewEvent, RawEvent, StoredEvent } from './events';
import { Lane } from './node-client';
import { type OnPassedOver, type PassedOverCount, PassedOverEvents } from './passed-over';
import { bigintOf } from './protocol';
import { eventsIn, RawReads } from './raw-reads';
import { StoreClock } from './store-clock';
import { parseEventStoreUrl, type StoreUrl } from './store-url';
import { type EncodedEvents, proposedMessages, subscribeRequest } from './wire';

/** How to reach a store, what in it is the product's, and how long to try. */
export interface EventStoreOptions {
  /** An `esdb://` or `kurrentdb://` connection string. */
  readonly url: string;
  /** The product's streams and events; default: the domain's. */
  readonly streams?: Streams;
  /** Told of events in the product's streams that are none of its own; at most ten a minute, all are counted in `passedOver`. */
  readonly onPassedOver?: OnPassedOver;
  /** Default: the one made of `streams`. */
  readonly codec?: Codec;
  /** Milliseconds an append or a read keeps trying before StoreUnavailable; default 10,000. */
  readonly budgetMs?: number;
  /** Milliseconds without an answer after which one attempt is given up and the connection replaced; default 2,500. */
  readonly tryMs?: number;
  /** Bytes one append may have, as the store counts them; default 1 MiB, the store's own default. */
  readonly maxAppendBytes?: number;
}

/** How to read a stream. `from` is inclusive; default: its start, or its end backwards. `maxCount` counts the product's events. */
export interface ReadOptions {
  readonly from?: number | 'start' | 'end';
  readonly direction?: 'forwards' | 'backwards';
  readonly maxCount?: number;
  /** Opens texts that only compliance may read, too. */
  readonly restricted?: boolean;
}

/** How to read everything. A position has to be an event's: forwards it is included, backwards it is not. */
export interface ReadAllOptions {
  readonly from?: bigint | 'start' | 'end';
  readonly direction?: 'forwards' | 'backwards';
  readonly maxCount?: number;
}

/** Some events of a stream in their order. `revision` and `position` are of the last that was read, whether it was let in or passed over. */
export interface StreamBatch<E extends EventShape = EventShape> {
  readonly events: readonly StoredEvent<E>[];
  readonly revision: number;
  readonly position: bigint;
}

/** What to follow, and from where: `after` is exclusive. */
export interface SubscribeOptions {
  readonly after: bigint | 'start';
  /** What the names of the streams begin with; default: all of the product's. */
  readonly streamPrefixes?: readonly string[];
  /** Aborting it ends the iteration without an error. */
  readonly signal?: AbortSignal;
  /** Checkpoints come at least after so many events the store looked at, matching or not; default 32. */
  readonly checkpointEvery?: number;
}

/**
 * Some events in commit order. Everything that matches up to `reached` is in it or in a batch before; it may be beyond the last event,
 * and a batch may have no events. `caughtUp` comes when the store had no more for now, and may come again without cause.
 */
export interface EventBatch<E extends EventShape = EventShape> {
  readonly events: readonly StoredEvent<E>[];
  readonly reached: bigint;
  readonly caughtUp?: true;
}

/** The same of events as they are stored, whoever wrote them. */
export type RawBatch = Omit<EventBatch, 'events'> & { readonly events: readonly RawEvent[] };

/** What a subscription says, one at a time: an event, a checkpoint (everything that matches up to it came before), or that it caught up. */
export type SubscriptionMessage<E extends EventShape = EventShape> =
  | { readonly event: StoredEvent<E>; readonly checkpoint?: undefined; readonly caughtUp?: undefined }
  | { readonly checkpoint: bigint; readonly event?: undefined; readonly caughtUp?: undefined }
  | { readonly caughtUp: true; readonly event?: undefined; readonly checkpoint?: undefined };

/**
 * The product's streams in and out of an EventStoreDB or anything that speaks its protocol. What other programs wrote there does not
 * show; what stands in the product's streams and is not well-formed is passed over and counted. Safe to share by a whole process.
 */
export class EventStore {
  readonly #lanes: { readonly appends: Lane; readonly reads: Lane; readonly subscriptions: Lane };
  readonly #appends: Appends;
  readonly #reads: RawReads;
  readonly #passedOver: PassedOverEvents;
  readonly #clock = new StoreClock();
  readonly #closing = new AbortController();
  readonly #forgetting = new Set<() => void>();
  readonly #tryMs: number;
  /** Up to `searched` the last of the product's events is at `position`. */
  #head = { position: -1n, searched: -1n };
  /** Milliseconds after which an operation that got no answer gives up. */
  readonly budgetMs: number;
  /** How events are let in and out. */
  readonly codec: Codec;

  /** Opens lazily: an unreachable store shows at the first operation. Throws InvalidStoreUrl. */
  static connect(options: EventStoreOptions): EventStore {
    const url = parseEventStoreUrl(options.url);
    for (const warning of url.warnings) process.emitWarning(`EVENTSTORE_URL: ${warning}`);
    return new EventStore(url, options);
  }

  private constructor(url: StoreUrl, options: EventStoreOptions) {
    const { budgetMs = 10_000, tryMs = 2_500, maxAppendBytes = 1_048_576 } = options;
    const closed = this.#closing.signal;
    this.budgetMs = budgetMs;
    this.#tryMs = tryMs;
    this.codec = options.codec ?? createCodec(options.streams ?? STREAMS);
    this.#passedOver = new PassedOverEvents(options.onPassedOver);
    this.#lanes = { appends: new Lane(url), reads: new Lane(url), subscriptions: new Lane(url) };
    this.#reads = new RawReads({ lane: this.#lanes.reads, clock: this.#clock, tryMs, budgetMs, closed });
    this.#appends = new Appends({ lane: this.#lanes.appends, reads: this.#reads, tryMs, budgetMs, maxAppendBytes, closed });
  }

  /** What was passed over in this process since it began. */
  get passedOver(): PassedOverCount {
    return this.#passedOver.counted;
  }

  /** Milliseconds by which this process's clock is ahead of the store's, at least (see StoreClock); undefined: not known yet. */
  get clockOffsetMs(): number | undefined {
    return this.#clock.offsetMs;
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
    return this.codec.storing(stream, events, async (all) => {
      const encoded = this.#encode(stream, all);
      return this.#appends.append(stream, encoded instanceof Promise ? await encoded : encoded, expected);
    });
  }

  /**
   * Writes a whole history in as many appends as the limit asks for: a stream that must not exist, or what comes behind its revision
   * `last`. Run again with the same events under the same ids, finished or not, it completes them and adds nothing twice. Throws as
   * `append`; RevisionConflict when something else stands there.
   */
  async appendNew<E extends EventShape>(stream: string, events: readonly NewEvent<E>[], last = -1): Promise<AppendResult> {
    return this.codec.storing(stream, events, async (all) =>
      this.#appends.appendNew(stream, await this.#encode(stream, all), last),
    );
  }

  /** Reads a stream; one that does not exist has no events. Interrupted, it goes on where it was. Throws StreamDeleted, StoreUnavailable. */
  async *read<E extends EventShape = EventShape>(
    stream: string,
    options: ReadOptions = {},
  ): AsyncGenerator<StoredEvent<E>, void> {
    const { direction = 'forwards', maxCount: left = Number.MAX_SAFE_INTEGER } = options;
    const from = options.from ?? (direction === 'forwards' ? 'start' : 'end');
    yield* this.#some<E>({ stream, direction, from }, left, options.restricted);
  }

  /** The first event of a type in a stream, or backwards the last; undefined where there is none. Throws as `read`. */
  async oneOf<E extends EventShape, T extends E['type']>(
    stream: string,
    type: T,
    direction: 'forwards' | 'backwards' = 'forwards',
  ): Promise<Extract<E, { type: T }>['data'] | undefined> {
    for await (const event of this.read<E>(stream, { direction }))
      if (event.type === type) return event.data as Extract<E, { type: T }>['data'];
    return undefined;
  }

  /** Reads a stream forwards for whoever folds it and has to know its revision. `closed`: texts that are not opened. Throws as `read`. */
  async *readBatches<E extends EventShape = EventShape>(
    stream: string,
    { from = 0, closed }: Pick<Opening, 'closed'> & { readonly from?: number } = {},
  ): AsyncGenerator<StreamBatch<E>, void> {
    for await (const batch of this.#reads.batches({ stream, from, direction: 'forwards' }, endless))
      for (const raw of parts(batch)) {
        const events = this.#letIn(raw, { closed });
        const { revision, position } = raw[raw.length - 1];
        yield { events: (events instanceof Promise ? await events : events) as readonly StoredEvent<E>[], revision, position };
        if (isMuch(raw)) await breath();
      }
  }

  /** Events whose texts were `closed`, with them, as they read now. Throws StoreUnavailable. */
  async opened<E extends EventShape = EventShape>(closed: readonly RawEvent[]): Promise<readonly StoredEvent<E>[]> {
    const whole: StoredEvent[] = [];
    for (const part of parts(closed)) {
      whole.push(...(await this.#letIn(part)));
      if (isMuch(part)) await breath();
    }
    return whole as StoredEvent<E>[];
  }

  /** Reads every event of the product. Interrupted, it goes on where it was. Throws StoreRefused when `from` is no event's position, StoreUnavailable. */
  async *readAll<E extends EventShape = EventShape>(options: ReadAllOptions = {}): AsyncGenerator<StoredEvent<E>, void> {
    const { direction = 'forwards', maxCount: left = Number.MAX_SAFE_INTEGER } = options;
    yield* this.#some<E>({ direction, from: options.from ?? (direction === 'forwards' ? 'start' : 'end') }, left);
  }

  /**
   * Position of the last event in the product's streams, let in or not; -1 when there is none. A subscription reaches it, however many
   * events of others come after. Those are looked through once, backwards from the end. Throws StoreUnavailable.
   */
  async head(): Promise<bigint> {
    let page = 4;
    let end: bigint | undefined;
    const found = (position: bigint): bigint => {
      if (end !== undefined && end > this.#head.searched) this.#head = { position, searched: end };
      return position;
    };
    const pages = () => {
      page = Math.min(4 * page, 4_096);
      return page;
    };
    for await (const raw of this.#reads.batches({ from: 'end', direction: 'backwards' }, pages)) {
      for (const { position, stream } of raw) {
        end ??= position;
        // The store was put back to an earlier state: nothing that was known of it holds.
        if (end < this.#head.searched) this.#head = { position: -1n, searched: -1n };
        if (position <= this.#head.searched) return found(this.#head.position);
        if (this.codec.owns(stream)) return found(position);
      }
    }
    return found(-1n);
  }

  /** The first event of the product after a position, up to the end as it is now; undefined when there is none. Throws StoreUnavailable. */
  async firstAfter(position: bigint): Promise<StoredEvent | undefined> {
    for await (const { events, caughtUp } of this.#follow({ after: position }, this.#lanes.reads)) {
      if (events.length > 0) return events[0];
      if (caughtUp) return undefined;
    }
    throw new StoreUnavailable('the store ended the call');
  }

  /**
   * Follows the product's streams after a position, as many events at a time as have arrived. Ends without an error when aborted or
   * when the server ends it; throws StoreUnavailable or StoreRefused otherwise. It never resumes by itself: whatever the end, subscribe
   * again from the stored checkpoint.
   */
  subscribeBatches<E extends EventShape = EventShape>(options: SubscribeOptions): AsyncGenerator<EventBatch<E>, void> {
    return this.#follow<E>(options, this.#lanes.subscriptions);
  }

  /** As `subscribeBatches`, one message at a time. */
  async *subscribeAll<E extends EventShape = EventShape>(
    options: SubscribeOptions,
  ): AsyncGenerator<SubscriptionMessage<E>, void> {
    let last = -1n;
    for await (const { events, reached, caughtUp } of this.subscribeBatches<E>(options)) {
      for (const event of events) {
        last = event.position;
        yield { event };
      }
      if (reached > last) yield { checkpoint: reached };
      if (caughtUp) yield { caughtUp };
      last = reached;
    }
  }

  /** Texts of this person, or of everybody, may not be what they were: whoever keeps events, or what follows from them, drops that. */
  forget(person?: string): void {
    this.codec.sealing?.forget(person);
    for (const listener of this.#forgetting) listener();
  }

  /** Calls `listener` when kept events are to be dropped. */
  onForget(listener: () => void): void {
    this.#forgetting.add(listener);
  }

  /** Whether the store answers, asked once. Never throws. */
  async ready(): Promise<boolean> {
    try {
      for await (const _ of this.#reads.once({ from: 'end', direction: 'backwards' }, 1));
      return true;
    } catch {
      return false;
    }
  }

  /** Ends every call and connection; what is still waiting gets StoreUnavailable. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#appends.close();
    await Promise.all(Object.values(this.#lanes).map((lane) => lane.close()));
  }

  async *#some<E extends EventShape>(
    what: Parameters<RawReads['batches']>[0],
    left: number,
    restricted?: boolean,
  ): AsyncGenerator<StoredEvent<E>, void> {
    for await (const batch of this.#reads.batches(what, () => left))
      for (const raw of parts(batch)) {
        const events = this.#letIn(raw, { restricted });
        for (const event of events instanceof Promise ? await events : events) {
          if (left-- === 0) return;
          yield event as StoredEvent<E>;
        }
        if (isMuch(raw)) await breath();
      }
  }

  /**
   * Follows everything after a position, whoever wrote it and whether the product knows it or not, but for what the store keeps for
   * itself. Ends and throws as `subscribeBatches`.
   */
  subscribeRaw({ after, signal }: Pick<SubscribeOptions, 'after' | 'signal'>): AsyncGenerator<RawBatch, void> {
    return this.#followRaw({ after, signal }, undefined, this.#lanes.subscriptions);
  }

  /** Reads the same from an event on, this one included, in batches as they arrive. Throws as `readAll`. */
  async *readRaw(from: bigint | 'start'): AsyncGenerator<readonly RawEvent[], void> {
    for await (const raw of this.#reads.batches({ from, direction: 'forwards' }, endless)) {
      const events = raw.filter(isNoSystemEvent);
      if (events.length > 0) yield events;
    }
  }

  async *#follow<E extends EventShape>(options: SubscribeOptions, lane: Lane): AsyncGenerator<EventBatch<E>, void> {
    const { streamPrefixes = this.codec.prefixes } = options;
    for await (const { events: raw, reached, caughtUp } of this.#followRaw(options, streamPrefixes, lane)) {
      const letIn = this.#letIn(raw);
      const events = (letIn instanceof Promise ? await letIn : letIn) as readonly StoredEvent<E>[];
      yield { events, reached, ...(caughtUp && { caughtUp }) };
    }
  }

  async *#followRaw(
    options: SubscribeOptions,
    streamPrefixes: readonly string[] | undefined,
    lane: Lane,
  ): AsyncGenerator<RawBatch, void> {
    const { checkpointEvery = 32, signal } = options;
    const after = options.after === 'start' || options.after < 0n ? 'start' : options.after;
    const request = subscribeRequest(after, streamPrefixes, checkpointEvery);
    let reached = after === 'start' ? -1n : after;
    const kind = { stream: '$all', fresh: false, subscribes: true };
    const call = { ...kind, lane, request, signal, tryMs: this.#tryMs, clock: this.#clock };
    for await (const messages of messagesOf(call)) {
      const before = reached;
      const raw = eventsIn(messages);
      if (raw.length > 0) reached = raw[raw.length - 1].position;
      let caughtUp = false;
      for (const { checkpoint, caughtUp: said } of messages) {
        const position = checkpoint ? bigintOf(checkpoint.commitPosition) : reached;
        if (position > reached) reached = position;
        caughtUp ||= said !== null;
      }
      const events = streamPrefixes ? raw : raw.filter(isNoSystemEvent);
      if (reached > before || caughtUp) yield { events, reached, ...(caughtUp && { caughtUp }) };
    }
  }

  /** The product's events among others, well-formed ones only. */
  #letIn(raw: readonly RawEvent[], opening?: Opening): readonly StoredEvent[] | Promise<readonly StoredEvent[]> {
    const ours = raw.filter(({ stream }) => this.codec.owns(stream));
    const decoded = this.codec.decode(ours, opening);
    const sort = (results: Awaited<typeof decoded>) => {
      const events: StoredEvent[] = [];
      results.forEach((result, index) => {
        if (typeof result === 'string') this.#passedOver.add(ours[index], result);
        else events.push(result);
      });
      return events;
    };
    return decoded instanceof Promise ? decoded.then(sort) : sort(decoded);
  }

  #encode(stream: string, events: readonly NewEvent[]): EncodedEvents | Promise<EncodedEvents> {
    if (!/^[ -~]+$/.test(stream)) throw new InvalidAppend(`"${stream}" is not a stream name: printable ASCII is expected`);
    if (events.length === 0) throw new InvalidAppend(`An append to ${stream} without events`);
    const encoded = this.codec.encode(stream, events);
    return encoded instanceof Promise ? encoded.then(proposedMessages) : proposedMessages(encoded);
  }
}

/** What the store keeps for itself: settings of streams, links, statistics. */
const isNoSystemEvent = ({ stream, type }: RawEvent): boolean => !stream.startsWith('$') && !type.startsWith('$');

/** Letting in this many events, or bytes, takes a millisecond or so: no more is done at once. */
const PART = { events: 50, bytes: 64 * 1_024 };

function* parts(batch: readonly RawEvent[]): Generator<readonly RawEvent[], void> {
  let from = 0;
  let bytes = 0;
  for (const [index, event] of batch.entries()) {
    if (index > from && (index - from >= PART.events || bytes + event.bytes.data.length > PART.bytes)) {
      yield batch.slice(from, index);
      from = index;
      bytes = 0;
    }
    bytes += event.bytes.data.length;
  }
  if (batch.length > 0) yield from === 0 ? batch : batch.slice(from);
}

/** Whether the loop should turn behind a part. Short reads, which commands wait for, never let it. */
const isMuch = (part: readonly RawEvent[]): boolean =>
  part.length >= PART.events / 2 || part.reduce((sum, { bytes }) => sum + bytes.data.length, 0) > PART.bytes / 4;

const endless = () => Number.MAX_SAFE_INTEGER;
