/** The latest runs of the log that the index does not have yet: where they stand by stream and revision. Found again from the log. */
import type { Group, StreamEntry } from './storage';

/** A run of a stream: the revision and the position of its last event. */
export interface Place {
  readonly revision: number;
  readonly position: number;
}

/** A stream's latest runs in order; the first of them begins with revision `first`. */
export interface RecentRuns {
  readonly first: number;
  readonly places: readonly Place[];
}

/** Grows group by group until it is moved to the index. */
export class Recent {
  readonly names = new Map<string, StreamEntry>();
  readonly #streams = new Map<number, { first: number; places: Place[] }>();
  #events = 0;

  /** How many events are held. */
  get events(): number {
    return this.#events;
  }

  of(stream: number): RecentRuns | undefined {
    return this.#streams.get(stream);
  }

  add(group: Group): void {
    for (const { name, entry } of group.streams) this.names.set(name, entry);
    for (const { position, stream, revision, count } of group.runs) {
      this.#events += count;
      if (revision === undefined) continue;
      const known = this.#streams.get(stream);
      if (known) known.places.push({ revision, position });
      else this.#streams.set(stream, { first: revision - count + 1, places: [{ revision, position }] });
    }
  }

  /** Every run held that has a revision, stream by stream in the order of their numbers. */
  *inOrder(): Generator<Place & { readonly stream: number }> {
    const inOrder = [...this.#streams].sort(([a], [b]) => a - b);
    for (const [stream, { places }] of inOrder) for (const place of places) yield { stream, ...place };
  }

  clear(): void {
    this.names.clear();
    this.#streams.clear();
    this.#events = 0;
  }
}
