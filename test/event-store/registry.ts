/** Streams and events of the tests' own, and other programs that write into the same store. */
import { randomUUID } from 'node:crypto';
import { binaryEvent, EventStoreDBClient, type JSONType, jsonEvent } from '@eventstore/db-client';
import type { Shape, StreamCategory, Streams } from '../../libs/domain';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const shape = <T>(what: string, is: (value: unknown) => boolean): Shape<T> => ({
  fault: (value, path) => (is(value) ? undefined : `${path} has to be ${what}`),
});
export const text = shape<string>('a text', (value) => typeof value === 'string' && !value.includes('\u0000'));
export const number = shape<number>('a number', (value) => typeof value === 'number');
export const uuid = shape<string>('a UUID', (value) => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value));
export const record = (fields: Record<string, Shape<unknown>>): Shape<object> => ({
  fields,
  fault(value, path) {
    if (!isRecord(value)) return `${path} has to be an object`;
    for (const [name, field] of Object.entries(fields)) {
      const fault = field.fault(value[name], `${path}.${name}`);
      if (fault) return fault;
    }
    return undefined;
  },
});

const by = ['buyer', 'seller'] as const;
const said: StreamCategory = { id: text, events: { Said: { data: record({ words: text }), by } } };

/** What the tests of streams write: `Said` in each of these categories. */
export const talking = (...categories: string[]): Streams =>
  Object.fromEntries(['conversation', 'other', 'live', 'sparse', 'faulty', ...categories].map((category) => [category, said]));

/** Another program, with a client of its own and ideas of its own. */
export class Stranger {
  readonly #client: EventStoreDBClient;

  constructor(url: string) {
    this.#client = EventStoreDBClient.connectionString(url);
  }

  /** Appends an event whatever stands there; its position. */
  async write(stream: string, type: string, data: JSONType, metadata?: JSONType): Promise<bigint> {
    const { position } = await this.#client.appendToStream(stream, jsonEvent({ id: randomUUID(), type, data, metadata }));
    return position?.commit ?? -1n;
  }

  /** Appends bytes that are no JSON. */
  async writeBytes(stream: string, type: string, data: Buffer): Promise<void> {
    await this.#client.appendToStream(stream, binaryEvent({ id: randomUUID(), type, data }));
  }

  async end(): Promise<void> {
    await this.#client.dispose();
  }
}
