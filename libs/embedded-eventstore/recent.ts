/** The latest runs, which are in the journal and not in LMDB yet. */
import { entryOf, type StreamEntry, type StreamRun } from './storage';

/** A stream's latest runs in order; the first of them begins with revision `first`. */
export interface RecentRuns {
  readonly first: number;
  readonly runs: readonly StreamRun[];
}

/** Grows group by group; what LMDB has got is forgotten. */
export class Recent {
  #runs: StreamRun[] = [];
  readonly #names = new Map<string, StreamEntry>();
  readonly #streams = new Map<number, { first: number; runs: StreamRun[] }>();

  /** All runs in the order of their positions. */
  get runs(): readonly StreamRun[] {
    return this.#runs;
  }

  /** A stream that began or ended in these runs. */
  named(name: string): StreamEntry | undefined {
    return this.#names.get(name);
  }

  of(stream: number): RecentRuns | undefined {
    return this.#streams.get(stream);
  }

  add(group: readonly StreamRun[]): void {
    for (const run of group) {
      const { stream, revision, count, name } = run;
      this.#runs.push(run);
      if (name !== undefined) this.#names.set(name, entryOf(run));
      if (revision === undefined) continue;
      const known = this.#streams.get(stream);
      if (known) known.runs.push(run);
      else this.#streams.set(stream, { first: revision - count + 1, runs: [run] });
    }
  }

  /** Lets go of the first runs. */
  forget(count: number): void {
    const rest = this.#runs.slice(count);
    this.#runs = [];
    this.#names.clear();
    this.#streams.clear();
    this.add(rest);
  }
}
