import { readFileSync } from 'node:fs';
import { getDefaultHighWaterMark, setDefaultHighWaterMark } from 'node:stream';
import { EventStoreDBClient } from '@eventstore/db-client';
import { StreamsClient, StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import {
  type CallOptions,
  type Channel,
  type ClientDuplexStream,
  type ClientReadableStream,
  connectivityState,
  type Metadata,
} from '@grpc/grpc-js';
import { InvalidStoreUrl, StoreUnavailable } from './errors';
import { PlainAnswers } from './plain-answers';
import { BatchAppendResp, ReadResp } from './protocol';
import type { StoreUrl } from './store-url';

/** The call that carries all appends of one client: requests as bytes, answers read. */
export type AppendCall = ClientDuplexStream<Buffer, BatchAppendResp>;
/** The call of one read or subscription. */
export type ReadCall = ClientReadableStream<ReadResp>;

type Connection = Pick<Channel, 'close' | 'getConnectivityState'>;

const asItIs = (bytes: Buffer): Buffer => bytes;

/**
 * The vendor's client for discovery, TLS, credentials, following the leader and reconnecting, with its two streaming calls opened
 * raw instead of through `appendToStream` and the stream classes, for three reasons seen in 6.2.1:
 * its table of pending appends is global to the process, so an error on one client rejects the appends of all, and the healthy
 * server's late answer then throws inside an event handler, which ends the process; an append ended gracefully by the server
 * stays pending for ever; and checkpoints of a subscription are reported ahead of the events before them. Its own reads would also lose
 * the bytes an event is stored as, which sealing and proofs are about, and they cost more: a stream of 10,000 events through
 * `readStream` takes 1.6 × the processor time, a rebuild of the inbox through `subscribeToAll` 1.26 × (medians of five alternating runs
 * in November 2026, 483 to 302 ms and 6.1 to 4.8 s).
 */
class StreamingClient extends EventStoreDBClient {
  /** Those that the client has not closed by itself, as it does where it goes on with another. */
  #channels = new Set<Connection>();
  #closed = false;

  openAppends(): Promise<AppendCall> {
    return this.GRPCStreamCreator(StreamsClient, 'batchAppend', (client) => {
      this.#opening(client.getChannel());
      const call = this.#arguments(true);
      return client.makeBidiStreamRequest(StreamsService.batchAppend.path, asItIs, BatchAppendResp.decode, ...call);
    })();
  }

  openRead(request: Buffer, requiresLeader: boolean): Promise<ReadCall> {
    return this.GRPCStreamCreator(StreamsClient, 'read', (client) => {
      this.#opening(client.getChannel());
      const call = this.#arguments(requiresLeader);
      return withRoom(() => client.makeServerStreamRequest(StreamsService.read.path, asItIs, ReadResp.decode, request, ...call));
    })();
  }

  /** The instant until which the server may work on an append, by this process's clock. */
  appendDeadline(): Date {
    return this.createDeadline();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.dispose();
    // dispose() ends the calls and leaves the sockets: a frozen server would keep each of them.
    for (const channel of this.#channels) channel.close();
    this.#channels.clear();
  }

  #arguments(requiresLeader: boolean): [Metadata, CallOptions] {
    const [metadata, options] = this.callArguments({ requiresLeader }, { deadline: Infinity });
    return [PlainAnswers.of(metadata), options];
  }

  #opening(channel: Connection): void {
    if (this.#closed) throw new StoreUnavailable('the connection was replaced while it opened');
    for (const known of this.#channels)
      if (known.getConnectivityState(false) === connectivityState.SHUTDOWN) this.#channels.delete(known);
    this.#channels.add(channel);
  }
}

/** A connection that is replaced when it no longer serves. Each lane has a connection of its own, hence its own 100 HTTP/2 streams. */
export class Lane {
  #client: StreamingClient | undefined;
  #closed = false;
  #closing = new Set<Promise<void>>();
  #heard = 0;

  constructor(readonly url: StoreUrl) {
    this.#client = connect(url);
  }

  /** The connection in use. Throws StoreUnavailable after `close`. */
  get client(): StreamingClient {
    if (this.#closed) throw new StoreUnavailable('this connection was closed');
    this.#client ??= connect(this.url);
    return this.#client;
  }

  /** Takes note of an answer to a call. */
  heard(client: StreamingClient): void {
    if (client === this.#client) this.#heard = performance.now();
  }

  /** Whether nothing was answered on the connection in use since then, an instant of `performance.now()`. */
  isSilentSince(instant: number): boolean {
    return this.#heard < instant;
  }

  /** Lets go of a connection that no longer serves, unless that was done already. Its open calls end with an error. */
  replace(client: StreamingClient): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    const closing = client.close().finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#client) this.replace(this.#client);
    await Promise.allSettled(this.#closing);
  }
}

/**
 * Messages that wait in a call to be read. Node's own sixteen would be all that is let in together, and what is done once each time (a turn of
 * the loop, a timer, three generators) would take a sixth of a long read.
 */
const WAITING = 48;

/** grpc-js has no option for it; a stream takes what holds when it is made. */
function withRoom<T>(make: () => T): T {
  const before = getDefaultHighWaterMark(true);
  setDefaultHighWaterMark(true, WAITING);
  try {
    return make();
  } finally {
    setDefaultHighWaterMark(true, before);
  }
}

let connections = 0;

/**
 * grpc-js gives all channels of a process that have the same settings one connection: calls that are left unread would take the places of
 * those of another lane, and who replaces a frozen connection would get it back. So no two have the same settings; they differ by a part
 * of a millisecond, which no timer notices.
 */
const ofItsOwn = (milliseconds: number): number => milliseconds + (++connections % 1_000_000) / 2_000_000;

function connect(url: StoreUrl): StreamingClient {
  const { keepAliveInterval, defaultDeadline, connectionName, maxDiscoverAttempts, discoveryInterval } = url;
  const keepAliveTimeout = ofItsOwn(url.keepAliveTimeout);
  const options = { keepAliveInterval, keepAliveTimeout, defaultDeadline, ...(connectionName && { connectionName }) };
  const discovery = {
    ...options,
    maxDiscoverAttempts,
    discoveryInterval,
    gossipTimeout: url.gossipTimeout,
    nodePreference: url.nodePreference,
  };
  const security = {
    insecure: !url.tls,
    rootCertificate: url.tls ? readCertificate(url.tlsCAFile) : undefined,
    userCertFile: readCertificate(url.userCertFile),
    userKeyFile: readCertificate(url.userKeyFile),
    verifyOptions: url.tlsVerifyCert ? undefined : { rejectUnauthorized: false },
  };
  const [first, ...more] = url.hosts;
  return withoutKeepAliveWarning(() => {
    if (url.discover) return new StreamingClient({ ...discovery, discover: first }, security, url.credentials);
    if (more.length > 0) return new StreamingClient({ ...discovery, endpoints: [...url.hosts] }, security, url.credentials);
    return new StreamingClient({ ...options, endpoint: first }, security, url.credentials);
  });
}

function readCertificate(path: string | undefined): Buffer | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path);
  } catch (error) {
    throw new InvalidStoreUrl(`the file ${path} cannot be read: ${(error as Error).message}`);
  }
}

/** The client prints a line for each connection whose keep-alive is below 10 s. Ours is on purpose, and connections are replaced often. */
function withoutKeepAliveWarning<T>(create: () => T): T {
  const { warn } = console;
  console.warn = (...line: unknown[]) => {
    if (!String(line[0]).startsWith('Specified KeepAliveInterval')) warn.apply(console, line);
  };
  try {
    return create();
  } finally {
    console.warn = warn;
  }
}
