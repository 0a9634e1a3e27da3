/** Who asks for too much at once waits for what is their own, not others for them. */

/** No turn came in time. */
export class TooManyAtOnce extends Error {
  override readonly name = 'TooManyAtOnce';

  /** `whose`: all that is running is the same caller's, or there are too many callers. */
  constructor(readonly whose: 'caller' | 'all') {
    super(`too many at once of ${whose === 'caller' ? 'this caller' : 'all callers'}`);
  }
}

/** So many may be inside; the others wait in order, for a while. */
class Line {
  readonly #places: number;
  readonly #waiting = new Set<() => void>();
  #inside = 0;

  constructor(places: number) {
    this.#places = places;
  }

  /** Whether nobody is inside. */
  get empty(): boolean {
    return this.#inside === 0;
  }

  async enter(patienceMs: number, refusal: () => Error): Promise<void> {
    if (this.#inside < this.#places) {
      this.#inside++;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const called = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(called);
        reject(refusal());
      }, patienceMs);
      this.#waiting.add(called);
    });
  }

  leave(): void {
    const [next] = this.#waiting;
    if (!next) {
      this.#inside--;
      return;
    }
    // Who waited longest takes the place.
    this.#waiting.delete(next);
    next();
  }
}

/** Lets each caller, and all together, have so many running at once. */
export class Turns {
  readonly #limits: { readonly caller: number; readonly all: number; readonly patienceMs: number };
  readonly #callers = new Map<string, Line>();
  readonly #all: Line;

  constructor(limits: { readonly caller: number; readonly all: number; readonly patienceMs: number }) {
    this.#limits = limits;
    this.#all = new Line(limits.all);
  }

  /** Does it when it is its turn. Throws {@link TooManyAtOnce}. */
  async take<T>(caller: string, work: () => Promise<T>): Promise<T> {
    const own = this.#callers.get(caller) ?? new Line(this.#limits.caller);
    this.#callers.set(caller, own);
    const { patienceMs } = this.#limits;
    await own.enter(patienceMs, () => new TooManyAtOnce('caller'));
    try {
      await this.#all.enter(patienceMs, () => new TooManyAtOnce('all'));
      try {
        return await work();
      } finally {
        this.#all.leave();
      }
    } finally {
      own.leave();
      if (own.empty) this.#callers.delete(caller);
    }
  }
}
