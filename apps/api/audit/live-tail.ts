import { projectionStatus, type ReadModels } from '../../../libs/read-models';
import type { Caller } from '../application/caller';

const PAGE = 500;
/** Who does not read takes up what happened from the database instead. */
const QUEUED_AT_MOST = 1_000;
// A notification may be lost with the connection it comes by: nobody waits longer than this for what is there already.
const LOOK_AGAIN_MS = 2_000;

/** Something that happened, whom it concerns, and what each of them sees of it. */
export interface Happened {
  readonly position: bigint;
  readonly parties: readonly string[];
  shownTo(caller: Caller): object | undefined;
}

/** Everybody that looks after the platform. */
export const PLATFORM_PARTY = 'platform';
export const buyerParty = (sub: string): string => `buyer ${sub}`;
export const sellerParty = (seller: string): string => `seller ${seller}`;

/** As whose it concerns what a caller is told. */
export const partyOf = ({ role, sub, seller }: Caller): string =>
  role === 'buyer' ? buyerParty(sub) : role === 'seller' ? sellerParty(seller ?? '') : PLATFORM_PARTY;

/** What happened since its reader joined and was not taken yet. */
export class Queue {
  #rows: Happened[] = [];
  #wake: (() => void) | undefined;
  /** More came than is kept: the reader has to read the database, and join again. */
  overflowed = false;

  push(row: Happened): void {
    if (this.#rows.length < QUEUED_AT_MOST) this.#rows.push(row);
    else this.overflowed = true;
    this.#wake?.();
  }

  take(): Happened[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  /** Resolves when something is there, after `ms`, or when the signal is aborted. */
  async some(ms: number, signal: AbortSignal): Promise<void> {
    if (this.#rows.length > 0 || this.overflowed || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.#wake = undefined;
        resolve();
      };
      const timer = setTimeout(wake, ms);
      signal.addEventListener('abort', wake);
      this.#wake = wake;
    });
  }
}

/** Follows one projection for all streams of this process: the database is asked once for what happened, however many listen. */
export class LiveTail {
  readonly #queues = new Map<string, Set<Queue>>();
  #position = 0n;
  #reading: Promise<void> | undefined;
  #again = false;
  #stop: (() => void) | undefined;
  #starting: Promise<void> | undefined;

  constructor(
    private readonly models: ReadModels,
    private readonly projection: string,
    private readonly read: (
      models: ReadModels,
      page: { readonly after: bigint; readonly limit: number },
    ) => Promise<readonly Happened[]>,
  ) {}

  /** A queue of what concerns a party and happens behind the position that is given with it. Fails when the database is away. */
  async join(party: string): Promise<{ queue: Queue; position: bigint; leave: () => void }> {
    this.#starting ??= this.#start();
    try {
      await this.#starting;
    } catch (error) {
      this.#starting = undefined;
      throw error;
    }
    const queue = new Queue();
    const known = this.#queues.get(party) ?? new Set();
    this.#queues.set(party, known.add(queue));
    const leave = () => {
      known.delete(queue);
      if (known.size === 0 && this.#queues.get(party) === known) this.#queues.delete(party);
      if (this.#queues.size > 0) return;
      this.#stop?.();
      this.#starting = undefined;
    };
    return { queue, position: this.#position, leave };
  }

  async #start(): Promise<void> {
    const status = (await projectionStatus(this.models)).find(({ name }) => name === this.projection);
    this.#position = BigInt(status?.position ?? 0);
    const off = await this.models.onProjected((projection) => {
      if (projection === this.projection) this.#look();
    });
    const timer = setInterval(() => this.#look(), LOOK_AGAIN_MS).unref();
    this.#stop = () => {
      off();
      clearInterval(timer);
    };
    // What came between the two.
    this.#look();
  }

  #look(): void {
    this.#again = true;
    this.#reading ??= this.#readAll().finally(() => {
      this.#reading = undefined;
    });
  }

  async #readAll(): Promise<void> {
    try {
      while (this.#again) {
        this.#again = false;
        const rows = await this.read(this.models, { after: this.#position, limit: PAGE });
        for (const row of rows) {
          this.#position = row.position;
          for (const party of row.parties) for (const queue of this.#queues.get(party) ?? []) queue.push(row);
        }
        if (rows.length === PAGE) this.#again = true;
      }
    } catch {
      // The database is away: it is looked at again soon.
    }
  }
}
