import { AdoptCalendar, calendarDataOf, findMarket, marketCalendar, type Stamp } from '../domain';
import {
  CommandHandling,
  type CommandHandlingOptions,
  type Decider,
  type EventShape,
  type EventStore,
  type Handled,
  type Stamped,
  StoreUnavailable,
  uuidV5,
} from '../event-store';
import { CalendarUnrecorded, type ProductClock } from './product-clock';

// Changing it would make versions on record look new.
const ADOPTIONS = '3f0d9d2c-5a57-4f0e-8a43-0d8f1c7b9e15';
const TRIES = 3;

/**
 * Where commands are dispatched, whichever process: command handling that records the version of a calendar on the market's stream before
 * the first command is decided on it, with its data and the rules of its time zone, so that no release and no time-zone data can be too
 * old for an event (R2.5).
 */
export class Dispatch extends CommandHandling {
  readonly #clock: ProductClock;

  constructor(store: EventStore, clock: ProductClock, options: CommandHandlingOptions = {}) {
    super(store, options);
    this.#clock = clock;
  }

  /** As command handling does; a calendar that is not on record is recorded, and the command decided again. */
  override handle<S, C extends Stamped, E extends EventShape>(decider: Decider<S, C, E>, command: C): Promise<Handled<E, S>> {
    return this.recording(() => super.handle(decider, command));
  }

  /** The same of many of one stream. */
  override async handleAll<S, C extends Stamped, E extends EventShape>(
    decider: Decider<S, C, E>,
    commands: readonly C[],
  ): Promise<PromiseSettledResult<Handled<E, S>>[]> {
    const outcomes = await super.handleAll(decider, commands);
    for (let tries = 1; tries < TRIES; tries++) {
      const left = [...outcomes.keys()].filter((index) => unrecordedIn(outcomes[index]) !== undefined);
      if (left.length === 0) break;
      for (const market of new Set(left.map((index) => unrecordedIn(outcomes[index]) as string))) await this.#record(market);
      const again = await super.handleAll(
        decider,
        left.map((index) => commands[index]),
      );
      for (const [at, index] of left.entries()) outcomes[index] = again[at];
    }
    return outcomes;
  }

  /** Does `work`, and again once the calendar it needs is on record. */
  async recording<T>(work: () => T | Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof CalendarUnrecorded) || tries === TRIES) throw error;
        await this.#record(error.market);
      }
    }
  }

  /**
   * Records the rules of the zones of all markets in use, where they are new or others than on record: that moves what is open (R2.6), also
   * where nobody writes.
   */
  async recordZones(): Promise<void> {
    for (const market of this.#clock.unzoned()) await this.#record(market);
  }

  async #record(market: string): Promise<void> {
    const data = calendarDataOf(findMarket(market)?.calendar ?? market);
    const zone = this.#clock.zone(market);
    const commandId = uuidV5(`${market} ${data.version} ${zone.tzdata}`, ADOPTIONS);
    const stamp: Stamp = {
      actor: { id: 'product-clock', role: 'system' },
      at: this.#clock.now(),
      ...{ commandId, commandHash: 'adopt', origin: 'product-clock', correlationId: commandId },
    };
    const { position } = await super.handle(marketCalendar, new AdoptCalendar(market, stamp, data, zone));
    if (!(await this.#clock.reached(position)))
      throw new StoreUnavailable(`the calendar of ${market} is recorded and not known here yet`);
  }
}

/** The market whose calendar has to be recorded before a command can be decided. */
const unrecordedIn = (outcome: PromiseSettledResult<unknown>): string | undefined =>
  outcome.status === 'rejected' && outcome.reason instanceof CalendarUnrecorded ? outcome.reason.market : undefined;
