/** Time of a core that processes take, which other work on the machine changes little. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from '../support/stack';

/** A tick of the system's clock, in which it counts what processes take. */
const TICK_SECONDS = 0.01;

const APPS = ['eventStore', 'api', 'projector', 'timekeeper', 'reactor', 'notary'] as const;

/** Seconds that a process has taken, with those of its children that ended; and whose child it is. */
export function takenBy(pid: number | undefined): { seconds: number; parent: number } {
  // Its name may have blanks in it.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
    .map(Number);
  return { seconds: (fields[11] + fields[12] + fields[13] + fields[14]) * TICK_SECONDS, parent: fields[1] };
}

/** What a process and all its children have taken, in seconds. */
export function familyOf(pid: number): number {
  const others = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const children = others.flatMap((name) => {
    try {
      const { parent, seconds } = takenBy(Number(name));
      return parent === pid ? [seconds] : [];
    } catch {
      // It has just ended.
      return [];
    }
  });
  return children.reduce((sum, seconds) => sum + seconds, takenBy(pid).seconds);
}

/** The embedded PostgreSQL of a stack. */
export const postgresOf = ({ dataDir }: Stack): number =>
  Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n', 1)[0]);

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
  for (const name of APPS) if (stack[name]?.pid) found.set(name, takenBy(stack[name]?.pid).seconds);
  return found.set('database', familyOf(postgresOf(stack)));
}
