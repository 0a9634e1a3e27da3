import { firstFrom } from './positions';
import { eventsOf, type Stored } from './records';
import { entryOf, type Storage, type StreamEntry, type StreamEvent, type StreamRun } from './storage';

/** The same without a disk: what the bench holds the real one against. Everything is lost with the process. */
export class MemoryStorage implements Storage {
  readonly #log: Stored[] = [];
  readonly #streams = new Map<string, StreamEntry>();
  readonly #events = new Map<number, Stored[]>();

  get lastPosition(): number {
    return this.#log.at(-1)?.position ?? 0;
  }

  stream(name: string): StreamEntry | undefined {
    return this.#streams.get(name);
  }

  lastRevision(stream: number): number {
    return (this.#events.get(stream)?.length ?? 0) - 1;
  }

  ofStream(stream: number, from: number, limit: number, backwards: boolean): StreamEvent[] {
    const events = this.#events.get(stream) ?? [];
    const first = backwards ? Math.max(0, Math.min(from, events.length - 1) - limit + 1) : from;
    const last = backwards ? Math.min(from, events.length - 1) : Math.min(events.length - 1, from + limit - 1);
    const found = events.slice(first, last + 1).map((stored, index) => ({ ...stored, revision: first + index }));
    return backwards ? found.reverse() : found;
  }

  ofAll(from: number, limit: number, backwards: boolean): Stored[] {
    const at = firstFrom(this.#log, from);
    return backwards ? this.#log.slice(Math.max(0, at - limit), at).reverse() : this.#log.slice(at, at + limit);
  }

  async write(group: readonly StreamRun[]): Promise<void> {
    for (const run of group) {
      if (run.name !== undefined) this.#streams.set(run.name, entryOf(run));
      const stored = eventsOf(run);
      this.#log.push(...stored);
      if (run.revision === undefined) continue;
      const events = this.#events.get(run.stream);
      if (events) events.push(...stored);
      else this.#events.set(run.stream, stored);
    }
  }

  async close(): Promise<void> {}
}
