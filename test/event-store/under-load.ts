import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore } from '../../libs/event-store';
import { eventually } from '../support/stack';
import { newStream, type Said, said, wordsOf } from './store-under-test';

const WRITERS = 16;

/**
 * Writers and a follower go on while `fault` happens and `restMs` after it; then what was acknowledged is there exactly once and was
 * seen exactly once. Resolves with the longest time, in milliseconds, that a writer waited for its first answer after the fault.
 */
export async function expectOnceUnder(store: EventStore, fault: () => Promise<void>, restMs: number): Promise<number> {
  let writing = true;
  let over = Number.POSITIVE_INFINITY;
  let back = 0;
  const written = new Map<string, number>();
  const writers = Promise.all(
    Array.from({ length: WRITERS }, async () => {
      const stream = newStream('faulty');
      let first = true;
      for (let n = 0; writing; n++) {
        await store.append(stream, [said(`${n}`)], n === 0 ? 'no-stream' : n - 1);
        written.set(stream, n + 1);
        if (first && performance.now() > over) {
          back = Math.max(back, performance.now() - over);
          first = false;
        }
      }
    }),
  );
  // Looked at below; until then a failure must not end the process.
  writers.catch(() => undefined);
  const seen = new Map<string, string[]>();
  const stop = new AbortController();
  const follower = (async () => {
    let after: bigint | 'start' = 'start';
    while (!stop.signal.aborted) {
      try {
        for await (const { event, checkpoint } of store.subscribeAll<Said>({
          after,
          streamPrefixes: ['faulty-'],
          signal: stop.signal,
        })) {
          if (event) seen.set(event.stream, [...(seen.get(event.stream) ?? []), event.data.words]);
          after = checkpoint ?? event?.position ?? after;
        }
      } catch {
        await sleep(50);
      }
    }
  })();
  try {
    await sleep(300);
    await fault();
    over = performance.now();
    await sleep(restMs);
    writing = false;
    await writers;
    for (const [stream, count] of written) {
      const words = Array.from({ length: count }, (_, n) => `${n}`);
      expect(await wordsOf(store.read<Said>(stream))).toEqual(words);
      await eventually(`all of ${stream}`, async () => (seen.get(stream)?.length ?? 0) >= count);
      expect(seen.get(stream)).toEqual(words);
    }
    expect(written.size).toBe(WRITERS);
    return back;
  } finally {
    writing = false;
    stop.abort();
    await follower;
  }
}
