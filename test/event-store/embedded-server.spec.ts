/** What only the embedded store is held to: its process, its directory, what it says it can do. */
import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { connect as connectHttp2 } from 'node:http2';
import { connect as connectSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EventStoreDBClient, jsonEvent, persistentSubscriptionToStreamSettingsFromDefaults } from '@eventstore/db-client';
import { startEventStore } from '../../libs/embedded-eventstore';
import { events, idsIn } from '../../libs/embedded-eventstore/contracts/vendor-client';
import { mainOf } from '../support/compiled';
import { residentMegabytes, TestProcess } from '../support/process';
import { eventually, freePort } from '../support/stack';
import { newStream } from './store-under-test';

describe('the embedded store', () => {
  let dataDir: string;
  let port: number;
  let store: TestProcess;
  let client: EventStoreDBClient;
  const connect = () => EventStoreDBClient.connectionString(`esdb://127.0.0.1:${port}?tls=false`);

  beforeAll(async () => {
    // With a dot, as mktemp names them: LMDB would take it for a file.
    dataDir = await mkdtemp(join(tmpdir(), 'embedded.'));
    port = await freePort();
    store = new TestProcess('eventstore', ['--port', String(port), '--data', dataDir], {});
    await store.start();
    client = connect();
  });
  afterAll(async () => {
    await client.dispose();
    await store.end();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('killed at any moment, it has every event it acknowledged and no half append', async () => {
    const acknowledged = new Map<string, string[]>();
    // Many are made durable by a thread, one alone in the loop itself; large ones fill the journal time and again.
    const rounds = [
      { writers: 64, text: '' },
      { writers: 1, text: '' },
      { writers: 16, text: 'x'.repeat(20_000) },
      { writers: 1, text: 'x'.repeat(100_000) },
    ];
    for (const [round, { writers: count, text }] of rounds.entries()) {
      let over = false;
      let appends = 0;
      const writers = Array.from({ length: count }, async (_, index) => {
        const stream = newStream(`kill-${round}-${index}`);
        const ids: string[] = [];
        acknowledged.set(stream, ids);
        while (!over) {
          const list = Array.from({ length: 3 }, () => jsonEvent({ id: randomUUID(), type: 'T', data: { text } }));
          try {
            await client.appendToStream(stream, list);
            ids.push(...list.map(({ id }) => id));
            appends++;
          } catch {
            return;
          }
        }
      });
      await eventually('appends were acknowledged', async () => appends >= 50);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 250));
      await store.end('SIGKILL');
      over = true;
      await Promise.all(writers);
      await store.start();
      await client.dispose();
      client = connect();
    }
    let count = 0;
    for (const [stream, ids] of acknowledged) {
      const stored = await idsIn(client, stream);
      if (ids.length === 0 && typeof stored === 'string') continue;
      // Beyond what was acknowledged there may be one append whose answer was lost, whole.
      expect(stored.slice(0, ids.length)).toEqual(ids);
      expect([0, 3]).toContain(stored.length - ids.length);
      count += ids.length;
    }
    expect(count).toBeGreaterThan(500);
  });

  (process.platform === 'linux' ? it : it.skip)('refuses writes while the disk is full, answers reads, and goes on', async () => {
    const full = await mkdtemp(join(tmpdir(), 'embedded-'));
    const at = await freePort();
    // No file may have more than 4 MiB: the journal has its place, LMDB's file ends there.
    const limited = spawn('sh', [
      '-c',
      'ulimit -S -f 8192; exec "$0" "$@"',
      process.execPath,
      mainOf('eventstore'),
      '--port',
      String(at),
      '--data',
      full,
    ]);
    limited.stdout.resume();
    let said = '';
    limited.stderr.on('data', (text: Buffer) => {
      said += text.toString();
    });
    const other = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${at}?tls=false`);
    const write = async () => {
      const event = jsonEvent({ id: randomUUID(), type: 'T', data: { text: 'x'.repeat(300_000) } });
      await other.appendToStream('s', event);
      return event.id;
    };
    try {
      await eventually('it is ready', async () => (await fetch(`http://127.0.0.1:${at}/health/live`)).ok);
      const ids: string[] = [];
      let refusal: unknown;
      for (let tries = 0; tries < 60 && refusal === undefined; tries++)
        await write().then(
          (id) => ids.push(id),
          (error: unknown) => {
            refusal = error;
          },
        );
      expect(String(refusal)).toContain('Server Is Not Ready');
      expect(await idsIn(other, 's')).toEqual(ids);
      expect(said).toContain('a group was not written');
      await promisify(execFile)('prlimit', ['--pid', String(limited.pid), '--fsize=unlimited']);
      for (let count = 0; count < 20; count++) ids.push(await write());
      expect(await idsIn(other, 's')).toEqual(ids);
    } finally {
      await other.dispose();
      const ended = once(limited, 'exit');
      limited.kill('SIGKILL');
      await ended;
      await rm(full, { recursive: true, force: true });
    }
  });

  it('keeps what it makes for the account that runs it', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'embedded-'));
    const own = await startEventStore({ dataDir: join(parent, 'store'), port: 0 });
    await own.stop();
    for (const name of ['', 'data.mdb', 'lock.mdb']) expect((await stat(join(parent, 'store', name))).mode & 0o077).toBe(0);
    await rm(parent, { recursive: true, force: true });
  });

  it('opens a directory for one server; another is refused and told why', async () => {
    const second = new TestProcess('eventstore', ['--port', String(await freePort()), '--data', dataDir], {});
    await expect(second.start()).rejects.toThrow(`${dataDir} is in use by process ${store.pid}`);
    await expect(startEventStore({ dataDir, port: 0 })).rejects.toThrow('is in use by process');
  });

  it('refuses a port that is taken, by name', async () => {
    const other = await mkdtemp(join(tmpdir(), 'embedded-'));
    const second = new TestProcess('eventstore', ['--port', String(port), '--data', other], {});
    await expect(second.start()).rejects.toThrow(String(port));
    await rm(other, { recursive: true, force: true });
  });

  it('offers no persistent subscriptions and no projections, and does not say it would', async () => {
    await expect(
      client.createPersistentSubscriptionToAll('group', persistentSubscriptionToStreamSettingsFromDefaults() as never),
    ).rejects.toMatchObject({ type: 'unsupported' });
  });

  it('takes appends up to the size it was given', async () => {
    const small = await mkdtemp(join(tmpdir(), 'embedded-'));
    const at = await freePort();
    const limited = new TestProcess('eventstore', ['--port', String(at), '--data', small, '--max-append-size', '2000'], {});
    await limited.start();
    const other = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${at}?tls=false`);
    try {
      const event = (length: number) => jsonEvent({ type: 'T', data: 'x'.repeat(length) });
      await other.appendToStream('s', event(1_900));
      await expect(other.appendToStream('s', event(2_100))).rejects.toMatchObject({
        type: 'maximum-append-size-exceeded',
        maxAppendSize: 2_000,
      });
    } finally {
      await other.dispose();
      await limited.end();
      await rm(small, { recursive: true, force: true });
    }
  });

  it.each([
    ['/health/live', 204, ''],
    ['/health/live?liveCode=204', 204, ''],
    ['/ping', 200, 'successfully handled'],
    ['/info', 200, '"esVersion":"24.10'],
    ['/gossip', 200, '"state":"Leader"'],
    ['/streams/any', 404, ''],
  ])('answers %s over HTTP/1.1 with %i, on the same port', async (path, status, text) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(text);
    expect((await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body: '{}' })).status).toBe(404);
  });

  it.each<[args: string[], env: Record<string, string>, named: string]>([
    [['--port', 'x'], {}, '--port <port>'],
    [['--port', ''], {}, '--port <port>'],
    [['--max-append-size', '-1'], {}, '--max-append-size <bytes>'],
    [['--data', ''], {}, '--data <directory>'],
    [[], { EVENTSTORE_PORT: 'x' }, 'EVENTSTORE_PORT'],
    [[], { EVENTSTORE_MAX_APPEND_SIZE: '12' }, 'EVENTSTORE_MAX_APPEND_SIZE'],
  ])('does not start with %j %j and says why', async (args, env, named) => {
    const refused = new TestProcess('eventstore', ['--data', dataDir, ...args], env);
    await expect(refused.start()).rejects.toThrow(named);
    expect(refused.said).toMatch(/It is (a whole number from \d+ to \d+|empty)\./);
  });

  it.each([
    ['Read', 'nothing', Buffer.alloc(0), '13'],
    ['Delete', 'half a frame', Buffer.from([0, 0, 0, 1, 0, 1, 2]), '13'],
    ['Tombstone', 'nonsense', Buffer.from([0, 0, 0, 0, 4, 255, 255, 255, 255]), '2'],
    ['Append', 'a field that ends after its message', Buffer.from([0, 0, 0, 0, 3, 10, 200, 1]), '2'],
    ['BatchAppend', 'a frame of 4 GiB', Buffer.from([0, 255, 255, 255, 255, 1]), '8'],
  ])('answers %s of %s with a status', async (method, _, body, status) => {
    const session = connectHttp2(`http://127.0.0.1:${port}`);
    const path = `/event_store.client.streams.Streams/${method}`;
    const request = session.request({ ':method': 'POST', ':path': path, 'content-type': 'application/grpc' });
    request.end(body);
    const [headers] = (await once(request, 'response')) as [Record<string, string>];
    expect(headers['grpc-status']).toBe(status);
    session.destroy();
  });

  it('lets go of what it maps: its memory does not grow with what was written and read', async () => {
    const own = await mkdtemp(join(tmpdir(), 'embedded-'));
    const at = await freePort();
    const large = new TestProcess('eventstore', ['--port', String(at), '--data', own], {});
    await large.start();
    const other = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${at}?tls=false`);
    try {
      const data = 'x'.repeat(20_000);
      for (let round = 0; round < 400; round++)
        await other.appendToStream(
          newStream(),
          Array.from({ length: 45 }, () => jsonEvent({ type: 'T', data })),
        );
      let count = 0;
      for await (const { event } of other.readAll()) if (event && !event.type.startsWith('$')) count++;
      expect(count).toBe(18_000);
      expect(residentMegabytes(large.pid)).toBeLessThan(300);
      // Readers that stand still hold a part of what there is, not so many events of whatever size.
      let begun = 0;
      for (let count = 0; count < 50; count++) {
        const still = other.subscribeToAll();
        still
          .on('error', () => undefined)
          .once('data', () => {
            still.pause();
            begun++;
          });
      }
      await eventually('all of them', async () => begun === 50);
      expect(residentMegabytes(large.pid)).toBeLessThan(400);
    } finally {
      await other.dispose();
      await large.end();
      await rm(own, { recursive: true, force: true });
    }
  });

  it('has a hundred calls at a time, as a real one', async () => {
    const crowd = connect();
    const subscriptions = Array.from({ length: 120 }, () => crowd.subscribeToAll({ fromPosition: 'end' }));
    let confirmed = 0;
    for (const subscription of subscriptions) {
      subscription.on('data', () => undefined).on('error', () => undefined);
      subscription.on('confirmation', () => {
        confirmed++;
      });
    }
    await eventually('a hundred are confirmed', async () => confirmed >= 100);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(confirmed).toBe(100);
    await crowd.dispose();
    // Others are served meanwhile and afterwards.
    await client.appendToStream(newStream(), events(1));
  });

  it('refuses by type where the name of the stream does not fit a trailer', async () => {
    const stream = newStream('ströme-🚲');
    await client.tombstoneStream(stream);
    const refused = { type: 'stream-deleted' };
    expect(await idsIn(client, stream)).toBe(refused.type);
    await expect(client.appendToStream(stream, events(1))).rejects.toMatchObject({ ...refused, streamName: stream });
    await expect(client.tombstoneStream(stream)).rejects.toMatchObject(refused);
    await expect(client.deleteStream(newStream('ströme'))).rejects.toMatchObject({ type: 'wrong-expected-version' });
  });

  it('ended in order, it says so to whoever waits and keeps everything', async () => {
    const stream = newStream();
    await client.appendToStream(stream, events(2));
    const told = [client.subscribeToAll(), client.subscribeToStream(stream), client.subscribeToAll()].map(
      async (subscription) => {
        const caughtUp = new Promise<void>((resolve) => void subscription.on('caughtUp', () => resolve()));
        const why = new Promise<unknown>((resolve) => {
          subscription.on('error', resolve);
          subscription.on('end', resolve);
        });
        subscription.on('data', () => undefined);
        await caughtUp;
        return { why };
      },
    );
    const waiting = await Promise.all(told);
    // A connection that never said anything keeps nothing up.
    const silent = connectSocket(port, '127.0.0.1');
    await once(silent, 'connect');
    const began = Date.now();
    await store.end('SIGTERM');
    for (const { why } of waiting)
      expect(await why).toMatchObject({ type: 'unavailable', message: expect.stringContaining('Server Is Shutting Down') });
    expect(Date.now() - began).toBeLessThan(3_000);
    silent.destroy();
    await store.start();
    await client.dispose();
    client = connect();
    expect(await idsIn(client, stream)).toHaveLength(2);
  });
});
