import { Appender } from './appender';
import { AppendTooLarge, type ExpectedRevision, RevisionConflict, StoreUnavailable } from './errors';
import type { Lane } from './node-client';
import { Patience } from './patience';
import type { RawReads } from './raw-reads';
import type { EncodedEvents } from './wire';

/** Where an append ended: the revision and the position of its last event. */
export interface AppendResult {
  readonly revision: number;
  readonly position: bigint;
}

/** What appends need of their store. */
export interface AppendsOptions {
  readonly lane: Lane;
  readonly reads: RawReads;
  readonly tryMs: number;
  readonly budgetMs: number;
  readonly maxAppendBytes: number;
  readonly closed: AbortSignal;
}

/** Appends that are tried again, with the same bytes at the same expected revision, while their outcome is unknown. */
export class Appends {
  readonly #options: AppendsOptions;
  readonly #appender: Appender;

  constructor(options: AppendsOptions) {
    this.#options = options;
    this.#appender = new Appender(options.lane, options.tryMs, options.maxAppendBytes);
  }

  /** Throws RevisionConflict, StreamDeleted, AppendTooLarge, StoreRefused, and StoreUnavailable with the outcome unknown. */
  async append(stream: string, events: EncodedEvents, expected: ExpectedRevision): Promise<AppendResult> {
    const { budgetMs, maxAppendBytes, closed } = this.#options;
    const size = events.sizes.reduce((sum, bytes) => sum + bytes, 0);
    if (size > maxAppendBytes) throw new AppendTooLarge(stream, size, maxAppendBytes);
    const patience = new Patience(budgetMs, closed);
    for (;;) {
      try {
        const { revision, position } = await this.#appender.send(stream, events, expected, patience.left);
        return { revision, position: position ?? (await this.#positionOf(stream, revision)) };
      } catch (error) {
        if (error instanceof RevisionConflict && patience.attempts > 0) return await this.#ownEarlierWrite(stream, events, error);
        if (!(error instanceof StoreUnavailable)) throw error;
        await patience.pause(error);
      }
    }
  }

  /** A whole history in as many appends as the limit asks for, behind the revision `last` of its stream. */
  async appendNew(stream: string, events: EncodedEvents, last: number): Promise<AppendResult> {
    const { ids, messages, sizes } = events;
    let expected: ExpectedRevision = last < 0 ? 'no-stream' : last;
    let result: AppendResult | undefined;
    for (let from = 0; from < ids.length; ) {
      let to = from + 1;
      for (let bytes = sizes[from]; to < ids.length && bytes + sizes[to] <= this.#options.maxAppendBytes; to++)
        bytes += sizes[to];
      const part = { ids: ids.slice(from, to), messages: messages.slice(from, to), sizes: sizes.slice(from, to) };
      result = await this.append(stream, part, expected);
      expected = last + to;
      from = to;
    }
    return result as AppendResult;
  }

  /** Gives up on everything pending. */
  close(): void {
    this.#appender.close();
  }

  /** A conflict after an attempt of unknown outcome may be that attempt's success: then the very events stand at their place. */
  async #ownEarlierWrite(stream: string, events: EncodedEvents, conflict: RevisionConflict): Promise<AppendResult> {
    const { expected } = conflict;
    if (typeof expected === 'number' || expected === 'no-stream') {
      const from = typeof expected === 'number' ? expected + 1 : 0;
      let found = 0;
      for await (const batch of this.#options.reads.batches(
        { stream, from, direction: 'forwards' },
        () => events.ids.length - found,
      )) {
        for (const { id, revision, position } of batch) {
          if (id !== events.ids[found]) throw conflict;
          if (++found === events.ids.length) return { revision, position };
        }
      }
    }
    throw conflict;
  }

  /** The store answers some repetitions without saying where the events are. */
  async #positionOf(stream: string, revision: number): Promise<bigint> {
    for await (const [event] of this.#options.reads.batches({ stream, from: revision, direction: 'forwards' }, () => 1))
      return event.position;
    throw new StoreUnavailable(`${stream} does not show its event ${revision}`);
  }
}
