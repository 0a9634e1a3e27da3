/** Which events were written lately, by their ids: in arrays of numbers, since text would be looked after by the garbage collector. */

const REMEMBERED = 100_000;
/** Power of two, so that a table stays more than half empty. */
const SLOTS = 2 ** 18;

/** Open addressing; no key is 0. */
class Table {
  readonly #keys = new Float64Array(SLOTS);
  readonly #values = new Float64Array(SLOTS);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(key: number): number | undefined {
    const slot = this.#slot(key);
    return this.#keys[slot] === key ? this.#values[slot] : undefined;
  }

  set(key: number, value: number): void {
    const slot = this.#slot(key);
    if (this.#keys[slot] === 0) this.#size++;
    this.#keys[slot] = key;
    this.#values[slot] = value;
  }

  clear(): void {
    this.#keys.fill(0);
    this.#size = 0;
  }

  #slot(key: number): number {
    let slot = key & (SLOTS - 1);
    while (this.#keys[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) & (SLOTS - 1);
    return slot;
  }
}

/**
 * Revisions by event id: the latest hundred thousand at least, twice as many at most.
 * Of an id and its stream 53 bits are kept: what is found has to be compared with the event at that revision.
 */
export class RecentIds {
  #newer = new Table();
  #older = new Table();

  get(stream: number, id: Buffer): number | undefined {
    const key = digest(stream, id);
    return this.#newer.get(key) ?? this.#older.get(key);
  }

  set(stream: number, id: Buffer, revision: number): void {
    if (this.#newer.size >= REMEMBERED) {
      [this.#newer, this.#older] = [this.#older, this.#newer];
      this.#newer.clear();
    }
    this.#newer.set(digest(stream, id), revision);
  }

  clear(): void {
    this.#newer.clear();
    this.#older.clear();
  }
}

/** 53 bits, never 0, of a stream's number and an event's id of 16 bytes. */
function digest(stream: number, id: Buffer): number {
  let low = stream | 0;
  let high = (stream / 2 ** 32) | 0;
  for (let at = 0; at < 16; at += 4) {
    const word = (id[at] << 24) | (id[at + 1] << 16) | (id[at + 2] << 8) | id[at + 3];
    low = Math.imul(low ^ word, 0x9e3779b1);
    high = Math.imul(high ^ word ^ (low >>> 15), 0x85ebca6b);
    low ^= high >>> 13;
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0) || 1;
}
