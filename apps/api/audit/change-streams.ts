import { EventEmitter, once } from 'node:events';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ReadModels } from '../../../libs/read-models';
import { type Caller, nameOf } from '../application/caller';
import { AtATime } from '../edge/at-a-time';
import { callerOf } from '../edge/caller';
import { Callers } from '../edge/callers';
import { beginEvents } from '../edge/event-stream';
import { Problem } from '../edge/problem';
import { positionGiven } from '../edge/shape';
import { type Happened, LiveTail, partyOf } from './live-tail';
import { LogEnd } from './log-end';

const PAGE = 100;
const HEARTBEAT_MS = 15_000;
/** Whose token counts no more is let go within that, whatever happens. */
const ASKED_AGAIN_MS = 2_000;
/** Of one caller in this process: a browser needs one, whatever its tabs. */
const STREAMS_AT_MOST = 20;

/** What is streamed: how it is followed for everybody, a page of it for who comes later, of which projection, and what one is called. */
export interface ChangeSource {
  readonly projection: string;
  readonly event: string;
  /** Whether its readers hear what is no part of it, too ({@link ChangeStreams.tell}). */
  readonly isTold?: true;
  readonly all: (models: ReadModels, page: Page) => Promise<readonly Happened[]>;
  readonly after: (
    models: ReadModels,
    caller: Caller,
    page: Page,
  ) => Promise<{ readonly items: readonly { readonly position: string }[] }>;
}

interface Page {
  readonly after: bigint;
  readonly limit: number;
}

/** Open streams of server-sent events. One reader of the database serves all of them; each asks it only for what was before it came. */
@Injectable()
export class ChangeStreams {
  readonly #closing = new AbortController();
  readonly #tails = new Map<ChangeSource, LiveTail>();
  readonly #open = new AtATime(STREAMS_AT_MOST);
  readonly #told = new EventEmitter<{ told: [text: string, isMeant: (reader: Caller) => boolean] }>().setMaxListeners(0);

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
    await this.hold(request, reply, (signal) => this.#stream(request, reply, from, source, signal));
  }

  /**
   * Runs what streams to the caller, with a signal that says when it has to end: the caller left, its token counts no more, or the server
   * closes. Throws a Problem where the caller has as many streams as one may have.
   */
  async hold(request: FastifyRequest, reply: FastifyReply, stream: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const leave = this.#open.enter(nameOf(callerOf(request)));
    if (!leave)
      throw new Problem(429, 'too-many-streams', `One caller may follow by ${STREAMS_AT_MOST} streams at a time.`, {
        retryAfter: 5,
      });
    try {
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      const expiry = (await this.callers.expiryOf(request.headers)) - Date.now();
      const lapse = AbortSignal.timeout(Math.max(0, Math.min(expiry, 2 ** 31 - 1)));
      await stream(AbortSignal.any([gone.signal, this.#closing.signal, lapse]));
    } finally {
      leave();
    }
  }

  async #stream(
    request: FastifyRequest,
    reply: FastifyReply,
    from: bigint | undefined,
    source: ChangeSource,
    signal: AbortSignal,
  ): Promise<void> {
    // Before anything is sent, a failure can still be an answer of its own.
    const tail = this.#tailOf(source);
    const reader = callerOf(request);
    const party = partyOf(reader);
    let joined = await tail.join(party);
    let after = from ?? joined.position;
    const { raw } = reply;
    const told = (text: string, isMeant: (reader: Caller) => boolean) => {
      if (isMeant(reader) && !raw.writableNeedDrain) raw.write(text);
    };
    try {
      beginEvents(reply);
      raw.write('retry: 1000\n\n');
      if (source.isTold) this.#told.on('told', told);
      let lastWritten = Date.now();
      const write = async (position: bigint, item: object): Promise<void> => {
        after = position;
        lastWritten = Date.now();
        if (!raw.write(`id: ${position}\nevent: ${source.event}\ndata: ${JSON.stringify(item)}\n\n`))
          await once(raw, 'drain', { signal });
      };
      while (!signal.aborted) {
        if (after < joined.position) await this.#catchUp(request, () => after, source, signal, write);
        while (!signal.aborted && !joined.queue.overflowed) {
          await joined.queue.some(ASKED_AGAIN_MS, signal);
          if (signal.aborted) break;
          const caller = await this.callers.callerOf(request.headers);
          for (const row of joined.queue.take()) {
            const item = row.position > after && row.shownTo(caller);
            if (item) await write(row.position, item);
          }
          if (Date.now() - lastWritten < HEARTBEAT_MS) continue;
          raw.write(': still here\n\n');
          lastWritten = Date.now();
        }
        if (signal.aborted) break;
        joined.leave();
        joined = await tail.join(party);
      }
    } catch (error) {
      // Once the answer has begun, ending it makes the caller come back with Last-Event-ID.
      if (!reply.sent) throw error;
    } finally {
      this.#told.off('told', told);
      joined.leave();
      // A reader that does not read would keep what is left for it, and the server from its end: it resumes elsewhere.
      if (raw.writableNeedDrain) raw.destroy();
      else if (reply.sent) raw.end();
    }
  }

  /** Tells those readers who are meant, once, at this moment: it has no position, and is not resumed. */
  tell(event: string, data: object, isMeant: (reader: Caller) => boolean): void {
    this.#told.emit('told', `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`, isMeant);
  }

  /** Ends every stream, so that the server can close. */
  close(): void {
    this.#closing.abort();
  }

  /** What happened before the stream came: read from the database until there is no more. */
  async #catchUp(
    request: FastifyRequest,
    after: () => bigint,
    source: ChangeSource,
    signal: AbortSignal,
    write: (position: bigint, item: object) => Promise<void>,
  ): Promise<void> {
    while (!signal.aborted) {
      const caller = await this.callers.callerOf(request.headers);
      const { items } = await source.after(this.models, caller, { after: after(), limit: PAGE });
      for (const item of items) await write(BigInt(item.position), item);
      if (items.length < PAGE) return;
    }
  }

  #tailOf(source: ChangeSource): LiveTail {
    const known = this.#tails.get(source) ?? new LiveTail(this.models, source.projection, source.all);
    this.#tails.set(source, known);
    return known;
  }
}
