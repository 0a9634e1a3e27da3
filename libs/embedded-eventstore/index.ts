/** An event store that speaks EventStoreDB's stream protocol, as a library and as a process. */
export { serve } from './command-line';
export { lockDirectory } from './directory';
export { type EmbeddedEventStore, type EmbeddedEventStoreOptions, startEventStore } from './server';
