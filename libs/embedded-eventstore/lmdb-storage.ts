/** Storage in a directory: what was written last in a journal and in memory, everything else in LMDB. */
import { DISK, type Disk, Journal } from './journal';
import { indexKey, Lmdb, logKey, MAX_REVISION_KEPT, nameKey, revisionOf } from './lmdb';
import { firstFrom, POSITION_BYTES, readPosition } from './positions';
import { Recent } from './recent';
import { eventsOf, MAX_REVISION, placeOf, type Run, type Stored } from './records';
import { entryOf, Page, type Storage, type StreamEntry, type StreamEvent, type StreamRun } from './storage';

/** Under this the position up to which LMDB has everything. */
const INDEXED = Buffer.from('indexed');

/**
 * How long the last write may have taken for one that comes alone, as the last did, to be made durable in the loop itself: the way to a
 * thread and back costs as much as it does. On a slower disk everybody would wait for it.
 */
const SHORT_MS = 2;

function encodeEntry({ number, tombstoned }: StreamEntry): Buffer {
  return Buffer.concat([logKey(number), Buffer.from([tombstoned ? 1 : 0])]);
}

/** See {@link LmdbStorage.open}. */
export class LmdbStorage implements Storage {
  readonly #lmdb: Lmdb;
  readonly #journal: Journal;
  readonly #recent = new Recent();
  #last = 0;
  /** LMDB is being given what is recent; rejects where that failed. */
  #moving: Promise<void> | undefined;
  /** How many runs the last group had, and how long it took. */
  #before = { runs: 0, ms: 0 };

  private constructor(directory: string, disk: Disk) {
    this.#lmdb = new Lmdb(directory);
    this.#journal = new Journal(directory, disk);
  }

  /** Opens the directory, which is there. What the journal has and LMDB lacks is moved first. Throws where a file is damaged. */
  static async open(directory: string, disk: Disk = DISK): Promise<LmdbStorage> {
    const storage = new LmdbStorage(directory, disk);
    try {
      await storage.#recover();
      return storage;
    } catch (error) {
      await storage.#release();
      throw error;
    }
  }

  get lastPosition(): number {
    return this.#last;
  }

  stream(name: string): StreamEntry | undefined {
    const recent = this.#recent.named(name);
    if (recent) return recent;
    const bytes = this.#lmdb.databases.names.get(nameKey(name));
    return bytes && { number: readPosition(bytes), tombstoned: bytes[POSITION_BYTES] === 1 };
  }

  lastRevision(stream: number): number {
    const recent = this.#recent.of(stream)?.runs.at(-1)?.revision;
    if (recent !== undefined) return recent;
    const range = {
      start: indexKey(stream, MAX_REVISION_KEPT),
      end: indexKey(stream - 1, MAX_REVISION_KEPT),
      reverse: true,
      limit: 1,
    };
    for (const key of this.#lmdb.databases.index.getKeys(range)) return revisionOf(key);
    return -1;
  }

  ofStream(stream: number, from: number, backwards: boolean, limit: number, maxBytes?: number): StreamEvent[] {
    const page = new Page<StreamEvent>(limit, maxBytes);
    for (const { revision, run } of this.#runsOfStream(stream, from, backwards)) {
      const events = eventsOf(run);
      for (let step = 0; step < events.length; step++) {
        const back = backwards ? step : events.length - 1 - step;
        const at = revision - back;
        if (backwards ? at > from : at < from) continue;
        const event = events[events.length - 1 - back];
        if (page.add({ position: event.position, record: event.record, revision: at })) return page.events;
      }
    }
    return page.events;
  }

  ofAll(from: number, backwards: boolean, limit: number, maxBytes?: number): Stored[] {
    const page = new Page(limit, maxBytes);
    for (const run of this.#runsOfAll(from, backwards)) {
      const events = eventsOf(run);
      for (const event of backwards ? events.reverse() : events) {
        if (backwards ? event.position >= from : event.position < from) continue;
        if (page.add(event)) return page.events;
      }
    }
    return page.events;
  }

  async write(group: readonly StreamRun[]): Promise<void> {
    if (!this.#journal.hasRoom(group)) await this.#turn();
    if (!this.#journal.takes(group)) {
      // LMDB takes it itself, when it has all that is before it.
      await this.#moving;
      await this.#put(group);
      this.#last = group[group.length - 1].position;
      return;
    }
    const began = performance.now();
    const runs = group.length;
    const atOnce = runs === 1 && this.#before.runs === 1 && this.#before.ms < SHORT_MS;
    await this.#journal.write(group, this.#last, atOnce);
    this.#before = { runs, ms: performance.now() - began };
    this.#recent.add(group);
    this.#last = group[group.length - 1].position;
  }

  async close(): Promise<void> {
    // What LMDB cannot take stays in the journal.
    await this.#turn()
      .then(() => this.#moving)
      .catch(() => undefined);
    await this.#release();
  }

  async #release(): Promise<void> {
    this.#journal.close();
    await this.#lmdb.close();
  }

  /** Goes on in the other file of the journal, while LMDB takes what is in the one. Throws where LMDB cannot take what the other has. */
  async #turn(): Promise<void> {
    // Tried once more, with what came meanwhile.
    await this.#moving?.catch(() => this.#move());
    this.#journal.turn();
    this.#moving = this.#move();
    // The next turn is told.
    this.#moving.catch(() => undefined);
  }

  async #move(): Promise<void> {
    const runs = [...this.#recent.runs];
    await this.#put(runs);
    this.#recent.forget(runs.length);
    this.#moving = undefined;
  }

  /** Gives LMDB the runs that follow what it has; durable when it resolves. */
  async #put(runs: readonly StreamRun[]): Promise<void> {
    if (runs.length === 0) return;
    const byStream = [...runs].sort((a, b) => a.stream - b.stream || a.position - b.position);
    await this.#lmdb.write(({ log, index, names, state }) => {
      for (const { position, value } of runs) log.put(logKey(position), value);
      for (const run of byStream) {
        if (run.revision !== undefined) index.put(indexKey(run.stream, run.revision), logKey(run.position));
        if (run.name !== undefined) names.put(nameKey(run.name), encodeEntry(entryOf(run)));
      }
      state.put(INDEXED, logKey(runs[runs.length - 1].position));
    });
  }

  /** The runs of a stream that have the revision `from` and what follows it in a direction, each with the revision of its last event. */
  *#runsOfStream(stream: number, from: number, backwards: boolean): Generator<{ revision: number; run: Run }> {
    const { index, log } = this.#lmdb.databases;
    const { first, runs } = this.#recent.of(stream) ?? { first: MAX_REVISION_KEPT, runs: [] };
    const of = (run: StreamRun) => ({ revision: run.revision ?? 0, run });
    const reached = runs.findIndex(({ revision = 0 }) => revision >= from);
    if (backwards && from >= first) for (let at = reached < 0 ? runs.length - 1 : reached; at >= 0; at--) yield of(runs[at]);
    // What is being moved may stand in LMDB already.
    if (first > 0 && (backwards || from < first)) {
      let start = indexKey(stream, backwards ? Math.min(from, first - 1) : from);
      let end = indexKey(stream, first);
      if (backwards) {
        // The first run may reach beyond.
        for (const key of index.getKeys({ start, end, limit: 1 })) start = key;
        end = indexKey(stream - 1, MAX_REVISION_KEPT);
      }
      for (const { key, value } of index.getRange({ start, end, reverse: backwards })) {
        const position = readPosition(value);
        const bytes = log.get(logKey(position));
        if (bytes) yield { revision: revisionOf(key), run: { position, value: bytes } };
      }
    }
    if (!backwards && reached >= 0) for (let at = reached; at < runs.length; at++) yield of(runs[at]);
  }

  /** The runs of the log that have the position `from` and what follows it in a direction. */
  *#runsOfAll(from: number, backwards: boolean): Generator<Run> {
    const { log } = this.#lmdb.databases;
    const { runs } = this.#recent;
    const reached = firstFrom(runs, from);
    // What is being moved may stand in LMDB already.
    const held = runs.length > 0 ? runs[0].position : Number.MAX_SAFE_INTEGER;
    // Backwards the first run may reach beyond.
    if (backwards) for (let at = Math.min(reached, runs.length - 1); at >= 0; at--) yield runs[at];
    let start = logKey(Math.min(from, held - 1));
    const end = backwards ? logKey(0) : logKey(held);
    if (backwards) for (const key of log.getKeys({ start, end: logKey(held), limit: 1 })) start = key;
    if (backwards || from < held)
      for (const { key, value } of log.getRange({ start, end, reverse: backwards })) yield { position: readPosition(key), value };
    if (!backwards) for (let at = reached; at < runs.length; at++) yield runs[at];
  }

  /** Moves to LMDB what only the journal has, and what only the log has of a directory written before there was one. */
  async #recover(): Promise<void> {
    const { log, state } = this.#lmdb.databases;
    for (const key of log.getKeys({ reverse: true, limit: 1 })) this.#last = readPosition(key);
    const indexed = state.get(INDEXED);
    // A store without the mark is new, or was written when every group went to the index.
    const behind = indexed ? [...log.getRange({ start: logKey(readPosition(indexed) + 1) })] : [];
    const found = behind.map(({ key, value }) => ({ position: readPosition(key), value }));
    for (const run of [...found, ...this.#journal.after(this.#last)]) {
      this.#recent.add([this.#placed(run)]);
      this.#last = run.position;
    }
    await this.#move();
    if (!indexed) await this.#lmdb.write(({ state: own }) => own.put(INDEXED, logKey(this.#last)));
    this.#journal.begin();
  }

  /** A run with its place, as it says itself. */
  #placed(run: Run): StreamRun {
    const events = eventsOf(run);
    const { stream: name, revision: first } = placeOf(events[0].record);
    const count = events.length;
    const known = this.stream(name);
    const stream = known?.number ?? run.position;
    if (first === MAX_REVISION) return { ...run, stream, count, name };
    return { ...run, stream, count, revision: Number(first) + count - 1, ...(!known && { name }) };
  }
}
