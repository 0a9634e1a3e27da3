import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { conversation, counts, KeepTime, MARKETS, Rejection, regionalMarkets } from '../../libs/domain';
import type { CommandHandling } from '../../libs/event-store';
import type { ProductClock } from '../../libs/product-clock';
import { claimDue, type ReadModels, type Waking } from '../../libs/read-models';

const CLAIM = 1_000;
/** Below the hundred streams that a connection to the store has. */
const IN_FLIGHT = 96;
const IDLE_MS = 250;

const MARKET_IDS = MARKETS.flatMap(({ id }) => [id, ...regionalMarkets(id).map((region) => region.id)]);

/** Numbers of one timekeeper, for its metrics. */
export interface Told {
  passes: number;
  events: number;
  failures: number;
}

/** What a pass needs. */
export interface Timekeeping {
  readonly models: ReadModels;
  readonly commands: CommandHandling;
  readonly clock: ProductClock;
  /** Told why a pass failed; the next is tried. */
  readonly onTrouble: (message: string) => void;
}

/**
 * One pass: what is to be woken is claimed, and each obligation is asked by a command whether it has something to say. `decide` looks
 * again, so a stale row, a second timekeeper or a crash in between says nothing twice. Returns how many were asked.
 */
async function pass({ models, commands, clock }: Timekeeping, told: Told): Promise<number> {
  const now = clock.now();
  const due = await claimDue(models, now, countingMarkets(clock, now), CLAIM);
  const queue = due.values();
  const worker = async () => {
    for (const next of queue) if (await ask(commands, clock, next)) told.events++;
  };
  const workers = await Promise.allSettled(Array.from({ length: Math.min(IN_FLIGHT, due.length) }, worker));
  for (const outcome of workers) if (outcome.status === 'rejected') throw outcome.reason;
  return due.length;
}

/** Markets in which time is counted now; in the others nothing fires (R2.3). */
function countingMarkets(clock: ProductClock, now: number): string[] {
  return MARKET_IDS.filter((market) => counts(clock.inForce(market).calendar, now));
}

/** Whether it had something to say. */
async function ask(commands: CommandHandling, clock: ProductClock, { conversation: id, message }: Waking): Promise<boolean> {
  // A new command each time: that nothing is said twice is decided on the state, whoever asks and how often.
  const commandId = randomUUID();
  const identity = { commandId, commandHash: 'keep-time', origin: 'timekeeper', correlationId: commandId };
  const stamp = { ...identity, actor: { id: 'timekeeper', role: 'system' as const }, at: clock.now() };
  try {
    const { events } = await commands.handle(conversation, new KeepTime(id, stamp, clock, message));
    return events.length > 0;
  } catch (error) {
    if (error instanceof Rejection) return false;
    throw error;
  }
}

/** Passes for ever, pausing when nothing was due; a failed pass is told and tried again. */
export async function keepTime(timekeeping: Timekeeping, told: Told, signal: AbortSignal): Promise<void> {
  for (let failures = 0; !signal.aborted; ) {
    let asked = 0;
    try {
      asked = await pass(timekeeping, told);
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
