/** Requests as the server sees them and answers as the client expects them (names after the protocol's own). */
import { fieldSize, Reader, varintSize, Writer } from './protobuf';

/** The revision a tombstone stands at, and the `$tb` of a soft deletion: the largest signed 64-bit number. */
export const MAX_REVISION = 9223372036854775807n;

/** What an append, a deletion or a tombstone expects of its stream: a revision, or one of three words. */
export type Expected = number | 'no-stream' | 'any' | 'exists';

/** An event as proposed by a client. `id` has 16 bytes. */
export interface Proposed {
  readonly id: Buffer;
  readonly type: string;
  readonly contentType: string;
  readonly metadata: Buffer;
  readonly data: Buffer;
}

/** The head of an append: absent parts make it a bad request. */
export interface AppendHead {
  stream?: string;
  expected?: Expected;
  /** Epoch milliseconds by the client's clock. */
  deadline?: number;
}

/** One part of a BatchAppend. `proposed` holds undefined for an event that is not acceptable. */
export interface BatchPart {
  correlation?: Buffer;
  head?: AppendHead;
  proposed: (Proposed | undefined)[];
  final: boolean;
}

const DASH = 0x2d;
/** Value of a hexadecimal digit by its character code; 255 for anything else. */
const NIBBLES = Uint8Array.from({ length: 256 }, (_, code) => {
  const value = Number.parseInt(String.fromCharCode(code), 16);
  return Number.isNaN(value) ? 255 : value;
});

/** The 16 bytes of a UUID's text, with or without dashes; undefined for anything else. */
function parseUuid(text: Buffer): Buffer | undefined {
  const id = Buffer.allocUnsafe(16);
  let digits = 0;
  for (const code of text) {
    if (code === DASH && digits >= 8 && digits <= 20 && digits % 4 === 0) continue;
    const nibble = NIBBLES[code];
    if (nibble === 255 || digits === 32) return undefined;
    id[digits >>> 1] = digits % 2 === 0 ? nibble << 4 : id[digits >>> 1] | nibble;
    digits++;
  }
  return digits === 32 ? id : undefined;
}

/** The 16 bytes of a UUID message in either form; undefined for nonsense. */
function decodeUuid(bytes: Buffer): Buffer | undefined {
  const reader = new Reader(bytes);
  while (reader.next()) {
    if (reader.field === 2) return parseUuid(reader.view());
    if (reader.field === 1) {
      const id = Buffer.alloc(16);
      const halves = new Reader(reader.view());
      while (halves.next()) {
        if (halves.field === 1) id.writeBigUInt64BE(halves.bigint(), 0);
        else if (halves.field === 2) id.writeBigUInt64BE(halves.bigint(), 8);
        else halves.skip();
      }
      return id;
    }
    reader.skip();
  }
  return undefined;
}

/** 16 bytes as the usual text. */
function uuidText(id: Buffer): string {
  const hex = id.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function decodeStreamName(bytes: Buffer): string | undefined {
  const reader = new Reader(bytes);
  let name: string | undefined;
  while (reader.next()) {
    if (reader.field === 3) name = reader.text();
    else reader.skip();
  }
  return name;
}

function decodeProposed(bytes: Buffer): Proposed | undefined {
  const reader = new Reader(bytes);
  let id: Buffer | undefined;
  let type: string | undefined;
  let contentType: string | undefined;
  let metadata: Buffer = EMPTY;
  let data: Buffer = EMPTY;
  while (reader.next()) {
    if (reader.field === 1) id = decodeUuid(reader.view());
    else if (reader.field === 2) {
      const entry = new Reader(reader.view());
      let key = '';
      let value = '';
      while (entry.next()) {
        if (entry.field === 1) key = entry.text();
        else if (entry.field === 2) value = entry.text();
        else entry.skip();
      }
      if (key === 'type') type = value;
      else if (key === 'content-type') contentType = value;
    } else if (reader.field === 3) metadata = reader.view();
    else if (reader.field === 4) data = reader.view();
    else reader.skip();
  }
  return id && type && contentType !== undefined ? { id, type, contentType, metadata, data } : undefined;
}

/** Options of both appends, of Delete and Tombstone: the stream, and a revision (2) or no_stream (3), any (4), stream_exists (5). */
function decodeHead(bytes: Buffer): AppendHead {
  const reader = new Reader(bytes);
  const head: AppendHead = {};
  while (reader.next()) {
    if (reader.field === 1) head.stream = decodeStreamName(reader.view());
    else if (reader.field === 2) head.expected = reader.number();
    else if (reader.field >= 3 && reader.field <= 5) {
      head.expected = (['no-stream', 'any', 'exists'] as const)[reader.field - 3];
      reader.skip();
    } else if (reader.field === 6) {
      const time = new Reader(reader.view());
      let milliseconds = 0;
      while (time.next()) {
        if (time.field === 1) milliseconds += time.number() * 1000;
        else if (time.field === 2) milliseconds += time.number() / 1e6;
        else time.skip();
      }
      head.deadline = milliseconds;
    } else reader.skip();
  }
  return head;
}

/** A BatchAppendReq. */
export function decodeBatchPart(bytes: Buffer): BatchPart {
  const reader = new Reader(bytes);
  const part: BatchPart = { proposed: [], final: false };
  while (reader.next()) {
    if (reader.field === 1) part.correlation = decodeUuid(reader.view());
    else if (reader.field === 2) part.head = decodeHead(reader.view());
    else if (reader.field === 3) part.proposed.push(decodeProposed(reader.view()));
    else if (reader.field === 4) part.final = reader.number() === 1;
    else reader.skip();
  }
  return part;
}

/** An AppendReq: either the head or one event. */
export function decodeAppendPart(bytes: Buffer): { head?: AppendHead; proposed?: Proposed | 'bad' } {
  const reader = new Reader(bytes);
  while (reader.next()) {
    if (reader.field === 1) return { head: decodeHead(reader.view()) };
    if (reader.field === 2) return { proposed: decodeProposed(reader.view()) ?? 'bad' };
    reader.skip();
  }
  return {};
}

/** A DeleteReq or TombstoneReq. */
export function decodeDeletion(bytes: Buffer): AppendHead {
  const reader = new Reader(bytes);
  let head: AppendHead = {};
  while (reader.next()) {
    if (reader.field === 1) head = decodeHead(reader.view());
    else reader.skip();
  }
  return head;
}

/** Which part of an event a filter looks at, and for what. */
export interface Filter {
  readonly on: 'stream' | 'type';
  readonly regex: string;
  readonly prefixes: readonly string[];
  readonly window: number;
  readonly multiplier: number;
}

/** A ReadReq; names of the oneof cases chosen, as the server's own error texts say them. */
export interface ReadRequest {
  hasOptions: boolean;
  target: 'None' | 'Stream' | 'All';
  stream?: string;
  /** A revision or a commit position. */
  from: bigint | 'start' | 'end';
  backwards: boolean;
  /** Whether links are answered with the events they name. */
  followLinks: boolean;
  what: 'None' | 'Count' | 'Subscription';
  count: number;
  filterCase: 'None' | 'Filter' | 'NoFilter';
  filter?: Filter;
  uuid: 'None' | 'Structured' | 'String';
}

/** A ReadReq. */
export function decodeRead(bytes: Buffer): ReadRequest {
  const request: ReadRequest = {
    hasOptions: false,
    target: 'None',
    from: 'start',
    backwards: false,
    followLinks: false,
    what: 'None',
    count: 0,
    filterCase: 'None',
    uuid: 'None',
  };
  const outer = new Reader(bytes);
  while (outer.next()) {
    if (outer.field !== 1) {
      outer.skip();
      continue;
    }
    request.hasOptions = true;
    const reader = new Reader(outer.view());
    while (reader.next()) {
      if (reader.field === 1) {
        request.target = 'Stream';
        const options = new Reader(reader.view());
        while (options.next()) {
          if (options.field === 1) request.stream = decodeStreamName(options.view());
          else if (options.field === 2) request.from = options.bigint();
          else {
            request.from = options.field === 4 ? 'end' : 'start';
            options.skip();
          }
        }
      } else if (reader.field === 2) {
        request.target = 'All';
        const options = new Reader(reader.view());
        while (options.next()) {
          if (options.field === 1) {
            const position = new Reader(options.view());
            request.from = 0n;
            while (position.next()) {
              if (position.field === 1) request.from = position.bigint();
              else position.skip();
            }
          } else {
            request.from = options.field === 3 ? 'end' : 'start';
            options.skip();
          }
        }
      } else if (reader.field === 3) request.backwards = reader.number() === 1;
      else if (reader.field === 4) request.followLinks = reader.number() === 1;
      else if (reader.field === 5) {
        request.what = 'Count';
        request.count = reader.number();
      } else if (reader.field === 6) {
        request.what = 'Subscription';
        reader.skip();
      } else if (reader.field === 7) {
        request.filterCase = 'Filter';
        request.filter = decodeFilter(reader.view());
      } else if (reader.field === 8) {
        request.filterCase = 'NoFilter';
        reader.skip();
      } else if (reader.field === 9) {
        const option = new Reader(reader.view());
        while (option.next()) {
          request.uuid = option.field === 1 ? 'Structured' : 'String';
          option.skip();
        }
      } else reader.skip();
    }
  }
  return request;
}

function decodeFilter(bytes: Buffer): Filter {
  const reader = new Reader(bytes);
  let on: Filter['on'] = 'type';
  let regex = '';
  const prefixes: string[] = [];
  let window = 32;
  let multiplier = 1;
  while (reader.next()) {
    if (reader.field === 1 || reader.field === 2) {
      on = reader.field === 1 ? 'stream' : 'type';
      const expression = new Reader(reader.view());
      while (expression.next()) {
        if (expression.field === 1) regex = expression.text();
        else if (expression.field === 2) prefixes.push(expression.text());
        else expression.skip();
      }
    } else if (reader.field === 3) window = Math.max(1, reader.number());
    else if (reader.field === 5) multiplier = Math.max(1, reader.number());
    else reader.skip();
  }
  return { on, regex, prefixes, window, multiplier };
}

const EMPTY = Buffer.alloc(0);
const streamIdentifier = (name: string): Buffer => new Writer(name.length + 16).bytes(3, name).finish();
const position = (at: number): Buffer => new Writer(24).varint(1, at).varint(2, at).finish();

/** How an append ended. `last` -1: the stream has no events; `position` undefined: the server no longer knows it. */
export type Appended =
  | { readonly ok: true; readonly last: number; readonly position?: number }
  | { readonly ok: false; readonly error: 'wrong-expected-version'; readonly actual: number; readonly expected: Expected }
  | { readonly ok: false; readonly error: 'stream-deleted' | 'timeout' | 'bad-request' | 'unavailable' }
  | { readonly ok: false; readonly error: 'too-large'; readonly limit: number };

const EXPECTED_FIELD = { any: 4, exists: 5, 'no-stream': 6 } as const;

function wrongExpectedVersion(actual: number, expected: Expected): Buffer {
  const writer = new Writer(48);
  if (actual < 0) writer.bytes(2, EMPTY);
  else writer.varint(1, actual);
  if (typeof expected === 'number') writer.varint(3, expected);
  else writer.bytes(EXPECTED_FIELD[expected], EMPTY);
  return writer.finish();
}

/** A BatchAppendResp. Always names the stream and, on error, has details: without either the client crashes. */
export function encodeBatchAnswer(correlation: Buffer | undefined, stream: string, result: Appended): Buffer {
  const writer = new Writer(160 + stream.length);
  writer.bytes(1, correlation ? new Writer(48).bytes(2, uuidText(correlation)).finish() : EMPTY);
  if (result.ok) {
    const success = new Writer(64);
    if (result.last < 0) success.bytes(2, EMPTY);
    else success.varint(1, result.last);
    if (result.position === undefined) success.bytes(4, EMPTY);
    else success.bytes(3, position(result.position));
    writer.bytes(3, success.finish());
  } else {
    const [code, name, details] = errorStatus(result, stream);
    const any = new Writer(128).bytes(1, `type.googleapis.com/event_store.client.${name}`).bytes(2, details).finish();
    writer.bytes(2, new Writer(192).varint(1, code).bytes(2, name).bytes(3, any).finish());
  }
  return writer.bytes(4, streamIdentifier(stream)).finish();
}

function errorStatus(result: Extract<Appended, { ok: false }>, stream: string): [number, string, Buffer] {
  switch (result.error) {
    case 'wrong-expected-version':
      return [9, 'WrongExpectedVersion', wrongExpectedVersion(result.actual, result.expected)];
    case 'stream-deleted':
      return [9, 'StreamDeleted', new Writer().bytes(1, streamIdentifier(stream)).finish()];
    case 'timeout':
      return [4, 'Timeout', EMPTY];
    case 'too-large':
      return [3, 'MaximumAppendSizeExceeded', new Writer().varint(1, result.limit).finish()];
    case 'bad-request':
      return [3, 'BadRequest', EMPTY];
    case 'unavailable':
      return [14, 'Unknown', EMPTY];
  }
}

/** An AppendResp of the classic Append: success or a conflict; other errors are statuses there. */
export function encodeAppendAnswer(result: Extract<Appended, { ok: true } | { error: 'wrong-expected-version' }>): Buffer {
  if (result.ok) {
    const success = new Writer(64);
    if (result.last < 0) success.bytes(2, EMPTY);
    else success.varint(1, result.last);
    if (result.position === undefined) success.bytes(4, EMPTY);
    else success.bytes(3, position(result.position));
    return new Writer(96).bytes(1, success.finish()).finish();
  }
  const conflict = new Writer(64);
  if (result.actual < 0) conflict.bytes(7, EMPTY);
  else conflict.varint(6, result.actual);
  if (typeof result.expected === 'number') conflict.varint(8, result.expected);
  else conflict.bytes({ any: 9, exists: 10, 'no-stream': 11 }[result.expected], EMPTY);
  return new Writer(96).bytes(2, conflict.finish()).finish();
}

/** A DeleteResp or TombstoneResp. */
export function encodeDeletionAnswer(at: number): Buffer {
  return new Writer(32).bytes(1, position(at)).finish();
}

const CREATED_TICKS_PER_MS = 10_000n;

/** A recorded event as the ReadResp that a reader with textual ids gets: stored like this, sent like this. */
export function encodeRecord(event: Proposed, stream: string, revision: number | bigint, at: number, created: number): Buffer {
  // Lengths first, so that all of it is written once.
  const id = uuidText(event.id);
  const ticks = String(BigInt(created) * CREATED_TICKS_PER_MS);
  const name = fieldSize(Buffer.byteLength(stream));
  const entries = [
    ['type', event.type],
    ['content-type', event.contentType],
    ['created', ticks],
  ].map(([key, value]) => ({ key, value, size: fieldSize(key.length) + fieldSize(Buffer.byteLength(value)) }));
  const recorded =
    fieldSize(fieldSize(id.length)) +
    fieldSize(name) +
    entries.reduce((sum, { size }) => sum + fieldSize(size), 0) +
    (3 + varintSize(revision) + 2 * varintSize(at)) +
    fieldSize(event.metadata.length) +
    fieldSize(event.data.length);
  const read = fieldSize(recorded) + 1 + varintSize(at);
  const [type, ...others] = entries;
  const writer = new Writer(fieldSize(read)).message(1, read).message(1, recorded);
  writer.message(1, fieldSize(id.length)).bytes(2, id);
  writer.message(2, name).bytes(3, stream);
  writer.message(6, type.size).bytes(1, type.key).bytes(2, type.value);
  writer.varint(3, revision).varint(4, at).varint(5, at);
  for (const { key, value, size } of others) writer.message(6, size).bytes(1, key).bytes(2, value);
  return writer.bytes(7, event.metadata).bytes(8, event.data).varint(3, at).finish();
}

function recordedEvent(record: Buffer): Buffer {
  const outer = new Reader(record);
  outer.next();
  const read = new Reader(outer.view());
  read.next();
  return read.view();
}

/** The stream name of a stored record, and a reader at the type, which follows it. */
function afterStream(record: Buffer): { stream: string; reader: Reader } {
  const reader = new Reader(recordedEvent(record));
  reader.next();
  reader.skip();
  reader.next();
  const stream = decodeStreamName(reader.view()) ?? '';
  reader.next();
  return { stream, reader };
}

/** Stream name and type of a stored record. */
export function headOf(record: Buffer): { stream: string; type: string } {
  const { stream, reader } = afterStream(record);
  const entry = new Reader(reader.view());
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

/** Id, creation time (epoch milliseconds) and data of a stored record. */
export function bodyOf(record: Buffer): { id: Buffer; created: number; data: Buffer } {
  const reader = new Reader(recordedEvent(record));
  let id: Buffer = EMPTY;
  let created = 0;
  let data: Buffer = EMPTY;
  while (reader.next()) {
    if (reader.field === 1) id = decodeUuid(reader.view()) ?? EMPTY;
    else if (reader.field === 8) data = reader.view();
    else if (reader.field === 6) {
      const entry = new Reader(reader.view());
      entry.next();
      const key = entry.text();
      entry.next();
      if (key === 'created') created = Number(BigInt(entry.text()) / CREATED_TICKS_PER_MS);
    } else reader.skip();
  }
  return { id, created, data };
}

/** The same record for a reader that asked for structured ids. */
export function withStructuredId(record: Buffer): Buffer {
  const { id } = bodyOf(record);
  const inner = recordedEvent(record);
  const rest = inner.subarray(40);
  const structured = new Writer(32).varint(1, id.readBigUInt64BE(0)).varint(2, id.readBigUInt64BE(8)).finish();
  const uuid = new Writer(48).bytes(1, new Writer(40).bytes(1, structured).finish()).finish();
  const outer = new Reader(record);
  outer.next();
  const read = new Reader(outer.view());
  read.next();
  read.skip();
  read.next();
  const at = read.number();
  const event = new Writer(inner.length + 32)
    .bytes(1, Buffer.concat([uuid, rest]))
    .varint(3, at)
    .finish();
  return new Writer(event.length + 8).bytes(1, event).finish();
}

/** What a reader gets who follows links: the link with the event it names, or alone if that cannot be had. All are ReadResps. */
export function withLink(link: Buffer, event: Buffer | undefined): Buffer {
  const outer = new Reader(link);
  outer.next();
  const read = new Reader(outer.view());
  read.next();
  const recorded = read.view();
  read.next();
  const at = read.number();
  const resolved = new Writer(link.length + (event?.length ?? 0) + 24);
  if (event) resolved.bytes(1, recordedEvent(event));
  resolved.bytes(2, recorded).varint(3, at);
  const bytes = resolved.finish();
  return new Writer(bytes.length + 8).bytes(1, bytes).finish();
}

/** ReadResp messages beside events. */
export const answers = {
  confirmation: (id: string): Buffer => new Writer().bytes(2, new Writer().bytes(1, id).finish()).finish(),
  checkpoint: (at: number): Buffer => new Writer().bytes(3, position(at)).finish(),
  streamNotFound: (stream: string): Buffer =>
    new Writer().bytes(4, new Writer().bytes(1, streamIdentifier(stream)).finish()).finish(),
  caughtUp: (): Buffer => new Writer().bytes(8, EMPTY).finish(),
};
