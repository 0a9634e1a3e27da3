export { lockDirectory } from './directory-lock';
export { type EmbeddedEventStore, type EmbeddedEventStoreOptions, startEventStore } from './server';
