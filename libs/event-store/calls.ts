import type { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { StoreRefused, StoreUnavailable, StreamDeleted } from './errors';
import type { Lane, ReadCall } from './node-client';
import type { ReadResp } from './protocol';
import type { StoreClock } from './store-clock';
import { callError, reconnectsItself } from './wire';

/** One read or subscription on a lane. */
export interface ReadCallOptions {
  readonly lane: Lane;
  readonly request: Buffer;
  /** Named in errors. */
  readonly stream: string;
  /**
   * Asks the leader. What a command is decided on has to be what the leader has: a follower that lags would let it be decided on an
   * old state again and again.
   */
  readonly fresh: boolean;
  /** Milliseconds without an answer after which it is given up: without the first of a subscription, without the next of a read. */
  readonly tryMs: number;
  /** It goes on until it is aborted, and may be silent as long as nothing happens. */
  readonly subscribes?: boolean;
  readonly clock: StoreClock;
  /** Aborting it ends the iteration without an error. */
  readonly signal?: AbortSignal;
}

/** The messages of one call, in order, as many at a time as have arrived. Throws StreamDeleted, StoreRefused, else StoreUnavailable. */
export async function* messagesOf(options: ReadCallOptions): AsyncGenerator<readonly ReadResp[], void> {
  const { lane, request, stream, fresh, tryMs, subscribes, clock, signal } = options;
  if (signal?.aborted) return;
  const client = lane.client;
  let silent: NodeJS.Timeout | undefined;
  let since = 0;
  let isLate = false;
  try {
    let giveUp: (error: Error) => void = () => undefined;
    const tooLate = new Promise<never>((_, reject) => {
      giveUp = reject;
    });
    tooLate.catch(() => undefined);
    const listen = () => {
      since = performance.now();
      silent = setTimeout(() => {
        isLate = true;
        giveUp(new StoreUnavailable(`no answer within ${tryMs} ms`));
      }, tryMs);
    };
    listen();
    const sent = Date.now();
    const opening = client.openRead(request, fresh);
    // Given up before it opened: it must not stay open.
    const call = await Promise.race([opening, tooLate]).catch((error) => {
      opening.then(leave).catch(() => undefined);
      throw error;
    });
    const stop = () => call.destroy();
    signal?.addEventListener('abort', stop);
    tooLate.catch((error) => call.destroy(error));
    call.on('metadata', (headers) => clock.answered(headers.get('date')[0]?.toString(), sent, Date.now()));
    try {
      for await (const messages of arrivals<ReadResp>(call)) {
        clearTimeout(silent);
        lane.heard(client);
        yield messages;
        if (!subscribes) listen();
      }
    } finally {
      clearTimeout(silent);
      signal?.removeEventListener('abort', stop);
      leave(call);
    }
  } catch (error) {
    if (signal?.aborted) return;
    if (!reconnectsItself(error)) {
      const refused = callError(error, stream);
      if (refused instanceof StreamDeleted || refused instanceof StoreRefused) throw refused;
      // A store that is slow with this call and answers others would be slower if they all were asked again.
      if (!isLate || lane.isSilentSince(since)) lane.replace(client);
    }
    throw callError(error, stream);
  } finally {
    clearTimeout(silent);
  }
}

/**
 * Ends a call wherever it is. One that has arrived whole cannot be cancelled: left unread, the client would keep it, and wait for its end
 * when it closes.
 */
function leave(call: ReadCall): void {
  call.cancel();
  call.destroy();
}

/**
 * What a call has received, several messages at a time where several are there. grpc-js hands them over one by one within a turn of the
 * loop: what is done for each arrival, down to letting in events, would be done for each message. Node's own iterator costs more than a
 * short read.
 */
async function* arrivals<T>(call: Readable): AsyncGenerator<readonly T[], void> {
  let over = false;
  let failure: unknown;
  let wake: () => void = () => undefined;
  const ended = (error?: unknown) => {
    over = true;
    failure ??= error;
    wake();
  };
  // The listener for errors stays: one after the last message was read would end the process.
  call
    .on('readable', () => wake())
    .on('end', () => ended())
    .on('close', () => ended())
    .on('error', ended);
  for (;;) {
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const some: T[] = [];
    for (let message = next<T>(call); message !== null; message = next<T>(call)) some.push(message);
    if (some.length > 0) yield some;
    else if (failure) throw failure;
    else if (over) return;
    else await woken;
    await turn();
  }
}

const next = <T>(call: Readable): T | null => (call.destroyed ? null : (call.read() as T | null));
