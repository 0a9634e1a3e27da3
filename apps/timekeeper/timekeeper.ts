import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { conversation, counts, KeepTime, MARKETS, Rejection, regionalMarkets } from '../../libs/domain';
import type { CommandHandling } from '../../libs/event-store';
import type { ProductClock } from '../../libs/product-clock';
import { claimDue, type ReadModels, type Waking, waitFor } from '../../libs/read-models';

const CLAIM = 500;
const IN_FLIGHT = 64;
const IDLE_MS = 250;
const SEEN_WITHIN_MS = 2_000;

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
}

/**
 * One pass: what is to be woken is claimed, and each obligation is asked by a command whether it has something to say. `decide` looks
 * again, so a stale row, a second timekeeper or a crash in between says nothing twice. Returns how many spoke and the position of the
 * last event said.
 */
async function pass({ models, commands, clock }: Timekeeping): Promise<{ spoke: number; position: bigint }> {
  const now = clock.now();
  let spoke = 0;
  let position = 0n;
  await claimDue(models, now, countingMarkets(clock, now), CLAIM, async (due) => {
    const queue = [...due];
    const worker = async () => {
      for (let next = queue.pop(); next; next = queue.pop()) {
        const said = await ask(commands, clock, next);
        if (said === undefined) continue;
        spoke++;
        if (said > position) position = said;
      }
    };
    await Promise.all(Array.from({ length: Math.min(IN_FLIGHT, due.length) }, worker));
  });
  return { spoke, position };
}

/** Markets in which time is counted now; in the others nothing fires (R2.3). */
function countingMarkets(clock: ProductClock, now: number): string[] {
  return MARKET_IDS.filter((market) => counts(clock.current(market).calendar, now));
}

/** Where what it said stands; undefined when it had nothing to say. */
async function ask(
  commands: CommandHandling,
  clock: ProductClock,
  { conversation: id, message }: Waking,
): Promise<bigint | undefined> {
  const at = clock.now();
  const command = new KeepTime({ actor: { id: 'timekeeper', role: 'system' }, at }, clock, message);
  // A new command each time: that nothing is said twice is decided on the state, whoever asks and how often.
  const commandId = randomUUID();
  try {
    const { events, position } = await commands.handle(conversation, id, command, {
      commandId,
      commandHash: 'keep-time',
      actor: 'timekeeper',
      role: 'system',
      origin: 'timekeeper',
      at: new Date(at).toISOString(),
      correlationId: commandId,
    });
    return events.length > 0 ? position : undefined;
  } catch (error) {
    if (error instanceof Rejection) return undefined;
    throw error;
  }
}

/** Passes for ever, pausing when there was nothing to say; a failed pass is told and tried again. */
export async function keepTime(timekeeping: Timekeeping, told: Told, signal: AbortSignal): Promise<void> {
  for (let failures = 0; !signal.aborted; ) {
    let said = false;
    try {
      const { spoke, position } = await pass(timekeeping);
      told.passes++;
      told.events += spoke;
      failures = 0;
      said = spoke > 0;
      // Rows stay due until the projection has seen the events: asking again before would only ask the same ones.
      if (said) await waitFor(timekeeping.models, 'clock', position, SEEN_WITHIN_MS);
    } catch (error) {
      told.failures++;
      failures++;
      process.stderr.write(`timekeeper: ${error instanceof Error ? error.message : String(error)}\n`);
    }
    const pause = Math.min(5_000, IDLE_MS * 2 ** failures) * (0.75 + Math.random() / 2);
    if (!said) await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
}
