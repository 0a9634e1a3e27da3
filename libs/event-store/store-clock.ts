/** How fast two clocks may drift apart, milliseconds for each millisecond: ten times what a quartz does. */
const DRIFT = 0.0005;
/** The date of an answer is cut to the second, and some servers look at their clock for it once a second. */
const DATE_MS = 2_000;

/**
 * How far this process's clock is from the store's, from the `date` each answer bears: it was between sending and answer, so each
 * call bounds the distance from both sides, and all of them together closely. Costs no call of its own.
 */
export class StoreClock {
  #least = Number.NEGATIVE_INFINITY;
  #most = Number.POSITIVE_INFINITY;
  #since = 0;

  /**
   * Milliseconds by which this process's clock is ahead (negative: behind) of the store's at least: 0 while all that was measured may be
   * the way there and back and the second the date is cut to. Undefined before the first answer.
   */
  get offsetMs(): number | undefined {
    if (this.#most === Number.POSITIVE_INFINITY) return undefined;
    const slack = (performance.now() - this.#since) * DRIFT;
    const [least, most] = [this.#least - slack, this.#most + slack];
    return Math.round(least > 0 ? least : Math.min(0, most));
  }

  /** An answer with this date; `sent` and `received` are of this process's clock, epoch milliseconds. One without a date says nothing. */
  answered(date: string | undefined, sent: number, received: number): void {
    const at = date === undefined ? Number.NaN : Date.parse(date);
    if (Number.isNaN(at)) return;
    const now = performance.now();
    const slack = (now - this.#since) * DRIFT;
    const least = Math.max(this.#least - slack, sent - at - DATE_MS);
    const most = Math.min(this.#most + slack, received - at);
    // One of the clocks was set: what was known of it is of no use any more.
    [this.#least, this.#most] = least <= most ? [least, most] : [sent - at - DATE_MS, received - at];
    this.#since = now;
  }
}
