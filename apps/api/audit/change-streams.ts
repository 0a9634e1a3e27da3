import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { projectionStatus, ReadModels } from '../../../libs/read-models';
import type { Caller } from '../application/caller';
import { Callers } from '../edge/callers';
import { positionGiven } from '../edge/shape';
import { LogEnd } from './log-end';

const PAGE = 100;
const HEARTBEAT_MS = 15_000;
// A notification may be lost with the connection it comes by: nobody waits longer than this for what is there already.
const LOOK_AGAIN_MS = 2_000;

const ignore = () => undefined;

/** What is streamed: a page of it behind a position, which projection it is of, and what one is called. */
export interface ChangeSource {
  readonly projection: string;
  readonly event: string;
  readonly after: (
    models: ReadModels,
    caller: Caller,
    page: { readonly after: bigint; readonly limit: number },
  ) => Promise<{ readonly items: readonly { readonly position: string }[] }>;
}

/** Open streams of server-sent events. One listener at the database wakes all of them. */
@Injectable()
export class ChangeStreams {
  readonly #closing = new AbortController();
  readonly #changes = new EventEmitter().setMaxListeners(0);
  #listening: Promise<unknown> | undefined;

  constructor(
    @Inject(ReadModels) private readonly models: ReadModels,
    @Inject(Callers) private readonly callers: Callers,
    private readonly end: LogEnd,
  ) {}

  /**
   * Streams until the caller leaves, its token counts no more or the server ends: what comes after the position in Last-Event-ID, or else
   * the one given (exclusive), or else now. Throws a Problem for a position that makes no sense.
   */
  async serve(request: FastifyRequest, reply: FastifyReply, after: string | undefined, source: ChangeSource): Promise<void> {
    // A stream has no end: who asks for nothing but its head gets that at once.
    if (request.method === 'HEAD') return void reply.type('text/event-stream').send();
    const last = request.headers['last-event-id'] || undefined;
    const [name, given] = last === undefined ? ['after', after] : ['Last-Event-ID', String(last)];
    const from = given === undefined ? undefined : positionGiven(name, given);
    if (from !== undefined) await this.end.refuseBeyond(name, from);
    await this.#open(request, reply, from, source);
  }

  async #open(request: FastifyRequest, reply: FastifyReply, from: bigint | undefined, source: ChangeSource): Promise<void> {
    // Before anything is sent, a failure can still be an answer of its own.
    const start = from ?? (await this.#head(source));
    await this.#listen();
    const expiry = (await this.callers.expiryOf(request.headers)) - Date.now();
    const gone = new AbortController();
    const signal = AbortSignal.any([
      gone.signal,
      this.#closing.signal,
      AbortSignal.timeout(Math.max(0, Math.min(expiry, 2 ** 31 - 1))),
    ]);
    const { raw } = reply;
    raw.once('close', () => gone.abort());
    reply.hijack();
    const headers = reply.getHeaders() as Record<string, string>;
    raw.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // Nothing follows on this connection: left open after the last event it would hold up the end of the server.
      connection: 'close',
      'x-accel-buffering': 'no',
    });
    raw.write('retry: 1000\n\n');
    try {
      await this.#follow(request, start, raw, signal, source);
    } catch {
      // The answer has begun: ending it makes the caller come back with Last-Event-ID.
    } finally {
      // A reader that does not read would keep what is left for it, and the server from its end: it resumes elsewhere.
      if (raw.writableNeedDrain) raw.destroy();
      else raw.end();
    }
  }

  /** Ends every stream, so that the server can close. */
  close(): void {
    this.#closing.abort();
  }

  async #follow(
    request: FastifyRequest,
    start: bigint,
    raw: FastifyReply['raw'],
    signal: AbortSignal,
    source: ChangeSource,
  ): Promise<void> {
    let after = start;
    let lastWritten = Date.now();
    while (!signal.aborted) {
      const woken = this.#next(signal, source);
      const caller = await this.callers.callerOf(request.headers);
      const { items } = await source.after(this.models, caller, { after, limit: PAGE });
      for (const item of items) {
        after = BigInt(item.position);
        lastWritten = Date.now();
        if (!raw.write(`id: ${item.position}\nevent: ${source.event}\ndata: ${JSON.stringify(item)}\n\n`))
          await once(raw, 'drain', { signal });
      }
      if (items.length === PAGE) continue;
      await woken;
      if (!signal.aborted && Date.now() - lastWritten >= HEARTBEAT_MS) {
        raw.write(': still here\n\n');
        lastWritten = Date.now();
      }
    }
  }

  /** Resolves at the next change, or after a while without one. Asked for before reading, so that nothing falls between. */
  async #next(signal: AbortSignal, { projection }: ChangeSource): Promise<void> {
    const timer = new AbortController();
    const woken = once(this.#changes, projection, { signal: AbortSignal.any([signal, timer.signal]) }).then(ignore, ignore);
    try {
      await Promise.race([
        woken,
        sleep(LOOK_AGAIN_MS, undefined, { signal: AbortSignal.any([signal, timer.signal]) }).catch(ignore),
      ]);
    } finally {
      timer.abort();
    }
  }

  async #listen(): Promise<void> {
    this.#listening ??= this.models.onProjected((projection) => {
      this.#changes.emit(projection);
    });
    try {
      await this.#listening;
    } catch (error) {
      this.#listening = undefined;
      throw error;
    }
  }

  async #head({ projection }: ChangeSource): Promise<bigint> {
    const status = (await projectionStatus(this.models)).find(({ name }) => name === projection);
    return BigInt(status?.position ?? 0);
  }
}
