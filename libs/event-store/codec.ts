import { categoryOfStream, faultOf, type Streams, type Upcaster } from '../domain';
import { closed, isSealed, KeysUnavailable, opened, type Sealing } from '../sealing';
import { InvalidAppend, StoreUnavailable } from './errors';
import type { EventMetadata, EventShape, NewEvent, RawEvent, StoredEvent } from './events';

/** An event as it goes to the store: JSON in UTF-8. */
export interface EncodedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** What became of a raw event: one of the product's, in its newest shape, or the reason why it is none. */
export type Decoded = StoredEvent | string;

/** What of sealed texts is opened. */
export interface Opening {
  /** Texts that only compliance may open, too. */
  readonly restricted?: boolean;
  /** By type of event a field that stays closed, where it is all that is sealed: it reads as empty, and the event has what opens it (`closed`). */
  readonly closed?: Readonly<Record<string, string>>;
}

/**
 * The one door between stored bytes and the product's events, both ways and a batch at a time. Behind it nobody checks an event again.
 * A codec may be asynchronous (sealed fields need keys); one that is not returns no promise, so nothing waits for it.
 */
export interface Codec {
  /** Version written into each event's `schema` metadata. */
  readonly schema: string;
  /** What the names of the product's streams begin with. */
  readonly prefixes: readonly string[];
  /** Whether a stream is in one of the product's categories, well named or not. */
  owns(stream: string): boolean;
  /** What seals texts, where something does. */
  readonly sealing?: Sealing;
  /** Runs `store`, which encodes events and appends them, so that no key of theirs ends in between. Throws InvalidAppend, StoreUnavailable. */
  storing<T>(stream: string, events: readonly NewEvent[], store: (events: readonly NewEvent[]) => Promise<T>): Promise<T>;
  /** A digest of what a person sent as it may be stored: one that tells nothing once the person is erased. Throws StoreUnavailable. */
  blind(person: string, digest: string): string | Promise<string>;
  /** As many results as events, in their order. Never throws for what is in an event. */
  decode(batch: readonly RawEvent[], opening?: Opening): readonly Decoded[] | Promise<readonly Decoded[]>;
  /** Throws InvalidAppend, naming the field, for an event that `decode` would not let in again. */
  encode(stream: string, events: readonly NewEvent[]): readonly EncodedEvent[] | Promise<readonly EncodedEvent[]>;
}

/**
 * Makes the codec of a product from the registry of its streams. Without `sealing` texts are stored as they are, and sealed ones read as
 * such; with it, what needs a key that cannot be had throws StoreUnavailable. `schema` defaults to "1". Throws when two upcasters of a category
 * start at one type, a chain is a circle, or one ends at a type the category does not have.
 */
export function createCodec(streams: Streams, sealing?: Sealing, schema = '1'): Codec {
  const upcasters = new Map(Object.keys(streams).map((category) => [category, chains(category, streams)]));
  // What is checked before its keys are looked for is not checked again before it is sealed.
  const checked = new WeakSet<readonly NewEvent[]>();
  return {
    schema,
    prefixes: Object.keys(streams).map((category) => `${category}-`),
    owns: (stream) => upcasters.has(categoryOfStream(stream)),
    sealing,
    storing(stream, events, store) {
      if (!sealing) return store(events);
      check(stream, events, streams);
      checked.add(events);
      return sealing.storing(stream, events, store).catch(unavailable);
    },
    blind(person, digest) {
      const blinded = sealing?.blind(person, digest) ?? digest;
      return blinded instanceof Promise ? blinded.catch(unavailable) : blinded;
    },
    decode(batch, { restricted, closed: fields } = {}) {
      const stored = batch.map((raw) => jsonOf(raw, fields?.[raw.type]));
      const decoded = (keys?: Keys) =>
        stored.map((one, index) => {
          if (typeof one === 'string') return one;
          const raw = batch[index];
          return decode(raw, one, streams, upcasters.get(categoryOfStream(raw.stream)), keys, restricted);
        });
      const keys = sealing?.keysOf(stored.flatMap((one) => (typeof one === 'string' || one.closed ? [] : one.metadata)));
      return keys instanceof Promise ? keys.then(decoded, unavailable) : decoded(keys);
    },
    encode(stream, events) {
      if (!checked.delete(events)) check(stream, events, streams);
      const sealed = sealing?.seal(stream, events) ?? events;
      return sealed instanceof Promise ? sealed.then(encode, unavailable) : encode(sealed);
    },
  };
}

function chains(category: string, streams: Streams): ReadonlyMap<string, Upcaster> {
  const { upcasters = [], events } = streams[category];
  const byType = new Map<string, Upcaster>();
  for (const upcaster of upcasters) {
    if (byType.has(upcaster.type)) throw new Error(`Two upcasters of ${category} start at ${upcaster.type}`);
    byType.set(upcaster.type, upcaster);
  }
  for (const start of byType.values()) {
    let last = start;
    for (let steps = 1, next = byType.get(last.to); next; next = byType.get(last.to)) {
      if (++steps > byType.size) throw new Error(`The upcasters of ${category} from ${start.type} go in a circle`);
      last = next;
    }
    if (!Object.hasOwn(events, last.to))
      throw new Error(`An upcaster of ${category} ends at ${last.to}, which is no event of it`);
  }
  return byType;
}

type Keys = Awaited<ReturnType<Sealing['keysOf']>>;

interface ReadJson {
  readonly data: object;
  readonly metadata: object;
  readonly closed: boolean;
}

/** Data and metadata of a raw event, with this field closed where it may be; or why it is none of ours. */
function jsonOf({ contentType, bytes }: RawEvent, field: string | undefined): ReadJson | string {
  if (contentType !== 'application/json') return `its content is ${JSON.stringify(contentType)}, not JSON`;
  const data = parse(bytes.data);
  if (data === undefined) return 'data is no JSON object';
  const metadata = parse(bytes.metadata);
  if (metadata === undefined) return 'metadata is no JSON object';
  const left = field !== undefined && isSealed(metadata) ? closed({ data }, field) : undefined;
  return { data: left ?? data, metadata, closed: left !== undefined };
}

function decode(
  raw: RawEvent,
  read: ReadJson,
  streams: Streams,
  upcasters: ReadonlyMap<string, Upcaster> | undefined,
  keys: Keys | undefined,
  restricted: boolean | undefined,
): Decoded {
  const { id, stream, revision, position, created, bytes } = raw;
  const { metadata } = read;
  const isOpen = read.closed || !isSealed(metadata);
  const stored = isOpen
    ? read.data
    : opened(streams, { stream, id, type: raw.type, data: read.data, metadata }, keys, restricted);
  const newest = upcast({ type: raw.type, data: stored }, upcasters);
  if (typeof newest === 'string') return newest;
  const { type, data } = newest;
  const fault = faultOf(streams, { stream, type, data, metadata });
  if (fault !== undefined) return fault;
  const event: StoredEvent = { id, type, data, metadata: metadata as EventMetadata, stream, revision, position, created, bytes };
  return read.closed ? Object.assign(event, { closed: raw }) : event;
}

/** Without keys nothing can be sealed or opened: as if the store were away. */
function unavailable(error: unknown): never {
  throw error instanceof KeysUnavailable ? new StoreUnavailable(error.message) : error;
}

function upcast(stored: EventShape, upcasters: ReadonlyMap<string, Upcaster> | undefined): EventShape | string {
  let { type, data } = stored;
  for (let upcaster = upcasters?.get(type); upcaster; upcaster = upcasters?.get(type)) {
    try {
      data = upcaster.up(data);
    } catch (error) {
      return `${type} could not be brought to ${upcaster.to}: ${error instanceof Error ? error.message : String(error)}`;
    }
    type = upcaster.to;
  }
  return type === stored.type ? stored : { type, data };
}

function parse(bytes: Uint8Array): object | undefined {
  try {
    const buffer = bytes instanceof Buffer ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const value: unknown = JSON.parse(buffer.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Throws InvalidAppend, naming the field. */
function check(stream: string, events: readonly NewEvent[], streams: Streams): void {
  for (const { type, data, metadata } of events) {
    const fault = faultOf(streams, { stream, type, data, metadata });
    if (fault !== undefined) throw new InvalidAppend(`An event ${JSON.stringify(type)} for ${JSON.stringify(stream)}: ${fault}`);
  }
}

function encode(events: readonly NewEvent[]): readonly EncodedEvent[] {
  let metadataBytes = Buffer.alloc(0);
  let last: object | undefined;
  return events.map(({ id, type, data, metadata }) => {
    // The events of one command share theirs.
    if (metadata !== last) metadataBytes = Buffer.from(JSON.stringify(metadata), 'utf8');
    last = metadata;
    return { id, type, data: Buffer.from(JSON.stringify(data), 'utf8'), metadata: metadataBytes };
  });
}
