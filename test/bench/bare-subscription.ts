/** What those who follow the log are held against. */
import { type EventStoreDBClient, excludeSystemEvents } from '@eventstore/db-client';

/** Events a second that the vendor's client alone hears, of so many that are there. */
export async function subscribing(vendor: EventStoreDBClient, events: number): Promise<number> {
  const started = performance.now();
  let count = 0;
  for await (const _ of vendor.subscribeToAll({ filter: excludeSystemEvents() })) if (++count === events) break;
  return (events * 1_000) / (performance.now() - started);
}
