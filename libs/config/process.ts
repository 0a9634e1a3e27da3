import { setMaxListeners } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { LRUCache } from 'lru-cache';

const SAID_AGAIN_AFTER_MS = 30_000;

/**
 * Writes lines about trouble to standard error, behind the name of the process. Trouble that lasts is met many times a second: the same
 * line is written once in 30 s.
 */
export function lineLogger(name: string): (line: string) => void {
  const said = new LRUCache<string, true>({ max: 100, ttl: SAID_AGAIN_AFTER_MS });
  return (line) => {
    if (said.has(line)) return;
    said.set(line, true);
    process.stderr.write(`${name}: ${line}\n`);
  };
}

/**
 * Runs a process of the product: `start` returns how to end it, and may use a signal that aborts first. It ends on SIGTERM and SIGINT, and
 * with its supervisor: when the channel to that closes, however it went. An error at the start is one line and exit code 1.
 */
export function runProcess(name: string, start: (stopping: AbortSignal) => Promise<() => Promise<void>>): void {
  // On a machine with much memory V8 lets garbage grow to several times what is in use; half of it is enough.
  setFlagsFromString('--heap-growing-percent=50');
  const stopping = new AbortController();
  // All that goes on in a process waits by it at once when the store is away: that is no leak.
  setMaxListeners(0, stopping.signal);
  start(stopping.signal).then(
    (stop) => {
      let ending = false;
      const end = () => {
        if (ending) return;
        ending = true;
        // What hangs at the end must not keep the next start from its port.
        setTimeout(() => process.exit(1), 2_500).unref();
        stopping.abort();
        stop().then(
          () => process.exit(0),
          () => process.exit(1),
        );
      };
      process.on('SIGTERM', end).on('SIGINT', end).on('disconnect', end);
      process.send?.({ ready: true });
    },
    (error: unknown) => {
      process.stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    },
  );
}
