/** What every event type of the product looks like to this lib: a name and a JSON object. */
export interface EventShape {
  readonly type: string;
  readonly data: object;
}

/** Flat string metadata stored beside each event. `at` is the product's clock when the event was decided, as an ISO instant. */
export interface EventMetadata {
  readonly $correlationId: string;
  readonly $causationId: string;
  /** The caller's idempotency key: the same id on the same stream is the same command. */
  readonly commandId: string;
  /** Digest of the command's content, to tell a repetition from another command under the same id. */
  readonly commandHash: string;
  readonly actor: string;
  readonly role: string;
  readonly origin: string;
  readonly at: string;
  /** Version of the set of event shapes that wrote this event. */
  readonly schema: string;
  readonly [key: string]: string;
}

/** An event about to be appended. `id` is a UUID; the store recognises a repetition by it. */
export type NewEvent<E extends EventShape = EventShape> = E extends EventShape
  ? { readonly id: string; readonly type: E['type']; readonly data: E['data']; readonly metadata: EventMetadata }
  : never;

/**
 * Metadata of events that no command of the domain leads to: what a process records of itself. `content` names what it says, where a
 * command has its digest; `at` in ISO-8601.
 */
export const ownMetadata = (
  { schema }: { readonly schema: string },
  id: string,
  own: Pick<EventMetadata, 'actor' | 'role' | 'origin' | 'at'> & { readonly content: string },
): EventMetadata => {
  const { content: commandHash, ...by } = own;
  return { $correlationId: id, $causationId: id, commandId: id, commandHash, ...by, schema };
};

/** An event with its place in its stream; `revision` counts from 0. */
export type RecordedEvent<E extends EventShape = EventShape> = NewEvent<E> & {
  readonly stream: string;
  readonly revision: number;
};

/** Data and metadata of an event exactly as they are stored, JSON in UTF-8: what a proof or a sealed field is about. */
export interface EventBytes {
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** An event as read back: `position` is its place in the whole store (opaque, growing, not dense), `created` the store's own clock. */
export type StoredEvent<E extends EventShape = EventShape> = RecordedEvent<E> & {
  readonly position: bigint;
  readonly created: Date;
  readonly bytes: EventBytes;
  /** The event as it is stored, where a text of it reads as empty that `EventStore.opened` opens. */
  readonly closed?: RawEvent;
};

/** Bytes of an event as stored: what a batch is bounded by. */
export const bytesOf = ({ bytes }: Pick<StoredEvent, 'bytes'>): number => bytes.data.length + bytes.metadata.length;

/** An event as the store handed it out, whoever wrote it: nothing in it has been looked at. */
export interface RawEvent {
  readonly stream: string;
  readonly revision: number;
  readonly position: bigint;
  readonly created: Date;
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly bytes: EventBytes;
}
