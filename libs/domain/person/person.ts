/**
 * Keeping and forgetting a person (R9): the streams `person-<id>`, which are the ledger of erasures. A legal hold outranks retention, which
 * outranks erasure; what is blocked is restricted, and erased when nothing blocks it any more.
 */
import { DAY_MS, iso } from '../clock';
import { commandEvents, type EventsOf, event, RETENTION_CLASSES, type RetentionClass, type TextOwner } from '../event';
import type { Role, Stamp } from '../people';
import { Rejection } from '../rejection';
import { instant, list, object, oneOf, optional, text, uuid } from '../shape';
import type { Retention } from './retention';

/** Why a class is not erased yet. */
const blocked = object({
  class: oneOf(RETENTION_CLASSES),
  because: oneOf(['hold', 'retention']),
  ground: text,
  /** Until then at least; without an end, until the hold is released. */
  until: optional(instant),
  /** Until when it would have to be kept without a hold. */
  retainUntil: optional(instant),
  /** And the law that asks for it. */
  retainGround: optional(text),
});

const asked = { person: text, reason: text, ground: text, by: text, at: instant };
const COMPLIANCE: readonly Role[] = ['compliance'];
const WAKES = { command: 'CompleteErasure', key: 'person' } as const;

/** What happens to what a person wrote. */
export const PERSON_EVENTS = {
  HoldPlaced: event({ ...asked, hold: uuid, until: optional(instant), conversation: optional(uuid) }, COMPLIANCE),
  HoldReleased: event({ person: text, hold: uuid, reason: text, by: text, at: instant }, COMPLIANCE),
  ErasureRequested: event(asked, COMPLIANCE),
  /**
   * Somebody asked, and nobody of this name ever wrote here, or nothing is there that was not erased, or that does not wait for a hold
   * or a retention class already.
   */
  ErasureRefused: event({ ...asked, why: oneOf(['unknown', 'erased', 'held', 'kept']) }, COMPLIANCE),
  /** Only compliance can open it from now on. */
  PersonRestricted: event(
    { person: text, classes: list(blocked), wakeAt: optional(instant), at: instant },
    ['compliance', 'system'],
    WAKES,
  ),
  /** Nobody can open it any more: all there is, or what had been restricted. */
  PersonErased: event(
    { person: text, classes: list(oneOf(RETENTION_CLASSES)), what: oneOf(['everything', 'restricted']), at: instant },
    ['compliance', 'system'],
    WAKES,
  ),
  /** A copy of everything was handed out. */
  PersonExported: event(asked, COMPLIANCE),
  ...commandEvents,
};
/** An event of a person. */
export type PersonEvent = EventsOf<typeof PERSON_EVENTS>;
type Data<T extends PersonEvent['type']> = Extract<PersonEvent, { type: T }>['data'];

/**
 * Whose keys an event ends as they are in use now, to be erased or for compliance only; of an event that ends none, or only what had been
 * set aside before, nothing.
 */
export function endingKeysOf(event: { readonly type: string; readonly data: object }): readonly TextOwner[] {
  const { type, data } = event as PersonEvent;
  if (type === 'PersonErased' && data.what === 'everything')
    return data.classes.map((name) => ({ person: data.person, class: name }));
  if (type === 'PersonRestricted') return data.classes.map((one) => ({ person: data.person, class: one.class }));
  return [];
}

/** The id of a person's stream: as of orders, what tools read in their own way is percent-encoded. */
export const personStreamId = (person: string): string => encodeURIComponent(person);

/** Why, and on which ground. */
export interface Asked {
  readonly reason: string;
  readonly ground: string;
}

/** When a person last wrote something of a class, in epoch milliseconds; not at all, where it is not there. */
export type LastWritten = Readonly<Partial<Record<RetentionClass, number>>>;

abstract class OfPerson {
  readonly id: string;
  constructor(
    readonly person: string,
    readonly stamp: Stamp,
  ) {
    this.id = personStreamId(person);
  }
}

/** Keeps what a person wrote, whoever asks for what. */
export class PlaceHold extends OfPerson {
  readonly type = 'PlaceHold';
  constructor(
    person: string,
    stamp: Stamp,
    /** `until`: epoch milliseconds. */
    readonly hold: Asked & { readonly id: string; readonly until?: number; readonly conversation?: string },
  ) {
    super(person, stamp);
  }
}

/** Ends a hold. */
export class ReleaseHold extends OfPerson {
  readonly type = 'ReleaseHold';
  constructor(
    person: string,
    stamp: Stamp,
    readonly hold: string,
    readonly reason: string,
  ) {
    super(person, stamp);
  }
}

/** Erases what a person wrote, or restricts what has to be kept. */
export class RequestErasure extends OfPerson {
  readonly type = 'RequestErasure';
  constructor(
    person: string,
    stamp: Stamp,
    readonly request: Asked,
    /**
     * What no stream of the person says: whether anybody of this name is known, whether it did anything since its texts were erased or
     * restricted last, when it last wrote, and the classes as they are now.
     */
    readonly facts: {
      readonly known: boolean;
      readonly since: boolean;
      readonly written: LastWritten;
      readonly classes: Readonly<Record<RetentionClass, Retention>>;
    },
  ) {
    super(person, stamp);
  }
}

/** Erases what is not blocked any more. */
export class CompleteErasure extends OfPerson {
  readonly type = 'CompleteErasure';
}

/** Records that a copy was handed out. */
export class RecordExport extends OfPerson {
  readonly type = 'RecordExport';
  constructor(
    person: string,
    stamp: Stamp,
    readonly request: Asked,
  ) {
    super(person, stamp);
  }
}

/** Commands about a person. */
export type PersonCommand = PlaceHold | ReleaseHold | RequestErasure | CompleteErasure | RecordExport;

/** Who may give which command about a person. */
export const PERSON_ROLES: Readonly<Record<PersonCommand['type'], readonly Role[]>> = {
  PlaceHold: ['compliance'],
  ReleaseHold: ['compliance'],
  RequestErasure: ['compliance'],
  CompleteErasure: ['system'],
  RecordExport: ['compliance'],
};

type Blocked = Data<'PersonRestricted'>['classes'][number];

/** How it stands with a person. */
export interface PersonState {
  readonly holds: ReadonlyMap<string, Data<'HoldPlaced'>>;
  readonly released: ReadonlySet<string>;
  /** What is restricted, and why it is not erased yet. */
  readonly restricted: ReadonlyMap<RetentionClass, Blocked>;
  readonly requested: readonly Data<'ErasureRequested'>[];
  readonly erased: readonly Data<'PersonErased'>[];
}

const nothing = (): PersonState => ({ holds: new Map(), released: new Set(), restricted: new Map(), requested: [], erased: [] });

/** What keeps a class from being erased at an instant; undefined: nothing does. */
function blockOf(
  name: RetentionClass,
  retained: { readonly until: number; readonly ground: string },
  state: PersonState,
  now: number,
): Blocked | undefined {
  const holds = [...state.holds.values()].filter(({ until }) => until === undefined || Date.parse(until) > now);
  const keeps = retained.until > now;
  if (holds.length === 0 && !keeps) return undefined;
  const retain = keeps ? { retainUntil: iso(retained.until), retainGround: retained.ground } : {};
  if (holds.length === 0)
    return { class: name, because: 'retention', ground: retained.ground, until: iso(retained.until), ...retain };
  const ends = [
    ...holds.map(({ until }) => (until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until))),
    keeps ? retained.until : 0,
  ];
  const last = Math.max(...ends);
  return {
    ...{ class: name, because: 'hold' as const, ground: holds[0].ground, ...retain },
    ...(Number.isFinite(last) && { until: iso(last) }),
  };
}

function restricting(person: string, classes: readonly Blocked[], at: string): PersonEvent[] {
  if (classes.length === 0) return [];
  const ends = classes.flatMap(({ until }) => until ?? []).sort();
  return [{ type: 'PersonRestricted', data: { person, classes, ...(ends[0] !== undefined && { wakeAt: ends[0] }), at } }];
}

/** Of what is restricted, what is free now is erased; where the reasons of the rest are others, they are told. */
function completed(person: string, state: PersonState, now: number): PersonEvent[] {
  const at = iso(now);
  const still = [...state.restricted.values()].flatMap((one) => {
    const until = one.retainUntil === undefined ? 0 : Date.parse(one.retainUntil);
    return (
      blockOf(
        one.class,
        { until, ground: one.retainGround ?? (one.because === 'retention' ? one.ground : 'retention') },
        state,
        now,
      ) ?? []
    );
  });
  const classes = [...state.restricted.keys()].filter((name) => !still.some((one) => one.class === name));
  const same = still.every((one) => JSON.stringify(one) === JSON.stringify(state.restricted.get(one.class)));
  if (classes.length === 0) return same ? [] : restricting(person, still, at);
  return [{ type: 'PersonErased', data: { person, classes, what: 'restricted', at } }, ...restricting(person, still, at)];
}

/** The decider of the streams `person-<id>`. */
export const people = {
  category: 'person' as const,
  initial: nothing,
  /** Throws {@link Rejection} `hold-unknown`, `hold-over`. */
  decide(command: PersonCommand, state: PersonState): readonly PersonEvent[] {
    const { type, person, stamp } = command;
    const { id: by, role } = stamp.actor;
    if (!PERSON_ROLES[type].includes(role)) throw new Rejection('forbidden', `${type} is not for the role ${role}`);
    const at = iso(stamp.at);
    switch (type) {
      case 'PlaceHold': {
        const { id: hold, until, conversation, reason, ground } = command.hold;
        if (state.holds.has(hold) || state.released.has(hold)) return [];
        if (until !== undefined && until <= stamp.at) throw new Rejection('hold-over', 'a hold ends later than now', 'until');
        const data = {
          ...{ person, hold, reason, ground, ...(until !== undefined && { until: iso(until) }) },
          ...{ ...(conversation !== undefined && { conversation }), by, at },
        };
        const held = { ...state, holds: new Map(state.holds).set(hold, data) };
        return [{ type: 'HoldPlaced', data }, ...completed(person, held, stamp.at)];
      }
      case 'ReleaseHold': {
        const { hold, reason } = command;
        if (state.released.has(hold)) return [];
        if (!state.holds.has(hold)) throw new Rejection('hold-unknown', 'no such hold', 'hold');
        const holds = new Map(state.holds);
        holds.delete(hold);
        return [
          { type: 'HoldReleased', data: { person, hold, reason, by, at } },
          ...completed(person, { ...state, holds }, stamp.at),
        ];
      }
      case 'RequestErasure': {
        const { request, facts } = command;
        const data = { person, ...request, by, at };
        const refused = (why: Data<'ErasureRefused'>['why']): PersonEvent[] => [
          { type: 'ErasureRefused', data: { ...data, why } },
        ];
        if (!facts.known && state.requested.length === 0) return refused('unknown');
        if (!facts.since && state.erased.length > 0 && state.restricted.size === 0) return refused('erased');
        const blocks = RETENTION_CLASSES.flatMap((name) => {
          const last = facts.written[name];
          const { days, ground } = facts.classes[name];
          // What a person never wrote, nobody has to keep.
          return last === undefined ? [] : (blockOf(name, { until: last + days * DAY_MS, ground }, state, stamp.at) ?? []);
        });
        const waits =
          state.restricted.size === blocks.length &&
          blocks.every((one) => JSON.stringify(one) === JSON.stringify(state.restricted.get(one.class)));
        if (!facts.since && waits && blocks.length > 0)
          return refused(blocks.some(({ because }) => because === 'hold') ? 'held' : 'kept');
        const free = RETENTION_CLASSES.filter((name) => !blocks.some((one) => one.class === name));
        const written = free.filter((name) => facts.written[name] !== undefined || state.restricted.has(name));
        return [
          { type: 'ErasureRequested', data },
          ...(written.length > 0
            ? [{ type: 'PersonErased' as const, data: { person, classes: written, what: 'everything' as const, at } }]
            : []),
          ...restricting(person, blocks, at),
        ];
      }
      case 'CompleteErasure':
        return completed(person, state, stamp.at);
      case 'RecordExport':
        return [{ type: 'PersonExported', data: { person, ...command.request, by, at } }];
    }
  },
  evolve(state: PersonState, { type, data }: PersonEvent): PersonState {
    switch (type) {
      case 'HoldPlaced':
        return { ...state, holds: new Map(state.holds).set(data.hold, data) };
      case 'HoldReleased': {
        const holds = new Map(state.holds);
        holds.delete(data.hold);
        return { ...state, holds, released: new Set(state.released).add(data.hold) };
      }
      case 'ErasureRequested':
        return { ...state, requested: [...state.requested, data] };
      case 'PersonRestricted':
        return { ...state, restricted: new Map([...state.restricted, ...data.classes.map((one) => [one.class, one] as const)]) };
      case 'PersonErased': {
        const restricted = new Map(state.restricted);
        for (const name of data.classes) restricted.delete(name);
        return { ...state, restricted, erased: [...state.erased, data] };
      }
      case 'ErasureRefused':
      case 'PersonExported':
      case 'CommandAcknowledged':
        return state;
    }
  },
};
