import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CompleteErasure,
  conversation,
  counts,
  KeepSanction,
  KeepTime,
  MARKETS,
  people,
  Rejection,
  RemindOfUpdate,
  regionalMarkets,
  type Stamp,
  standing,
} from '../../libs/domain';
import { ClockBehind, type EventStore, type Handled, StoreUnavailable } from '../../libs/event-store';
import type { Dispatch, ProductClock } from '../../libs/product-clock';
import { claimTimers, dueMarkets, type ReadModels, type Timer, timerFailed } from '../../libs/read-models';

const CLAIM = 1_000;
/** Below the hundred streams that a connection to the store has. */
const IN_FLIGHT = 96;
const IDLE_MS = 250;

/** Of a timer that has no market. */
const NO_MARKET = '';
const MARKET_IDS = MARKETS.flatMap(({ id }) => [id, ...regionalMarkets(id).map((region) => region.id)]);

/** Numbers of one timekeeper, for its metrics. */
export interface TimekeeperCounts {
  passes: number;
  events: number;
  failures: number;
}

/** What a pass needs. */
export interface Timekeeping {
  readonly store: EventStore;
  readonly models: ReadModels;
  readonly commands: Dispatch;
  readonly clock: ProductClock;
  /** Told why a pass failed, and what was set aside. */
  readonly onTrouble: (message: string) => void;
}

/** How each timer becomes a command: a new one is a line. */
const COMMANDS: Readonly<
  Record<string, (timer: Timer & { readonly id: string }, stamp: Stamp, { commands, clock }: Timekeeping) => Promise<Handled>>
> = {
  KeepTime: ({ id, key }, stamp, { commands, clock }) => commands.handle(conversation, new KeepTime(id, stamp, clock, key)),
  RemindOfUpdate: ({ id, key }, stamp, { commands, clock }) =>
    commands.handle(conversation, new RemindOfUpdate(id, stamp, clock, key)),
  CompleteErasure: ({ key }, stamp, { commands }) => commands.handle(people, new CompleteErasure(key, stamp)),
  KeepSanction: ({ id, key }, stamp, { commands }) => commands.handle(standing, new KeepSanction(id, stamp, key)),
};

/**
 * One pass: what is due is claimed, and each is asked by a command whether it has something to say. `decide` looks again, so a stale
 * row, a second timekeeper or a crash in between says nothing twice. One that cannot be handled holds up none of the others; it is set
 * aside after three times. Returns how many were asked. Throws where store or database are away.
 */
async function pass(timekeeping: Timekeeping, told: TimekeeperCounts, signal: AbortSignal): Promise<number> {
  const { models, onTrouble } = timekeeping;
  const due = new Claims(timekeeping, signal);
  const worker = async () => {
    for (let timer = await due.next(); timer; timer = await due.next()) {
      try {
        if (await ask(timekeeping, timer)) told.events++;
      } catch (error) {
        if (await isWeather(error, timekeeping)) throw error;
        const reason = error instanceof Error ? error.message : String(error);
        if (await timerFailed(models, timer, reason))
          onTrouble(`${timer.command} of ${timer.stream}, ${timer.key}: set aside: ${reason}`);
      }
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: IN_FLIGHT }, worker));
  for (const outcome of workers) if (outcome.status === 'rejected') throw outcome.reason;
  return due.claimed;
}

/** Timers as they are due, one after the other: the next are claimed while the last ones are asked. */
class Claims {
  claimed = 0;
  readonly #timekeeping: Timekeeping;
  readonly #signal: AbortSignal;
  readonly #queue: Timer[] = [];
  #claiming: Promise<void> | undefined;
  #isOver = false;
  #failure: unknown;

  constructor(timekeeping: Timekeeping, signal: AbortSignal) {
    this.#timekeeping = timekeeping;
    this.#signal = signal;
  }

  /** The next one; undefined when there is none any more. Throws where they cannot be claimed. */
  async next(): Promise<Timer | undefined> {
    if (this.#queue.length <= IN_FLIGHT && !this.#isOver) this.#claiming ??= this.#claim();
    while (this.#queue.length === 0 && this.#claiming) await this.#claiming;
    if (this.#queue.length === 0 && this.#failure !== undefined) throw this.#failure;
    return this.#queue.shift();
  }

  /** Never throws: those that were claimed before are asked first. */
  #claim(): Promise<void> {
    const { models, clock } = this.#timekeeping;
    const now = clock.now();
    const claim = async () => {
      // Most passes end here, and no calendar is compiled before its market has something due.
      const markets = await dueMarkets(models, now, [...MARKET_IDS, NO_MARKET]);
      return markets.length === 0 ? [] : claimTimers(models, now, countingOf(markets, clock, now), CLAIM);
    };
    return claim()
      .then((due) => {
        this.claimed += due.length;
        this.#queue.push(...due);
        // Fewer than asked for are all there are; whoever is to stop leaves the rest to others.
        this.#isOver = due.length < CLAIM || this.#signal.aborted;
      })
      .catch((error: unknown) => {
        this.#failure = error;
        this.#isOver = true;
      })
      .finally(() => {
        this.#claiming = undefined;
      });
  }
}

/** Markets in which time is counted now; in the others nothing fires (R2.3). */
function countingOf(markets: readonly string[], clock: ProductClock, now: number): string[] {
  return markets.filter((market) => market !== NO_MARKET && counts(clock.inForce(market).calendar, now));
}

/** Whether an error is nothing of the timer's own: the store is away, or this process's clock is wrong. */
async function isWeather(error: unknown, { store }: Timekeeping): Promise<boolean> {
  if (error instanceof ClockBehind) return true;
  // A calendar that nobody knows says so, too, while the store answers.
  return error instanceof StoreUnavailable && !(await store.ready());
}

/** Whether it had something to say. */
async function ask(timekeeping: Timekeeping, timer: Timer): Promise<boolean> {
  const command = COMMANDS[timer.command];
  if (!command) throw new Error(`nobody knows the command ${timer.command}`);
  // A new command each time: that nothing is said twice is decided on the state, whoever asks and how often.
  const commandId = randomUUID();
  const stamp: Stamp = {
    actor: { id: 'timekeeper', role: 'system' },
    at: timekeeping.clock.now(),
    commandId,
    commandHash: timer.command,
    origin: 'timekeeper',
    correlationId: commandId,
  };
  const id = timer.stream.slice(timer.stream.indexOf('-') + 1);
  try {
    const { events } = await command({ ...timer, id }, stamp, timekeeping);
    return events.length > 0;
  } catch (error) {
    if (error instanceof Rejection) return false;
    throw error;
  }
}

/** Passes for ever, pausing when nothing was due; a failed pass is told and tried again. */
export async function keepTime(timekeeping: Timekeeping, told: TimekeeperCounts, signal: AbortSignal): Promise<void> {
  for (let failures = 0; !signal.aborted; ) {
    let asked = 0;
    try {
      asked = await pass(timekeeping, told, signal);
      told.passes++;
      failures = 0;
    } catch (error) {
      told.failures++;
      failures++;
      timekeeping.onTrouble(error instanceof Error ? error.message : String(error));
    }
    const pause = Math.min(5_000, IDLE_MS * 2 ** failures) * (0.75 + Math.random() / 2);
    if (asked === 0) await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
}
