export { type Codec, createCodec, type Upcaster } from './codec';
export {
  CommandHandling,
  type CommandHandlingOptions,
  type Decider,
  type Envelope,
  eventId,
  type Handled,
  type Recorded,
} from './command-handling';
export {
  AppendTooLarge,
  CommandReused,
  type ExpectedRevision,
  InvalidAppend,
  InvalidStoreUrl,
  RevisionConflict,
  StoreRefused,
  StoreUnavailable,
  StreamDeleted,
  TooManyConflicts,
} from './errors';
export {
  type AppendResult,
  EventStore,
  type EventStoreOptions,
  type ReadAllOptions,
  type Readiness,
  type ReadOptions,
  type SubscribeOptions,
  type SubscriptionMessage,
} from './event-store';
export type { EventMetadata, EventShape, NewEvent, RecordedEvent, StoredEvent } from './events';
export { parseEventStoreUrl, type StoreUrl } from './store-url';
export { uuidV5 } from './uuid-v5';
