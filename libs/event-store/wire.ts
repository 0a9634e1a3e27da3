import { status } from '@grpc/grpc-js';
import type { Codec } from './codec';
import { AppendTooLarge, type ExpectedRevision, RevisionConflict, StoreRefused, StoreUnavailable, StreamDeleted } from './errors';
import type { NewEvent, StoredEvent } from './events';
import {
  BatchAppendReq,
  type BatchAppendResp,
  bigintOf,
  MaximumAppendSizeExceeded,
  ProposedMessage,
  type ReadOptions,
  ReadReq,
  type ReadResp,
  uuidOf,
  WrongExpectedVersion,
} from './protocol';

/** Events turned into bytes once, however often they are sent. */
export interface EncodedEvents {
  readonly ids: readonly string[];
  /** Each a `BatchAppendReq.ProposedMessage`. */
  readonly messages: readonly Uint8Array[];
  /** What the store counts against its limit of an append: data, metadata and twice the type. */
  readonly sizes: readonly number[];
}

/** Serialises events; the only place where JSON is written. */
export function encode(events: readonly NewEvent[]): EncodedEvents {
  const ids: string[] = [];
  const messages: Uint8Array[] = [];
  const sizes: number[] = [];
  let metadataBytes = Buffer.alloc(0);
  let last: object | undefined;
  for (const { id, type, data, metadata } of events) {
    const dataBytes = Buffer.from(JSON.stringify(data), 'utf8');
    // The events of one command share theirs.
    if (metadata !== last) metadataBytes = Buffer.from(JSON.stringify(metadata), 'utf8');
    last = metadata;
    ids.push(id);
    messages.push(
      ProposedMessage.encode({
        id: { string: id },
        metadata: { type, 'content-type': 'application/json' },
        customMetadata: metadataBytes,
        data: dataBytes,
      }),
    );
    sizes.push(dataBytes.length + metadataBytes.length + 2 * Buffer.byteLength(type));
  }
  return { ids, messages, sizes };
}

const EXPECTED = { 'no-stream': { noStream: {} }, any: { any: {} }, exists: { streamExists: {} } } as const;

/** One append as one `BatchAppendReq`: below the limits of the product it never needs to be cut. */
export function appendRequest(
  correlationId: string,
  stream: string,
  messages: readonly Uint8Array[],
  expected: ExpectedRevision,
  deadline: Date,
): Buffer {
  const ms = deadline.getTime();
  return BatchAppendReq.encode({
    correlationId: { string: correlationId },
    options: {
      streamIdentifier: { streamName: stream },
      ...(typeof expected === 'number' ? { streamPosition: expected } : EXPECTED[expected]),
      deadline: { seconds: Math.floor(ms / 1_000), nanos: (ms % 1_000) * 1_000_000 },
    },
    proposedMessages: messages,
    isFinal: true,
  });
}

/** The outcome of an append; without a position when the store recognised a repetition and no longer knows where it went. */
export interface Appended {
  readonly revision: number;
  readonly position: bigint | undefined;
}

/** Reads the answer to an append. Throws what the store said; StoreUnavailable where it asks to wait. */
export function appendAnswer(answer: BatchAppendResp, stream: string, expected: ExpectedRevision, limit: number): Appended {
  const { success, error } = answer;
  if (success) {
    const { currentRevision, position } = success;
    return { revision: currentRevision.toNumber(), position: position ? bigintOf(position.commitPosition) : undefined };
  }
  const { typeUrl = '', value = Buffer.alloc(0) } = error?.details ?? {};
  const reason = typeUrl.slice(typeUrl.lastIndexOf('/') + 1);
  switch (reason) {
    case 'event_store.client.WrongExpectedVersion': {
      const conflict = WrongExpectedVersion.decode(value);
      const known = Object.hasOwn(conflict, 'currentStreamRevision');
      throw new RevisionConflict(stream, expected, known ? conflict.currentStreamRevision.toNumber() : -1);
    }
    case 'event_store.client.StreamDeleted':
      throw new StreamDeleted(stream);
    case 'event_store.client.MaximumAppendSizeExceeded':
      throw new AppendTooLarge(stream, undefined, MaximumAppendSizeExceeded.decode(value).maxAppendSize);
    case 'event_store.client.MaximumAppendEventSizeExceeded':
      throw new AppendTooLarge(stream, undefined, limit);
    case 'event_store.client.BadRequest':
    case 'event_store.client.InvalidTransaction':
      throw new StoreRefused(`An append to ${stream} was refused: ${error?.message}`);
    default:
      // Timeout, Unknown, AccessDenied, "Server Is Not Ready" and whatever a changing cluster says: none of them tells the outcome.
      throw new StoreUnavailable(error?.message || reason || 'an answer without a reason');
  }
}

/** What to read: a stream or everything, once or for good. */
export type ReadWhat = {
  readonly direction?: 'forwards' | 'backwards';
  readonly maxCount?: number;
} & ({ readonly stream: string; readonly from: number | 'start' | 'end' } | { readonly from: bigint | 'start' | 'end' });

/** Request of a finite read (`ReadReq`). A stream is read from a revision on, inclusive. */
export function readRequest(what: ReadWhat): Buffer {
  return ReadReq.encode({
    options: {
      ...whereToRead(what),
      readDirection: what.direction === 'backwards' ? 1 : 0,
      count: String(what.maxCount ?? Number.MAX_SAFE_INTEGER),
      noFilter: {},
    },
  });
}

/** What a subscription is after: streams by prefix, event types by name, or everything that is not the store's own. */
export interface SubscriptionFilter {
  readonly streamPrefixes?: readonly string[];
  readonly eventTypes?: readonly string[];
}

/** Request of a subscription (`ReadReq`) to everything after a position, with a checkpoint at least every `every` events looked at. */
export function subscribeRequest(after: bigint | 'start', filter: SubscriptionFilter, every: number): Buffer {
  const { streamPrefixes, eventTypes } = filter;
  // Types by prefix would let MessageSentV2 through where MessageSent was asked for.
  const types = eventTypes ? `^(${eventTypes.map(escapeRegex).join('|')})$` : '^[^$].*';
  const expression = streamPrefixes ? { streamIdentifier: { prefix: streamPrefixes } } : { eventType: { regex: types } };
  return ReadReq.encode({
    options: {
      ...whereToRead({ from: after }),
      subscription: {},
      filter: { ...expression, max: every, checkpointIntervalMultiplier: 1 },
    },
  });
}

function whereToRead(what: ReadWhat): ReadOptions {
  const uuidOption = { string: {} };
  if ('stream' in what) {
    const from = typeof what.from === 'number' ? { revision: String(what.from) } : { [what.from]: {} };
    return { stream: { streamIdentifier: { streamName: what.stream }, ...from }, uuidOption };
  }
  if (typeof what.from !== 'bigint') return { all: { [what.from]: {} }, uuidOption };
  const position = { commitPosition: String(what.from), preparePosition: String(what.from) };
  return { all: { position }, uuidOption };
}

/** The event in a message of a read, in its newest shape; undefined when the message carries none. */
export function readEvent(message: ReadResp, codec: Codec): StoredEvent | undefined {
  const event = message.event?.event;
  if (!event) return undefined;
  const system = event.metadata;
  const json = system['content-type'] === 'application/json';
  const { type, data } = codec.upcast({ type: system.type ?? '', data: (json && parse(event.data)) || {} });
  return {
    id: uuidOf(event.id),
    type,
    data,
    metadata: (parse(event.customMetadata) ?? {}) as StoredEvent['metadata'],
    stream: event.streamIdentifier?.streamName ?? '',
    revision: event.streamRevision.toNumber(),
    position: bigintOf(event.commitPosition),
    // Ticks of 100 ns since 1970.
    created: new Date(Number(system.created) / 10_000),
  };
}

/** Whatever others wrote must not stop a reader: what is not a JSON object counts as none. */
function parse(text: string): object | undefined {
  if (text === '') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** An error of a whole call as one of this lib's: a refusal stays one, everything else means wait and try again. */
export function callError(error: unknown, stream: string): Error {
  if (error instanceof StoreUnavailable || error instanceof StreamDeleted || error instanceof StoreRefused) return error;
  const { code, metadata, message } = error as { code?: number; message?: string; metadata?: { get?(key: string): unknown[] } };
  const exception = metadata?.get?.('exception')[0];
  if (exception === 'stream-deleted') return new StreamDeleted(stream);
  if (
    code === status.INVALID_ARGUMENT ||
    (code === status.UNKNOWN && /Invalid(Position|Argument)|Unexpected Read/.test(message ?? ''))
  ) {
    return new StoreRefused(message ?? 'refused', { cause: error });
  }
  return new StoreUnavailable(message || 'a call failed', error);
}

/** Whether the vendor's client reconnects by itself after this error, and knows better than a new one where to. */
export function reconnectsItself(error: unknown): boolean {
  const { code, metadata } = error as { code?: number; metadata?: { get?(key: string): unknown[] } };
  return code === status.UNAVAILABLE || code === status.CANCELLED || metadata?.get?.('exception')[0] === 'not-leader';
}

function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
