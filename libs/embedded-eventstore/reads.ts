/**
 * Reads and subscriptions: pages from the storage, sent as fast as the client takes them; nothing is held for a slow one. After each page
 * it is the turn of others, since a long search finds nothing to wait for.
 */
import { randomUUID } from 'node:crypto';
import { setImmediate as othersTurn } from 'node:timers/promises';
import { answers } from './answers';
import { type Call, Status, StatusError } from './grpc';
import type { Filter, ReadRequest } from './messages';
import { compile } from './patterns';
import { bodyOf, headOf, type Stored, withLink, withStructuredId } from './records';
import type { Storage, StreamEvent } from './storage';
import type { Streams, Visibility } from './streams';
import type { Writer } from './writer';

/** What is taken from the storage and sent at a time: so many events, or fewer where they are large. */
const PAGE = 256;
const PAGE_BYTES = 256 * 1024;

/** What reads need of the server. */
export interface Source {
  readonly storage: Storage;
  readonly streams: Streams;
  readonly writer: Writer;
}

/** Tells the client that a stream is tombstoned. */
export function streamDeleted(stream: string): StatusError {
  return new StatusError(Status.failedPrecondition, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });
}

/** Answers one ReadReq; throws StatusError for one that makes no sense. */
export async function read(source: Source, request: ReadRequest, call: Call): Promise<void> {
  assertSense(request);
  const plain = request.uuid === 'Structured' ? withStructuredId : (record: Buffer) => record;
  const encode = request.followLinks ? following(source, plain) : plain;
  if (request.what === 'Count') {
    if (request.target === 'All') await readAll(source, request, call, encode);
    else await readStream(source, request, request.stream ?? '', call, encode);
    call.end();
    return;
  }
  // Compiled first: a pattern that is none is refused before anything is confirmed.
  const matches = request.filter && matcher(request.filter);
  if (request.target === 'Stream') await subscribeToStream(source, request, request.stream ?? '', call, encode);
  else await subscribeToAll(source, request, matches, call, encode);
}

function assertSense(request: ReadRequest): void {
  if (!request.hasOptions) throw new Error('no options');
  if (request.uuid === 'None') throw new StatusError(Status.invalidArgument, '');
  if (request.target === 'None')
    throw new StatusError(
      Status.invalidArgument,
      "'None' is not a valid EventStore.Client.Streams.ReadReq+Types+Options+StreamOptionOneofCase",
    );
  const direction = request.backwards ? 'Backwards' : 'Forwards';
  if (request.filterCase === 'None' || request.what === 'None')
    throw new StatusError(
      Status.invalidArgument,
      `The combination of (${request.target}, ${request.what}, ${direction}, ${request.filterCase}) is invalid.`,
    );
  if (request.target === 'Stream' && !request.stream) throw new Error('no stream name');
  if (request.what === 'Count' && request.count === 0)
    throw new StatusError(Status.unknown, `Unexpected Read${request.target === 'All' ? 'All' : 'Stream'}Result: Error`);
}

type Encode = (record: Buffer) => Buffer;

/** Answers events of the type `$>` with the event they name as `revision@stream`, if a reader of that stream would see it. */
function following({ storage, streams }: Source, encode: Encode): Encode {
  return (record) => {
    if (headOf(record).type !== '$>') return encode(record);
    const [number, ...name] = bodyOf(record).data.toString('utf8').split('@');
    // What begins with no number is an event like others.
    if (!/^\s*[+-]?\d+\s*$/.test(number)) return encode(record);
    const seen = streams.visibility(name.join('@'), Date.now());
    const [found] = seen.state === 'readable' ? storage.ofStream(seen.number, Math.max(0, Number(number)), false, 1) : [];
    const visible = found?.revision === Number(number) && isVisible(seen, found);
    return withLink(encode(record), visible ? encode(found.record) : undefined);
  };
}

function isVisible(seen: Visibility, { revision, record }: StreamEvent): boolean {
  const young = seen.notBefore === undefined || bodyOf(record).created >= seen.notBefore;
  return revision >= seen.from && revision <= seen.last && young;
}

async function readStream(source: Source, request: ReadRequest, stream: string, call: Call, encode: Encode): Promise<void> {
  const seen = source.streams.visibility(stream, Date.now());
  if (seen.state === 'tombstoned') throw streamDeleted(stream);
  if (request.from === 'end' && !request.backwards) throw new StatusError(Status.unknown, 'Unexpected ReadStreamResult: Error');
  if (seen.state !== 'readable') {
    await call.send([answers.streamNotFound(stream)]);
    return;
  }
  const from = request.from === 'start' ? 0 : request.from === 'end' ? seen.last : Number(request.from);
  let next = request.backwards ? Math.min(from, seen.last) : Math.max(from, seen.from);
  for (let left = request.count; left > 0 && !call.ended; ) {
    const page = source.storage.ofStream(seen.number, next, request.backwards, Math.min(PAGE, left), PAGE_BYTES);
    const visible = page.filter((stored) => isVisible(seen, stored));
    await call.send(visible.map(({ record }) => encode(record)));
    left -= visible.length;
    const last = page.at(-1);
    if (!last) return;
    next = request.backwards ? last.revision - 1 : last.revision + 1;
    if (next < seen.from || next > seen.last) return;
    await othersTurn();
  }
}

async function readAll({ storage }: Source, request: ReadRequest, call: Call, encode: Encode): Promise<void> {
  const end = storage.lastPosition;
  const at = request.from === 'start' ? 0 : request.from === 'end' ? end + 1 : Number(request.from);
  // Compiled first, as for a subscription.
  const matches = request.filter && matcher(request.filter);
  if (request.backwards ? at === 0 : at > end) return;
  if (typeof request.from === 'bigint' && at > 0 && at <= end && storage.ofAll(at, false, 1)[0]?.position !== at)
    throw new StatusError(Status.unknown, 'Unexpected ReadAllResult: InvalidPosition');
  let next = request.backwards ? Math.min(at, end + 1) : at;
  for (let left = request.count; left > 0 && !call.ended; ) {
    const size = matches ? PAGE : Math.min(PAGE, left);
    const page = storage.ofAll(next, request.backwards, size, PAGE_BYTES);
    const last = page.at(-1);
    const more = last && (request.backwards || last.position < storage.lastPosition);
    const matching = matches ? page.filter(({ record }) => matches(record)).slice(0, left) : page;
    await call.send(matching.map(({ record }) => encode(record)));
    left -= matching.length;
    if (!more) return;
    next = request.backwards ? last.position : last.position + 1;
    await othersTurn();
  }
}

/** Resolves at the next group written after this was called, or when the call is over. */
class Wake {
  #fresh = false;
  #wake: (() => void) | undefined;

  constructor(writer: Writer, call: Call) {
    const stop = writer.onWritten(() => this.#ring());
    call.onEnd(() => {
      stop();
      this.#ring();
    });
  }

  async wait(): Promise<void> {
    if (!this.#fresh)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    this.#fresh = false;
  }

  #ring(): void {
    this.#fresh = true;
    this.#wake?.();
    this.#wake = undefined;
  }
}

async function subscribeToStream(
  source: Source,
  request: ReadRequest,
  stream: string,
  call: Call,
  encode: Encode,
): Promise<void> {
  const { storage, streams, writer } = source;
  const first = streams.visibility(stream, Date.now());
  if (first.state === 'tombstoned') throw streamDeleted(stream);
  const wake = new Wake(writer, call);
  await call.send([answers.confirmation(randomUUID())]);
  // Exclusive: the first event sent is the one after.
  let after = request.from === 'start' ? -1 : request.from === 'end' ? first.last : Number(request.from);
  for (let behind = true; !call.ended; await wake.wait()) {
    for (;;) {
      const seen = streams.visibility(stream, Date.now());
      if (seen.state === 'tombstoned') {
        const tombstone = findTombstone(storage, stream);
        if (tombstone) await call.send([encode(tombstone.record)]);
        call.end(streamDeleted(stream));
        return;
      }
      if (seen.number === 0) break;
      const page = storage.ofStream(seen.number, Math.max(after + 1, seen.from), false, PAGE, PAGE_BYTES);
      const visible = page.filter(({ record }) => seen.notBefore === undefined || bodyOf(record).created >= seen.notBefore);
      await call.send(visible.map(({ record }) => encode(record)));
      const last = page.at(-1);
      if (last) after = last.revision;
      if (call.ended) return;
      if (!last || last.revision >= seen.last) break;
      behind = true;
      await othersTurn();
    }
    if (behind) await call.send([answers.caughtUp({ revision: after })]);
    behind = false;
  }
}

/** The tombstone of a stream that ended just now stands near the end of the log. */
function findTombstone(storage: Storage, stream: string): Stored | undefined {
  for (let from = storage.lastPosition + 1, pages = 0; pages < 64; pages++) {
    const page = storage.ofAll(from, true, PAGE, PAGE_BYTES);
    const found = page.find(({ record }) => {
      const head = headOf(record);
      return head.type === '$streamDeleted' && head.stream === stream;
    });
    const last = page.at(-1);
    if (found || !last) return found;
    from = last.position;
  }
  return undefined;
}

async function subscribeToAll(
  { storage, writer }: Source,
  request: ReadRequest,
  matches: ((record: Buffer) => boolean) | undefined,
  call: Call,
  encode: Encode,
): Promise<void> {
  const wake = new Wake(writer, call);
  await call.send([answers.confirmation(randomUUID())]);
  let after = request.from === 'start' ? -1 : request.from === 'end' ? storage.lastPosition : Number(request.from);
  const interval = request.filter ? request.filter.window * request.filter.multiplier : Number.POSITIVE_INFINITY;
  let considered = 0;
  let checkpointed = after;
  for (let behind = true; !call.ended; await wake.wait()) {
    for (;;) {
      const page = storage.ofAll(after + 1, false, PAGE, PAGE_BYTES);
      const more = page.length > 0 && page[page.length - 1].position < storage.lastPosition;
      const messages: Buffer[] = [];
      for (const { position, record } of page) {
        after = position;
        if (!matches || matches(record)) messages.push(encode(record));
        if (++considered < interval) continue;
        considered = 0;
        checkpointed = position;
        messages.push(answers.checkpoint(position));
      }
      await call.send(messages);
      if (call.ended) return;
      if (!more) break;
      behind = true;
      await othersTurn();
    }
    if (behind) {
      const atEnd = request.filter && after > checkpointed && after > 0 ? [answers.checkpoint(after)] : [];
      if (atEnd.length > 0) checkpointed = after;
      await call.send([...atEnd, answers.caughtUp({ position: Math.max(0, after) })]);
    }
    behind = false;
  }
}

function matcher(filter: Filter): (record: Buffer) => boolean {
  const textOf = filter.on === 'type' ? (record: Buffer) => headOf(record).type : (record: Buffer) => headOf(record).stream;
  // An expression outweighs prefixes; without any of the two nothing matches.
  if (filter.regex === '') {
    const { prefixes } = filter;
    return (record) => {
      const text = textOf(record);
      return prefixes.some((prefix) => text.startsWith(prefix));
    };
  }
  // `excludeSystemEvents` is by far the most common pattern; a comparison beats an expression.
  if (filter.regex === '^[^$].*') return (record) => !textOf(record).startsWith('$') && textOf(record) !== '';
  const pattern = compile(filter.regex);
  return (record) => pattern.test(textOf(record));
}
