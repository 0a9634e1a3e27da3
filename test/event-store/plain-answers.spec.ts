/** What goes over the wire asks for answers as they are: a server that packs them costs more than everything else in a read. */
import { once } from 'node:events';
import { connect, createServer, type IncomingHttpHeaders, type ServerHttp2Session } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { EventStoreDBClient } from '@eventstore/db-client';
import { EventStore } from '../../libs/event-store';
import { talking } from './registry';
import { all, newStream, said, storeUnderTest } from './store-under-test';

/** Hands calls on to the store under test and keeps what each offered to unpack, by method. */
async function listeningLine(target: string) {
  const upstream = connect(target.replace(/^\w+:\/\/([^/?,]+).*/, 'http://$1'));
  const offers = new Map<string, Set<string>>();
  const sessions = new Set<ServerHttp2Session>();
  const server = createServer().on('session', (session) => sessions.add(session));
  server.on('stream', (near, headers: IncomingHttpHeaders) => {
    const method = String(headers[':path']).split('/').at(-1) ?? '';
    offers.set(method, (offers.get(method) ?? new Set()).add(String(headers['grpc-accept-encoding'])));
    const { ':path': path, ':method': verb, ...rest } = headers;
    const far = upstream.request({ ...rest, ':authority': undefined, ':path': path, ':method': verb });
    near.on('error', () => far.close()).on('close', () => far.close());
    far.on('error', () => near.close());
    far.on('response', (answer) => {
      const ended = answer['grpc-status'] !== undefined;
      near.respond(answer, { endStream: ended, waitForTrailers: !ended });
      if (ended) return;
      far.on('trailers', (trailers) => near.once('wantTrailers', () => near.sendTrailers(trailers)));
      far.pipe(near);
    });
    near.pipe(far);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `esdb://127.0.0.1:${(server.address() as AddressInfo).port}?tls=false`,
    /** What was offered by each method since the last look. */
    offered() {
      const seen = Object.fromEntries([...offers].map(([method, kinds]) => [method, [...kinds]]));
      offers.clear();
      return seen;
    },
    cut() {
      for (const session of sessions) session.destroy();
    },
    async close() {
      upstream.destroy();
      for (const session of sessions) session.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

describe('what is asked of the store', () => {
  let under: Awaited<ReturnType<typeof storeUnderTest>>;
  let line: Awaited<ReturnType<typeof listeningLine>>;
  let store: EventStore;
  beforeAll(async () => {
    under = await storeUnderTest();
    line = await listeningLine(under.url);
    store = EventStore.connect({ url: line.url, streams: talking() });
  });
  beforeEach(() => void line.offered());
  afterAll(async () => {
    await store.close();
    await line.close();
    await under.stop();
  });

  const asItIs = ['identity'];

  it.each<[string, string, () => Promise<unknown>]>([
    ['an append', 'BatchAppend', () => store.append(newStream(), [said('a')], 'no-stream')],
    ['a read of a stream', 'Read', () => all(store.read(newStream()))],
    ['a read of everything', 'Read', () => all(store.readAll({ maxCount: 3 }))],
    ['the head of the log', 'Read', () => store.head()],
    ['whether it is ready', 'Read', () => store.ready()],
    [
      'a subscription',
      'Read',
      async () => {
        for await (const { caughtUp } of store.subscribeBatches({ after: await store.head() })) if (caughtUp) break;
      },
    ],
  ])('%s offers to unpack nothing', async (_, method, ask) => {
    await ask();
    expect(line.offered()).toEqual({ [method]: asItIs });
  });

  it('does so on a connection that is made after one that broke, too', async () => {
    line.cut();
    await store.append(newStream(), [said('a')], 'any');
    expect(line.offered()).toEqual({ BatchAppend: asItIs });
  });

  it('is seen here: the vendor’s own calls offer gzip', async () => {
    const client = EventStoreDBClient.connectionString(line.url);
    await all(client.readAll({ maxCount: 1 }));
    await client.dispose();
    expect(line.offered()).toEqual({ Read: ['identity,deflate,gzip'] });
  });
});
