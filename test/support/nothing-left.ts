import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 20_000;

/**
 * After all tests: what stories shared has ended (`shared-stack.ts`), that of a worker with it, and what one of them left open must not
 * keep the run from ending, nor go unseen. The timer itself holds nothing open, so it speaks only where something else does.
 */
export default async function nothingLeft(): Promise<void> {
  setTimeout(() => {
    process.stderr.write('A test left something open: the run is ended as failed.\n');
    process.exit(1);
  }, PATIENCE_MS).unref();
  const shared = readdirSync(tmpdir())
    .filter((name) => name.startsWith('helpdesk-shared-'))
    .map((name) => described(join(tmpdir(), name)))
    .filter(({ askedBy = [] }) => askedBy.includes(process.pid))
    .map(({ pid = 0 }) => pid);
  for (const pid of shared.filter(runs)) process.kill(pid, 'SIGTERM');
  while (shared.some(runs)) await sleep(50);
}

function described(file: string): { readonly pid?: number; readonly askedBy?: readonly number[] } {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // It has ended meanwhile.
    return {};
  }
}

const runs = (pid: number): boolean => existsSync(`/proc/${pid}`);
