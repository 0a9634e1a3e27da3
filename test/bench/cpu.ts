/** Where the time goes: processor time of each process of a stack, which other work on the machine changes little. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from '../support/stack';

/** The kernel's clock ticks are 10 ms on every Linux that Node runs on. */
const TICK_MS = 10;

const NAMES = ['eventStore', 'api', 'projector', 'timekeeper', 'reactor', 'notary'] as const;

/** Begins to measure; the function returned tells what `count` things took since, in milliseconds of processor time each. */
export function processorTime(stack: Stack): (count: number) => string {
  const before = taken(stack);
  return (count) =>
    [...taken(stack)]
      .map(([name, ms]) => `${name} ${((ms - (before.get(name) ?? 0)) / count).toFixed(2)}`)
      .join(', ')
      .concat(' ms each');
}

function taken(stack: Stack): Map<string, number> {
  const found = new Map<string, number>();
  for (const name of NAMES) {
    const pid = stack[name]?.pid;
    if (pid) found.set(name, statOf(String(pid))?.ms ?? 0);
  }
  const [postmaster] = readFileSync(join(stack.dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n', 1);
  const backends = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && statOf(pid)?.parent === postmaster);
  found.set(
    'database',
    backends.reduce((sum, pid) => sum + (statOf(pid)?.ms ?? 0), 0),
  );
  return found;
}

/** Undefined where the process is gone. */
function statOf(pid: string): { readonly parent: string; readonly ms: number } | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return { parent: fields[1], ms: (Number(fields[11]) + Number(fields[12])) * TICK_MS };
  } catch {
    return undefined;
  }
}
