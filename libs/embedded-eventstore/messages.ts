/** Requests as the server sees them and answers as the client expects them (names after the protocol's own). */
import { decodeStreamName, decodeUuid, encodePosition, encodeStreamName, uuidBytes } from './identifiers';
import { Reader, Writer } from './protobuf';
import { bigintOf, deleteReq, encoded, readReq } from './protocol';
import type { Proposed } from './records';

const EMPTY = Buffer.alloc(0);

/** What an append, a deletion or a tombstone expects of its stream: a revision, or one of three words. */
export type Expected = number | 'no-stream' | 'any' | 'exists';

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

function decodeProposed(reader: Reader): Proposed | undefined {
  let id: Buffer | undefined;
  let type: string | undefined;
  let contentType: string | undefined;
  let metadata: Buffer = EMPTY;
  let data: Buffer = EMPTY;
  while (reader.next()) {
    if (reader.field === 1) id = decodeUuid(reader.message());
    else if (reader.field === 2) {
      const entry = reader.message();
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
function decodeHead(reader: Reader): AppendHead {
  const head: AppendHead = {};
  while (reader.next()) {
    if (reader.field === 1) head.stream = decodeStreamName(reader.message());
    else if (reader.field === 2) head.expected = reader.number();
    else if (reader.field >= 3 && reader.field <= 5) {
      head.expected = (['no-stream', 'any', 'exists'] as const)[reader.field - 3];
      reader.skip();
    } else if (reader.field === 6 || reader.field === 7) {
      // An instant, or how long from now.
      let milliseconds = reader.field === 6 ? 0 : Date.now();
      const time = reader.message();
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
    if (reader.field === 1) part.correlation = decodeUuid(reader.message());
    else if (reader.field === 2) part.head = decodeHead(reader.message());
    else if (reader.field === 3) part.proposed.push(decodeProposed(reader.message()));
    else if (reader.field === 4) part.final = reader.number() === 1;
    else reader.skip();
  }
  return part;
}

/** An AppendReq: either the head or one event. */
export function decodeAppendPart(bytes: Buffer): { head?: AppendHead; proposed?: Proposed | 'bad' } {
  const reader = new Reader(bytes);
  while (reader.next()) {
    if (reader.field === 1) return { head: decodeHead(reader.message()) };
    if (reader.field === 2) return { proposed: decodeProposed(reader.message()) ?? 'bad' };
    reader.skip();
  }
  return {};
}

/** A DeleteReq or TombstoneReq. */
export function decodeDeletion(bytes: Buffer): AppendHead {
  const { identifier, revision, noStream, any, exists } = deleteReq(bytes).options ?? {};
  const named = noStream ? 'no-stream' : any ? 'any' : exists ? 'exists' : undefined;
  // A message that is there names a stream, if only the empty one.
  return { stream: identifier && (identifier.name ?? ''), expected: named ?? revision?.toNumber() };
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
  const { options } = readReq(bytes);
  const { stream, all, count, subscription, filter, noFilter, uuid } = options ?? {};
  const position = stream ? stream.revision : all?.position && (all.position.commit ?? ZERO);
  const end = stream ? stream.end : all?.end;
  return {
    hasOptions: options !== undefined,
    target: stream ? 'Stream' : all ? 'All' : 'None',
    stream: stream?.identifier?.name,
    from: position !== undefined ? bigintOf(position) : end ? 'end' : 'start',
    backwards: options?.direction === 1,
    followLinks: options?.resolveLinks === true,
    what: subscription ? 'Subscription' : count !== undefined ? 'Count' : 'None',
    count: count?.toNumber() ?? 0,
    filterCase: filter ? 'Filter' : noFilter ? 'NoFilter' : 'None',
    ...(filter && { filter: filterOf(filter) }),
    uuid: uuid?.structured ? 'Structured' : uuid?.string ? 'String' : 'None',
  };
}

const ZERO = { low: 0, high: 0, toNumber: () => 0 };

function filterOf({
  stream,
  type,
  max = 32,
  multiplier = 1,
}: NonNullable<NonNullable<ReturnType<typeof readReq>['options']>['filter']>): Filter {
  const { regex = '', prefix = [] } = stream ?? type ?? {};
  return {
    on: stream ? 'stream' : 'type',
    regex,
    prefixes: prefix,
    window: Math.max(1, max),
    multiplier: Math.max(1, multiplier),
  };
}

/** How an append ended. `last` -1: the stream has no events; `position` undefined: the server no longer knows it. */
export type Appended =
  | { readonly ok: true; readonly last: number; readonly position?: number }
  | { readonly ok: false; readonly error: 'wrong-expected-version'; readonly actual: number; readonly expected: Expected }
  | { readonly ok: false; readonly error: 'stream-deleted' | 'timeout' | 'bad-request' | 'unavailable' }
  | { readonly ok: false; readonly error: 'too-large'; readonly limit: number };

const NOTHING = {};

/** What was expected and what there is, as the messages about a conflict name it. */
const conflict = (actual: number, expected: Expected): object => ({
  ...(actual < 0 ? { actualNoStream: NOTHING } : { actual }),
  ...(typeof expected === 'number' ? { revision: expected } : { [expected === 'no-stream' ? 'noStream' : expected]: NOTHING }),
});

/** A BatchAppendResp. Always names the stream and, on error, has details: without either the client crashes. */
export function encodeBatchAnswer(correlation: Buffer | undefined, stream: string, result: Appended): Buffer {
  const writer = new Writer(160 + stream.length);
  writer.bytes(1, correlation ? new Writer(48).bytes(2, uuidBytes(correlation)).finish() : EMPTY);
  if (result.ok) {
    const success = new Writer(64);
    if (result.last < 0) success.bytes(2, EMPTY);
    else success.varint(1, result.last);
    if (result.position === undefined) success.bytes(4, EMPTY);
    else success.bytes(3, encodePosition(result.position));
    writer.bytes(3, success.finish());
  } else {
    const [code, name, details] = errorStatus(result, stream);
    const any = new Writer(128).bytes(1, `type.googleapis.com/event_store.client.${name}`).bytes(2, details).finish();
    writer.bytes(2, new Writer(192).varint(1, code).bytes(2, name).bytes(3, any).finish());
  }
  return writer.bytes(4, encodeStreamName(stream)).finish();
}

function errorStatus(result: Extract<Appended, { ok: false }>, stream: string): [number, string, Buffer] {
  switch (result.error) {
    case 'wrong-expected-version':
      return [9, 'WrongExpectedVersion', encoded('WrongExpectedVersion', conflict(result.actual, result.expected))];
    case 'stream-deleted':
      return [9, 'StreamDeleted', encoded('StreamDeleted', { identifier: { name: stream } })];
    case 'timeout':
      return [4, 'Timeout', EMPTY];
    case 'too-large':
      return [3, 'MaximumAppendSizeExceeded', encoded('MaximumAppendSizeExceeded', { limit: result.limit })];
    case 'bad-request':
      return [3, 'BadRequest', EMPTY];
    case 'unavailable':
      // As the engine says it: no class of the client's has this name.
      return [14, 'Server Is Not Ready', EMPTY];
  }
}

const positioned = (at: number): object => ({ commit: at, prepare: at });

/** An AppendResp of the classic Append: success or a conflict; other errors are statuses there. */
export function encodeAppendAnswer(result: Extract<Appended, { ok: true } | { error: 'wrong-expected-version' }>): Buffer {
  if (!result.ok) return encoded('AppendResp', { conflict: conflict(result.actual, result.expected) });
  const { last, position } = result;
  const success = {
    ...(last < 0 ? { noStream: NOTHING } : { revision: last }),
    ...(position === undefined ? { noPosition: NOTHING } : { position: positioned(position) }),
  };
  return encoded('AppendResp', { success });
}

/** A DeleteResp or TombstoneResp. */
export const encodeDeletionAnswer = (at: number): Buffer => encoded('DeleteResp', { position: positioned(at) });
