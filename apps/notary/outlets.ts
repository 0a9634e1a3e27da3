/** Places outside that each new checkpoint goes to. Each has a loop of its own: one that hangs or answers rubbish holds up nothing. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bell } from '../../libs/config';
import { type LogCheckpoint, logOutlets, newestCheckpoint, noteOutlet, type ReadModels } from '../../libs/read-models';

const LOOK_AGAIN_MS = 5_000;
const RETRY_AFTER_MS = 1_000;
const RETRY_AT_MOST_MS = 60_000;
const ANSWER_WITHIN_MS = 10_000;
const ANSWER_AT_MOST = 64 * 1_024;

/** A place outside. */
export interface Outlet {
  /** As health names it. */
  readonly name: string;
  /** Whether a checkpoint is news to it; `taken`: the size of the largest that it took. */
  isNews(checkpoint: LogCheckpoint, taken: number): boolean;
  /** Brings a checkpoint there. Throws what was wrong, {@link Alarm} where trying again would tell nothing new. */
  deliver(checkpoint: LogCheckpoint, taken: number): Promise<void>;
  /** Milliseconds between two deliveries, at least. */
  readonly paceMs?: number;
}

/** A place says that the log is not what it was, or contradicts itself. */
export class Alarm extends Error {}

/** Keeps a place up to date until the signal aborts. */
export async function serveOutlet(
  outlet: Outlet,
  {
    models,
    bell,
    onTrouble,
    signal,
  }: { models: ReadModels; bell: Bell; onTrouble: (message: string) => void; signal: AbortSignal },
): Promise<void> {
  const { name } = outlet;
  let failures = 0;
  let alarmed = 0;
  while (!signal.aborted) {
    let pause = 0;
    try {
      const checkpoint = await newestCheckpoint(models);
      const [{ size: taken }] = await logOutlets(models, [name]);
      if (checkpoint && checkpoint.size > alarmed && outlet.isNews(checkpoint, taken)) {
        try {
          await outlet.deliver(checkpoint, taken);
          await noteOutlet(models, name, checkpoint.size, null);
          failures = 0;
          pause = outlet.paceMs ?? 0;
        } catch (error) {
          const message = error instanceof Error ? error.message : String(error);
          if (error instanceof Alarm) alarmed = checkpoint.size;
          await noteOutlet(models, name, 0, error instanceof Alarm ? `alarm: ${message}` : message);
          throw error;
        }
      }
    } catch (error) {
      if (signal.aborted) return;
      onTrouble(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      pause = Math.min(RETRY_AT_MOST_MS, RETRY_AFTER_MS * 2 ** failures++);
    }
    if (pause > 0) await sleep(pause, undefined, { signal }).catch(() => undefined);
    else await bell.heard(LOOK_AGAIN_MS, signal);
  }
}

/** Sends a body and reads the whole answer. Throws in words what kept it from that. */
export async function sent(
  url: string,
  body: string | Uint8Array<ArrayBuffer>,
  type: string,
): Promise<{ readonly status: number; readonly type: string; readonly body: Buffer }> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': type },
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for await (const part of answer.body ?? []) {
      parts.push(part);
      bytes += part.length;
      if (bytes > ANSWER_AT_MOST) throw new Error(`the answer is longer than ${ANSWER_AT_MOST / 1_024} KiB`);
    }
    return { status: answer.status, type: answer.headers.get('content-type') ?? '', body: Buffer.concat(parts) };
  } catch (error) {
    const { name, message, cause } = error as Error;
    if (name === 'TimeoutError') throw new Error(`no answer within ${ANSWER_WITHIN_MS / 1_000} s`);
    throw new Error(cause instanceof Error && cause.message ? cause.message : message);
  }
}
