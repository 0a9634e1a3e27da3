import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
import { StreamsClient, StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';

const readJson = (...path: string[]) => JSON.parse(readFileSync(join(__dirname, '../..', ...path), 'utf8'));

/** What node-client.ts uses of the client's inside: nothing of it is promised by its makers. */
describe('the client of the store’s vendor', () => {
  const client = new EventStoreDBClient({ endpoint: 'localhost:1' }, { insecure: true });
  const inside = client as unknown as Record<string, unknown>;

  afterAll(() => client.dispose());

  it('is pinned to the version whose inside was read, and that one is installed', () => {
    const pinned: string = readJson('package.json').dependencies['@eventstore/db-client'];
    expect(`package.json asks for ${pinned}`).toMatch(/^package\.json asks for \d+\.\d+\.\d+$/);
    expect(`installed is ${readJson('node_modules/@eventstore/db-client/package.json').version}`).toBe(`installed is ${pinned}`);
  });

  it.each([
    ['EventStoreDBClient#GRPCStreamCreator (opens a call on the channel in use)', () => inside.GRPCStreamCreator],
    ['EventStoreDBClient#callArguments (metadata and options of a call)', () => inside.callArguments],
    ['EventStoreDBClient#createDeadline (until when the server may work on an append)', () => inside.createDeadline],
    ['EventStoreDBClient#dispose', () => inside.dispose],
    ['StreamsClient#makeBidiStreamRequest', () => StreamsClient.prototype.makeBidiStreamRequest],
    ['StreamsClient#makeServerStreamRequest', () => StreamsClient.prototype.makeServerStreamRequest],
    ['StreamsClient#getChannel', () => StreamsClient.prototype.getChannel],
  ])('has %s', (what, member) => {
    expect(`${what} is a ${typeof member()}`).toBe(`${what} is a function`);
  });

  it('names the two calls that are opened raw, and gives a call its metadata and options', () => {
    expect([StreamsService.batchAppend.path, StreamsService.read.path]).toEqual([
      '/event_store.client.streams.Streams/BatchAppend',
      '/event_store.client.streams.Streams/Read',
    ]);
    const args = inside.callArguments as (
      of: object,
      options: object,
    ) => [{ get(key: string): unknown[] }, { deadline: unknown }];
    const [metadata, options] = args.call(client, { requiresLeader: true }, { deadline: Number.POSITIVE_INFINITY });
    expect(metadata.get('requires-leader')).toEqual(['true']);
    expect(options.deadline).toBe(Number.POSITIVE_INFINITY);
    const deadline = (inside.createDeadline as () => Date).call(client);
    expect(deadline.getTime()).toBeGreaterThan(Date.now());
  });
});
