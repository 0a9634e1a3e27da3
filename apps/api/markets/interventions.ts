import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import {
  type Clockwork,
  type ConversationEvent,
  CorrectCalendar,
  conversation,
  ExcuseObligation,
  initialConversation,
  iso,
  Rejection,
  type Stamp,
} from '../../../libs/domain';
import { EventStore, uuidV5 } from '../../../libs/event-store';
import { ProductClock } from '../../../libs/product-clock';
import { obligations, ReadModels, waitFor } from '../../../libs/read-models';
import type { Caller } from '../application/caller';
import { Commands } from '../application/commands';
import { unavailable } from '../edge/problem';

const PAGE = 100;
const IN_FLIGHT = 32;
const VISIBLE_WITHIN_MS = 10_000;
const OTHERS_FOLLOW_WITHIN_MS = 250;
/** States in which an obligation still waits for an answer. */
const OPEN = ['open', 'reminded', 'overdue', 'escalated'] as const;
/** States of what has ended in which a late reply may stand on record; the rules know. */
const MAY_HAVE_BEEN_LATE = ['answered-late', 'withdrawn', 'no-reply-needed'] as const;

interface Place {
  readonly conversation: string;
  readonly message: string;
}

/**
 * What an admin does to many obligations at once: one command each, found by the clock read model and decided by the rules. Each
 * command's id comes from the request's, so that a request interrupted half-way and sent again goes on and does nothing twice.
 */
@Injectable()
export class Interventions {
  constructor(
    private readonly commands: Commands,
    @Inject(ProductClock) private readonly clock: ProductClock,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(ReadModels) private readonly models: ReadModels,
  ) {}

  /** Excuses what was open between two instants; what is imported is never late (R1.4) and needs no excuse. */
  async excuse(
    market: string,
    outage: { from: string; to: string; reason: string },
    stamp: Stamp,
  ): Promise<{ excused: number; position: bigint }> {
    const [from, to] = [Date.parse(outage.from), Date.parse(outage.to)];
    const excused = new Set<string>();
    let position = await this.store.head();
    await this.#seesUpTo(position);
    // Those excused already too: a request sent again counts what it did the first time.
    const found = this.#all(market, stamp, [...OPEN, ...MAY_HAVE_BEEN_LATE], ({ receivedAt, endedAt, imported }) => {
      const ended = endedAt == null ? Number.POSITIVE_INFINITY : Date.parse(String(endedAt));
      return !imported && Date.parse(String(receivedAt)) < to && ended > from;
    });
    await this.#each(found, async (place) => {
      const command = new ExcuseObligation(place.conversation, own(stamp, place), this.clock, place.message, outage.reason);
      const handled = await this.commands.dispatch(command).catch(changedMeanwhile);
      if (!handled) return;
      // One that was excused while the pages were read is found once more.
      if (handled.events.length > 0) excused.add(`${place.conversation} ${place.message}`);
      if (handled.position > position) position = handled.position;
    });
    return { excused: excused.size, position };
  }

  /**
   * Moves open obligations to the calendar in force since the event at `since`; the position of the last event, undefined if nothing
   * moved.
   */
  async move(market: string, reason: string, stamp: Stamp, since: bigint): Promise<bigint | undefined> {
    let position: bigint | undefined;
    await this.#seesUpTo(since);
    // Another process may have been deciding on the calendar before: what it was writing then is there now.
    await sleep(OTHERS_FOLLOW_WITHIN_MS);
    await this.#seesUpTo(await this.store.head());
    await this.#each(this.#all(market, stamp, OPEN), async (place) => {
      const command = new CorrectCalendar(place.conversation, own(stamp, place), this.clock, place.message, reason);
      const handled = await this.commands.dispatch(command).catch(changedMeanwhile);
      if (handled && handled.events.length > 0 && handled.position > (position ?? 0n)) position = handled.position;
    });
    return position;
  }

  /** What would move: decided by the same rules, on a calendar that is not in force. Throws before the first is listed, if it does. */
  async wouldMove(market: string, corrected: Clockwork, reason: string, stamp: Stamp): Promise<AsyncGenerator<object>> {
    await this.#seesUpTo(await this.store.head());
    return this.#moves(market, corrected, reason, stamp);
  }

  async *#moves(market: string, corrected: Clockwork, reason: string, stamp: Stamp): AsyncGenerator<object> {
    for await (const { conversation: id, message } of this.#all(market, stamp, OPEN)) {
      const state = initialConversation();
      for await (const event of this.store.read<ConversationEvent>(`${conversation.category}-${id}`))
        conversation.evolve(state, event, event);
      const before = state.obligations.get(message);
      if (!before) continue;
      for (const event of conversation.decide(new CorrectCalendar(id, stamp, corrected, message, reason), state)) {
        if (event.type !== 'ReplyObligationMoved') continue;
        const { dueAt, overdueAfter, overdueVoid = false } = event.data;
        yield {
          conversation: id,
          message,
          from: { dueAt: iso(before.dueAt) },
          to: { dueAt, overdueAfter },
          overdueVoid,
        };
      }
    }
  }

  /** Waits until the clock read model has seen everything up to a position: an obligation it does not know yet would be passed over. */
  async #seesUpTo(position: bigint): Promise<void> {
    if (!(await waitFor(this.models, 'clock', position, VISIBLE_WITHIN_MS)))
      throw unavailable('not-yet-visible', 'The clock read model is behind: the same again goes on where this ended.', 5);
  }

  /**
   * The obligations in these states. They are read page by page while their states change: an obligation goes through the states in
   * the order they are listed here, so that none escapes, and one may be found twice.
   */
  async *#all(
    market: string,
    stamp: Stamp,
    states: readonly string[],
    wanted: (row: { receivedAt: unknown; endedAt?: unknown; state: string; imported: boolean }) => boolean = () => true,
  ): AsyncGenerator<Place> {
    const caller: Caller = { sub: stamp.actor.id, role: 'admin' };
    for (const state of states) {
      let cursor: string | undefined;
      do {
        const page = await obligations(this.models, caller, { market, state, cursor, limit: PAGE });
        for (const row of page.items) if (wanted(row)) yield { conversation: row.conversation, message: row.message };
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
    }
  }

  /** Does something with each, several at a time. Obligations of one conversation wait for each other in the command handling. */
  async #each(places: AsyncIterable<Place>, act: (place: Place) => Promise<void>): Promise<void> {
    const running = new Set<Promise<void>>();
    const failures: unknown[] = [];
    for await (const place of places) {
      const one: Promise<void> = act(place)
        .catch((error) => void failures.push(error))
        .finally(() => running.delete(one));
      running.add(one);
      if (running.size >= IN_FLIGHT) await Promise.race(running);
      if (failures.length > 0) break;
    }
    await Promise.all(running);
    if (failures.length > 0) throw failures[0];
  }
}

const own = (stamp: Stamp, { conversation: id, message }: Place): Stamp => ({
  ...stamp,
  commandId: uuidV5(`${id} ${message}`, stamp.commandId),
});

/** The read model is behind: what ended in the meantime needs nothing more. */
function changedMeanwhile(error: unknown): undefined {
  if (error instanceof Rejection) return undefined;
  throw error;
}
