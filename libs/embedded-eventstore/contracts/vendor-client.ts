/** The vendor's own client against the server under test: what it sees is the contract. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AppendToStreamOptions, type EventData, EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { startEventStore } from '../index';

/** A server and a client of its own. */
export interface Contract {
  readonly client: EventStoreDBClient;
  readonly url: string;
  /** Another client, disposed with the first. */
  another(): EventStoreDBClient;
  stop(): Promise<void>;
}

/** Opens it on the server EVENTSTORE_URL names, else on an embedded one. */
export async function openContract(): Promise<Contract> {
  const store = await storeUnderTest();
  const clients: EventStoreDBClient[] = [];
  const another = () => {
    const made = EventStoreDBClient.connectionString(store.url);
    clients.push(made);
    return made;
  };
  return {
    client: another(),
    url: store.url,
    another,
    async stop() {
      await Promise.all(clients.map((one) => one.dispose()));
      await store.stop();
    },
  };
}

async function storeUnderTest(): Promise<{ url: string; stop(): Promise<void> }> {
  const url = process.env.EVENTSTORE_URL?.replace(/^(kurrentdb|kurrent|kdb)\b/i, 'esdb');
  if (url) return { url, stop: async () => undefined };
  const dataDir = await mkdtemp(join(tmpdir(), 'contracts-'));
  const store = await startEventStore({ dataDir, port: 0 });
  return {
    url: `esdb://127.0.0.1:${store.port}?tls=false`,
    async stop() {
      await store.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A stream nobody used before. */
export const newStream = (): string => `contract-${randomUUID()}`;

/** Events of one type, numbered. */
export const events = (count: number, type = 'Happened'): EventData[] =>
  Array.from({ length: count }, (_, number) => jsonEvent({ id: randomUUID(), type, data: { number } }));

/** An event with so many bytes of text. */
export const large = (bytes: number): EventData =>
  jsonEvent({ id: randomUUID(), type: 'Large', data: 'x'.repeat(Math.floor(bytes)) });

/** How a server refuses what is too large: it limits an append, as EventStoreDB does, or says no size, as KurrentDB of one event. */
export interface TooLarge {
  readonly type: string;
  readonly message: string;
  readonly maxAppendSize?: number;
}

/** From which power of two on an event is too large for the server, and how it says so: asked of it, as limits can be set. */
export async function askedLimit(client: EventStoreDBClient): Promise<{ bytes: number; refusal: TooLarge }> {
  for (let bytes = 1_024; bytes <= 16 * 1024 * 1024; bytes *= 2) {
    const refusal = await client.appendToStream(newStream(), large(bytes)).then(
      () => undefined,
      (error: TooLarge) => error,
    );
    if (refusal) return { bytes, refusal };
  }
  throw new Error('the server takes an event of 16 MiB');
}

/** What an append answered: the revision of its last event, or the kind of its refusal. */
export async function appended(
  client: EventStoreDBClient,
  stream: string,
  list: EventData[],
  expectedRevision?: AppendToStreamOptions['expectedRevision'],
): Promise<number | string> {
  try {
    const options = expectedRevision === undefined ? {} : { expectedRevision };
    const { nextExpectedRevision } = await client.appendToStream(stream, list, options);
    return Number(nextExpectedRevision);
  } catch (error) {
    return (error as { type?: string }).type ?? String(error);
  }
}

/** Ids of a stream's events in order, or the kind of the refusal. */
export async function idsIn(client: EventStoreDBClient, stream: string): Promise<string[] | string> {
  const ids: string[] = [];
  try {
    for await (const { event } of client.readStream(stream)) if (event) ids.push(event.id);
    return ids;
  } catch (error) {
    return (error as { type?: string }).type ?? String(error);
  }
}
