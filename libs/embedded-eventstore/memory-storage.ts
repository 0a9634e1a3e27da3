import { firstFrom } from './positions';
import { eventsOf, type Stored } from './records';
import { entryOf, Page, type Storage, type StreamEntry, type StreamEvent, type StreamRun } from './storage';

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

  ofStream(stream: number, from: number, backwards: boolean, limit: number, maxBytes?: number): StreamEvent[] {
    const events = this.#events.get(stream) ?? [];
    const page = new Page<StreamEvent>(limit, maxBytes);
    let revision = backwards ? Math.min(from, events.length - 1) : from;
    for (; events[revision]; revision += backwards ? -1 : 1) if (page.add({ ...events[revision], revision })) break;
    return page.events;
  }

  ofAll(from: number, backwards: boolean, limit: number, maxBytes?: number): Stored[] {
    const page = new Page(limit, maxBytes);
    let at = firstFrom(this.#log, from) - (backwards ? 1 : 0);
    for (; this.#log[at]; at += backwards ? -1 : 1) if (page.add(this.#log[at])) break;
    return page.events;
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
