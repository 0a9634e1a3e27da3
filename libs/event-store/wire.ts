import {
  Empty,
  MaximumAppendSizeExceeded,
  StreamIdentifier,
  WrongExpectedVersion,
} from '@eventstore/db-client/generated/shared_pb';
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { type BatchAppendResp, ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { status } from '@grpc/grpc-js';
import { Writer } from 'protobufjs/minimal';
import type { Codec } from './codec';
import { AppendTooLarge, type ExpectedRevision, RevisionConflict, StoreRefused, StoreUnavailable, StreamDeleted } from './errors';
import type { NewEvent, StoredEvent } from './events';

/** Events turned into bytes once, however often they are sent. */
export interface EncodedEvents {
  readonly ids: readonly string[];
  /** Each a `BatchAppendReq.ProposedMessage`. */
  readonly messages: readonly Uint8Array[];
  /** What the store counts against its limit of an append: data, metadata and twice the type. */
  readonly sizes: readonly number[];
}

// The number of a field together with "its length, then its bytes" and with "a varint".
const bytesOf = (field: number): number => (field << 3) | 2;
const varintOf = (field: number): number => field << 3;

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
    const writer = Writer.create();
    writeUuid(writer, 1, id);
    writeEntry(writer, 2, 'type', type);
    writeEntry(writer, 2, 'content-type', 'application/json');
    writer.uint32(bytesOf(3)).bytes(metadataBytes).uint32(bytesOf(4)).bytes(dataBytes);
    ids.push(id);
    messages.push(writer.finish());
    sizes.push(dataBytes.length + metadataBytes.length + 2 * Buffer.byteLength(type));
  }
  return { ids, messages, sizes };
}

// Where the store's protocol says what is expected of a stream, when it is not a revision.
const EXPECTED = { 'no-stream': 3, any: 4, exists: 5 } as const;

/**
 * One append as one `BatchAppendReq`: below the limits of the product it never needs to be cut. Written field by field: the classes
 * of the client build each message as arrays first, which was a tenth of what a command costs.
 */
export function appendRequest(
  correlationId: string,
  stream: string,
  messages: readonly Uint8Array[],
  expected: ExpectedRevision,
  deadline: Date,
): Buffer {
  const writer = Writer.create();
  writeUuid(writer, 1, correlationId);
  writer.uint32(bytesOf(2)).fork();
  writer.uint32(bytesOf(1)).fork().uint32(bytesOf(3)).string(stream).ldelim();
  if (typeof expected === 'number') writer.uint32(varintOf(2)).uint64(expected);
  else writer.uint32(bytesOf(EXPECTED[expected])).uint32(0);
  const ms = deadline.getTime();
  const nanos = (ms % 1_000) * 1_000_000;
  writer
    .uint32(bytesOf(6))
    .fork()
    .uint32(varintOf(1))
    .int64(Math.floor(ms / 1_000))
    .uint32(varintOf(2))
    .int32(nanos)
    .ldelim();
  writer.ldelim();
  for (const message of messages) writer.uint32(bytesOf(3)).bytes(message);
  return writer.uint32(varintOf(4)).bool(true).finish() as Buffer;
}

function writeUuid(writer: Writer, field: number, id: string): void {
  writer.uint32(bytesOf(field)).fork().uint32(bytesOf(2)).string(id).ldelim();
}

function writeEntry(writer: Writer, field: number, key: string, value: string): void {
  writer.uint32(bytesOf(field)).fork().uint32(bytesOf(1)).string(key).uint32(bytesOf(2)).string(value).ldelim();
}

/** The outcome of an append; without a position when the store recognised a repetition and no longer knows where it went. */
export interface Appended {
  readonly revision: number;
  readonly position: bigint | undefined;
}

/** Reads the answer to an append. Throws what the store said; StoreUnavailable where it asks to wait. */
export function appendAnswer(answer: BatchAppendResp, stream: string, expected: ExpectedRevision, limit: number): Appended {
  const success = answer.getSuccess();
  if (success) {
    const position = success.getPosition();
    return { revision: Number(success.getCurrentRevision()), position: position && BigInt(position.getCommitPosition()) };
  }
  const error = answer.getError();
  const details = error?.getDetails();
  switch (details?.getTypeName()) {
    case 'event_store.client.WrongExpectedVersion': {
      const conflict = WrongExpectedVersion.deserializeBinary(details.getValue_asU8());
      const actual = conflict.hasCurrentStreamRevision() ? Number(conflict.getCurrentStreamRevision()) : -1;
      throw new RevisionConflict(stream, expected, actual);
    }
    case 'event_store.client.StreamDeleted':
      throw new StreamDeleted(stream);
    case 'event_store.client.MaximumAppendSizeExceeded':
      throw new AppendTooLarge(
        stream,
        undefined,
        MaximumAppendSizeExceeded.deserializeBinary(details.getValue_asU8()).getMaxappendsize(),
      );
    case 'event_store.client.MaximumAppendEventSizeExceeded':
      throw new AppendTooLarge(stream, undefined, limit);
    case 'event_store.client.BadRequest':
    case 'event_store.client.InvalidTransaction':
      throw new StoreRefused(`An append to ${stream} was refused: ${error?.getMessage()}`);
    default:
      // Timeout, Unknown, AccessDenied, "Server Is Not Ready" and whatever a changing cluster says: none of them tells the outcome.
      throw new StoreUnavailable(error?.getMessage() || details?.getTypeName() || 'an answer without a reason');
  }
}

/** What to read: a stream or everything, once or for good. */
export type ReadWhat = {
  readonly direction?: 'forwards' | 'backwards';
  readonly maxCount?: number;
} & ({ readonly stream: string; readonly from: number | 'start' | 'end' } | { readonly from: bigint | 'start' | 'end' });

/** Request of a finite read. A stream is read from a revision on, inclusive. */
export function readRequest(what: ReadWhat): ReadReq {
  const options = readOptions(what);
  options.setReadDirection(what.direction === 'backwards' ? 1 : 0);
  options.setCount(String(what.maxCount ?? Number.MAX_SAFE_INTEGER));
  options.setNoFilter(new Empty());
  return new ReadReq().setOptions(options);
}

/** What a subscription is after: streams by prefix, event types by name, or everything that is not the store's own. */
export interface SubscriptionFilter {
  readonly streamPrefixes?: readonly string[];
  readonly eventTypes?: readonly string[];
}

/** Request of a subscription to everything after a position, with a checkpoint at least every `every` events looked at. */
export function subscribeRequest(after: bigint | 'start', filter: SubscriptionFilter, every: number): ReadReq {
  const expression = new ReadReq.Options.FilterOptions.Expression();
  const filterOptions = new ReadReq.Options.FilterOptions();
  filterOptions.setMax(every);
  filterOptions.setCheckpointintervalmultiplier(1);
  if (filter.streamPrefixes) {
    expression.setPrefixList([...filter.streamPrefixes]);
    filterOptions.setStreamIdentifier(expression);
  } else {
    // Types by prefix would let MessageSentV2 through where MessageSent was asked for.
    expression.setRegex(filter.eventTypes ? `^(${filter.eventTypes.map(escapeRegex).join('|')})$` : '^[^$].*');
    filterOptions.setEventType(expression);
  }
  const options = readOptions({ from: after });
  options.setSubscription(new ReadReq.Options.SubscriptionOptions());
  options.setFilter(filterOptions);
  return new ReadReq().setOptions(options);
}

function readOptions(what: ReadWhat): ReadReq.Options {
  const options = new ReadReq.Options();
  if ('stream' in what) {
    const stream = new ReadReq.Options.StreamOptions();
    stream.setStreamIdentifier(identifier(what.stream));
    if (what.from === 'start') stream.setStart(new Empty());
    else if (what.from === 'end') stream.setEnd(new Empty());
    else stream.setRevision(String(what.from));
    options.setStream(stream);
  } else {
    const all = new ReadReq.Options.AllOptions();
    if (what.from === 'start') all.setStart(new Empty());
    else if (what.from === 'end') all.setEnd(new Empty());
    else {
      const position = new ReadReq.Options.Position();
      position.setCommitPosition(String(what.from));
      position.setPreparePosition(String(what.from));
      all.setPosition(position);
    }
    options.setAll(all);
  }
  const uuidOption = new ReadReq.Options.UUIDOption();
  uuidOption.setString(new Empty());
  options.setUuidOption(uuidOption);
  options.setResolveLinks(false);
  return options;
}

/** The event in a message of a read, in its newest shape; undefined when the message carries none. */
export function readEvent(message: ReadResp, codec: Codec): StoredEvent | undefined {
  const event = message.getEvent()?.getEvent();
  if (!event) return undefined;
  const system = event.getMetadataMap();
  const json = system.get('content-type') === 'application/json';
  const { type, data } = codec.upcast({ type: system.get('type') ?? '', data: (json && parse(event.getData_asU8())) || {} });
  return {
    id: event.getId()?.getString() ?? '',
    type,
    data,
    metadata: (parse(event.getCustomMetadata_asU8()) ?? {}) as StoredEvent['metadata'],
    stream: Buffer.from(event.getStreamIdentifier()?.getStreamName_asU8() ?? '').toString('utf8'),
    revision: Number(event.getStreamRevision()),
    position: BigInt(event.getCommitPosition()),
    // Ticks of 100 ns since 1970.
    created: new Date(Number(system.get('created')) / 10_000),
  };
}

/** Whatever others wrote must not stop a reader: what is not a JSON object counts as none. */
function parse(bytes: Uint8Array): object | undefined {
  if (bytes.length === 0) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'));
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

function identifier(stream: string): StreamIdentifier {
  return new StreamIdentifier().setStreamName(Buffer.from(stream, 'utf8'));
}

function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
