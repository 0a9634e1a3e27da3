/** What a reaction is: functions from an event, and from what is given to them, to the commands that follow from it. */
import type {
  Clockwork,
  ConversationCommand,
  ConversationEvent,
  MarketCommand,
  PrecisionCommand,
  ProductEvent,
  Stamp,
  Standing,
  StandingCommand,
} from '../../libs/domain';
import { type StoredEvent, uuidV5 } from '../../libs/event-store';
import type { ProductClock } from '../../libs/product-clock';

/** An event of one type, as it is read. */
type Read<T extends ProductEvent['type']> = StoredEvent<Extract<ProductEvent, { type: T }>>;

/** What a reaction decides with, beside the event. */
export interface Given {
  readonly clock: Clockwork & Pick<ProductClock, 'correctionsBefore' | 'now'>;
  /** Of the command with this index among those that follow from the event. */
  stamp(index: number | string): Stamp;
  /** The event's stream up to it, the event included: the same whenever it is read. */
  history(): Promise<readonly ConversationEvent[]>;
  /** Of a seller, as its stream is now. */
  standing(seller: string): Promise<Standing>;
  /** The seller of the conversation that the event stands in; undefined where the read model had to pass over its opening. */
  seller(): Promise<string | undefined>;
  /** A seller's conversations in which something is open; as new as the event. */
  openConversations(seller: string): Promise<readonly string[]>;
  /** A seller's late replies of so many days before an instant, of the obligations that ended or ran out then; as new as the event. */
  lateReplies(seller: string, at: number, days: number): Promise<{ readonly late: number; readonly of: number }>;
}

/** A command that the reactor can send. */
export type ReactiveCommand = ConversationCommand | MarketCommand | PrecisionCommand | StandingCommand;

/** A name, under which the checkpoint is kept, and a function for each type of event that is acted on. */
export interface Reaction {
  readonly name: string;
  readonly on: {
    readonly [T in ProductEvent['type']]?: (
      event: Read<T>,
      given: Given,
    ) => readonly ReactiveCommand[] | Promise<readonly ReactiveCommand[]>;
  };
  /** Corrections of calendars that it meets are worked off (correction-work.ts): what they move is found by a read model. */
  readonly worksOffCorrections?: true;
}

/**
 * The stamp of a command that follows from an event: its id is derived from the event's, the reaction's name and the index, so that the
 * target stream knows a repetition whoever sends it and when.
 */
export function reactionStamp(
  reaction: string,
  event: Pick<StoredEvent, 'id' | 'metadata'>,
  index: number | string,
  at: number,
): Stamp {
  return {
    actor: { id: 'reactor', role: 'system' },
    at,
    commandId: uuidV5(`${reaction}\n${index}`, event.id),
    commandHash: reaction,
    origin: 'reactor',
    correlationId: event.metadata.$correlationId,
    causationId: event.id,
  };
}
