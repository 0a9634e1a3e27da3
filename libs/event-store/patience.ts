import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable } from './errors';

/** How long one operation keeps trying, with growing, jittered pauses. */
export class Patience {
  #until: number;
  #attempts = 0;

  constructor(readonly budgetMs: number) {
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

  /** Waits before the next attempt; throws StoreUnavailable when that would exceed the budget. */
  async pause(cause: unknown): Promise<void> {
    const delay = Math.min(50 * 2 ** this.#attempts++, 800) * (0.5 + Math.random());
    if (this.left <= delay) {
      throw cause instanceof StoreUnavailable ? cause : new StoreUnavailable(describe(cause), cause);
    }
    await sleep(delay);
  }
}

function describe(cause: unknown): string {
  return cause instanceof Error ? cause.message || cause.constructor.name : String(cause);
}
