/**
 * A conversation at each of its moments, folded in the browser by the domain's own functions from what one request brought: every
 * further request would be another access on record, and would be felt while sliding.
 */
import {
  type Calendar,
  type CalendarData,
  type CalendarRef,
  compileCalendar,
  copyOf,
  emptyScene,
  evolveScene,
  foldStep,
  type Language,
  type Lens,
  outlineOf,
  type Picture,
  type PictureLimits,
  type ReplayChange,
  type ReplayEvent,
  type ReplayStep,
  type Scene,
  type Telling,
  tellingOf,
  throughLens,
} from '../../../../libs/domain';

/** The calendars that a replay brought, as they were when something was counted by them. */
export class Calendars {
  readonly #data = new Map<string, CalendarData>();
  readonly #compiled = new Map<string, Calendar>();

  add({ data, ...ref }: CalendarRef & { readonly data: CalendarData }): void {
    this.#data.set(keyOf(ref), data);
  }

  /** Throws where it was not brought: then nothing is counted. */
  at(ref: CalendarRef): Calendar {
    const key = keyOf(ref);
    const known = this.#compiled.get(key);
    if (known) return known;
    const data = this.#data.get(key);
    if (!data) throw new RangeError(`no calendar ${key}`);
    const calendar = compileCalendar(data);
    this.#compiled.set(key, calendar);
    return calendar;
  }

  /** One of them, for the days of the market. */
  get first(): Calendar | undefined {
    const [key] = this.#data.keys();
    const [market, version, tzdata] = key?.split(' ') ?? [];
    return market === undefined ? undefined : this.at({ market, version, tzdata });
  }
}

const keyOf = ({ market, version, tzdata }: CalendarRef): string => `${market} ${version} ${tzdata}`;

/** A step as the platform has it: its events, and what changed in other streams. */
export interface RecordedStep {
  readonly events: readonly ReplayEvent[];
  readonly changes: readonly ReplayChange[];
}

/** A command with its events as a lens shows them. */
export interface Moment {
  readonly from: number;
  readonly to: number;
  readonly at: string;
  readonly events: readonly [ReplayEvent, ...ReplayEvent[]];
  /** What it changed in other streams, which only the server knows. */
  readonly elsewhere: readonly ReplayChange[];
}

/** How it stood after a moment, its clock as it was then, and what that moment did. */
export interface AsItStood {
  readonly picture: Picture;
  readonly step: Omit<ReplayStep, 'told'>;
}

/** So often a copy of the whole is kept: no moment is further away. */
const EVENTS_BETWEEN_COPIES = 1_000;
const KEPT = 100;
/** Moments before the one that is shown that are made while nobody waits: going back is the same work for one and for many. */
const BEHIND = 24;
/** What is shown of a long conversation at once; more of its messages when asked for. */
const LIMITS: PictureLimits = { messages: 20, text: 500_000, obligations: 12, violations: 20 };

const NOWHERE: Scene['places'] = new Map();

const CORRECTIONS: ReadonlySet<string> = new Set([
  'ReplyObligationMoved',
  'ReplyObligationExcused',
  'ReplyObligationExcuseRevoked',
]);

export class Moments {
  readonly all: Moment[] = [];
  /** What changed the clock of an obligation though it had been counted already, by its message. */
  readonly corrections = new Map<string, readonly { readonly revision: number; readonly at: string }[]>();
  /** How many events were folded for asking: of a long conversation few for each moment. */
  folded = 0;
  readonly #lens: Lens;
  readonly #seen: ReturnType<typeof throughLens>;
  readonly #end = emptyScene();
  /** As it stood before these moments. */
  readonly #copies: { readonly before: number; readonly scene: Scene }[] = [];
  #since = EVENTS_BETWEEN_COPIES;
  #now: { before: number; readonly scene: Scene } = { before: 0, scene: emptyScene() };
  readonly #kept = new Map<string, AsItStood>();
  readonly #calendars: Calendars;

  constructor(lens: Lens, language: Language, calendars: Calendars) {
    this.#lens = lens;
    this.#seen = throughLens(lens, language);
    this.#calendars = calendars;
  }

  /** The next step as the platform has it. */
  add({ events: stored, changes }: RecordedStep): void {
    const [first, ...more] = stored.flatMap((event) => this.#seen(event) ?? []);
    if (!first) return;
    if (this.#since >= EVENTS_BETWEEN_COPIES) {
      this.#copies.push({ before: this.all.length, scene: this.#copied(this.#end) });
      this.#since = 0;
    }
    // The standing of a seller is not the buyer's.
    const elsewhere = changes.filter(({ of }) => of === 'order' || (of === 'standing' && this.#lens !== 'buyer'));
    const moment: Moment = {
      ...{ from: first.revision, to: (more.at(-1) ?? first).revision, at: first.at },
      ...{ events: [first, ...more], elsewhere },
    };
    for (const event of moment.events) {
      evolveScene(this.#end, event);
      if (!CORRECTIONS.has(event.type)) continue;
      const { message } = event.data as { readonly message: string };
      this.corrections.set(message, [...(this.corrections.get(message) ?? []), { revision: event.revision, at: event.at }]);
    }
    this.#since += moment.events.length;
    this.all.push(moment);
  }

  /** How it stood after a moment, with the newest messages up to then. */
  at(index: number, messages = LIMITS.messages): AsItStood {
    const key = `${index} ${messages}`;
    const known = this.#kept.get(key);
    if (known) return known;
    const step = this.#step(index);
    // Questions are not looked for: nobody is shown them here.
    const picture = outlineOf(this.#now.scene, this.#lens, this.#calendars, Date.parse(step.at), {
      ...LIMITS,
      messages,
    }) as Picture;
    const stood = { picture, step };
    this.#kept.set(key, stood);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT) this.#kept.delete(oldest);
    return stood;
  }

  /**
   * Makes one of the moments that are likely to be asked for after one of them, given in their order with its place; false where all are
   * made.
   */
  prepare(shown: readonly number[], at: number, messages = LIMITS.messages): boolean {
    const isMade = (index: number | undefined) => index === undefined || this.#kept.has(`${index} ${messages}`);
    const behind = isMade(shown[at - 1]) ? [] : shown.slice(Math.max(0, at - BEHIND), at);
    const next = [shown[at + 1], ...behind].find((index) => !isMade(index));
    if (next !== undefined) this.at(next, messages);
    return next !== undefined;
  }

  /** What is another after a moment than it was after an earlier one, each part with the last event that changed it. */
  between(from: number, to: number): ReplayChange[] {
    const all = new Map<string, ReplayChange>();
    for (let index = from + 1; index <= to; index++)
      for (const change of this.#step(index).changes) {
        const key = `${change.of} ${change.id} ${change.field}`;
        all.set(key, { ...change, before: (all.get(key) ?? change).before });
      }
    return [...all.values()].filter(({ before, after }) => before !== after);
  }

  /** Goes to a moment and folds it. */
  #step(index: number): AsItStood['step'] {
    const near = this.#copies.findLast(({ before }) => before <= index);
    if (near && (this.#now.before > index || this.#now.before < near.before))
      this.#now = { before: near.before, scene: this.#copied(near.scene) };
    const { scene } = this.#now;
    for (; this.#now.before < index; this.#now.before++)
      for (const event of this.all[this.#now.before].events) {
        evolveScene(scene, event);
        this.folded++;
      }
    const { events, elsewhere } = this.all[index];
    const step = foldStep(scene, events);
    this.folded += events.length;
    this.#now.before++;
    return { ...step, changes: [...step.changes, ...elsewhere] };
  }

  /** Of the places of all events there is one map: an event has one place, and of what comes later no step names a cause. */
  readonly #copied = (scene: Scene): Scene => ({ ...copyOf({ ...scene, places: NOWHERE }), places: this.#end.places });

  /** What a moment tells. */
  telling(index: number): Telling {
    return tellingOf(this.all[index].events, this.#end);
  }

  /** The moment in which an event with this revision happened, or the last before it; -1 before the first. */
  ofRevision(revision: number): number {
    return this.#lastWhere(({ from }) => from <= revision);
  }

  /** The last moment up to an instant, by the product's time. */
  ofInstant(at: number): number {
    return this.#lastWhere((moment) => Date.parse(moment.at) <= at);
  }

  /** Whether the moment is there that an address names, with what came after it: `revision`, or `asOf`; with neither, the last is meant. */
  goPast(address: Pick<URLSearchParams, 'get'>): boolean {
    const [revision, asOf] = [address.get('revision'), address.get('asOf')];
    const last = this.all.at(-1);
    if (!last) return false;
    return revision ? last.to > Number(revision) : asOf ? Date.parse(last.at) > Date.parse(asOf) : false;
  }

  #lastWhere(isBefore: (moment: Moment) => boolean): number {
    let [low, high] = [0, this.all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(this.all[middle])) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
