import { messagesOf } from './calls';
import { StoreUnavailable } from './errors';
import type { RawEvent } from './events';
import type { Lane } from './node-client';
import { Patience } from './patience';
import type { ReadResp } from './protocol';
import type { StoreClock } from './store-clock';
import { type ReadFrom, rawEvent, readRequest } from './wire';

/** What raw reads need of their store. */
export interface RawReadsOptions {
  readonly lane: Lane;
  readonly clock: StoreClock;
  /** Milliseconds one attempt, and all of them, may take without an answer. */
  readonly tryMs: number;
  readonly budgetMs: number;
  readonly closed: AbortSignal;
}

/** Reads of what the store has, whoever wrote it, in batches as they arrive. */
export class RawReads {
  readonly #options: RawReadsOptions;

  constructor(options: RawReadsOptions) {
    this.#options = options;
  }

  /**
   * Reads on while `wanted` says how many events more; interrupted, it goes on where it was. The store is asked for no more than that at
   * a time. Throws StreamDeleted, StoreRefused, StoreUnavailable.
   */
  async *batches(what: ReadFrom, wanted: () => number): AsyncGenerator<readonly RawEvent[], void> {
    const { budgetMs, closed } = this.#options;
    const patience = new Patience(budgetMs, closed);
    let place: ReadFrom | undefined = what;
    // Everything is read forwards from an event on, this one included.
    let known: bigint | undefined;
    for (let count = wanted(); place && count > 0; count = wanted()) {
      if (known !== undefined) count++;
      let received = 0;
      try {
        for await (const batch of this.once(place, count)) {
          received += batch.length;
          const last = batch[batch.length - 1];
          const fresh: readonly RawEvent[] = batch[0].position === known ? batch.slice(1) : batch;
          place = placeAfter(what, last);
          if (!('stream' in what) && what.direction === 'forwards') known = last.position;
          patience.restart();
          if (fresh.length > 0) yield fresh;
        }
        if (received < count) return;
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        await patience.pause(error);
      }
    }
  }

  /** One attempt. */
  async *once(what: ReadFrom, maxCount: number): AsyncGenerator<readonly RawEvent[], void> {
    const { lane, clock, tryMs } = this.#options;
    const stream = 'stream' in what ? what.stream : '$all';
    const request = readRequest(what, maxCount);
    for await (const messages of messagesOf({ lane, clock, tryMs, request, stream, fresh: true })) {
      const batch = eventsIn(messages);
      if (batch.length > 0) yield batch;
    }
  }
}

/** The events among the messages of a call. */
export function eventsIn(messages: readonly ReadResp[]): RawEvent[] {
  const events: RawEvent[] = [];
  for (const message of messages) {
    const event = rawEvent(message);
    if (event) events.push(event);
  }
  return events;
}

/** Where to go on after an event; undefined where there is nothing more. */
function placeAfter(place: ReadFrom, { revision, position }: RawEvent): ReadFrom | undefined {
  if (!('stream' in place)) return { ...place, from: position };
  const from = place.direction === 'forwards' ? revision + 1 : revision - 1;
  return from < 0 ? undefined : { ...place, from };
}
