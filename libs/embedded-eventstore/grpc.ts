/** gRPC over HTTP/2 as a server needs it: framed messages in, framed messages and a status out. No compression, no reflection. */
import {
  createServer,
  type Http2Server,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import { setTimeout as sleep } from 'node:timers/promises';

/** gRPC status codes in use. */
export const Status = {
  ok: 0,
  unknown: 2,
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  failedPrecondition: 9,
  resourceExhausted: 8,
  unimplemented: 12,
  internal: 13,
  unavailable: 14,
} as const;

/** How a call ends other than well. What is not printable ASCII in `trailers` is sent percent-encoded. */
export class StatusError extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly trailers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** One call as its handler sees it. */
export interface Call {
  /** Whether the client is gone or the call has ended. */
  readonly ended: boolean;
  /** Sends messages, all in one write; resolves when the client can take more. */
  send(messages: readonly Uint8Array[]): Promise<void>;
  /** Ends the call; later sends are ignored. */
  end(error?: StatusError): void;
  /** Called once when the call is over, whoever ended it. */
  onEnd(listener: () => void): void;
}

/** Takes the messages of one call one by one and, when the client has no more, `undefined`. */
export type Receiver = (message: Buffer | undefined) => void;

/** Opens a call and says who takes its messages. */
export type Method = (call: Call) => Receiver;

/** A method that takes one message; a client that ends without one is told so. */
export function unary(handle: (call: Call, message: Buffer) => void): Method {
  return (call) => {
    let taken = false;
    return (message) => {
      if (taken) return;
      if (message === undefined) throw new StatusError(Status.internal, 'Incomplete message.');
      taken = true;
      handle(call, message);
    };
  };
}

const MAX_MESSAGE_BYTES = 17 * 1024 * 1024;

/** How long clients may take to hear that the server ends. */
const FAREWELL_MS = 500;

/**
 * A server of methods by path (`/package.Service/Method`), at most 100 calls at a time on one connection. `end` tells every open call
 * that the server shuts down, and closes the connections.
 */
export function createGrpcServer(methods: ReadonlyMap<string, Method>): { server: Http2Server; end(): Promise<void> } {
  const calls = new Set<Call>();
  const sessions = new Set<ServerHttp2Session>();
  const server = createServer({
    // Node counts on what calls that were cancelled had still to send: at its default of 10 MB a connection takes no more calls after
    // some seventy long reads that were left. What a call holds is bounded by its window.
    maxSessionMemory: 2 ** 31,
    settings: { maxConcurrentStreams: 100, initialWindowSize: 1024 * 1024 },
  });
  server.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
    // Larger than the default of 64 KiB, so that appends do not wait for window updates.
    session.on('connect', () => session.setLocalWindowSize(8 * 1024 * 1024));
    session.on('error', () => session.destroy());
  });
  server.on('sessionError', () => undefined);
  server.on('stream', (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
    stream.on('error', () => stream.destroy());
    if (!String(headers['content-type']).startsWith('application/grpc')) {
      stream.respond({ ':status': 415 }, { endStream: true });
      return;
    }
    const call = new StreamCall(stream);
    calls.add(call);
    call.onEnd(() => calls.delete(call));
    serve(methods, call, stream, headers);
  });
  return {
    server,
    async end() {
      const closed = [...sessions].map((session) => new Promise((resolve) => session.once('close', resolve)));
      for (const call of calls) call.end(new StatusError(Status.unavailable, 'Server Is Shutting Down'));
      for (const session of sessions) session.close();
      await Promise.race([Promise.all(closed), sleep(FAREWELL_MS, undefined, { ref: false })]);
      for (const session of sessions) session.destroy();
    },
  };
}

function serve(methods: ReadonlyMap<string, Method>, call: Call, stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
  const method = methods.get(String(headers[':path']));
  if (!method) {
    call.end(new StatusError(Status.unimplemented, `unknown method ${headers[':path']}`));
    stream.resume();
    return;
  }
  const receive = guarded(call, method(call));
  const frames = new Frames();
  stream.on('data', (chunk: Buffer) => {
    try {
      for (const message of frames.add(chunk)) receive(message);
    } catch (error) {
      call.end(asStatus(error));
    }
  });
  stream.on('end', () => receive(undefined));
}

function guarded(call: Call, receive: Receiver): Receiver {
  return (message) => {
    try {
      if (!call.ended) receive(message);
    } catch (error) {
      call.end(asStatus(error));
    }
  };
}

/** Any error as a status; what was not foreseen is told as the engine tells it, without internals. */
export function asStatus(error: unknown): StatusError {
  return error instanceof StatusError ? error : new StatusError(Status.unknown, 'Exception was thrown by handler.');
}

class StreamCall implements Call {
  readonly #stream: ServerHttp2Stream;
  readonly #listeners: (() => void)[] = [];
  #ended = false;

  constructor(stream: ServerHttp2Stream) {
    this.#stream = stream;
    stream.on('close', () => this.#over());
    stream.on('aborted', () => this.#over());
  }

  get ended(): boolean {
    return this.#ended;
  }

  send(messages: readonly Uint8Array[]): Promise<void> {
    if (this.#ended || messages.length === 0) return Promise.resolve();
    const stream = this.#stream;
    if (!stream.headersSent) stream.respond(HEADERS, { waitForTrailers: true });
    if (stream.write(frame(messages))) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        stream.off('drain', done);
        stream.off('close', done);
        resolve();
      };
      stream.on('drain', done);
      stream.on('close', done);
    });
  }

  end(error?: StatusError): void {
    if (this.#ended) return;
    const stream = this.#stream;
    const trailers = {
      'grpc-status': String(error?.code ?? Status.ok),
      ...(error && { 'grpc-message': error.message.replaceAll(/[^ -$&-~]/gu, encodeURIComponent), ...printable(error.trailers) }),
    };
    if (!stream.destroyed) {
      if (stream.headersSent) {
        stream.once('wantTrailers', () => stream.sendTrailers(trailers));
        stream.end();
      } else {
        stream.respond({ ...HEADERS, ...trailers }, { endStream: true });
      }
    }
    this.#over();
  }

  onEnd(listener: () => void): void {
    if (this.#ended) listener();
    else this.#listeners.push(listener);
  }

  #over(): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const listener of this.#listeners) listener();
  }
}

const HEADERS = { ':status': 200, 'content-type': 'application/grpc+proto' } as const;

/** The client crashes on an error that lacks a trailer: a name it cannot be sent as it is must not be left out. */
function printable(trailers: Readonly<Record<string, string>>): Record<string, string> {
  const encoded = (value: string) => value.replaceAll(/[^ -~]/gu, encodeURIComponent);
  return Object.fromEntries(Object.entries(trailers).map(([name, value]) => [name, encoded(value)]));
}

function frame(messages: readonly Uint8Array[]): Buffer {
  let length = 0;
  for (const message of messages) length += 5 + message.length;
  const bytes = Buffer.allocUnsafe(length);
  let at = 0;
  for (const message of messages) {
    bytes[at] = 0;
    bytes.writeUInt32BE(message.length, at + 1);
    bytes.set(message, at + 5);
    at += 5 + message.length;
  }
  return bytes;
}

/** Cuts a byte stream into messages. */
class Frames {
  #chunks: Buffer[] = [];
  #length = 0;
  #wanted = 5;

  *add(chunk: Buffer): Generator<Buffer> {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    while (this.#length >= this.#wanted) {
      const bytes = this.#chunks.length === 1 ? this.#chunks[0] : Buffer.concat(this.#chunks, this.#length);
      this.#chunks = [bytes];
      if (bytes[0] !== 0) throw new StatusError(Status.unimplemented, 'compressed messages are not supported');
      const size = bytes.readUInt32BE(1);
      if (size > MAX_MESSAGE_BYTES)
        throw new StatusError(Status.resourceExhausted, `a message has at most ${MAX_MESSAGE_BYTES} bytes, this has ${size}`);
      if (bytes.length < 5 + size) {
        this.#wanted = 5 + size;
        return;
      }
      const rest = bytes.subarray(5 + size);
      this.#chunks = rest.length > 0 ? [rest] : [];
      this.#length = rest.length;
      this.#wanted = 5;
      yield bytes.subarray(5, 5 + size);
    }
  }
}
