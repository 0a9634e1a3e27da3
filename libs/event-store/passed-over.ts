import type { RawEvent } from './events';

/** An event that is not the product's or not well-formed, and why. `type` and `reason` come from outside: quoted and cut. */
export interface PassedOver {
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly reason: string;
}

/** How many different events were passed over, and the last of them, the newest first. */
export interface PassedOverCount {
  readonly count: number;
  readonly latest: readonly PassedOver[];
}

/** Told of an event that is passed over; `untold`: how many since the last one told were only counted. */
export type OnPassedOver = (event: PassedOver, untold: number) => void;

/** Shown in health. */
const LATEST = 10;
/** The same event comes again with each subscription and each reload: so many are remembered, in order to count it once. */
const REMEMBERED = 10_000;
/** A program that writes ten thousand of them is no reason for ten thousand lines of log. */
const TOLD_A_MINUTE = 10;

/** Counts what is passed over in this process. */
export class PassedOverEvents {
  readonly #seen = new Set<bigint>();
  readonly #tell: OnPassedOver;
  #count = 0;
  #latest: PassedOver[] = [];
  #told: number[] = [];
  #untold = 0;

  constructor(tell: OnPassedOver = () => undefined) {
    this.#tell = tell;
  }

  /** So far. */
  get counted(): PassedOverCount {
    return { count: this.#count, latest: this.#latest };
  }

  /** Counts an event, and tells of it, when it is met for the first time. */
  add({ stream, revision, position, type }: RawEvent, reason: string): void {
    if (this.#seen.has(position)) return;
    this.#seen.add(position);
    if (this.#seen.size > REMEMBERED) this.#seen.delete(this.#seen.values().next().value as bigint);
    this.#count++;
    const passed = { stream: shown(stream), revision, type: shown(type), reason: shown(reason) };
    this.#latest = [passed, ...this.#latest].slice(0, LATEST);
    const now = performance.now();
    this.#told = this.#told.filter((at) => now - at < 60_000);
    if (this.#told.length === TOLD_A_MINUTE) {
      this.#untold++;
      return;
    }
    this.#told.push(now);
    this.#tell(passed, this.#untold);
    this.#untold = 0;
  }
}

/** Safe to print, whatever somebody wrote. */
const shown = (text: string): string => JSON.stringify(text.slice(0, 300)).slice(1, -1);
