import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Person, Stack } from './stack';

/**
 * Posts the same request under one key until it is acknowledged, at most a minute: while the api itself is gone there is no answer,
 * and every other answer goes to `refused`.
 */
export async function insist<T>(
  { url }: Stack,
  { token }: Person,
  path: string,
  body: object,
  refused: (answer: Response) => void,
): Promise<T> {
  const key = randomUUID();
  for (const until = Date.now() + 60_000; Date.now() < until; await sleep(50)) {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    }).catch(() => undefined);
    if (answer?.status === 201) return (await answer.json()) as T;
    if (answer) refused(answer);
  }
  throw new Error(`${path} was not acknowledged within a minute`);
}

/** For `insist` while something is killed: nobody is refused but for now. */
export const notNow = ({ status }: Response): void => expect(status).toBe(503);

/** Does `work` for each, so many at a time. */
export async function each<T>(
  list: readonly T[],
  inFlight: number,
  work: (one: T, index: number) => Promise<unknown>,
): Promise<void> {
  const queue = list.entries();
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      for (const [index, one] of queue) await work(one, index);
    }),
  );
}
