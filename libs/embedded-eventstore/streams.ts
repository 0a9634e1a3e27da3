/** The rules of streams: what an append may expect, what is recognised as a repetition, what metadata hide, how streams end. */
import { LRUCache } from 'lru-cache';
import { type Appended, bodyOf, type Expected, encodeRecord, MAX_REVISION, type Proposed } from './messages';
import type { Group, Storage, Stored } from './storage';

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

const REMEMBERED_IDS = 100_000;

/** Revisions by event id: the latest hundred thousand at least, twice as many at most. */
class RecentIds {
  #newer = new Map<string, number>();
  #older = new Map<string, number>();

  get(stream: number, id: Buffer): number | undefined {
    const key = keyOf(stream, id);
    return this.#newer.get(key) ?? this.#older.get(key);
  }

  set(stream: number, id: Buffer, revision: number): void {
    if (this.#newer.size >= REMEMBERED_IDS) {
      this.#older = this.#newer;
      this.#newer = new Map();
    }
    this.#newer.set(keyOf(stream, id), revision);
  }

  clear(): void {
    this.#newer.clear();
    this.#older.clear();
  }
}

const keyOf = (stream: number, id: Buffer): string => id.toString('latin1') + String(stream);

/** Decides writes one after the other and collects what a group makes durable. */
export class Streams {
  readonly #storage: Storage;
  readonly #heads = new LRUCache<string, Head>({ max: 20_000 });
  /** Ids written lately, for appends that expect nothing in particular; forgotten with the process like the real engine's. */
  readonly #recentIds = new RecentIds();
  #position: number;
  #group: { events: Group['events'][number][]; streams: Group['streams'][number][] } = { events: [], streams: [] };
  /** Records of the group being made, by stream number, from revision `first` on: not readable yet. */
  readonly #pending = new Map<number, { readonly first: number; readonly records: Stored[] }>();

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
      this.#write(write.stream, head, event, now, MAX_REVISION);
      return { ok: true, last: head.last, position: this.#position };
    }
    this.#writeMetadata(write.stream, { ...this.#rawMetadata(write.stream), $tb: MAX_REVISION }, newId, now);
    return { ok: true, last: head.last, position: this.#position };
  }

  /** Takes the group collected since the last call. After `written` or `failed` the next may be taken. */
  take(): Group {
    const group = this.#group;
    this.#group = { events: [], streams: [] };
    return group;
  }

  /** The group taken is durable. */
  written(): void {
    this.#pending.clear();
  }

  /** The group taken is lost: what was assumed on it is forgotten. */
  failed(): void {
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
      const first = this.#stored(head, wanted + 1);
      const same = first !== undefined && bodyOf(first.record).id.equals(events[0].id);
      if (!same) {
        if (expected !== 'no-stream' || !softDeleted) return conflict;
      } else {
        const all = events.every((event, index) => {
          const known = index === 0 ? first : this.#stored(head, wanted + 1 + index);
          return known !== undefined && bodyOf(known.record).id.equals(event.id);
        });
        return all ? this.#repeated(head, wanted + events.length, softDeleted) : conflict;
      }
    }

    const firstNew = head.last + 1;
    for (const event of events) {
      this.#write(stream, head, event, now);
      this.#recentIds.set(head.number, event.id, head.last);
    }
    const result: Appended = { ok: true, last: head.last, position: this.#position };
    if (softDeleted) this.#writeMetadata(stream, { ...this.#rawMetadata(stream), $tb: firstNew }, newId, now);
    this.#metadataWritten(stream, newId, now);
    return result;
  }

  /** The revision at which a repetition of events ended, 'some' if only the first are known, undefined if the first is not. */
  #knownLately(head: Head, events: readonly Proposed[]): number | 'some' | undefined {
    if (head.last < 0 || this.#recentIds.get(head.number, events[0].id) === undefined) return undefined;
    let last = -1;
    for (const { id } of events) {
      const revision = this.#recentIds.get(head.number, id);
      if (revision === undefined) return 'some';
      last = revision;
    }
    return last;
  }

  #repeated(head: Head, last: number, softDeleted: boolean): Appended {
    const hidden = softDeleted || last < firstVisible(head.metadata, head.last);
    return { ok: true, last, position: hidden ? undefined : this.#stored(head, last)?.position };
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

  #write(stream: string, head: Head, event: Proposed, now: number, revision?: bigint): void {
    // Positions grow by about the size of the event, as in a log of bytes: nobody may count on them being dense.
    const position = this.#position + 64 + event.type.length + event.metadata.length + event.data.length;
    this.#position = position;
    if (head.number === 0) {
      head.number = position;
      this.#group.streams.push({ name: stream, entry: { number: position, tombstoned: revision !== undefined } });
    } else if (revision !== undefined) {
      this.#group.streams.push({ name: stream, entry: { number: head.number, tombstoned: true } });
    }
    if (revision !== undefined) {
      head.tombstoned = true;
      this.#group.events.push({ position, record: encodeRecord(event, stream, revision, position, now), stream: head.number });
      return;
    }
    head.last++;
    const record = encodeRecord(event, stream, head.last, position, now);
    this.#group.events.push({ position, record, stream: head.number, revision: head.last });
    const pending = this.#pending.get(head.number);
    if (pending) pending.records.push({ position, record });
    else this.#pending.set(head.number, { first: head.last, records: [{ position, record }] });
  }

  #writeMetadata(stream: string, metadata: Record<string, unknown>, newId: () => Buffer, now: number): void {
    const data = Buffer.from(stringify(metadata));
    const event = { id: newId(), type: '$metadata', contentType: 'application/json', metadata: NOTHING, data };
    const meta = `$$${stream}`;
    this.#write(meta, this.#head(meta), event, now);
    this.#head(stream).metadata = parseMetadata(data);
  }

  /** A client wrote to `$$stream`: from now on it counts. Metadata set on a soft-deleted stream keep its events hidden. */
  #metadataWritten(stream: string, newId: () => Buffer, now: number): void {
    const owner = ownerOf(stream);
    if (owner === undefined) return;
    const head = this.#head(owner);
    const before = head.metadata.truncateBefore;
    head.metadata = this.#readMetadata(owner);
    if (before === MAX_REVISION && head.metadata.truncateBefore === undefined)
      this.#writeMetadata(owner, { ...this.#rawMetadata(owner), $tb: head.last + 1 }, newId, now);
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

  #stored(head: Head, revision: number): Stored | undefined {
    const pending = this.#pending.get(head.number);
    if (pending && revision >= pending.first) return pending.records[revision - pending.first];
    const [found] = this.#storage.ofStream(head.number, revision, 1, false);
    return found?.revision === revision ? found : undefined;
  }

  #lastMetadataData(stream: string): Buffer | undefined {
    const meta = `$$${stream}`;
    const head = this.#heads.peek(meta);
    const number = head?.number ?? this.#storage.stream(meta)?.number;
    if (!number) return undefined;
    const last = head?.last ?? this.#storage.lastRevision(number);
    const stored = this.#stored({ number, last, tombstoned: false, metadata: {} }, last);
    return stored && bodyOf(stored.record).data;
  }

  #readMetadata(stream: string): Metadata {
    // A metadata stream shows its last event only, whatever stands in `$$$$stream`.
    if (stream.startsWith('$$')) return { maxCount: 1 };
    const data = this.#lastMetadataData(stream);
    return data ? parseMetadata(data) : {};
  }

  #rawMetadata(stream: string): Record<string, unknown> {
    const data = this.#lastMetadataData(stream);
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

/** JSON numbers end at 2^53; `$tb` of a deletion does not, so it is read and written as text. */
function parseMetadata(data: Buffer): Metadata {
  try {
    const text = data.toString('utf8');
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null) return {};
    const { $maxCount, $maxAge } = parsed as Record<string, unknown>;
    const truncate = /"\$tb"\s*:\s*(\d+)/.exec(text);
    return {
      ...(truncate && { truncateBefore: BigInt(truncate[1]) }),
      ...(typeof $maxCount === 'number' && { maxCount: $maxCount }),
      ...(typeof $maxAge === 'number' && { maxAgeSeconds: $maxAge }),
    };
  } catch {
    return {};
  }
}

function stringify(metadata: Record<string, unknown>): string {
  const { $tb, ...rest } = metadata;
  const text = JSON.stringify(rest);
  const truncate = `"$tb":${String($tb)}`;
  return text === '{}' ? `{${truncate}}` : `${text.slice(0, -1)},${truncate}}`;
}
