import { LRUCache } from 'lru-cache';
import {
  type Calendar,
  type CalendarCorrection,
  type CalendarData,
  type CalendarRef,
  type ClockRules,
  type Clockwork,
  calendarDataOf,
  calendarVersions,
  compileCalendar,
  correctedData,
  correctedVersion,
  correctionFault,
  correctionsIn,
  endOf,
  findMarket,
  MARKETS,
  type MarketCalendar,
  type MarketEvent,
  marketCalendar,
  type Offsets,
  regionalMarkets,
  runtimeOffsets,
  sameRules,
  supersedes,
  type TestClock,
  type TestClockEvent,
  testClock,
  UnknownCalendar,
  type ZoneRules,
  zonedData,
} from '../domain';
import { type Checkpoint, type EventBatch, type EventStore, follow, type StoredEvent, StoreUnavailable } from '../event-store';

/** Calendars kept compiled: every market's of today and some of before. Each correction makes another, and each is 200 KB. */
const MAX_COMPILED = 100;

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
  /** What these data say of the zone of a calendar in its years; those of the runtime if not given. */
  readonly offsets?: (calendar: CalendarData) => Offsets;
  /** Told why the store's streams cannot be followed; that is tried again. */
  readonly onTrouble: (message: string) => void;
}

type ClockEvent = MarketEvent | TestClockEvent;

/** What is known of a market. */
interface KnownMarket {
  /** What stands beside the data file after each of its corrections. */
  readonly corrections: MarketCalendar[];
  /** Where in the log each of them stands. */
  readonly positions: bigint[];
  /** Versions on record, with their data: also those that no file of this release has. */
  readonly adopted: Map<string, CalendarData>;
  /** The first rules of its zone that were recorded; corrections may have others. */
  zone?: ZoneRules;
}

/**
 * A market's calendar is used in a version that its stream does not have yet, or by rules of its zone that it does not have: both are to
 * be recorded first (dispatch.ts).
 */
export class CalendarUnrecorded extends Error {
  constructor(readonly market: string) {
    super(`the calendar of ${market} is not on record yet`);
  }
}

/** The years of all calendars. */
const YEARS = { from: 2020, to: 2035 };

/** How long a process waits to know the calendars and the time before it serves; what needs them is 503 from then on. */
const START_WITHIN_MS = 5_000;

/**
 * Follows the streams `market-…` (calendar corrections) and the test clock's, so that every process has the same time and the same
 * calendars. Without a test clock `now()` is the machine's time and nothing can move it.
 */
export class ProductClock implements Clockwork {
  readonly #store: EventStore;
  readonly #numbers: ClockNumbers;
  /** As it was told; undefined where the time cannot be set. */
  readonly testClock: string | undefined;
  /** Version of the time-zone data of this process. */
  readonly tzdata: string;
  readonly #offsets: (calendar: CalendarData) => Offsets;
  readonly #zones = new Map<string, ZoneRules>();
  readonly #markets = new Map<string, KnownMarket>();
  /** Calendars by market, version and zone data; compiled when asked for. */
  readonly #compiled = new LRUCache<string, Calendar>({ max: MAX_COMPILED });
  readonly #stop = new AbortController();
  #time: TestClock = testClock.initial();
  #seen = -1n;
  /** Where the product's end was when this process first came to it. */
  #endAtStart: bigint | undefined;
  #caughtUp = false;
  #knownAll: () => void = () => undefined;
  #waiting: { position: bigint; resolve: () => void }[] = [];
  #end: number | undefined;
  readonly #onTrouble: (message: string) => void;
  #following: Promise<void> = Promise.resolve();

  constructor(store: EventStore, options: ProductClockOptions) {
    this.#store = store;
    this.#numbers = options.numbers;
    this.testClock = options.testClock;
    this.tzdata = options.tzdata;
    this.#offsets = options.offsets ?? runtimeOffsets;
    this.#onTrouble = options.onTrouble;
  }

  /**
   * Begins to follow; resolves when everything recorded so far is known (true), or when that takes long (false): it goes on trying, and
   * what needs a calendar in force gets StoreUnavailable until then.
   */
  async start(withinMs = START_WITHIN_MS): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const known = new Promise<void>((resolve) => {
      this.#knownAll = resolve;
    });
    this.#following = this.#follow();
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, withinMs);
    });
    await Promise.race([known, late]);
    clearTimeout(timer);
    return this.#caughtUp;
  }

  /** Ends following. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#following;
  }

  /** Whether everything recorded when this process started is known: before, no calendar is in force. */
  get caughtUp(): boolean {
    return this.#caughtUp;
  }

  /** The product's time, epoch milliseconds. */
  now(): number {
    return Date.now() + this.#time.offsetMs;
  }

  /** Waits until the event at `position` has taken effect here; false when it has not within the time given (milliseconds). */
  async reached(position: bigint, withinMs = 5_000): Promise<boolean> {
    if (this.#seen >= position) return true;
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
      ...MARKETS.flatMap((market) => [market, ...regionalMarkets(market.id)]).map(({ calendar }) =>
        endOf(calendarDataOf(calendar)),
      ),
    );
    return this.#end;
  }

  /**
   * See {@link Clockwork}: for deciding. Throws {@link UnknownCalendar}, {@link CalendarUnrecorded} for a version or
   * rules of the zone used for the first time, and StoreUnavailable before this process has caught up.
   */
  current(market: string): { calendar: Calendar; ref: CalendarRef; reason?: string } {
    const inForce = this.inForce(market);
    const [file] = inForce.ref.version.split('+');
    if (!this.#markets.get(market)?.adopted.has(file) || this.#isUnzoned(market)) throw new CalendarUnrecorded(market);
    return inForce;
  }

  /** The rules of the zone of a market's calendar as this process's time-zone data have them. */
  zone(market: string): ZoneRules {
    return this.#zoneOf(this.#file(market));
  }

  #zoneOf(data: CalendarData): ZoneRules {
    const known = this.#zones.get(data.zone);
    if (known) return known;
    const rules = { tzdata: this.tzdata, offsets: this.#offsets(data) };
    this.#zones.set(data.zone, rules);
    return rules;
  }

  /** Markets in use whose zone has no rules on record, or others than this process's newer data: what is open is to be moved. */
  unzoned(): readonly string[] {
    return [...this.#markets]
      .filter(([id, { adopted }]) => adopted.size > 0 && findMarket(id) && this.#isUnzoned(id))
      .map(([id]) => id);
  }

  #isUnzoned(market: string): boolean {
    const recorded = this.#recordedZone(market);
    return recorded === undefined || (recorded.tzdata < this.tzdata && supersedes(this.zone(market), recorded));
  }

  /** The rules of a market's zone on record, after so many corrections. */
  #recordedZone(market: string, corrections = this.#markets.get(market)?.corrections.length ?? 0): ZoneRules | undefined {
    const known = this.#markets.get(market);
    return known?.corrections[corrections - 1]?.zone ?? known?.zone;
  }

  /** The calendar in force, for reading: it need not be on record. Throws as `current` does. */
  inForce(market: string): { calendar: Calendar; ref: CalendarRef; reason?: string } {
    const base = this.#file(market).version;
    if (!this.#caughtUp) throw new StoreUnavailable('the calendars in force are not known here yet');
    const states = this.#markets.get(market)?.corrections ?? [];
    const corrections = states.length;
    // Corrections stay in force when a newer data file comes: under its name, so that the older version still says what it said.
    const ref = {
      market,
      version: corrections === 0 ? base : correctedVersion(base, corrections),
      tzdata: this.#tzdataOf(market),
    };
    return { calendar: this.at(ref), ref, reason: states.at(-1)?.reason };
  }

  /**
   * See {@link Clockwork}. Throws StoreUnavailable for a correction this process has not followed yet: on another calendar, what is
   * counted would be wrong, and written for ever. Throws {@link UnknownCalendar} for a version that neither a file nor the market's stream has.
   */
  at(ref: CalendarRef): Calendar {
    const { market, version } = ref;
    const corrections = correctionsIn(version);
    const zone = this.#recordedZone(market, corrections);
    const key = `${market} ${version} ${zone?.tzdata}`;
    const known = this.#compiled.get(key);
    if (known) return known;
    const base = this.#file(market, version.split('+')[0]);
    const state = this.#markets.get(market)?.corrections[corrections - 1];
    if (corrections > 0 && !state) throw new StoreUnavailable(`the correction ${version} of ${market} is not known here yet`);
    const calendar = this.#compile(state ? correctedData(base, state, state.outages, version) : base, zone);
    this.#compiled.set(key, calendar);
    return calendar;
  }

  /** See {@link Clockwork}. */
  rules(market: string): ClockRules {
    return this.#numbers[market] ?? this.#numbers.default;
  }

  /** What stands beside a market's data file now: all corrections folded. */
  corrections(market: string): MarketCalendar {
    return this.#markets.get(market)?.corrections.at(-1) ?? marketCalendar.initial();
  }

  /** How many corrections of a market's calendar stand before a position of the log. */
  correctionsBefore(market: string, position: bigint): number {
    return this.#markets.get(market)?.positions.filter((at) => at < position).length ?? 0;
  }

  /** The calendars as they would be after corrections that are not recorded (for a dry run). Throws what `compileCalendar` throws. */
  corrected(corrections: readonly CalendarCorrection[]): Clockwork {
    const changed = new Map(
      corrections.map((data) => {
        const { market, version } = data;
        const state = marketCalendar.evolve(this.corrections(market), { type: 'CalendarCorrected', data });
        const corrected = correctedData(this.#file(market), state, state.outages, version);
        const calendar = this.#compile(corrected, this.#recordedZone(market));
        return [market, { calendar, ref: { market, version, tzdata: this.#tzdataOf(market) }, reason: data.reason }];
      }),
    );
    return {
      current: (name) => changed.get(name) ?? this.inForce(name),
      at: (known) => this.at(known),
      rules: (name) => this.rules(name),
    };
  }

  /** By the rules of its zone on record; before there are any, by those of this process. */
  #compile(data: CalendarData, zone = this.#zoneOf(data)): Calendar {
    return compileCalendar(zonedData(data, zone));
  }

  /** The version of the zone data that deadlines are counted by: this process's, unless others were recorded that say otherwise. */
  #tzdataOf(market: string): string {
    const recorded = this.#recordedZone(market);
    return recorded === undefined || sameRules(recorded, this.zone(market)) ? this.tzdata : recorded.tzdata;
  }

  /** A market's calendar as the files of this release have it, or the market's stream; without a version the newest file's. */
  #file(market: string, version?: string): CalendarData {
    const adopted = this.#markets.get(market)?.adopted.get(version ?? '');
    const { calendar = market } = findMarket(market) ?? {};
    return !adopted || calendarVersions(calendar).includes(adopted.version) ? calendarDataOf(calendar, version) : adopted;
  }

  /** From the beginning, with nothing stored: what is known stays in force while the store is away. */
  #follow(): Promise<void> {
    const { signal } = this.#stop;
    const nothing = async () => undefined;
    const open = async (): Promise<Checkpoint> => ({
      position: this.#seen,
      take: async (events, reached) => {
        for (const event of events) this.#apply(event as StoredEvent<ClockEvent>);
        this.#note(reached);
      },
      prolong: async () => true,
      stand: nothing,
      release: nothing,
    });
    const source = (after: bigint, ending: AbortSignal) => this.#batches(after, ending);
    return follow({ name: 'product-clock', store: this.#store, source, open, onTrouble: this.#onTrouble }, signal);
  }

  async *#batches(after: bigint, signal: AbortSignal): AsyncGenerator<EventBatch> {
    const streamPrefixes = ['market-', ...(this.testClock === undefined ? [] : [`${testClock.category}-${this.testClock}`])];
    for await (const batch of this.#store.subscribeBatches({ after, streamPrefixes, signal })) {
      if (batch.caughtUp) this.#endAtStart ??= batch.reached;
      // There may be nothing that is taken.
      this.#note(this.#seen);
      yield batch;
    }
  }

  #apply(event: StoredEvent<ClockEvent>): void {
    if (event.type === 'TestClockSet') {
      // A prefix finds longer names, too.
      if (event.stream === `${testClock.category}-${this.testClock}`) this.#time = testClock.evolve(this.#time, event);
    } else if (event.type === 'CalendarCorrected') {
      const { corrections, positions } = this.#known(event.data.market);
      positions.push(event.position);
      const before = corrections.at(-1) ?? marketCalendar.initial();
      const fault = correctionFault(event.data, YEARS);
      // It is numbered and changes nothing: no calendar could be compiled with it.
      corrections.push(
        fault === undefined ? marketCalendar.evolve(before, event) : { ...before, corrections: before.corrections + 1 },
      );
      if (fault !== undefined)
        this.#onTrouble(`the correction ${event.data.version} of ${event.data.market} is left out: ${fault}`);
    } else if (event.type === 'CalendarAdopted') {
      const { market, version, data, zone } = event.data;
      const known = this.#known(market);
      known.adopted.set(version, data);
      if (!zone || !findMarket(market)) return;
      const fault = correctionFault({ add: {}, zone }, YEARS);
      if (fault !== undefined) this.#onTrouble(`the rules of the zone of ${market} are left out: ${fault}`);
      known.zone ??= fault === undefined ? this.#shared(market, zone) : this.zone(market);
    }
  }

  /** The same rules are one object, so that comparing them costs nothing. */
  #shared(market: string, zone: ZoneRules): ZoneRules {
    const own = this.zone(market);
    return sameRules(own, zone) ? { tzdata: zone.tzdata, offsets: own.offsets } : zone;
  }

  #known(market: string): KnownMarket {
    const known = this.#markets.get(market) ?? { corrections: [], positions: [], adopted: new Map() };
    this.#markets.set(market, known);
    return known;
  }

  #note(position: bigint): void {
    if (position > this.#seen) this.#seen = position;
    if (this.#endAtStart !== undefined && this.#seen >= this.#endAtStart) {
      this.#caughtUp = true;
      this.#knownAll();
    }
    this.#waiting = this.#waiting.filter((one) => {
      if (one.position > this.#seen) return true;
      one.resolve();
      return false;
    });
  }
}
