export type { AppendResult } from './appends';
export { breath } from './breath';
export { type Codec, createCodec, type Decoded, type EncodedEvent } from './codec';
export {
  CommandHandling,
  type CommandHandlingOptions,
  type Decider,
  eventId,
  type Handled,
  type Recorded,
  type Stamped,
} from './command-handling';
export {
  ClockBehind,
  CommandReused,
  type ExpectedRevision,
  RevisionConflict,
  StoreRefused,
  StoreUnavailable,
  TooManyConflicts,
} from './errors';
export {
  type EventBatch,
  EventStore,
  type EventStoreOptions,
  type StreamBatch,
  type SubscribeOptions,
  type SubscriptionMessage,
} from './event-store';
export {
  type EventBytes,
  type EventMetadata,
  type EventShape,
  type NewEvent,
  ownMetadata,
  type RawEvent,
  type RecordedEvent,
  type StoredEvent,
} from './events';
export {
  type Checkpoint,
  CheckpointMoved,
  eventAt,
  type Fault,
  type Follower,
  faultOfCode,
  fill,
  follow,
  parkingOf,
  retriedBy,
  withRetried,
} from './follower';
export { observeStore, passedOverLine, type StoreHealth, storeHealth } from './metrics';
export type { OnPassedOver, PassedOver, PassedOverCount } from './passed-over';
export { SharedSubscription } from './shared-subscription';
export { parseEventStoreUrl } from './store-url';
export { uuidV5 } from './uuid-v5';
