import { randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { append, batchAppend, deletion } from './appends';
import { lockDirectory } from './directory';
import { asStatus, createGrpcServer, type Method, unary } from './grpc';
import { LmdbStorage } from './lmdb-storage';
import { MemoryStorage } from './memory-storage';
import { decodeRead } from './messages';
import { encoded } from './protocol';
import { read, type Source } from './reads';
import type { Storage } from './storage';
import { Streams } from './streams';
import { createFront, type Pages } from './web';
import { Writer } from './writer';

/** How to run a store. */
export interface EmbeddedEventStoreOptions {
  /** Directory of the data; made if missing. One server at a time: another is refused with DirectoryInUse. */
  readonly dataDir: string;
  /** Port to listen on; 0 for any free one. */
  readonly port: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Bytes one append may have; default 1 MiB. */
  readonly maxAppendSize?: number;
  /** 'memory' switches storage off (nothing survives): what the bench compares with. Default 'disk'. */
  readonly storage?: 'disk' | 'memory';
}

/** A running store. */
export interface EmbeddedEventStore {
  readonly port: number;
  /** Finishes the appends handed in, ends all calls and gives the directory back. */
  stop(): Promise<void>;
}

/** Version told to clients: the features of this line of EventStoreDB, for streams only. */
const VERSION = '24.10.0-embedded';
const STREAMS = 'event_store.client.streams.Streams';
const LEADER = 8;

/** Starts a server that speaks EventStoreDB's stream protocol. Throws DirectoryInUse, and the system's error for a port in use. */
export async function startEventStore(options: EmbeddedEventStoreOptions): Promise<EmbeddedEventStore> {
  const { dataDir, port, host = '127.0.0.1', maxAppendSize = 1024 * 1024 } = options;
  const inMemory = options.storage === 'memory';
  // Messages of people: for the account that runs the store.
  const unlock = inMemory ? () => undefined : lockDirectory(dataDir, 0o700);
  let opened: Storage | undefined;
  try {
    const storage = inMemory ? new MemoryStorage() : await LmdbStorage.open(dataDir);
    opened = storage;
    const streams = new Streams(storage);
    const writer = new Writer(storage, streams);
    const instance = randomUUID();
    let listening = 0;
    const grpc = createGrpcServer(
      new Map<string, Method>([
        [`/${STREAMS}/BatchAppend`, batchAppend(writer, maxAppendSize)],
        [`/${STREAMS}/Append`, append(writer, maxAppendSize)],
        [`/${STREAMS}/Delete`, deletion(writer, 'delete')],
        [`/${STREAMS}/Tombstone`, deletion(writer, 'tombstone')],
        [`/${STREAMS}/Read`, reading({ storage, streams, writer })],
        ['/event_store.client.server_features.ServerFeatures/GetSupportedMethods', once(supportedMethods)],
        ['/event_store.client.gossip.Gossip/Read', once(() => gossip(instance, host, listening))],
      ]),
    );
    await begin(storage, writer);
    const { server, end } = createFront(
      grpc.server,
      pages(instance, host, () => listening),
    );
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
    listening = (server.address() as AddressInfo).port;
    return {
      port: listening,
      async stop() {
        const closed = new Promise<void>((resolve) => server.close(() => resolve()));
        await writer.finish();
        await grpc.end();
        end();
        await closed;
        await storage.close().finally(unlock);
      },
    };
  } catch (error) {
    await opened?.close();
    unlock();
    throw error;
  }
}

/** The log of a node is never empty: it begins with an event of the node itself, the metadata of its statistics. */
async function begin(storage: Storage, writer: Writer): Promise<void> {
  if (storage.lastPosition > 0) return;
  const data = Buffer.from('{"$maxAge":86400}');
  const event = { id: randomBytes(16), type: '$metadata', contentType: 'application/json', metadata: Buffer.alloc(0), data };
  await new Promise((resolve) =>
    writer.submit({ kind: 'append', stream: '$$$stats', expected: 'no-stream', events: [event] }, data.length, resolve),
  );
}

function once(answer: () => Buffer): Method {
  return unary((call) => {
    void call.send([answer()]);
    call.end();
  });
}

function reading(source: Source): Method {
  return unary((call, message) => {
    read(source, decodeRead(message), call).catch((error: unknown) => call.end(asStatus(error)));
  });
}

function supportedMethods(): Buffer {
  const methods: [service: string, method: string, features: string[]][] = [
    [STREAMS, 'read', ['position', 'events']],
    [STREAMS, 'append', []],
    [STREAMS, 'delete', []],
    [STREAMS, 'tombstone', []],
    [STREAMS, 'batchappend', ['deadline_duration']],
    ['event_store.client.gossip.Gossip', 'read', []],
    ['event_store.client.server_features.ServerFeatures', 'getsupportedmethods', []],
  ];
  return encoded('SupportedMethods', {
    methods: methods.map(([service, method, features]) => ({ service: service.toLowerCase(), method, features })),
    version: VERSION,
  });
}

function pages(instance: string, host: string, port: () => number): Pages {
  return new Map<string, () => object | undefined>([
    ['/health/live', () => undefined],
    ['/ping', () => ({ msgTypeId: 0, text: 'Ping request successfully handled' })],
    [
      '/info',
      () => ({
        esVersion: VERSION,
        state: 'leader',
        features: { projections: false, userManagement: false, atomPub: false },
        authentication: { type: 'insecure', properties: {} },
      }),
    ],
    [
      '/gossip',
      () => ({
        members: [
          {
            instanceId: instance,
            timeStamp: new Date().toISOString(),
            state: 'Leader',
            isAlive: true,
            httpEndPointIp: host,
            httpEndPointPort: port(),
          },
        ],
        serverIp: host,
        serverPort: port(),
      }),
    ],
  ]);
}

function gossip(instance: string, host: string, port: number): Buffer {
  const time = Date.now() * 10_000;
  return encoded('ClusterInfo', {
    members: [{ instance: { string: instance }, time, state: LEADER, alive: true, endpoint: { address: host, port } }],
  });
}
