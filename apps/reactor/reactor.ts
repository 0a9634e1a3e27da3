/** Follows the log with one reaction, and sends the commands that follow from its events. */
import type { Bell } from '../../libs/config';
import { type ConversationEvent, DAY_MS, idOfStream, type ProductEvent, standing } from '../../libs/domain';
import {
  type Checkpoint,
  ClockBehind,
  CommandReused,
  type EventStore,
  type Fault,
  faultOfCode,
  follow,
  type SharedSubscription,
  type StoredEvent,
  StoreUnavailable,
  withRetried,
} from '../../libs/event-store';
import type { Dispatch, ProductClock } from '../../libs/product-clock';
import {
  advanceReaction,
  type CorrectionRecorded,
  lateRepliesOf,
  leaseReaction,
  type ObligationsEnded,
  openConversationsOf,
  passReaction,
  type ReadModels,
  reactionStands,
  releaseReaction,
  sellersIn,
  waitFor,
} from '../../libs/read-models';
import { askedTogether } from './asked-together';
import { type Given, type Reaction, type ReactiveCommand, reactionStamp } from './reaction';
import { forEach, sendAll } from './sending';

const VISIBLE_WITHIN_MS = 10_000;
/** Each batch moves a checkpoint on disk: after the first of a burst, twenty a second are soon enough. */
const MIN_PACE_MS = 50;

/** What acting on events needs. */
export interface Reacting {
  readonly models: ReadModels;
  readonly store: EventStore;
  /** Of all reactions of this process: an event is read and opened once. */
  readonly subscription: SharedSubscription;
  readonly commands: Dispatch;
  readonly clock: ProductClock;
  /** Names this process in leases. */
  readonly owner: string;
  readonly signal: AbortSignal;
  /** Told about what went wrong and is tried again. */
  readonly onTrouble: (message: string) => void;
  /** Rings when corrections were noted that are to be worked off. */
  readonly correctionsNoted: Bell;
}

/** Numbers of one reactor, for its metrics. */
export interface ReactorCounts {
  events: number;
  commands: number;
  failures: number;
}

/** Acts on events until the signal aborts; events that cannot be handled stop it until somebody parks them. */
export function react(reacting: Reacting, reaction: Reaction, counts: ReactorCounts): Promise<void> {
  const { store, subscription, signal, onTrouble } = reacting;
  const { name } = reaction;
  return follow(
    {
      name,
      store,
      source: (position, ending) => subscription.after(position, ending),
      minPaceMs: MIN_PACE_MS,
      open: () => open(reacting, reaction, counts),
      faultOf,
      onTrouble: (message) => onTrouble(`${name}: ${message}`),
      onRetry: () => counts.failures++,
    },
    signal,
  );
}

/** What the database says is weather, as is a store that is away; a command that is never taken comes back every time. */
function faultOf(error: unknown): Fault {
  return error instanceof CommandReused || error instanceof ClockBehind ? 'poison' : faultOfCode(error);
}

/** The checkpoint of a reaction in PostgreSQL; undefined while another process holds it. */
async function open(reacting: Reacting, reaction: Reaction, counts: ReactorCounts): Promise<Checkpoint | undefined> {
  const { models, store, owner, correctionsNoted } = reacting;
  const { name } = reaction;
  const held = await leaseReaction(models, name, owner);
  if (held === undefined) return undefined;
  let position = held;
  return {
    get position() {
      return position;
    },
    async take(given, reached) {
      const events = (await withRetried(store, name, given)) as readonly StoredEvent<ProductEvent>[];
      const said = await act(reacting, reaction, events, counts);
      const corrections = reaction.worksOffCorrections ? events.flatMap(correctionIn) : [];
      const step = { name, owner, from: position, to: reached };
      if (said + corrections.length > 0) await advanceReaction(models, step, corrections);
      else await passReaction(models, step);
      position = reached;
      if (corrections.length > 0) correctionsNoted.ring();
    },
    prolong: async () => (await leaseReaction(models, name, owner)) !== undefined,
    stand: (at, reason) => reactionStands(models, name, at, reason),
    release: () => releaseReaction(models, name, owner),
  };
}

/** Sends what a reaction says to a batch. Gives how many commands that were. */
async function act(
  reacting: Reacting,
  reaction: Reaction,
  events: readonly StoredEvent<ProductEvent>[],
  counts: ReactorCounts,
): Promise<number> {
  // By construction: whatever stands behind a correction in the log is judged by a clock that knows of it.
  for (const { type, position } of events)
    if (type === 'CalendarCorrected' && !(await reacting.clock.reached(position)))
      throw new StoreUnavailable('the product clock is behind');
  const facts = factsFor(reacting);
  const said: (readonly ReactiveCommand[])[] = [];
  const lookedAt = events.filter(({ type }) => reaction.on[type]);
  await forEach([...lookedAt.entries()], async ([index, event]) => {
    said[index] = await commandsOf(reacting, reaction, event, facts);
  });
  const commands = said.flat();
  await sendAll(reacting.commands, commands);
  counts.events += events.length;
  counts.commands += commands.length;
  return commands.length;
}

/** What is looked up for events of a batch, for many of them at once, in read models that are as new as they are. */
type Facts = ReturnType<typeof factsFor>;

function factsFor({ models }: Reacting) {
  const visible = async (model: string, ...events: readonly Pick<StoredEvent, 'position'>[]) => {
    const last = events.reduce((one, other) => (other.position > one.position ? other : one)).position;
    if (!(await waitFor(models, model, last, VISIBLE_WITHIN_MS))) throw new StoreUnavailable(`the read model ${model} is behind`);
  };
  return {
    visible,
    seller: askedTogether(async (events: readonly StoredEvent[]) => {
      await visible('clock', ...events);
      const conversations = events.map(({ stream }) => idOfStream(stream));
      const sellers = await sellersIn(models, conversations);
      return conversations.map((conversation) => sellers.get(conversation));
    }),
    lateReplies: askedTogether(async (asked: readonly (ObligationsEnded & Pick<StoredEvent, 'position'>)[]) => {
      await visible('clock', ...asked);
      return lateRepliesOf(models, asked);
    }),
  };
}

/** What a reaction says to an event that it looks at. */
function commandsOf(
  { clock, commands, store, models }: Reacting,
  reaction: Reaction,
  event: StoredEvent<ProductEvent>,
  facts: Facts,
): Promise<readonly ReactiveCommand[]> {
  const say = reaction.on[event.type] as (
    event: unknown,
    given: Given,
  ) => readonly ReactiveCommand[] | Promise<readonly ReactiveCommand[]>;
  const { position } = event;
  const given: Given = {
    clock,
    stamp: (index) => reactionStamp(reaction.name, event, index, clock.now()),
    history: () => historyOf(store, event),
    seller: () => facts.seller(event),
    lateReplies: (seller, at, days) => facts.lateReplies({ seller, from: at - days * DAY_MS, to: at, position }),
    async openConversations(seller) {
      await facts.visible('inbox', event);
      return openConversationsOf(models, seller);
    },
    standing: (seller) => commands.stateOf(standing, seller),
  };
  return commands.recording(() => say(event, given));
}

async function historyOf(store: EventStore, { stream, revision }: StoredEvent<ProductEvent>): Promise<ConversationEvent[]> {
  const events: ConversationEvent[] = [];
  for await (const event of store.read<ConversationEvent>(stream, { from: 0, maxCount: revision + 1 })) events.push(event);
  return events;
}

function correctionIn(read: StoredEvent): CorrectionRecorded[] {
  const event = read as StoredEvent<ProductEvent>;
  if (event.type !== 'CalendarCorrected') return [];
  const { revision, position } = event;
  const { market, version, follows } = event.data;
  return [{ market, version, revision, position, ...(follows && { follows }) }];
}
