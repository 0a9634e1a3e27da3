import { Inject, Injectable } from '@nestjs/common';
import {
  type CalendarCorrection,
  type ConversationEvent,
  CorrectCalendar,
  calendarDataOf,
  conversation,
  FollowCorrection,
  findMarket,
  followersOf,
  initialConversation,
  iso,
  marketCalendar,
  type Stamp,
} from '../../../libs/domain';
import { EventStore } from '../../../libs/event-store';
import { ProductClock } from '../../../libs/product-clock';
import { correctableObligations, type ObligationPlace, ReadModels, waitFor } from '../../../libs/read-models';
import { unavailable } from '../edge/problem';

const PAGE = 500;
const VISIBLE_WITHIN_MS = 10_000;

/** What a correction would move, as it is listed. */
interface Move {
  readonly conversation: string;
  readonly message: string;
  readonly from: { readonly dueAt: string };
  readonly to: { readonly dueAt: string; readonly overdueAfter: string };
  readonly overdueVoid: boolean;
}

/** What a correction would do to one obligation. */
interface Outcome {
  readonly move?: Move;
  readonly voided: number;
}

/** Dry runs of corrections: the same obligations, decided by the same rules as the reactor's, on calendars that are not in force. */
@Injectable()
export class Corrections {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(ReadModels) private readonly models: ReadModels,
    @Inject(ProductClock) private readonly clock: ProductClock,
  ) {}

  /** A correction and those of the markets below that would follow it. */
  withFollowers(correction: CalendarCorrection, stamp: Stamp): readonly CalendarCorrection[] {
    const system: Stamp = { ...stamp, actor: { id: 'reactor', role: 'system' } };
    const above = findMarket(correction.market);
    const holidays = above ? calendarDataOf(above.calendar).holidays : {};
    const below = followersOf(correction.market).flatMap(({ id, calendar }) => {
      const command = new FollowCorrection(id, system, correction, calendarDataOf(calendar), holidays);
      const [event] = marketCalendar.decide(command, this.clock.corrections(id));
      return event?.type === 'CalendarCorrected' ? this.withFollowers(event.data, stamp) : [];
    });
    return [correction, ...below];
  }

  /** What these corrections would do to each obligation. Throws before the first is listed, if it does. */
  async wouldDo(corrections: readonly CalendarCorrection[], stamp: Stamp): Promise<AsyncGenerator<Outcome>> {
    if (!(await waitFor(this.models, 'clock', await this.store.head(), VISIBLE_WITHIN_MS)))
      throw unavailable('not-yet-visible', 'The clock read model is behind.', 5);
    return this.#outcomes(
      corrections.filter(({ market }) => findMarket(market)),
      stamp,
    );
  }

  async *#outcomes(corrections: readonly CalendarCorrection[], stamp: Stamp): AsyncGenerator<Outcome> {
    const corrected = this.clock.corrected(corrections);
    for (const { market, reason } of corrections) {
      for await (const { conversation: id, message } of this.#all(market)) {
        const state = initialConversation();
        for await (const event of this.store.read<ConversationEvent>(`${conversation.category}-${id}`))
          conversation.evolve(state, event, event);
        const before = state.obligations.get(message);
        if (!before) continue;
        const decided = conversation.decide(new CorrectCalendar(id, stamp, corrected, message, reason), state);
        const voided = decided.filter(({ type }) => type === 'ViolationVoided').length;
        const moved = decided.find((event) => event.type === 'ReplyObligationMoved');
        if (!moved) {
          yield { voided };
          continue;
        }
        const { dueAt, overdueAfter, overdueVoid = false } = moved.data;
        const from = { dueAt: iso(before.dueAt) };
        yield { voided, move: { conversation: id, message, from, to: { dueAt, overdueAfter }, overdueVoid } };
      }
    }
  }

  async *#all(market: string): AsyncGenerator<ObligationPlace> {
    for (let after: ObligationPlace | undefined; ; ) {
      const page = await correctableObligations(this.models, market, after, PAGE);
      yield* page;
      after = page.at(-1);
      if (page.length < PAGE) return;
    }
  }
}
