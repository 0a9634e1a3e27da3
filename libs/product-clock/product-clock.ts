import {
  type Calendar,
  type CalendarRef,
  type ClockRules,
  type Clockwork,
  calendarOf,
  compileCalendar,
  findMarket,
  type MarketCalendar,
  type MarketEvent,
  marketCalendar,
  type TestClock,
  type TestClockEvent,
  testClock,
} from '../domain';
import type { EventStore, StoredEvent } from '../event-store';

/** Numbers of R2.13 for all markets, and what single markets have instead. */
export interface ClockNumbers {
  readonly default: ClockRules;
  readonly [market: string]: ClockRules;
}

type ClockEvent = MarketEvent | TestClockEvent;

/**
 * Follows the streams `market-…` (calendar corrections) and `testclock-…`, so that every process has the same time and the same
 * calendars. Without a test clock `now()` is the machine's time and nothing can move it.
 */
export class ProductClock implements Clockwork {
  readonly #store: EventStore;
  readonly #numbers: ClockNumbers;
  readonly #testClock: boolean;
  readonly #tzdata: string;
  readonly #corrections = new Map<string, MarketCalendar>();
  readonly #calendars = new Map<string, Calendar>();
  readonly #stop = new AbortController();
  #time: TestClock = testClock.initial();
  #seen: bigint | 'start' = 'start';
  #waiting: { position: bigint; resolve: () => void }[] = [];
  #following: Promise<void> = Promise.resolve();

  /** `tzdata` is the version of the time-zone data in use, recorded with each deadline. */
  constructor(store: EventStore, options: { numbers: ClockNumbers; testClock: boolean; tzdata: string }) {
    this.#store = store;
    this.#numbers = options.numbers;
    this.#testClock = options.testClock;
    this.#tzdata = options.tzdata;
  }

  /** Begins to follow; resolves when everything recorded so far is known. Keeps trying while the store is away. */
  start(): Promise<void> {
    return new Promise((resolve) => {
      this.#following = this.#follow(resolve);
    });
  }

  /** Ends following. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#following;
  }

  /** The product's time, epoch milliseconds. */
  now(): number {
    return this.#testClock ? Date.now() + this.#time.offsetMs : Date.now();
  }

  /** Resolves once the event at `position` has taken effect here. */
  reached(position: bigint): Promise<void> {
    if (this.#seen !== 'start' && this.#seen >= position) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ position, resolve }));
  }

  /** See {@link Clockwork}. Throws a RangeError for a market that is not known. */
  current(market: string): { calendar: Calendar; ref: CalendarRef } {
    const found = findMarket(market);
    if (!found) throw new RangeError(`unknown market ${market}`);
    const base = calendarOf(found.calendar);
    const version = this.#corrections.get(market)?.version ?? base.version;
    const ref = { market, version, tzdata: this.#tzdata };
    return { calendar: this.at(ref), ref };
  }

  /** See {@link Clockwork}. */
  at(ref: CalendarRef): Calendar {
    const found = findMarket(ref.market);
    if (!found) throw new RangeError(`unknown market ${ref.market}`);
    return this.#calendars.get(`${ref.market} ${ref.version}`) ?? calendarOf(found.calendar, ref.version.split('+')[0]);
  }

  /** See {@link Clockwork}. */
  rules(market: string): ClockRules {
    return this.#numbers[market] ?? this.#numbers.default;
  }

  /** The calendar a market would have after a correction that is not recorded (for a dry run). Throws what `compileCalendar` throws. */
  corrected(market: string, add: Readonly<Record<string, string>>, remove: readonly string[]): Clockwork {
    const state = this.#corrections.get(market) ?? marketCalendar.initial();
    const version = `${this.#base(market).version}+${state.corrections + 1}`;
    const data = { market, version, add, remove, reason: '', by: '', at: '' };
    const calendar = this.#compile(market, marketCalendar.evolve(state, { type: 'CalendarCorrected', data }), version);
    const ref = { market, version, tzdata: this.#tzdata };
    return {
      current: (name) => (name === market ? { calendar, ref } : this.current(name)),
      at: (known) => this.at(known),
      rules: (name) => this.rules(name),
    };
  }

  #base(market: string): Calendar {
    const found = findMarket(market);
    if (!found) throw new RangeError(`unknown market ${market}`);
    return calendarOf(found.calendar);
  }

  #compile(market: string, state: MarketCalendar, version: string): Calendar {
    const { data } = this.#base(market);
    const kept = Object.entries(data.holidays).filter(([date]) => !state.remove.includes(date));
    return compileCalendar({ ...data, version, holidays: { ...Object.fromEntries(kept), ...state.add } });
  }

  async #follow(caughtUp: () => void): Promise<void> {
    const { signal } = this.#stop;
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        const streamPrefixes = ['market-', 'testclock-'];
        for await (const message of this.#store.subscribeAll<ClockEvent>({ after: this.#seen, streamPrefixes, signal })) {
          failures = 0;
          if (message.event) this.#apply(message.event);
          else if (message.checkpoint !== undefined) this.#seen = message.checkpoint;
          else caughtUp();
        }
      } catch {
        // The store is away; the time already known stays in force meanwhile.
      }
      if (!signal.aborted)
        await new Promise((resolve) => setTimeout(resolve, Math.min(2_000, 50 * 2 ** failures) * (0.5 + Math.random() / 2)));
    }
  }

  #apply(event: StoredEvent<ClockEvent>): void {
    if (event.type === 'TestClockSet') this.#time = testClock.evolve(this.#time, event);
    else if (event.type === 'CalendarCorrected') {
      const { market, version } = event.data;
      const state = marketCalendar.evolve(this.#corrections.get(market) ?? marketCalendar.initial(), event);
      this.#calendars.set(`${market} ${version}`, this.#compile(market, state, version));
      this.#corrections.set(market, state);
    }
    this.#seen = event.position;
    this.#waiting = this.#waiting.filter(({ position, resolve }) => {
      if (position > event.position) return true;
      resolve();
      return false;
    });
  }
}
