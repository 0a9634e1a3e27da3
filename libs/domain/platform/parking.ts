/** Events that a follower of the log passes over because somebody decided so, and is told to take after all: the streams `projection-<name>`. */
import { commandEvents, type EventsOf, event } from '../event';
import type { Role, Stamp } from '../people';
import { Rejection } from '../rejection';
import { matching, text } from '../shape';

/** `position` is that of the event in question, as digits. */
const decided = { projection: text, position: matching(/^\d{1,19}$/, 'a position'), reason: text, by: text };

/** What is decided about a follower. */
export const PARKING_EVENTS = {
  /** It stood before this event, or could not take it when it was to: it passes over it. */
  EventParked: event(decided, ['operator', 'admin', 'system']),
  /** It is to take the event after all. */
  EventRetried: event(decided, ['operator', 'admin']),
  ...commandEvents,
};
/** An event of a follower. */
export type ParkingEvent = EventsOf<typeof PARKING_EVENTS>;

/** Lets a follower pass over an event that it stands before: nobody leaves out what can be taken. */
export class ParkEvent {
  readonly type = 'ParkEvent';
  constructor(
    /** Name of the follower. */
    readonly id: string,
    readonly stamp: Stamp,
    readonly position: string,
    readonly reason: string,
    /** Positions of the events that it stands before. */
    readonly before: readonly bigint[],
  ) {}
}

/** Lets a follower take an event that it passed over. */
export class RetryEvent {
  readonly type = 'RetryEvent';
  constructor(
    /** Name of the follower. */
    readonly id: string,
    readonly stamp: Stamp,
    readonly position: string,
    readonly reason: string,
  ) {}
}

/** Commands of a follower. */
export type ParkingCommand = ParkEvent | RetryEvent;

/** Who may give which command to a follower. */
export const PARKING_ROLES: Readonly<Record<ParkingCommand['type'], readonly Role[]>> = {
  ParkEvent: ['admin', 'system', 'operator'],
  RetryEvent: ['admin', 'operator'],
};

/** What was decided last about an event. */
export interface ParkingDecision {
  readonly parked: boolean;
  readonly by: string;
  readonly reason: string;
  readonly at: string;
}

/** What was decided about a follower, by position. */
export type Parking = ReadonlyMap<bigint, ParkingDecision>;

/** The decider of the streams `projection-<name>`. */
export const parking = {
  category: 'projection' as const,
  initial: (): Parking => new Map(),
  /** Throws {@link Rejection} `not-standing` and `not-parked`. `[]`: that is decided already. */
  decide(command: ParkingCommand, state: Parking): readonly ParkingEvent[] {
    const { type, id: projection, stamp, position, reason } = command;
    const { id: by, role } = stamp.actor;
    if (!PARKING_ROLES[type].includes(role)) throw new Rejection('forbidden', `${type} is not for the role ${role}`);
    const before = state.get(BigInt(position));
    if (type === 'RetryEvent') {
      if (!before) throw new Rejection('not-parked', `${projection} did not pass over an event at ${position}`, 'position');
      return before.parked ? [{ type: 'EventRetried', data: { projection, position, reason, by } }] : [];
    }
    if (before?.parked) return [];
    if (!command.before.includes(BigInt(position)))
      throw new Rejection(
        'not-standing',
        `${projection} does not stand before ${position}, but before ${command.before.join(' and ') || 'no event'}`,
        'position',
      );
    return [{ type: 'EventParked', data: { projection, position, reason, by } }];
  },
  evolve(state: Parking, { type, data }: ParkingEvent, { metadata }: { readonly metadata: { readonly at: string } }): Parking {
    if (type === 'CommandAcknowledged') return state;
    const { position, by, reason } = data;
    return new Map(state).set(BigInt(position), { parked: type === 'EventParked', by, reason, at: metadata.at });
  },
};
