import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEventStore } from '../../libs/embedded-eventstore';
import type { EventMetadata, NewEvent, StoredEvent } from '../../libs/event-store';

/** A store on a port of its own, or on this one, with an empty directory. */
export async function embeddedStore(port = 0): Promise<{ port: number; url: string; stop(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'event-store-test-'));
  const store = await startEventStore({ dataDir, port });
  return {
    port: store.port,
    url: `esdb://127.0.0.1:${store.port}?tls=false`,
    stop: async () => {
      await store.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** EVENTSTORE_URL by the scheme the vendor's older client knows, too. */
export const givenStore = (): string | undefined => process.env.EVENTSTORE_URL?.replace(/^(kurrentdb|kurrent|kdb)\b/i, 'esdb');

/** The store named by EVENTSTORE_URL, else an embedded one. */
export async function storeUnderTest(): Promise<{ url: string; stop(): Promise<void> }> {
  const url = givenStore();
  return url ? { url, stop: async () => undefined } : embeddedStore();
}

/** A stream nobody used before. */
export const newStream = (category = 'conversation') => `${category}-${randomUUID()}`;

/** What the tests write. */
export type Said = { type: 'Said'; data: { words: string } };

/** An event that says something. */
export function said(words: string, id: string = randomUUID()): NewEvent<Said> {
  return { id, type: 'Said', data: { words }, metadata };
}

export const metadata: EventMetadata = {
  $correlationId: 'correlation',
  $causationId: 'cause',
  commandId: 'command',
  commandHash: 'hash',
  actor: 'buyer-1',
  role: 'buyer',
  origin: 'test',
  at: '2026-01-05T09:00:00.000Z',
  schema: '1',
};

export async function all<T>(events: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const event of events) list.push(event);
  return list;
}

export async function wordsOf(events: AsyncIterable<StoredEvent<Said>>): Promise<string[]> {
  return (await all(events)).map(({ data }) => data.words);
}
