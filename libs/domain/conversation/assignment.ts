/** Who of the seller looks after a conversation. */
import { iso } from '../clock';
import { type EventsOf, event } from '../event';
import type { Stamp } from '../people';
import { Rejection } from '../rejection';
import { instant, nullable, text } from '../shape';
import type { ConversationEvent } from './conversation';

/** Hands the conversation to a member of the seller, or to nobody. */
export class AssignConversation {
  readonly type = 'AssignConversation';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly assignee: string | null,
    /** Who the seller's members are, where that was told (R1.6). */
    readonly members?: readonly string[],
  ) {}
}

/** What that leads to. */
export const assignmentEvents = {
  ConversationAssigned: event({ assignee: nullable(text), by: text, at: instant }, ['seller', 'admin']),
};

/** Who it is now. */
export interface Assignment {
  assignee: string | null;
}

/** How the events change that. */
export const assignmentFolds = {
  ConversationAssigned(state: Assignment, { assignee }: EventsOf<typeof assignmentEvents>['data']): void {
    state.assignee = assignee;
  },
};

/** `[]`: it is theirs already. Throws {@link Rejection} `assignee-unknown`. */
export function assignConversation({ assignee, members, stamp }: AssignConversation, state: Assignment): ConversationEvent[] {
  if (state.assignee === assignee) return [];
  if (assignee !== null && members && !members.includes(assignee))
    throw new Rejection('assignee-unknown', 'this is no member of the seller', 'assignee');
  return [{ type: 'ConversationAssigned', data: { assignee, by: stamp.actor.id, at: iso(stamp.at) } }];
}
