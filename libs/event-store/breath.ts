/** Milliseconds that long work of one turn of the loop may take together: what else waits is answered in between. */
const AT_ONCE_MS = 10;

const waiting: (() => void)[] = [];
let began = 0;

/**
 * For work that takes long, between its parts: a promise where the loop should turn before it goes on, undefined where it may go on at once.
 * However many work at the same time, each turn one of them goes on.
 */
export function breath(): Promise<void> | undefined {
  if (performance.now() - began < AT_ONCE_MS && waiting.length === 0) return undefined;
  return new Promise((resolve) => {
    if (waiting.push(resolve) === 1) setImmediate(goOn);
  });
}

function goOn(): void {
  began = performance.now();
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(goOn);
}
