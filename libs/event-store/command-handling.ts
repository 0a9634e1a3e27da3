import { setTimeout as sleep } from 'node:timers/promises';
import type { Stamp } from '../domain';
import { ClockBehind, CommandReused, RevisionConflict, StoreUnavailable, TooManyConflicts } from './errors';
import type { EventStore } from './event-store';
import type { EventMetadata, EventShape, RecordedEvent, StoredEvent } from './events';
import { ACKNOWLEDGED, type EarlierCommand, type Folded, FoldedStreams, fold, unfolded } from './folded';
import { uuidV5 } from './uuid-v5';

/** Where an event stands when it is folded: known before and after a reload alike, so a state never depends on the way it was made. */
export interface Recorded {
  readonly id: string;
  readonly revision: number;
  readonly metadata: EventMetadata;
}

/** What every command carries: the id of its stream without the category, and who gives it, when and under which id. */
export interface Stamped {
  readonly type: string;
  readonly id: string;
  readonly stamp: Stamp;
}

/**
 * The rules of one kind of stream: streams are named `category-id`. `decide` may throw to refuse and yields [] when nothing is to
 * be done; `evolve` never throws, ignores types it does not know and may see a state only once.
 */
export interface Decider<S, C extends Stamped, E extends EventShape> {
  readonly category: string;
  readonly initial: S | (() => S);
  /** Whose texts a command is full of, where that is not who gives it. */
  whose?(command: C): string;
  decide(command: C, state: S): readonly E[];
  evolve(state: S, event: E, recorded: Recorded): S;
}

/** What became of a command. Without events: the stream's last revision (-1: none) and position (0: none). */
export interface Handled<E extends EventShape = EventShape, S = unknown> {
  readonly events: readonly RecordedEvent<E>[];
  readonly revision: number;
  readonly position: bigint;
  /** The command had been handled before: nothing was written, this is what it did then. */
  readonly repeated: boolean;
  /** The stream folded, this command included. It goes on changing: to be read at once. */
  readonly state: S;
}

/** Limits of the states kept in memory and of the attempts after a conflict. */
export interface CommandHandlingOptions {
  /** Streams kept; default 12,000. */
  readonly maxStreams?: number;
  /** Bytes of memory they take, about; default 64 MiB. */
  readonly maxBytes?: number;
  /** Attempts after the first; default 5. */
  readonly maxConflicts?: number;
}

/** A command whose digest is the one that goes on record; `given`: as it was before. */
type Blinded<C> = C & { readonly given: string };

/** How many commands at most share an append: their events have to stay below its limit, and who comes behind them waits for all. */
const TOGETHER = 100;

/** Milliseconds that clocks of processes may differ: a command stamped so much before its stream's last instant is refused. */
const MAX_BEHIND_MS = 60_000;

/** Ids of events are derived in this namespace. Changing it would make repetitions of earlier commands look new. */
const eventNamespace = '6f1c7a52-5d0e-4a8e-9c4b-1f0f6d1c2b7a';

/**
 * The id of the index-th event a command causes on a stream: the same for each attempt to write it. Content and time of the command
 * take part, so that the store does not take a repetition that reaches a process whose state is behind for the first writing: it is
 * met as a conflict, and recognised by its command id after the reload.
 */
export function eventId(stream: string, { commandId, commandHash, at }: Stamp, index: number): string {
  return uuidV5(`${stream}\n${commandId}\n${commandHash}\n${isoOf(at)}\n${index}`, eventNamespace);
}

/**
 * Load, fold, decide, append at the revision read. Commands of one stream wait for each other inside the process; other processes
 * are met by the expected revision. Folded states are kept, so that the usual command costs one append and no read: a state that is
 * behind shows as a conflict, and before a refusal or "nothing to do" it is brought up to date.
 *
 * Time in a stream never runs backwards: a command that comes behind an event of a later instant (it waited out an outage, or clocks
 * differ) is decided at that instant. So what was recorded first holds, and a prefix of the stream is how it stood at a moment. Where
 * that instant is more than a minute ahead, one of the clocks is wrong, and the command is refused.
 */
export class CommandHandling {
  readonly #store: EventStore;
  readonly #maxConflicts: number;
  readonly #folded: FoldedStreams;
  #clocksBehind = 0;
  readonly #queues = new Map<string, Promise<unknown>>();

  constructor(store: EventStore, options: CommandHandlingOptions = {}) {
    this.#store = store;
    this.#maxConflicts = options.maxConflicts ?? 5;
    this.#folded = new FoldedStreams(options.maxStreams ?? 12_000, options.maxBytes ?? 64 * 1024 * 1024);
    store.onForget(() => this.#folded.forgetAll());
  }

  /** Commands refused with ClockBehind so far. */
  get clocksBehind(): number {
    return this.#clocksBehind;
  }

  /**
   * Handles one command. Throws what `decide` throws, CommandReused, ClockBehind, TooManyConflicts, and what the store throws: after
   * StoreUnavailable the outcome is unknown and sending the same command again is safe.
   */
  async handle<S, C extends Stamped, E extends EventShape>(decider: Decider<S, C, E>, command: C): Promise<Handled<E, S>> {
    const stream = `${decider.category}-${command.id}`;
    return this.#inTurn(stream, async () => this.#handle(decider, stream, await this.#blinded(decider, command)));
  }

  /**
   * Handles commands of one stream in their order, each as `handle` would; those that yield events one behind another share an append, so
   * that `position` may be that of a later one. What became of each.
   */
  async handleAll<S, C extends Stamped, E extends EventShape>(
    decider: Decider<S, C, E>,
    commands: readonly C[],
  ): Promise<PromiseSettledResult<Handled<E, S>>[]> {
    const stream = `${decider.category}-${commands[0].id}`;
    const blinded = await Promise.all(commands.map((command) => this.#blinded(decider, command)));
    return this.#inTurn(stream, async () => {
      const outcomes: PromiseSettledResult<Handled<E, S>>[] = [];
      for (let most = TOGETHER; outcomes.length < blinded.length; ) {
        const next = blinded.slice(outcomes.length, outcomes.length + most);
        let handled: readonly Handled<E, S>[] = [];
        try {
          handled = await this.#together(decider, stream, next);
        } catch (reason) {
          // Each of those that are left would wait for the whole budget.
          if (reason instanceof StoreUnavailable)
            return [...outcomes, ...blinded.slice(outcomes.length).map(() => ({ status: 'rejected', reason }) as const)];
          most = Math.ceil(next.length / 2);
        }
        outcomes.push(...handled.map((value) => ({ status: 'fulfilled', value }) as const));
        if (handled.length < next.length)
          outcomes.push(...(await Promise.allSettled([this.#handle(decider, stream, next[handled.length])])));
      }
      return outcomes;
    });
  }

  /**
   * Handles the first of these commands in one append, up to one that is known, refused or has nothing to do: that is found out alone, on
   * a state that is up to date. Throws what the store throws, with nothing of them kept.
   */
  async #together<S, C extends Stamped, E extends EventShape>(
    decider: Decider<S, C, E>,
    stream: string,
    commands: readonly Blinded<C>[],
  ): Promise<Handled<E, S>[]> {
    const folded = this.#folded.get(stream) ?? (await this.#catchUp(decider, stream, unfolded(decider)));
    const { revision: expected } = folded;
    const recorded: RecordedEvent<E>[][] = [];
    for (const command of commands) {
      const events = this.#yielded(decider, stream, folded, command);
      if (events.length === 0) break;
      // It stands on what is not on record yet.
      this.#folded.forget(stream);
      for (const event of events) fold(decider, folded, event, folded.position);
      recorded.push(events);
    }
    if (recorded.length === 0) return [];
    const { position } = await this.#store.append(stream, recorded.flat(), expected < 0 ? 'no-stream' : expected);
    placed(folded, commands.slice(0, recorded.length), position);
    this.#folded.keep(stream, folded);
    return recorded.map((events) => {
      const { revision } = events[events.length - 1];
      return { events: events.filter(isOfTheRules), revision, position, repeated: false, state: folded.state as S };
    });
  }

  /** The events of a command as they would be recorded next. None: it is known or refused, or has nothing to do. */
  #yielded<S, C extends Stamped, E extends EventShape>(
    decider: Decider<S, C, E>,
    stream: string,
    folded: Folded,
    command: Blinded<C>,
  ): RecordedEvent<E>[] {
    const { stamp } = command;
    if (folded.commands.has(stamp.commandId)) return [];
    try {
      const at = instantFor(stream, folded, stamp.at);
      const decided = decider.decide(stampedAt(command, at), folded.state as S);
      return this.#recorded(stream, folded.revision, decided, at, stamp);
    } catch {
      return [];
    }
  }

  /**
   * The command as it may go on record: the digest of what people sent is made by a key that goes with the person, or it could be tried
   * against texts for ever. What programs send holds none.
   */
  async #blinded<S, C extends Stamped, E extends EventShape>(decider: Decider<S, C, E>, command: C): Promise<Blinded<C>> {
    const { stamp } = command;
    const { id, role } = stamp.actor;
    if (role === 'system' || role === 'operator') return { ...command, given: stamp.commandHash };
    const blinded = this.#store.codec.blind(decider.whose?.(command) ?? id, stamp.commandHash);
    const commandHash = blinded instanceof Promise ? await blinded : blinded;
    return { ...command, stamp: { ...stamp, commandHash }, given: stamp.commandHash };
  }

  /**
   * A stream folded as it is now, for what is decided elsewhere by what it says. It goes on changing: to be read at once. `at` (epoch
   * milliseconds): when the command that is decided by it was stamped. Throws ClockBehind as a command of this stream would, and what
   * reads throw.
   */
  async stateOf<S, C extends Stamped, E extends EventShape>(decider: Decider<S, C, E>, id: string, at?: number): Promise<S> {
    const stream = `${decider.category}-${id}`;
    return this.#inTurn(stream, async () => {
      const folded = await this.#catchUp(decider, stream, this.#folded.get(stream) ?? unfolded(decider));
      if (at !== undefined) this.#instantFor(stream, folded, at);
      return folded.state as S;
    });
  }

  /** What is done with one stream waits for what is done with it already. */
  async #inTurn<T>(stream: string, work: () => Promise<T>): Promise<T> {
    const before = this.#queues.get(stream);
    const turn = before ? this.#after(before, stream, work) : work();
    const settled = turn.then(ignore, (error: unknown) => error);
    this.#queues.set(stream, settled);
    try {
      return await turn;
    } finally {
      if (this.#queues.get(stream) === settled) this.#queues.delete(stream);
    }
  }

  async #after<T>(before: Promise<unknown>, stream: string, work: () => Promise<T>): Promise<T> {
    const since = performance.now();
    const failure = await before;
    // During an outage each command of a queue would wait for the whole budget of each one before it.
    if (failure instanceof StoreUnavailable || performance.now() - since > this.#store.budgetMs)
      throw new StoreUnavailable(`earlier commands of ${stream} got no answer`);
    return work();
  }

  async #handle<S, C extends Stamped, E extends EventShape>(
    decider: Decider<S, C, E>,
    stream: string,
    command: Blinded<C>,
  ): Promise<Handled<E, S>> {
    const { stamp, given } = command;
    let folded = this.#folded.get(stream);
    let fresh = !folded;
    folded ??= await this.#catchUp(decider, stream, unfolded(decider));
    for (let conflicts = 0; ; ) {
      const earlier = folded.commands.get(stamp.commandId);
      if (earlier) return await this.#again<S, E>(stream, earlier, { ...stamp, given }, folded.state as S);

      const at = this.#instantFor(stream, folded, stamp.at);
      let decided: readonly E[] = [];
      let refusal: unknown;
      try {
        decided = decider.decide(stampedAt(command, at), folded.state as S);
      } catch (error) {
        refusal = error;
      }
      if (decided.length === 0) {
        if (!fresh) {
          // Decided on a kept state that may be behind: nobody is turned away because of that.
          const { revision } = folded;
          folded = await this.#catchUp(decider, stream, folded);
          fresh = true;
          if (folded.revision !== revision) continue;
        }
        if (refusal !== undefined) throw refusal;
        if (!stamp.keyed) {
          const { revision, position } = folded;
          return { events: [], revision, position, repeated: false, state: folded.state as S };
        }
        decided = [{ type: ACKNOWLEDGED, data: { command: command.type, at: isoOf(at) } } as unknown as E];
      }

      const expected: number = folded.revision;
      const recorded = this.#recorded(stream, expected, decided, at, stamp);
      try {
        const { revision, position } = await this.#store.append(stream, recorded, expected < 0 ? 'no-stream' : expected);
        for (const event of recorded) fold(decider, folded, event, position);
        this.#folded.keep(stream, folded);
        return { events: recorded.filter(isOfTheRules), revision, position, repeated: false, state: folded.state as S };
      } catch (error) {
        // After any error the kept state may be behind; after a conflict it surely is.
        this.#folded.forget(stream);
        if (!(error instanceof RevisionConflict)) throw error;
        if (conflicts++ === this.#maxConflicts) throw new TooManyConflicts(stream, conflicts);
        await sleep(Math.random() * 5 * 2 ** conflicts);
        // History is only added to; a stream shorter than what was folded is another one.
        folded = await this.#catchUp(decider, stream, error.actual > expected ? folded : unfolded(decider));
        fresh = true;
      }
    }
  }

  /** As instantFor; what it refuses is counted. */
  #instantFor(stream: string, folded: Folded, at: number): number {
    try {
      return instantFor(stream, folded, at);
    } catch (error) {
      this.#clocksBehind++;
      throw error;
    }
  }

  async #catchUp<S, C extends Stamped, E extends EventShape>(
    decider: Decider<S, C, E>,
    stream: string,
    folded: Folded,
  ): Promise<Folded> {
    for await (const { events, revision, position } of this.#store.readBatches<E>(stream, { from: folded.revision + 1 })) {
      for (const event of events) fold(decider, folded, event, event.position);
      // What was passed over at the end counts for the next append.
      folded.revision = revision;
      folded.position = position;
    }
    this.#folded.keep(stream, folded);
    return folded;
  }

  async #again<S, E extends EventShape>(
    stream: string,
    { hash, first, last, position }: EarlierCommand,
    { commandId, commandHash, given }: Stamp & { readonly given: string },
    state: S,
  ): Promise<Handled<E, S>> {
    // One from before digests were blinded stands as it was given.
    if (hash !== commandHash && hash !== given) throw new CommandReused(stream, commandId);
    const events: StoredEvent<E>[] = [];
    for await (const event of this.#store.read<E>(stream, { from: first, maxCount: last - first + 1 }))
      if (isOfTheRules(event)) events.push(event);
    return { events, revision: last, position, repeated: true, state };
  }

  /** What a command yields as it is recorded behind a revision. */
  #recorded<E extends EventShape>(
    stream: string,
    behind: number,
    decided: readonly E[],
    at: number,
    stamp: Stamp,
  ): RecordedEvent<E>[] {
    const { commandId, commandHash, actor, origin, correlationId, causationId = commandId } = stamp;
    const metadata: EventMetadata = {
      $correlationId: correlationId,
      $causationId: causationId,
      commandId,
      commandHash,
      actor: actor.id,
      role: actor.role,
      origin,
      at: isoOf(at),
      schema: this.#store.codec.schema,
    };
    return decided.map(({ type, data }, index) => {
      const id = eventId(stream, stamp, index);
      return { id, type, data, metadata, stream, revision: behind + 1 + index } as RecordedEvent<E>;
    });
  }
}

const ignore = () => undefined;

const isOfTheRules = ({ type }: EventShape): boolean => type !== ACKNOWLEDGED;

const isoOf = (at: number): string => new Date(at).toISOString();

/** The instant at which a command stamped `at` is decided. Throws ClockBehind. */
function instantFor(stream: string, { at: last }: Folded, at: number): number {
  if (last - at > MAX_BEHIND_MS) throw new ClockBehind(stream, last - at);
  return Math.max(at, last);
}

/** Notes the position that an append of these commands came to. */
function placed(folded: Folded, commands: readonly Stamped[], position: bigint): void {
  folded.position = position;
  for (const { stamp } of commands) {
    const command = folded.commands.get(stamp.commandId);
    if (command) command.position = position;
  }
}

function stampedAt<C extends Stamped>(command: C, at: number): C {
  return at === command.stamp.at ? command : { ...command, stamp: { ...command.stamp, at } };
}
