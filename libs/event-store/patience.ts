import { setTimeout as sleep } from 'node:timers/promises';
import type { StoreUnavailable } from './errors';

/** How long one operation keeps trying, with growing, jittered pauses. */
export class Patience {
  #until: number;
  #attempts = 0;

  /** `closed`: aborted when there is nothing to wait for any more. */
  constructor(
    readonly budgetMs: number,
    readonly closed: AbortSignal,
  ) {
    this.#until = Date.now() + budgetMs;
  }

  /** Pauses made so far. */
  get attempts(): number {
    return this.#attempts;
  }

  /** Milliseconds left. */
  get left(): number {
    return this.#until - Date.now();
  }

  /** Progress was made: the budget starts again. */
  restart(): void {
    this.#attempts = 0;
    this.#until = Date.now() + this.budgetMs;
  }

  /** Waits before the next attempt; throws StoreUnavailable when that would exceed the budget or all is closed. */
  async pause(cause: StoreUnavailable): Promise<void> {
    const delay = Math.min(50 * 2 ** this.#attempts++, 800) * (0.5 + Math.random());
    if (this.left > delay && !this.closed.aborted) {
      await sleep(delay);
      if (!this.closed.aborted) return;
    }
    throw cause;
  }
}
