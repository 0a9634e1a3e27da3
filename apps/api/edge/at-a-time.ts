/** How many of something each has at a time, by a name: at most so many. */
export class AtATime {
  readonly #open = new Map<string, number>();

  constructor(private readonly most: number) {}

  /** Takes a place; returns how to give it back, once, or undefined where the name has as many as it may. */
  enter(name: string): (() => void) | undefined {
    const count = this.#open.get(name) ?? 0;
    if (count >= this.most) return undefined;
    this.#open.set(name, count + 1);
    return () => {
      const left = (this.#open.get(name) ?? 1) - 1;
      if (left > 0) this.#open.set(name, left);
      else this.#open.delete(name);
    };
  }
}
