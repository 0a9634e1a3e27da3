import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { changesAfter, onChange, projectionStatus, ReadModels } from '../../../libs/read-models';
import { Authentication } from '../edge/authentication';

const PAGE = 100;
const HEARTBEAT_MS = 15_000;
// A notification may be lost with the connection it comes by: nobody waits longer than this for what is there already.
const LOOK_AGAIN_MS = 2_000;

const ignore = () => undefined;

/** Open streams of server-sent events. One listener at the database wakes all of them. */
@Injectable()
export class ChangeStreams {
  readonly #closing = new AbortController();
  readonly #changes = new EventEmitter().setMaxListeners(0);
  #listening: Promise<unknown> | undefined;

  constructor(
    @Inject(ReadModels) private readonly models: ReadModels,
    @Inject(Authentication) private readonly authentication: Authentication,
  ) {}

  /** Streams until the caller leaves, its token counts no more or the server ends. `from`: exclusive; without it, now. */
  async open(request: FastifyRequest, reply: FastifyReply, from: bigint | undefined): Promise<void> {
    // Before anything is sent, a failure can still be an answer of its own.
    const start = from ?? (await this.#head());
    await this.#listen();
    const expiry = this.authentication.expiryOf(request.headers.authorization) - Date.now();
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
      await this.#follow(request, start, raw, signal);
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

  async #follow(request: FastifyRequest, start: bigint, raw: FastifyReply['raw'], signal: AbortSignal): Promise<void> {
    let after = start;
    let lastWritten = Date.now();
    while (!signal.aborted) {
      const woken = this.#next(signal);
      const caller = await this.authentication.callerOf(request.headers.authorization);
      const { items } = await changesAfter(this.models, caller, { after, limit: PAGE });
      for (const item of items) {
        after = BigInt(item.position);
        lastWritten = Date.now();
        if (!raw.write(`id: ${item.position}\nevent: change\ndata: ${JSON.stringify(item)}\n\n`))
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
  async #next(signal: AbortSignal): Promise<void> {
    const timer = new AbortController();
    const woken = once(this.#changes, 'change', { signal: AbortSignal.any([signal, timer.signal]) }).then(ignore, ignore);
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
    this.#listening ??= Promise.resolve(
      onChange(this.models, () => {
        this.#changes.emit('change');
      }),
    );
    try {
      await this.#listening;
    } catch (error) {
      this.#listening = undefined;
      throw error;
    }
  }

  async #head(): Promise<bigint> {
    const audit = (await projectionStatus(this.models)).find(({ name }) => name === 'audit');
    return BigInt(audit?.position ?? 0);
  }
}
