import { randomUUID } from 'node:crypto';
import { type ExpectedRevision, StoreUnavailable } from './errors';
import type { AppendCall, Lane } from './node-client';
import { type BatchAppendResp, uuidOf } from './protocol';
import { type Appended, appendAnswer, appendRequest, callError, type EncodedEvents, reconnectsItself } from './wire';

interface Pending {
  readonly resolve: (answer: BatchAppendResp) => void;
  readonly reject: (error: Error) => void;
  /** The call it was written to; undefined while that opens. */
  call: AppendCall | undefined;
  readonly since: number;
  readonly until: number;
}

/** How often overdue appends are looked for, in milliseconds. */
const sweepMs = 100;

/** Sends appends, many at a time over one call, and gives up on each after its time. Every answer is matched by its correlation id; one nobody waits for any more is dropped. */
export class Appender {
  #lane: Lane;
  #tryMs: number;
  #limit: number;
  #call: Promise<AppendCall> | undefined;
  #pending = new Map<string, Pending>();
  #sweep: NodeJS.Timeout | undefined;
  #swept = 0;

  /** `tryMs`: after this long without an answer the connection counts as frozen and is replaced. `limit`: bytes of one append. */
  constructor(lane: Lane, tryMs: number, limit: number) {
    this.#lane = lane;
    this.#tryMs = tryMs;
    this.#limit = limit;
  }

  /** One attempt. Throws what the store said; StoreUnavailable when the outcome is unknown, after `waitMs` at the latest. */
  async send(stream: string, events: EncodedEvents, expected: ExpectedRevision, waitMs: number): Promise<Appended> {
    const correlationId = randomUUID();
    const now = performance.now();
    const answer = new Promise<BatchAppendResp>((resolve, reject) => {
      this.#pending.set(correlationId, {
        resolve,
        reject,
        call: undefined,
        since: now,
        until: now + Math.min(waitMs, this.#tryMs),
      });
    });
    this.#watch();
    this.#write(correlationId, stream, events, expected);
    return appendAnswer(await answer, stream, expected, this.#limit);
  }

  /** Gives up on everything pending. */
  close(): void {
    clearInterval(this.#sweep);
    this.#fail(() => true, new StoreUnavailable('this connection was closed'));
  }

  async #write(correlationId: string, stream: string, events: EncodedEvents, expected: ExpectedRevision): Promise<void> {
    try {
      this.#call ??= this.#open();
      const opening = this.#call;
      const call = await opening;
      // Written to a call that is over, it would wait for nothing.
      if (this.#call !== opening) throw new StoreUnavailable('the connection broke while it opened');
      const pending = this.#pending.get(correlationId);
      // Given up while the call opened: nobody would read the answer, and the retry sends it again.
      if (!pending) return;
      pending.call = call;
      const deadline = this.#lane.client.appendDeadline();
      // Not waiting for the socket to drain: whoever appends waits for the answer, which bounds what is in flight.
      call.write(appendRequest(correlationId, stream, events.messages, expected, deadline));
    } catch (error) {
      this.#pending.get(correlationId)?.reject(callError(error, stream));
      this.#pending.delete(correlationId);
    }
  }

  #open(): Promise<AppendCall> {
    const client = this.#lane.client;
    const opening = client.openAppends().then(
      (call) => {
        const over = (error: unknown) => {
          if (this.#call === opening) this.#call = undefined;
          if (!reconnectsItself(error)) this.#lane.replace(client);
          this.#fail((pending) => pending.call === call, callError(error, ''));
        };
        call.on('data', (answer: BatchAppendResp) => {
          this.#lane.heard(client);
          const id = uuidOf(answer.correlationId);
          this.#pending.get(id)?.resolve(answer);
          this.#pending.delete(id);
        });
        call.on('error', over);
        // An orderly end with appends pending would leave them waiting for ever.
        call.on('end', () => over(new StoreUnavailable('the store ended the call')));
        return call;
      },
      (error: unknown) => {
        if (this.#call === opening) this.#call = undefined;
        this.#lane.replace(client);
        throw error;
      },
    );
    return opening;
  }

  #watch(): void {
    if (this.#sweep) return;
    this.#swept = performance.now();
    this.#sweep = setInterval(() => this.#giveUpOverdue(), sweepMs);
  }

  #giveUpOverdue(): void {
    const now = performance.now();
    const late = now - this.#swept > 5 * sweepMs;
    this.#swept = now;
    if (this.#pending.size === 0) {
      clearInterval(this.#sweep);
      this.#sweep = undefined;
      return;
    }
    // This process itself stood still: answers may lie unread in the socket, so look again after the next round of events.
    if (late) return;
    let frozen = false;
    for (const [id, pending] of this.#pending) {
      if (now < pending.until) continue;
      this.#pending.delete(id);
      // A store that is slow with one and answers others is asked again for that one alone.
      frozen ||= now - pending.since >= this.#tryMs && this.#lane.isSilentSince(pending.since);
      pending.reject(new StoreUnavailable(`no answer within ${Math.round(now - pending.since)} ms`));
    }
    if (!frozen) return;
    this.#call = undefined;
    this.#fail(() => true, new StoreUnavailable('the connection stopped answering'));
    this.#lane.replace(this.#lane.client);
  }

  #fail(which: (pending: Pending) => boolean, error: Error): void {
    for (const [id, pending] of this.#pending) {
      if (!which(pending)) continue;
      this.#pending.delete(id);
      pending.reject(error);
    }
  }
}
