import { iso } from '../clock';
import type { ConversationEvent } from '../conversation/conversation';
import type { Role } from '../people';

/** An event of a conversation as a replay hands it out: JSON, so that whoever has it folds it again. Instants ISO-8601 UTC. */
export type ReplayEvent<E extends ConversationEvent = ConversationEvent> = E & {
  readonly revision: number;
  readonly id: string;
  /** When it was decided by the product's time, and when the store recorded it. */
  readonly at: string;
  readonly recorded: string;
  /** Who caused it. */
  readonly actor: string;
  readonly role: Role;
  /** The command that led to it: events of one command are a step. */
  readonly command: string;
  /** What led to the command, where that is not the command itself: the id of an event or of another command. */
  readonly causation?: string;
  /** Where the command came in: for the platform. */
  readonly origin?: string;
};

/** An event as a store has it. */
type Stored<E extends ConversationEvent> = E & {
  readonly revision: number;
  readonly id: string;
  readonly created: Date;
  readonly metadata: {
    readonly [of in 'at' | 'actor' | 'role' | 'commandId' | '$causationId' | 'origin']: string;
  };
};

/** What a replay makes of a stored event. */
export function replayEventOf({ type, data, revision, id, metadata, created }: Stored<ConversationEvent>): ReplayEvent {
  const { at, actor, role, commandId: command, $causationId: causation, origin } = metadata;
  const event = { type, data, revision, id, at, recorded: iso(created.getTime()), actor, role, command, origin } as ReplayEvent;
  return causation === command ? event : { ...event, causation };
}
