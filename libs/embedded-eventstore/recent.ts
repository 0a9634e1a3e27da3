/** The latest events of the log that the index does not have yet: where they stand by stream and revision. Found again from the log. */
import type { Group, StreamEntry } from './storage';

/** A stream's latest events: positions from revision `first` on. */
export interface RecentEvents {
  readonly first: number;
  readonly positions: readonly number[];
}

/** Grows group by group until it is moved to the index. */
export class Recent {
  readonly names = new Map<string, StreamEntry>();
  readonly #streams = new Map<number, { first: number; positions: number[] }>();
  #events = 0;

  /** How many events are held. */
  get events(): number {
    return this.#events;
  }

  of(stream: number): RecentEvents | undefined {
    return this.#streams.get(stream);
  }

  add(group: Group): void {
    for (const { name, entry } of group.streams) this.names.set(name, entry);
    this.#events += group.events.length;
    for (const { position, stream, revision } of group.events) {
      if (revision === undefined) continue;
      const known = this.#streams.get(stream);
      if (known) known.positions.push(position);
      else this.#streams.set(stream, { first: revision, positions: [position] });
    }
  }

  /** Every event held that has a revision, stream by stream in the order of their numbers. */
  *inOrder(): Generator<{ stream: number; revision: number; position: number }> {
    for (const stream of [...this.#streams.keys()].sort((a, b) => a - b)) {
      const { first, positions } = this.#streams.get(stream) ?? { first: 0, positions: [] };
      for (const [index, position] of positions.entries()) yield { stream, revision: first + index, position };
    }
  }

  clear(): void {
    this.names.clear();
    this.#streams.clear();
    this.#events = 0;
  }
}
