/** The record of a conversation as a replay reads it: events as its lens shows them, by the commands that made them. */
import { type ConversationEvent, isSameStep, type ReplayEvent, replayEventOf } from '../../../libs/domain';
import type { RawEvent, StreamBatch } from '../../../libs/event-store';

// What is told of one command at a time: an import is one command, however long its dialogue is.
const MOST_EVENTS = 100;
const MOST_BYTES = 250_000;

/** Events that belong to one step; `isLater`: they lie behind the moment that was asked for. */
export interface Together {
  readonly events: readonly [ReplayEvent, ...ReplayEvent[]];
  readonly isLater: boolean;
  /** Those of them whose text is closed, as they are stored: all that is kept of them opens them. */
  readonly closed: readonly RawEvent[];
}

/** What of a record is told. */
interface Told {
  /** The last revision that is looked at. */
  readonly last: number;
  /** Whether it had happened at the moment that was asked for. */
  readonly isUpTo: (event: ReplayEvent) => boolean;
  /** The event as the lens shows it. */
  readonly seen: (event: ReplayEvent) => ReplayEvent | undefined;
}

/**
 * Events by their commands, as many commands at a time as a batch brings; what lies behind the moment begins anew. What a lens does not
 * show is in none.
 */
export async function* together(
  record: AsyncIterable<StreamBatch<ConversationEvent>>,
  { last: end, isUpTo, seen }: Told,
): AsyncGenerator<readonly Together[], void> {
  let events: ReplayEvent[] = [];
  let closed: RawEvent[] = [];
  let bytes = 0;
  let isLater = false;
  const whole = (): Together => ({ events: events as [ReplayEvent, ...ReplayEvent[]], isLater, closed });
  for await (const batch of record) {
    const done: Together[] = [];
    for (const stored of batch.events) {
      if (stored.revision > end) break;
      const size = stored.bytes.data.length;
      const event = seen(replayEventOf(stored));
      if (!event) continue;
      const later: boolean = isLater || !isUpTo(event);
      const last = events.at(-1);
      const goesOn: boolean | undefined =
        last && later === isLater && isSameStep(last, event) && events.length < MOST_EVENTS && bytes < MOST_BYTES;
      if (last && !goesOn) {
        done.push(whole());
        events = [];
        closed = [];
        bytes = 0;
      }
      isLater = later;
      events.push(event);
      if (stored.closed) closed.push(stored.closed);
      bytes += size;
    }
    yield done;
    if (batch.revision >= end) break;
  }
  if (events.length > 0) yield [whole()];
}
