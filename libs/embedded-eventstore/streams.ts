/** The rules of streams: what an append may expect, what is recognised as a repetition, what metadata hide, how streams end. */
import { LRUCache } from 'lru-cache';
import type { Appended, Expected } from './messages';
import { RecentIds } from './recent-ids';
import { bodyOf, encodeRun, eventsOf, MAX_REVISION, type Proposed, type Stored } from './records';
import type { Storage, StreamRun } from './storage';

/** What `$$stream` says of a stream; absent parts say nothing. */
interface Metadata {
  readonly truncateBefore?: bigint;
  readonly maxCount?: number;
  readonly maxAgeSeconds?: number;
}

/** A stream as the writer knows it, durable writes and those of the group being made. */
interface Head {
  number: number;
  last: number;
  tombstoned: boolean;
  metadata: Metadata;
}

/** What a reader may see of a stream. `deleted` hides all of it; `from` is the first visible revision by count and truncation. */
export interface Visibility {
  readonly number: number;
  readonly last: number;
  readonly state: 'none' | 'deleted' | 'tombstoned' | 'readable';
  readonly from: number;
  /** Events created before this instant (epoch milliseconds) are hidden. */
  readonly notBefore?: number;
}

/** A write waiting for its group. */
export type Write =
  | { readonly kind: 'append'; readonly stream: string; readonly expected: Expected; readonly events: readonly Proposed[] }
  | { readonly kind: 'delete' | 'tombstone'; readonly stream: string; readonly expected: Expected };

/** Events kept as one value at most: what a reader has to take to get one of them. */
const MAX_RUN = 128;

/** Decides writes one after the other and collects what a group makes durable. */
export class Streams {
  readonly #storage: Storage;
  readonly #heads = new LRUCache<string, Head>({ max: 20_000 });
  /** Ids written lately, for appends that expect nothing in particular; forgotten with the process like the real engine's. */
  readonly #recentIds = new RecentIds();
  #position: number;
  #group: StreamRun[] = [];
  /** Runs of the group being made, by stream number: not readable yet. */
  readonly #pending = new Map<number, StreamRun[]>();

  constructor(storage: Storage) {
    this.#storage = storage;
    this.#position = storage.lastPosition;
  }

  /** Decides one write; what it writes joins the current group. */
  decide(write: Write, newId: () => Buffer, now: number): Appended {
    const head = this.#head(write.stream);
    if (head.tombstoned || this.#head(ownerOf(write.stream) ?? write.stream).tombstoned)
      return { ok: false, error: 'stream-deleted' };
    if (write.kind === 'append') return this.#append(write.stream, head, write.expected, write.events, newId, now);
    const conflict = this.#deletionConflict(write, head);
    if (conflict) return conflict;
    if (write.kind === 'tombstone') {
      const event = {
        id: newId(),
        type: '$streamDeleted',
        contentType: 'application/octet-stream',
        metadata: NOTHING,
        data: NOTHING,
      };
      head.tombstoned = true;
      const run = encodeRun([event], write.stream, MAX_REVISION, this.#position, now);
      this.#add(write.stream, head, { ...run, count: 1 });
      return { ok: true, last: head.last, position: this.#position };
    }
    this.#writeMetadata(write.stream, { $tb: MAX_REVISION }, newId, now);
    return { ok: true, last: head.last, position: this.#position };
  }

  /** Takes the group collected since the last call. After `written` or `failed` the next may be taken. */
  take(): StreamRun[] {
    const group = this.#group;
    this.#group = [];
    return group;
  }

  /** The group taken is durable. */
  written(): void {
    this.#pending.clear();
  }

  /** The group is lost, taken or not: what was assumed on it is forgotten. */
  failed(): void {
    this.take();
    this.#pending.clear();
    this.#heads.clear();
    this.#recentIds.clear();
    this.#position = this.#storage.lastPosition;
  }

  /** What a reader may see of a stream, durable writes only. */
  visibility(stream: string, now: number): Visibility {
    const entry = this.#storage.stream(stream);
    const owner = ownerOf(stream);
    if (entry?.tombstoned || (owner !== undefined && this.#storage.stream(owner)?.tombstoned))
      return { number: entry?.number ?? 0, last: -1, state: 'tombstoned', from: 0 };
    const last = entry ? this.#storage.lastRevision(entry.number) : -1;
    if (!entry || last < 0) return { number: entry?.number ?? 0, last, state: 'none', from: 0 };
    const metadata = this.#readMetadata(stream);
    if (metadata.truncateBefore === MAX_REVISION) return { number: entry.number, last, state: 'deleted', from: last + 1 };
    const notBefore = metadata.maxAgeSeconds === undefined ? undefined : now - metadata.maxAgeSeconds * 1000;
    return { number: entry.number, last, state: 'readable', from: firstVisible(metadata, last), notBefore };
  }

  #append(
    stream: string,
    head: Head,
    expected: Expected,
    events: readonly Proposed[],
    newId: () => Buffer,
    now: number,
  ): Appended {
    const softDeleted = head.metadata.truncateBefore === MAX_REVISION;
    const conflict: Appended = { ok: false, error: 'wrong-expected-version', actual: head.last, expected };
    if (expected === 'exists' && head.last < 0) return conflict;
    if (expected === 'exists' && softDeleted) return { ok: false, error: 'stream-deleted' };
    const wanted = expected === 'no-stream' ? -1 : expected;
    if (events.length === 0) {
      const holds = typeof wanted !== 'number' || wanted === head.last;
      return holds ? { ok: true, last: head.last, position: this.#position } : conflict;
    }
    if (typeof wanted !== 'number') {
      const repetition = this.#knownLately(head, events);
      if (repetition === 'some') return conflict;
      if (repetition !== undefined) return this.#repeated(head, repetition, softDeleted);
    } else if (wanted > head.last) return conflict;
    else if (wanted < head.last) {
      const differs = this.#firstOther(head, wanted + 1, events);
      if (differs < 0) return this.#repeated(head, wanted + events.length, softDeleted);
      if (differs > 0 || expected !== 'no-stream' || !softDeleted) return conflict;
    }

    const firstNew = head.last + 1;
    this.#write(stream, head, events, now);
    for (const [index, { id }] of events.entries()) this.#recentIds.set(head.number, id, firstNew + index);
    const result: Appended = { ok: true, last: head.last, position: this.#position };
    if (softDeleted) this.#writeMetadata(stream, { ...this.#rawMetadata(stream), $tb: firstNew }, newId, now);
    this.#metadataWritten(stream, newId, now);
    return result;
  }

  /** Which of these events is the first that does not stand in its place from a revision on; -1 if all do. */
  #firstOther(head: Head, from: number, events: readonly Proposed[]): number {
    let known: Stored[] = [];
    return events.findIndex(({ id }, index) => {
      // A run at a time, since what is stored may be large.
      const inRun = index % MAX_RUN;
      if (inRun === 0) known = this.#stored(head, from + index, Math.min(MAX_RUN, events.length - index));
      return !(known[inRun] && bodyOf(known[inRun].record).id.equals(id));
    });
  }

  /** The revision at which a repetition of events ended, 'some' if only the first are known, undefined if the first is not. */
  #knownLately(head: Head, events: readonly Proposed[]): number | 'some' | undefined {
    let last: number | undefined;
    for (const [index, { id }] of events.entries()) {
      const revision = this.#recentIds.get(head.number, id);
      const [known] = revision === undefined ? [] : this.#stored(head, revision);
      if (!known || !bodyOf(known.record).id.equals(id)) return index === 0 ? undefined : 'some';
      last = revision;
    }
    return last;
  }

  #repeated(head: Head, last: number, softDeleted: boolean): Appended {
    const hidden = softDeleted || last < firstVisible(head.metadata, head.last);
    return { ok: true, last, position: hidden ? undefined : this.#stored(head, last)[0]?.position };
  }

  #deletionConflict(
    { kind, stream, expected }: Extract<Write, { kind: 'delete' | 'tombstone' }>,
    head: Head,
  ): Appended | undefined {
    const wanted = expected === 'no-stream' ? -1 : expected;
    const holds = wanted === 'any' || wanted === 'exists' ? wanted === 'any' || head.last >= 0 : wanted === head.last;
    // Metadata alone make a stream that can be deleted.
    const none = kind === 'delete' && head.last < 0 && this.#head(`$$${stream}`).last < 0;
    return holds && !none ? undefined : { ok: false, error: 'wrong-expected-version', actual: head.last, expected };
  }

  #write(stream: string, head: Head, events: readonly Proposed[], now: number): void {
    for (let from = 0; from < events.length; from += MAX_RUN) {
      const part = events.slice(from, from + MAX_RUN);
      const run = encodeRun(part, stream, head.last + 1, this.#position, now);
      head.last += part.length;
      this.#add(stream, head, { ...run, count: part.length, revision: head.last });
    }
  }

  #add(stream: string, head: Head, run: Omit<StreamRun, 'stream'>): void {
    this.#position = run.position;
    const known = head.number !== 0;
    if (!known) head.number = run.position;
    const added = { ...run, stream: head.number, ...((!known || head.tombstoned) && { name: stream }) };
    this.#group.push(added);
    if (run.revision === undefined) return;
    const pending = this.#pending.get(head.number);
    if (pending) pending.push(added);
    else this.#pending.set(head.number, [added]);
  }

  #writeMetadata(stream: string, metadata: Record<string, unknown>, newId: () => Buffer, now: number): void {
    const data = Buffer.from(stringify(metadata));
    const event = { id: newId(), type: '$metadata', contentType: 'application/json', metadata: NOTHING, data };
    const meta = `$$${stream}`;
    this.#write(meta, this.#head(meta), [event], now);
    this.#head(stream).metadata = parseMetadata(data);
  }

  /** A client wrote to `$$stream`: from now on it counts. Metadata set on a soft-deleted stream keep its events hidden. */
  #metadataWritten(stream: string, newId: () => Buffer, now: number): void {
    const owner = ownerOf(stream);
    if (owner === undefined) return;
    const head = this.#head(owner);
    const before = head.metadata.truncateBefore;
    head.metadata = this.#readMetadata(owner);
    if (before === MAX_REVISION) this.#writeMetadata(owner, { ...this.#rawMetadata(owner), $tb: head.last + 1 }, newId, now);
  }

  #head(stream: string): Head {
    const known = this.#heads.get(stream);
    if (known) return known;
    const entry = this.#storage.stream(stream);
    const head: Head = {
      number: entry?.number ?? 0,
      last: entry ? this.#storage.lastRevision(entry.number) : -1,
      tombstoned: entry?.tombstoned ?? false,
      metadata: this.#readMetadata(stream),
    };
    this.#heads.set(stream, head);
    return head;
  }

  /** Up to `count` events of a stream from a revision on, those of the group being made included. */
  #stored(head: Head, from: number, count = 1): Stored[] {
    const durable = this.#storage.ofStream(head.number, from, false, count);
    const pending = (this.#pending.get(head.number) ?? []).flatMap((run) => {
      const first = (run.revision ?? 0) - run.count + 1;
      return eventsOf(run).slice(Math.max(0, from - first));
    });
    return [...durable, ...pending].slice(0, count);
  }

  #lastMetadata(stream: string): Buffer | undefined {
    const meta = `$$${stream}`;
    const head = this.#heads.peek(meta);
    const number = head?.number ?? this.#storage.stream(meta)?.number;
    if (!number) return undefined;
    const last = head?.last ?? this.#storage.lastRevision(number);
    const [stored] = this.#stored({ number, last, tombstoned: false, metadata: {} }, last);
    const { contentType, data } = stored ? bodyOf(stored.record) : {};
    return contentType === 'application/json' ? data : undefined;
  }

  #readMetadata(stream: string): Metadata {
    // A metadata stream shows its last event only, whatever stands in `$$$$stream`.
    if (stream.startsWith('$$')) return { maxCount: 1 };
    const data = this.#lastMetadata(stream);
    return data ? parseMetadata(data) : {};
  }

  #rawMetadata(stream: string): Record<string, unknown> {
    const data = this.#lastMetadata(stream);
    try {
      const parsed: unknown = data ? JSON.parse(data.toString('utf8')) : {};
      return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
    } catch {
      return {};
    }
  }
}

const NOTHING = Buffer.alloc(0);

/** The stream that `$$stream` describes. */
function ownerOf(stream: string): string | undefined {
  return stream.startsWith('$$') ? stream.slice(2) : undefined;
}

function firstVisible({ truncateBefore, maxCount }: Metadata, last: number): number {
  const byTruncation = truncateBefore === undefined ? 0 : Number(truncateBefore);
  const byCount = maxCount === undefined ? 0 : last - maxCount + 1;
  return Math.max(0, byTruncation, byCount);
}

/** What metadata say by the names the store knows; where one of these says nonsense, all of it says nothing. */
function parseMetadata(data: Buffer): Metadata {
  try {
    const { $tb, $maxCount, $maxAge, $cacheControl, $acl = {} } = JSON.parse(data.toString('utf8')) as Record<string, unknown>;
    const numbers = [$tb, $maxCount, $maxAge, $cacheControl];
    if (numbers.some((each) => each !== undefined && !Number.isInteger(each)) || typeof $acl !== 'object') return {};
    return {
      ...(($tb as number) >= 0 && { truncateBefore: asRevision($tb as number) }),
      ...(($maxCount as number) > 0 && { maxCount: $maxCount as number }),
      ...(($maxAge as number) > 0 && { maxAgeSeconds: $maxAge as number }),
    };
  } catch {
    return {};
  }
}

/** JSON numbers end at 2^53; beyond, there is only the `$tb` of a deletion. */
const asRevision = (number: number): bigint => (Number.isSafeInteger(number) ? BigInt(number) : MAX_REVISION);

function stringify(metadata: Record<string, unknown>): string {
  const { $tb, ...rest } = metadata;
  const text = JSON.stringify(rest);
  const truncate = `"$tb":${String($tb)}`;
  return text === '{}' ? `{${truncate}}` : `${text.slice(0, -1)},${truncate}}`;
}
