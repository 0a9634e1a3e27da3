import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PATIENCE_MS = 20_000;

/**
 * After all tests: what stories shared is ended (`shared-stack.ts`; that of a worker ended with it), and what one of them left open must
 * not keep the run from ending, nor go unseen. The timer itself holds nothing open, so it speaks only where something else does.
 */
export default function nothingLeft(): void {
  for (const file of readdirSync(tmpdir()).filter((name) => name.startsWith(`helpdesk-shared-${process.pid}-`)))
    process.kill(JSON.parse(readFileSync(join(tmpdir(), file), 'utf8')).pid, 'SIGTERM');
  setTimeout(() => {
    process.stderr.write('A test left something open: the run is ended as failed.\n');
    process.exit(1);
  }, PATIENCE_MS).unref();
}
