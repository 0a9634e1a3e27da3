export { type EmbeddedEventStore, type EmbeddedEventStoreOptions, startEventStore } from './server';
