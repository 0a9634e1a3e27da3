import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CompleteErasure,
  conversation,
  counts,
  findMarket,
  idOfStream,
  KeepSanction,
  KeepTime,
  type ProductCommand,
  people,
  Rejection,
  RemindOfUpdate,
  type Stamp,
  standing,
} from '../../libs/domain';
import {
  ClockBehind,
  type Decider,
  type EventShape,
  type EventStore,
  type Handled,
  StoreUnavailable,
} from '../../libs/event-store';
import type { Dispatch, ProductClock } from '../../libs/product-clock';
import { claimTimers, dueMarkets, type ReadModels, type Timer, timerFailed } from '../../libs/read-models';

const CLAIM = 1_000;
/** Below the hundred streams that a connection to the store has. */
const IN_FLIGHT = 96;
const IDLE_MS = 250;

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

type Rules = Decider<unknown, ProductCommand, EventShape>;
type Of = (timer: Timer & { readonly id: string }, stamp: Stamp, clock: ProductClock) => ProductCommand;

/** How each timer becomes a command of its rules: a new one is a line. */
const COMMANDS: Readonly<Record<string, readonly [Rules, Of]>> = {
  KeepTime: [conversation, ({ id, key }, stamp, clock) => new KeepTime(id, stamp, clock, key)],
  RemindOfUpdate: [conversation, ({ id, key }, stamp, clock) => new RemindOfUpdate(id, stamp, clock, key)],
  CompleteErasure: [people, ({ key }, stamp) => new CompleteErasure(key, stamp)],
  KeepSanction: [standing, ({ id, key }, stamp) => new KeepSanction(id, stamp, key)],
};

/**
 * One pass: what is due is claimed, and each is asked by a command whether it has something to say. `decide` looks again, so a stale
 * row, a second timekeeper or a crash in between says nothing twice. One that cannot be handled holds up none of the others; it is set
 * aside after three times. Returns how many were asked. Throws where store or database are away.
 */
async function pass(timekeeping: Timekeeping, told: TimekeeperCounts, signal: AbortSignal): Promise<number> {
  const { models, onTrouble } = timekeeping;
  const due = new Claims(timekeeping, signal);
  const came = async (timer: Timer, outcome: PromiseSettledResult<Pick<Handled, 'events'>>) => {
    if (outcome.status === 'fulfilled') {
      if (outcome.value.events.length > 0) told.events++;
      return;
    }
    const error: unknown = outcome.reason;
    if (error instanceof Rejection) return;
    if (await isWeather(error, timekeeping)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    if (await timerFailed(models, timer, reason))
      onTrouble(`${timer.command} of ${timer.stream}, ${timer.key}: set aside: ${reason}`);
  };
  const worker = async () => {
    for (let timers = await due.next(); timers; timers = await due.next()) {
      try {
        for (const [index, outcome] of (await ask(timekeeping, timers)).entries()) await came(timers[index], outcome);
      } finally {
        due.done(timers);
      }
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: IN_FLIGHT }, worker));
  for (const outcome of workers) if (outcome.status === 'rejected') throw outcome.reason;
  return due.claimed;
}

const nameOf = ({ command, stream }: Timer): string => `${command} ${stream}`;

/**
 * Timers as they are due, those of one stream and command together and in one hand at a time: the next are claimed while the last ones
 * are asked.
 */
class Claims {
  claimed = 0;
  readonly #timekeeping: Timekeeping;
  readonly #signal: AbortSignal;
  readonly #queue = new Map<string, Timer[]>();
  readonly #inHand = new Set<string>();
  #waiting = 0;
  #claiming: Promise<void> | undefined;
  #isOver = false;
  #failure: unknown;
  #release: () => void = () => undefined;
  #released: Promise<void> | undefined;

  constructor(timekeeping: Timekeeping, signal: AbortSignal) {
    this.#timekeeping = timekeeping;
    this.#signal = signal;
  }

  /** The next ones, to be said `done` of; undefined when there are none any more. Throws where they cannot be claimed. */
  async next(): Promise<readonly Timer[] | undefined> {
    for (;;) {
      if (this.#waiting <= IN_FLIGHT && !this.#isOver) this.#claiming ??= this.#claim();
      for (const [name, timers] of this.#queue) {
        if (this.#inHand.has(name)) continue;
        this.#queue.delete(name);
        this.#inHand.add(name);
        this.#waiting -= timers.length;
        return timers;
      }
      if (this.#claiming) await this.#claiming;
      else if (this.#queue.size > 0) await this.#someDone();
      else if (this.#failure !== undefined) throw this.#failure;
      else return undefined;
    }
  }

  #someDone(): Promise<void> {
    this.#released ??= new Promise((resolve) => {
      this.#release = resolve;
    });
    return this.#released;
  }

  /** They were asked, or could not be: others of their stream may be next. */
  done([first]: readonly Timer[]): void {
    this.#inHand.delete(nameOf(first));
    this.#released = undefined;
    this.#release();
  }

  /** Never throws: those that were claimed before are asked first. */
  #claim(): Promise<void> {
    const { models, clock } = this.#timekeeping;
    const now = clock.now();
    const claim = async () => {
      // Most passes end here, and no calendar is compiled before its market has something due.
      const markets = await dueMarkets(models, now);
      return markets.length === 0 ? [] : claimTimers(models, now, countingOf(markets, clock, now), CLAIM);
    };
    return claim()
      .then((due) => {
        this.claimed += due.length;
        this.#waiting += due.length;
        for (const timer of due) {
          const others = this.#queue.get(nameOf(timer));
          if (others) others.push(timer);
          else this.#queue.set(nameOf(timer), [timer]);
        }
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

/** Markets in which time is counted now; in the others, and in one that this release does not know, nothing fires (R2.3). */
function countingOf(markets: readonly string[], clock: ProductClock, now: number): string[] {
  return markets.filter((market) => findMarket(market) && counts(clock.inForce(market).calendar, now));
}

/** Whether an error is nothing of the timer's own: the store is away, or this process's clock is wrong. */
async function isWeather(error: unknown, { store }: Timekeeping): Promise<boolean> {
  if (error instanceof ClockBehind) return true;
  // A calendar that nobody knows says so, too, while the store answers.
  return error instanceof StoreUnavailable && !(await store.ready());
}

/** What became of timers of one stream and command. */
async function ask(
  { clock, commands }: Timekeeping,
  timers: readonly Timer[],
): Promise<readonly PromiseSettledResult<Pick<Handled, 'events'>>[]> {
  const [{ stream, command }] = timers;
  const all = (reason: unknown) => timers.map(() => ({ status: 'rejected', reason }) as const);
  const known = COMMANDS[command];
  if (!known) return all(new Error(`nobody knows the command ${command}`));
  const [rules, of] = known;
  const id = idOfStream(stream);
  // New commands each time: that nothing is said twice is decided on the state, whoever asks and how often.
  const stamp = (commandId = randomUUID()): Stamp => ({
    actor: { id: 'timekeeper', role: 'system' },
    at: clock.now(),
    commandId,
    commandHash: command,
    origin: 'timekeeper',
    correlationId: commandId,
  });
  const given = timers.map((timer) => of({ ...timer, id }, stamp(), clock));
  return commands.handleAll(rules, given).catch(all);
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
