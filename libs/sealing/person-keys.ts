/** The keys of people: one for each person and retention class, wrapped by the master key, in a table of their own. */
import { createHmac, randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { TextOwner } from '../domain';
import { KEY_BYTES, random } from './envelope';
import { type KeyService, KeysUnavailable } from './key-service';

/** A key as the table has it. */
export interface KeyRow extends TextOwner {
  readonly id: string;
  /** Which master key wrapped it. */
  readonly master: string;
  /** Null: it was deleted. */
  readonly wrapped: Uint8Array | null;
  /** Dates (YYYY-MM-DD): what it sealed is for compliance only since; it is readable for nobody since. */
  readonly restrictedOn: string | null;
  readonly erasedOn: string | null;
}

/** The table. */
export interface KeyTable {
  /** Rows of these ids, as far as there are. */
  named(ids: readonly string[]): Promise<readonly KeyRow[]>;
  /** The rows that seal for these now, as far as there are. */
  inUse(owners: readonly TextOwner[]): Promise<readonly KeyRow[]>;
  /** Adds a key; of several that are added for one owner at once the first stays, and is what comes back. */
  add(row: Pick<KeyRow, 'id' | 'person' | 'class' | 'master' | 'wrapped'>): Promise<KeyRow>;
}

/** A key in memory: with its bytes, or since when and why it is not to be used. */
export interface PersonKey {
  readonly id: string;
  /** Undefined where it was erased. */
  readonly key: Uint8Array | undefined;
  /** Made from it, for what is compared and not opened. */
  readonly blinding: Uint8Array | undefined;
  readonly restrictedOn: string | null;
  readonly erasedOn: string | null;
}

interface Kept extends PersonKey {
  readonly wrapped: Uint8Array | null;
  readonly person: string;
  readonly class: string;
  readonly at: number;
}

const KEPT_KEYS = 20_000;
/** Deletions are announced; where the word is lost, a key is looked at again after this time. */
const LOOK_AGAIN_MS = 30_000;

/** An owner as one text. */
export const nameOf = (owner: TextOwner): string => `${owner.class}\n${owner.person}`;

/** Keys as they are needed, kept in memory within bounds and for so long as they are. */
export class PersonKeys {
  readonly #kept = new LRUCache<string, Kept>({ max: KEPT_KEYS });
  readonly #inUse = new LRUCache<string, string>({ max: KEPT_KEYS });
  #forgotten = 0;

  constructor(
    private readonly table: KeyTable,
    private readonly service: KeyService,
  ) {}

  /** The keys that seal for these owners, by `nameOf`; made where there are none. No promise where all are at hand. Throws {@link KeysUnavailable}. */
  sealing(owners: readonly TextOwner[]): ReadonlyMap<string, PersonKey> | Promise<ReadonlyMap<string, PersonKey>> {
    const found = new Map<string, PersonKey>();
    const missing = new Map<string, TextOwner>();
    for (const owner of owners) {
      const name = nameOf(owner);
      const kept = this.#fresh(this.#inUse.get(name) ?? '');
      if (kept?.key && kept.restrictedOn === null) found.set(name, kept);
      else missing.set(name, owner);
    }
    return missing.size === 0 ? found : this.#fetch([...missing.values()], found);
  }

  /** The keys of these ids; of one that is not there, nothing. No promise where all are at hand. Throws {@link KeysUnavailable}. */
  named(ids: Iterable<string>): ReadonlyMap<string, PersonKey> | Promise<ReadonlyMap<string, PersonKey>> {
    const found = new Map<string, PersonKey>();
    const missing = new Set<string>();
    for (const id of ids) {
      if (found.has(id)) continue;
      const kept = this.#fresh(id);
      if (kept) found.set(id, kept);
      else missing.add(id);
    }
    return missing.size === 0 ? found : this.#load([...missing], found);
  }

  /** Of this person, or of everybody: what is kept may be wrong. */
  forget(person?: string): void {
    this.#forgotten++;
    if (person === undefined) {
      this.#kept.clear();
      this.#inUse.clear();
      return;
    }
    for (const [id, kept] of this.#kept) if (kept.person === person) this.#kept.delete(id);
  }

  /** Keys that seal may have been closed: which do is looked up again. */
  lookAgain(): void {
    this.#forgotten++;
    this.#inUse.clear();
  }

  #fresh(id: string): Kept | undefined {
    const kept = this.#kept.get(id);
    return kept && Date.now() - kept.at < LOOK_AGAIN_MS ? kept : undefined;
  }

  async #fetch(owners: readonly TextOwner[], found: Map<string, PersonKey>): Promise<ReadonlyMap<string, PersonKey>> {
    const since = this.#forgotten;
    const rows = await this.#asking(() => this.table.inUse(owners));
    const known = new Map(rows.map((row) => [nameOf(row), row]));
    for (const owner of owners) {
      const name = nameOf(owner);
      const kept = await this.#keep(known.get(name) ?? (await this.#make(owner)), since);
      // What was asked before keys were closed may be one of them.
      if (since === this.#forgotten) this.#inUse.set(name, kept.id);
      found.set(name, kept);
    }
    return found;
  }

  async #load(ids: readonly string[], found: Map<string, PersonKey>): Promise<ReadonlyMap<string, PersonKey>> {
    const since = this.#forgotten;
    for (const row of await this.#asking(() => this.table.named(ids))) found.set(row.id, await this.#keep(row, since));
    return found;
  }

  async #make({ person, class: kind }: TextOwner): Promise<KeyRow> {
    const master = this.service.current();
    const wrapped = await this.service.wrap(random(KEY_BYTES));
    return this.#asking(() => this.table.add({ id: randomUUID(), person, class: kind, master, wrapped }));
  }

  async #keep(row: KeyRow, since: number): Promise<Kept> {
    const { id, person, class: kind, wrapped, restrictedOn, erasedOn } = row;
    const before = this.#kept.get(id);
    // Nothing has to be unwrapped again where only time passed.
    const same = before?.key && wrapped && Buffer.compare(wrapped, before.wrapped ?? Buffer.alloc(0)) === 0;
    const key = same ? before.key : wrapped ? await this.service.unwrap(wrapped, row.master) : undefined;
    const blinding = same ? before.blinding : key && createHmac('sha256', key).update('helpdesk command hash').digest();
    const kept: Kept = { id, person, class: kind, wrapped, restrictedOn, erasedOn, key, blinding, at: Date.now() };
    // What was read before a deletion was told of may be older than it.
    if (since === this.#forgotten) this.#kept.set(id, kept);
    return kept;
  }

  async #asking<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      throw new KeysUnavailable(`the table of keys: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
