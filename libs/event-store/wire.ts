import { status } from '@grpc/grpc-js';
import type { EncodedEvent } from './codec';
import { AppendTooLarge, type ExpectedRevision, RevisionConflict, StoreRefused, StoreUnavailable, StreamDeleted } from './errors';
import type { RawEvent } from './events';
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

/** Events as the messages of an append. */
export function proposedMessages(events: readonly EncodedEvent[]): EncodedEvents {
  return {
    ids: events.map(({ id }) => id),
    messages: events.map(({ id, type, data, metadata }) =>
      ProposedMessage.encode({
        id: { string: id },
        metadata: { type, 'content-type': 'application/json' },
        customMetadata: metadata,
        data,
      }),
    ),
    sizes: events.map(({ type, data, metadata }) => data.length + metadata.length + 2 * Buffer.byteLength(type)),
  };
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

/** What to read and from where: a stream from a revision on, which is included, or everything. */
export type ReadFrom = { readonly direction: 'forwards' | 'backwards' } & (
  | { readonly stream: string; readonly from: number | 'start' | 'end' }
  | { readonly from: bigint | 'start' | 'end' }
);

/** Request of a finite read (`ReadReq`). */
export function readRequest(what: ReadFrom, maxCount: number): Buffer {
  return ReadReq.encode({
    options: {
      ...whereToRead(what),
      readDirection: what.direction === 'backwards' ? 1 : 0,
      count: String(maxCount),
      noFilter: {},
    },
  });
}

/**
 * Request of a subscription (`ReadReq`) after a position: to the streams that begin so, with a checkpoint at least every `every` events
 * looked at, or without prefixes to everything.
 */
export function subscribeRequest(after: bigint | 'start', streamPrefixes: readonly string[] | undefined, every: number): Buffer {
  return ReadReq.encode({
    options: {
      ...whereToRead({ from: after, direction: 'forwards' }),
      subscription: {},
      ...(streamPrefixes
        ? { filter: { streamIdentifier: { prefix: streamPrefixes }, max: every, checkpointIntervalMultiplier: 1 } }
        : { noFilter: {} }),
    },
  });
}

function whereToRead(what: ReadFrom): ReadOptions {
  const uuidOption = { string: {} };
  if ('stream' in what) {
    const from = typeof what.from === 'number' ? { revision: String(what.from) } : { [what.from]: {} };
    return { stream: { streamIdentifier: { streamName: what.stream }, ...from }, uuidOption };
  }
  if (typeof what.from !== 'bigint') return { all: { [what.from]: {} }, uuidOption };
  const position = { commitPosition: String(what.from), preparePosition: String(what.from) };
  return { all: { position }, uuidOption };
}

/** The event in a message of a read; undefined when the message carries none. */
export function rawEvent(message: ReadResp): RawEvent | undefined {
  const event = message.event?.event;
  if (!event) return undefined;
  const system = event.metadata;
  return {
    id: uuidOf(event.id),
    type: system.type ?? '',
    contentType: system['content-type'] ?? '',
    stream: event.streamIdentifier?.streamName ?? '',
    revision: event.streamRevision.toNumber(),
    position: bigintOf(event.commitPosition),
    // Ticks of 100 ns since 1970.
    created: new Date(Number(system.created) / 10_000),
    bytes: { data: event.data, metadata: event.customMetadata },
  };
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
