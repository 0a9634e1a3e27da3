export { type Codec, createCodec, type Upcaster } from './codec';
export {
  CommandHandling,
  type CommandHandlingOptions,
  type Decider,
  type Envelope,
  eventId,
  type Handled,
  type Recorded,
  type Stamped,
} from './command-handling';
export {
  CommandReused,
  type ExpectedRevision,
  RevisionConflict,
  StoreUnavailable,
  TooManyConflicts,
} from './errors';
export {
  type AppendResult,
  EventStore,
  type EventStoreOptions,
  type ReadAllOptions,
  type ReadOptions,
  type SubscribeOptions,
  type SubscriptionMessage,
} from './event-store';
export type { EventMetadata, EventShape, NewEvent, RecordedEvent, StoredEvent } from './events';
export { parseEventStoreUrl } from './store-url';
export { uuidV5 } from './uuid-v5';
