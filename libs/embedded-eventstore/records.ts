/** Recorded events as they are kept: each as the answer that a reader gets, and those appended together as one value. */
import { decodeStreamName, decodeUuid, encodeStreamName, uuidBytes } from './identifiers';
import { fieldSize, Reader, varintSize, Writer } from './protobuf';

/** The revision a tombstone stands at, and the `$tb` of a soft deletion: the largest signed 64-bit number. */
export const MAX_REVISION = 9223372036854775807n;

/** An event as proposed by a client. `id` has 16 bytes. */
export interface Proposed {
  readonly id: Buffer;
  readonly type: string;
  readonly contentType: string;
  readonly metadata: Buffer;
  readonly data: Buffer;
}

/** A recorded event, as the ReadResp that a reader with textual ids gets, and its place in the log. */
export interface Stored {
  readonly position: number;
  readonly record: Buffer;
}

/** Events of one stream in a row, kept as one value: a record, or several behind a zero byte, which no record begins with. */
export interface Run {
  /** Position of the last event. */
  readonly position: number;
  readonly value: Buffer;
}

const SEVERAL = 0;
const FRAME_BYTES = 8;
const CREATED = 'created';
const CONTENT_TYPE = 'content-type';
const CREATED_TICKS_PER_MS = 10_000n;
/** A UUID message with its text. */
const ID_BYTES = fieldSize(36);
const EMPTY = Buffer.alloc(0);

/** Positions grow by about the size of the event, as in a log of bytes: nobody may count on them being dense. */
const positionAfter = (position: number, { type, metadata, data }: Proposed): number =>
  position + 64 + type.length + metadata.length + data.length;

/**
 * Records events of a stream from a revision on, behind the last position given to any event.
 * `created` in epoch milliseconds. Every record has its length and how far its position is from the last.
 */
export function encodeRun(
  events: readonly Proposed[],
  stream: string,
  first: number | bigint,
  lastPosition: number,
  created: number,
): Run {
  const position = events.reduce(positionAfter, lastPosition);
  const writer = new Writer(events.reduce((bytes, { metadata, data }) => bytes + metadata.length + data.length + 256, 0));
  const several = events.length > 1;
  if (several) writer.byte(SEVERAL);
  const name = encodeStreamName(stream);
  // In units of 100 ns.
  const createdAt = property(CREATED, `${created}0000`);
  let properties: Properties | undefined;
  let at = lastPosition;
  for (const [index, event] of events.entries()) {
    at = positionAfter(at, event);
    const revision = typeof first === 'bigint' ? first : first + index;
    // Most often those of the event before.
    if (properties?.of.type !== event.type || properties.of.contentType !== event.contentType) properties = propertiesOf(event);
    const { type, contentType } = properties;
    const recorded =
      fieldSize(ID_BYTES) +
      fieldSize(name.length) +
      type.length +
      (3 + varintSize(revision) + 2 * varintSize(at)) +
      contentType.length +
      createdAt.length +
      fieldSize(event.metadata.length) +
      fieldSize(event.data.length);
    const read = fieldSize(recorded) + 1 + varintSize(at);
    if (several) writer.fixed32(fieldSize(read)).fixed32(position - at);
    writer.message(1, read).message(1, recorded);
    writer.message(1, ID_BYTES).bytes(2, uuidBytes(event.id)).bytes(2, name);
    // The type stands in front of the revision, where a filter finds it early.
    writer.raw(type).varint(3, revision).varint(4, at).varint(5, at).raw(contentType).raw(createdAt);
    writer.bytes(7, event.metadata).bytes(8, event.data).varint(3, at);
  }
  return { position, value: writer.finish() };
}

/** One entry of what the protocol calls the metadata of a recorded event. */
function property(name: string, value: string): Buffer {
  const entry = new Writer(name.length + value.length + 16).bytes(1, name).bytes(2, value).finish();
  return new Writer(entry.length + 8).bytes(6, entry).finish();
}

/** Type and content type of an event as they stand in a record. */
interface Properties {
  readonly of: Pick<Proposed, 'type' | 'contentType'>;
  readonly type: Buffer;
  readonly contentType: Buffer;
}

const propertiesOf = ({ type, contentType }: Proposed): Properties => ({
  of: { type, contentType },
  type: property('type', type),
  contentType: property(CONTENT_TYPE, contentType),
});

/** The events of a run in order; their records are views of it. */
export function eventsOf({ position, value }: Run): Stored[] {
  if (value[0] !== SEVERAL) return [{ position, record: value }];
  const events: Stored[] = [];
  for (let at = 1; at < value.length; ) {
    const start = at + FRAME_BYTES;
    const end = start + value.readUInt32BE(at);
    events.push({ position: position - value.readUInt32BE(at + 4), record: value.subarray(start, end) });
    at = end;
  }
  return events;
}

/** At the RecordedEvent inside of a record. */
function insideOf(record: Buffer): Reader {
  const outer = new Reader(record);
  outer.next();
  const read = outer.message();
  read.next();
  return read;
}

const recordedEvent = (record: Buffer): Buffer => insideOf(record).view();

/** The stream name of a stored record, and a reader at the type, which follows it. */
function afterStream(record: Buffer): { stream: string; reader: Reader } {
  const reader = insideOf(record).message();
  reader.next();
  reader.skip();
  reader.next();
  const stream = decodeStreamName(reader.message()) ?? '';
  reader.next();
  return { stream, reader };
}

/** Stream name and type of a stored record. */
export function headOf(record: Buffer): { stream: string; type: string } {
  const { stream, reader } = afterStream(record);
  const entry = reader.message();
  entry.next();
  entry.skip();
  entry.next();
  return { stream, type: entry.text() };
}

/** Stream name and revision of a stored record. */
export function placeOf(record: Buffer): { stream: string; revision: bigint } {
  const { stream, reader } = afterStream(record);
  reader.skip();
  reader.next();
  return { stream, revision: reader.bigint() };
}

/** Id, content type, creation time (epoch milliseconds) and data of a stored record. */
export function bodyOf(record: Buffer): { id: Buffer; contentType: string; created: number; data: Buffer } {
  const reader = insideOf(record).message();
  let id: Buffer = EMPTY;
  let contentType = '';
  let created = 0;
  let data: Buffer = EMPTY;
  while (reader.next()) {
    if (reader.field === 1) id = decodeUuid(reader.message()) ?? EMPTY;
    else if (reader.field === 8) data = reader.view();
    else if (reader.field === 6) {
      const entry = reader.message();
      entry.next();
      const key = entry.text();
      entry.next();
      if (key === CREATED) created = Number(BigInt(entry.text()) / CREATED_TICKS_PER_MS);
      else if (key === CONTENT_TYPE) contentType = entry.text();
    } else reader.skip();
  }
  return { id, contentType, created, data };
}

/** The same record for a reader that asked for structured ids. */
export function withStructuredId(record: Buffer): Buffer {
  const { id } = bodyOf(record);
  const read = insideOf(record);
  const inner = read.view();
  read.next();
  const at = read.number();
  const rest = inner.subarray(fieldSize(ID_BYTES));
  const structured = new Writer(32).varint(1, id.readBigUInt64BE(0)).varint(2, id.readBigUInt64BE(8)).finish();
  const uuid = new Writer(48).bytes(1, new Writer(40).bytes(1, structured).finish()).finish();
  const event = new Writer(inner.length + 32)
    .bytes(1, Buffer.concat([uuid, rest]))
    .varint(3, at)
    .finish();
  return new Writer(event.length + 8).bytes(1, event).finish();
}

/** What a reader gets who follows links: the link with the event it names, or alone if that cannot be had. All are ReadResps. */
export function withLink(link: Buffer, event: Buffer | undefined): Buffer {
  const read = insideOf(link);
  const recorded = read.view();
  read.next();
  const at = read.number();
  const resolved = new Writer(link.length + (event?.length ?? 0) + 24);
  if (event) resolved.bytes(1, recordedEvent(event));
  resolved.bytes(2, recorded).varint(3, at);
  const bytes = resolved.finish();
  return new Writer(bytes.length + 8).bytes(1, bytes).finish();
}
