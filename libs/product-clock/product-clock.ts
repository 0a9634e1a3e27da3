import {
  type Calendar,
  type CalendarRef,
  type ClockRules,
  type Clockwork,
  calendarOf,
  compileCalendar,
  correctedData,
  correctedVersion,
  coverage,
  findMarket,
  MARKETS,
  type MarketCalendar,
  type MarketEvent,
  marketCalendar,
  regionalMarkets,
  type TestClock,
  type TestClockEvent,
  testClock,
} from '../domain';
import { type EventStore, type StoredEvent, StoreUnavailable } from '../event-store';

/** Numbers of R2.13 for all markets, and what single markets have instead. */
export interface ClockNumbers {
  readonly default: ClockRules;
  readonly [market: string]: ClockRules;
}

/** What a clock needs to know. */
export interface ProductClockOptions {
  readonly numbers: ClockNumbers;
  /** Names the test clock, the stream `testclock-<name>`; undefined: the machine's time. */
  readonly testClock?: string;
  /** Version of the time-zone data in use, recorded with each deadline. */
  readonly tzdata: string;
  /** Told why the store's streams cannot be followed; that is tried again. */
  readonly onTrouble: (message: string) => void;
}

type ClockEvent = MarketEvent | TestClockEvent;

/**
 * Follows the streams `market-…` (calendar corrections) and the test clock's, so that every process has the same time and the same
 * calendars. Without a test clock `now()` is the machine's time and nothing can move it.
 */
export class ProductClock implements Clockwork {
  readonly #store: EventStore;
  readonly #numbers: ClockNumbers;
  /** As it was told; undefined where the time cannot be set. */
  readonly testClock: string | undefined;
  readonly #tzdata: string;
  /** By market: what stands beside the data file after each of its corrections. */
  readonly #corrections = new Map<string, MarketCalendar[]>();
  /** Corrected calendars by market and version; compiled when first asked for. */
  readonly #corrected = new Map<string, Calendar>();
  readonly #stop = new AbortController();
  #time: TestClock = testClock.initial();
  #seen: bigint | 'start' = 'start';
  #waiting: { position: bigint; resolve: () => void }[] = [];
  #end: number | undefined;
  readonly #onTrouble: (message: string) => void;
  #following: Promise<void> = Promise.resolve();

  constructor(store: EventStore, options: ProductClockOptions) {
    this.#store = store;
    this.#numbers = options.numbers;
    this.testClock = options.testClock;
    this.#tzdata = options.tzdata;
    this.#onTrouble = options.onTrouble;
  }

  /** Begins to follow; resolves when everything recorded so far is known. Keeps trying while the store is away. */
  start(): Promise<void> {
    // All calendars are compiled for it: now, rather than while somebody waits for the time to be set.
    if (this.testClock !== undefined) this.end();
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
    return Date.now() + this.#time.offsetMs;
  }

  /** Waits until the event at `position` has taken effect here; false when it has not within the time given (milliseconds). */
  async reached(position: bigint, withinMs = 5_000): Promise<boolean> {
    if (this.#seen !== 'start' && this.#seen >= position) return true;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#waiting = this.#waiting.filter((one) => one !== waiting);
        resolve(false);
      }, withinMs);
      const waiting = {
        position,
        resolve: () => {
          clearTimeout(timer);
          resolve(true);
        },
      };
      this.#waiting.push(waiting);
    });
  }

  /** Where the first of all markets' calendars ends, epoch milliseconds: nobody can say which days count after that. */
  end(): number {
    this.#end ??= Math.min(
      ...MARKETS.flatMap((market) => [market, ...regionalMarkets(market.id)]).map(
        ({ calendar }) => coverage(calendarOf(calendar)).to,
      ),
    );
    return this.#end;
  }

  /** See {@link Clockwork}. Throws a RangeError for a market that is not known. */
  current(market: string): { calendar: Calendar; ref: CalendarRef; reason?: string } {
    const states = this.#corrections.get(market) ?? [];
    const corrections = states.length;
    const base = this.#file(market).version;
    // Corrections stay in force when a newer data file comes: under its name, so that the older version still says what it said.
    const ref = { market, version: corrections === 0 ? base : correctedVersion(base, corrections), tzdata: this.#tzdata };
    return { calendar: this.at(ref), ref, reason: states.at(-1)?.reason };
  }

  /**
   * See {@link Clockwork}. Throws StoreUnavailable for a correction this process has not followed yet: on another calendar, what is
   * counted would be wrong, and written for ever.
   */
  at(ref: CalendarRef): Calendar {
    const { market, version } = ref;
    const known = this.#corrected.get(`${market} ${version}`);
    if (known) return known;
    const [file, number] = version.split('+');
    const base = this.#file(market, file);
    if (number === undefined) return base;
    const state = this.#corrections.get(market)?.[Number(number) - 1];
    if (!state) throw new StoreUnavailable(`the correction ${version} of ${market} is not known here yet`);
    const calendar = merged(base, state, version);
    this.#corrected.set(`${market} ${version}`, calendar);
    return calendar;
  }

  /** See {@link Clockwork}. */
  rules(market: string): ClockRules {
    return this.#numbers[market] ?? this.#numbers.default;
  }

  /** The calendar a market would have after a correction that is not recorded (for a dry run). Throws what `compileCalendar` throws. */
  corrected(market: string, add: Readonly<Record<string, string>>, remove: readonly string[]): Clockwork {
    const base = this.#file(market);
    const state = this.#corrections.get(market)?.at(-1) ?? marketCalendar.initial();
    const version = correctedVersion(base.version, state.corrections + 1);
    const data = { market, version, add, remove, reason: '', by: '', at: '' };
    const calendar = merged(base, marketCalendar.evolve(state, { type: 'CalendarCorrected', data }), version);
    const ref = { market, version, tzdata: this.#tzdata };
    return {
      current: (name) => (name === market ? { calendar, ref } : this.current(name)),
      at: (known) => this.at(known),
      rules: (name) => this.rules(name),
    };
  }

  /** The calendar of a market's data file, in a version or in the newest one. */
  #file(market: string, version?: string): Calendar {
    const found = findMarket(market);
    if (!found) throw new RangeError(`unknown market ${market}`);
    return calendarOf(found.calendar, version);
  }

  async #follow(caughtUp: () => void): Promise<void> {
    const { signal } = this.#stop;
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        const streamPrefixes = ['market-', ...(this.testClock === undefined ? [] : [`${testClock.category}-${this.testClock}`])];
        for await (const message of this.#store.subscribeAll<ClockEvent>({ after: this.#seen, streamPrefixes, signal })) {
          failures = 0;
          if (message.event) this.#apply(message.event);
          else if (message.checkpoint !== undefined) this.#seen = message.checkpoint;
          else caughtUp();
        }
      } catch (error) {
        // The time already known stays in force meanwhile.
        this.#onTrouble(error instanceof Error ? error.message : String(error));
      }
      if (!signal.aborted)
        await new Promise((resolve) => setTimeout(resolve, Math.min(2_000, 50 * 2 ** failures) * (0.5 + Math.random() / 2)));
    }
  }

  #apply(event: StoredEvent<ClockEvent>): void {
    if (event.type === 'TestClockSet') {
      // A prefix finds longer names, too.
      if (event.stream === `${testClock.category}-${this.testClock}`) this.#time = testClock.evolve(this.#time, event);
    } else if (event.type === 'CalendarCorrected') {
      const { market } = event.data;
      const states = this.#corrections.get(market) ?? [];
      this.#corrections.set(market, [...states, marketCalendar.evolve(states.at(-1) ?? marketCalendar.initial(), event)]);
    }
    this.#seen = event.position;
    this.#waiting = this.#waiting.filter(({ position, resolve }) => {
      if (position > event.position) return true;
      resolve();
      return false;
    });
  }
}

/** A data file's calendar with the corrections of a market. Throws what `compileCalendar` throws. */
function merged({ data }: Calendar, { add, remove, outages }: MarketCalendar, version: string): Calendar {
  return compileCalendar(correctedData(data, { add, remove }, outages, version));
}
