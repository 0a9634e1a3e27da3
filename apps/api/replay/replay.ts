/** A conversation as it stood, and its steps, read from the record in constant memory. */
import { Inject, Injectable } from '@nestjs/common';
import {
  type CalendarData,
  type ConversationEvent,
  emptyScene,
  evolveScene,
  iso,
  type KnownOrder,
  type Language,
  type Lens,
  type OrderEvent,
  type OrderShown,
  orderAfter,
  orderShown,
  orderStreamId,
  orders,
  outlineOf,
  PICTURE_LIMITS,
  type Picture,
  type ReplayChange,
  type ReplayEvent,
  type ReplayStep,
  type Scene,
  type SceneItem,
  type StandingEvent,
  type StandingThen,
  sentenceOf,
  standing,
  standingAt,
  takeStep,
  throughLens,
  withQuestions,
} from '../../../libs/domain';
import { breath, EventStore, type RawEvent, type StoredEvent } from '../../../libs/event-store';
import { ProductClock } from '../../../libs/product-clock';
import { type Together, together } from './record';

/** What is replayed, for whose eyes, and up to where. */
export interface Asked {
  readonly conversation: string;
  readonly lens: Lens;
  readonly language: Language;
  /** Up to and with this instant by the product's time, epoch milliseconds. */
  readonly until?: number;
  /** Up to and with this revision. */
  readonly revision?: number;
  /** The record up to and with this revision is looked at: what is read leaves its own trace behind it. */
  readonly last: number;
  /** Whether steps say what their events tell and changed: whoever folds them finds out. */
  readonly changes: boolean;
}

/** A step beside the one that was asked for. `isLater`: it had not happened yet. */
interface Beside {
  readonly from: number;
  readonly to: number;
  readonly command: string;
  readonly at: string;
  readonly told: string;
  readonly isLater: boolean;
}

/** A calendar as it was when an obligation was counted by it. */
interface CalendarThen {
  readonly market: string;
  readonly version: string;
  readonly tzdata: string;
  readonly data: CalendarData;
}

/** A conversation as it stood at a moment. */
export interface AsItStood {
  readonly conversation: string;
  /** The moment; of a revision, when that was decided. */
  readonly asOf: string;
  /** Of the last event up to then. */
  readonly revision: number;
  readonly lens: Lens;
  /** The step that led here, the one before, and the one that came next. */
  readonly step: Beside | null;
  readonly previous: Beside | null;
  readonly next: Beside | null;
  readonly state: Picture & { readonly standing: StandingThen | null; readonly orderDetails: OrderShown | null };
  readonly calendars: readonly CalendarThen[];
}

/** A step whose events are told alone, with what changed in other streams. */
export type BareStep = Omit<ReplayStep, 'told' | 'causes' | 'events'> & { readonly events: readonly ReplayEvent[] };

/** A part of a replay that is handed out as it is read. */
export type Part =
  | { readonly step: ReplayStep | BareStep }
  | { readonly calendar: CalendarThen }
  | { readonly asItStood: AsItStood };

@Injectable()
export class Replays {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(ProductClock) private readonly clock: ProductClock,
  ) {}

  /**
   * The steps that `wanted` names, default all, in their order, each behind the calendars it is the first to name, and then how it stood.
   * Steps that are not wanted are folded and not told; what is written in them is opened where it is shown in the end. Ends without a word
   * where there is no such conversation.
   */
  async *parts(asked: Asked, wanted?: (firstRevision: number) => boolean): AsyncGenerator<Part, void> {
    const { conversation, lens, revision, until } = asked;
    const isUpTo = (event: ReplayEvent) =>
      (revision === undefined || event.revision <= revision) && (until === undefined || Date.parse(event.at) <= until);
    const closed = wanted && BODIES;
    const record = this.store.readBatches<ConversationEvent>(`conversation-${conversation}`, { closed });
    const scene = emptyScene();
    const window = new TextWindow(scene);
    const calendars = new Calendars(this.clock);
    let beside: Surroundings | undefined;
    let last: readonly ReplayEvent[] = [];
    let previous: readonly ReplayEvent[] = [];
    let next: readonly ReplayEvent[] = [];
    for await (const steps of together(record, { ...asked, isUpTo, seen: throughLens(lens, asked.language) })) {
      for (const { events: read, isLater, closed } of steps) {
        const isWanted = !isLater && (!wanted || wanted(read[0].revision));
        const events = isWanted ? await this.#opened(read, closed) : read;
        if (isLater) {
          next = events;
          break;
        }
        beside ??= await this.#surroundings(events[0], lens);
        if (isWanted) {
          for (const calendar of calendars.namedFirst(events)) yield { calendar };
          const step = asked.changes ? takeStep(scene, events) : bareStep(scene, events);
          yield { step: { ...step, changes: [...step.changes, ...(beside?.changes(step.at) ?? [])] } };
        } else {
          for (const event of events) evolveScene(scene, event);
          beside?.changes(events[0].at);
        }
        window.move(events, isWanted ? [] : closed);
        [previous, last] = [last, events];
      }
      if (next.length > 0) break;
    }
    for (const event of await this.store.opened<ConversationEvent>(window.closed)) window.fill(event);
    const at = until ?? (revision === undefined ? this.clock.now() : Date.parse(scene.at));
    const picture = outlineOf(scene, lens, this.clock, at);
    if (!picture) return;
    const messages: SceneItem[] = [];
    for (const item of picture.messages) {
      messages.push(withQuestions(item));
      await breath();
    }
    const told = (of: readonly ReplayEvent[], isLater = false): Beside | null => {
      const [first] = of;
      if (!first) return null;
      const to = of[of.length - 1].revision;
      return {
        ...{ from: first.revision, to, command: first.command, at: first.at, told: sentenceOf([first, ...of.slice(1)], scene) },
        isLater,
      };
    };
    yield {
      asItStood: {
        ...{ conversation, asOf: iso(at), revision: scene.rules.revision, lens },
        ...{ step: told(last), previous: told(previous), next: told(next, true) },
        state: { ...picture, messages, standing: beside?.standing(at) ?? null, orderDetails: beside?.order(at, picture) ?? null },
        calendars: calendars.of(picture.obligations.map(({ calendar }) => calendar)),
      },
    };
  }

  /** Events with their closed texts, as the lens shows them otherwise. */
  async #opened(events: Together['events'], closed: Together['closed']): Promise<Together['events']> {
    if (closed.length === 0) return events;
    const opened = await this.store.opened<ConversationEvent>(closed);
    const bodies = new Map(opened.map(({ revision, data }) => [revision, bodyIn(data)]));
    const whole = (event: ReplayEvent): ReplayEvent => {
      const body = bodies.get(event.revision);
      return body === undefined ? event : ({ ...event, data: { ...event.data, body } } as ReplayEvent);
    };
    const [first, ...more] = events;
    return [whole(first), ...more.map(whole)];
  }

  /** What stands in other streams: the seller's standing, which is not the buyer's to know, and the order. */
  async #surroundings(first: ReplayEvent, lens: Lens): Promise<Surroundings | undefined> {
    if (first.type !== 'ConversationOpened') return undefined;
    const { seller, order } = first.data;
    const [ofSeller, ofOrder] = await Promise.all([
      lens === 'buyer' ? [] : collected(this.store.read<StandingEvent>(`${standing.category}-${seller}`)),
      order === undefined ? [] : collected(this.store.read<OrderEvent>(`${orders.category}-${orderStreamId(order)}`)),
    ]);
    return new Surroundings(lens, ofSeller, ofOrder);
  }
}

/** A step folded, and only its events told. */
function bareStep(scene: Scene, events: readonly [ReplayEvent, ...ReplayEvent[]]): BareStep {
  for (const event of events) evolveScene(scene, event);
  const [{ revision: from, command, at, actor, role }] = events;
  const to = events[events.length - 1].revision;
  return { from, to, command, at, actor, role, changes: [], events };
}

async function collected<T>(events: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const event of events) all.push(event);
  return all;
}

/** What stands beside a conversation, at instants that do not go back. */
class Surroundings {
  readonly #standing = standing.initial();
  #order: KnownOrder | undefined;
  #taken = { standing: 0, order: 0 };
  #before: { readonly effect: string | null; readonly points: number | null; readonly state: string | null } | undefined;

  constructor(
    private readonly lens: Lens,
    private readonly ofSeller: readonly StoredEvent<StandingEvent>[],
    private readonly ofOrder: readonly StoredEvent<OrderEvent>[],
  ) {}

  /** Null for a buyer. */
  standing(at: number): StandingThen | null {
    if (this.lens === 'buyer') return null;
    for (; isUpTo(this.ofSeller[this.#taken.standing], at); this.#taken.standing++)
      standing.evolve(this.#standing, this.ofSeller[this.#taken.standing] as StandingEvent);
    return standingAt(this.#standing, at);
  }

  /** The order of these two as it was told then; null where none was. */
  order(at: number, parties: { readonly buyer: string; readonly seller: string }): OrderShown | null {
    this.#tell(at);
    return orderShown(this.#order, parties, this.lens);
  }

  /** What is another than at the instant asked about before; at the first, nothing is. */
  changes(instant: string): ReplayChange[] {
    if (this.ofSeller.length === 0 && this.ofOrder.length === 0) return [];
    const at = Date.parse(instant);
    this.#tell(at);
    const { effect = null, points = null } = this.standing(at) ?? {};
    const now = { effect, points, state: this.#order?.state ?? null };
    const before = this.#before ?? now;
    this.#before = now;
    const changed = (of: 'standing' | 'order', field: keyof typeof now): ReplayChange[] =>
      before[field] === now[field] ? [] : [{ of, field, before: before[field], after: now[field] }];
    return [...changed('standing', 'effect'), ...changed('standing', 'points'), ...changed('order', 'state')];
  }

  #tell(at: number): void {
    for (; isUpTo(this.ofOrder[this.#taken.order], at); this.#taken.order++)
      this.#order = orderAfter(this.#order, this.ofOrder[this.#taken.order] as unknown as OrderEvent);
  }
}

const isUpTo = (event: StoredEvent | undefined, at: number): boolean =>
  event !== undefined && Date.parse(event.metadata.at) <= at;

/** What nobody has to read for a fold: a message in which nothing was found has nothing else that is sealed. */
const BODIES = { MessageSent: 'body' } as const;

const bodyIn = (data: ConversationEvent['data']): string | undefined => ('body' in data ? data.body : undefined);

/** Bytes of an event at most for each unit of UTF-16 in its text: three in UTF-8, by a third more in base64url, twice. */
const SEALED_BYTES = 6;

interface Kept {
  readonly id: string;
  /** Of its text; of one that is closed, what it is at least. */
  readonly length: number;
  readonly closed?: RawEvent;
}

/** Keeps the texts of as many of the newest messages as are shown at once, opened or not: of a long conversation not all of them fit. */
class TextWindow {
  readonly #kept: Kept[] = [];
  #text = 0;

  constructor(private readonly scene: Scene) {}

  /** The next events; `closed`: those of them whose texts are. */
  move(events: readonly ReplayEvent[], closed: readonly RawEvent[]): void {
    const { items } = this.scene;
    for (const { data, revision } of events) {
      const { message, note } = data as { readonly message?: string; readonly note?: string };
      const id = message ?? note;
      const body = id === undefined || !('body' in data || 'said' in data) ? undefined : items.get(id)?.body;
      if (id === undefined || body === undefined) continue;
      const stored = closed.find((one) => one.revision === revision);
      const length = stored ? Math.floor(stored.bytes.data.length / SEALED_BYTES) : body.length;
      this.#kept.push({ id, length, closed: stored });
      this.#text += length;
      // It has none until it is opened.
      if (stored) this.#set(id, undefined);
    }
    while (this.#kept.length > PICTURE_LIMITS.messages || this.#text > PICTURE_LIMITS.text) {
      const { id, length, closed } = this.#kept.shift() as Kept;
      this.#text -= length;
      if (!closed) this.#set(id, undefined);
    }
  }

  /** Those kept whose texts are closed. */
  get closed(): RawEvent[] {
    return this.#kept.flatMap(({ closed }) => closed ?? []);
  }

  /** One of them with its text. */
  fill({ data }: StoredEvent<ConversationEvent>): void {
    if ('message' in data && data.message !== undefined) this.#set(data.message, bodyIn(data));
  }

  #set(id: string, body: string | undefined): void {
    const known = this.scene.items.get(id);
    if (known) this.scene.items.set(id, { ...known, body });
  }
}

type Ref = Omit<CalendarThen, 'data'>;

/** The calendars that obligations name, each told once. */
class Calendars {
  readonly #told = new Set<string>();

  constructor(private readonly clock: ProductClock) {}

  *namedFirst(events: readonly ReplayEvent[]): Generator<CalendarThen, void> {
    for (const { data } of events) {
      if (!('calendar' in data) || this.#told.has(keyOf(data.calendar))) continue;
      this.#told.add(keyOf(data.calendar));
      yield* this.of([data.calendar]);
    }
  }

  /** One that is not known here is left out. */
  of(refs: readonly Ref[]): CalendarThen[] {
    const distinct = new Map(refs.map((ref) => [keyOf(ref), ref]));
    return [...distinct.values()].flatMap((ref) => {
      try {
        const { market, version, tzdata } = ref;
        return [{ market, version, tzdata, data: this.clock.at(ref).data }];
      } catch {
        return [];
      }
    });
  }
}

const keyOf = ({ market, version, tzdata }: Ref): string => `${market} ${version} ${tzdata}`;
