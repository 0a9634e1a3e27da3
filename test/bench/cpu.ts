/** Time of a core that processes take, which other work on the machine changes little. */
import { childrenOf, postgresOf, statOf } from '../support/process';
import type { Stack } from '../support/stack';

/** A tick of the system's clock, in which it counts what processes take. */
const TICK_SECONDS = 0.01;

const APPS = ['eventStore', 'api', 'projector', 'timekeeper', 'reactor', 'notary'] as const;

/** Seconds that this process has taken, finer than the system's clock. */
export const ownSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** Seconds that a process has taken, with those of its children that ended. */
export const takenBy = (pid: number | undefined): number =>
  statOf(pid)
    .slice(11, 15)
    .reduce((sum, ticks) => sum + Number(ticks), 0) * TICK_SECONDS;

/** What a process and all its children have taken, in seconds. */
export const familyOf = (pid: number): number =>
  [pid, ...childrenOf(pid)].reduce((sum, one) => {
    try {
      return sum + takenBy(one);
    } catch {
      // It has just ended.
      return sum;
    }
  }, 0);

/** Begins to measure; the function it gives tells what each of `count` things took since, by process. */
export function timeOf(stack: Stack): (count: number) => string {
  const before = taken(stack);
  return (count) =>
    [...taken(stack)]
      .map(([name, seconds]) => `${name} ${(((seconds - (before.get(name) ?? 0)) * 1_000) / count).toFixed(2)}`)
      .join(', ')
      .concat(' ms of a core each');
}

function taken(stack: Stack): Map<string, number> {
  const found = new Map<string, number>();
  for (const name of APPS) if (stack[name]?.pid) found.set(name, takenBy(stack[name]?.pid));
  return found.set('database', familyOf(postgresOf(stack)));
}
