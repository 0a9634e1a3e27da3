/** Events that a follower of the log passes over by an operator's decision: the streams `projection-<name>`. */
import { type EventsOf, event } from '../event';
import { matching, text } from '../shape';

/** What an operator decides about a follower. `position` is that of the event it stands before, as digits. */
export const PARKING_EVENTS = {
  EventParked: event({ projection: text, position: matching(/^\d{1,19}$/, 'a position'), reason: text, by: text }, ['operator']),
};
/** An event of a follower. */
export type ParkingEvent = EventsOf<typeof PARKING_EVENTS>;
