/** Records changes of sellers' visibility (R7), also those that come by time alone. Any number of timekeepers may run it. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Assessment, iso, RecordVisibility, ranking, type ScoreWeights, type Stamp, weightsAt } from '../../libs/domain';
import { scoresAt, sellersToAssess } from '../../libs/read-models';
import type { Timekeeping } from './timekeeper';

const IDLE_MS = 500;
/** After a look it rests so many times as long as the look took: where many change at once, deadlines are kept first. */
const REST = 4;
const MAX_REST_MS = 5_000;
/** Below the connections to the database, of which the timers need one. */
const AT_ONCE = 2;

/** Since when it has to look: a position of the log, and an instant of the product's time. */
interface Looked {
  readonly after: number;
  readonly at: number;
}

/**
 * One look at every seller whose visibility may be another: one that is, is recorded. The stream knows the last one, so that two
 * timekeepers, a crash or a read model that is rebuilt record nothing twice. Throws where store or database are away.
 */
async function look(timekeeping: Timekeeping, versions: readonly ScoreWeights[], { after, at }: Looked): Promise<Looked> {
  const { models, clock } = timekeeping;
  const now = clock.now();
  const others = weightsAt(versions, at) !== weightsAt(versions, now);
  const sellers = await sellersToAssess(models, { after: others ? -1 : after, from: at, to: now });
  const queue = sellers.values();
  const worker = async () => {
    for (const { seller, recorded = ranking.initial().visibility } of queue) {
      const assessed = await assess(timekeeping, seller, now, versions);
      if (assessed.visibility !== recorded) await record(timekeeping, seller, assessed);
    }
  };
  // One that cannot be looked at holds up none of the others.
  const workers = await Promise.allSettled(Array.from({ length: AT_ONCE }, worker));
  for (const outcome of workers) if (outcome.status === 'rejected') throw outcome.reason;
  return { after: sellers.reduce((last, { position }) => Math.max(last, position), after), at: now };
}

async function assess(
  { models }: Timekeeping,
  seller: string,
  now: number,
  versions: readonly ScoreWeights[],
): Promise<Assessment> {
  const { scores, upTo } = await scoresAt(models, seller, [now], versions);
  const [{ visibility, score, parts, weights }] = scores;
  const { effect, obligations } = parts;
  return { visibility, score, effect, obligations, weights: weights.version, upTo, asOf: iso(now) };
}

async function record({ commands, clock }: Timekeeping, seller: string, assessed: Assessment): Promise<void> {
  const commandId = randomUUID();
  const stamp: Stamp = {
    ...{ actor: { id: 'timekeeper', role: 'system' }, at: clock.now(), commandId, commandHash: 'visibility' },
    ...{ origin: 'timekeeper', correlationId: commandId },
  };
  await commands.handle(ranking, new RecordVisibility(seller, stamp, assessed));
}

/** Looks for ever; at first at every seller. A look that failed is told and made again. */
export async function keepRanking(
  timekeeping: Timekeeping,
  versions: readonly ScoreWeights[],
  signal: AbortSignal,
): Promise<void> {
  let looked: Looked = { after: -1, at: timekeeping.clock.now() };
  for (let failures = 0; !signal.aborted; ) {
    const began = performance.now();
    try {
      looked = await look(timekeeping, versions, looked);
      failures = 0;
    } catch (error) {
      failures++;
      timekeeping.onTrouble(`ranking: ${error instanceof Error ? error.message : String(error)}`);
    }
    const rest = Math.max(IDLE_MS * 2 ** failures, REST * (performance.now() - began));
    const pause = Math.min(MAX_REST_MS, rest) * (0.75 + Math.random() / 2);
    await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
}
