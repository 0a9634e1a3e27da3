/** Wakes whoever waits for news, once or many; what rings while nobody waits is heard at the next wait. */
export class Bell {
  #rung = false;
  #wake: () => void = () => undefined;

  /** Wakes who waits. */
  ring(): void {
    this.#rung = true;
    this.#wake();
  }

  /** Resolves when it rings or rang since the last time, when so many milliseconds are over, or when the signal aborts. */
  async heard(withinMs: number, signal: AbortSignal): Promise<void> {
    if (!this.#rung && !signal.aborted)
      await new Promise<void>((resolve) => {
        const over = () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', over);
          resolve();
        };
        const timer = setTimeout(over, withinMs);
        signal.addEventListener('abort', over);
        this.#wake = over;
      });
    this.#rung = false;
  }
}
